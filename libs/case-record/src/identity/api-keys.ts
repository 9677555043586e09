import { createHash, randomBytes } from 'node:crypto';

/** A key as its holder writes it, and what is kept of it. */
export interface NewApiKey {
  id: string;
  /** `ctk_<id>_<secret>`: shown once */
  key: string;
  secretHash: Buffer;
}

/** Makes a key with 256 random bits. */
export function newApiKey(): NewApiKey {
  const id = randomBytes(6).toString('hex');
  const secret = randomBytes(32).toString('base64url');
  return { id, key: `ctk_${id}_${secret}`, secretHash: hashSecret(secret) };
}

/** A key in its parts, or null where it is none. */
export function readApiKey(key: string): { id: string; secretHash: Buffer } | null {
  const [, id, secret] = /^ctk_([A-Za-z0-9-]{1,64})_([A-Za-z0-9_-]{16,128})$/.exec(key) ?? [];
  if (id === undefined || secret === undefined) return null;
  return { id, secretHash: hashSecret(secret) };
}

const hashSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest();
