import { bootstrapService, loadConfiguration } from '@casetrace/service-kit';
import { workerConfiguration } from './configuration';
import { installRuntime } from './temporal/runtime';
import { workerService } from './worker-service';

installRuntime();
void bootstrapService(workerService(loadConfiguration(workerConfiguration)));
