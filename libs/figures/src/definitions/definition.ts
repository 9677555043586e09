import type { FigureMeasure } from '@casetrace/case-record';
import type { AgeClass } from '../reading/age-classes';

/** Where the value of a figure comes from: what is written here is what is computed. */
export type Source =
  | { kind: 'sum'; of: readonly FigureMeasure[] }
  | { kind: 'balance'; at: 'opening' | 'closing' }
  | { kind: 'age'; of: AgeClass }
  | { kind: 'span'; of: SpanName; statistic: 'cases' | 'median' | 'p90' }
  | { kind: 'consultations'; of: 'consulted' | 'settled' }
  /** the share of one figure in the sum of several */
  | { kind: 'share'; of: string; in: readonly string[] };

export const spanNames = ['first_handled', 'first_resolved', 'first_closed'] as const;
export type SpanName = (typeof spanNames)[number];

export type Unit = 'cases' | 'times' | 'consultations' | 'answers' | 'workingSeconds' | 'share' | 'points';

/** A figure: what it is called, what exactly it counts, and in which unit. */
export interface Definition<Id extends string = string> {
  id: Id;
  unit: Unit;
  zh: { name: string; meaning: string };
  en: { name: string; meaning: string };
}

export const unitNames: Record<Unit, { zh: string; en: string }> = {
  cases: { zh: '件', en: 'cases' },
  times: { zh: '次', en: 'times' },
  consultations: { zh: '次咨询', en: 'consultations' },
  answers: { zh: '份答复', en: 'answers' },
  workingSeconds: { zh: '秒（工作时间）', en: 'seconds of working time' },
  share: { zh: '比例（0 至 1）', en: 'share, 0 to 1' },
  points: { zh: '分', en: 'points' },
};

/** How each figure is written down: shorter than an object, in the order in which people read it. */
export type Written<Id extends string> = readonly [
  id: Id,
  unit: Unit,
  source: Source,
  zhName: string,
  zhMeaning: string,
  enName: string,
  enMeaning: string,
];
