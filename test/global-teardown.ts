import './global-setup';
import { verifyRecords } from './harness/verify-records';

/** After the specs with engines, also failed ones: verifies what they recorded, then stops everything. */
export default async function stopEngines(): Promise<void> {
  const engines = globalThis.casetraceTestEngines;
  if (engines === undefined) return;
  let whole = false;
  try {
    const { databases, cases } = await verifyRecords();
    console.log(`Hash chains verified: ${cases} cases in ${databases} databases`);
    whole = true;
  } finally {
    await engines.end({ keepFolder: !whole });
    if (!whole) console.error(`Data and logs of the engines: ${engines.folder}`);
  }
}
