import type { ProblemCode } from '@casetrace/contracts';
import type { DoorRequest } from '../bootstrap/door-request';
import type { Log } from '../logging/log';
import type { Refusal, RefusalLog } from './refusal-log';

/** Of the guard's refusals: behind it these are answers like others, such as to a number that was mistyped. */
const recordedOfTheGuard = new Set<ProblemCode>(['notSignedIn', 'noSuchCase']);

/**
 * Puts refused attempts on record, the guard's and those of the rules behind it. Called where an error becomes an answer, which
 * happens once for each request: so none is missing, and none is there twice.
 */
export class Refusals {
  constructor(
    private readonly record: RefusalLog,
    private readonly log: Log,
  ) {}

  /**
   * Only what is bounded is put on record: known principals, and wrong credentials until they are too many. A record that
   * cannot be written to must not turn a refusal into something else: never rejects.
   */
  async note(code: ProblemCode, request: DoorRequest): Promise<void> {
    const { permission, principal } = request;
    if (permission === undefined || !isRecorded(code, request)) return;
    const refusal: Refusal = {
      principal: principal?.id ?? null,
      department: principal?.department ?? null,
      permission,
      trackingNumber: request.trackingNumber ?? null,
      code,
      route: `${request.method} ${request.route?.path ?? ''}`,
    };
    try {
      await this.record.record(refusal);
    } catch (fault) {
      this.log.error({ requestId: request.requestId, ...refusal, err: fault }, 'refusal not recorded');
    }
  }
}

function isRecorded(code: ProblemCode, { turnedAway }: DoorRequest): boolean {
  return code === 'notAllowed' || (turnedAway === true && recordedOfTheGuard.has(code));
}
