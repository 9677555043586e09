import { searchAttributes } from '@casetrace/contracts';
import type { EngineConnection } from './engine-connection';

/** Temporal's own numbers of the kinds that we use. */
const kinds = { TEXT: 1, KEYWORD: 2, INT: 3, DOUBLE: 4, BOOL: 5, DATETIME: 6, KEYWORD_LIST: 7 } as const;

/** What stands in the way of showing operators where a case is. */
export interface AttributeFaults {
  missing: string[];
  ofAnotherKind: string[];
}

/** Compares what is registered in the namespace with the contracts. @throws the error of the call. */
export async function attributeFaults(engine: EngineConnection): Promise<AttributeFaults> {
  const { namespace } = engine;
  const { customAttributes } = await engine.call(({ operatorService }) =>
    operatorService.listSearchAttributes({ namespace }),
  );
  const faults: AttributeFaults = { missing: [], ofAnotherKind: [] };
  for (const { name, type } of Object.values(searchAttributes)) {
    const registered: unknown = customAttributes?.[name];
    if (registered === undefined) faults.missing.push(name);
    else if (registered !== kinds[type]) faults.ofAnotherKind.push(name);
  }
  return faults;
}

/** Registers what is missing. @throws Error where one exists as another kind. */
export async function registerAttributes(engine: EngineConnection): Promise<string[]> {
  const { missing, ofAnotherKind } = await attributeFaults(engine);
  if (ofAnotherKind.length > 0) throw new WrongAttributes({ missing, ofAnotherKind });
  if (missing.length > 0) {
    const wanted = Object.values(searchAttributes).filter(({ name }) => missing.includes(name));
    await engine.call(({ operatorService }) =>
      operatorService.addSearchAttributes({
        namespace: engine.namespace,
        searchAttributes: Object.fromEntries(wanted.map(({ name, type }) => [name, kinds[type]])),
      }),
    );
  }
  return missing;
}

/** A workflow that upserts one of these would fail its tasks for ever, and silently: nothing is polled before they are right. */
export class WrongAttributes extends Error {
  constructor({ missing, ofAnotherKind }: AttributeFaults) {
    const parts = [
      missing.length > 0 && `missing: ${missing.join(', ')} (run setup)`,
      ofAnotherKind.length > 0 &&
        `of another kind than wanted: ${ofAnotherKind.join(', ')} (remove them, then run setup)`,
    ];
    super(`Search attributes of the namespace are not right; ${parts.filter(Boolean).join('; ')}`);
    this.name = 'WrongAttributes';
  }
}

/** @throws WrongAttributes; the error of the call. */
export async function verifyAttributes(engine: EngineConnection): Promise<void> {
  const faults = await attributeFaults(engine);
  if (faults.missing.length + faults.ofAnotherKind.length > 0) throw new WrongAttributes(faults);
}
