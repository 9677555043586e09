import type { RecordDatabase } from '../database/record-database';

const page = {
  name: 'open-cases-page',
  text: `SELECT tracking_number AS number FROM cases WHERE status <> 'closed' AND tracking_number > $1
    ORDER BY tracking_number LIMIT $2`,
};
const amongThem = {
  name: 'open-cases-among',
  text: `SELECT tracking_number AS number FROM cases WHERE tracking_number = ANY ($1::text[]) AND status <> 'closed'`,
};

/** What the rebuilding of the engine asks: which cases should be running. */
export class OpenCases {
  constructor(private readonly database: RecordDatabase) {}

  /** The numbers of all open cases, in pages that are read as they are used. */
  async *numbers(pageSize = 1_000): AsyncGenerator<string[]> {
    let after = '';
    for (;;) {
      const rows = await this.database.rows<{ number: string }>(page, [after, pageSize]);
      const last = rows.at(-1);
      if (!last) return;
      yield rows.map(({ number }) => number);
      after = last.number;
    }
  }

  /** Which of these cases are open; the others are closed or unknown to the record. */
  async isOpen(trackingNumbers: readonly string[]): Promise<Set<string>> {
    const rows = await this.database.rows<{ number: string }>(amongThem, [trackingNumbers]);
    return new Set(rows.map(({ number }) => number));
  }
}
