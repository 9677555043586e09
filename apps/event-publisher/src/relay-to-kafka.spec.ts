import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { CaseEventMessage } from '@casetrace/contracts';
import { createLog, Metrics } from '@casetrace/service-kit';
import { PublishingFigures } from './figures';
import { type Outbox, type OutboxMessage, RelayToKafka } from './relay-to-kafka';

const event = (outboxId: number): OutboxMessage => ({
  outboxId: String(outboxId),
  message: { sequence: outboxId } as CaseEventMessage,
});

class OutboxInMemory implements Outbox {
  lead = { held: true, released: 0, release: () => Promise.resolve(void (this.lead.released += 1)) };
  mayLead = true;
  constructor(public waiting: OutboxMessage[]) {}

  tryLead() {
    this.lead.held = true;
    return Promise.resolve(this.mayLead ? this.lead : null);
  }
  take(limit: number) {
    return Promise.resolve(this.waiting.slice(0, limit));
  }
  remove(ids: string[]) {
    this.waiting = this.waiting.filter(({ outboxId }) => !ids.includes(outboxId));
    return Promise.resolve();
  }
}

/** A broker in memory that refuses when told to. */
class BrokerInMemory {
  published: number[] = [];
  connections = 0;
  closed = 0;
  refuses = false;

  connect = () => {
    this.connections += 1;
    return Promise.resolve({
      publish: (messages: CaseEventMessage[]) => {
        if (this.refuses) return Promise.reject(new Error('fenced'));
        this.published.push(...messages.map(({ sequence }) => sequence));
        return Promise.resolve();
      },
      close: () => Promise.resolve(void (this.closed += 1)),
    });
  };
}

let relay: RelayToKafka;
afterEach(() => relay.stop());

function begin(outbox: Outbox, broker: BrokerInMemory): void {
  relay = new RelayToKafka(
    outbox,
    broker.connect,
    { batch: 3, pollMs: 5 },
    createLog({ service: 'spec', level: 'silent' }),
    new PublishingFigures(new Metrics('spec')),
  );
  relay.start();
}

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400 && !condition(); tries++) await pause(5);
  expect(condition()).toBe(true);
}

const events = (count: number) => Array.from({ length: count }, (_, index) => event(index + 1));

describe('the relay to Kafka', () => {
  it('publishes in order, batch by batch, and removes what the broker has', async () => {
    const outbox = new OutboxInMemory(events(8));
    const broker = new BrokerInMemory();
    begin(outbox, broker);
    await until(() => outbox.waiting.length === 0);
    expect(broker.published).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('begins with a new publisher after an error, and loses nothing', async () => {
    const outbox = new OutboxInMemory(events(4));
    const broker = new BrokerInMemory();
    broker.refuses = true;
    begin(outbox, broker);
    await until(() => relay.state === 'down');
    expect(outbox.waiting).toHaveLength(4);
    broker.refuses = false;
    await until(() => outbox.waiting.length === 0);
    expect(broker.published).toEqual([1, 2, 3, 4]);
    expect(broker.connections).toBeGreaterThan(1);
    expect(broker.closed).toBe(broker.connections - 1);
    expect(relay.state).toBe('live');
  });

  it('publishes nothing while another process leads', async () => {
    const outbox = new OutboxInMemory(events(2));
    outbox.mayLead = false;
    const broker = new BrokerInMemory();
    begin(outbox, broker);
    await until(() => relay.state === 'live');
    expect([broker.connections, relay.leads]).toEqual([0, false]);
  });

  it('stops publishing when it has lost the lead, and gives up what it held', async () => {
    const outbox = new OutboxInMemory([]);
    const broker = new BrokerInMemory();
    begin(outbox, broker);
    await until(() => relay.leads);
    outbox.mayLead = false;
    outbox.lead.held = false;
    await until(() => !relay.leads);
    outbox.waiting = events(1);
    await pause(30);
    expect(broker.published).toEqual([]);
    expect([broker.closed, outbox.lead.released]).toEqual([1, 1]);
  });
});
