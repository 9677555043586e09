import type { Definition, Source } from './definition';
import { durationDefinitions } from './duration-definitions';
import { handlingDefinitions } from './handling-definitions';
import { stockDefinitions } from './stock-definitions';

const written = [...stockDefinitions, ...durationDefinitions, ...handlingDefinitions] as const;

export type FigureId = (typeof written)[number][0];
/** null where there is nothing to measure, such as the median of no case */
export type Figures = Record<FigureId, number | null>;

/** Every figure of the statistics, in the order of tables and files; `from` is what the code computes it by. */
export const figureDefinitions: readonly (Definition<FigureId> & { from: Source })[] = written.map(
  ([id, unit, from, zhName, zhMeaning, enName, enMeaning]) => ({
    id,
    unit: unit,
    from: from,
    zh: { name: zhName, meaning: zhMeaning },
    en: { name: enName, meaning: enMeaning },
  }),
);
export const figureIds = figureDefinitions.map(({ id }) => id);
