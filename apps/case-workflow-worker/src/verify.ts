import { RecordDatabase, runProgram, verifyChains } from '@casetrace/case-record';
import { firstBadReviewEntry } from '@casetrace/process-reviews';

/** `npm run verify` (P5): every case and every process review; fails naming the first entry that is not as it was written. */
void runProgram('verify', async (dataSource) => {
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
});
