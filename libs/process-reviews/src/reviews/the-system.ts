import type { Actor } from '@casetrace/contracts';

/** Who does what happens by itself: the watch, the clock of a review, the application of a procedure. */
export const theSystem: Actor = { kind: 'system', department: null, officer: null };
