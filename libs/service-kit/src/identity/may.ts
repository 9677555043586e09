import type { Role, Visibility } from '@casetrace/contracts';
import { grants, type Grant, type PermissionName } from './permissions';
import type { Principal } from './principal';

/** What is known of the case that a permission is asked for. */
export interface CaseFacts {
  trackingNumber: string;
  registeringDepartment: string;
  responsibleDepartment: string;
}

/**
 * The one policy: may this principal do this? A filer, only with their own case; an agency, only with cases that its own
 * department registered or has; whoever else has a role that the permission is granted to. An unknown permission is
 * refused. `facts` may lack what the principal's answer does not rest on (see `needsCaseFacts`).
 */
export function may(
  principal: Principal,
  permission: PermissionName,
  facts: Partial<CaseFacts> = {},
): boolean {
  const grant: Grant | undefined = grants[permission];
  if (!grant) return false;
  if (principal.kind === 'filer') return grant.filer === true && isOwnCase(principal, facts);
  const held = principal.roles.filter((role) => grant.roles.includes(role));
  if (held.length === 0) return false;
  return !isAgencyAlone(held) || !concernsACase(permission) || isCaseOf(principal.department, facts);
}

/** Says whether `may` has to know whose case it is: so that nobody else's request pays for the look-up. */
export function needsCaseFacts(principal: Principal, permission: PermissionName): boolean {
  if (principal.kind === 'filer' || !concernsACase(permission)) return false;
  const grant: Grant = grants[permission];
  const held = principal.roles.filter((role) => grant.roles.includes(role));
  return held.length > 0 && isAgencyAlone(held);
}

/**
 * Which texts of a case a principal may read (M7, P7): departments see all but the filer's contact data, which is for the
 * responsible department, the desk that registered, supervisors and the filer; agencies and the filer do not see what
 * departments keep among themselves.
 */
export function visibleTo(principal: Principal, facts: Omit<CaseFacts, 'trackingNumber'>): Visibility[] {
  if (principal.kind === 'filer') return ['everyone', 'contact'];
  const concerned =
    principal.department === facts.registeringDepartment ||
    principal.department === facts.responsibleDepartment;
  const contact: Visibility[] = concerned || principal.roles.includes('supervisor') ? ['contact'] : [];
  return principal.kind === 'agency' ? ['everyone', ...contact] : ['everyone', 'departments', ...contact];
}

function isOwnCase(principal: Principal, { trackingNumber }: Partial<CaseFacts>): boolean {
  return trackingNumber !== undefined && trackingNumber === principal.trackingNumber;
}

function isCaseOf(department: string, facts: Partial<CaseFacts>): boolean {
  return department === facts.registeringDepartment || department === facts.responsibleDepartment;
}

const isAgencyAlone = (held: Role[]): boolean => held.every((role) => role === 'agency');

const concernsACase = (permission: PermissionName): boolean =>
  permission.startsWith('case.') && permission !== 'case.register';
