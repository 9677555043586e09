import {
  civilDateAt,
  type ConfiguredDirectory,
  misconfigurationKinds,
  misconfigurationsOf,
  type Rules,
} from '@casetrace/case-rules';
import type { Readiness, Warning } from '../health/readiness';

/** The port to the rules in force; asking for them reaches PostgreSQL. */
export interface RulesPort {
  current(): Promise<ConfiguredDirectory & { rules: Rules }>;
}

/** The port to the open cases that are due, nearest first. */
export interface DueCasesPort {
  worklist(
    filter: { dueBefore: string },
    request: { limit: number },
  ): Promise<{ items: { nextDeadline: { dueAt: string } | null }[] }>;
}

/** The port to what is kept beside the record: which of it is not whole. */
export interface ReadModelsPort {
  unfinished(): Promise<{ models: string[]; beingWritten: boolean } | null>;
}

export interface RecordReadinessOptions {
  /** days before the end of the announced calendar at which to warn */
  calendarWarningDays: number;
  /** deadlines are spread over so many seconds */
  jitterSeconds: number;
}

const graceSeconds = 60;
const dayMs = 86_400_000;

/** Ready means that the record answers; warnings say what works and wants looking at all the same. */
export class RecordReadiness implements Readiness {
  constructor(
    private readonly rules: RulesPort,
    private readonly cases: DueCasesPort,
    private readonly readModels: ReadModelsPort,
    private readonly options: RecordReadinessOptions,
  ) {}

  async check(): Promise<void> {
    await this.rules.current();
  }

  async warnings(): Promise<Warning[]> {
    const [snapshot, overdue, unfinished] = await Promise.all([
      this.rules.current(),
      this.overdue(),
      readModelWarnings(this.readModels),
    ]);
    return [...overdue, ...unfinished, ...this.calendarEnds(snapshot.rules), ...misconfigured(snapshot)];
  }

  /** P1: nobody escalates by this; it says that the clocks' worker should be looked at. */
  private async overdue(): Promise<Warning[]> {
    const before = Date.now() - (this.options.jitterSeconds + graceSeconds) * 1000;
    const { items } = await this.cases.worklist({ dueBefore: new Date(before).toISOString() }, { limit: 1 });
    const oldest = items[0]?.nextDeadline?.dueAt;
    if (oldest === undefined) return [];
    return [{ code: 'deadlinesOverdue', detail: 'Deadlines have passed and were not applied.', oldest }];
  }

  private calendarEnds({ calendar }: Rules): Warning[] {
    const { knownUntil } = calendar;
    const horizon = civilDateAt(Date.now() + this.options.calendarWarningDays * dayMs);
    if (knownUntil >= horizon) return [];
    const detail = 'Deadlines after this date are provisional until the next calendar year is published.';
    return [{ code: 'calendarEndsSoon', detail, knownUntil }];
  }
}

/** Search and figures are refused while they are not whole; after a rebuild that was broken off they stay so until the next. */
export async function readModelWarnings(readModels: ReadModelsPort): Promise<Warning[]> {
  const unfinished = await readModels.unfinished();
  if (!unfinished) return [];
  const { models, beingWritten } = unfinished;
  const detail = beingWritten
    ? 'They are being written anew, and refused until that ends.'
    : 'Writing them anew was broken off, and they are refused: run `npm run rebuild-read-models`.';
  return [{ code: beingWritten ? 'readModelsBeingWritten' : 'readModelsIncomplete', detail, models }];
}

const mostListed = 20;

/** P3: what is wrong in the directory, one warning for each kind. */
function misconfigured(directory: ConfiguredDirectory): Warning[] {
  const codes = new Map<keyof typeof misconfigurationKinds, Set<string>>();
  for (const { kind, of } of misconfigurationsOf(directory)) {
    codes.set(kind, (codes.get(kind) ?? new Set()).add(of));
  }
  return [...codes].map(([kind, of]) => ({
    code: kind,
    detail: misconfigurationKinds[kind].en,
    count: of.size,
    codes: [...of].slice(0, mostListed),
  }));
}
