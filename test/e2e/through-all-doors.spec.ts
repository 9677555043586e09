import { caseSituationQuery, parseTrackingNumber } from '@casetrace/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, type Mail, mailbox } from '../engines';
import type { Registered } from '../harness/doors-client';
import { engineAddresses } from '../harness/engine-addresses';
import { counter, details, frontDesk, matter, pensions, personal, resolution } from './matters';
import { type Filer, Town } from './town';

let town: Town;
/** Letters and inboxes come by way of Kafka, which a busy machine may take its time over. */
const soon = { withinMs: 45_000, everyMs: 200 };

beforeAll(async () => {
  town = await Town.open();
});
afterAll(() => town?.close());

const worklistOf = async (officer: string): Promise<string> =>
  JSON.stringify((await town.as(officer).query('GET', '/v1/worklist?limit=100')).body);

/** The Message-ID as it stands in the letter's source. */
async function messageIdOf({ id }: Mail): Promise<string> {
  const source = await (await fetch(`${engineAddresses().mailWebAddress}/api/email/${id}/source`)).text();
  return /^message-id: *(<.+>)/im.exec(source)?.[1] ?? `none in ${id}`;
}

/** Everything that a history holds, its payloads in clear text. */
function readable(value: unknown): string {
  if (ArrayBuffer.isView(value))
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString();
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, member]) => `${name} ${readable(member)}`)
    .join('\n');
}

