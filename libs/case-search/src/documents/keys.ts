import { fold } from '@casetrace/text-search';
import { createHash } from 'node:crypto';

/** What a list of cases can be filtered by without an index of its own. Codes are letters, digits, dot, dash, underscore. */
export type Filter = 'status' | 'category' | 'department' | 'registeringDepartment' | 'outcome' | 'district';

/** The term that cases of a status, category … have in common. No text can hold it: `@` is no letter. */
export const filterKey = (filter: Filter, code: string): string => `@${filter}:${code}`;

/** The term of contact data that a department may read. */
export const concernedKey = (department: string): string => `@concerned:${department}`;

export type ContactKind = 'mail' | 'telephone';

/** The term of a filer's mail address or telephone number, the same however it is written. A digest: it needs no quoting. */
export function contactKey(kind: ContactKind, written: string): string {
  const same = kind === 'mail' ? fold(written).trim() : national(fold(written).replace(/\D/gu, ''));
  return `@${kind}:${digest(same)}`;
}

/** The term of a place: address and district, whatever stands between letters and digits; null where nothing is left. */
export function addressKey(address: string, district: string | null): string | null {
  const same = fold(address).replace(/[^\p{L}\p{N}]/gu, '');
  return same === '' ? null : `@place:${digest(`${district ?? ''}|${same}`)}`;
}

/** A number with and without the code of the country is one. */
const national = (digits: string): string =>
  digits.replace(/^(00)?86(?=\d{9,})/u, '').replace(/^0(?=\d{9,})/u, '');

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);
