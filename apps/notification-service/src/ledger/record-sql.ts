import type { DataSource } from 'typeorm';

/**
 * Runs one statement on the record and answers its rows. A statement that changes rows does so in a `with` before a `select`,
 * so that it is one transaction in one round trip and always answers rows.
 */
export function rowsOf<Row>(
  record: Pick<DataSource, 'query'>,
  sql: string,
  parameters: unknown[] = [],
): Promise<Row[]> {
  return record.query<Row[]>(sql, parameters);
}
