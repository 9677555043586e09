import { setTimeout as pause } from 'node:timers/promises';
import { cancelled, heartbeat } from '@temporalio/activity';
import type { ReviewSituation } from '@casetrace/contracts';
import type { AdoptionKey, ApplicationProgress, BacklogLook } from '@casetrace/process-reviews';

/** What one look at the backlogs came to; codes only. `others` looked at the same time. */
export type BacklogAnswer = BacklogLook | 'others';

export interface ReviewActivities {
  /** Looks at what is piled up; reviews open where a limit was passed (M11). */
  lookAtBacklog(): Promise<BacklogAnswer>;
  /** Nobody in charge gave an input in time: the review goes up (M9). Answers what is now known. */
  escalateReview(review: string): Promise<ReviewSituation>;
  /** Applies an adopted procedure to waiting cases, for some seconds. Given again it goes on where it was. */
  applyProcedureBatch(adoption: AdoptionKey): Promise<ApplicationProgress>;
}

/** The record, as far as reviews need it. */
export interface RecordOfReviews {
  look(): Promise<BacklogLook | null>;
  escalateIdle(review: string): Promise<ReviewSituation>;
  applyBatch(adoption: AdoptionKey, limit: number): Promise<ApplicationProgress>;
}

const casesAtATime = 20;
const longestCallMs = 10_000;
const pauseForBusyCasesMs = 500;

/** Binds the activities to the record. Errors of the record are passed on for the engine to try again. */
export function reviewActivities(record: RecordOfReviews): ReviewActivities {
  return {
    lookAtBacklog: async () => (await record.look()) ?? 'others',
    escalateReview: (review) => record.escalateIdle(review),
    async applyProcedureBatch(adoption) {
      const end = Date.now() + longestCallMs;
      let before = Number.POSITIVE_INFINITY;
      for (;;) {
        const progress = await record.applyBatch(adoption, casesAtATime);
        heartbeat(progress);
        if (progress.left === 0 || Date.now() >= end) return progress;
        if (progress.left === before) await Promise.race([pause(pauseForBusyCasesMs), cancelled()]);
        before = progress.left;
      }
    },
  };
}
