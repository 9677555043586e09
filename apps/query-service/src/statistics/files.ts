import { PassThrough, pipeline, Readable } from 'node:stream';
import { type Language } from '@casetrace/contracts';
import { figureDefinitions, type ListedCase, type Statistics, unitNames } from '@casetrace/figures';
import { StreamableFile } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import { stream as workbooks } from 'exceljs';

type Cell = string | number | null;
type Row = Cell[];

const csvType = 'text/csv; charset=utf-8';
const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * Rows as CSV: with the mark by which spreadsheets know UTF-8, and with whatever they would take for a formula marked as
 * text. Nothing is read before it is taken.
 */
export function csvFile(name: string, rows: AsyncIterable<Row> | Iterable<Row>): StreamableFile {
  const written = stringify({ bom: true, escape_formulas: true, record_delimiter: 'windows' });
  pipeline(Readable.from(rows), written, () => undefined);
  return fileOf(written, name, csvType);
}

/** Sheets of rows as XLSX, written row by row. A text stays a text there, whatever it begins with. */
export function xlsxFile(name: string, sheets: { name: string; rows: Row[] }[]): StreamableFile {
  const target = new PassThrough();
  const workbook = new workbooks.xlsx.WorkbookWriter({ stream: target });
  const write = async (): Promise<void> => {
    for (const { name: sheetName, rows } of sheets) {
      const sheet = workbook.addWorksheet(sheetName, { views: [{ state: 'frozen', ySplit: 1 }] });
      for (const row of rows) sheet.addRow(row).commit();
      sheet.commit();
    }
    await workbook.commit();
  };
  write().catch((error: unknown) => target.destroy(error as Error));
  return fileOf(target, name, xlsxType);
}

/** What fails after the first byte ends the connection: half a file must not look like a whole one. */
function fileOf(content: Readable, name: string, type: string): StreamableFile {
  const file = new StreamableFile(content, { type, disposition: `attachment; filename="${name}"` });
  return file.setErrorHandler((_, response) => response.destroy?.());
}

const keyColumns: Record<Language, [string, string]> = {
  zh: ['代码', '名称'],
  en: ['code', 'name'],
};
const whole: Record<Language, string> = { zh: '合计', en: 'total' };

/** One line a group, the whole last; headings say the unit. */
export function statisticsRows({ items, total }: Statistics, language: Language): Row[] {
  const heading = [
    ...keyColumns[language],
    ...figureDefinitions.map((definition) => {
      return `${definition[language].name} (${unitNames[definition.unit][language]})`;
    }),
  ];
  const row = (key: string, name: string, figures: Statistics['total']): Row => [
    key,
    name,
    ...figureDefinitions.map(({ id }) => figures[id]),
  ];
  return [
    heading,
    ...items.map(({ key, name, figures }) => row(key ?? '', name?.[language] ?? '', figures)),
    row('', whole[language], total),
  ];
}

/** What the columns mean. */
export function definitionRows(language: Language): Row[] {
  const titles: Record<Language, Row> = {
    zh: ['指标', '单位', '定义'],
    en: ['figure', 'unit', 'definition'],
  };
  const rows = figureDefinitions.map((definition) => {
    const { name, meaning } = definition[language];
    return [name, unitNames[definition.unit][language], meaning];
  });
  return [titles[language], ...rows];
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
export async function* caseRows(pages: AsyncIterable<ListedCase[]>): AsyncGenerator<Row, void> {
  yield [...listed];
  for await (const page of pages) for (const one of page) yield listed.map((member) => one[member]);
}
