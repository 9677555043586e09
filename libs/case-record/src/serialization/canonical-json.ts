/**
 * The one written form of a JSON value: keys sorted by UTF-16 code units, no white space, members that are undefined left
 * out. Hashes and digests rest on it (P5).
 * @throws TypeError for what JSON cannot say: functions, numbers that are not finite, undefined within a list.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${value} has no form in JSON`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object') return canonicalObject(value as Record<string, unknown>);
  throw new TypeError(`a ${typeof value} has no form in JSON`);
}

function canonicalObject(value: Record<string, unknown>): string {
  let written = '';
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member === undefined) continue;
    if (written !== '') written += ',';
    written += `${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `{${written}}`;
}

const unstorable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;

/**
 * Whether canonical JSON holds characters that PostgreSQL cannot keep: U+0000, or half of a surrogate pair (which
 * JSON.stringify writes as an escape).
 */
export function hasUnstorableCharacters(canonical: string): boolean {
  return unstorable.test(canonical);
}
