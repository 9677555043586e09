import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { advisoryLocks, createDataSource } from '@casetrace/case-record';
import { freshDatabase } from '../../harness/databases';
import { RecordUnderTest } from './record-under-test';

const statementTimeoutMs = 300;
/** Longer than a statement may take, and than its answer may stay away. */
const heldMs = statementTimeoutMs + 1_500;

describe('waiting for the commands under way', () => {
  let record: RecordUnderTest;
  let others: Awaited<ReturnType<typeof createDataSource>>;

  beforeAll(async () => {
    const { url } = await freshDatabase();
    record = await RecordUnderTest.open(url, { statementTimeoutMs });
    others = await createDataSource({ databaseUrl: url, applicationName: 'somebody-else' });
  });
  afterAll(async () => {
    await record.close();
    await others.destroy();
  });

  /** Holds what a command holds while something is asked for; answers what came of it, and after how long. */
  async function whileACommandIsUnderWay<Value>(ask: () => Promise<Value>): Promise<[Value, number]> {
    const begun = performance.now();
    const { asked } = await others.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock_shared($1)', [advisoryLocks.rules]);
      const asked = ask();
      await manager.query('SELECT pg_sleep($1::float8 / 1000)', [heldMs]);
      return { asked };
    });
    return [await asked, performance.now() - begun];
  }

  it('publishes once they are done, though that takes longer than a statement may', async () => {
    const publishing = () =>
      record.publisher.suspendClocks(
        { department: null, category: null, district: null },
        { by: 'administrator-1', reason: '停电' },
      );
    const [{ version }, tookMs] = await whileACommandIsUnderWay(publishing);
    expect(version).toBeGreaterThan(0);
    expect(tookMs).toBeGreaterThanOrEqual(heldMs);
  });

  it('raises the epoch once they are done', async () => {
    const [{ epoch }] = await whileACommandIsUnderWay(() => record.relay.rebuild({ raiseEpoch: true }));
    expect(epoch).toBe(2);
  });

  it('lets the statements after the wait take no longer than others', async () => {
    const slow = record.publisher.publish(
      'test',
      { by: 'administrator-1', reason: 'x' },
      {},
      async (connection) => {
        await connection.rows({ name: 'short', text: 'SELECT 1' });
        await connection.rows({ name: 'too-slow', text: 'SELECT pg_sleep(1)' });
      },
    );
    await expect(slow).rejects.toMatchObject({ code: 'recordUnavailable' });
  });
});
