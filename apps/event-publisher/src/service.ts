import type { ServiceDefinition } from '@casetrace/service-kit';
import type { PublisherConfiguration } from './configuration';
import { PublisherModule } from './publisher.module';

/** The process that publishes what happened to cases; its port is for health and figures. */
export function publisherService(configuration: PublisherConfiguration): ServiceDefinition {
  return {
    name: 'event-publisher',
    title: 'Casetrace event publisher',
    description: 'The relay of case events to Kafka: health and figures only.',
    configuration,
    module: (log) => PublisherModule.forRoot(configuration, log),
  };
}
