import type { Log } from '@casetrace/service-kit';
import { type LogEntry, logLevel } from 'kafkajs';

/**
 * Lets kafkajs write into the service's log, one level lower than it thinks: what it calls an error at a first start or
 * during an outage is waited out, and the consumer itself says what matters.
 */
export function kafkaLog(log: Log): (entry: LogEntry) => void {
  return ({ namespace, level, log: { message, ...more } }) => {
    const { error, groupId } = more as { error?: unknown; groupId?: unknown };
    const facts = {
      namespace,
      ...(error !== undefined && { error: error instanceof Error ? error.message : JSON.stringify(error) }),
      ...(typeof groupId === 'string' && { groupId }),
    };
    if (level === logLevel.ERROR) log.warn(facts, message);
    else if (level === logLevel.WARN) log.info(facts, message);
    else log.debug(facts, message);
  };
}
