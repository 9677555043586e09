import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, mailbox } from '../engines';
import { counter, division, frontDesk, matter, pensions, resolution } from './matters';
import { type CasePage, never, type TimelineEntry, Town } from './town';

/** Letters and inboxes come by way of Kafka, which a busy machine may take its time over. */
const soon = { withinMs: 45_000, everyMs: 200 };

let town: Town;
beforeAll(async () => {
  town = await Town.open({ OVERDUE_GRACE_SECONDS: '2', WATCH_SECONDS: '2' });
  // The category decides the limits; all of them go to the counter of the social insurance.
  const standing = { idle: never, unresolved: never, accountLead: 60, confirmation: never };
  const publish = (category: string, seconds: Partial<typeof standing>): Promise<void> =>
    town.publishSeconds(category, counter.department, { ...standing, ...seconds });
  await publish('noise', { idle: 4 });
  await publish('waste-water', { unresolved: 9, accountLead: 6 });
  await publish('public-housing', { confirmation: 4 });
  await publish('business-licence', { idle: 6 });
});
afterAll(() => town?.close());

const register = (category: string, mail = mailbox().addressFor(category)) =>
  town.as(frontDesk.officer).register(matter(mail, category));

const entriesOf = ({ timeline }: CasePage, type: string): TimelineEntry[] =>
  timeline.filter((entry) => entry.type === type);

const secondsBetween = (earlier: string, later: string): number =>
  (Date.parse(later) - Date.parse(earlier)) / 1000;

const kindsIn = async (officer: string, trackingNumber: string): Promise<string[]> =>
  (await town.inbox(officer, trackingNumber)).map(({ kind }) => kind);

describe('a case that nobody touches', () => {
  it('climbs two levels by itself, each time as due; departments, front desk and filer are told', async () => {
    const mail = mailbox().addressFor('idle');
    const { trackingNumber, nextDeadline } = await register('noise', mail);
    const page = await eventually(async () => {
      const now = await town.read(trackingNumber);
      expect(now.level).toBeGreaterThanOrEqual(2);
      return now;
    }, soon);
    const [first, second] = entriesOf(page, 'IdleEscalated');
    expect(first).toMatchObject({
      actor: { kind: 'clock' },
      effectiveAt: nextDeadline?.dueAt,
      data: { from: counter.department, to: pensions.department, level: 1, occurrence: 1, trigger: 'clock' },
    });
    expect(second).toMatchObject({
      data: { from: pensions.department, to: division.department, level: 2, occurrence: 2 },
    });
    expect(secondsBetween(first!.recordedAt, second!.effectiveAt)).toBe(4);
    expect(secondsBetween(first!.effectiveAt, first!.recordedAt)).toBeLessThan(3);
    await eventually(async () => {
      expect(await kindsIn(counter.officer, trackingNumber)).toContain('caseClimbed');
      expect(await kindsIn(division.officer, trackingNumber)).toContain('caseArrived');
      const desk = await kindsIn(frontDesk.officer, trackingNumber);
      expect(desk.filter((kind) => kind === 'caseClimbed').length).toBeGreaterThanOrEqual(2);
      const letters = (await mailbox().to(mail)).filter(({ subject }) => subject.includes('升级至上级部门'));
      expect(letters.length).toBeGreaterThanOrEqual(2);
    }, soon);
  });

  it('stays where it is as soon as the department gives an input, and a statement of the filer does not count', async () => {
    const registered = await register('noise');
    const { trackingNumber } = registered;
    await town.filerOf(registered).state('question', '请问进展如何？');
    const worked = await town
      .as(counter.officer)
      .act(trackingNumber, 'recordProgress', { text: '正在核对。' });
    const due = worked.nextDeadline?.dueAt ?? '';
    expect(secondsBetween(worked.events[0]!.recordedAt, due)).toBe(4);
    await eventually(async () => {
      const [climbed] = entriesOf(await town.read(trackingNumber), 'IdleEscalated');
      expect(climbed?.effectiveAt).toBe(due);
    }, soon);
  });
});

