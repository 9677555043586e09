import { databaseUrl, migratedTemplate, onServer, seededTemplate } from './databases';
import { runRecordProgram } from './record-programs';
import { readStaffKeys, type StaffKey } from './staff-keys';

/** Makes the two databases that all others are copied from, with the programs an operator uses; answers the demo keys. */
export async function makeTemplateDatabases(): Promise<StaffKey[]> {
  await onServer((server) => server.query(`create database ${migratedTemplate} template template0`));
  await runRecordProgram('migrate', databaseUrl(migratedTemplate));
  await onServer((server) => server.query(`create database ${seededTemplate} template ${migratedTemplate}`));
  return readStaffKeys(await runRecordProgram('seed', databaseUrl(seededTemplate)));
}
