import type { Actor, Command } from '@casetrace/contracts';
import type { Life, Step } from './random-life.testing';
import { live } from './random-life.testing';

/** A random life in words, for whoever has to find out why it broke an invariant. */
export function toldLife(life: Life): string {
  const lines: string[] = [
    JSON.stringify({ departments: life.rules.departments, policies: life.rules.policies }),
  ];
  let version = life.rules.version;
  try {
    live(life, (step) => {
      if (step.rules.version > version) {
        const { departments, policies, suspensions, calendar } = step.rules;
        lines.push(
          `   rules ${step.rules.version}: ${JSON.stringify({ departments, policies, suspensions, knownUntil: calendar.knownUntil })}`,
        );
        version = step.rules.version;
      }
      lines.push(...toldStep(step));
    });
  } catch (error) {
    lines.push(String(error));
  }
  return lines.join('\n');
}

function toldStep({ input, decision }: Step): string[] {
  const { rejection, events, state } = decision;
  return [
    `${new Date(input.now).toISOString()} ${inShort(input.actor)} ${said(input.command)}${rejection ? ` -> ${rejection.code}` : ''}`,
    ...events.map(
      (event) =>
        `     ${event.effectiveAt} ${inShort(event.actor)} ${event.type} ${JSON.stringify(event.data)}`,
    ),
    `     = ${state.status} at ${state.responsibleDepartment}, next ${state.nextDeadline?.kind ?? 'none'} ${state.nextDeadline?.dueAt ?? ''}`,
  ];
}

const inShort = ({ kind, department, officer }: Actor): string =>
  `${kind}/${department ?? ''}/${officer ?? ''}`;

function said({ type, body }: Command): string {
  const { to, seen, answer, statement } = body as Record<string, unknown>;
  return `${type} ${JSON.stringify({ to, seen, answer, statement })}`;
}
