import { createLog, loadConfiguration } from '@casetrace/service-kit';
import { setupConfiguration } from './configuration';
import { prepareKafka } from './setup/prepare-kafka';
import { prepareTemporal } from './setup/prepare-temporal';
import { Waiting } from './setup/waiting';
import { EngineConnection } from './temporal/engine-connection';

/** Prepares Temporal and Kafka for the system: namespace, search attributes, topics. Waits for both; may be run again. */
async function setUp(): Promise<void> {
  const configuration = loadConfiguration(setupConfiguration);
  const log = createLog({ service: 'setup', level: configuration.LOG_LEVEL });
  const engine = new EngineConnection(configuration);
  const waiting = new Waiting(configuration.SETUP_SECONDS);
  const topics = {
    brokers: configuration.KAFKA_BROKERS,
    partitions: configuration.KAFKA_PARTITIONS,
    replication: configuration.KAFKA_REPLICATION,
  };
  try {
    const prepared = await Promise.allSettled([
      prepareTemporal(engine, configuration.TEMPORAL_RETENTION_DAYS, waiting, log),
      prepareKafka(topics, waiting, log),
    ]);
    for (const each of prepared) {
      if (each.status === 'fulfilled') continue;
      log.fatal({ err: each.reason as unknown }, 'set-up failed');
      process.exitCode = 1;
    }
  } finally {
    await engine.close();
  }
}

void setUp();
