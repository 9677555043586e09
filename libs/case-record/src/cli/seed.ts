import { DatabaseClock } from '../database/database-clock';
import { RecordDatabase } from '../database/record-database';
import { recordDefaults } from '../record-options';
import { RulesPublisher } from '../rules/rules-publisher';
import { readSeed } from '../seeding/seed-files';
import { seedRecord } from '../seeding/seed-record';
import { runProgram } from './run-program';

/**
 * `node dist/cli/seed.js`: fills what DATABASE_URL lacks of the demo city. Prints each API key that it makes, once, as
 * `<staff code>\t<roles>\t<key>`; nothing when all is there.
 */
void runProgram('seed', async (dataSource) => {
  const database = new RecordDatabase(dataSource);
  const publisher = new RulesPublisher(database, new DatabaseClock(recordDefaults.shiftClock));
  for (const { staffCode, roles, key } of await seedRecord(publisher, readSeed())) {
    console.log([staffCode, roles.join(','), key].join('\t'));
  }
});
