import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import { trackingAlphabet } from '@casetrace/contracts';

const symbols = 8;
const fairBytes = 256 - (256 % trackingAlphabet.length);

/** Which code: a new generation makes the codes before it worthless. */
export interface AccessCodeOf {
  trackingNumber: string;
  generation: number;
}

/**
 * The filer's access code, such as `7K3M-9QX2`: derived from a secret, so that a repeated registration can be told it again
 * while only its hash is kept.
 */
export function deriveAccessCode(secret: string, { trackingNumber, generation }: AccessCodeOf): string {
  let code = '';
  for (let round = 0; code.length < symbols; round++) {
    const bytes = createHmac('sha256', secret).update(`${trackingNumber}.${generation}.${round}`).digest();
    for (const byte of bytes) {
      if (byte < fairBytes && code.length < symbols)
        code += trackingAlphabet.charAt(byte % trackingAlphabet.length);
    }
  }
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** What is kept of an access code, typed in any of the ways that people type it. */
export function hashAccessCode(typed: string, { trackingNumber, generation }: AccessCodeOf): Buffer {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
    .replace(/S/g, '5');
  return hash('sha256', `${trackingNumber}.${generation}.${code}`, 'buffer');
}

/** Whether the typed code is the one; takes the same time for a wrong code and for a case that does not exist. */
export function isAccessCode(typed: string, of: AccessCodeOf, kept: Buffer | undefined): boolean {
  const typedHash = hashAccessCode(typed, of);
  return timingSafeEqual(typedHash, kept ?? Buffer.alloc(typedHash.length)) && kept !== undefined;
}
