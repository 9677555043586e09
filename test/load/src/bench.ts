import { bench } from './configuration';
import { Doors } from './doors';
import { deadlinesDueAtOnce } from './sections/deadlines';
import { eventsToKafka } from './sections/events';
import { fixedArrivals } from './sections/arrivals';
import { relayRate } from './sections/relay';
import { longRush } from './sections/rush';
import { commandRates } from './sections/commands';
import { wholeLives } from './sections/lives';
import type { Section } from './sections/section';
import { startSystem } from './system';
import { failedVerdicts } from './volume/verdicts';
import { largeVolume } from './volume/volume';

const sections: Record<string, Section> = {
  commands: commandRates,
  rush: longRush,
  lives: wholeLives,
  arrivals: fixedArrivals,
  relay: relayRate,
  events: eventsToKafka,
  deadlines: deadlinesDueAtOnce,
};

/** Sections that bring what they run on; they take long, and run only when they are named. */
const sectionsApart: Record<string, () => Promise<void>> = { volume: largeVolume };

/**
 * `npm run bench`: what the product does beside what PostgreSQL, Nest and Temporal give by themselves, in one run on one machine.
 * Ratios say more than rates: machines differ and are noisy. A check that failed makes it end with 1 and is named last.
 */
async function main(): Promise<void> {
  refuseWhatIsNotKnown();
  const wanted = (name: string): boolean => !bench.only || bench.only.includes(name);
  if (Object.keys(sections).some(wanted)) await besideTheFloor(wanted);
  for (const [name, section] of Object.entries(sectionsApart))
    if (bench.only && wanted(name)) await section();
  const failed = failedVerdicts();
  if (failed.length === 0) return;
  console.log(`\nFAIL ${failed.join('; ')}`);
  process.exitCode = 1;
}

/** @throws Error that names each argument and section that there is not. */
function refuseWhatIsNotKnown(): void {
  const names = [...Object.keys(sections), ...Object.keys(sectionsApart)];
  const unknown = [
    ...process.argv.slice(2).filter((argument) => argument !== '--keep'),
    ...(bench.only ?? []).filter((name) => !names.includes(name)),
  ];
  if (unknown.length === 0) return;
  throw new Error(
    `Not known: ${unknown.join(', ')}. BENCH_ONLY takes ${names.join(', ')}; the only argument is --keep (docs/bench.md).`,
  );
}

async function besideTheFloor(wanted: (name: string) => boolean): Promise<void> {
  console.log('starting the system as `npm start` does …');
  const system = await startSystem();
  const doors = new Doors(system.keys);
  try {
    const { rows } = await system.pool.query<{ version: string; fsync: string; commit: string }>(
      `SELECT version(), current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit`,
    );
    console.log(
      `${rows[0]?.version ?? ''}\nfsync ${rows[0]?.fsync ?? '?'}, synchronous_commit ${rows[0]?.commit ?? '?'}`,
    );
    for (const [name, section] of Object.entries(sections)) {
      if (wanted(name)) await section({ system, doors });
    }
  } finally {
    await doors.close();
    await system.stop();
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
