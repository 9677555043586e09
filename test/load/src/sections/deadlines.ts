import type { PoolClient } from 'pg';
import { Pool } from 'pg';
import { randomUUID } from 'node:crypto';
import { bench } from '../configuration';
import type { Doors } from '../doors';
import { SameRows } from '../floor/same-rows';
import { TemporalFloor } from '../floor/temporal-floor';
import type { BenchSystem } from '../system';
import { repeated, waitFor } from '../measures';
import { quiet } from '../system';
import type { Section } from './section';
import { headline } from './section';

const count = bench.quick ? 500 : 5_000;
const idleSeconds = bench.quick ? 20 : 150;
const category = 'demo-seconds';

/**
 * Thousands of deadlines that end together (M12), beside bare timers on the same server that each make the same commit. Both
 * rates are those of the middle four fifths, from the times that the commits themselves carry.
 */
export const deadlinesDueAtOnce: Section = async ({ system, doors }) => {
  headline(`${count} deadlines due at once (goal: at least 0.7 of bare timers with the same commit)`);
  // The bare timers first: the product's cases escalate again and again.
  const bare = await bareTimers(system, await anEscalatedCase(system, doors));
  const product = await productDeadlines(system, doors);
  console.log(`  bare timers with the same commit              ${bare.toFixed(0)}/s`);
  console.log(
    `  deadlines                                     ${product.toFixed(0)}/s  ratio ${(product / bare).toFixed(2)}`,
  );
};

/** An idle case is escalated after `idle` seconds; no other deadline comes into its way. */
async function publishIdle(doors: Doors, idle: number): Promise<void> {
  const seconds = (amount: number) => ({ amount, unit: 'seconds' });
  await doors.publishPolicy(category, {
    department: 'social-insurance-counter',
    idle: seconds(idle),
    unresolved: seconds(86_400),
    accountLead: { amount: 0, unit: 'workingDays' },
    confirmation: seconds(86_400),
    reason: 'bench',
  });
}

async function productDeadlines({ pool }: BenchSystem, doors: Doors): Promise<number> {
  await publishIdle(doors, idleSeconds);
  const { rows } = await pool.query<{ now: Date }>('SELECT clock_timestamp() AS now');
  const begun = rows[0]?.now;
  await repeated(count, 20, async () => {
    await doors.register(category);
  });
  const [first, last] = await dueTimes(pool, begun);
  console.log(`  due within ${((last - first) / 1000).toFixed(1)} s of each other`);
  await quiet(pool);
  await waitFor(async () => (await escalations(pool, begun)).length >= count, last - Date.now() + 600_000);
  return middleRate(await escalations(pool, begun));
}

async function dueTimes(pool: Pool, since: Date | undefined): Promise<[number, number]> {
  const { rows } = await pool.query<{ first: Date; last: Date }>(
    `SELECT min(next_deadline_at) AS first, max(next_deadline_at) AS last FROM cases
     WHERE category = $1 AND registered_at >= $2`,
    [category, since],
  );
  return [rows[0]?.first.getTime() ?? NaN, rows[0]?.last.getTime() ?? NaN];
}

/** Times of the first `count` escalations, in order: a case that was escalated early falls due again before the last ones. */
async function escalations(pool: Pool, since: Date | undefined): Promise<number[]> {
  const { rows } = await pool.query<{ at: Date }>(
    `SELECT e.recorded_at AS at FROM case_events e JOIN cases c USING (tracking_number)
     WHERE e.type = 'IdleEscalated' AND c.category = $1 AND c.registered_at >= $2 ORDER BY 1 LIMIT $3`,
    [category, since, count],
  );
  return rows.map(({ at }) => at.getTime());
}

/** The number of a case whose last event is an idle escalation, the first of a whole row of them. */
async function anEscalatedCase({ pool }: BenchSystem, doors: Doors): Promise<string> {
  await publishIdle(doors, 30);
  const { trackingNumber } = await doors.register(category);
  await waitFor(async () => {
    const { rows } = await pool.query(
      `SELECT FROM cases WHERE tracking_number = $1 AND latest_event = 'IdleEscalated'`,
      [trackingNumber],
    );
    return rows.length > 0;
  }, 600_000);
  return trackingNumber;
}

async function bareTimers({ pool, databaseUrl }: BenchSystem, sample: string): Promise<number> {
  await SameRows.prepareSchema(pool);
  const [escalation, registration] = await Promise.all([
    SameRows.ofDecision(pool, sample),
    SameRows.ofRegistration(pool, sample),
  ]);
  const writing = new Pool({ connectionString: SameRows.writing(databaseUrl), max: 20 });
  const cases = await preparedCases(writing, registration);
  const fired: number[] = [];
  const commit = async (): Promise<void> => {
    const trackingNumber = cases.pop() ?? randomUUID();
    await withClient(writing, (client) =>
      escalation.inOneStatement(client, { trackingNumber, sequence: 2, caller: 'bench' }),
    );
    fired.push(Date.now());
  };
  const floor = await TemporalFloor.start(bench.temporalAddress, bench.namespace, { commit });
  await floor.startTimers(count, Date.now() + (bench.quick ? 15_000 : 60_000));
  await waitFor(() => Promise.resolve(fired.length >= count), 600_000);
  await floor.stop();
  await writing.end();
  return middleRate(fired);
}

async function preparedCases(pool: Pool, registration: SameRows): Promise<string[]> {
  const numbers = Array.from({ length: count }, () => randomUUID());
  await withClient(pool, async (client) => {
    for (const trackingNumber of numbers) {
      await registration.inOneStatement(client, { trackingNumber, sequence: 1, caller: 'bench' });
    }
  });
  return numbers;
}

async function withClient<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    return await work(client);
  } finally {
    client.release();
  }
}

/** Commits a second between the first and the last tenth. */
function middleRate(times: number[]): number {
  const sorted = [...times].sort((one, other) => one - other);
  const from = Math.floor(sorted.length * 0.1);
  const to = Math.floor(sorted.length * 0.9);
  return ((to - from) * 1000) / ((sorted[to] ?? NaN) - (sorted[from] ?? NaN));
}
