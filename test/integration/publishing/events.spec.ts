import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type EventsOnKafka, eventsOnKafka, eventually, freshDatabase, freshTopics } from '../../engines';
import { freePorts } from '../../harness/free-ports';
import { command, RecordUnderTest } from '../record/record-under-test';
import { PublisherUnderTest } from './publisher-under-test';

let databaseUrl: string;
let record: RecordUnderTest;
let publisher: PublisherUnderTest;
let events: EventsOnKafka;

beforeAll(async () => {
  await freshTopics();
  databaseUrl = (await freshDatabase()).url;
  record = await RecordUnderTest.open(databaseUrl);
  events = await eventsOnKafka();
  publisher = await PublisherUnderTest.start(databaseUrl);
});
afterAll(async () => {
  await publisher?.stop();
  await events?.stop();
  await record?.close();
});

const filer = { kind: 'filer', department: 'service-hall-windows', officer: null } as const;
const sequences = (trackingNumber: string) => events.of(trackingNumber).map(({ sequence }) => sequence);

async function storyOf(statements: number): Promise<string> {
  const { trackingNumber } = await record.registerCase({ subject: 'words of a filer' });
  for (let number = 1; number <= statements; number++)
    await record.commands.execute(
      command(
        trackingNumber,
        { type: 'addStatement', body: { kind: 'fact', text: `words ${number}` } },
        { actor: filer },
      ),
    );
  return trackingNumber;
}

describe('the events of cases', () => {
  it('reach Kafka in order within each case, each once', async () => {
    const numbers = await Promise.all(Array.from({ length: 20 }, () => storyOf(9)));
    await eventually(() => {
      for (const number of numbers) expect(sequences(number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    });
    await eventually(async () => {
      expect(await record.outbox.lag()).toEqual({ count: 0, ageSeconds: 0 });
    });
    expect(events.all()).toHaveLength(200);
  });

  it('say what happened and no text of it (P7)', async () => {
    const number = await storyOf(1);
    const [registered] = await eventually(() => {
      expect(sequences(number)).toHaveLength(2);
      return events.of(number);
    });
    expect(registered).toMatchObject({
      id: `${number}.1.1`,
      type: 'CaseRegistered',
      responsibleDepartment: 'social-insurance-counter',
      registeringDepartment: 'service-hall-windows',
    });
    expect(JSON.stringify(events.of(number))).not.toContain('words');
  });

  it('are published by one process at a time: another takes over when it stops', async () => {
    await eventually(() => expect(publisher.leads).toBe(true));
    const second = await PublisherUnderTest.start(databaseUrl);
    try {
      await eventually(async () => expect((await second.health()).status).toBe(200));
      expect([publisher.leads, second.leads]).toEqual([true, false]);
      await publisher.stop();
      const number = await storyOf(4);
      await eventually(() => expect(sequences(number)).toEqual([1, 2, 3, 4, 5]));
      expect(second.leads).toBe(true);
    } finally {
      await second.stop();
      publisher = await PublisherUnderTest.start(databaseUrl);
    }
  });

  it('wait while Kafka is out of reach, and the process says that it is not ready', async () => {
    await publisher.stop();
    const [nobodyListens] = await freePorts(1);
    const cutOff = await PublisherUnderTest.start(databaseUrl, {
      KAFKA_BROKERS: `127.0.0.1:${nobodyListens}`,
    });
    const number = await storyOf(1);
    const { status } = await cutOff.health();
    const { count } = await record.outbox.lag();
    await cutOff.stop();
    publisher = await PublisherUnderTest.start(databaseUrl);
    expect([status, count]).toEqual([503, 2]);
    await eventually(() => expect(sequences(number)).toEqual([1, 2]));
  });
});
