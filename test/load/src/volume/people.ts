import type { Actor, Channel, Command, CommandBody, PersonCommand } from '@casetrace/contracts';
import { type CaseState, proposedBy, type Rules } from '@casetrace/case-rules';
import { type Random, Skewed } from './random';
import type { Told } from './wording';

/** What somebody does, and who. */
export interface Drawn<Kind extends Command = Command> {
  command: Kind;
  actor: Actor;
}

/** What a next action rests on. */
export interface Asked {
  state: CaseState;
  told: Told;
  random: Random;
  rules: Rules;
  /** such a case is not resolved before the load's end */
  dragging: boolean;
}

const channelsInOfficeHours = new Skewed<Channel>(['telephone', 'web', 'counter', 'agency', 'letter'], 0.9);
const channelsAtNight = new Skewed<Channel>(['web', 'telephone', 'agency'], 0.9);
const desks: Record<Channel, readonly Actor[]> = {
  telephone: [{ kind: 'agency', department: 'hotline', officer: 'hotline-system' }],
  web: [{ kind: 'agency', department: 'hotline', officer: 'hotline-system' }],
  agency: [{ kind: 'agency', department: 'hotline', officer: 'hotline-system' }],
  counter: ['window-1', 'window-2'].map((officer) => {
    return { kind: 'officer', department: 'service-hall-windows', officer } as const;
  }),
  letter: [{ kind: 'officer', department: 'letters-visits', officer: 'letters-1' }],
};

/** Where cases are handed over to when it is not the neighbours: the commonest first. */
const others = new Skewed(
  [
    'east-first-community',
    'housing-property-east',
    'environment-inspection-east',
    'market-consumers',
    'social-insurance-counter',
    'labour-inspection-east',
    'market-business-licences',
    'housing-public',
    'open-government',
    'east-first-street',
    'letters-visits',
    'digital-help-desk',
    'service-hall',
  ],
  0.9,
);

/** M2: one in twenty goes to the superior of the department that the category proposes. */
export function registration(
  told: Told,
  random: Random,
  officeHours: boolean,
  rules: Rules,
): Drawn<Extract<PersonCommand, { type: 'register' }>> {
  const channel = (officeHours ? channelsInOfficeHours : channelsAtNight).draw(random);
  const { category, district, address, subject, details, language } = told;
  const filer: CommandBody<'register'>['filer'] = {};
  if (random.chance(0.7))
    filer.telephone = `000-${random.below(10_000)}-${1000 + random.below(9000)}`.padEnd(13, '0');
  if (random.chance(0.2)) filer.mail = `filer-${random.below(1_000_000)}@example.org`;
  const proposed = proposedBy(rules.policies[category]!, district).department;
  const superior = rules.departments[proposed]?.superior;
  const chosen = superior && random.chance(0.05) ? { department: superior } : {};
  const place = random.chance(0.6) ? { district, address } : { district };
  const body = { category, subject, details, place, channel, language, filer, ...chosen };
  return { command: { type: 'register', body }, actor: random.of(desks[channel]) };
}

/** The filer answers what was resolved, or comes again. */
export function nextOfFiler({ state, told, random }: Asked): Drawn {
  const filer: Actor = { kind: 'filer', department: state.registeringDepartment, officer: null };
  if (state.status === 'closed')
    return { command: { type: 'reopen', body: { reason: told.statement() } }, actor: filer };
  const luck = random.share();
  const opinion = random.chance(0.3) ? { opinion: told.opinion() } : {};
  const answer = luck < 0.85 ? 'satisfied' : luck < 0.985 ? 'agreeThoughDissatisfied' : 'keepOpen';
  const byPhone = random.chance(0.3);
  const caller: Actor = { kind: 'officer', department: 'hotline', officer: 'hotline-1' };
  return {
    command: { type: 'answer', body: { answer, ...opinion, seen: seenOf(state) } },
    actor: byPhone ? caller : filer,
  };
}

