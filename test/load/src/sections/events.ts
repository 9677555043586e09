import { Kafka, logLevel } from 'kafkajs';
import { bench } from '../configuration';
import { measured, openLoop, row } from '../measures';
import { quiet } from '../system';
import type { Section } from './section';
import { headline } from './section';

const forMs = bench.quick ? 5_000 : 30_000;
const warmUpMs = bench.quick ? 2_000 : 10_000;
/** Events a second: fewer than a small machine's engine takes up as cases, and the rate of the goal. */
const rates = [25, 100] as const;

/** From the commit of an event to a Kafka consumer. */
export const eventsToKafka: Section = async ({ system, doors }) => {
  headline('event committed to Kafka consumer (goal: p99 under 500 ms at 100 events a second)');
  const kafka = new Kafka({ clientId: 'bench', brokers: [bench.kafkaBrokers], logLevel: logLevel.NOTHING });
  const consumer = kafka.consumer({ groupId: `bench-${process.pid}` });
  let latencies: number[] = [];
  await consumer.connect();
  await consumer.subscribe({ topic: 'case-events.v1', fromBeginning: false });
  const joined = new Promise<void>((resolve) => consumer.on(consumer.events.GROUP_JOIN, () => resolve()));
  await consumer.run({
    eachMessage: ({ message }) => {
      const { recordedAt } = JSON.parse(message.value?.toString() ?? '{}') as { recordedAt?: string };
      if (recordedAt) latencies.push(Date.now() - Date.parse(recordedAt));
      return Promise.resolve();
    },
  });
  await joined;
  const register = (): Promise<unknown> => doors.register('social-insurance-pensions');
  // The first events after a start wait for a Kafka that is cold.
  await openLoop(rates[0], warmUpMs, register);
  for (const perSecond of rates) {
    await quiet(system.pool);
    latencies = [];
    const { elapsedMs } = await openLoop(perSecond, forMs, register);
    await quiet(system.pool);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    console.log(row(`from recordedAt to the consumer, ${perSecond} asked`, measured(latencies, elapsedMs)));
  }
  await consumer.disconnect();
};
