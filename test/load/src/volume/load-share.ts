import { Client } from 'pg';
import {
  createDataSource,
  recordDefaults,
  RecordDatabase,
  RulesSource,
  type RulesSnapshot,
  withDefaults,
} from '@casetrace/case-record';
import { CaseLines, loadedTables, type RowOptions, tableNames } from './case-rows';
import { copyInto } from './copy';
import { lifeOf, type World } from './life';
import { OfficeHours, RegistrationTimes } from './times';

/** What is to be loaded: places `from` up to, and without, `to` in the order of registrations, spread over two years. */
export interface LoadPlan {
  databaseUrl: string;
  accessCodeSecret: string;
  seed: number;
  /** epoch milliseconds: the moment that all lives end at */
  until: number;
  from: number;
  to: number;
}

export interface Loaded {
  cases: number;
  events: number;
  /** milliseconds in the rules and the chain */
  generating: number;
  /** milliseconds until PostgreSQL had taken the rows */
  copying: number;
}

const casesAtATime = 500;

/** Loads what of a plan `next` hands out: numbers of pieces, until there is none. Several processes may share a plan. */
export async function loadShare(plan: LoadPlan, next: () => number): Promise<Loaded> {
  const { world, rows } = await worldOf(plan);
  const client = new Client({ connectionString: plan.databaseUrl });
  await client.connect();
  const loaded: Loaded = { cases: 0, events: 0, generating: 0, copying: 0 };
  try {
    await client.query('SET synchronous_commit = off');
    for (;;) {
      const begin = plan.from + next() * casesAtATime;
      if (begin >= plan.to) return loaded;
      await loadPiece(client, { plan, world, rows, begin }, loaded);
    }
  } finally {
    await client.end();
  }
}

async function loadPiece(
  client: Client,
  { plan, world, rows, begin }: { plan: LoadPlan; world: World; rows: RowOptions; begin: number },
  loaded: Loaded,
): Promise<void> {
  const started = performance.now();
  const end = Math.min(plan.to, begin + casesAtATime);
  const piece = new CaseLines(rows);
  for (let index = begin; index < end; index++) {
    piece.add(lifeOf(world, index, (index - plan.from + 0.5) / (plan.to - plan.from)), index);
  }
  const generated = performance.now();
  await client.query('BEGIN');
  for (const table of tableNames) await copyInto(client, table, loadedTables[table], piece.lines[table]);
  await client.query('COMMIT');
  loaded.cases += end - begin;
  loaded.events += piece.events;
  loaded.generating += generated - started;
  loaded.copying += performance.now() - generated;
}

/** The rules of the database, and what else lives rest on. */
export async function worldOf(
  plan: LoadPlan,
): Promise<{ world: World; rows: RowOptions; snapshot: RulesSnapshot }> {
  const { databaseUrl, seed, until, accessCodeSecret } = plan;
  const dataSource = await createDataSource(
    withDefaults({ databaseUrl, applicationName: 'bench-load', poolSize: 1 }),
  );
  try {
    const database = new RecordDatabase(dataSource);
    const snapshot = await new RulesSource(database).current();
    const [row] = await database.rows<{ epoch: number }>({
      name: '',
      text: 'SELECT epoch FROM record_epoch',
    });
    const { rules } = snapshot;
    const times = new RegistrationTimes(rules.calendar, until);
    const hours = new OfficeHours(rules.calendar);
    const { deadlineJitterSeconds } = recordDefaults;
    return {
      world: { seed, rules, times, hours, until },
      rows: { seed, epoch: row?.epoch ?? 1, accessCodeSecret, deadlineJitterSeconds },
      snapshot,
    };
  } finally {
    await dataSource.destroy();
  }
}
