import { type DynamicModule, Module, type ModuleMetadata, type Provider } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { CommandDesk } from '../commands/command-desk';
import { HealthController } from '../health/health.controller';
import { Metrics } from '../health/metrics';
import { PermissionGuard } from '../identity/permission-guard';
import type { Log } from '../logging/log';
import { serviceLog } from '../logging/service-log';
import { Lifetime } from './lifetime';

export interface ServiceModuleOptions {
  name: string;
  log: Log;
  imports?: ModuleMetadata['imports'];
  /** principalSources, refusalLog, caseFactsSource, readiness, and CommandDesk where cases are changed: see `doorPorts` */
  ports: Provider[];
}

/** What every door has: the guard before all routes, health, metrics, log. */
@Module({})
export class ServiceModule {
  static forRoot({ name, log, imports = [], ports }: ServiceModuleOptions): DynamicModule {
    return {
      module: ServiceModule,
      global: true,
      imports,
      controllers: [HealthController],
      providers: [
        { provide: serviceLog, useValue: log },
        { provide: Metrics, useValue: new Metrics(name) },
        { provide: APP_GUARD, useClass: PermissionGuard },
        Lifetime,
        ...ports,
      ],
      exports: [serviceLog, Metrics, Lifetime, ...(changesCases(ports) ? [CommandDesk] : [])],
    };
  }
}

function changesCases(ports: Provider[]): boolean {
  return ports.some((port) => typeof port === 'object' && port.provide === CommandDesk);
}
