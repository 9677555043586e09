import { advisoryLocks } from '../database/advisory-locks';
import type { Connection, RecordDatabase, Statement } from '../database/record-database';
import type { RulesSnapshot } from '../rules/rules-snapshot';
import type { RulesSource } from '../rules/rules-source';
import { type CaseHistory, readHistories } from './case-history';
import { beginAnew, endAnew } from './read-model-state';

/**
 * What is kept beside the record so that reading is fast: written from whole cases, again after each change, in the same
 * transaction that notes how far it knows them. It may be thrown away and written anew at any time.
 */
export interface ReadModel {
  readonly name: string;
  /** Replaces what it holds of these cases. `rules` give names and the calendar, as of now. */
  write(connection: Connection, histories: readonly CaseHistory[], rules: RulesSnapshot): Promise<void>;
  /** Before all cases are written anew: empties its tables, and takes away the indexes that would slow it down. */
  clear(connection: Connection): Promise<void>;
  /** After that: puts the indexes back. */
  complete(connection: Connection): Promise<void>;
}

/** How many cases are written in one transaction, and how many transactions at a time. */
export interface RebuildOptions {
  batch: number;
  lanes: number;
}

/** `others`: another process writes the read models at the moment. */
export type UpdateResult = { cases: number } | 'others';

const takeTurn = {
  name: 'read-models-turn',
  text: `SELECT pg_try_advisory_xact_lock(${advisoryLocks.readModels}) AS mine`,
};
const waitForTurn = {
  name: 'read-models-wait',
  text: `SELECT pg_advisory_xact_lock(${advisoryLocks.readModels})`,
};
/** Lanes of one rebuild write at the same time, each its own cases; updates stay out. */
const joinTurn = {
  name: 'read-models-join',
  text: `SELECT pg_advisory_xact_lock_shared(${advisoryLocks.readModels})`,
};
const beginRebuild = {
  name: 'read-models-rebuild',
  text: `SELECT pg_try_advisory_xact_lock(${advisoryLocks.readModelsRebuild}) AS mine`,
};
/** $1 how many, $2 numbers that are put off */
const findUnread = {
  name: 'read-models-unread',
  text: `SELECT tracking_number AS number FROM workflow_sync
    WHERE read_version < wanted_version AND tracking_number <> ALL ($2::text[])
    ORDER BY tracking_number LIMIT $1`,
};
/** $1 after this number, $2 how many */
const findAll = {
  name: 'read-models-all',
  text: 'SELECT tracking_number AS number FROM cases WHERE tracking_number > $1 ORDER BY tracking_number LIMIT $2',
};
/** $1 numbers, $2 versions. Rows are locked in one order, and only for the moment before the commit. */
const noteRead = {
  name: 'read-models-note',
  text: `
    WITH known AS MATERIALIZED (
      SELECT s.tracking_number, u.version FROM workflow_sync s
      JOIN unnest($1::text[], $2::int[]) AS u (tracking_number, version) USING (tracking_number)
      ORDER BY s.tracking_number FOR UPDATE OF s
    )
    UPDATE workflow_sync s SET read_version = greatest(s.read_version, known.version)
    FROM known WHERE s.tracking_number = known.tracking_number`,
};
const countUnread = {
  name: 'read-models-count',
  text: 'SELECT count(*)::int AS count FROM workflow_sync WHERE read_version < wanted_version',
};

/**
 * Keeps the read models after the record: a fraction of a second behind it, in batches, one process at a time (ADR 0009). A
 * command never waits for them.
 */
export class ReadModels {
  constructor(
    private readonly database: RecordDatabase,
    private readonly rules: RulesSource,
    private readonly models: readonly ReadModel[],
  ) {}

  /**
   * Writes up to `limit` cases that have changed, those in `putOff` left out. @throws RecordError recordUnavailable; whatever
   * a model throws, and then nothing of the batch is written.
   */
  async update(limit: number, putOff: readonly string[] = []): Promise<UpdateResult> {
    const rules = await this.rules.current();
    return this.database.transaction('BEGIN', async (connection) => {
      const [turn] = await connection.rows<{ mine: boolean }>(takeTurn);
      if (!turn?.mine) return 'others';
      const unread = await connection.rows<{ number: string }>(findUnread, [limit, putOff]);
      const numbers = unread.map(({ number }) => number);
      await this.write(connection, numbers, rules);
      return { cases: numbers.length };
    });
  }

  /** The numbers of cases that have changed since they were last written. */
  async unread(limit: number): Promise<string[]> {
    const rows = await this.database.rows<{ number: string }>(findUnread, [limit, []]);
    return rows.map(({ number }) => number);
  }

  async backlog(): Promise<number> {
    const [row] = await this.database.rows<{ count: number }>(countUnread);
    return row?.count ?? 0;
  }

  /**
   * Writes all cases anew, several batches at a time: one is computed while PostgreSQL writes another. Readers are refused from
   * the first moment to the last, also after a rebuild that was broken off, until another one has ended; commands go on. Reports
   * how many are written. @throws Error where another rebuild runs; RecordError recordUnavailable.
   */
  async rebuild(
    { batch, lanes }: RebuildOptions,
    report: (cases: number) => void = () => undefined,
  ): Promise<number> {
    return this.database.transaction('BEGIN', async (alone) => {
      const [begun] = await alone.rows<{ mine: boolean }>(beginRebuild);
      if (!begun?.mine) throw new Error('Another process writes the read models anew at the moment.');
      const names = this.models.map(({ name }) => name);
      await this.inTurn(waitForTurn, async (connection) => {
        await beginAnew(connection, names);
        await this.eachModel((model) => model.clear(connection));
      });
      const rules = await this.rules.current();
      const batches = this.allCases(batch);
      let cases = 0;
      const lane = async (): Promise<void> => {
        for await (const numbers of batches) {
          await this.inTurn(joinTurn, (connection) => this.write(connection, numbers, rules));
          cases += numbers.length;
          report(cases);
        }
      };
      await Promise.all(Array.from({ length: lanes }, lane));
      await this.inTurn(waitForTurn, async (connection) => {
        await this.eachModel((model) => model.complete(connection));
        await endAnew(connection, names);
      });
      return cases;
    });
  }

  private async *allCases(batch: number): AsyncGenerator<string[], void> {
    for (let last = ''; ;) {
      const rows = await this.database.rows<{ number: string }>(findAll, [last, batch]);
      const numbers = rows.map(({ number }) => number);
      const end = numbers.at(-1);
      if (end === undefined) return;
      yield numbers;
      last = end;
    }
  }

  private async write(connection: Connection, numbers: string[], rules: RulesSnapshot): Promise<void> {
    if (numbers.length === 0) return;
    const histories = await readHistories(connection, numbers);
    await this.eachModel((model) => model.write(connection, histories, rules));
    const versions = histories.map(({ version }) => version);
    await connection.run(noteRead, [histories.map(({ trackingNumber }) => trackingNumber), versions]);
  }

  private inTurn(turn: Statement, work: (connection: Connection) => Promise<void>): Promise<void> {
    return this.database.transaction('BEGIN', async (connection) => {
      await connection.rows(turn);
      await work(connection);
    });
  }

  private async eachModel(work: (model: ReadModel) => Promise<void>): Promise<void> {
    for (const model of this.models) await work(model);
  }
}
