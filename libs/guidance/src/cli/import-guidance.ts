import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DatabaseClock, RecordDatabase, recordDefaults, runProgram } from '@casetrace/case-record';
import { importCollection, shippedCollection } from '../importing/import-collection';
import { GuidancePublisher } from '../publishing/guidance-publisher';

/**
 * `npm run import-guidance [-- folder] [--by staff-code] [--reason text]`: publishes what is new or changed in a folder of
 * Markdown files, by default the shipped collection, into DATABASE_URL. All or nothing; fails naming every problem.
 */
void runProgram('import-guidance', async (dataSource) => {
  const options = { by: { type: 'string' }, reason: { type: 'string' } } as const;
  const { positionals, values } = parseArgs({ allowPositionals: true, options });
  const folder = resolve(positionals[0] ?? shippedCollection);
  const { by = 'import', reason = `import of the folder ${basename(folder)}` } = values;
  const database = new RecordDatabase(dataSource);
  const publisher = new GuidancePublisher(database, new DatabaseClock(recordDefaults.shiftClock));
  const { documents, published } = await importCollection({ database, publisher }, folder, { by, reason });
  console.log(
    `${documents} documents: ${published.length} new or changed, ${documents - published.length} as they were`,
  );
});
