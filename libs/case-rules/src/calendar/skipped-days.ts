import { civilDateOf } from './civil-date';
import type { SkippedRun } from './explanation';
import type { DayName } from './working-calendar';

interface Run {
  from: number;
  to: number;
  reason: SkippedRun['reason'];
  name?: DayName;
}

const mostRunsListed = 24;

/** Gathers the days that did not count, in order of time, as runs of neighbouring days with the same reason and name. */
export class SkippedDays {
  private readonly runs: Run[] = [];

  /** Adds days by number, both ends included. */
  add(from: number, to: number, { reason, name }: Pick<Run, 'reason' | 'name'>): void {
    const last = this.runs.at(-1);
    if (last && last.to + 1 === from && last.reason === reason && last.name?.zh === name?.zh) last.to = to;
    else this.runs.push({ from, to, reason, ...(name && { name }) });
  }

  /** The first runs, and how many days are in the others: an explanation is stored with each case and stays small. */
  listed(): { skipped: SkippedRun[]; skippedMore?: number } {
    const skipped = this.runs
      .slice(0, mostRunsListed)
      .map((run) => ({ ...run, from: civilDateOf(run.from), to: civilDateOf(run.to) }));
    const skippedMore = this.runs.slice(mostRunsListed).reduce((sum, { from, to }) => sum + to - from + 1, 0);
    return { skipped, ...(skippedMore > 0 && { skippedMore }) };
  }
}
