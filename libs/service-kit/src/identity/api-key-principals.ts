import { createHash } from 'node:crypto';
import type { Role } from '@casetrace/contracts';
import { ProblemError } from '../problems/problem-error';
import { addressKey } from './attempt-window';
import type { Principal } from './principal';
import type { Credentials, PrincipalSource } from './principal-source';
import type { WrongCredentials } from './wrong-credentials';

/** Whose key it is, as the directory says. */
export interface KeyHolder {
  officer: string;
  department: string;
  roles: readonly Role[];
}

/** The port to the directory: the active holder of a valid, unrevoked key, or null. */
export interface KeyDirectory {
  holderOfKey(apiKey: string): Promise<KeyHolder | null>;
}

const keyForm = /^Bearer (ctk_[A-Za-z0-9-]{1,64}_[A-Za-z0-9_-]{16,128})$/i;
const mostRemembered = 10_000;

interface Remembered {
  principal: Promise<Principal | null>;
  until: number;
}

/**
 * `Authorization: Bearer ctk_…`. A key found valid is remembered for some seconds (under its hash, never itself), so that
 * a request usually costs no query; a wrong one is not remembered, and counts against the address.
 */
export class ApiKeyPrincipals implements PrincipalSource {
  private readonly remembered = new Map<string, Remembered>();

  constructor(
    private readonly directory: KeyDirectory,
    private readonly wrong: WrongCredentials,
    private readonly cacheSeconds: number,
  ) {}

  async principalOf({ authorization, address }: Credentials): Promise<Principal | undefined> {
    if (authorization === undefined) return undefined;
    const apiKey = keyForm.exec(authorization)?.[1];
    if (apiKey === undefined) return undefined;
    const principal = await this.find(apiKey, address);
    if (!principal) throw new ProblemError('notSignedIn', 'The API key is not valid.');
    return principal;
  }

  private find(apiKey: string, address: string): Promise<Principal | null> {
    const hash = createHash('sha256').update(apiKey).digest('base64');
    const known = this.remembered.get(hash);
    const now = performance.now();
    if (known && known.until > now) return known.principal;
    const principal = this.lookUp(apiKey, address);
    this.remember(hash, { principal, until: now + this.cacheSeconds * 1000 });
    const forget = (): void => {
      this.remembered.delete(hash);
    };
    principal.then((found) => found ?? forget(), forget);
    return principal;
  }

  private async lookUp(apiKey: string, address: string): Promise<Principal | null> {
    const holder = await this.wrong.guard([addressKey(address)], () => this.directory.holderOfKey(apiKey));
    return holder && principalOfHolder(holder);
  }

  private remember(hash: string, entry: Remembered): void {
    this.remembered.delete(hash);
    const oldest = this.remembered.size >= mostRemembered ? this.remembered.keys().next().value : undefined;
    if (oldest !== undefined) this.remembered.delete(oldest);
    this.remembered.set(hash, entry);
  }
}

function principalOfHolder({ officer, department, roles }: KeyHolder): Principal {
  const kind = roles.every((role) => role === 'agency') ? 'agency' : 'officer';
  return { id: `${kind}:${officer}`, kind, department, officer, roles };
}
