import type { Actor, Role } from '@casetrace/contracts';

/** Who is asking. Codes and ids only, never a name (P7). */
export interface Principal {
  /** such as `officer:zhang.wei`, `agency:hotline-12345`, `filer:CT-…`: scope of Idempotency-Keys, and written to logs */
  id: string;
  kind: 'officer' | 'agency' | 'filer';
  department: string;
  /** staff code; null for a filer */
  officer: string | null;
  roles: readonly Role[];
  /** the one case that a filer may see */
  trackingNumber?: string;
}

/** As whom the record notes what a principal does (M7). */
export function actorOf({ kind, department, officer }: Principal): Actor {
  return { kind, department, officer };
}
