import type { Invariant } from './invariants.testing';
import { must, told } from './invariants.testing';
import type { Rules } from './rules';

/** The line of superiors, as the directory draws it; whoever stands in it twice ends it. */
function line(from: string, { departments }: Rules): string[] {
  const known = new Map(Object.entries(departments));
  const found: string[] = [];
  for (let above = known.get(from)?.superior; above && known.has(above); above = known.get(above)?.superior) {
    if (above === from || found.includes(above)) break;
    found.push(above);
  }
  return found;
}

const height = (code: string, rules: Rules): number => -line(code, rules).length;

const staffed = (code: string, { departments }: Rules): boolean => (departments[code]?.staff.length ?? 0) > 0;

function body(department: string, rules: Rules): string | null {
  for (const code of [department, ...line(department, rules)]) {
    const named = Object.hasOwn(rules.departments, code) ? rules.departments[code]?.supervisoryBody : null;
    if (named) return named;
  }
  return null;
}

/** M9, P3: always to the superior, never as high as before or lower, over the heads of nobody who works. */
const climbsHigher: Invariant = (step) => {
  const { rules, decision } = step;
  for (const { event, before } of told(step)) {
    if (event.type !== 'IdleEscalated') continue;
    const { to, from } = event.data;
    const above = line(from, rules);
    must(above.includes(to), () => [event, above]);
    if (!step.sameTree) continue;
    const reached = Math.max(-Infinity, ...before.climbedTo.map((code) => height(code, rules)));
    const higher = above.filter((code) => height(code, rules) > reached);
    const right =
      higher.length === 0 ? above.at(-1) : (higher.find((code) => staffed(code, rules)) ?? higher[0]);
    must(to === right, () => ({ event, above, higher, right }));
    const nobody =
      higher.length === 0
        ? [to]
        : higher.slice(0, higher.indexOf(right) + (staffed(right, rules) ? 0 : higher.length));
    for (const passed of nobody.filter((code) => !staffed(code, rules))) {
      const reported = decision.events.some(
        ({ type, data }) =>
          type === 'MisconfigurationFound' && data.department === passed && data.problem === 'noStaff',
      );
      must(reported, () => ({ passed, events: decision.events }));
    }
    if (higher.length > 0) continue;
    const told = decision.events.some(
      ({ type, data }) =>
        (type === 'SupervisoryBodyReported' && data.kind === 'idle') ||
        (type === 'MisconfigurationFound' && data.deadline === 'idle'),
    );
    must(told, () => decision.events);
  }
};

/** M9, P3: where there is no way up, the supervisory body is told, or somebody is told that there is none. */
const toldAtTheTop: Invariant = (step) => {
  for (const { event, before } of told(step)) {
    if (event.type === 'SupervisoryBodyReported') {
      must(event.data.body === body(before.department, step.rules), () => event);
    }
    if (event.type !== 'MisconfigurationFound' || event.data.deadline === null) continue;
    must(
      !Object.hasOwn(step.rules.departments, before.department) ||
        body(before.department, step.rules) === null,
      () => event,
    );
  }
};

/** M10: with every further period to the next level up. */
const reportsHigher: Invariant = (step) => {
  for (const { event, before } of told(step)) {
    if (event.type !== 'UnresolvedReported') continue;
    const above = line(before.department, step.rules);
    must(above.includes(event.data.to), () => [event, above]);
    const last = before.unresolved.reportedTo;
    if (event.data.trigger !== 'clock' || last === null) continue;
    must(height(event.data.to, step.rules) > height(last, step.rules), () => [event, last]);
  }
};

/** Who may, by the table of commands: nobody acts for a department that does not have the case. */
const whoMay: Invariant = (step) => {
  for (const { event, before } of told(step)) {
    const { department, kind } = event.actor;
    if (['clock', 'system'].includes(kind)) continue;
    const inCharge = [before.department, ...line(before.department, step.rules)].includes(department ?? '');
    const underReview = step.input.command.type === 'adoptProcedure';
    if (!underReview && ofTheResponsible.includes(event.type)) {
      must(kind !== 'filer' && department === before.department, () => [event, before.department]);
    }
    if (event.type === 'ProcedureAdopted') must(kind !== 'filer' && inCharge, () => event);
    if (!underReview && ['Instructed', 'ResponsibilityAdjusted'].includes(event.type)) {
      must(kind !== 'filer' && before.reportedTo.includes(department ?? ''), () => [
        event,
        before.reportedTo,
      ]);
    }
    if (event.type === 'ResponsibilityAdjusted') {
      const { to } = event.data;
      must(to === department || line(to, step.rules).includes(department ?? ''), () => event);
    }
    if (event.type === 'CaseReferredUp') {
      must(height(event.data.to, step.rules) > height(before.department, step.rules), () => event);
    }
    if (event.type === 'ContestedReferred') {
      must(line(before.department, step.rules).includes(event.data.to), () => event);
    }
    if (event.type === 'CaseReopened' && Object.hasOwn(step.rules.departments, before.closedBy)) {
      must(event.data.to === before.closedBy, () => [event, before.closedBy]);
    }
  }
};
const ofTheResponsible = [
  'StatementReplied',
  'ProgressRecorded',
  'CaseTransferred',
  'CaseReferredUp',
  'CaseResolved',
  'ContestedReferred',
  'OfficerAssigned',
];

/** Nobody is sent a case that no directory knows. */
const knownDestinations: Invariant = (step) => {
  for (const { event } of told(step)) {
    if (
      ![
        'CaseTransferred',
        'CaseReferredUp',
        'ContestedReferred',
        'IdleEscalated',
        'ResponsibilityAdjusted',
        'UnresolvedReported',
      ].includes(event.type)
    )
      continue;
    must(Object.hasOwn(step.rules.departments, (event.data as { to: string }).to), () => event);
  }
};

export const climbingInvariants: Record<string, Invariant> = {
  'idling climbs higher every time, past nobody who works': climbsHigher,
  'where there is no way up, the supervisory body is told or a misconfiguration is': toldAtTheTop,
  'each further report goes to a higher superior': reportsHigher,
  'only who the table names acts': whoMay,
  'a case goes to departments that exist': knownDestinations,
};
