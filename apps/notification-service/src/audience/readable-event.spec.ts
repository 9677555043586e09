import { describe, expect, it } from '@jest/globals';
import { eventSchemaVersion } from '@casetrace/contracts';
import { readEvent, UnreadableMessage } from './readable-event';
import { sampleMessage } from './sample-events';

const unreadable = (value: string | null, why: string): void => {
  const read = (): unknown => readEvent(value);
  expect(read).toThrow(UnreadableMessage);
  expect(read).toThrow(why);
};
const text = (differing: Record<string, unknown>): string =>
  JSON.stringify(sampleMessage('IdleEscalated', differing));

describe('readEvent', () => {
  it('reads a message of the contract', () => {
    expect(readEvent(text({})).data).toEqual({ from: 'water', to: 'city' });
  });

  it('does not understand what is no JSON, or nothing', () => {
    unreadable('{', 'not JSON');
    unreadable(null, 'not JSON');
  });

  it('names the fields that are wrong, never their values', () => {
    unreadable(text({ sequence: 0, hash: 5 }), 'sequence, hash');
    unreadable(text({ data: { from: 'water' } }), 'its data has wrong fields: to');
  });

  it('leaves newer schemas and unknown types to a newer build', () => {
    unreadable(text({ schemaVersion: eventSchemaVersion + 1 }), 'newer');
    unreadable(text({ type: 'CaseSplit' }), 'type of the event');
    unreadable(text({ type: 'toString' }), 'type of the event');
  });
});
