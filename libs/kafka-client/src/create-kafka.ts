import type { Log } from '@casetrace/service-kit';
import { Kafka, type KafkaConfig, logLevel } from 'kafkajs';
import { kafkaLog } from './kafka-log';
import { mendKafkaTimers } from './kafkajs-timers';

/** How a process knows Kafka. Milliseconds. */
export interface KafkaOptions extends Pick<KafkaConfig, 'connectionTimeout' | 'requestTimeout' | 'retry'> {
  clientId: string;
  brokers: string[];
  /** where its lines go; nowhere without it */
  log?: Log;
}

/** Kafka as every process of ours uses it: mended, and with its lines in the log of the process. */
export function createKafka({ log, ...options }: KafkaOptions): Kafka {
  mendKafkaTimers();
  return new Kafka({
    ...options,
    ...(log ? { logCreator: () => kafkaLog(log) } : { logLevel: logLevel.NOTHING }),
  });
}
