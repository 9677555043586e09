export * from './propose-department';
