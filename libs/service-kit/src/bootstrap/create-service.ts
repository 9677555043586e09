import type { Server } from 'node:http';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import helmet from 'helmet';
import type { ServiceConfiguration } from '../configuration/service-configuration';
import { Metrics } from '../health/metrics';
import { refusalLog, type RefusalLog } from '../identity/refusal-log';
import { Refusals } from '../identity/refusals';
import { type Log, NestLog } from '../logging/log';
import { observeRequests } from '../logging/observe-requests';
import { documentOf, type DocumentTitle } from '../openapi/document';
import { ProblemFilter } from '../problems/problem-filter';
import { onlyStorableText } from '../validation/only-storable-text';
import { Lifetime } from './lifetime';
import { onlyJson } from './only-json';

/** What makes one service of a module. */
export interface ServiceDefinition extends DocumentTitle {
  name: string;
  configuration: ServiceConfiguration;
  module: (log: Log) => DynamicModule;
}

/** The whole application, configured and not yet listening. */
export async function createService(service: ServiceDefinition, log: Log): Promise<NestExpressApplication> {
  const { configuration } = service;
  const options = { logger: new NestLog(log), bodyParser: false, abortOnError: false };
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest never builds its options
  const app = await NestFactory.create<NestExpressApplication>(service.module(log), options);
  const lifetime = app.get(Lifetime);
  app.set('etag', false);
  app.set('trust proxy', configuration.TRUST_PROXY);
  app.disable('x-powered-by');
  app.use(
    observeRequests({ log, durations: app.get(Metrics).requestDurations, draining: () => lifetime.draining }),
  );
  // Transport security belongs to the proxy that has the certificate.
  const contentSecurityPolicy = { directives: { upgradeInsecureRequests: null } };
  app.use(helmet({ strictTransportSecurity: false, contentSecurityPolicy }));
  app.use((_: unknown, response: { setHeader(name: string, value: string): void }, next: () => void) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  app.use(onlyJson);
  app.useBodyParser('json', { limit: configuration.BODY_LIMIT_BYTES, strict: true });
  app.use(onlyStorableText);
  const refusals = new Refusals(app.get<RefusalLog>(refusalLog, { strict: false }), log);
  app.useGlobalFilters(new ProblemFilter(log, refusals, configuration.RETRY_AFTER_SECONDS));
  SwaggerModule.setup('docs', app, () => documentOf(app, service), { jsonDocumentUrl: 'openapi.json' });
  applyTimeouts(app.getHttpServer(), configuration);
  lifetime.watch(app.getHttpServer(), configuration.SHUTDOWN_SECONDS);
  return app;
}

function applyTimeouts(server: Server, configuration: ServiceConfiguration): void {
  server.keepAliveTimeout = configuration.KEEP_ALIVE_SECONDS * 1000;
  server.headersTimeout = Math.min(configuration.REQUEST_TIMEOUT_SECONDS, 20) * 1000;
  server.requestTimeout = configuration.REQUEST_TIMEOUT_SECONDS * 1000;
}
