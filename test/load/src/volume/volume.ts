import type { Pool } from 'pg';
import { bench } from '../configuration';
import { headline } from '../sections/section';
import { checkBalance, checkChains } from './checks';
import { load } from './load';
import { compare, measureAll, type Taken } from './measuring';
import { readOnce } from './read-once';
import { Reader } from './reader';
import { readsOf } from './reads';
import { removeVolumeData, startVolumeSystem, type VolumeSystem } from './system';

const seed = 20_261_126;
const firstVolume = Math.min(10_000, bench.volume.cases);
const forMs = bench.quick ? 2_000 : 8_000;
const auditor = 'auditor-1';

/**
 * Reads at a first and at the full volume, in one run: whether what people wait for grows with what is in the record. Only
 * PostgreSQL and query-service run; search and figures are built by the product's own rebuild.
 */
export async function largeVolume(): Promise<void> {
  const { cases: full, keep } = bench.volume;
  headline(`${full} cases: reads beside the same reads at ${firstVolume}`);
  console.log('running: PostgreSQL (1 GB shared memory) and query-service; nothing else');
  const system = await startVolumeSystem({ keep });
  const reader = new Reader(system.keys.get(auditor) ?? '');
  try {
    await system.startQueryService();
    const loaded = await count(system.pool);
    const first =
      loaded < firstVolume ? await atVolume(system, reader, { from: loaded, to: firstVolume }) : [];
    const from = Math.max(loaded, firstVolume);
    const to = Math.max(from, full);
    const last = to === from && first.length > 0 ? first : await atVolume(system, reader, { from, to });
    headline('goals at the full volume, one caller');
    compare(first, last);
    await checkBalance(system.pool, reader);
    await checkChains(system);
    console.log(`  disk: ${await diskOf(system.pool)}`);
  } finally {
    await reader.close();
    await system.stop();
    if (!keep) removeVolumeData();
  }
}

async function atVolume(
  system: VolumeSystem,
  reader: Reader,
  { from, to }: { from: number; to: number },
): Promise<Taken[]> {
  headline(`${to} cases`);
  if (to > from) await fill(system, { from, to });
  await readOnce(system.tableFolder);
  return measureAll(reader, await readsOf(system.pool, reader), forMs);
}

/** Loads the record, then lets the product build search and figures. */
async function fill(system: VolumeSystem, { from, to }: { from: number; to: number }): Promise<void> {
  const { pool, databaseUrl, accessCodeSecret } = system;
  const report = await load(pool, { databaseUrl, accessCodeSecret, seed, until: Date.now(), from, to });
  const { cases, events, loadSeconds, generating, copying } = report;
  const share = ((100 * generating) / (generating + copying)).toFixed(0);
  console.log(
    `  loaded ${cases} cases, ${events} entries in ${loadSeconds.toFixed(1)} s: ${(cases / loadSeconds).toFixed(0)} cases/s, ${share} % of it by the rules and the chain, the rest by COPY`,
  );
  console.log(
    `  indexes put back in ${report.indexSeconds.toFixed(1)} s, vacuum and analyse ${report.vacuumSeconds.toFixed(1)} s`,
  );
  const begun = performance.now();
  const said = await system.run('apps/case-workflow-worker/dist/rebuild-read-models.js');
  console.log(`  ${said.trim().split('\n').at(-1) ?? ''}: search and figures, by the product`);
  await pool.query('VACUUM (ANALYZE)');
  // What loading has left to be written would be written while the reads are measured.
  await pool.query('CHECKPOINT');
  console.log(
    `  rebuild with vacuum, analyse and checkpoint ${((performance.now() - begun) / 1000).toFixed(1)} s`,
  );
}

async function count(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>('SELECT count(*)::int AS count FROM cases');
  return rows[0]?.count ?? 0;
}

async function diskOf(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ size: string; largest: string }>(
    `SELECT pg_size_pretty(pg_database_size(current_database())) AS size,
       (SELECT string_agg(relname || ' ' || pg_size_pretty(size), ', ') FROM (
          SELECT relname, pg_total_relation_size(oid) AS size FROM pg_class
          WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 2 DESC LIMIT 8) AS t) AS largest`,
  );
  return `${rows[0]?.size ?? '?'} (${rows[0]?.largest ?? ''})`;
}
