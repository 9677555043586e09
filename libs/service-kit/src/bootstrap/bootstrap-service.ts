import type { AddressInfo } from 'node:net';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Metrics } from '../health/metrics';
import { createLog, type Log } from '../logging/log';
import { createService, type ServiceDefinition } from './create-service';

export interface RunningService {
  app: NestExpressApplication;
  /** such as `http://127.0.0.1:7401` */
  url: string;
}

/** Starts a service and listens; SIGTERM and SIGINT stop it in order. What prevents the start is logged and ends the process. */
export async function bootstrapService(service: ServiceDefinition): Promise<void> {
  const log = createLog({ service: service.name, level: service.configuration.LOG_LEVEL });
  try {
    const { app } = await startService(service, log);
    app.get(Metrics).observeProcess();
    app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
  } catch (error) {
    log.fatal({ err: error }, 'cannot start');
    process.exitCode = 1;
    log.flush(() => process.exit(1));
  }
}

/** The same without a hold on the process: for tests, and for several services in one. */
export async function startService(service: ServiceDefinition, log: Log): Promise<RunningService> {
  const app = await createService(service, log);
  const { HOST, PORT } = service.configuration;
  await app.listen(PORT, HOST);
  const { port } = app.getHttpServer().address() as AddressInfo;
  const url = `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${port}`;
  log.info({ url }, 'listening');
  return { app, url };
}
