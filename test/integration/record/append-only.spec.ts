import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyChains } from '@casetrace/case-record';
import { freshDatabase } from '../../harness/databases';
import { RecordUnderTest } from './record-under-test';

describe('the record is append-only', () => {
  let record: RecordUnderTest;

  beforeAll(async () => {
    record = await RecordUnderTest.open((await freshDatabase()).url);
    await record.registerCase();
  });
  afterAll(() => record.close());

  it.each([
    `UPDATE case_events SET type = 'CaseClosed'`,
    `DELETE FROM case_events`,
    `TRUNCATE case_events`,
    `UPDATE case_texts SET content = 'other'`,
    `TRUNCATE case_texts`,
    `DELETE FROM cases`,
    `TRUNCATE cases`,
  ])('refuses %s', async (statement) => {
    await expect(record.sql(statement)).rejects.toThrow('append-only');
  });

  it('refuses to remove a text to everyone, even to a superuser', async () => {
    await expect(record.sql('DELETE FROM case_texts')).rejects.toThrow('casetrace_erasure');
  });

  it('lets the role of erasure remove a text, and the chain stands', async () => {
    await record.database.dataSource.transaction(async (manager) => {
      await manager.query('SET LOCAL ROLE casetrace_erasure');
      await manager.query(`DELETE FROM case_texts WHERE field = 'filerName'`);
    });
    const seen = await verifyChains(record.database);
    expect(seen).toMatchObject({ cases: 1, erasedTexts: 1, firstBad: null });
  });

  it('gives the role of erasure nothing else', async () => {
    const asEraser = (statement: string) =>
      record.database.dataSource.transaction(async (manager) => {
        await manager.query('SET LOCAL ROLE casetrace_erasure');
        await manager.query(statement);
      });
    await expect(asEraser(`UPDATE case_texts SET content = 'other'`)).rejects.toThrow('permission denied');
    await expect(asEraser('SELECT * FROM cases')).rejects.toThrow('permission denied');
  });
});
