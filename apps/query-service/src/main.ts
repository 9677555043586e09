import { bootstrapService, loadConfiguration } from '@casetrace/service-kit';
import { queryConfiguration } from './configuration';
import { queryService } from './service';

void bootstrapService(queryService(loadConfiguration(queryConfiguration)));
