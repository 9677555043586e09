import { ProblemError } from '../problems/problem-error';
import { addressKey } from './attempt-window';
import type { Principal } from './principal';
import type { Credentials, PrincipalSource } from './principal-source';
import type { WrongCredentials } from './wrong-credentials';

/**
 * The port to the record: the desk that registered the case, where the code is the one of this case; null for a wrong code
 * and for an unknown number, after the same work.
 */
export interface AccessCodes {
  registeringDepartmentFor(trackingNumber: string, accessCode: string): Promise<string | null>;
}

const longestCode = 64;

/**
 * A filer: the tracking number of the path with the access code in `X-Access-Code`. A wrong code and an unknown number are
 * told alike (404 noSuchCase), and tries are bounded per number and per address.
 */
export class FilerPrincipals implements PrincipalSource {
  constructor(
    private readonly codes: AccessCodes,
    private readonly wrong: WrongCredentials,
  ) {}

  async principalOf({ accessCode, trackingNumber, address }: Credentials): Promise<Principal | undefined> {
    if (accessCode === undefined || trackingNumber === undefined) return undefined;
    const code = accessCode.slice(0, longestCode);
    const department = await this.wrong.guard([addressKey(address), `number:${trackingNumber}`], () =>
      this.codes.registeringDepartmentFor(trackingNumber, code),
    );
    if (department === null) throw new ProblemError('noSuchCase');
    return {
      id: `filer:${trackingNumber}`,
      kind: 'filer',
      department,
      officer: null,
      roles: [],
      trackingNumber,
    };
  }
}
