import type { Bilingual, Language } from '@casetrace/contracts';
import { type Definition, unitNames } from '@casetrace/figures';

export type Cell = string | number | null;
export type Row = Cell[];

/** A table of a file: rows are taken one by one, as they are written; the first one are the headings. */
export interface Table {
  name: string;
  rows: Iterable<Row> | AsyncIterable<Row>;
}

/** What a column says of each item. */
export interface Column<Item> {
  title: string;
  cell: (item: Item) => Cell;
}

/** The headings, then a row an item. */
export async function* rowsOf<Item>(
  columns: readonly Column<Item>[],
  items: Iterable<Item> | AsyncIterable<Item>,
): AsyncGenerator<Row, void> {
  yield columns.map(({ title }) => title);
  for await (const item of items) yield columns.map(({ cell }) => cell(item));
}

const definitionTitles: Record<Language, [name: string, figure: string, unit: string, meaning: string]> = {
  zh: ['定义', '指标', '单位', '定义'],
  en: ['definitions', 'figure', 'unit', 'definition'],
};

/** What the columns mean. */
export function definitionTable(definitions: readonly Definition[], language: Language): Table {
  const [name, figure, unit, meaning] = definitionTitles[language];
  const columns: Column<Definition>[] = [
    { title: figure, cell: (definition) => definition[language].name },
    { title: unit, cell: (definition) => unitNames[definition.unit][language] },
    { title: meaning, cell: (definition) => definition[language].meaning },
  ];
  return { name, rows: rowsOf(columns, definitions) };
}

/** Code and name of what a row is about. */
export function keyColumns<Item>(
  language: Language,
  key: (item: Item) => string | null,
  name: (item: Item) => Bilingual | null,
): Column<Item>[] {
  return [
    { title: language === 'zh' ? '代码' : 'code', cell: (item) => key(item) ?? '' },
    { title: language === 'zh' ? '名称' : 'name', cell: (item) => name(item)?.[language] ?? '' },
  ];
}
