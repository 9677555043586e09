import { setTimeout as pause } from 'node:timers/promises';
import { cancelled, heartbeat } from '@temporalio/activity';

/** What one call worked off. */
export interface RecalculatedCases {
  cases: number;
  /** open cases with deadlines by older rules that are left */
  remaining: number;
}

export interface RecalculationActivities {
  /** Takes open cases up to the rules of now, for some seconds. Given again it goes on where it was. */
  recalculateBatch(): Promise<RecalculatedCases>;
}

/** The record, as far as a recalculation needs it. */
export interface RecordOfRules {
  recalculateBatch(limit: number): Promise<{ cases: number; busy: number }>;
  casesBelowRules(): Promise<number>;
}

const casesAtATime = 50;
const longestCallMs = 10_000;
const pauseForBusyCasesMs = 500;

/** Binds the activity to the record. Errors of the record are passed on for the engine to try again. */
export function recalculationActivities(record: RecordOfRules): RecalculationActivities {
  return {
    async recalculateBatch() {
      const end = Date.now() + longestCallMs;
      let cases = 0;
      for (;;) {
        const batch = await record.recalculateBatch(casesAtATime);
        cases += batch.cases;
        heartbeat({ cases });
        if (batch.cases + batch.busy === 0) return { cases, remaining: 0 };
        if (Date.now() >= end) return { cases, remaining: await record.casesBelowRules() };
        if (batch.cases === 0) await Promise.race([pause(pauseForBusyCasesMs), cancelled()]);
      }
    },
  };
}
