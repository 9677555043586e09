import { randomBytes } from 'node:crypto';
import { searchAttributes } from '@casetrace/contracts';
import { Connection } from '@temporalio/client';
import { engineAddresses } from './engine-addresses';

/** Temporal's own numbers of the kinds of search attributes (IndexedValueType of its API). */
const kinds = { TEXT: 1, KEYWORD: 2, INT: 3, DOUBLE: 4, BOOL: 5, DATETIME: 6, KEYWORD_LIST: 7 } as const;
const retentionSeconds = 3 * 24 * 3600;

/**
 * A Temporal namespace of its own for a spec file, so that the same task queues and workflow ids mean different things
 * to different spec files. The search attributes of the contracts are registered in it, unless a spec is about their
 * absence.
 */
export async function freshNamespace({
  withSearchAttributes = true,
  address = engineAddresses().temporalAddress,
} = {}): Promise<string> {
  const namespace = `spec-${randomBytes(6).toString('hex')}`;
  const connection = await Connection.connect({ address });
  try {
    await connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: { seconds: retentionSeconds as never },
    });
    if (withSearchAttributes)
      await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: attributes() });
  } finally {
    await connection.close();
  }
  return namespace;
}

function attributes(): Record<string, number> {
  return Object.fromEntries(Object.values(searchAttributes).map(({ name, type }) => [name, kinds[type]]));
}
