// What workflow code takes from this package: the workflow bundle has this file in the place of the index, because every
// workflow of a worker evaluates its own copy of what it imports, and the schemas cost a millisecond each time.
export * from './review-situation';
export * from './situation';
export * from './temporal';
