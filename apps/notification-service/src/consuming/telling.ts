import type { Log } from '@casetrace/service-kit';
import { createKafka } from '@casetrace/kafka-client';
import type { Kafka } from 'kafkajs';
import type { DataSource } from 'typeorm';
import { whoIsTold } from '../audience/who-is-told';
import { domainOf, type NotificationConfiguration } from '../configuration';
import { writeDown } from '../ledger/write-down';
import type { ConsumingFigures } from './consuming-figures';
import type { DeadLetters } from './dead-letters';
import { MessageWorker } from './message-worker';
import { RecordOutages } from './outage';

interface Telling {
  record: DataSource;
  deadLetters: DeadLetters;
  figures: ConsumingFigures;
  log: Log;
  /** a new letter waits to be sent */
  onLetter: () => void;
}

const firstOutageWaitMs = 250;
/** Well below the session of the group, which hears nothing meanwhile. */
const effectTimeoutMs = 5_000;

/** A worker whose effect is to write down everyone who is told of an event. */
export function tellingWorker(parts: Telling, configuration: NotificationConfiguration): MessageWorker {
  const { record, deadLetters, figures, log, onLetter } = parts;
  const mailDomain = domainOf(configuration.MAIL_FROM);
  const { MESSAGE_ATTEMPTS, MESSAGE_RETRY_FIRST_MS, OUTAGE_RETRY_LONGEST_MS } = configuration;
  return new MessageWorker(
    {
      effect: async (event) => {
        const { letterWaits } = await writeDown(record, event, whoIsTold(event), mailDomain);
        if (letterWaits) onLetter();
      },
      outages: new RecordOutages(() => record.query('select from notifications, inbox_entries limit 0')),
      deadLetters,
      figures,
      log,
    },
    {
      attempts: MESSAGE_ATTEMPTS,
      betweenAttempts: { firstMs: MESSAGE_RETRY_FIRST_MS, longestMs: OUTAGE_RETRY_LONGEST_MS },
      duringOutage: { firstMs: firstOutageWaitMs, longestMs: OUTAGE_RETRY_LONGEST_MS },
      effectTimeoutMs,
    },
  );
}

/** Kafka as this service knows it; its lines go into the service's log. */
export function kafkaOf({ KAFKA_BROKERS, KAFKA_GROUP }: NotificationConfiguration, log: Log): Kafka {
  return createKafka({
    clientId: KAFKA_GROUP,
    brokers: KAFKA_BROKERS,
    connectionTimeout: 3_000,
    requestTimeout: 15_000,
    log,
  });
}
