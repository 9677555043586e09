import { advisoryLocks } from '../database/advisory-locks';
import type { Connection, RecordDatabase } from '../database/record-database';
import { RecordError } from '../database/record-error';

/** Read models that are not whole, and whether a rebuild is at them. */
export interface UnfinishedReadModels {
  models: string[];
  /** false where a rebuild was broken off: only another one makes them whole */
  beingWritten: boolean;
}

/** Nobody reads while a rebuild begins: emptying a table spares no reader, whatever snapshot they have. */
const keepReadersOut = {
  name: '',
  text: 'LOCK TABLE read_model_state IN ACCESS EXCLUSIVE MODE',
};
/** $1 names, $2 whether they are complete */
const setState = {
  name: '',
  text: `INSERT INTO read_model_state (model, complete) SELECT name, $2 FROM unnest($1::text[]) AS n (name)
    ON CONFLICT (model) DO UPDATE SET complete = excluded.complete`,
};
/** $1 name */
const readState = {
  name: 'read-model-state',
  text: 'SELECT complete FROM read_model_state WHERE model = $1',
};
const readUnfinished = {
  name: 'read-models-unfinished',
  text: `
    SELECT model, EXISTS (
      SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = ${advisoryLocks.readModelsRebuild} AND granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    ) AS "beingWritten"
    FROM read_model_state WHERE NOT complete ORDER BY model`,
};
/** All parts of an answer are of one moment. The lock comes before the moment: what was complete then stays so to the end. */
const oneMoment = `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
  LOCK TABLE read_model_state IN ACCESS SHARE MODE`;

/** In the transaction that empties them: from its commit on they are refused, until they are complete. */
export async function beginAnew(connection: Connection, models: readonly string[]): Promise<void> {
  await connection.run(keepReadersOut);
  await connection.run(setState, [models, false]);
}

/** In the transaction that completes them. */
export async function endAnew(connection: Connection, models: readonly string[]): Promise<void> {
  await connection.run(setState, [models, true]);
}

/** Says whether a read model is whole: not between the beginning and the end of a rebuild, nor after one that was broken off. */
export async function isComplete(connection: Connection, model: string): Promise<boolean> {
  const [state] = await connection.rows<{ complete: boolean }>(readState, [model]);
  return state?.complete === true;
}

/**
 * Reads from a read model as it is at one moment. `named` is how a refusal calls it ("The figures are").
 * @throws RecordError recordUnavailable, also while it is being written anew: half of it would pass for the whole.
 */
export async function readWhole<Value>(
  database: RecordDatabase,
  { model, named }: { model: string; named: string },
  read: (connection: Connection) => Promise<Value>,
): Promise<Value> {
  return database.transaction(oneMoment, async (connection) => {
    if (!(await isComplete(connection, model)))
      throw new RecordError('recordUnavailable', `${named} being written anew; ask again later.`);
    return read(connection);
  });
}

/** What health tells of the read models. */
export class ReadModelState {
  constructor(private readonly database: RecordDatabase) {}

  /** Null where all are whole. @throws RecordError recordUnavailable. */
  async unfinished(): Promise<UnfinishedReadModels | null> {
    const rows = await this.database.rows<{ model: string; beingWritten: boolean }>(readUnfinished);
    const [first] = rows;
    return first ? { models: rows.map(({ model }) => model), beingWritten: first.beingWritten } : null;
  }
}
