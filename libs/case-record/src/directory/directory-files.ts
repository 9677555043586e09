import { roles, type Role } from '@casetrace/contracts';
import type { DepartmentEntry, StaffEntry } from '../rules/rules-snapshot';
import { type FileProblem, readTable, type TableForm } from './csv-table';
import { RowReader } from './row-reader';

/** The two files, as text. Either may be left out. */
export interface DirectoryFiles {
  departmentsCsv?: string | undefined;
  staffCsv?: string | undefined;
}

/** An entry as a row makes it, with where it stands. */
export interface ReadEntry<Entry> {
  row: RowReader;
  entry: Entry;
}

export const departmentsForm = {
  file: 'departments',
  columns: [
    'code',
    'kind',
    'name_zh',
    'name_en',
    'superior',
    'supervisory_body',
    'complaint_channels',
    'duties_zh',
    'duties_en',
    'address',
    'telephone',
    'hours',
    'district',
    'active',
  ],
  required: ['code', 'name_zh', 'name_en'],
} as const satisfies TableForm;

export const staffForm = {
  file: 'staff',
  columns: [
    'code',
    'department',
    'kind',
    'post_zh',
    'post_en',
    'roles',
    'telephone',
    'mail',
    'room',
    'deputy',
    'active',
  ],
  required: ['code', 'department', 'post_zh', 'post_en', 'roles'],
} as const satisfies TableForm;

const name = { most: 200, required: true };
const line = { most: 200 };
const paragraph = { most: 10_000 };
const departmentKinds = ['department', 'supervisoryBody', 'complaintChannel'] as const;
const isRole = (word: string): word is Role => (roles as readonly string[]).includes(word);

/** A department as a row has it, upon what was there before. */
function departmentOf(row: RowReader, before: DepartmentEntry | undefined): DepartmentEntry {
  return {
    code: row.code('code'),
    kind: row.oneOf('kind', before?.kind ?? 'department', departmentKinds),
    name: {
      zh: row.text('name_zh', before?.name.zh ?? '', name),
      en: row.text('name_en', before?.name.en ?? '', name),
    },
    superior: row.codeOrNone('superior', before?.superior ?? null),
    supervisoryBody: row.codeOrNone('supervisory_body', before?.supervisoryBody ?? null),
    complaintChannels: row.codes('complaint_channels', before?.complaintChannels ?? []),
    duties: {
      zh: row.text('duties_zh', before?.duties.zh ?? '', paragraph),
      en: row.text('duties_en', before?.duties.en ?? '', paragraph),
    },
    address: row.text('address', before?.address ?? '', line),
    telephone: row.telephone('telephone', before?.telephone ?? ''),
    hours: row.text('hours', before?.hours ?? '', line),
    district: row.codeOrNone('district', before?.district ?? null),
    active: row.flag('active', before?.active ?? true),
  };
}

function memberOf(row: RowReader, before: StaffEntry | undefined): StaffEntry {
  const entry: StaffEntry = {
    code: row.code('code'),
    department: row.code('department'),
    kind: row.oneOf('kind', before?.kind ?? 'person', ['person', 'system'] as const),
    name: {
      zh: row.text('post_zh', before?.name.zh ?? '', name),
      en: row.text('post_en', before?.name.en ?? '', name),
    },
    roles: row.several('roles', before?.roles ?? [], isRole, `one of ${roles.join(', ')}`),
    contact: {
      telephone: row.telephone('telephone', before?.contact.telephone ?? ''),
      mail: row.mail('mail', before?.contact.mail ?? ''),
      room: row.text('room', before?.contact.room ?? '', line),
    },
    deputy: row.codeOrNone('deputy', before?.deputy ?? null),
    active: row.flag('active', before?.active ?? true),
  };
  return entry;
}

/** Reads both files upon the directory as it is; whatever is wrong with a cell or a row is added to `problems`. */
export function readDirectoryFiles(
  { departmentsCsv, staffCsv }: DirectoryFiles,
  before: {
    departments: ReadonlyMap<string, DepartmentEntry>;
    staff: ReadonlyMap<string, StaffEntry>;
  },
  problems: FileProblem[],
): { departments: ReadEntry<DepartmentEntry>[]; staff: ReadEntry<StaffEntry>[] } {
  return {
    departments: readEntries(departmentsCsv, departmentsForm, before.departments, departmentOf, problems),
    staff: readEntries(staffCsv, staffForm, before.staff, memberOf, problems),
  };
}

function readEntries<Entry extends { code: string }>(
  text: string | undefined,
  form: TableForm,
  before: ReadonlyMap<string, Entry>,
  entryOf: (row: RowReader, before: Entry | undefined) => Entry,
  problems: FileProblem[],
): ReadEntry<Entry>[] {
  if (text === undefined) return [];
  const rowOf = new Map<string, number>();
  return readTable(text, form, problems).map((tableRow) => {
    const row = new RowReader(form.file, tableRow, problems);
    const entry = entryOf(row, before.get(tableRow.cells.get('code') ?? ''));
    const other = rowOf.get(entry.code);
    if (other !== undefined && entry.code !== '') row.wrong('code', `Row ${other} has the same code.`);
    rowOf.set(entry.code, tableRow.number);
    return { row, entry };
  });
}
