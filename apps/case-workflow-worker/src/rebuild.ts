import {
  createDataSource,
  OpenCases,
  RecordDatabase,
  RelayQueue,
  withDefaults,
} from '@casetrace/case-record';
import { loadConfiguration } from '@casetrace/service-kit';
import { type RebuildConfiguration, rebuildConfiguration } from './configuration';
import { endWhatTheRecordHasNot } from './rebuilding/end-what-the-record-has-not';
import { untilDelivered } from './rebuilding/until-delivered';
import { EngineConnection } from './temporal/engine-connection';

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
  const engine = new EngineConnection(configuration);
  try {
    await engine.probe();
    const { epoch, cases } = await queue.rebuild({ raiseEpoch: restored });
    say(`${cases} open cases are told to Temporal, nearest deadlines first (epoch ${epoch})`);
    const ended = restored ? await endSuperfluous(engine, new OpenCases(database)) : 0;
    const { refused } = await untilDelivered(queue, (left) => say(`  ${left} left`));
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

async function endSuperfluous(engine: EngineConnection, openCases: OpenCases): Promise<number> {
  const { looked, ended } = await endWhatTheRecordHasNot(engine, openCases, (soFar, endedSoFar) =>
    say(`  ${soFar} running workflows looked at, ${endedSoFar} ended`),
  );
  say(`${looked} running workflows looked at, ${ended} ended`);
  return ended;
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
