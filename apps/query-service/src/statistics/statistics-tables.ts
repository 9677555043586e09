import type { Language } from '@casetrace/contracts';
import { figureDefinitions, type ListedCase, type Statistics, unitNames } from '@casetrace/figures';
import { type Column, definitionTable, keyColumns, type Row, rowsOf, type Table } from './tables';

const whole = { zh: '合计', en: 'total' };

/** One line a group, the whole last; headings say the unit. And what they mean. */
export function statisticsTables({ items, total }: Statistics, language: Language): [Table, Table] {
  type Group = Statistics['items'][number];
  const columns: Column<Group>[] = [
    ...keyColumns<Group>(
      language,
      ({ key }) => key,
      ({ name }) => name,
    ),
    ...figureDefinitions.map((definition) => ({
      title: `${definition[language].name} (${unitNames[definition.unit][language]})`,
      cell: ({ figures }: Group) => figures[definition.id],
    })),
  ];
  const rows = rowsOf(columns, [...items, { key: null, name: whole, figures: total }]);
  return [
    { name: language === 'zh' ? '统计' : 'statistics', rows },
    definitionTable(figureDefinitions, language),
  ];
}

const listed = [
  'trackingNumber',
  'subject',
  'category',
  'district',
  'channel',
  'desk',
  'department',
  'status',
  'closure',
  'level',
  'registeredDay',
  'firstHandledDay',
  'firstResolvedDay',
  'closedDay',
  'solvedBy',
  'transfers',
  'idleEscalations',
  'unresolvedReports',
  'contested',
  'reopened',
] as const satisfies readonly (keyof ListedCase)[];

/** A list of cases, page by page, with a heading of its member names. */
export function caseRows(pages: AsyncIterable<ListedCase[]>): AsyncIterable<Row> {
  const columns = listed.map((member) => ({ title: member, cell: (one: ListedCase) => one[member] }));
  return rowsOf(columns, eachOf(pages));
}

async function* eachOf<Item>(pages: AsyncIterable<Item[]>): AsyncGenerator<Item, void> {
  for await (const page of pages) yield* page;
}
