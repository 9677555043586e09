import type { ServiceDefinition } from '@casetrace/service-kit';
import type { IntakeConfiguration } from './configuration';
import { IntakeModule } from './intake.module';

/** The door of agencies and filers. */
export function intakeService(configuration: IntakeConfiguration): ServiceDefinition {
  return {
    name: 'intake-service',
    title: 'Casetrace intake',
    description: 'For agencies and filers: registering, tracking, statements, answers.',
    configuration,
    module: (log) => IntakeModule.forRoot(configuration, log),
  };
}
