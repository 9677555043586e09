import type { ServiceDefinition } from '@casetrace/service-kit';
import type { QueryConfiguration } from './configuration';
import { QueryModule } from './query.module';

/** The door of the staff. */
export function queryService(configuration: QueryConfiguration): ServiceDefinition {
  return {
    name: 'query-service',
    title: 'Casetrace staff',
    description: 'For staff: worklist, case page, actions, directory, policies, calendar.',
    configuration,
    module: (log) => QueryModule.forRoot(configuration, log),
  };
}
