// Guidance, consultations and the proposal of a department (M1).
export * from './proposal';
