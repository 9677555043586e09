import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { climbingInvariants } from './invariants-of-climbing.testing';
import { brakeInvariants } from './invariants-of-rules.testing';
import { invariants } from './invariants.testing';
import type { Life, Step } from './random-life.testing';
import { live, someLife } from './random-life.testing';
import { toldLife } from './told-life.testing';

const all = { ...invariants, ...climbingInvariants, ...brakeInvariants };
const noThrow = 'every command is answered: nothing throws';
const options = { numRuns: 400, seed: Math.floor(Math.random() * 2 ** 31) };

/** Every life is lived once and looked at by all; only what was broken is lived again, to find the shortest such life. */
const broken = new Set<string>();
const happened = new Set<string>();

/**
 * Random lives (lifecycle.md, "Invariants" and "Lateness"): any command by any actor, seconds to months apart, while rules
 * change, brakes are pulled, and the tree of departments is broken in any way.
 */
describe('whatever happens to a case', () => {
  beforeAll(() => {
    const lookAt = (step: Step) => {
      for (const event of step.decision.events) happened.add(event.type);
      if (step.decision.rejection) happened.add(step.decision.rejection.code);
      for (const [name, invariant] of Object.entries(all)) {
        if (!broken.has(name) && breaks(() => invariant(step))) broken.add(name);
      }
    };
    const look = (life: Life) => breaks(() => live(life, lookAt)) && broken.add(noThrow);
    fc.assert(
      fc.property(someLife, (life) => void look(life)),
      options,
    );
  }, 240_000);

  it.each([noThrow, ...Object.keys(all)])(
    '%s',
    (name) => {
      if (!broken.has(name)) return;
      const invariant = all[name] ?? (() => undefined);
      const found = fc.check(
        fc.property(someLife, (life) => live(life, invariant)),
        options,
      );
      const [life] = found.counterexample ?? [];
      const error = String(found.errorInstance);
      throw new Error(
        `${error}\n${life ? toldLife(life) : 'not found again'}\nseed ${found.seed}, path ${found.counterexamplePath}`,
      );
    },
    240_000,
  );

  it('and everything that can happen to a case did', () => {
    const expected: string[] = [
      'CaseRegistered',
      'StatementAdded',
      'StatementReplied',
      'ProgressRecorded',
      'Contributed',
      'CaseTransferred',
      'CaseReferredUp',
      'UnresolvedReported',
      'AccountRequested',
      'Instructed',
      'ResponsibilityAdjusted',
      'CaseResolved',
      'FilerAnswered',
      'AnswerCorrected',
      'ComplaintChannelsTold',
      'ContestedReferred',
      'CaseClosed',
      'CaseReopened',
      'IdleEscalated',
      'SupervisoryBodyReported',
      'FilerReminded',
      'OfficerAssigned',
      'EntryMarkedInError',
      'CaseLinked',
      'ProcedureAdopted',
      'MisconfigurationFound',
      'ClocksPaused',
      'ClocksResumed',
      'DeadlineRecalculated',
      'notInThisStatus',
      'notResponsible',
      'notDueYet',
      'windowExpired',
      'alreadyReplied',
      'alreadyLinked',
      'alreadyAdopted',
      'stepsNotDone',
      'nothingToReport',
      'unknownDepartment',
      'unknownOfficer',
      'unknownEntry',
      'notOfHigherAuthority',
      'notInSubtree',
      'sameDepartment',
      'statementsUnanswered',
      'newerEntries',
    ];
    expect(expected.filter((name) => !happened.has(name))).toEqual([]);
  });
});

function breaks(look: () => void): boolean {
  try {
    look();
    return false;
  } catch {
    return true;
  }
}
