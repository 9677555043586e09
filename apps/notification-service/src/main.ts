import { bootstrapService, loadConfiguration } from '@casetrace/service-kit';
import { notificationConfiguration } from './configuration';
import { notificationService } from './service';

void bootstrapService(notificationService(loadConfiguration(notificationConfiguration)));
