import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Workbook } from 'exceljs';
import { xlsxFile } from './files';
import type { Row } from './tables';

const many = 10_000;

describe('a workbook of many rows', () => {
  let taken = 0;
  function* rows(): Generator<Row> {
    for (taken = 0; taken < many; taken += 1) yield [taken, Math.random().toString(36).repeat(4)];
  }

  it('takes no further rows while nobody reads, and all of them in the end', async () => {
    const content = xlsxFile('many.xlsx', [{ name: 'many', rows: rows() }]).getStream();
    let before = -1;
    while (taken > before) {
      before = taken;
      await setTimeout(200);
    }
    expect(taken).toBeLessThan(many / 2);
    const bytes: Buffer[] = [];
    for await (const part of content) bytes.push(part as Buffer);
    const workbook = new Workbook();
    await workbook.xlsx.load(Buffer.concat(bytes) as never);
    expect(workbook.getWorksheet('many')!.rowCount).toBe(many);
  });

  it('takes no further rows when the reader has gone', async () => {
    const content = xlsxFile('many.xlsx', [{ name: 'many', rows: rows() }]).getStream();
    content.destroy();
    await setTimeout(200);
    expect(taken).toBeLessThan(many / 2);
  });
});
