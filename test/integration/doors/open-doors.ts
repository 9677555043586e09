import { createLog, type RunningService, startService } from '@casetrace/service-kit';
import { readConfiguration } from '@casetrace/service-kit';
import { intakeConfiguration } from '../../../apps/intake-service/src/configuration';
import { intakeService } from '../../../apps/intake-service/src/service';
import { queryConfiguration } from '../../../apps/query-service/src/configuration';
import { queryService } from '../../../apps/query-service/src/service';
import { accessCodeSecret } from '../../harness/record-programs';

/** Both doors on one database, in this process, each on a port of its own. */
export interface Doors {
  intake: string;
  query: string;
  /** every line that they logged */
  logged(): string;
  close(): Promise<void>;
}

export async function openDoors(databaseUrl: string, settings: Record<string, string> = {}): Promise<Doors> {
  const environment = {
    DATABASE_URL: databaseUrl,
    DATABASE_POOL_SIZE: '4',
    ACCESS_CODE_SECRET: accessCodeSecret,
    PORT: '0',
    PRINCIPAL_CACHE_SECONDS: '1',
    ...settings,
  };
  let lines = '';
  const log = createLog({
    service: 'doors',
    level: 'info',
    destination: { write: (line) => (lines += line) },
  });
  const running: RunningService[] = [];
  running.push(await startService(intakeService(readConfiguration(intakeConfiguration, environment)), log));
  running.push(await startService(queryService(readConfiguration(queryConfiguration, environment)), log));
  return {
    intake: running[0]!.url,
    query: running[1]!.url,
    logged: () => lines,
    close: async () => {
      for (const { app } of running) await app.close();
    },
  };
}
