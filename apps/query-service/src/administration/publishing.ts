import type { Principal } from '@casetrace/service-kit';
import type { Publication } from '@casetrace/case-record';

/** Who publishes, and why. */
export function publicationBy({ officer, id }: Principal, reason: string): Publication {
  return { by: officer ?? id, reason };
}
