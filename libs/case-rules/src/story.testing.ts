import type { Actor, CommandBody, CommandType, EventData, EventType, NewEvent } from '@casetrace/contracts';
import type { CaseState } from './case-state';
import { applyCommand } from './decide';
import type { Decision, DecisionInput } from './decision';
import { register } from './register';
import type { Rules } from './rules';
import { filer, frontDesk, officer, rulesOf, shanghai, system } from './world.testing';

type Body<T extends CommandType> = Partial<CommandBody<T>>;

/** What every command says when a test does not care. `seen` is filled in from the case. */
const said: { [T in CommandType]: Omit<CommandBody<T>, 'seen'> } = {
  register: {
    category: 'potholes',
    subject: 'A hole in the road',
    details: 'Before number 12',
    place: { district: 'east' },
    channel: 'counter',
    language: 'zh',
    filer: { telephone: '13900000000' },
  },
  addStatement: { kind: 'argument', text: 'The road is yours by the list of duties.' },
  replyToStatement: { statement: 2, text: 'It is, and here is what we do.', citations: [] },
  recordProgress: { text: 'Looked at it.', sharedWith: 'everyone', asAccount: false, citations: [] },
  contribute: { text: 'We had the same last year.', sharedWith: 'everyone' },
  transfer: { to: 'water', process: 'Dug it up.', presentState: 'A pipe leaks.' },
  referUp: { to: 'city', difficulties: 'No money.', situation: 'The hole grows.' },
  reportUnresolved: { situation: 'No contractor can be found.' },
  instruct: { text: 'Take the one of the other city.' },
  adjustResponsibility: { to: 'water', text: 'It is a pipe.' },
  resolve: {
    process: 'Filled.',
    result: 'Road is even.',
    rule: 'Road Act, art. 3',
    cause: 'Frost.',
    causeKind: 'external',
    citations: [],
    stepsDone: [],
  },
  answer: { answer: 'satisfied' },
  referContested: {
    process: 'Filled.',
    result: 'Road is even.',
    suggestion: 'Renew the street.',
    filerOpinion: 'It will break again.',
    rule: 'none',
    cause: 'Frost.',
    causeKind: 'external',
    citations: [],
  },
  withdraw: {},
  reopen: { reason: 'The hole is back.' },
  escalateIdle: {},
  claim: {},
  assignOfficer: { officer: 'roads-clerk' },
  markEnteredInError: { entry: 2, reason: 'Wrong case.' },
  linkCase: { other: 'CT-00000-00001-B', relation: 'duplicateOf', sharedWith: 'everyone' },
  adoptProcedure: {
    review: 'r-1',
    guidance: 'filling-holes',
    edition: 2,
    steps: 0,
    text: 'All holes at once.',
  },
};

/** One case told step by step: the clock is set by `at`, commands are given by `by(…)`, time passes by `deadlines()`. */
export class Story {
  readonly events: NewEvent[] = [];
  /** what the last command produced */
  last: Decision;

  private constructor(
    public rules: Rules,
    private now: number,
    first: Decision,
  ) {
    this.last = first;
    this.events.push(...first.events);
  }

  /** Registers a case at the desk, at a local time such as `2026-03-02 09:00`. */
  static begins(
    at: string,
    { rules = rulesOf(), by = frontDesk, ...body }: Body<'register'> & { rules?: Rules; by?: Actor } = {},
  ): Story {
    const now = shanghai(at);
    const command = { type: 'register' as const, body: { ...said.register, ...body } };
    const decision = register('CT-00000-00000-0', { command, actor: by, now, rules });
    if (!('state' in decision)) throw new Error(`not registered: ${decision.rejection.code}`);
    return new Story(rules, now, decision);
  }

  get state(): CaseState {
    return this.last.state;
  }

  /** Sets the clock. Nothing happens by that alone. */
  at(local: string): this {
    this.now = shanghai(local);
    return this;
  }

  /** Publishes other rules under the next version; the case learns of them by its next command. */
  publish(changes: Parameters<typeof rulesOf>[0]): this {
    const version = this.rules.version + 1;
    const published = { ...this.rules.published, [version]: this.now };
    this.rules = rulesOf({ ...changes, version, published });
    return this;
  }

  /** The clock's command: whatever is overdue happens. */
  deadlines(): Decision {
    return this.give({ command: { type: 'applyDeadlines', body: {} }, actor: system });
  }

  /** What the procedure of recalculation gives to every open case after rules changed. */
  recalculate(): Decision {
    return this.give({ command: { type: 'recalculate', body: {} }, actor: system });
  }

  /** An officer of the department that is responsible now. */
  responsible<T extends CommandType>(type: T, body: Body<T> = {}): Decision {
    return this.by(officer(this.state.responsibleDepartment), type, body);
  }

  filer<T extends CommandType>(type: T, body: Body<T> = {}): Decision {
    return this.by(filer, type, body);
  }

  desk<T extends CommandType>(type: T, body: Body<T> = {}): Decision {
    return this.by(frontDesk, type, body);
  }

  by<T extends CommandType>(
    actor: Actor,
    type: T,
    body: Body<T> = {},
    more: Pick<DecisionInput, 'entry' | 'asSupervisor'> = {},
  ): Decision {
    const seen = { version: this.state.version, lastStatement: this.state.lastStatement };
    const command = { type, body: { ...said[type], seen, ...body } } as unknown as DecisionInput['command'];
    return this.give({ command, actor, ...more });
  }

  /** The events of one type, oldest first. */
  all<T extends EventType>(type: T): Extract<NewEvent, { type: T }>[] {
    return this.events.filter((event): event is Extract<NewEvent, { type: T }> => event.type === type);
  }

  /** What the newest event of a type says. */
  newest<T extends EventType>(type: T): EventData[T] {
    const found = this.all(type).at(-1);
    if (!found) throw new Error(`there is no ${type}: ${this.types().join(', ')}`);
    return found.data as EventData[T];
  }

  types(): EventType[] {
    return this.events.map(({ type }) => type);
  }

  private give(input: Omit<DecisionInput, 'now' | 'rules'>): Decision {
    this.last = applyCommand(this.state, { ...input, now: this.now, rules: this.rules });
    this.events.push(...this.last.events);
    return this.last;
  }
}

/** The types of the events that a decision produced. */
export function typesOf(decision: Decision): EventType[] {
  return decision.events.map(({ type }) => type);
}
