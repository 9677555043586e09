import type { Actor, Command, EventType, NewEvent, ProblemCode } from '@casetrace/contracts';
import type { CaseState } from './case-state';
import type { Rules } from './rules';

/** Why a command was refused. The events before it are kept all the same. */
export interface Rejection {
  code: ProblemCode;
  /** one English sentence for the caller, codes and dates only */
  detail: string;
  /** facts that go with the code, such as `dueAt` with `notDueYet` */
  facts?: Record<string, unknown>;
}

/** All that a decision may rest on besides the state. `now` is epoch milliseconds, never before the last event. */
export interface DecisionInput {
  command: Command;
  actor: Actor;
  now: number;
  rules: Rules;
  /** the caller may act on entries of others in their department */
  asSupervisor?: boolean;
  /** for `markEnteredInError`: the entry that it names, as it stands in the record; absent where there is none */
  entry?: { type: EventType; actor: Actor };
}

/** What follows from a command: events (to be committed), the state after them, and perhaps a rejection. */
export interface Decision {
  events: NewEvent[];
  state: CaseState;
  rejection?: Rejection;
}
