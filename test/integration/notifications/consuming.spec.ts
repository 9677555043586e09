import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseEventsTopic } from '@casetrace/contracts';
import { eventually, freshTopics, kafkaBrokers, mailbox, smtpUrl } from '../../engines';
import {
  counter,
  type DeadLetter,
  deadLettersOnKafka,
  Desk,
  desk,
  kafkaOf,
  type RunningNotifications,
  startNotifications,
} from './desk';

const group = 'notification-service';

describe('the consumer of case events', () => {
  let window: Desk;
  let service: RunningNotifications;
  let deadLetters: { all: DeadLetter[]; stop(): Promise<void> };

  beforeAll(async () => {
    await freshTopics();
    window = await Desk.open();
    service = await startNotifications(window.url, { SMTP_URL: smtpUrl() });
    deadLetters = await deadLettersOnKafka();
  });
  afterAll(async () => {
    await service.app.close();
    await deadLetters.stop();
    await window.close();
  });

  it('tells each recipient once though a message is delivered three times', async () => {
    const mail = mailbox().addressFor('once');
    const number = await window.register({ mail });
    const [news] = await window.newsOf(number);
    for (let time = 1; time <= 3; time++) await window.publish(news!);
    const last = await window.register({ mail: mailbox().addressFor('after') });
    await window.publishCase(last);

    await eventually(async () => expect(await allCommitted()).toBe(true));
    await eventually(async () => expect(await mailbox().to(mail)).toHaveLength(1));
    expect(await window.inbox(number)).toEqual([
      { department: counter, kind: 'caseArrived', eventId: `${number}.1.1` },
    ]);
    expect(await window.letters(number)).toMatchObject([
      {
        eventId: `${number}.1.1`,
        recipient: 'filer',
        channel: 'mail',
        template: 'CaseRegistered',
        state: 'sent',
      },
    ]);
    expect(await mailbox().to(mail)).toHaveLength(1);
  });

  it('writes no letter to a filer without an address, and tells the departments all the same', async () => {
    const number = await window.register();
    await window.publishCase(number);
    await eventually(async () => expect(await window.inbox(number)).toHaveLength(1));
    expect(await window.letters(number)).toEqual([]);
  });

  it('tells the old and the new department, the front desk and the filer of an escalation', async () => {
    const mail = mailbox().addressFor('escalated');
    const number = await window.register({ mail });
    window.letDaysPass(30);
    await window.applyDeadlines(number);
    const news = await window.newsOf(number);
    const escalated = news.find(({ type }) => type === 'IdleEscalated')!;
    await window.publish(...news);

    const told = await eventually(async () => {
      const entries = await window.inbox(number);
      const about = entries.filter(({ eventId }) => eventId === escalated.id);
      expect(about).toHaveLength(3);
      return about;
    });
    expect(told.map(({ department, kind }) => `${department} ${kind}`).sort()).toEqual(
      [`${desk} caseClimbed`, `${counter} caseClimbed`, `${String(escalated.data['to'])} caseArrived`].sort(),
    );
    await eventually(async () => {
      const subjects = (await mailbox().to(mail)).map(({ subject }) => subject);
      expect(subjects).toContain(`【案踪】${number}：案件已升级至上级部门`);
    });
  });

  it('lets poison go to the dead letters with its story, and the partition moves on', async () => {
    const number = await window.register();
    const [news] = await window.newsOf(number);
    // A value that PostgreSQL cannot keep: it passes the contract, and fails by its own fault every time.
    const poison = { ...news!, data: { ...news!.data, channel: 'coun\u0000ter' } };
    const next = await window.register();
    await window.publishValues([
      { key: 'same-partition', value: 'no JSON at all' },
      { key: 'same-partition', value: JSON.stringify(poison) },
      { key: 'same-partition', value: JSON.stringify((await window.newsOf(next))[0]) },
    ]);

    await eventually(async () => expect(await window.inbox(next)).toHaveLength(1));
    await eventually(() => expect(deadLetters.all).toHaveLength(2));
    const [unreadable, poisonous] = deadLetters.all;
    expect(unreadable).toMatchObject({
      key: 'same-partition',
      value: 'no JSON at all',
      headers: {
        'casetrace-consumer': group,
        'casetrace-original-topic': caseEventsTopic,
        'casetrace-error': 'the value is not JSON',
        'casetrace-attempts': '1',
      },
    });
    expect(poisonous!.value).toBe(JSON.stringify(poison));
    expect(poisonous!.headers['casetrace-attempts']).toBe('3');
    expect(poisonous!.headers['casetrace-error']).toMatch(/Unicode/);
    expect(Date.parse(poisonous!.headers['casetrace-first-failure-at']!)).toBeGreaterThan(
      Date.now() - 60_000,
    );
    expect(Number(poisonous!.headers['casetrace-original-offset'])).toBe(
      Number(unreadable!.headers['casetrace-original-offset']) + 1,
    );
    expect(await window.inbox(number)).toEqual([]);
    await eventually(async () => expect(await allCommitted()).toBe(true));
  });

  it('lets an operator replay what is dead: what can be understood by now is done, the rest stays dead', async () => {
    const number = await window.register();
    const [news] = await window.newsOf(number);
    const headers = { 'casetrace-consumer': group, 'casetrace-first-failure-at': '2026-01-01T00:00:00.000Z' };
    const before = deadLetters.all.length;
    await window.bury({ key: number, value: JSON.stringify(news), headers });
    await window.bury({ key: 'else', value: '{}', headers: { 'casetrace-consumer': 'another-service' } });
    expect(await replayDeadLetters(window.url)).toEqual({ replayed: 1, deadAgain: 2, skipped: 1 });
    expect(await window.inbox(number)).toHaveLength(1);
    await eventually(() => expect(deadLetters.all).toHaveLength(before + 4));
    const again = deadLetters.all.filter(({ value }) => value === 'no JSON at all');
    expect(again).toHaveLength(2);
    for (const name of [
      'casetrace-original-topic',
      'casetrace-original-offset',
      'casetrace-first-failure-at',
    ])
      expect(again[1]!.headers[name]).toBe(again[0]!.headers[name]);
    expect(await replayDeadLetters(window.url)).toEqual({ replayed: 0, deadAgain: 2, skipped: 0 });
  });

  it('loses nothing when it is stopped and started in the middle of the news', async () => {
    const numbers = await Promise.all(Array.from({ length: 40 }, () => window.register()));
    const publishing = (async () => {
      for (const number of numbers) await window.publishCase(number);
    })();
    await service.app.close();
    await publishing;
    service = await startNotifications(window.url, { SMTP_URL: smtpUrl() });
    await eventually(async () => expect(await allCommitted()).toBe(true));
    for (const number of numbers) expect(await window.inbox(number)).toHaveLength(1);
  });

  it('lets several copies share the work', async () => {
    const second = await startNotifications(window.url, { SMTP_URL: smtpUrl() });
    try {
      const mails = Array.from({ length: 20 }, (_, index) => mailbox().addressFor(`shared-${index}`));
      const numbers: string[] = [];
      for (const mail of mails) numbers.push(await window.register({ mail }));
      for (const number of numbers) await window.publishCase(number);
      await eventually(async () => expect(await allCommitted()).toBe(true));
      await eventually(async () => {
        for (const number of numbers) expect(await window.letters(number)).toMatchObject([{ state: 'sent' }]);
      });
      for (const mail of mails) expect(await mailbox().to(mail)).toHaveLength(1);
    } finally {
      await second.app.close();
    }
  });

  it('keeps names, addresses and texts out of its tables and its log', async () => {
    const tables = await window.record.query<{ all: string }[]>(
      `select coalesce((select string_agg(n::text, ' ') from notifications n), '')
         || coalesce((select string_agg(i::text, ' ') from inbox_entries i), '') as all`,
    );
    const written = `${tables[0]!.all}${service.logged()}`;
    expect(written.length).toBeGreaterThan(1000);
    expect(written).not.toMatch(/@example\.org|张三|养老金/);
  });
});

/** Whether the group has committed everything that is on the topic. */
async function allCommitted(): Promise<boolean> {
  const admin = kafkaOf().admin();
  await admin.connect();
  try {
    const [committed] = await admin.fetchOffsets({ groupId: group, topics: [caseEventsTopic] });
    const ends = await admin.fetchTopicOffsets(caseEventsTopic);
    return ends
      .filter(({ low, high }) => low !== high)
      .every(({ partition, high }) => {
        const offset = committed?.partitions.find((each) => each.partition === partition)?.offset;
        return offset === high;
      });
  } finally {
    await admin.disconnect();
  }
}

/** Runs the operator's program, as it is built. */
async function replayDeadLetters(databaseUrl: string): Promise<unknown> {
  const program = join(__dirname, '../../../apps/notification-service/dist/replay-dead-letters.js');
  const environment = { DATABASE_URL: databaseUrl, KAFKA_BROKERS: kafkaBrokers(), LOG_LEVEL: 'silent' };
  const { stdout } = await promisify(execFile)(process.execPath, [program], {
    env: { ...process.env, ...environment, MESSAGE_RETRY_FIRST_MS: '10' },
  });
  return JSON.parse(stdout);
}
