import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { commandBodies } from '@casetrace/contracts';
import { eventually, freshTopics, kafkaBrokers, mailbox, smtpUrl, staffKey } from '../../engines';
import { Keeper } from '../../harness/keeper';
import { Desk, impatient, type RunningNotifications, startNotifications } from './desk';
import { ScriptedMailServer } from './scripted-mail-server';

const seen = { version: 1, lastStatement: 0 };

describe('the deliverer of letters', () => {
  let window: Desk;
  let server: ScriptedMailServer;
  let service: RunningNotifications | undefined;

  beforeAll(async () => {
    await freshTopics();
    window = await Desk.open();
  });
  afterAll(() => window.close());
  beforeEach(async () => {
    server = await ScriptedMailServer.start();
  });
  afterEach(async () => {
    await service?.app.close();
    service = undefined;
    await server.stop();
  });

  const registered = async (mail: string): Promise<string> => {
    const number = await window.register({ mail });
    await window.publishCase(number);
    return number;
  };
  const operations = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${service!.url}/v1/notifications${path}`, {
      ...init,
      headers: { authorization: `Bearer ${staffKey('operations-1')}`, 'content-type': 'application/json' },
    });
  const replay = async (body: object = {}): Promise<unknown> =>
    (await operations('/replay', { method: 'POST', body: JSON.stringify(body) })).json();

  it('delivers a Chinese letter intact, with what a filer asks', async () => {
    service = await startNotifications(window.url, {
      SMTP_URL: smtpUrl(),
      PUBLIC_BASE_URL: 'https://cases.example.org',
    });
    const mail = mailbox().addressFor('chinese');
    const number = await window.register({ mail });
    await window.act(number, { type: 'claim', body: {} });
    await window.publishCase(number);
    const [letter] = await eventually(async () => {
      const letters = await mailbox().to(mail);
      expect(letters).toHaveLength(1);
      return letters;
    });
    expect(letter!.subject).toBe(`【案踪】${number}：案件已登记`);
    expect(letter!.text).toContain('您的案件已登记，并分派给');
    expect(letter!.text).toContain('责任人：');
    expect(letter!.text).toMatch(/下一步：责任部门应在\d{4}年\d{1,2}月\d{1,2}日（星期.）17:30前办理/);
    expect(letter!.text).toMatch(/期限说明：.*个工作日/);
    expect(letter!.text).toContain('https://cases.example.org');
    expect(letter!.text).not.toContain('养老金');
    expect(letter!.headers['auto-submitted']).toBe('auto-generated');
  });

  it('writes in English to who chose it, and names the day by which to answer', async () => {
    service = await startNotifications(window.url, { SMTP_URL: smtpUrl() });
    const mail = mailbox().addressFor('english');
    const number = await window.register({ mail, language: 'en' });
    const resolution = { process: '核对', result: '已补发', rule: 'none', cause: '系统迟延', seen };
    const body = commandBodies.resolve.parse(resolution);
    await window.act(number, { type: 'resolve', body });
    await window.publishCase(number);
    const letters = await eventually(async () => {
      const all = await mailbox().to(mail);
      expect(all).toHaveLength(2);
      return all;
    });
    const resolved = letters.find(({ subject }) => subject.includes('resolved'))!;
    expect(resolved.subject).toBe(
      `[Casetrace] ${number}: resolved: please tell us whether you are satisfied`,
    );
    expect(resolved.text).toMatch(
      /Next step: please answer to the resolution by \w+day, \d+ \w+ \d{4}, 17:30/,
    );
    expect(resolved.text).not.toMatch(/\p{Script=Han}/u);
    expect(resolved.headers['content-language']).toBe('en');
  });

  it('tells a contested filer where to complain, with telephone and address (M6d)', async () => {
    service = await startNotifications(window.url, { SMTP_URL: smtpUrl() });
    const mail = mailbox().addressFor('contested');
    const number = await window.register({ mail });
    const resolution = { process: '核对', result: '不予补发', rule: '办法第三条', cause: '材料不全', seen };
    await window.act(number, { type: 'resolve', body: commandBodies.resolve.parse(resolution) });
    const kept = { answer: 'keepOpen', seen: { version: 2, lastStatement: 0 } } as const;
    await window.act(number, { type: 'answer', body: kept });
    await window.act(number, {
      type: 'referContested',
      body: commandBodies.referContested.parse({
        ...resolution,
        suggestion: '请上级研究',
        filerOpinion: '不同意',
        seen: { version: 3, lastStatement: 0 },
      }),
    });
    await window.publishCase(number);
    const referred = await eventually(async () => {
      const letters = await mailbox().to(mail);
      const about = letters.find(({ subject }) => subject.includes('有异议'));
      expect(about).toBeDefined();
      return about!;
    });
    expect(referred.text).toContain('示范市投诉热线，电话：000-0000-0003，地址：示范市示范路3号');
    expect(referred.text).toContain('示范市监督委员会');
    const told = (await window.inbox(number)).filter(({ kind }) => kind === 'complaintChannelTold');
    expect(told.map(({ department }) => department).sort()).toEqual([
      'city-supervision',
      'complaints-line',
      'court-administrative',
    ]);
  });

  it('tries a refused letter again, gives it up, and sends it when an operator replays it', async () => {
    service = await startNotifications(window.url, { SMTP_URL: server.url });
    server.refusal = '550 5.1.1 <refused@example.org> no such user';
    const number = await registered('refused@example.org');
    await eventually(async () =>
      expect(await window.letters(number)).toMatchObject([
        { state: 'dead', attempts: 3, lastError: 'EENVELOPE 550 5.1.1' },
      ]),
    );
    expect(server.refusals).toBe(3);
    const ready = (await (await fetch(`${service.url}/health/ready`)).json()) as { warnings: object[] };
    expect(ready.warnings).toContainEqual(expect.objectContaining({ code: 'deadLetters', letters: 1 }));
    const listed = (await (await operations('?state=dead')).json()) as { letters: object[] };
    expect(listed.letters).toMatchObject([{ trackingNumber: number, state: 'dead', recipient: 'filer' }]);
    expect(JSON.stringify(listed)).not.toContain('refused@');
    expect(service.logged()).not.toContain('refused@');

    server.refusal = undefined;
    expect(await replay({ eventIds: ['another'] })).toEqual({ replayed: 0 });
    expect(await replay()).toEqual({ replayed: 1 });
    await eventually(async () => expect(await window.letters(number)).toMatchObject([{ state: 'sent' }]));
    expect(await replay()).toEqual({ replayed: 0 });
    expect(server.taken).toHaveLength(1);
    const [letter] = await window.letters(number);
    expect(server.taken[0]!.messageId).toBe(letter!.messageId);
  });

  it('waits for a mail server that is away, and sends everything once it is back', async () => {
    const { url } = server;
    await server.stop();
    const patient = { MAIL_ATTEMPTS: '20', MAIL_RETRY_LONGEST_MS: '600000', MAIL_RETRY_FIRST_MS: '400' };
    service = await startNotifications(window.url, { SMTP_URL: url, ...patient });
    const numbers = [await registered('one@example.org'), await registered('two@example.org')];
    await eventually(async () => {
      for (const number of numbers)
        expect(await window.letters(number)).toMatchObject([{ state: 'failed', lastError: 'unreachable' }]);
    });
    server = await ScriptedMailServer.startAt(url);
    await eventually(async () => {
      for (const number of numbers) expect(await window.letters(number)).toMatchObject([{ state: 'sent' }]);
    });
    expect(server.taken.map(({ to }) => to).sort()).toEqual(['one@example.org', 'two@example.org']);
  });

  it('does not wait for ever for a mail server that hangs', async () => {
    server.silent = true;
    service = await startNotifications(window.url, { SMTP_URL: server.url, MAIL_TIMEOUT_MS: '300' });
    const number = await registered('hanging@example.org');
    await eventually(async () =>
      expect(await window.letters(number)).toMatchObject([{ state: 'dead', lastError: 'unreachable' }]),
    );
    server.silent = false;
    expect(await replay()).toEqual({ replayed: 1 });
    await eventually(async () => expect(await window.letters(number)).toMatchObject([{ state: 'sent' }]));
  });

  it('lets letters wait where no mail server is named, and says so', async () => {
    service = await startNotifications(window.url);
    const number = await registered('waiting@example.org');
    await eventually(async () =>
      expect(await window.letters(number)).toMatchObject([{ state: 'pending', attempts: 0 }]),
    );
    const ready = (await (await fetch(`${service.url}/health/ready`)).json()) as { warnings: object[] };
    expect(ready.warnings).toContainEqual(expect.objectContaining({ code: 'noMailServer', letters: 1 }));
    await service.app.close();
    service = await startNotifications(window.url, { SMTP_URL: server.url });
    await eventually(async () =>
      expect(await window.letters(number)).toMatchObject([{ state: 'sent', attempts: 1 }]),
    );
  });

  it('gives a letter up whose address was erased', async () => {
    service = await startNotifications(window.url);
    const number = await registered('erased@example.org');
    await eventually(async () => expect(await window.letters(number)).toHaveLength(1));
    await window.record.query(
      `begin; set local role casetrace_erasure; delete from case_texts where tracking_number = '${number}' and field = 'mail'; commit`,
    );
    await service.app.close();
    service = await startNotifications(window.url, { SMTP_URL: server.url });
    await eventually(async () =>
      expect(await window.letters(number)).toMatchObject([{ state: 'dead', lastError: 'noAddress' }]),
    );
    expect(server.taken).toEqual([]);
  });

  it('sends a second copy with the same Message-ID only where it was killed between sending and noting', async () => {
    const keeper = await Keeper.start();
    try {
      let kill: () => Promise<void> = () => Promise.resolve();
      // Killed when the letter is out and the server has not said so yet: it can never have been noted.
      server.beforeSayingSo = () => (server.taken.length === 1 ? kill() : undefined);
      const environment = {
        DATABASE_URL: window.url,
        KAFKA_BROKERS: kafkaBrokers(),
        ...impatient,
        SMTP_URL: server.url,
        MAIL_LEASE_SECONDS: '3',
      };
      const script = 'apps/notification-service/dist/main.js';
      await keeper.startService({ name: 'notification-service', script, environment });
      kill = () => keeper.kept('notification-service').crash();
      const number = await registered('twice@example.org');
      await eventually(() => expect(server.taken).toHaveLength(1));
      await eventually(async () =>
        expect(await window.letters(number)).toMatchObject([{ state: 'sending', attempts: 1 }]),
      );

      service = await startNotifications(window.url, { SMTP_URL: server.url });
      await eventually(async () =>
        expect(await window.letters(number)).toMatchObject([{ state: 'sent', attempts: 2 }]),
      );
      expect(server.taken.map(({ messageId }) => messageId)).toEqual(
        Array(2).fill((await window.letters(number))[0]!.messageId),
      );
      await pause(500);
      expect(server.taken).toHaveLength(2);
    } finally {
      await keeper.end();
    }
  });
});
