import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type EventsOnKafka, eventsOnKafka, eventually } from '../../engines';
import { command } from '../record/record-under-test';
import { World } from './worker-under-test';

let world: World;
let events: EventsOnKafka;

beforeAll(async () => {
  world = await World.begin();
  events = await eventsOnKafka();
});
afterAll(async () => {
  await events?.stop();
  await world?.end();
});

const filer = { kind: 'filer', department: 'service-hall-windows', officer: null } as const;
const sequences = (trackingNumber: string) => events.of(trackingNumber).map(({ sequence }) => sequence);

async function storyOf(statements: number): Promise<string> {
  const { trackingNumber } = await world.record.registerCase({ subject: 'words of a filer' });
  for (let number = 1; number <= statements; number++)
    await world.record.commands.execute(
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
      expect(await world.record.outbox.lag()).toEqual({ count: 0, ageSeconds: 0 });
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
    const second = await World.on(world.databaseUrl, { namespace: world.engine.namespace });
    await second.startWorker();
    try {
      expect([world.process.toKafka.leads, second.process.toKafka.leads]).toEqual([true, false]);
      await world.stopWorker();
      const number = await storyOf(4);
      await eventually(() => expect(sequences(number)).toEqual([1, 2, 3, 4, 5]));
      expect(second.process.toKafka.leads).toBe(true);
    } finally {
      await second.end();
      await world.startWorker();
    }
  });
});
