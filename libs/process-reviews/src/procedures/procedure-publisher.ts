import { createHash } from 'node:crypto';
import type { Bilingual } from '@casetrace/contracts';
import type { Connection, Publication } from '@casetrace/case-record';
import { civilDateAt } from '@casetrace/case-rules';
import type { GuidanceDocument, GuidancePublisher } from '@casetrace/guidance';

/** The outcome of a process review, on its way to becoming an edition that cases cite (M11). */
export interface NewProcedure {
  /** the code of the guidance; the same for every review of the category at that place */
  code: string;
  review: string;
  category: string;
  title: Bilingual;
  /** what is required of every such case, in order */
  steps: readonly Bilingual[];
  /** what is new, as filers may read it */
  text: string;
  /** epoch milliseconds */
  at: number;
}

const issuer: Bilingual = { zh: '流程审查', en: 'Process review' };

/**
 * Publishes procedures as guidance: in the transaction of the review, or not at all. Each adoption is an edition, also where only
 * its route or disposition is another one: cases tell outcomes apart by their edition.
 */
export class ProcedurePublisher {
  constructor(private readonly guidance: Pick<GuidancePublisher, 'publishNextWithin'>) {}

  /** @throws RecordError unknownCategory, invalidRequest. */
  async publish(
    connection: Connection,
    procedure: NewProcedure,
    publication: Publication,
  ): Promise<{ guidance: string; edition: number }> {
    const { code, edition } = await this.guidance.publishNextWithin(
      connection,
      documentOf(procedure),
      publication,
    );
    return { guidance: code, edition };
  }
}

/** Each required step is an article, so that an entry of a case can cite it. */
function documentOf({ code, review, category, title, steps, text, at }: NewProcedure): GuidanceDocument {
  const today = civilDateAt(at);
  return {
    ...{ code, kind: 'procedure', title, issuer, number: review },
    ...{ validFrom: today, validTo: null, source: review, sourceDate: today },
    ...{ fictional: false, summary: false, categories: [category] },
    opening: { zh: text, en: text },
    articles: steps.map((step, index) => ({
      code: `step-${index + 1}`,
      heading: { zh: `第 ${index + 1} 步`, en: `Step ${index + 1}` },
      text: step,
    })),
  };
}

const longestCode = 64;

/** The code of the guidance that the reviews of a category bring at a place: what holds at one place replaces nothing at another. */
export function procedureCodeOf({ category, place }: { category: string; place: string }): string {
  const code = `procedure-${category}-${place}`;
  if (code.length <= longestCode) return code;
  const mark = createHash('sha256').update(code).digest('hex').slice(0, 8);
  return `${code.slice(0, longestCode - mark.length - 1)}-${mark}`;
}
