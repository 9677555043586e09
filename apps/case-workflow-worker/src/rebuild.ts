import {
  createDataSource,
  DatabaseClock,
  OpenCases,
  RecordDatabase,
  RelayQueue,
  withDefaults,
} from '@casetrace/case-record';
import { ReviewQueue } from '@casetrace/process-reviews';
import { loadConfiguration } from '@casetrace/service-kit';
import { type RebuildConfiguration, rebuildConfiguration } from './configuration';
import { endReviewsTheRecordHasNot } from './rebuilding/end-reviews';
import { endWhatTheRecordHasNot } from './rebuilding/end-what-the-record-has-not';
import { untilDelivered } from './rebuilding/until-delivered';
import { EngineConnection } from './temporal/engine-connection';
import { ensureSchedules, schedulesOf } from './temporal/schedules';

const usage = `Gets back from PostgreSQL alone everything that should be running in Temporal; a worker must be running.
  --restored   an older database was put back: its cases become the truth for newer workflows,
               and workflows of cases that it does not have as open are ended`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `npm run rebuild-workflows [-- --restored]` (design.md, "How a case flows" 8). */
async function rebuild(restored: boolean, configuration: RebuildConfiguration): Promise<void> {
  const options = withDefaults({
    databaseUrl: configuration.DATABASE_URL,
    applicationName: 'rebuild-workflows',
    poolSize: 2,
    deadlineJitterSeconds: configuration.DEADLINE_JITTER_SECONDS,
  });
  const begun = Date.now();
  const dataSource = await createDataSource(options);
  const database = new RecordDatabase(dataSource);
  const queue = new RelayQueue(database, options);
  const reviews = new ReviewQueue(database, new DatabaseClock(options.shiftClock));
  const engine = new EngineConnection(configuration);
  try {
    await engine.probe();
    await ensureSchedules(engine, schedulesOf(configuration));
    const { epoch, cases } = await queue.rebuild({ raiseEpoch: restored });
    const procedures = await reviews.rebuild();
    say(`${cases} open cases are told to Temporal, nearest deadlines first (epoch ${epoch})`);
    say(`${procedures} process reviews and procedures are told to Temporal`);
    const ended = restored ? await endSuperfluous(engine, new OpenCases(database), reviews) : 0;
    const { refused } = await untilDelivered(together(queue, reviews), (left) => say(`  ${left} left`));
    const seconds = ((Date.now() - begun) / 1000).toFixed(1);
    say(
      `rebuilt: ${cases - refused} cases told, ${refused} refused, ${ended} workflows ended, in ${seconds} s`,
    );
    if (refused > 0) process.exitCode = 1;
  } finally {
    await engine.close();
    await dataSource.destroy();
  }
}

/** What is left of cases, reviews and procedures. */
function together(queue: RelayQueue, reviews: ReviewQueue): Pick<RelayQueue, 'backlog'> {
  return {
    async backlog() {
      const cases = await queue.backlog();
      return { ...cases, count: cases.count + (await reviews.backlog()) };
    },
  };
}

async function endSuperfluous(
  engine: EngineConnection,
  openCases: OpenCases,
  reviews: ReviewQueue,
): Promise<number> {
  const { looked, ended } = await endWhatTheRecordHasNot(engine, openCases, (soFar, endedSoFar) =>
    say(`  ${soFar} running workflows looked at, ${endedSoFar} ended`),
  );
  say(`${looked} running workflows looked at, ${ended} ended`);
  const endedReviews = await endReviewsTheRecordHasNot(engine, reviews);
  return ended + endedReviews;
}

const [flag, ...others] = process.argv.slice(2);
if (others.length > 0 || (flag !== undefined && flag !== '--restored')) {
  say(usage);
  process.exitCode = flag === '--help' ? 0 : 64;
} else {
  rebuild(flag === '--restored', loadConfiguration(rebuildConfiguration)).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
