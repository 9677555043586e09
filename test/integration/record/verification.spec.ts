import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyChains } from '@casetrace/case-record';
import { freshDatabase } from '../../harness/databases';
import { runRecordProgram } from '../../harness/record-programs';
import { command, progress, RecordUnderTest } from './record-under-test';

describe('verification', () => {
  let record: RecordUnderTest;
  let url: string;
  let trackingNumber: string;

  beforeAll(async () => {
    ({ url } = await freshDatabase({ brokenOnPurpose: true }));
    record = await RecordUnderTest.open(url);
    for (let index = 0; index < 7; index++) {
      const registered = await record.registerCase();
      trackingNumber = registered.trackingNumber;
      await record.commands.execute(command(trackingNumber, progress()));
      await record.commands.execute(command(trackingNumber, { type: 'claim', body: {} }));
    }
  });
  afterAll(() => record.close());

  it('finds the record whole, in batches of any size', async () => {
    const whole = { cases: 7, events: 21, texts: 42, erasedTexts: 0, firstBad: null };
    for (const batchSize of [1, 3, 7, 200])
      expect(await verifyChains(record.database, batchSize)).toEqual(whole);
    expect(await runRecordProgram('verify', url)).toContain('7 cases, 21 entries');
  });

  /** Somebody with the rights of the database's owner changes the record behind its back, and afterwards puts it back. */
  async function tampered(statement: string, ...values: unknown[]) {
    const runner = record.database.dataSource.createQueryRunner();
    await runner.query('BEGIN');
    try {
      await runner.query(`SET LOCAL session_replication_role = replica`);
      await runner.query(statement, values);
      await runner.query('COMMIT');
      return (await verifyChains(record.database, 2)).firstBad;
    } finally {
      await runner.release();
    }
  }

  const cases: [string, string, number, RegExp][] = [
    ['a changed event', `UPDATE case_events SET data = '{"asAccount":true}'`, 2, /not what was hashed/],
    ['another author', `UPDATE case_events SET actor_officer = 'somebody-else'`, 2, /not what was hashed/],
    [
      'another time',
      `UPDATE case_events SET effective_at = effective_at - interval '1 day'`,
      2,
      /not what was hashed/,
    ],
    ['a removed event', `DELETE FROM case_events`, 2, /is missing/],
    ['a removed last event', `DELETE FROM case_events`, 3, /entries were removed/],
    ['a changed text', `UPDATE case_texts SET content = 'other'`, 2, /text text is not what was digested/],
  ];

  it.each(cases)('names %s', async (_, statement, sequence, problem) => {
    await record.sql('CREATE TABLE kept_events AS SELECT * FROM case_events WHERE tracking_number = $1', [
      trackingNumber,
    ]);
    await record.sql('CREATE TABLE kept_texts AS SELECT * FROM case_texts WHERE tracking_number = $1', [
      trackingNumber,
    ]);
    const bad = await tampered(
      `${statement} WHERE tracking_number = $1 AND sequence = $2`,
      trackingNumber,
      sequence,
    );
    expect(bad).toEqual({ trackingNumber, sequence, problem: expect.stringMatching(problem) });
    for (const table of ['events', 'texts']) {
      await tampered(`DELETE FROM case_${table} WHERE tracking_number = $1`, trackingNumber);
      await tampered(`INSERT INTO case_${table} SELECT * FROM kept_${table}`);
      await record.sql(`DROP TABLE kept_${table}`);
    }
    expect((await verifyChains(record.database)).firstBad).toBeNull();
  });

  it('names a state that does not follow from the entries', async () => {
    const [row] = await record.sql<{ state: unknown }>('SELECT state FROM cases WHERE tracking_number = $1', [
      trackingNumber,
    ]);
    const set = `UPDATE cases SET state = $2 WHERE tracking_number = $1`;
    const state = JSON.stringify({ ...(row!.state as object), level: 4 });
    expect(await tampered(set, trackingNumber, state)).toMatchObject({
      trackingNumber,
      problem: /not what follows/,
    });
    expect(await tampered(set, trackingNumber, JSON.stringify(row!.state))).toBeNull();
    const column = `UPDATE cases SET responsible_department = $2 WHERE tracking_number = $1`;
    expect((await tampered(column, trackingNumber, 'city'))?.problem).toContain('responsibleDepartment city');
    expect(await tampered(column, trackingNumber, 'social-insurance-counter')).toBeNull();
  });

  it('fails as a program too, naming case and entry', async () => {
    const set = 'UPDATE case_events SET type = $2 WHERE tracking_number = $1 AND sequence = 2';
    await tampered(set, trackingNumber, 'CaseClosed');
    await expect(runRecordProgram('verify', url)).rejects.toThrow(`case ${trackingNumber}, entry 2`);
    expect(await tampered(set, trackingNumber, 'ProgressRecorded')).toBeNull();
  });

  it('names a case that was removed with its entries left', async () => {
    const bad = await tampered('DELETE FROM cases WHERE tracking_number = $1', trackingNumber);
    expect(bad).toMatchObject({ trackingNumber, problem: 'its case is gone' });
  });
});