describe('a case, from the window to its closing', () => {
  const address = mailbox().addressFor('zhang');
  const argument = '原单位的缴费凭证已随信寄出，应当认定。';
  let registered: Registered;
  let filer: Filer;

  const told = (officer: string): Promise<string[]> =>
    town.inbox(officer, registered.trackingNumber).then((entries) => entries.map(({ kind }) => kind));

  it('is registered with a number, an access code, who is responsible and what happens next', async () => {
    registered = await town.as(frontDesk.officer).register(matter(address));
    filer = town.filerOf(registered);
    expect(parseTrackingNumber(registered.trackingNumber)).toBe(registered.trackingNumber);
    expect(registered).toMatchObject({
      status: 'assigned',
      responsibleDepartment: counter.department,
      nextDeadline: { kind: 'idle', occurrence: 1 },
    });
    expect(registered.nextDeadline?.why.zh).toMatch(/工作日/);
  });

  it('stands on the worklist of the counter, and its procedure runs in the engine', async () => {
    expect(await worklistOf(counter.officer)).toContain(registered.trackingNumber);
    expect(await worklistOf(pensions.officer)).not.toContain(registered.trackingNumber);
    await eventually(async () => {
      const situation = await town.workflowOf(registered.trackingNumber).query(caseSituationQuery);
      expect(situation).toMatchObject({
        version: 1,
        responsibleDepartment: counter.department,
        nextDeadline: { kind: 'idle', dueAt: registered.nextDeadline?.dueAt },
      });
    }, soon);
  });

  it('is claimed, worked on, and transferred to the next department', async () => {
    const { trackingNumber } = registered;
    await town.as(counter.officer).act(trackingNumber, 'claim', {});
    const worked = await town.as(counter.officer).act(trackingNumber, 'recordProgress', {
      text: '已调取参保记录，窗口部分已核对。',
    });
    expect(worked).toMatchObject({ status: 'inHandling', responsibleOfficer: counter.officer });
    const moved = await town.as(counter.officer).act(trackingNumber, 'transfer', {
      to: pensions.department,
      process: '窗口核对参保记录。',
      presentState: '两年记录在原单位，须由养老保险科核定。',
      seen: await town.seen(trackingNumber),
    });
    expect(moved).toMatchObject({ status: 'assigned', responsibleDepartment: pensions.department, level: 0 });
    expect(await worklistOf(pensions.officer)).toContain(trackingNumber);
    expect(await worklistOf(counter.officer)).not.toContain(trackingNumber);
  });

  it('takes the argument of the filer, and a resolution that has not seen it is refused with its text', async () => {
    const { trackingNumber } = registered;
    const before = await town.seen(trackingNumber);
    await filer.state('argument', argument);
    const refused = await town
      .as(pensions.officer)
      .query('POST', `/v1/cases/${trackingNumber}/actions/resolve`, {
        body: { ...resolution, seen: before },
        headers: { 'Idempotency-Key': 'not-seen-the-argument' },
      });
    expect(refused).toMatchObject({ status: 412, body: { code: 'newerEntries' } });
    expect(JSON.stringify(refused.body)).toContain(argument);
  });

  it('is replied to and resolved, and the filer, who is satisfied, closes it', async () => {
    const { trackingNumber } = registered;
    const { lastStatement } = await town.seen(trackingNumber);
    await town.as(pensions.officer).act(trackingNumber, 'replyToStatement', {
      statement: lastStatement,
      text: '凭证已收到，予以采信，补计两年。',
    });
    const seen = await town.seen(trackingNumber);
    const resolved = await town.as(pensions.officer).act(trackingNumber, 'resolve', { ...resolution, seen });
    expect(resolved).toMatchObject({ status: 'resolved', nextDeadline: { kind: 'confirmationReminder' } });
    expect(JSON.stringify(await filer.track())).toContain(resolution.result);
    const closed = await filer.answer('satisfied');
    expect(closed).toMatchObject({ status: 'closed', closure: 'satisfied', nextDeadline: null });
    expect(await worklistOf(pensions.officer)).not.toContain(trackingNumber);
  });

  it('ends its workflow, which never held a text or personal data', async () => {
    const workflow = town.workflowOf(registered.trackingNumber);
    await eventually(async () => {
      expect((await workflow.describe()).status.name).toBe('COMPLETED');
    }, soon);
    const history = readable(await workflow.fetchHistory());
    expect(history).toContain(registered.trackingNumber);
    for (const secret of [...Object.values(personal), address, details, argument, resolution.result])
      expect(history).not.toContain(secret);
  });

  it('is told on Kafka in order, without a text', async () => {
    const { trackingNumber } = registered;
    await eventually(() => {
      expect(town.events.of(trackingNumber).map(({ type }) => type)).toEqual([
        'CaseRegistered',
        'OfficerAssigned',
        'ProgressRecorded',
        'CaseTransferred',
        'StatementAdded',
        'StatementReplied',
        'CaseResolved',
        'FilerAnswered',
        'CaseClosed',
      ]);
    }, soon);
    const events = town.events.of(trackingNumber);
    expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => `${trackingNumber}.1.${index + 1}`));
    const { timeline } = await town.read(trackingNumber);
    expect(timeline.map(({ type }) => type)).toEqual(events.map(({ type }) => type));
    for (const secret of [...Object.values(personal), address, details, argument])
      expect(JSON.stringify(events)).not.toContain(secret);
  });

  it('writes the filer in Chinese: who is responsible, what comes next, how it ended', async () => {
    const mails = await eventually(async () => {
      const letters = await mailbox().to(address);
      expect(letters.map(({ subject }) => subject.split('：')[1]).sort()).toEqual(
        ['案件已登记', '案件已移交', '您的陈述已有答复', '案件已有处理结果，请您确认', '案件已结案'].sort(),
      );
      return letters;
    }, soon);
    const ofMove = mails.find(({ subject }) => subject.includes('案件已移交'));
    expect(ofMove?.subject).toContain(registered.trackingNumber);
    expect(ofMove?.text).toContain('养老保险科');
    const messageIds = await Promise.all(mails.map(messageIdOf));
    expect(new Set(messageIds).size).toBe(mails.length);
    for (const { text } of mails) expect(text).not.toContain(registered.accessCode);
  });

  it('tells the departments and the desk that registered it in their inboxes', async () => {
    await eventually(async () => {
      expect(await told(counter.officer)).toEqual(expect.arrayContaining(['caseArrived']));
      expect(await told(pensions.officer)).toEqual(
        expect.arrayContaining(['caseArrived', 'statementAdded', 'filerAnswered', 'caseClosed']),
      );
      expect(await told(frontDesk.officer)).toEqual(
        expect.arrayContaining(['caseMoved', 'replyGiven', 'caseResolved', 'caseClosed']),
      );
    }, soon);
  });

  it('opens again for a reason, at who closed it, and its procedure runs again under the same id', async () => {
    const { trackingNumber } = registered;
    const reopened = await town
      .as(frontDesk.officer)
      .act(trackingNumber, 'reopen', { reason: '补发差额未到账。' });
    expect(reopened).toMatchObject({ status: 'assigned', responsibleDepartment: pensions.department });
    await eventually(async () => {
      expect((await town.workflowOf(trackingNumber).describe()).status.name).toBe('RUNNING');
    }, soon);
  });
});

