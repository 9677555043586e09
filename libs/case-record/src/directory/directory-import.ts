import type { Connection } from '../database/record-database';
import type { Publication, RulesPublisher } from '../rules/rules-publisher';
import { buildSnapshot, readRules, type RulesRows } from '../rules/rules-snapshot';
import type { RulesSource } from '../rules/rules-source';
import { upsertDepartments, upsertStaff } from '../rules/rules-statements';
import type { FileProblem } from './csv-table';
import { type DirectoryChanges, type ReadDirectory, readDirectory } from './directory-changes';
import type { DirectoryFiles } from './directory-files';

/** What an import came to. */
export interface ImportedDirectory {
  changes: DirectoryChanges;
  /** the version that it was published as; null where there was nothing to change, or it was only tried */
  rulesVersion: number | null;
}

/** Files that were refused as a whole, with all that is wrong. */
export class DirectoryFilesRefused extends Error {
  constructor(readonly problems: readonly FileProblem[]) {
    super(`${problems.length} problems in the files; nothing was imported.`);
    this.name = 'DirectoryFilesRefused';
  }
}

/**
 * Imports departments and staff from CSV (M1): all or nothing, as one published version, so that running deadlines follow
 * (P2). The same files again change nothing.
 */
export class DirectoryImport {
  constructor(
    private readonly rules: RulesSource,
    private readonly publisher: RulesPublisher,
  ) {}

  /** What the files would change now. @throws DirectoryFilesRefused; RecordError recordUnavailable. */
  async preview(files: DirectoryFiles): Promise<ImportedDirectory> {
    const { changes } = accepted(readDirectory(files, await this.rules.current()));
    return { changes, rulesVersion: null };
  }

  /** @throws DirectoryFilesRefused; RecordError invalidRequest, recordUnavailable. */
  async run(files: DirectoryFiles, publication: Publication): Promise<ImportedDirectory> {
    // Said once more before the lock that all commands wait for: a wrong file costs nobody anything.
    const { changes } = await this.preview(files);
    if (isEmpty(changes)) return { changes, rulesVersion: null };
    let made = changes;
    const rulesVersion = await this.publisher.publish(
      'directoryImport',
      publication,
      changes,
      async (connection) => {
        const read = accepted(readDirectory(files, await snapshotOf(connection)));
        made = read.changes;
        if (read.departments.length > 0) await upsertDepartments(connection, read.departments);
        if (read.staff.length > 0) await upsertStaff(connection, read.staff);
      },
    );
    return { changes: made, rulesVersion };
  }
}

async function snapshotOf(connection: Connection) {
  const [rows] = await connection.rows<RulesRows>(readRules);
  if (!rows) throw new Error('The tables of the rules are empty: run the migrations.');
  return buildSnapshot(rows);
}

function accepted(read: ReadDirectory): ReadDirectory {
  if (read.problems.length > 0) throw new DirectoryFilesRefused(read.problems);
  return read;
}

const isEmpty = ({ departments, staff }: DirectoryChanges): boolean =>
  [departments, staff].every(({ added, changed }) => added.length + changed.length === 0);
