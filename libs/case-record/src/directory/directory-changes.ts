import type { DepartmentEntry, StaffEntry } from '../rules/rules-snapshot';
import type { FileProblem } from './csv-table';
import {
  departmentsForm,
  type DirectoryFiles,
  type ReadEntry,
  readDirectoryFiles,
  type staffForm,
} from './directory-files';
import { checkDepartment, checkMember, type FutureDirectory } from './directory-references';

/** What a file changes, by code. */
export interface EntryChanges {
  added: string[];
  changed: { code: string; columns: string[] }[];
  unchanged: number;
}

export interface DirectoryChanges {
  departments: EntryChanges;
  staff: EntryChanges;
}

/** What two files come to, upon the directory as it is. */
export interface ReadDirectory {
  problems: FileProblem[];
  changes: DirectoryChanges;
  /** the entries that are new or other than before */
  departments: DepartmentEntry[];
  staff: StaffEntry[];
}

/**
 * Reads the files and compares them with the directory. Pure. All problems at once, in the order of the files; whoever is
 * not in a file stays as they are, and so does a column that a file does not have.
 */
export function readDirectory(files: DirectoryFiles, before: FutureDirectory): ReadDirectory {
  const problems: FileProblem[] = [];
  const read = readDirectoryFiles(files, before, problems);
  const future = {
    departments: withChanges(before.departments, read.departments),
    staff: withChanges(before.staff, read.staff),
  };
  for (const each of read.departments) checkDepartment(each, future);
  for (const each of read.staff) checkMember(each, future);
  const departments = compare(read.departments, before.departments, cellsOfDepartment);
  const staff = compare(read.staff, before.staff, cellsOfMember);
  return {
    problems: problems.sort((one, other) => inOrder(one) - inOrder(other)),
    changes: { departments: departments.changes, staff: staff.changes },
    departments: departments.entries,
    staff: staff.entries,
  };
}

/** Departments before staff, then by row. */
const inOrder = ({ file, row }: FileProblem): number => (file === departmentsForm.file ? 0 : 1e9) + row;

function withChanges<Entry extends { code: string }>(
  before: ReadonlyMap<string, Entry>,
  read: ReadEntry<Entry>[],
): ReadonlyMap<string, Entry> {
  return new Map([...before, ...read.map(({ entry }) => [entry.code, entry] as const)]);
}

function compare<Entry extends { code: string }>(
  read: ReadEntry<Entry>[],
  before: ReadonlyMap<string, Entry>,
  cellsOf: (entry: Entry) => Record<string, unknown>,
): { entries: Entry[]; changes: EntryChanges } {
  const entries: Entry[] = [];
  const changes: EntryChanges = { added: [], changed: [], unchanged: 0 };
  for (const { entry } of read) {
    const old = before.get(entry.code);
    const columns = old ? columnsThatDiffer(cellsOf(old), cellsOf(entry)) : [];
    if (old && columns.length === 0) {
      changes.unchanged += 1;
      continue;
    }
    entries.push(entry);
    if (old) changes.changed.push({ code: entry.code, columns });
    else changes.added.push(entry.code);
  }
  return { entries, changes };
}

function columnsThatDiffer(one: Record<string, unknown>, other: Record<string, unknown>): string[] {
  return Object.keys(one).filter((column) => JSON.stringify(one[column]) !== JSON.stringify(other[column]));
}

function cellsOfDepartment(
  entry: DepartmentEntry,
): Record<(typeof departmentsForm.columns)[number], unknown> {
  const { name, duties, supervisoryBody, complaintChannels, ...others } = entry;
  return {
    ...others,
    name_zh: name.zh,
    name_en: name.en,
    supervisory_body: supervisoryBody,
    complaint_channels: complaintChannels,
    duties_zh: duties.zh,
    duties_en: duties.en,
  };
}

function cellsOfMember(entry: StaffEntry): Record<(typeof staffForm.columns)[number], unknown> {
  const { name, contact, ...others } = entry;
  return { ...others, ...contact, post_zh: name.zh, post_en: name.en };
}
