import { databasesToVerify, onDatabase } from './databases';
import { runRecordProgram } from './record-programs';

/**
 * Verifies the hash chain of every case that the specs made, in all their databases, with the program an operator uses.
 * @throws Error naming each database whose record is not whole.
 */
export async function verifyRecords(): Promise<{ databases: number; cases: number }> {
  const faults: string[] = [];
  let databases = 0;
  let cases = 0;
  for (const { name, url } of await databasesToVerify()) {
    const here = await casesIn(url);
    if (here === 0) continue;
    databases += 1;
    cases += here;
    await runRecordProgram('verify', url).catch((error: unknown) => faults.push(`${name}: ${String(error)}`));
  }
  if (faults.length > 0) throw new Error(`The record is not whole after the tests.\n${faults.join('\n')}`);
  return { databases, cases };
}

async function casesIn(url: string): Promise<number> {
  return onDatabase(url, async (client) => {
    const { rows } = await client.query<{ found: string | null }>(
      "select to_regclass('public.cases') as found",
    );
    if (rows[0]?.found == null) return 0;
    const counted = await client.query<{ count: number }>('select count(*)::int as count from cases');
    return counted.rows[0]?.count ?? 0;
  });
}
