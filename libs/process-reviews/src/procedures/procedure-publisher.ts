import type { Bilingual } from '@casetrace/contracts';
import type { Connection } from '@casetrace/case-record';

/** The outcome of a process review, on its way to becoming an edition that cases cite (M11). */
export interface NewProcedure {
  /** the code of the guidance; the same for every review of the category */
  code: string;
  review: string;
  category: string;
  title: Bilingual;
  /** what is required of every such case, in order */
  steps: readonly Bilingual[];
  /** what is new, as filers may read it */
  text: string;
  /** staff code */
  by: string;
  /** epoch milliseconds */
  at: number;
}

/** Where editions of procedures are published: in the transaction of the review, or not at all. */
export interface ProcedurePublisher {
  publish(connection: Connection, procedure: NewProcedure): Promise<{ guidance: string; edition: number }>;
}

/** The symbol under which an application provides its publisher. */
export const procedurePublisher = Symbol('procedurePublisher');

const insert = {
  name: 'publish-procedure',
  text: `
    INSERT INTO procedures (code, edition, review, category, title_zh, title_en, steps, content, published_at, published_by)
    SELECT $1, 1 + coalesce(max(edition), 0), $2, $3, $4, $5, $6::jsonb, $7, to_timestamp($8::float8 / 1000), $9
    FROM procedures WHERE code = $1
    RETURNING edition`,
};
/** Two reviews of a category take their editions one after the other. */
const oneAtATime = {
  name: 'publish-procedure-alone',
  text: `SELECT pg_advisory_xact_lock(hashtextextended('procedures', 0))`,
};

/** Keeps the editions in the table `procedures`. */
export class ProcedureTable implements ProcedurePublisher {
  async publish(connection: Connection, procedure: NewProcedure) {
    const { code, review, category, title, steps, text, at, by } = procedure;
    await connection.run(oneAtATime);
    const values = [code, review, category, title.zh, title.en, JSON.stringify(steps), text, at, by];
    const [row] = await connection.rows<{ edition: number }>(insert, values);
    if (!row) throw new Error('No edition was published.');
    return { guidance: code, edition: row.edition };
  }
}

const longestCode = 64;

/** The code of the guidance that the reviews of a category bring. */
export const procedureCodeOf = (category: string): string => `procedure-${category}`.slice(0, longestCode);
