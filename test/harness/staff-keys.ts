/** A demo member of staff (or an agency's system) with its API key, as the seed printed it once. */
export interface StaffKey {
  code: string;
  roles: string[];
  key: string;
}

const variable = 'CASETRACE_TEST_STAFF_KEYS';

/** Reads the seed's lines `<staff code>\t<roles>\t<key>`. */
export function readStaffKeys(printed: string): StaffKey[] {
  return printed
    .split('\n')
    .map((line) => line.split('\t'))
    .filter((fields) => fields.length === 3)
    .map(([code = '', roles = '', key = '']) => ({ code, roles: roles.split(/[\s,]+/), key: key.trim() }));
}

export function announceStaffKeys(keys: StaffKey[]): void {
  process.env[variable] = JSON.stringify(keys);
}

/** The keys of everyone in a seeded database of this run. */
export function staffKeys(): StaffKey[] {
  return JSON.parse(process.env[variable] ?? '[]') as StaffKey[];
}

/** The API key of a member of staff. @throws Error when the seed knows no such code. */
export function staffKey(code: string): string {
  const found = staffKeys().find((each) => each.code === code);
  if (found === undefined) throw new Error(`The seed has no key of ${code}`);
  return found.key;
}