describe('a filer who is not satisfied and does not want to close (path d)', () => {
  it('keeps the case open: channels are told, it goes to the superior, and closes only when the filer agrees', async () => {
    const address = mailbox().addressFor('li');
    const registered = await town.as(frontDesk.officer).register(matter(address));
    const { trackingNumber } = registered;
    const filer = town.filerOf(registered);
    const refusal = { ...resolution, result: '不符合补缴条件。', rule: '示范市社会保险经办规则第十二条' };
    const seen = () => town.seen(trackingNumber);
    await town.as(counter.officer).act(trackingNumber, 'resolve', { ...refusal, seen: await seen() });
    const contested = await filer.answer('keepOpen', '期限从未告知，不同意结案。');
    expect(contested).toMatchObject({ status: 'contested', closure: null });
    const referred = await town.as(counter.officer).act(trackingNumber, 'referContested', {
      ...refusal,
      suggestion: '建议上级审查告知程序。',
      filerOpinion: '期限从未告知，不同意结案。',
      seen: await seen(),
    });
    expect(referred).toMatchObject({
      status: 'assigned',
      responsibleDepartment: pensions.department,
      level: 1,
    });
    const { timeline } = await town.read(trackingNumber);
    const channels = timeline.find(({ type }) => type === 'ComplaintChannelsTold');
    expect(channels?.data.bodies).toEqual(['complaints-line', 'court-administrative', 'city-supervision']);
    // A case that is over before the engine looks gets no workflow.
    await eventually(async () => {
      expect((await town.workflowOf(trackingNumber).describe()).status.name).toBe('RUNNING');
    }, soon);
    await town.as(pensions.officer).act(trackingNumber, 'resolve', { ...refusal, seen: await seen() });
    const closed = await filer.answer('agreeThoughDissatisfied', '不满意，但同意结案。');
    expect(closed).toMatchObject({ status: 'closed', closure: 'agreedThoughDissatisfied' });
    await eventually(async () => {
      const subjects = (await mailbox().to(address)).map(({ subject }) => subject).join('\n');
      expect(subjects).toMatch(/您可以向哪里投诉/);
      expect(subjects).toMatch(/有异议的案件已报上级部门/);
      expect((await town.inbox(pensions.officer, trackingNumber)).map(({ kind }) => kind)).toContain(
        'caseArrived',
      );
      expect((await town.workflowOf(trackingNumber).describe()).status.name).toBe('COMPLETED');
    }, soon);
  });
});

describe('who may look', () => {
  it('asks a filer for the access code, and lets an officer track by the number alone', async () => {
    const registered = await town.as(frontDesk.officer).register(matter(mailbox().addressFor('wang')));
    const path = `/v1/cases/${registered.trackingNumber}`;
    const nobody = await town.system.as().intake('GET', path);
    expect(nobody).toMatchObject({ status: 401, body: { code: 'notSignedIn' } });
    const guessed = await town.system
      .as()
      .intake('GET', path, { headers: { 'X-Access-Code': 'GUESSED-0000' } });
    expect(guessed).toMatchObject({ status: 404, body: { code: 'noSuchCase' } });
    expect(await town.filerOf(registered).track()).toMatchObject({ status: 'assigned', version: 1 });
    const officer = await town.as('market-consumers-1').track(registered.trackingNumber);
    expect(officer).toMatchObject({ status: 'assigned', trackingNumber: registered.trackingNumber });
    expect(JSON.stringify(officer)).not.toContain(personal.telephone);
  });

  it('gives the same case and code to a repeated registration, and a door that lost its answer makes no second case', async () => {
    const body = matter(mailbox().addressFor('zhao'));
    const once = await town.as('hotline-system').register(body, { key: 'hotline-4711' });
    const again = await town.as('hotline-system').register(body, { key: 'hotline-4711' });
    expect(again).toMatchObject({
      trackingNumber: once.trackingNumber,
      accessCode: once.accessCode,
      replayed: true,
    });
  });
});
