import type { Promises } from '../load/promises';
import type { Recorded } from './recorded';

/**
 * Every case that was answered exists once; every accepted action is in its record exactly once, as the entry that was answered;
 * a refused one left no trace; nothing is there that nobody asked for.
 */
export function brokenPromises(promises: Promises, recorded: Recorded): string[] {
  return [
    ...promises.surprises.map((surprise) => `an answer that should not have come: ${surprise}`),
    ...aboutCases(promises, recorded),
    ...aboutActions(promises, recorded),
  ];
}

function aboutCases({ registrations }: Promises, { cases }: Recorded): string[] {
  const byToken = new Map<string, string[]>();
  for (const { trackingNumber, entries } of cases.values()) {
    const token = String(entries[0]?.data.externalReference);
    byToken.set(token, [...(byToken.get(token) ?? []), trackingNumber]);
  }
  const answered = new Set(registrations.map(({ token }) => token));
  return [
    ...registrations.flatMap(({ token, trackingNumber }) => {
      const found = byToken.get(token) ?? [];
      return found.length === 1 && found[0] === trackingNumber
        ? []
        : [`${trackingNumber} was answered; the record has for its key: ${found.join(', ') || 'nothing'}`];
    }),
    ...[...byToken]
      .filter(([token]) => !answered.has(token))
      .map(([token, found]) => `nobody was told of ${found.join(', ')} (${token})`),
  ];
}

function aboutActions({ actions, refusals }: Promises, { tokens }: Recorded): string[] {
  const byToken = new Map<string, string[]>();
  for (const { token, trackingNumber, sequence } of tokens)
    byToken.set(token, [...(byToken.get(token) ?? []), `${trackingNumber} #${sequence}`]);
  const known = new Set([...actions, ...refusals].map(({ token }) => token));
  return [
    ...actions.flatMap(({ token, trackingNumber, sequence, type }) => {
      const found = byToken.get(token) ?? [];
      return found.length === 1 && found[0] === `${trackingNumber} #${sequence}`
        ? []
        : [
            `${type} was accepted as ${trackingNumber} #${sequence}; the record has ${found.join(', ') || 'nothing'}`,
          ];
    }),
    ...refusals
      .filter(({ token }) => byToken.has(token))
      .map(({ trackingNumber, code }) => `refused (${code}) and yet in the record of ${trackingNumber}`),
    ...[...byToken]
      .filter(([token]) => !known.has(token))
      .map(([, found]) => `nobody was answered for ${found.join(', ')}`),
  ];
}
