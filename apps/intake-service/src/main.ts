import { bootstrapService, loadConfiguration } from '@casetrace/service-kit';
import { intakeConfiguration } from './configuration';
import { intakeService } from './service';

void bootstrapService(intakeService(loadConfiguration(intakeConfiguration)));
