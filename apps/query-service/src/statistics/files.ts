import { once } from 'node:events';
import { PassThrough, pipeline, Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { StreamableFile } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import { stream as workbooks } from 'exceljs';
import type { Row, Table } from './tables';

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

/** Tables as the sheets of an XLSX, written row by row. A text stays a text there, whatever it begins with. */
export function xlsxFile(name: string, tables: readonly Table[]): StreamableFile {
  const target = new PassThrough();
  write(tables, target).catch((error: unknown) => target.destroy(error as Error));
  return fileOf(target, name, xlsxType);
}

const rowsAtOnce = 200;

/**
 * The workbook takes rows without end and says to nobody that it is full: the packing of what it has gets a turn now and
 * then, and while the reader has not taken what was packed, no further row is.
 */
async function write(tables: readonly Table[], target: PassThrough): Promise<void> {
  const workbook = new workbooks.xlsx.WorkbookWriter({ stream: target });
  let written = 0;
  for (const { name, rows } of tables) {
    const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
    for await (const row of rows) {
      sheet.addRow(row).commit();
      written += 1;
      if (written % rowsAtOnce === 0) await taken(target);
      if (target.destroyed) return;
    }
    sheet.commit();
  }
  await workbook.commit();
}

async function taken(target: PassThrough): Promise<void> {
  await setImmediate();
  if (!target.writableNeedDrain || target.destroyed) return;
  await Promise.race([once(target, 'drain'), once(target, 'close')]);
}

/** What fails after the first byte ends the connection: half a file must not look like a whole one. */
function fileOf(content: Readable, name: string, type: string): StreamableFile {
  const file = new StreamableFile(content, { type, disposition: `attachment; filename="${name}"` });
  return file.setErrorHandler((_, response) => response.destroy?.());
}
