import { announceEngines } from './harness/engine-addresses';
import { Keeper } from './harness/keeper';
import { announceStaffKeys } from './harness/staff-keys';
import { makeTemplateDatabases } from './harness/template-databases';

declare global {
  var casetraceTestEngines: Keeper | undefined;
}

/** Before the specs with engines: PostgreSQL, Temporal, Kafka and the mail catcher, once for all of them. */
export default async function startEngines(): Promise<void> {
  const begun = Date.now();
  const keeper = await Keeper.start();
  globalThis.casetraceTestEngines = keeper;
  try {
    announceEngines(await keeper.startEngines());
    announceStaffKeys(await makeTemplateDatabases());
  } catch (error) {
    await keeper.end({ keepFolder: true });
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The engines of the tests did not start: ${reason}\n(data and logs: ${keeper.folder})`, {
      cause: error,
    });
  }
  console.log(`\nEngines and databases ready in ${((Date.now() - begun) / 1000).toFixed(1)} s`);
}
