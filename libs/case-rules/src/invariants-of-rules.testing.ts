import { dueTime } from './calendar';
import { covers } from './brake-scope.testing';
import type { Invariant } from './invariants.testing';
import { must, told } from './invariants.testing';
import { defaultPeriods } from './rules';

/** The brake holds what it covers, from when it covers it until it ends, and nothing else. */
const brake: Invariant = ({ ledger, rules, input: { now, command }, sameTree }) => {
  if (!ledger.open || command.type === 'register') return;
  for (const suspension of rules.suspensions) {
    const { id, from, to, scope } = suspension;
    const mine = ledger.pauses.filter(({ reason }) => reason === id);
    const stands = mine.filter((pause) => pause.to === null);
    const holds =
      covers(suspension, ledger, rules) &&
      from <= now &&
      (to === null || to > now) &&
      (to === null || from < to);
    must(stands.length === (holds ? 1 : 0), () => ({ suspension, mine, holds, now }));
    for (const pause of mine) must(pause.from >= from, () => ({ suspension, pause }));
    if (!sameTree || !covers(suspension, ledger, rules)) continue;
    const since = Math.max(scope.department === null ? ledger.registeredAt : ledger.arrivedAt, from);
    const until = Math.min(to ?? now, now);
    if (since >= until) continue;
    const held = mine.filter((pause) => (pause.to ?? now) > since);
    must(held.length === 1 && held[0]!.from <= since && (held[0]!.to ?? now) >= until, () => ({
      suspension,
      mine,
      since,
      until,
    }));
    must(scope.department === null || held[0]!.from >= from, () => held);
  }
};

/** No pause is older than the case's coming into the scope: moving into it is no way to gain time. */
const noTimeGained: Invariant = (step) => {
  for (const { event, before } of told(step)) {
    if (event.type !== 'ClocksPaused') continue;
    const suspension = step.rules.suspensions.find(({ id }) => id === event.data.suspension)!;
    // A step of the clock that was due before the brake moves the case first; the pause is that of the department it left.
    const arrived = Math.min(
      before.arrivedAt,
      step.ledgerBefore.count > 0 ? step.ledgerBefore.arrivedAt : Infinity,
    );
    const since = suspension.scope.department === null ? before.registeredAt : arrived;
    must(Date.parse(event.data.from) >= since || !step.sameTree, () => [event, since]);
  }
};

/** P2: an event only where a due time moved, and only when the rules did. */
const recalculation: Invariant = ({ decision: { events }, before, rules }) => {
  const found = events.filter(({ type }) => type === 'DeadlineRecalculated');
  must(found.length <= 1, () => found);
  for (const { data } of found) {
    const { from, to, kind } = data as { from: string | null; to: string | null; kind: string };
    must(before !== null && before.rulesVersion < rules.version, () => found);
    must(from !== to || kind !== before.nextDeadline?.kind, () => found);
    must(from === (before.nextDeadline?.dueAt ?? null), () => found);
  }
};

/** P4: reopening and correcting have their windows. */
const windows: Invariant = (step) => {
  const { rules, input } = step;
  for (const { event, before } of told(step)) {
    if (event.type !== 'CaseReopened') continue;
    const { reopenWindow: period } = rules.policies[before.category] ?? defaultPeriods;
    const { dueAt } = dueTime({ from: before.closedAt, period, calendar: rules.calendar });
    must(input.now <= (dueAt ?? Infinity), () => [event, before.closedAt]);
  }
};

export const brakeInvariants: Record<string, Invariant> = {
  'the brake holds exactly what it covers, for as long as it does': brake,
  'coming under a brake pauses from then on only': noTimeGained,
  'recalculation leaves an event only where a due time moved': recalculation,
  'a case reopens within its window only': windows,
};
