import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { DoorRequest, DoorResponse } from '../bootstrap/door-request';
import type { Refusals } from '../identity/refusals';
import type { Log } from '../logging/log';
import { toProblem } from './to-problem';

/**
 * Every error answer of a service: RFC 9457 `application/problem+json` with a stable `code`. `instance` is the request id,
 * under which the log has what the caller is not told. Refused attempts are put on record before they are answered. No cache
 * keeps a problem, whatever the route says of its answers: an outage would be told after it has passed.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly log: Log,
    private readonly refusals: Refusals,
    private readonly retryAfterSeconds: number,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const request = http.getRequest<DoorRequest>();
    const response = http.getResponse<DoorResponse>();
    const requestId = request.requestId ?? '';
    const { problem, retryAfterSeconds, sqlState } = toProblem(error, requestId, this.retryAfterSeconds);
    if (problem.status >= 500) {
      if (problem.status === 500) this.log.error({ requestId, err: error }, problem.title);
      else this.log.warn({ requestId, code: problem.code, fault: String(error) }, problem.title);
    }
    await this.refusals.note(problem.code, request);
    // The value may be personal, and so only the state is logged (P7).
    if (sqlState !== undefined) {
      const route = `${request.method} ${request.route?.path ?? ''}`;
      this.log.warn({ requestId, route, sqlState }, 'PostgreSQL refused a value of a request');
    }
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (retryAfterSeconds !== undefined) response.setHeader('Retry-After', retryAfterSeconds);
    if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
    response.statusCode = problem.status;
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Content-Type', 'application/problem+json; charset=utf-8');
    response.end(JSON.stringify(problem));
  }
}
