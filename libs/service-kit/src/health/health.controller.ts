import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Lifetime } from '../bootstrap/lifetime';
import { OpenToAll } from '../identity/permission';
import type { Log } from '../logging/log';
import { serviceLog } from '../logging/service-log';
import { ProblemError } from '../problems/problem-error';
import { Metrics } from './metrics';
import { type Readiness, readiness, type Warning } from './readiness';
import { withinMs } from './within-ms';

const longestCheckMs = 3_000;

@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(
    @Inject(readiness) private readonly service: Readiness,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(Lifetime) private readonly lifetime: Lifetime,
    @Inject(serviceLog) private readonly log: Log,
  ) {}

  /** The process answers: says nothing of what it depends on, so that an outage elsewhere restarts nobody. */
  @Get('health/live')
  @OpenToAll('a probe learns only that the process answers')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** The service can do its work; warnings name what wants looking at. */
  @Get('health/ready')
  @OpenToAll('a probe learns counts and codes, nothing of a case or a person')
  async ready(): Promise<{ status: 'ready'; warnings: Warning[] }> {
    if (this.lifetime.draining) throw new ProblemError('recordUnavailable', 'The service is being stopped.');
    try {
      await withinMs(longestCheckMs, this.service.check());
      return { status: 'ready', warnings: await withinMs(longestCheckMs, this.service.warnings()) };
    } catch (error) {
      this.log.warn({ err: error }, 'not ready');
      throw new ProblemError('recordUnavailable');
    }
  }

  @Get('metrics')
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  @OpenToAll('figures without ids; the proxy in front keeps the path inside')
  figures(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}
