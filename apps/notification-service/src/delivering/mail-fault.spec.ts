import { describe, expect, it } from '@jest/globals';
import { mailFault, unreachable } from './mail-fault';

const fault = (facts: object): Error => Object.assign(new Error('to zhang.san@example.org'), facts);

describe('mailFault', () => {
  it('calls a server unreachable that did not come to look at the letter', () => {
    expect(mailFault(fault({ code: 'ESOCKET', command: 'CONN' }))).toBe(unreachable);
    expect(mailFault(fault({ code: 'EDNS', command: 'CONN' }))).toBe(unreachable);
    expect(mailFault(fault({ code: 'EAUTH', command: 'API' }))).toBe(unreachable);
  });

  it('keeps the numbers of a refusal, and never the address in it', () => {
    const response = '550 5.1.1 <zhang.san@example.org>: Recipient address rejected';
    const refused = fault({ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550, response });
    expect(mailFault(refused)).toBe('EENVELOPE 550 5.1.1');
    expect(mailFault(fault({ code: 'ETIMEDOUT', command: 'DATA' }))).toBe('ETIMEDOUT');
    expect(mailFault(fault({}))).toBe('Error');
    expect(mailFault('zhang.san@example.org')).toBe('unknown');
  });
});
