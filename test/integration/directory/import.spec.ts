import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { freshDatabase, onDatabase } from '../../harness/databases';
import { get, post } from '../doors/http';
import { type Doors, openDoors } from '../doors/open-doors';

const root = join(__dirname, '../../..');
const examples = join(root, 'libs/case-record/seed/examples');
const example = (name: string): string => readFileSync(join(examples, `${name}.csv`), 'utf8');
const files = { departmentsCsv: example('departments'), staffCsv: example('staff') };

let doors: Doors;
beforeAll(async () => {
  doors = await openDoors((await freshDatabase()).url);
});
afterAll(() => doors.close());

const take = (body: unknown, as = 'administrator-1') =>
  post(`${doors.query}/v1/directory/import`, body, { as, key: null });
const version = async (): Promise<number> =>
  (await get(`${doors.query}/v1/directory/misconfigurations`, { as: 'auditor-1' })).body
    .rulesVersion as number;

describe('importing the directory', () => {
  it('says first what would change, then publishes it as one version, and the same again changes nothing', async () => {
    const before = await version();
    const tried = await take({ ...files, dryRun: true, reason: '试。' });
    expect(tried.body).toEqual({
      changes: {
        departments: { added: ['water-office', 'water-office-west'], changed: [], unchanged: 4 },
        staff: {
          added: ['water-office-1', 'water-office-west-1', 'water-office-west-2'],
          changed: [],
          unchanged: 2,
        },
      },
      rulesVersion: null,
    });
    expect(await version()).toBe(before);
    const done = await take({ ...files, reason: '机构改革。' });
    expect(done.body).toEqual({ ...tried.body, rulesVersion: before + 1 });
    const office = (await get(`${doors.query}/v1/departments/water-office-west`, { as: 'window-1' })).body;
    expect(office).toMatchObject({
      superior: 'water-office',
      district: 'west',
      hours: '09:00-12:00, 13:30-17:30',
    });
    expect(office.staff.map(({ deputy }: { deputy: string }) => deputy)).toEqual([
      'water-office-west-2',
      'water-office-west-1',
    ]);
    expect((await take({ ...files, reason: '再来。' })).body.rulesVersion).toBeNull();
    expect(await version()).toBe(before + 1);
  });

  it('imports nothing where anything is wrong, and names every cell', async () => {
    const before = await version();
    const departmentsCsv = 'code,name_zh,name_en,superior\nnew-one,新,New,city\nother,别,,gone\n';
    const staffCsv = 'code,department,post_zh,post_en,roles\nnew-1,new-one,岗,Post,wizard\n';
    const { status, body } = await take({ departmentsCsv, staffCsv, reason: 'x' });
    expect([status, body.code]).toEqual([400, 'invalidRequest']);
    expect(body.errors.map(({ path }: { path: string }) => path)).toEqual([
      'departmentsCsv.3.name_en',
      'departmentsCsv.3.superior',
      'staffCsv.2.roles',
      'staffCsv.2.roles',
    ]);
    expect(await version()).toBe(before);
    expect((await get(`${doors.query}/v1/departments/new-one`, { as: 'window-1' })).status).toBe(404);
    expect((await take({ reason: 'x' })).body.errors).toMatchObject([{ path: 'departmentsCsv' }]);
    expect((await take({ ...files, reason: 'x' }, 'city-1')).body.code).toBe('notAllowed');
  });

  it('never answers with a fault, whatever stands in the files', async () => {
    const cell = fc.oneof(
      fc.constantFrom(
        'city',
        'x-1',
        'department',
        'supervisor',
        '甲',
        '是',
        '"',
        '\n',
        '\u0000',
        '\ud800',
        '',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    );
    const csv = (header: string) =>
      fc
        .array(fc.array(cell, { maxLength: 6 }), { maxLength: 3 })
        .map((rows) => [header, ...rows.map((row) => row.join(','))].join('\n'));
    const body = fc.record(
      {
        departmentsCsv: fc.oneof(csv('code,name_zh,name_en,address,district'), fc.string({ unit: 'binary' })),
        staffCsv: fc.oneof(csv('code,department,post_zh,post_en,roles,room'), fc.string({ unit: 'binary' })),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(body, async (asked) => {
        const { status } = await take({ ...asked, reason: 'x' });
        expect([200, 400]).toContain(status);
      }),
      { numRuns: 120 },
    );
  });
});

describe('npm run import-directory', () => {
  let folder: string;
  let url: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'casetrace-directory-'));
    ({ url } = await freshDatabase({ seeded: false }));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const run = (...args: string[]): Promise<{ code: number; out: string; err: string }> =>
    new Promise((done) => {
      const program = join(root, 'libs/case-record/dist/cli/import-directory.js');
      const env = { ...process.env, DATABASE_URL: url };
      execFile(process.execPath, [program, ...args], { env }, (error, out, err) => {
        done({ code: error ? Number(error.code) : 0, out, err });
      });
    });
  const file = (name: string, content: string | Buffer): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  it('fills an empty database from two files, once, naming who and why', async () => {
    const paths = [join(examples, 'departments.csv'), join(examples, 'staff.csv')];
    const tried = await run('--dry-run', ...paths);
    expect([tried.code, tried.out]).toEqual([0, expect.stringContaining('nothing was published')]);
    const done = await run('--reason', 'first filling', ...paths);
    expect(done.out).toContain('departments: 6 new, 0 changed, 0 as they were');
    expect(done.out).toContain('published as version 2');
    expect((await run(...paths)).out).toContain('nothing was published');
    const { rows } = await onDatabase(url, (client) =>
      client.query(`SELECT version::int, by_officer, kind, reason FROM rules_changes`),
    );
    expect(rows).toEqual([
      { version: 2, by_officer: 'import-directory', kind: 'directoryImport', reason: 'first filling' },
    ]);
  });

  it('names every problem and fails, and says when a file is not UTF-8', async () => {
    const wrong = await run(file('d.csv', 'code,name_zh,name_en\na b,甲,\n'), '-');
    expect(wrong.code).toBe(1);
    expect(wrong.err).toContain('departments, row 2, column code: A code of');
    expect(wrong.err).toContain('departments, row 2, column name_en: There must be something here.');
    const chinese = Buffer.from([0x63, 0x6f, 0x64, 0x65, 0x0a, 0xca, 0xbe, 0xb7, 0xb6]);
    expect((await run('-', file('s.csv', chinese))).err).toContain('is not UTF-8');
    expect((await run('one.csv')).err).toContain('usage');
  });
});
