import {
  createDataSource,
  ReadModels,
  RecordDatabase,
  RulesSource,
  withDefaults,
} from '@casetrace/case-record';
import { loadConfiguration } from '@casetrace/service-kit';
import { rebuildReadModelsConfiguration } from './configuration';
import { readModels } from './read-models/models';

const casesAtATime = 500;
const lanes = 2;
/** Each lane has one, what they write next is read on one, and one holds the lock of the rebuild. */
const connections = lanes + 2;
const longestStepMs = 6 * 3_600_000;
const reportEvery = 50_000;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `npm run rebuild-read-models`: writes search and figures anew from the record alone. The system may run meanwhile. */
async function rebuild(databaseUrl: string): Promise<void> {
  const dataSource = await createDataSource(
    withDefaults({
      databaseUrl,
      applicationName: 'rebuild-read-models',
      poolSize: connections,
      statementTimeoutMs: longestStepMs,
      lockTimeoutMs: longestStepMs,
    }),
  );
  const begun = Date.now();
  const seconds = (): string => `${((Date.now() - begun) / 1000).toFixed(1)} s`;
  try {
    const database = new RecordDatabase(dataSource);
    const models = new ReadModels(database, new RulesSource(database), readModels);
    const cases = await models.rebuild({ batch: casesAtATime, lanes }, (written) => {
      if (written % reportEvery < casesAtATime) say(`  ${written} cases, ${seconds()}`);
    });
    say(`rebuilt: ${cases} cases in ${seconds()}`);
  } finally {
    await dataSource.destroy();
  }
}

rebuild(loadConfiguration(rebuildReadModelsConfiguration).DATABASE_URL).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
