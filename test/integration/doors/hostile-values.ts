/** What nobody types and everybody can send. Values of a query or path are here as they stand in an address. */
const encoded = encodeURIComponent;

const hostileTimes = [
  '0000-01-01T00:00:00.000000Z',
  '2024-02-30T00:00:00.000000Z',
  '9999-99-99T99:99:99.000000Z',
  '----------',
];
const aTime = '2026-03-06T09:30:00.123456Z';
const hostileRanks = ['1e-99', '1e-46'];

const cursorOf = (place: unknown): string => Buffer.from(JSON.stringify(place)).toString('base64url');

/** Cursors of the form that lists give, of members that no list gives. */
export const forgedCursors: readonly string[] = [
  ...hostileTimes.flatMap((at) => [
    [at, 'CT-1'],
    [null, at, 'CT-1'],
    ['0.1', at, 'CT-1'],
  ]),
  ...hostileRanks.flatMap((rank) => [
    [rank, 'x', 1],
    [rank, aTime, 'CT-1'],
  ]),
  ...['\u0000', '\ud800'].flatMap((text) => [
    [aTime, text],
    [null, text],
    [null, aTime, text],
    ['0.1', text, 1],
  ]),
  ['0.1', 'x', 2 ** 31],
  ['0.1', 'x', 1e300],
  [aTime, ['x']],
  {},
  null,
].map(cursorOf);

const texts = ['%00', '%ED%A0%80', 'x'.repeat(400)];
const numbers = ['-1', '1e309', String(2 ** 31), String(2 ** 53 + 2), '9'.repeat(19)];
const times = [
  '0000-01-01',
  '9999-12-31',
  '2024-02-30',
  '0001-01',
  ...['0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z'].map(encoded),
  ...['2026-01-01T00:00:00+23:59', `2026-01-01T00:00:00.${'1'.repeat(150)}Z`].map(encoded),
];

/** A parameter as an OpenAPI document has it. */
export interface Parameter {
  name: string;
  in: 'path' | 'query';
  required?: boolean;
  schema?: { type?: string; enum?: unknown[]; pattern?: string; format?: string };
}

/** Hostile values of one parameter: the fewer, the more exactly its document says what it may be. */
export function hostileValuesOf({ name, schema = {} }: Parameter): readonly string[] {
  if (name === 'cursor') return [...texts, ...forgedCursors];
  if (schema.type === 'integer') return ['', ...texts, ...numbers];
  if (schema.enum || (schema.pattern && !schema.format)) return texts;
  return ['', '%', encoded('𠮷'), encoded("'); --"), ...texts, ...numbers, ...times];
}
