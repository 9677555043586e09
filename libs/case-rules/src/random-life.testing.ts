import type { Actor, Command, NewEvent } from '@casetrace/contracts';
import fc from 'fast-check';
import type { CaseState } from './case-state';
import { applyCommand } from './decide';
import type { Decision, DecisionInput } from './decision';
import { Ledger } from './ledger.testing';
import type { Change } from './random-rules.testing';
import { bodyOf, isSomebody, somebody, suited, wished } from './random-commands.testing';
import { published, someChange, someRules } from './random-rules.testing';
import { register } from './register';
import type { Rules } from './rules';

/** One command with all that was before and after it. `before` is null for the registration. */
export interface Step {
  trackingNumber: string;
  rules: Rules;
  input: DecisionInput;
  before: CaseState | null;
  decision: Decision;
  ledgerBefore: Ledger;
  ledger: Ledger;
  /** the tree is the one of the day of registration */
  sameTree: boolean;
  /** the command was drawn to be acceptable: from somebody who may, with what was seen */
  fitting: boolean;
}

/** One thing that happens: time passes, perhaps rules change, somebody commands. The numbers choose among what there is. */
interface Move {
  jump: { to: 'time'; ms: number } | { to: 'deadline'; offset: number };
  change: Change | null;
  recalculated: boolean;
  wish: number;
  fitting: boolean;
  seenWell: boolean;
  pick: number[];
}

const minute = 60_000;
const day = 1440 * minute;

const jump: fc.Arbitrary<Move['jump']> = fc.oneof(
  { weight: 9, arbitrary: passing(0, minute) },
  { weight: 4, arbitrary: passing(minute, day) },
  { weight: 2, arbitrary: passing(day, 9 * day) },
  { weight: 1, arbitrary: passing(30 * day, 150 * day) },
  {
    weight: 4,
    arbitrary: fc.record({ to: fc.constant('deadline' as const), offset: fc.constantFrom(-1, 0, 1, 5000) }),
  },
);

function passing(min: number, max: number): fc.Arbitrary<Move['jump']> {
  return fc.record({ to: fc.constant('time' as const), ms: fc.integer({ min, max }) });
}

const move: fc.Arbitrary<Move> = fc.record({
  jump,
  change: fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: someChange }),
  recalculated: fc.boolean(),
  wish: fc.nat(999),
  fitting: fc.oneof(
    { weight: 4, arbitrary: fc.constant(true) },
    { weight: 1, arbitrary: fc.constant(false) },
  ),
  seenWell: fc.oneof(
    { weight: 9, arbitrary: fc.constant(true) },
    { weight: 1, arbitrary: fc.constant(false) },
  ),
  pick: fc.array(fc.nat(999), { minLength: 5, maxLength: 5 }),
});

/** A case's life to be: rules, a registration, moves. */
export const someLife = fc.record({
  rules: someRules,
  begins: fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2026, 11, 31) }),
  registration: fc.array(fc.nat(999), { minLength: 5, maxLength: 5 }),
  moves: fc.array(move, { minLength: 1, maxLength: 50, size: 'max' }),
});
export type Life = typeof someLife extends fc.Arbitrary<infer T> ? T : never;

/** Lives a life, and shows each step of it. Everything that the rules are given is frozen: a change of it throws. */
export function live(life: Life, see: (step: Step) => void): void {
  const trackingNumber = 'CT-00000-00000-0';
  let rules = frozen(life.rules);
  let now = life.begins;
  let state: CaseState | null = null;
  let ledger = new Ledger();
  const history: NewEvent[] = [];

  const take = (input: DecisionInput, fitting: boolean) => {
    const before = state;
    const decision = before ? applyCommand(before, input) : register(trackingNumber, input);
    if (!('state' in decision)) return;
    const ledgerBefore = ledger;
    ledger = ledger.copy();
    for (const event of decision.events) ledger.fold(event);
    history.push(...decision.events);
    state = frozen(decision.state);
    const sameTree = rules.departments === life.rules.departments;
    see({ trackingNumber, rules, input, before, decision, ledgerBefore, ledger, sameTree, fitting });
  };

  const [who = 0, ...picks] = life.registration;
  const actor = frozen(somebody(who));
  const body = bodyOf('register', picks, state, rules, true);
  take({ command: frozen({ type: 'register', body }) as Command, actor, now, rules }, true);
  for (const next of life.moves) {
    if (!state) return;
    const due = (state as CaseState).nextDeadline?.dueAt;
    const target =
      next.jump.to === 'time' ? now + next.jump.ms : due ? Date.parse(due) + next.jump.offset : now;
    now = Math.max(now, target);
    if (next.change) {
      rules = frozen(published(rules, next.change, now));
      if (next.recalculated)
        take({ command: { type: 'recalculate', body: {} }, actor: nobody, now, rules }, true);
    }
    take({ ...inputOf(next, state, history, rules), now, rules }, next.fitting);
  }
}

const nobody: Actor = { kind: 'system', department: null, officer: null };

function inputOf(
  next: Move,
  state: CaseState,
  history: NewEvent[],
  rules: Rules,
): Omit<DecisionInput, 'now' | 'rules'> {
  const { fitting, pick } = next;
  const type = wished(next.wish, fitting ? state.status : null);
  const [who = 0, which = 0, supervisor = 0, ...more] = pick;
  if (type === 'applyDeadlines' || type === 'recalculate')
    return { command: { type, body: {} }, actor: nobody };
  const body = bodyOf(type, [which, ...more], state, rules, next.seenWell);
  const command = frozen({ type, body }) as Command;
  const actor = fitting ? suited(type, state, who, which) : somebody(who);
  if (type !== 'markEnteredInError') return { command, actor };
  const found = history[(body as { entry: number }).entry - 1];
  const entry = found && { type: found.type, actor: found.actor };
  return {
    command,
    actor: fitting && found && isSomebody(found.actor) ? found.actor : actor,
    asSupervisor: supervisor % 3 === 0,
    ...(entry && { entry }),
  };
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) frozen(member);
  }
  return value;
}