describe('a case that is worked on and yet unresolved', () => {
  const reportOf = async (trackingNumber: string): Promise<{ page: CasePage; report: TimelineEntry }> =>
    eventually(async () => {
      const page = await town.read(trackingNumber);
      const [report] = entriesOf(page, 'UnresolvedReported');
      expect(report).toBeDefined();
      return { page, report: report! };
    }, soon);

  it('is reported to the superior with the account of the department, which was asked for it before', async () => {
    const { trackingNumber } = await register('waste-water');
    await eventually(async () => {
      expect(entriesOf(await town.read(trackingNumber), 'AccountRequested')).toHaveLength(1);
    }, soon);
    const given = await town.as(counter.officer).act(trackingNumber, 'recordProgress', {
      text: '等待外单位回函，预计一周。',
      asAccount: true,
    });
    const { page, report } = await reportOf(trackingNumber);
    expect(report).toMatchObject({
      actor: { kind: 'clock' },
      data: { to: pensions.department, trigger: 'clock', occurrence: 1, account: given.version },
    });
    const [registeredEntry] = page.timeline;
    expect(secondsBetween(registeredEntry!.recordedAt, report.effectiveAt)).toBe(9);
    expect(page).toMatchObject({ responsibleDepartment: { code: counter.department }, level: 0 });
    await eventually(async () => {
      expect(await kindsIn(pensions.officer, trackingNumber)).toContain('caseReported');
      expect(await kindsIn(counter.officer, trackingNumber)).toContain('accountRequested');
      expect(await kindsIn(frontDesk.officer, trackingNumber)).toContain('caseReportedUpward');
    }, soon);
    const instructed = await town.as(pensions.officer).act(trackingNumber, 'instruct', {
      text: '限期向外单位发函，并每日跟进。',
    });
    expect(instructed.responsibleDepartment).toBe(counter.department);
  });

  it('is reported as "none given" where the department says nothing', async () => {
    const { trackingNumber } = await register('waste-water');
    const { report } = await reportOf(trackingNumber);
    expect(report.data).toMatchObject({ to: pensions.department, occurrence: 1, account: null });
  });
});

describe('a resolution that nobody answers', () => {
  it('reminds at half of the window and closes as unanswered, and the workflow ends', async () => {
    const mail = mailbox().addressFor('silent');
    const { trackingNumber } = await register('public-housing', mail);
    const seen = await town.seen(trackingNumber);
    const resolved = await town.as(counter.officer).act(trackingNumber, 'resolve', { ...resolution, seen });
    await eventually(async () => {
      const page = await town.read(trackingNumber);
      expect(page).toMatchObject({ status: 'closed', closure: 'noAnswer' });
      const [reminded] = entriesOf(page, 'FilerReminded');
      const [closed] = entriesOf(page, 'CaseClosed');
      expect(secondsBetween(resolved.events[0]!.recordedAt, reminded?.effectiveAt ?? '')).toBe(2);
      expect(secondsBetween(resolved.events[0]!.recordedAt, closed?.effectiveAt ?? '')).toBe(4);
    }, soon);
    await eventually(async () => {
      expect((await town.workflowOf(trackingNumber).describe()).status.name).toBe('COMPLETED');
      const subjects = (await mailbox().to(mail)).map(({ subject }) => subject).join('\n');
      expect(subjects).toMatch(/请确认处理结果/);
      expect(subjects).toMatch(/案件已结案/);
    }, soon);
  });
});

describe('a workflow that somebody terminates by hand', () => {
  it('comes back by itself once its deadline is overdue, and the deadline acts once', async () => {
    const { trackingNumber, nextDeadline } = await register('business-licence');
    const workflow = town.workflowOf(trackingNumber);
    await eventually(async () => {
      expect((await workflow.describe()).status.name).toBe('RUNNING');
    }, soon);
    await workflow.terminate('an operator pressed the button');
    expect((await workflow.describe()).status.name).toBe('TERMINATED');
    await pause(Math.max(0, Date.parse(nextDeadline?.dueAt ?? '') - Date.now()));
    const page = await eventually(
      async () => {
        const now = await town.read(trackingNumber);
        expect(now.level).toBeGreaterThanOrEqual(1);
        return now;
      },
      { withinMs: 90_000, everyMs: 250 },
    );
    const [climbed] = entriesOf(page, 'IdleEscalated');
    expect(climbed?.effectiveAt).toBe(nextDeadline?.dueAt);
    await eventually(async () => {
      expect((await workflow.describe()).status.name).toBe('RUNNING');
    }, soon);
  });
});