/** What happens next to a case in work: somebody of the responsible department acts, or the filer adds something. */
export function nextAtDepartment(asked: Asked): Drawn {
  const { state, told, random, dragging } = asked;
  const actor = officerOf(asked);
  const by = (command: Command): Drawn => ({ command, actor });
  const [statement] = state.unansweredStatements;
  if (statement !== undefined) {
    return by({
      type: 'replyToStatement',
      body: { statement, text: told.reply(), citations: cited(asked, 0.2) },
    });
  }
  if (random.chance(0.07)) {
    const filer: Actor = { kind: 'filer', department: state.registeringDepartment, officer: null };
    const kind = random.of(['fact', 'argument', 'question', 'appeal'] as const);
    return { command: { type: 'addStatement', body: { kind, text: told.statement() } }, actor: filer };
  }
  const luck = random.share();
  const touched = state.status !== 'assigned';
  if (state.status === 'contested' && luck < 0.6 && superiorOf(asked)) return by(contestedReferred(asked));
  if (luck < (dragging ? 0.07 : 0.12)) return by(transferred(asked));
  if (luck < (dragging ? 0.1 : 0.13) && superiorOf(asked)) return by(referredUp(asked));
  if (!dragging && luck > (touched ? 0.3 : 0.8)) return by(resolved(asked));
  if (!touched && luck > 0.7) return by({ type: 'claim', body: {} });
  const sharedWith = random.chance(0.15) ? 'departments' : 'everyone';
  const asAccount = state.unresolved.accountRequested && state.unresolved.account === null;
  return by({
    type: 'recordProgress',
    body: { text: told.progress(), sharedWith, asAccount, citations: cited(asked, 0.1) },
  });
}

function resolved(asked: Asked): PersonCommand {
  const { state, told, random } = asked;
  const citations = cited(asked, 0.7);
  return {
    type: 'resolve',
    body: {
      process: told.progress(),
      result: told.result(),
      rule: citations.length > 0 ? told.guidance : 'none',
      cause: told.cause(),
      causeKind: random.chance(0.1) ? 'unspecified' : told.causeKind(),
      citations,
      stepsDone: [],
      seen: seenOf(state),
    },
  };
}

function contestedReferred(asked: Asked): PersonCommand {
  const { state, told } = asked;
  return {
    type: 'referContested',
    body: {
      process: told.progress(),
      result: told.result(),
      suggestion: told.situation(),
      filerOpinion: told.opinion(),
      rule: told.guidance,
      cause: told.cause(),
      causeKind: told.causeKind(),
      citations: cited(asked, 0.7),
      seen: seenOf(state),
    },
  };
}

function transferred(asked: Asked): PersonCommand {
  const { state, told, random, rules } = asked;
  const from = state.responsibleDepartment;
  const { superior } = rules.departments[from]!;
  const near = Object.values(rules.departments).filter(
    ({ code, superior: above }) =>
      code !== from && (above === from || (above === superior && superior !== null)),
  );
  let to = near.length > 0 && random.chance(0.6) ? random.of(near).code : others.draw(random);
  if (to === from) to = superior ?? 'service-hall';
  return {
    type: 'transfer',
    body: { to, process: told.progress(), presentState: told.situation(), seen: seenOf(state) },
  };
}

function referredUp(asked: Asked): PersonCommand {
  const { state, told } = asked;
  const to = superiorOf(asked)!;
  return {
    type: 'referUp',
    body: { to, difficulties: told.cause(), situation: told.situation(), seen: seenOf(state) },
  };
}

const superiorOf = ({ state, rules }: Asked): string | null =>
  rules.departments[state.responsibleDepartment]?.superior ?? null;

function officerOf({ state, rules, random }: Asked): Actor {
  const department = state.responsibleDepartment;
  const staff = rules.departments[department]?.staff ?? [];
  const officer = state.responsibleOfficer ?? (staff.length > 0 ? random.of(staff) : null);
  return { kind: 'officer', department, officer };
}

const cited = ({ told, random }: Asked, probability: number) =>
  random.chance(probability) ? [{ guidance: told.guidance, edition: 1 }] : [];

const seenOf = ({ version, lastStatement }: CaseState) => ({ version, lastStatement });
