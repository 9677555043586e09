import type { Actor, CaseStatus, CommandType } from '@casetrace/contracts';
import type { CaseState } from './case-state';
import { codes, districts } from './random-rules.testing';
import type { Rules } from './rules';

/** What every entered text holds, so that a leak of one is seen. */
export const secret = '§secret§';

type Wish = CommandType | 'applyDeadlines' | 'recalculate';

const anywhere: Wish[] = [
  'applyDeadlines',
  'applyDeadlines',
  'addStatement',
  'contribute',
  'markEnteredInError',
  'linkCase',
];
const inWork: Wish[] = [
  ...anywhere,
  'recordProgress',
  'replyToStatement',
  'transfer',
  'transfer',
  'referUp',
  'reportUnresolved',
  'instruct',
  'adjustResponsibility',
  'adjustResponsibility',
  'adjustResponsibility',
  'instruct',
  'resolve',
  'resolve',
  'resolve',
  'resolve',
  'escalateIdle',
  'claim',
  'assignOfficer',
  'withdraw',
  'adoptProcedure',
  'adoptProcedure',
];
const times = (count: number, wish: Wish): Wish[] => Array.from({ length: count }, () => wish);
const wishes: Record<CaseStatus, Wish[]> = {
  assigned: inWork,
  inHandling: inWork,
  contested: [...inWork, ...times(12, 'referContested'), ...times(4, 'answer')],
  resolved: [
    ...anywhere,
    ...times(8, 'answer'),
    'replyToStatement',
    'withdraw',
    'adjustResponsibility',
    'reportUnresolved',
  ],
  closed: [...anywhere, ...times(4, 'reopen'), ...times(6, 'answer')],
};
const everything = [
  ...new Set([...Object.values(wishes).flat(), 'register' as const, 'recalculate' as const]),
];

/** What is commanded: in a known status, what makes sense there; else anything. */
export function wished(number: number, status: CaseStatus | null): Wish {
  const possible = status === null ? everything : wishes[status];
  return possible[number % possible.length]!;
}

/** Whether somebody did it, not the clock or the rules by themselves. */
export const isSomebody = ({ kind }: Actor): boolean => kind !== 'clock' && kind !== 'system';

/** Somebody whom the table of commands names for a command. */
export function suited(type: CommandType, state: CaseState, who: number, which: number): Actor {
  const responsible = officerOf(state.responsibleDepartment, who);
  switch (type) {
    case 'addStatement':
    case 'withdraw':
    case 'reopen':
      return filer;
    case 'answer':
      return state.status === 'resolved' && who % 2 === 0 ? officerOf('d1', who) : filer;
    case 'escalateIdle':
      return officerOf(state.registeringDepartment, who);
    case 'reportUnresolved':
      return who % 2 === 0 ? responsible : officerOf(state.registeringDepartment, who);
    case 'instruct':
    case 'adjustResponsibility':
      return officerOf(state.reportedTo[which % Math.max(state.reportedTo.length, 1)] ?? 'd0', who);
    case 'contribute':
    case 'linkCase':
      return somebody(who);
    case 'adoptProcedure':
      return officerOf(which % 3 === 0 ? state.responsibleDepartment : 'd0', who);
    default:
      return responsible;
  }
}

const filer: Actor = { kind: 'filer', department: 'd1', officer: null };

/** Anybody, of any department, also of one that does not exist. */
export function somebody(who: number): Actor {
  const code = codes[who % codes.length]!;
  const kinds: Actor[] = [
    filer,
    { kind: 'agency', department: code, officer: `${code}-key` },
    officerOf(code, who),
    officerOf(code, who),
  ];
  return kinds[who % 4]!;
}

function officerOf(department: string, who: number): Actor {
  return { kind: 'officer', department, officer: `${department}-${(who % 2) + 1}` };
}

/** What a command says; the numbers choose among what there is. */
export function bodyOf(
  type: CommandType,
  pick: number[],
  state: CaseState | null,
  rules: Rules,
  seenWell: boolean,
): object {
  const [one = 0, two = 0, three = 0] = pick;
  const text = `text ${secret}`;
  const known = Object.keys(rules.departments);
  const up = type === 'referUp' && one % 2 === 1;
  const to = up
    ? 'd0'
    : one % 6 === 0
      ? codes[two % codes.length]!
      : (known[two % Math.max(known.length, 1)] ?? 'd0');
  const version = state?.version ?? 1;
  const seen = seenWell
    ? { version, lastStatement: state?.lastStatement ?? 0 }
    : { version: 1 + (one % version), lastStatement: 0 };
  const sharedWith = one % 2 === 0 ? 'everyone' : 'departments';
  const citations = three % 2 === 0 ? [{ guidance: 'g0', edition: 1 }] : [];
  switch (type) {
    case 'register':
      return {
        category: one % 20 === 0 ? 'toString' : one % 2 === 0 ? 'c0' : 'c1',
        subject: text,
        details: text,
        place: { address: text, district: districts[two % 3] ?? undefined },
        channel: 'web',
        language: 'zh',
        filer: { name: text, telephone: text, mail: text },
        ...(three % 3 === 0 && { department: to }),
      };
    case 'addStatement':
      return { kind: 'argument', text };
    case 'replyToStatement':
      return { statement: state?.unansweredStatements[one % 3] ?? two % 20, text, citations };
    case 'recordProgress':
      return { text, sharedWith, asAccount: two % 2 === 0, citations };
    case 'contribute':
      return { text, sharedWith };
    case 'transfer':
      return { to, process: text, presentState: text, seen };
    case 'referUp':
      return { to, difficulties: text, situation: text, seen };
    case 'reportUnresolved':
      return { situation: text };
    case 'instruct':
      return { text, ...(one % 2 === 0 && { proposal: { kind: 'duties', text } }) };
    case 'adjustResponsibility':
      return { to, text };
    case 'resolve':
      return {
        process: text,
        result: text,
        rule: one % 2 === 0 ? 'none' : text,
        cause: text,
        causeKind: 'rule',
        citations,
        stepsDone: Array.from({ length: two % 4 }, (_, index) => index + 1),
        seen,
        ...(three % 2 === 0 && { unansweredReason: text }),
      };
    case 'answer':
      return {
        answer: (['satisfied', 'agreeThoughDissatisfied', 'keepOpen', 'keepOpen'] as const)[one % 4]!,
        opinion: text,
        seen,
      };
    case 'referContested':
      return {
        process: text,
        result: text,
        suggestion: text,
        filerOpinion: text,
        rule: text,
        cause: text,
        causeKind: 'duties',
        citations,
        seen,
      };
    case 'withdraw':
      return one % 2 === 0 ? { reason: text } : {};
    case 'reopen':
      return { reason: text };
    case 'assignOfficer':
      return { officer: `${state?.responsibleDepartment ?? to}-${(one % 3) + 1}` };
    case 'markEnteredInError':
      return { entry: 1 + (one % (version + 1)), reason: text };
    case 'linkCase':
      return { other: `CT-00000-0000${one % 5}-0`, relation: 'related', text, sharedWith };
    case 'adoptProcedure':
      return {
        review: `r${one % 2}`,
        guidance: 'g0',
        edition: 1 + (two % 3),
        steps: three % 3,
        text,
        ...(two % 2 === 0 && { to }),
        ...(one % 3 === 0 && {
          disposition: {
            process: text,
            result: text,
            rule: 'none',
            cause: text,
            causeKind: 'process',
            ...(three % 2 === 0 && { unansweredReason: text }),
          },
        }),
      };
    case 'escalateIdle':
    case 'claim':
      return {};
  }
}
