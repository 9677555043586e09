export { queryConfiguration } from './configuration';
export { queryService } from './service';
