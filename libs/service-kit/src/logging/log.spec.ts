import { textFields } from '@casetrace/contracts';
import { describe, expect, it } from '@jest/globals';
import { createLog } from './log';

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  let lines = '';
  write(createLog({ service: 'test', level: 'info', destination: { write: (line) => (lines += line) } }));
  return lines;
}

describe('createLog', () => {
  it('masks credentials, contact data and every text, at any depth', () => {
    const personal = Object.fromEntries(textFields.map((field) => [field, 'PERSONAL']));
    const line = logged((log) =>
      log.info({
        requestId: 'r-1',
        headers: { Authorization: 'PERSONAL', 'x-access-code': 'PERSONAL' },
        accessCode: 'PERSONAL',
        list: [{ filer: { name: 'PERSONAL', mail: 'PERSONAL' } }, personal],
      }),
    );
    expect(line).not.toContain('PERSONAL');
    expect(JSON.parse(line)).toMatchObject({ service: 'test', level: 'info', requestId: 'r-1' });
  });

  it('writes an error without what drivers hang onto theirs', () => {
    const cause = Object.assign(new Error('inner'), {
      code: '23505',
      detail: 'Key (mail)=(PERSONAL) exists',
    });
    const error = Object.assign(new Error('outer', { cause }), {
      parameters: ['PERSONAL'],
      query: 'PERSONAL',
    });
    const line = logged((log) => log.error({ err: error }, 'failed'));
    expect(line).not.toContain('PERSONAL');
    const { err } = JSON.parse(line) as { err: { stack: string; cause: { code: string } } };
    expect(err.stack).toContain('log.spec');
    expect(err.cause.code).toBe('23505');
  });
});
