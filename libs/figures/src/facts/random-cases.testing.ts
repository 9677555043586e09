import type { Actor, Command, CommandType, NewEvent } from '@casetrace/contracts';
import {
  announcedYears,
  applyCommand,
  buildCalendar,
  type CaseState,
  defaultPeriods,
  type RecordedEvent,
  register,
  type Rules,
} from '@casetrace/case-rules';
import fc from 'fast-check';
import type { LivedCase } from './facts-of';

export const calendar = buildCalendar(announcedYears);
const departments = [
  ['top', null],
  ['left', 'top'],
  ['right', 'top'],
  ['low', 'left'],
] as const;
const codes = departments.map(([code]) => code);

/** A tree of three levels, two categories. */
export const rules: Rules = {
  version: 1,
  calendar,
  policies: Object.fromEntries(
    ['roads', 'water'].map((category) => [
      category,
      { category, version: 1, department: 'low', ...defaultPeriods },
    ]),
  ),
  departments: Object.fromEntries(
    departments.map(([code, superior]) => [
      code,
      { code, superior, supervisoryBody: 'watch', complaintChannels: ['hotline'], staff: [`${code}-1`] },
    ]),
  ),
  suspensions: [],
  published: {},
};

const minute = 60_000;
const day = 1440 * minute;

/** Time that passes; often to the last or the first moment of a day in Asia/Shanghai. */
const passing = fc.oneof(
  fc.record({ ms: fc.integer({ min: 0, max: 3 * minute }), edge: fc.constant(null) }),
  fc.record({ ms: fc.integer({ min: 0, max: 2 * day }), edge: fc.constantFrom(null, -1, 0) }),
  fc.record({ ms: fc.integer({ min: 0, max: 20 * day }), edge: fc.constant(null) }),
);
const move = fc.record({ passing, wish: fc.nat(999), pick: fc.nat(999), other: fc.nat(999) });

export const someCase = fc.record({
  number: fc.nat(99_999),
  begins: fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 2, 1) }),
  category: fc.constantFrom('roads', 'water'),
  district: fc.constantFrom('east', 'west', undefined),
  channel: fc.constantFrom('counter' as const, 'web' as const),
  moves: fc.array(move, { maxLength: 40, size: 'max' }),
});
type CaseToBe = typeof someCase extends fc.Arbitrary<infer T> ? T : never;

const wishes: Record<CaseState['status'], CommandType[]> = {
  assigned: ['recordProgress', 'transfer', 'referUp', 'resolve', 'contribute', 'withdraw', 'adoptProcedure'],
  inHandling: ['transfer', 'referUp', 'resolve', 'resolve', 'resolve', 'contribute', 'adjustResponsibility'],
  resolved: ['answer', 'answer', 'answer', 'answer', 'withdraw', 'adjustResponsibility'],
  contested: ['referContested', 'resolve', 'answer', 'recordProgress', 'transfer'],
  closed: ['reopen', 'answer', 'answer', 'contribute', 'markEnteredInError'],
};

/** Lives the case to its last move: whatever is refused changes nothing, and clocks act as time passes. */
export function lived(life: CaseToBe): LivedCase {
  const trackingNumber = `CT-${life.number}`;
  const events: RecordedEvent[] = [];
  const texts: LivedCase['texts'] = [];
  let now = life.begins;
  const keep = (happened: readonly NewEvent[]): void => {
    for (const { texts: entered, ...event } of happened) {
      const sequence = events.length + 1;
      events.push({ ...event, trackingNumber, sequence });
      texts.push(...entered.map((text) => ({ ...text, sequence })));
    }
  };
  const { category, district, channel } = life;
  const body = {
    category,
    subject: 's',
    details: 'd',
    place: { district },
    channel,
    language: 'zh',
    filer: {},
  };
  const begun = register(trackingNumber, {
    command: { type: 'register', body } as Command,
    actor: officer('right'),
    now,
    rules,
  });
  if (!('state' in begun)) throw new Error('not registered');
  keep(begun.events);
  let { state } = begun;
  for (const { passing: time, wish, pick, other } of life.moves) {
    now = later(now, time);
    const { command, actor } = commandOf(state, wish, pick, other);
    const entry = events[other % events.length];
    const decision = applyCommand(state, { command, actor, now, rules, ...(entry && { entry }) });
    keep(decision.events);
    ({ state } = decision);
  }
  return { trackingNumber, version: events.length, events, texts };
}

function later(now: number, { ms, edge }: { ms: number; edge: number | null }): number {
  if (edge === null) return now + ms;
  const midnight = Math.ceil((now + ms + 8 * 60 * minute) / day) * day - 8 * 60 * minute;
  return Math.max(now, midnight + edge);
}

const officer = (department: string): Actor => ({ kind: 'officer', department, officer: `${department}-1` });
const filer: Actor = { kind: 'filer', department: 'right', officer: null };

function commandOf(
  state: CaseState,
  wish: number,
  pick: number,
  other: number,
): { command: Command; actor: Actor } {
  const possible = wishes[state.status];
  const type = wish % 5 === 0 ? 'applyDeadlines' : (possible[pick % possible.length] ?? 'contribute');
  const seen = { version: state.version, lastStatement: state.lastStatement };
  const text = 'text';
  const said = { process: text, result: text, rule: ruleTexts[other % 3], cause: text, causeKind: 'rule' };
  const bodies: Partial<Record<Command['type'], object>> = {
    recordProgress: { text, sharedWith: 'everyone', asAccount: false, citations: [] },
    contribute: { text, sharedWith: 'everyone' },
    transfer: { to: codes[other % codes.length], process: text, presentState: text, seen },
    referUp: { to: 'top', difficulties: text, situation: text, seen },
    resolve: { ...said, citations: [], stepsDone: [], seen },
    answer: { answer: answers[other % answers.length], seen },
    referContested: { ...said, suggestion: text, filerOpinion: text, citations: [], seen },
    adjustResponsibility: { to: codes[other % codes.length], text },
    adoptProcedure: {
      review: 'r',
      guidance: 'g',
      edition: 1 + (other % 3),
      steps: 0,
      text,
      to: codes[other % codes.length],
    },
    reopen: { reason: text },
    markEnteredInError: { entry: 1 + (other % state.version), reason: text },
  };
  return { command: { type, body: bodies[type] ?? {} } as Command, actor: actorOf(type, state, other) };
}

function actorOf(type: Command['type'], state: CaseState, other: number): Actor {
  if (type === 'answer') return state.status === 'resolved' && other % 2 === 0 ? officer('right') : filer;
  if (type === 'reopen' || type === 'withdraw') return filer;
  if (type === 'contribute') return officer(codes[other % codes.length]!);
  if (type === 'adjustResponsibility' || type === 'adoptProcedure') return officer('top');
  return officer(state.responsibleDepartment);
}

const ruleTexts = ['none', '《示范条例》第三条', 'Rule 3'];
const answers = ['satisfied', 'agreeThoughDissatisfied', 'keepOpen'];
