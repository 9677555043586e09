import type { RecordDatabase } from '@casetrace/case-record';
import type { Readiness, Warning } from '@casetrace/service-kit';
import type { PublisherProcess } from './publisher-process';

const answer = { name: 'publisher-readiness', text: 'SELECT 1' };
const kafkaUnreachable = { code: 'kafkaUnreachable', detail: 'Kafka does not answer: events wait.' };

/**
 * Ready once the relay has got through, or another process publishes. From then on an outage of Kafka is a warning: the
 * process recovers by itself, and a restart would help nobody. Without the record it is not ready.
 */
export class PublisherReadiness implements Readiness {
  private hasBegun = false;

  constructor(
    private readonly process: Pick<PublisherProcess, 'relay' | 'watch'>,
    private readonly database: Pick<RecordDatabase, 'rows'>,
  ) {}

  async check(): Promise<void> {
    await this.database.rows(answer);
    this.hasBegun ||= this.process.relay.state === 'live';
    if (!this.hasBegun) throw new Error(kafkaUnreachable.detail);
  }

  warnings(): Promise<Warning[]> {
    const { relay, watch } = this.process;
    return Promise.resolve(relay.state !== 'live' || watch.kafkaIsSilent ? [kafkaUnreachable] : []);
  }
}
