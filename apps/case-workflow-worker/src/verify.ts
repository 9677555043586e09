import { createDataSource, RecordDatabase, verifyChains, withDefaults } from '@casetrace/case-record';
import { firstBadReviewEntry } from '@casetrace/process-reviews';
import { loadConfiguration } from '@casetrace/service-kit';
import { verifyConfiguration } from './configuration';

const longestStepMs = 3_600_000;

/** `npm run verify` (P5): every case and every process review; fails naming the first entry that is not as it was written. */
async function verify(databaseUrl: string): Promise<void> {
  const options = { databaseUrl, applicationName: 'casetrace-verify', statementTimeoutMs: longestStepMs };
  const dataSource = await createDataSource(withDefaults(options));
  try {
    const database = new RecordDatabase(dataSource);
    const { cases, events, texts, erasedTexts, firstBad } = await verifyChains(database);
    if (firstBad) {
      const { trackingNumber, sequence, problem } = firstBad;
      const where = sequence > 0 ? `case ${trackingNumber}, entry ${sequence}` : `case ${trackingNumber}`;
      throw new Error(`${where}: ${problem}`);
    }
    const badReview = await firstBadReviewEntry(database);
    if (badReview) {
      const { review, sequence } = badReview;
      throw new Error(`process review ${review}, entry ${sequence}: it is not as it was written`);
    }
    console.log(
      `${cases} cases, ${events} entries, ${texts} texts (${erasedTexts} erased), and all process reviews: as they were written`,
    );
  } finally {
    await dataSource.destroy();
  }
}

verify(loadConfiguration(verifyConfiguration).DATABASE_URL).catch((error: unknown) => {
  console.error(`verify: ${error instanceof Error ? error.message || String(error) : String(error)}`);
  process.exitCode = 1;
});
