import type { CommandBody } from '@casetrace/contracts';
import type { Decision, DecisionInput, Rejection } from './decision';
import { nextDeadline } from './deadlines';
import type { Rules } from './rules';
import { departmentOf, proposedBy, publishedPolicy } from './rules';
import { takeUpSuspensions } from './suspensions';
import { texts, Unfolding } from './unfolding';

/**
 * M2: begins a case: number, details, contact and category, assigned to the department that the category proposes or that
 * the officer chose. A category that proposes an unknown department is a reported misconfiguration, and the case stays at
 * the desk that registered it: nothing is lost.
 */
export function register(trackingNumber: string, input: DecisionInput): Decision | { rejection: Rejection } {
  if (input.command.type !== 'register') throw new Error('register: not a registration');
  const { body } = input.command;
  const { rules, actor } = input;
  const policy = publishedPolicy(body.category, rules);
  if (!policy)
    return { rejection: { code: 'unknownCategory', detail: `There is no category ${body.category}.` } };
  if (body.department !== undefined && !departmentOf(body.department, rules)) {
    const detail = `There is no department ${body.department}.`;
    return { rejection: { code: 'unknownDepartment', detail } };
  }
  const proposed = proposedBy(policy, body.place.district ?? null).department;
  const destination = assigned(proposed, body, actor.department, rules);
  if (destination === null) {
    const detail = `The department ${proposed} of category ${body.category} does not exist.`;
    return { rejection: { code: 'unknownDepartment', detail } };
  }
  const unfolding = Unfolding.begin(
    trackingNumber,
    {
      category: body.category,
      policyVersion: policy.version,
      channel: body.channel,
      language: body.language,
      district: body.place.district ?? null,
      externalReference: body.externalReference ?? null,
      contactBy: (['mail', 'telephone'] as const).filter((means) => body.filer[means] !== undefined),
      assignedTo: destination,
      chosenInsteadOf: destination === proposed ? null : proposed,
      consultation: body.consultation ?? null,
    },
    enteredTexts(body),
    input,
  );
  noteMisconfiguration(unfolding, proposed, destination);
  takeUpSuspensions(unfolding);
  const { state } = unfolding;
  return {
    events: unfolding.events,
    state: { ...state, rulesVersion: rules.version, nextDeadline: nextDeadline(state, rules) },
  };
}

function assigned(
  proposed: string,
  body: CommandBody<'register'>,
  desk: string | null,
  rules: Rules,
): string | null {
  const candidates = [body.department, proposed, desk];
  return candidates.find((department) => department && departmentOf(department, rules)) ?? null;
}

function enteredTexts(body: CommandBody<'register'>) {
  const { name: filerName, mail, telephone } = body.filer;
  return [
    ...texts({ subject: body.subject, details: body.details }),
    ...texts({ address: body.place.address, filerName, mail, telephone }, 'contact'),
  ];
}

function noteMisconfiguration(unfolding: Unfolding, proposed: string, destination: string): void {
  const { rules, state } = unfolding;
  const actor = { kind: 'system', department: destination, officer: null } as const;
  if (!departmentOf(proposed, rules) && destination !== proposed && !state.misconfigured) {
    const data = {
      department: proposed,
      problem: 'unknownDepartment',
      deadline: null,
      occurrence: 0,
    } as const;
    unfolding.happen('MisconfigurationFound', data, { actor });
  }
  if ((departmentOf(destination, rules)?.staff.length ?? 0) === 0) {
    const data = { department: destination, problem: 'noStaff', deadline: null, occurrence: 0 } as const;
    unfolding.happen('MisconfigurationFound', data, { actor });
  }
}
