import type { Log } from '@casetrace/service-kit';
import type { EngineConnection } from '../temporal/engine-connection';
import { registerAttributes } from '../temporal/search-attributes';
import type { Waiting } from './waiting';

const secondsPerDay = 86_400;
const alreadyExists = 6;
const notFound = 5;

/**
 * Registers the namespace, its search attributes and the schedules where they are missing. May be run again, also by several at once.
 * @throws Error when Temporal does not answer in time, or an attribute exists as another kind.
 */
export async function prepareTemporal(
  engine: EngineConnection,
  retentionDays: number,
  waiting: Waiting,
  log: Log,
): Promise<void> {
  await waiting.until('Temporal answers', () => ensureNamespace(engine, retentionDays, log));
  await waiting.until('the namespace can be used', () => engine.probe());
  const added = await waiting.until('the search attributes are registered', () => registerAttributes(engine));
  log.info({ namespace: engine.namespace, added }, 'Temporal is prepared');
}

async function ensureNamespace(engine: EngineConnection, retentionDays: number, log: Log): Promise<void> {
  const { namespace } = engine;
  try {
    await engine.probe();
  } catch (error) {
    if (codeOf(error) !== notFound) throw error;
    log.info({ namespace }, 'registers the namespace');
    await register(engine, retentionDays);
  }
}

async function register(engine: EngineConnection, retentionDays: number): Promise<void> {
  const seconds = retentionDays * secondsPerDay;
  try {
    await engine.call(({ workflowService }) =>
      workflowService.registerNamespace({
        namespace: engine.namespace,
        description: 'Cases: their deadlines and procedures',
        // The generated type wants a Long; a number is written just as well.
        workflowExecutionRetentionPeriod: { seconds: seconds as never },
      }),
    );
  } catch (error) {
    if (codeOf(error) !== alreadyExists) throw error;
  }
}

/** The status code of a gRPC error. */
const codeOf = (error: unknown): unknown => (error as { code?: unknown } | undefined)?.code;
