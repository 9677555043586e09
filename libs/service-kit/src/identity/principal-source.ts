import type { Principal } from './principal';

/** What a request shows of who is asking. */
export interface Credentials {
  authorization?: string;
  accessCode?: string;
  /** of the path, checked; undefined on routes that name no case */
  trackingNumber?: string;
  /** the client's address, used for counting wrong tries only */
  address: string;
}

/** One way of knowing who is asking: API keys, access codes; sign-in by OpenID Connect will be another. */
export interface PrincipalSource {
  /**
   * The principal, or undefined where the credentials are not of this kind.
   * @throws ProblemError where they are of this kind and wrong.
   */
  principalOf(credentials: Credentials): Promise<Principal | undefined>;
}

/** The sources of a service, asked in this order. */
export const principalSources = Symbol('principalSources');
