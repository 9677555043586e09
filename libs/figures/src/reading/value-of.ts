import { balanceSigns } from '../totals/balance';
import type { Source } from '../definitions/definition';
import type { Sums } from './counts';
import type { Known } from './statistics';

type SoFar = Readonly<Record<string, number | null | undefined>>;

/** The value of a figure by its definition; `soFar` are the figures defined before it. */
export function valueOf(from: Source, known: Known, soFar: SoFar): number | null {
  switch (from.kind) {
    case 'sum':
      return from.of.reduce((sum, measure) => sum + (known.sums?.[measure] ?? 0), 0);
    case 'balance':
      return from.at === 'opening' ? known.opening : known.opening + changeOf(known.sums);
    case 'age':
      return known.ages?.[from.of] ?? 0;
    case 'span': {
      const span = known.spans.find(({ span: name }) => name === from.of);
      return span?.[from.statistic] ?? (from.statistic === 'cases' ? 0 : null);
    }
    case 'consultations':
      return known.consulting ? (known.consultations?.[from.of] ?? 0) : null;
    case 'share':
      return share(soFar[from.of], from.in, soFar);
  }
}

function changeOf(sums: Sums | undefined): number {
  if (!sums) return 0;
  const signs = Object.entries(balanceSigns) as [keyof typeof balanceSigns, number][];
  return signs.reduce((change, [measure, sign]) => change + sign * sums[measure], 0);
}

/** To four places, so that it is the same on every page. */
function share(of: number | null | undefined, parts: readonly string[], soFar: SoFar): number | null {
  const whole = parts.reduce((sum, part) => sum + (soFar[part] ?? 0), 0);
  return whole === 0 ? null : Math.round(((of ?? 0) / whole) * 10_000) / 10_000;
}
