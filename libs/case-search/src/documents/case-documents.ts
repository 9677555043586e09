import type { CaseHistory, Connection, ReadModel } from '@casetrace/case-record';
import { documentOf } from './case-document';

const columns = `tracking_number, status, closure, category, district, registering_department, responsible_department,
  registered_at, closed_at, shared, contact`;

const upsert = {
  name: 'case-documents-write',
  text: `
    INSERT INTO case_documents (${columns})
    SELECT u.number, u.status, u.closure, u.category, u.district, u.registering, u.responsible,
      u.registered::timestamptz, u.closed::timestamptz, u.shared::tsvector, u.contact::tsvector
    FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
        $9::text[], $10::text[], $11::text[])
      AS u (number, status, closure, category, district, registering, responsible, registered, closed, shared, contact)
    ON CONFLICT ON CONSTRAINT case_documents_pkey DO UPDATE SET status = excluded.status, closure = excluded.closure,
      category = excluded.category, district = excluded.district,
      registering_department = excluded.registering_department,
      responsible_department = excluded.responsible_department, registered_at = excluded.registered_at,
      closed_at = excluded.closed_at, shared = excluded.shared, contact = excluded.contact`,
};
const emptying = [
  'DROP INDEX IF EXISTS case_documents_shared',
  'DROP INDEX IF EXISTS case_documents_contact',
  'TRUNCATE case_documents',
];
const completing = [
  `SET LOCAL maintenance_work_mem = '512MB'`,
  'CREATE INDEX IF NOT EXISTS case_documents_shared ON case_documents USING gin (shared)',
  'CREATE INDEX IF NOT EXISTS case_documents_contact ON case_documents USING gin (contact)',
  'ANALYZE case_documents',
];

/** How the documents are asked for, and named where they are refused. */
export const wholeDocuments = { model: 'case-documents', named: 'What cases are found by is' };

/** The read model behind search, similar cases and duplicates (M8, P10): one row a case. */
export class CaseDocuments implements ReadModel {
  readonly name = wholeDocuments.model;

  async write(connection: Connection, histories: readonly CaseHistory[]): Promise<void> {
    const rows = histories.map(rowOf);
    const numbers = rows[0]?.map((_, column) => rows.map((row) => row[column])) ?? [];
    if (numbers.length > 0) await connection.run(upsert, numbers);
  }

  async clear(connection: Connection): Promise<void> {
    for (const text of emptying) await connection.run({ name: '', text });
  }

  async complete(connection: Connection): Promise<void> {
    for (const text of completing) await connection.run({ name: '', text });
  }
}

function rowOf(history: CaseHistory): (string | null)[] {
  const { state, trackingNumber } = history;
  const { shared, contact } = documentOf(history);
  const time = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
  return [
    trackingNumber,
    state.status,
    state.closure,
    state.category,
    state.district,
    state.registeringDepartment,
    state.responsibleDepartment,
    time(state.registeredAt),
    time(state.closedAt),
    shared,
    contact,
  ];
}
