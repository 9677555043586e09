/** Every table of so many rows, each row any of these. */
export function* tablesOf<Row>(rows: readonly Row[], length: number): Generator<Row[]> {
  if (length === 0) return yield [];
  for (const rest of tablesOf(rows, length - 1)) for (const row of rows) yield [row, ...rest];
}

/**
 * What somebody who knows the rule can still take each row for: the tables that are published alike stand together, and for
 * each row all that it is in one of them.
 */
export function possible<Row>(
  tables: Iterable<Row[]>,
  published: (table: Row[]) => unknown,
): Map<string, Set<Row>[]> {
  const found = new Map<string, Set<Row>[]>();
  for (const table of tables) {
    const said = JSON.stringify(published(table));
    const rows = found.get(said) ?? table.map(() => new Set<Row>());
    for (const [index, row] of table.entries()) rows[index]!.add(row);
    found.set(said, rows);
  }
  return found;
}
