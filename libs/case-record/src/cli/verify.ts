import { RecordDatabase } from '../database/record-database';
import { verifyChains } from '../verification/verify-chains';
import { runProgram } from './run-program';

/** `node dist/cli/verify.js`: verifies every case of DATABASE_URL; fails naming the first entry that is not as it was written. */
void runProgram('verify', async (dataSource) => {
  const seen = await verifyChains(new RecordDatabase(dataSource));
  const { cases, events, texts, erasedTexts, firstBad } = seen;
  if (firstBad) {
    const { trackingNumber, sequence, problem } = firstBad;
    const where = sequence > 0 ? `case ${trackingNumber}, entry ${sequence}` : `case ${trackingNumber}`;
    throw new Error(`${where}: ${problem}`);
  }
  console.log(
    `${cases} cases, ${events} entries, ${texts} texts (${erasedTexts} erased): all as they were written`,
  );
});
