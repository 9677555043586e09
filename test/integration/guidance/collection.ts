import {
  createDataSource,
  DatabaseClock,
  type Publication,
  RecordDatabase,
  recordDefaults,
} from '@casetrace/case-record';
import { GuidancePublisher, importCollection, type Imported, shippedCollection } from '@casetrace/guidance';

export const byImport: Publication = { by: 'import', reason: 'for the spec' };

/** The record's tables as the import works on them. */
export async function onRecord<Value>(
  databaseUrl: string,
  work: (database: RecordDatabase) => Promise<Value>,
): Promise<Value> {
  const dataSource = await createDataSource({ databaseUrl, applicationName: 'guidance-specs', poolSize: 2 });
  try {
    return await work(new RecordDatabase(dataSource));
  } finally {
    await dataSource.destroy();
  }
}

/** Imports a folder as the program does, by default the shipped collection. */
export function imported(databaseUrl: string, folder = shippedCollection): Promise<Imported> {
  return onRecord(databaseUrl, (database) => {
    const publisher = new GuidancePublisher(database, new DatabaseClock(recordDefaults.shiftClock));
    return importCollection({ database, publisher }, folder, byImport);
  });
}

/** A rule as an administrator publishes it. */
export const parkingRules = {
  kind: 'rule',
  title: { zh: '停车规定', en: 'Parking rules' },
  issuer: { zh: '示范市', en: 'Demo City' },
  number: null,
  validFrom: '2020-01-01',
  validTo: null,
  source: 'Invented for the spec',
  sourceDate: '2026-11-26',
  fictional: true,
  summary: false,
  categories: ['noise'],
  opening: { zh: '先看这里。', en: 'Look here first.' },
  articles: [
    {
      code: 'article-1',
      heading: { zh: '第一条', en: 'Article 1' },
      text: { zh: '人行道上不得停放挖掘机。', en: 'No excavator is parked on the pavement.' },
    },
  ],
  reason: '新规定。',
};
