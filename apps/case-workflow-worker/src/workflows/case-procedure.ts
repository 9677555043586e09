import { type CaseSituation, caseChangedSignal, caseSituationQuery } from '@casetrace/contracts';
import {
  allHandlersFinished,
  condition,
  continueAsNew,
  isCancellation,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  TemporalFailure,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { CaseActivities } from '../activities/case-activities';
import { answered, handedOver, heard, type Knowledge, nothingKnown, postponed, told } from './knowledge';
import { changedAttributes, detailsOf } from './operators-view';
import { describeStep, nextStep, type Step } from './steps';

export interface CaseProcedureInput {
  trackingNumber: string;
  /** as the relay sent it, `wakeInMs` counted from the start of the run; without it the run reads the case first */
  known?: CaseSituation;
}

/** The server stops at 10,000 signals a run; the history is kept short long before. */
const signalsPerRun = 1_000;

// A short outage of PostgreSQL is bridged within one task; a longer one by timers (`postponed`), so that it neither fails
// the case nor floods its history.
const activities = proxyLocalActivities<CaseActivities>({
  startToCloseTimeout: '5s',
  scheduleToCloseTimeout: '8s',
  retry: { initialInterval: '100ms', backoffCoefficient: 2, maximumAttempts: 5 },
});

/**
 * The procedure of one case: waits for news of it and for its nearest deadline, has the record do the step of that clock
 * (M9, M10), and waits again; ends when the case closes. It decides nothing: the record does.
 */
export async function caseProcedure({ trackingNumber, known: given }: CaseProcedureInput): Promise<void> {
  let known: Knowledge = given ? told(given, workflowInfo().runStartTime.getTime()) : nothingKnown;
  let signals = 0;

  setHandler(caseSituationQuery, () => {
    if (known.situation === null) throw new Error('The case has not been read yet.');
    return known.situation;
  });
  setHandler(caseChangedSignal, (situation) => {
    signals += 1;
    known = shown(heard(known, situation, Date.now()));
  });

  const isClosed = () => known.situation?.status === 'closed';
  const isLong = () => signals >= signalsPerRun || workflowInfo().continueAsNewSuggested;
  shown(known);
  while (!isClosed()) {
    if (isLong()) {
      await condition(allHandlersFinished);
      await continueAsNew<typeof caseProcedure>({ trackingNumber, known: handedOver(known, Date.now()) });
    }
    const waitingFor = known.wakeAt;
    const hasNews = () => known.wakeAt !== waitingFor || isClosed() || isLong();
    if (await comesBeforeDue(hasNews, waitingFor, describeStep(known.situation))) continue;
    const step = nextStep(known.situation);
    if (step) known = shown(await attempted(step));
  }

  async function attempted(step: Step): Promise<Knowledge> {
    try {
      const summary = describeStep(known.situation);
      const situation = await activities[step].executeWithOptions({ summary }, [trackingNumber]);
      return answered(known, situation, Date.now());
    } catch (error) {
      // A step that timed out is an ActivityFailure when it happens and a bare TimeoutFailure when it is replayed.
      if (!(error instanceof TemporalFailure) || isCancellation(error)) throw error;
      return postponed(known, Date.now());
    }
  }
}

/** Waits for news until `dueAt`; false when the time came first. */
async function comesBeforeDue(
  hasNews: () => boolean,
  dueAt: number | null,
  summary: string,
): Promise<boolean> {
  if (dueAt === null) return condition(hasNews).then(() => true);
  const remaining = dueAt - Date.now();
  return remaining > 0 ? condition(hasNews, remaining, { summary }) : hasNews();
}

/** Shows operators what is known. Details cost no event; search attributes only where one changed. */
function shown(known: Knowledge): Knowledge {
  if (known.situation === null) return known;
  setCurrentDetails(detailsOf(known.situation, known.failures));
  const changed = changedAttributes(known.situation, workflowInfo().typedSearchAttributes);
  if (changed.length > 0) upsertSearchAttributes(changed);
  return known;
}
