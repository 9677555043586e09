import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { parseTrackingNumber } from '@casetrace/contracts';
import type { DoorRequest } from '../bootstrap/door-request';
import { ProblemError } from '../problems/problem-error';
import { caseFactsSource, type CaseFactsSource } from './case-facts-source';
import { may, needsCaseFacts } from './may';
import { declaredPermission } from './permission';
import type { PermissionName } from './permissions';
import type { Principal } from './principal';
import { principalSources, type PrincipalSource } from './principal-source';

/**
 * Stands before every route: recognises who is asking, asks the policy, and lets nobody in where a route declares nothing.
 * What it refuses is put on record where it is answered (`Refusals`).
 */
@Injectable()
export class PermissionGuard implements CanActivate {
  constructor(
    @Inject(principalSources) private readonly sources: PrincipalSource[],
    @Inject(caseFactsSource) private readonly cases: CaseFactsSource,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const declared = declaredPermission(context.getHandler());
    if (declared && 'openBecause' in declared) return true;
    if (!declared) throw new ProblemError('notAllowed');
    const request = context.switchToHttp().getRequest<DoorRequest>();
    readTrackingNumber(request);
    request.permission = declared.permission;
    try {
      request.principal = await this.recognise(request);
      if (request.principal) await this.ask(request.principal, declared.permission, request.trackingNumber);
    } catch (error) {
      request.turnedAway = true;
      throw error;
    }
    if (!request.principal) throw new ProblemError('notSignedIn');
    return true;
  }

  private async recognise(request: DoorRequest): Promise<Principal | undefined> {
    const { authorization, 'x-access-code': accessCode } = request.headers;
    const credentials = {
      ...(authorization !== undefined && { authorization }),
      ...(typeof accessCode === 'string' && { accessCode }),
      ...(request.trackingNumber !== undefined && { trackingNumber: request.trackingNumber }),
      address: request.ip ?? '',
    };
    for (const source of this.sources) {
      const principal = await source.principalOf(credentials);
      if (principal) return principal;
    }
    return undefined;
  }

  private async ask(
    principal: Principal,
    permission: PermissionName,
    trackingNumber: string | undefined,
  ): Promise<void> {
    if (trackingNumber !== undefined && needsCaseFacts(principal, permission)) {
      const facts = await this.cases.factsOf(trackingNumber);
      if (!facts) throw new ProblemError('noSuchCase');
      if (may(principal, permission, facts)) return;
    } else if (may(principal, permission, trackingNumber === undefined ? {} : { trackingNumber })) return;
    throw new ProblemError('notAllowed');
  }
}

function readTrackingNumber(request: DoorRequest): void {
  const typed = request.params.number;
  if (typed === undefined) return;
  const trackingNumber = parseTrackingNumber(typed);
  if (trackingNumber === null) throw new ProblemError('invalidTrackingNumber');
  request.trackingNumber = trackingNumber;
}
