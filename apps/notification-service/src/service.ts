import type { ServiceDefinition } from '@casetrace/service-kit';
import type { NotificationConfiguration } from './configuration';
import { NotificationModule } from './notification.module';

/** Tells departments and filers what happened to their cases. */
export function notificationService(configuration: NotificationConfiguration): ServiceDefinition {
  return {
    name: 'notification-service',
    title: 'Casetrace notifications',
    description:
      'For departments: the inbox. For operations: letters that were given up, and sending them anew.',
    configuration,
    module: (log) => NotificationModule.forRoot(configuration, log),
  };
}
