import { exactTime } from '@casetrace/case-record';

const utc = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const columns = `id, ${utc('recorded_at')} AS "recordedAt", ${exactTime('recorded_at')} AS "recordedAtExactly",
  department, officer, asked, category, channel, district, citations, settled, tracking_number AS "trackingNumber"`;

/** What was recorded with the same key. $1 caller, $2 key */
export const readRecorded = {
  name: 'consultation-recorded',
  text: `SELECT request_hash AS "requestHash", ${columns} FROM consultations WHERE caller = $1 AND key = $2`,
};

/** No row where the category is none in use. $1 … $14 */
export const insertConsultation = {
  name: 'consultation-insert',
  text: `
    INSERT INTO consultations (id, caller, key, request_hash, recorded_at, actor_kind, department, officer, asked,
      category, channel, district, citations, settled)
    SELECT $1, $2, $3, $4, to_timestamp($5::float8 / 1000), $6, $7, $8, $9, $10::text, $11, $12, $13::jsonb, $14::boolean
    WHERE $10::text IS NULL OR EXISTS (SELECT FROM categories WHERE code = $10 AND active)
    RETURNING ${columns}`,
};

/** $1 id */
export const readConsultation = {
  name: 'consultation-read',
  text: `SELECT ${columns} FROM consultations WHERE id = $1`,
};

/** Of one desk. $1 time and $2 id of the last one before, or null, $3 limit, $4 department */
export const listOfDesk = {
  name: 'consultations-of-desk',
  text: `
    SELECT ${columns} FROM consultations
    WHERE department = $4 AND ($1::text IS NULL OR (recorded_at, id) < ($1::timestamptz, $2))
    ORDER BY recorded_at DESC, id DESC LIMIT $3`,
};

/** Of all desks. $1 … $3 as above */
export const listOfAll = {
  name: 'consultations-of-all',
  text: `
    SELECT ${columns} FROM consultations
    WHERE $1::text IS NULL OR (recorded_at, id) < ($1::timestamptz, $2)
    ORDER BY recorded_at DESC, id DESC LIMIT $3`,
};
