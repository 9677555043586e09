import type { Pool } from 'pg';
import type { Reader } from './reader';
import { statisticsByMonth } from './reads';
import type { VolumeSystem } from './system';
import { verdict } from './verdicts';

/** The balance of a period as `/v1/statistics` tells it. */
interface Balance {
  opening: number;
  registered: number;
  reopened: number;
  reopenedByCorrection?: number;
  closed: number;
  closing: number;
}

/** More months than a load spans. */
const allMonths = 26;

/** `npm run verify` on all that is loaded (P5). */
export async function checkChains(system: VolumeSystem): Promise<void> {
  const begun = performance.now();
  const said = await system.run('apps/case-workflow-worker/dist/verify.js').then(
    (printed) => verdict('chain check', true, printed.trim()),
    (error: unknown) => verdict('chain check', false, error instanceof Error ? error.message : String(error)),
  );
  console.log(`  chain check: ${said} (${((performance.now() - begun) / 1000).toFixed(0)} s)`);
}

/**
 * M13: in each month and category opening + registered - closed + reopened = closing, what one month ends with the next begins
 * with, and what the months tell is what the record holds.
 */
export async function checkBalance(pool: Pool, reader: Reader): Promise<void> {
  const paths = await statisticsByMonth(reader, allMonths);
  if (paths.length === 0) {
    console.log('  reconciliation: there are no statistics');
    return;
  }
  const wrong: string[] = [];
  let closing = 0;
  let balances = 0;
  for (const path of paths) {
    const found = balancesIn(await reader.get(path));
    balances += found.length;
    wrong.push(
      ...found.filter((each) => !isBalanced(each)).map((each) => `${path}: ${JSON.stringify(each)}`),
    );
    const opening = total(found, 'opening');
    if (opening !== closing)
      wrong.push(`${path}: opens with ${opening}, the month before ended with ${closing}`);
    closing = total(found, 'closing');
  }
  const since = paths.at(-1)?.match(/to=([\d-]+)/)?.[1];
  const kept = await openAtTheEndOf(pool, since ?? '');
  if (kept !== closing)
    wrong.push(`the record had ${kept} open cases at the end of ${since ?? '?'}, the months say ${closing}`);
  if (balances === 0) wrong.push('no balance was found');
  console.log(
    `  reconciliation: ${verdict('reconciliation', wrong.length === 0, `${balances} balances of ${paths.length} months`)}`,
  );
  for (const each of wrong.slice(0, 5)) console.log(`    ${each}`);
}

const isBalanced = ({
  opening,
  registered,
  reopened,
  reopenedByCorrection = 0,
  closed,
  closing,
}: Balance): boolean => opening + registered + reopened + reopenedByCorrection - closed === closing;

const total = (balances: readonly Balance[], part: 'opening' | 'closing'): number =>
  balances.reduce((sum, balance) => sum + balance[part], 0);

/** The balances of the groups of an answer, wherever they stand in it; those of the whole only where there are no groups. */
function balancesIn(answer: unknown): Balance[] {
  if (Array.isArray(answer)) return answer.flatMap(balancesIn);
  if (typeof answer !== 'object' || answer === null) return [];
  if ('opening' in answer && 'closing' in answer) return [answer as Balance];
  const lists = Object.values(answer).filter(Array.isArray).flatMap(balancesIn);
  return lists.length > 0 ? lists : Object.values(answer).flatMap(balancesIn);
}

/** From the events alone: registered up to then, and not closed without a reopening after it. */
async function openAtTheEndOf(pool: Pool, day: string): Promise<number> {
  const { rows } = await pool.query<{ open: number }>(
    `WITH bound AS (SELECT ($1::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' AS at)
     SELECT count(*) FILTER (WHERE type = 'CaseRegistered')::int - count(*) FILTER (WHERE type = 'CaseClosed')::int
          + count(*) FILTER (WHERE type = 'CaseReopened')::int AS open
     FROM case_events, bound
     WHERE recorded_at < bound.at AND type IN ('CaseRegistered', 'CaseClosed', 'CaseReopened')`,
    [day],
  );
  return rows[0]?.open ?? NaN;
}
