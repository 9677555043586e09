import {
  isNewerReview,
  reviewChangedSignal,
  type ReviewSituation,
  reviewSituationQuery,
} from '@casetrace/contracts';
import {
  condition,
  continueAsNew,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { ReviewActivities } from '../activities/review-activities';
import { changedReviewAttributes, describeReviewStep, reviewDetailsOf } from './review-view';

export interface ProcessReviewInput {
  review: string;
  /** as the relay sent it, `wakeInMs` counted from the start of the run */
  known: ReviewSituation;
}

const signalsPerRun = 500;

const { escalateReview } = proxyActivities<ReviewActivities>({
  startToCloseTimeout: '15s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
});

/**
 * A process review waits for news of it and for its deadline, has the record pass it up when nobody in charge gave an
 * input (M9, M11), and waits again; ends when the review is closed. It decides nothing: the record does.
 */
export async function processReview({ review, known: given }: ProcessReviewInput): Promise<void> {
  let known = given;
  let wakeAt = wakeTime(given, workflowInfo().runStartTime.getTime());
  let signals = 0;

  setHandler(reviewSituationQuery, () => known);
  setHandler(reviewChangedSignal, (situation) => {
    signals += 1;
    // The same again may wake a run that sleeps too long.
    if (!isNewerReview(known, situation)) learn(situation);
  });

  const isClosed = () => known.status === 'closed';
  const isLong = () => signals >= signalsPerRun || workflowInfo().continueAsNewSuggested;
  show();
  while (!isClosed()) {
    if (isLong()) {
      const wakeInMs = wakeAt === null ? null : Math.max(wakeAt - Date.now(), 0);
      await continueAsNew<typeof processReview>({ review, known: { ...known, wakeInMs } });
    }
    const waitingFor = wakeAt;
    const hasNews = () => wakeAt !== waitingFor || isClosed() || isLong();
    const summary = describeReviewStep(known);
    if (waitingFor === null) await condition(hasNews);
    else if (!(await condition(hasNews, Math.max(waitingFor - Date.now(), 1), { summary }))) {
      const answer = await escalateReview.executeWithOptions({ summary }, [review]);
      if (!isNewerReview(known, answer)) learn(answer, leastWaitMs);
    }
  }

  function learn(situation: ReviewSituation, leastMs = 0): void {
    known = situation;
    wakeAt = wakeTime(situation, Date.now(), leastMs);
    show();
  }

  function show(): void {
    setCurrentDetails(reviewDetailsOf(known));
    const changed = changedReviewAttributes(known, workflowInfo().typedSearchAttributes);
    if (changed.length > 0) upsertSearchAttributes(changed);
  }
}

/** Where the time had not come by the database's clock, the run waits this long at least. */
const leastWaitMs = 1_000;

const wakeTime = ({ wakeInMs }: ReviewSituation, from: number, leastMs = 0): number | null =>
  wakeInMs === null ? null : from + Math.max(wakeInMs, leastMs);
