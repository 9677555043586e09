/** 31 symbols that are told apart by ear and eye: digits and letters without I, L, O, S and U. */
export const trackingAlphabet = '0123456789ABCDEFGHJKMNPQRTVWXYZ';
const modulus = trackingAlphabet.length;
const bodyLength = 10;
/** A number may itself begin with the letters of the prefix: they are one only where all eleven symbols follow. */
const withPrefix = new RegExp(`^CT(?=.{${bodyLength + 1}}$)`, 'u');

/**
 * The check character of the ten symbols of a tracking number: a sum weighted by place, modulo the prime 31, so that every
 * single wrong character and every two exchanged ones are noticed.
 */
export function checkCharacter(body: string): string {
  let sum = 0;
  for (let place = 0; place < body.length; place++) {
    sum += (place + 2) * trackingAlphabet.indexOf(body.charAt(place));
  }
  return trackingAlphabet.charAt(sum % modulus);
}

/** Builds a number such as `CT-7K3M9-QX2PA-F` from ten symbol indexes (0 … 30). */
export function formatTrackingNumber(indexes: readonly number[]): string {
  const body = indexes.map((index) => trackingAlphabet.charAt(index)).join('');
  return `CT-${body.slice(0, 5)}-${body.slice(5)}-${checkCharacter(body)}`;
}

/**
 * Reads a number as people type it (any case, spaces and dashes anywhere, O for 0, I or L for 1, S for 5) and answers its
 * one written form, or null where it cannot be a tracking number.
 */
export function parseTrackingNumber(typed: string): string | null {
  const symbols = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Dash_Punctuation}]/gu, '')
    .replace(withPrefix, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
    .replace(/S/g, '5');
  if (symbols.length !== bodyLength + 1) return null;
  const indexes = [...symbols].map((symbol) => trackingAlphabet.indexOf(symbol));
  if (indexes.includes(-1)) return null;
  const body = symbols.slice(0, bodyLength);
  if (checkCharacter(body) !== symbols.charAt(bodyLength)) return null;
  return formatTrackingNumber(indexes.slice(0, bodyLength));
}
