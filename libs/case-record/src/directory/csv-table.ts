import { parse } from 'csv-parse/sync';

/** What is wrong in a file. Rows are counted as a spreadsheet does: the header is row 1. */
export interface FileProblem {
  file: string;
  row: number;
  /** name in the header; null where the whole row is meant */
  column: string | null;
  message: string;
}

export interface TableForm {
  /** as problems name it */
  file: string;
  columns: readonly string[];
  /** columns that a file cannot do without */
  required: readonly string[];
}

export interface TableRow {
  number: number;
  /** cells by column, trimmed; a column that the file does not have is missing */
  cells: ReadonlyMap<string, string>;
}

const mostRows = 20_000;

/**
 * Reads a CSV text with a header (UTF-8, with or without a byte order mark; commas; quotes as RFC 4180 has them). Rows
 * without any content are passed over. What is wrong with its form is added to `problems`.
 */
export function readTable(text: string, form: TableForm, problems: FileProblem[]): TableRow[] {
  const say = (row: number, column: string | null, message: string): void => {
    problems.push({ file: form.file, row, column, message });
  };
  const [header, ...records] = parsed(text, say);
  if (!header) {
    if (problems.length === 0) say(1, null, 'There is no header.');
    return [];
  }
  const names = header.map((name) => name.trim());
  if (!isHeader(names, form, say)) return [];
  if (records.length > mostRows) {
    say(mostRows + 2, null, `No more than ${mostRows} rows at once.`);
    return [];
  }
  return records.flatMap((record, index) => {
    const number = index + 2;
    if (record.every((cell) => cell.trim() === '')) return [];
    if (record.slice(names.length).some((cell) => cell.trim() !== '')) {
      say(number, null, `There are more cells than columns (${names.length}).`);
    }
    const cells = names.map((name, at) => [name, (record[at] ?? '').trim()] as const);
    return [{ number, cells: new Map(cells.filter(([name]) => name !== '')) }];
  });
}

type Say = (row: number, column: string | null, message: string) => void;

function parsed(text: string, say: Say): string[][] {
  try {
    return parse(text.replace(/^\uFEFF/, ''), { relax_column_count: true });
  } catch (error) {
    const { lines, code } = error as { lines?: number; code?: string };
    say(lines ?? 1, null, `It cannot be read as CSV (${code ?? 'unknown'}).`);
    return [];
  }
}

function isHeader(names: string[], { columns, required }: TableForm, say: Say): boolean {
  const unknown = names.filter((name) => name !== '' && !columns.includes(name));
  for (const name of unknown)
    say(1, shortened(name), `There is no such column; known: ${columns.join(', ')}.`);
  const twice = names.filter((name, at) => name !== '' && names.indexOf(name) !== at);
  for (const name of twice) say(1, shortened(name), 'The column is there twice.');
  const missing = required.filter((name) => !names.includes(name));
  for (const name of missing) say(1, name, 'The column is missing.');
  return unknown.length + twice.length + missing.length === 0;
}

const shortened = (name: string): string => (name.length > 64 ? `${name.slice(0, 64)}…` : name);
