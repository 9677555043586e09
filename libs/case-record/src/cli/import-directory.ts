import { readFileSync } from 'node:fs';
import { DatabaseClock } from '../database/database-clock';
import { RecordDatabase } from '../database/record-database';
import type { EntryChanges } from '../directory/directory-changes';
import { DirectoryFilesRefused, DirectoryImport } from '../directory/directory-import';
import { recordDefaults } from '../record-options';
import { RulesPublisher } from '../rules/rules-publisher';
import { RulesSource } from '../rules/rules-source';
import { runProgram } from './run-program';

const usage = 'import-directory [--dry-run] [--reason "why"] departments.csv staff.csv';

/**
 * `node dist/cli/import-directory.js departments.csv staff.csv`: imports the directory of DATABASE_URL, all or nothing. A
 * file that is not wanted is written as `-`. Every problem is named with file, row and column.
 */
void runProgram('import-directory', async (dataSource) => {
  const { dryRun, reason, departmentsCsv, staffCsv } = readArguments(process.argv.slice(2));
  const database = new RecordDatabase(dataSource);
  const publisher = new RulesPublisher(database, new DatabaseClock(recordDefaults.shiftClock));
  const imports = new DirectoryImport(new RulesSource(database), publisher);
  const files = { departmentsCsv, staffCsv };
  try {
    const { changes, rulesVersion } = dryRun
      ? await imports.preview(files)
      : await imports.run(files, { by: 'import-directory', reason });
    tell('departments', changes.departments);
    tell('staff', changes.staff);
    console.log(rulesVersion === null ? 'nothing was published' : `published as version ${rulesVersion}`);
  } catch (error) {
    if (!(error instanceof DirectoryFilesRefused)) throw error;
    for (const { file, row, column, message } of error.problems) {
      console.error(`${file}, row ${row}${column === null ? '' : `, column ${column}`}: ${message}`);
    }
    throw error;
  }
});

function readArguments(args: string[]) {
  const dryRun = args.includes('--dry-run');
  const at = args.indexOf('--reason');
  const reason = at === -1 ? 'imported from files' : (args[at + 1] ?? '').trim();
  const paths = args.filter(
    (each, index) => each !== '--dry-run' && (at === -1 || (index !== at && index !== at + 1)),
  );
  const [departments, staff] = paths;
  if (departments === undefined || staff === undefined || paths.length > 2 || reason === '') {
    throw new Error(`usage: ${usage}`);
  }
  return { dryRun, reason, departmentsCsv: readText(departments), staffCsv: readText(staff) };
}

/** A spreadsheet that saves in another encoding is told so, instead of filling the directory with nonsense. */
function readText(path: string): string | undefined {
  if (path === '-') return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    if (error instanceof TypeError) throw new Error(`${path} is not UTF-8: save it as "CSV UTF-8".`);
    throw error;
  }
}

function tell(name: string, { added, changed, unchanged }: EntryChanges): void {
  console.log(`${name}: ${added.length} new, ${changed.length} changed, ${unchanged} as they were`);
  for (const code of added) console.log(`  + ${code}`);
  for (const { code, columns } of changed) console.log(`  ~ ${code}: ${columns.join(', ')}`);
}
