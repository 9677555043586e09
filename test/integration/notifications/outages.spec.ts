import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { eventually } from '../../engines';
import { freshTopics } from '../../harness/kafka-topics';
import { Keeper } from '../../harness/keeper';
import type { EngineAddresses } from '../../harness/engine-addresses';
import type { Mail } from '../../harness/mailbox';
import { runRecordProgram } from '../../harness/record-programs';
import {
  type DeadLetter,
  deadLettersOnKafka,
  Desk,
  type RunningNotifications,
  startNotifications,
} from './desk';

/** Engines of its own: an outage is for everyone. */
describe('an outage', () => {
  let keeper: Keeper;
  let engines: EngineAddresses;
  let window: Desk;
  let service: RunningNotifications;
  let deadLetters: { all: DeadLetter[]; stop(): Promise<void> };

  beforeAll(async () => {
    keeper = await Keeper.start();
    engines = await keeper.startEngines();
    await runRecordProgram('migrate', engines.databaseUrl);
    await runRecordProgram('seed', engines.databaseUrl);
    await freshTopics(engines.kafkaBrokers);
    window = await Desk.open({ url: engines.databaseUrl, brokers: engines.kafkaBrokers });
    service = await startNotifications(engines.databaseUrl, {
      KAFKA_BROKERS: engines.kafkaBrokers,
      SMTP_URL: engines.smtpUrl,
    });
    deadLetters = await deadLettersOnKafka(engines.kafkaBrokers);
  }, 180_000);
  afterAll(async () => {
    await service.app.close();
    await deadLetters.stop();
    await window.close();
    await keeper.end();
  });

  const ready = async (): Promise<{ status: number; warnings: { code: string }[] }> => {
    const answer = await fetch(`${service.url}/health/ready`);
    const { warnings = [] } = (await answer.json()) as { warnings?: { code: string }[] };
    return { status: answer.status, warnings };
  };

  it('of PostgreSQL delays the news, loses none and makes no dead letter', async () => {
    const numbers: string[] = [];
    for (let count = 1; count <= 10; count++) {
      numbers.push(await window.register({ mail: `postgres-${count}@example.org` }));
    }
    const news = (await Promise.all(numbers.map((number) => window.newsOf(number)))).flat();
    await keeper.kept('postgres').crash();
    await window.publish(...news);
    await eventually(() => expect(service.logged()).toContain('an outage delays a message'));
    await eventually(async () => expect((await ready()).status).toBe(503));
    expect((await fetch(`${service.url}/health/live`)).status).toBe(200);

    await keeper.kept('postgres').restart();
    await eventually(async () => {
      for (const number of numbers) expect(await window.inbox(number)).toHaveLength(1);
    });
    await eventually(async () => {
      for (const number of numbers) expect(await window.letters(number)).toMatchObject([{ state: 'sent' }]);
    });
    expect(deadLetters.all).toEqual([]);
    await eventually(async () => expect((await ready()).status).toBe(200));
  }, 120_000);

  it('of Kafka leaves the service alive and is caught up with', async () => {
    const number = await window.register();
    await keeper.kept('kafka').crash();
    await eventually(
      async () => {
        const { status, warnings } = await ready();
        expect(status).toBe(200);
        expect(warnings.map(({ code }) => code)).toContain('kafkaLost');
      },
      { withinMs: 90_000 },
    );
    await keeper.kept('kafka').restart();
    await eventually(() => window.publishCase(number), { withinMs: 60_000 });
    await eventually(async () => expect(await window.inbox(number)).toHaveLength(1), { withinMs: 90_000 });
    expect(deadLetters.all).toEqual([]);
    const { warnings } = await ready();
    expect(warnings.map(({ code }) => code)).not.toContain('kafkaLost');
  }, 240_000);

  it('sends no letter twice', async () => {
    const client = new Client({ connectionString: engines.databaseUrl });
    await client.connect();
    const { rows } = await client.query<{ attempts: number }>('select attempts from notifications');
    await client.end();
    const sent = (await (await fetch(`${engines.mailWebAddress}/api/email`)).json()) as Mail[];
    expect(rows).toHaveLength(10);
    expect(sent).toHaveLength(10);
    expect(new Set(sent.map(({ headers }) => headers['message-id'])).size).toBe(10);
  });
});
