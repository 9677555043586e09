import { bootstrapService, loadConfiguration } from '@casetrace/service-kit';
import { publisherConfiguration } from './configuration';
import { publisherService } from './service';

void bootstrapService(publisherService(loadConfiguration(publisherConfiguration)));
