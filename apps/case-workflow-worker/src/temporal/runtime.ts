import { DefaultLogger, Runtime } from '@temporalio/worker';

/**
 * Prepares Temporal's runtime of this process, once: it leaves signals to the service, which stops its parts in order, and
 * says only what is wrong.
 */
export function installRuntime(): void {
  Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('WARN') });
}
