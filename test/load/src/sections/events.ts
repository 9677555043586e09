import { Kafka, logLevel } from 'kafkajs';
import { bench } from '../configuration';
import { measured, openLoop, row } from '../measures';
import { quiet } from '../system';
import type { Section } from './section';
import { headline } from './section';

const forMs = bench.quick ? 5_000 : 30_000;

/** From the commit of an event to a Kafka consumer, at 100 events a second. */
export const eventsToKafka: Section = async ({ system, doors }) => {
  headline('event committed to Kafka consumer, 100 events a second (goal: p99 under 500 ms)');
  await quiet(system.pool);
  const kafka = new Kafka({ clientId: 'bench', brokers: [bench.kafkaBrokers], logLevel: logLevel.NOTHING });
  const consumer = kafka.consumer({ groupId: `bench-${process.pid}` });
  const latencies: number[] = [];
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
  const begun = performance.now();
  await openLoop(100, forMs, async () => {
    await doors.register('social-insurance-pensions');
  });
  await quiet(system.pool);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  await consumer.disconnect();
  console.log(row('from recordedAt to the consumer', measured(latencies, performance.now() - begun)));
};
