import { createDataSource } from '@casetrace/case-record';
import { createLog, loadConfiguration, type Log } from '@casetrace/service-kit';
import { Registry } from 'prom-client';
import { type NotificationConfiguration, notificationConfiguration } from './configuration';
import { ConsumingFigures } from './consuming/consuming-figures';
import { DeadLetterReplay } from './consuming/dead-letter-replay';
import { DeadLetters } from './consuming/dead-letters';
import { kafkaOf, tellingWorker } from './consuming/telling';

const configuration = loadConfiguration(notificationConfiguration);
const log = createLog({ service: 'replay-dead-letters', level: configuration.LOG_LEVEL });

/**
 * `npm run replay-dead-letters`: an operator lets the messages be worked off again that went to the dead letters, once
 * their cause is removed. Needs DATABASE_URL and KAFKA_BROKERS. Prints one line of JSON.
 */
async function replayDeadLetters(settings: NotificationConfiguration, to: Log): Promise<void> {
  const record = await createDataSource({
    databaseUrl: settings.DATABASE_URL,
    applicationName: 'replay-dead-letters',
  });
  const kafka = kafkaOf(settings, to);
  const deadLetters = new DeadLetters(kafka, settings.KAFKA_GROUP);
  const figures = new ConsumingFigures(new Registry());
  try {
    const parts = { record, deadLetters, figures, log: to, onLetter: () => undefined };
    const replay = new DeadLetterReplay(kafka, tellingWorker(parts, settings), settings.KAFKA_GROUP);
    const { tried, skipped } = await replay.run();
    const { values } = await figures.messages.get();
    const deadAgain = values.find(({ labels }) => labels.outcome === 'deadLetter')?.value ?? 0;
    process.stdout.write(`${JSON.stringify({ replayed: tried - deadAgain, deadAgain, skipped })}\n`);
  } finally {
    await deadLetters.close();
    await record.destroy();
  }
}

replayDeadLetters(configuration, log).catch((error: unknown) => {
  log.fatal({ err: error }, 'the dead letters could not be replayed');
  process.exitCode = 1;
});
