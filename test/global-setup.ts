import { announceEngines } from './harness/engine-addresses';
import { KeptEngines } from './harness/keep-engines';
import { announceStaffKeys } from './harness/staff-keys';
import { makeTemplateDatabases } from './harness/template-databases';

declare global {
  var casetraceTestEngines: KeptEngines | undefined;
}

/** Before the specs with engines: PostgreSQL, Temporal, Kafka and the mail catcher, once for all of them. */
export default async function startEngines(): Promise<void> {
  const begun = Date.now();
  const engines = await KeptEngines.start();
  globalThis.casetraceTestEngines = engines;
  announceEngines(engines.addresses);
  try {
    announceStaffKeys(await makeTemplateDatabases());
  } catch (error) {
    await engines.stop();
    throw error;
  }
  console.log(`\nEngines and databases ready in ${((Date.now() - begun) / 1000).toFixed(1)} s`);
}
