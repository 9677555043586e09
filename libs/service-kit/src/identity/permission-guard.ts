import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { parseTrackingNumber, type ProblemCode } from '@casetrace/contracts';
import type { DoorRequest } from '../bootstrap/door-request';
import type { Log } from '../logging/log';
import { serviceLog } from '../logging/service-log';
import { isCodedError, ProblemError } from '../problems/problem-error';
import { caseFactsSource, type CaseFactsSource } from './case-facts-source';
import { may, needsCaseFacts } from './may';
import { declaredPermission } from './permission';
import type { PermissionName } from './permissions';
import type { Principal } from './principal';
import { principalSources, type PrincipalSource } from './principal-source';
import { type Refusal, refusalLog, type RefusalLog } from './refusal-log';

const recorded = new Set<ProblemCode>(['notAllowed', 'notSignedIn', 'noSuchCase']);

/**
 * Stands before every route: recognises who is asking, asks the policy, and lets nobody in where a route declares nothing.
 * Refused attempts are put on record before they are answered.
 */
@Injectable()
export class PermissionGuard implements CanActivate {
  constructor(
    @Inject(principalSources) private readonly sources: PrincipalSource[],
    @Inject(refusalLog) private readonly refusals: RefusalLog,
    @Inject(caseFactsSource) private readonly cases: CaseFactsSource,
    @Inject(serviceLog) private readonly log: Log,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const declared = declaredPermission(context.getHandler());
    if (declared && 'openBecause' in declared) return true;
    if (!declared) throw new ProblemError('notAllowed');
    const request = context.switchToHttp().getRequest<DoorRequest>();
    readTrackingNumber(request);
    try {
      request.principal = await this.recognise(request);
      if (request.principal) await this.ask(request.principal, declared.permission, request.trackingNumber);
    } catch (error) {
      await this.noteRefusal(error, request, declared.permission);
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

  /**
   * Only what is bounded is put on record: known principals, and wrong credentials until they are too many. A record that
   * cannot be written to must not turn a refusal into something else.
   */
  private async noteRefusal(error: unknown, request: DoorRequest, permission: string): Promise<void> {
    if (!isCodedError(error) || !recorded.has(error.code)) return;
    const refusal: Refusal = {
      principal: request.principal?.id ?? null,
      department: request.principal?.department ?? null,
      permission,
      trackingNumber: request.trackingNumber ?? null,
      code: error.code,
      route: `${request.method} ${request.route?.path ?? ''}`,
    };
    try {
      await this.refusals.record(refusal);
    } catch (fault) {
      this.log.error({ requestId: request.requestId, ...refusal, err: fault }, 'refusal not recorded');
    }
  }
}

function readTrackingNumber(request: DoorRequest): void {
  const typed = request.params.number;
  if (typed === undefined) return;
  const trackingNumber = parseTrackingNumber(typed);
  if (trackingNumber === null) throw new ProblemError('invalidTrackingNumber');
  request.trackingNumber = trackingNumber;
}
