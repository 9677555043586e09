export { intakeConfiguration } from './configuration';
export { intakeService } from './service';
