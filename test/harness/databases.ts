import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { engineAddresses } from './engine-addresses';

export interface DatabaseOptions {
  /** With the tables of the record; default true. Without, the database is empty. */
  migrated?: boolean;
  /** With the demo directory, policies, calendar and keys; default true. */
  seeded?: boolean;
  /** A spec that breaks the record on purpose says so: its chains are not verified at the end. */
  brokenOnPurpose?: boolean;
}

export interface TestDatabase {
  name: string;
  /** A superuser's URL. */
  url: string;
}

export const migratedTemplate = 'template_migrated';
export const seededTemplate = 'template_seeded';
const verified = 'spec';
const brokenOnPurpose = 'broken';

/** A database of its own for a spec file, copied in milliseconds from one that is migrated and seeded once per run. */
export async function freshDatabase(options: DatabaseOptions = {}): Promise<TestDatabase> {
  const kind = options.brokenOnPurpose ? brokenOnPurpose : verified;
  const name = `${kind}_${randomBytes(6).toString('hex')}`;
  await onServer(async (server) => {
    await server.query(`create database ${name} template ${templateOf(options)}`);
  });
  return { name, url: databaseUrl(name) };
}

function templateOf({ migrated = true, seeded = true }: DatabaseOptions): string {
  if (!migrated) return 'template0';
  return seeded ? seededTemplate : migratedTemplate;
}

/** The URL of another database of the server. */
export function databaseUrl(name: string): string {
  const url = new URL(engineAddresses().databaseUrl);
  url.pathname = `/${name}`;
  return url.toString();
}

/** The databases of all specs whose record must still be whole. */
export async function databasesToVerify(): Promise<TestDatabase[]> {
  const names = await onServer(async (server) => {
    const { rows } = await server.query<{ datname: string }>(
      `select datname from pg_database where datname like '${verified}\\_%' order by datname`,
    );
    return rows.map(({ datname }) => datname);
  });
  return names.map((name) => ({ name, url: databaseUrl(name) }));
}

/** Works on the server's own database. */
export async function onServer<Value>(work: (server: Client) => Promise<Value>): Promise<Value> {
  return onDatabase(engineAddresses().databaseUrl, work);
}

export async function onDatabase<Value>(
  url: string,
  work: (client: Client) => Promise<Value>,
): Promise<Value> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
