import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { caseEventsDeadLetterTopic, type CaseEventMessage } from '@casetrace/contracts';
import { ConfigResourceTypes } from 'kafkajs';
import { eventually, freshTopics, kafkaBrokers, mailbox, smtpUrl } from '../../engines';
import type * as desk from './desk';

/**
 * What runs in this process is of the version before: it knows schema 1. The programs that are built know the newest. Loaded
 * here, since an import would come before the mock.
 */
function versionBefore(): typeof desk {
  jest.doMock('@casetrace/contracts', () => ({
    ...jest.requireActual<object>('@casetrace/contracts'),
    eventSchemaVersion: 1,
  }));
  return jest.requireActual<typeof desk>('./desk');
}

describe('an event of a newer schema than notification knows', () => {
  let window: desk.Desk;
  let service: desk.RunningNotifications;
  let news: CaseEventMessage;
  let number: string;
  const mail = mailbox().addressFor('newer');

  beforeAll(async () => {
    await freshTopics();
    const before = versionBefore();
    window = await before.Desk.open();
    service = await before.startNotifications(window.url, { SMTP_URL: smtpUrl() });
    number = await window.register({ mail });
    news = { ...(await window.newsOf(number))[0]!, schemaVersion: 2 };
    await window.publish(news);
  });
  afterAll(async () => {
    await service.app.close();
    await window.close();
  });

  const waiting = async (): Promise<object[]> => {
    const { warnings } = (await (await fetch(`${service.url}/health/ready`)).json()) as {
      warnings: { code: string }[];
    };
    return warnings.filter(({ code }) => code === 'eventsGivenUp');
  };
  const figure = async (): Promise<string | undefined> =>
    /^casetrace_notification_dead_letters\{.*\} (\d+)$/m.exec(
      await (await fetch(`${service.url}/metrics`)).text(),
    )?.[1];

  it('goes to the dead letters; health and figures say how many wait, and what to do', async () => {
    await eventually(async () =>
      expect(await waiting()).toEqual([
        { code: 'eventsGivenUp', detail: expect.stringContaining('npm run replay-dead-letters'), events: 1 },
      ]),
    );
    expect(await figure()).toBe('1');
    expect(await window.inbox(number)).toEqual([]);
  });

  it('is told to everybody once by the newer version, however often that is asked to', async () => {
    expect(await replayByTheNewerVersion()).toEqual({ replayed: 1, deadAgain: 0, skipped: 0 });
    await window.publish({ ...news, schemaVersion: 1 });
    await window.bury({
      key: number,
      value: JSON.stringify(news),
      headers: { 'casetrace-consumer': 'notification-service' },
    });
    expect(await replayByTheNewerVersion()).toEqual({ replayed: 1, deadAgain: 0, skipped: 0 });

    expect(await window.inbox(number)).toEqual([
      { department: 'social-insurance-counter', kind: 'caseArrived', eventId: news.id },
    ]);
    await eventually(async () => expect(await window.letters(number)).toMatchObject([{ state: 'sent' }]));
    expect(await mailbox().to(mail)).toHaveLength(1);
  });

  it('is warned of no longer', async () => {
    await eventually(async () => expect(await waiting()).toEqual([]));
    expect(await figure()).toBe('0');
  });

  /** The program as it is built: not of this process, and so of the newest version. */
  async function replayByTheNewerVersion(): Promise<unknown> {
    const program = join(__dirname, '../../../apps/notification-service/dist/replay-dead-letters.js');
    const environment = { DATABASE_URL: window.url, KAFKA_BROKERS: kafkaBrokers(), LOG_LEVEL: 'silent' };
    const { stdout } = await promisify(execFile)(process.execPath, [program], {
      env: { ...process.env, ...environment },
    });
    return JSON.parse(stdout);
  }
});

describe('the topic of dead letters', () => {
  it('is made by notification where it is missing, and keeps them until an operator comes', async () => {
    const { kafkaOf, Desk, startNotifications } = versionBefore();
    const admin = kafkaOf().admin();
    await admin.connect();
    const window = await Desk.open();
    await admin.deleteTopics({ topics: [caseEventsDeadLetterTopic] });
    const gone = async () => expect(await admin.listTopics()).not.toContain(caseEventsDeadLetterTopic);
    await eventually(gone);
    const service = await startNotifications(window.url);
    try {
      await eventually(async () => {
        const resources = [{ type: ConfigResourceTypes.TOPIC, name: caseEventsDeadLetterTopic }];
        const described = await admin.describeConfigs({ resources, includeSynonyms: false });
        const settings = (
          described.resources[0]!.configEntries as { configName: string; configValue: string }[]
        ).map(({ configName, configValue }) => [configName, configValue]);
        expect(settings).toContainEqual(['retention.ms', '-1']);
      });
    } finally {
      await service.app.close();
      await window.close();
      await admin.disconnect();
    }
  });
});
