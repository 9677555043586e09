import { setTimeout as pause } from 'node:timers/promises';
import { type Actor, commandBodies } from '@casetrace/contracts';
import {
  type CommandHandler,
  type DatabaseClock,
  type RecordDatabase,
  RecordError,
} from '@casetrace/case-record';
import { appendEntry } from '../reviews/review-entry';
import { lockReview, saveReview } from '../reviews/review-state';
import { theSystem } from '../reviews/the-system';

/** Which outcome of which review: the input of the workflow `applyProcedure`. */
export interface AdoptionKey {
  review: string;
  number: number;
}

/** How far a procedure is applied. */
export interface ApplicationProgress {
  applied: number;
  refused: number;
  left: number;
}

interface AdoptionRow {
  guidance: string;
  edition: number;
  steps: number;
  text: string;
  routeDepartment: string | null;
  routeDistrict: string | null;
  disposition: unknown;
  department: string;
  officer: string | null;
  finished: boolean;
}

const read = {
  name: 'read-procedure-adoption',
  text: `
    SELECT guidance, edition, steps, content AS text, route_department AS "routeDepartment",
      route_district AS "routeDistrict", disposition, by_department AS department, by_officer AS officer,
      finished_at IS NOT NULL AS finished
    FROM process_review_adoptions WHERE review = $1 AND number = $2`,
};
const next = {
  name: 'next-procedure-applications',
  text: `
    SELECT a.tracking_number AS "trackingNumber", c.district
    FROM process_review_applications a JOIN cases c USING (tracking_number)
    WHERE a.review = $1 AND a.number = $2 AND a.outcome = 'waiting'
    ORDER BY a.tracking_number LIMIT $3`,
};
const note = {
  name: 'note-procedure-application',
  text: `
    UPDATE process_review_applications SET outcome = $4, at = clock_timestamp()
    WHERE review = $1 AND number = $2 AND tracking_number = $3 AND outcome = 'waiting'`,
};
const count = {
  name: 'count-procedure-applications',
  text: `
    SELECT (count(*) FILTER (WHERE outcome = 'applied'))::int AS applied,
      (count(*) FILTER (WHERE outcome NOT IN ('applied', 'waiting')))::int AS refused,
      (count(*) FILTER (WHERE outcome = 'waiting'))::int AS left
    FROM process_review_applications WHERE review = $1 AND number = $2`,
};
const finish = {
  name: 'finish-procedure-adoption',
  text: `
    UPDATE process_review_adoptions SET finished_at = clock_timestamp()
    WHERE review = $1 AND number = $2 AND finished_at IS NULL`,
};

/** A case that others are writing to is left for a moment. */
const busyPauseMs = 200;

/**
 * Applies an adopted procedure to the cases that waited for it (M11), by the command that any superior has. Each case once,
 * whatever process is killed when: the command has the key of review, adoption and case.
 */
export class ProcedureApplication {
  constructor(
    private readonly database: RecordDatabase,
    private readonly commands: CommandHandler,
    private readonly clock: DatabaseClock,
    private readonly atOnce = 4,
  ) {}

  /** Works off up to `limit` cases. Repeat until none is left. @throws RecordError recordUnavailable, noSuchResource. */
  async applyBatch(key: AdoptionKey, limit: number): Promise<ApplicationProgress> {
    const [adoption] = await this.database.rows<AdoptionRow>(read, [key.review, key.number]);
    if (!adoption) throw new RecordError('noSuchResource', 'There is no such adoption.');
    const cases = await this.database.rows<WaitingCase>(next, [key.review, key.number, limit]);
    const waiting = [...cases];
    const workOff = async (): Promise<void> => {
      for (let one = waiting.shift(); one; one = waiting.shift()) await this.apply(key, adoption, one);
    };
    await Promise.all(Array.from({ length: this.atOnce }, workOff));
    const progress = await this.progress(key);
    if (progress.left === 0 && !adoption.finished) await this.finish(key, adoption, progress);
    return progress;
  }

  private async progress({ review, number }: AdoptionKey): Promise<ApplicationProgress> {
    const [row] = await this.database.rows<ApplicationProgress>(count, [review, number]);
    return row ?? { applied: 0, refused: 0, left: 0 };
  }

  private async apply(key: AdoptionKey, adoption: AdoptionRow, waiting: WaitingCase): Promise<void> {
    const { trackingNumber } = waiting;
    try {
      const answer = await this.commands.execute({
        command: { type: 'adoptProcedure', body: bodyFor(key, adoption, waiting) },
        actor: actorOf(adoption),
        caller: `review:${key.review}`,
        key: `review:${key.review}:${adoption.edition}:${trackingNumber}`,
        trackingNumber,
      });
      await this.note(key, trackingNumber, answer.rejection?.code ?? 'applied');
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
      if (error.code === 'caseBusy') await pause(busyPauseMs);
      else if (error.code === 'recordUnavailable') throw error;
      else await this.note(key, trackingNumber, error.code);
    }
  }

  private async note(
    { review, number }: AdoptionKey,
    trackingNumber: string,
    outcome: string,
  ): Promise<void> {
    await this.database.run(note, [review, number, trackingNumber, outcome]);
  }

  /** Once: the review says what became of its procedure. */
  private async finish(
    { review, number }: AdoptionKey,
    { guidance, edition }: AdoptionRow,
    { applied, refused }: ApplicationProgress,
  ): Promise<void> {
    await this.database.transaction('BEGIN', async (connection) => {
      const state = await lockReview(connection, review);
      if ((await connection.run(finish, [review, number])) === 0) return;
      const at = await this.clock.now(connection);
      const data = { number, guidance, edition, applied, refused };
      await appendEntry(connection, state, { kind: 'procedureApplied', actor: theSystem, at, data });
      await saveReview(connection, state);
    });
  }
}

interface WaitingCase {
  trackingNumber: string;
  district: string | null;
}

/** The superior who adopted it acts on each case: the record names department and officer (M7). */
const actorOf = ({ department, officer }: AdoptionRow): Actor => ({ kind: 'officer', department, officer });

function bodyFor({ review }: AdoptionKey, adoption: AdoptionRow, { district }: WaitingCase) {
  const { guidance, edition, steps, text, routeDepartment, routeDistrict, disposition } = adoption;
  const isRouted = routeDepartment !== null && (routeDistrict === null || routeDistrict === district);
  return commandBodies.adoptProcedure.parse({
    ...{ review, guidance, edition, steps, text },
    ...(isRouted && { to: routeDepartment }),
    ...(disposition !== null && { disposition }),
  });
}
