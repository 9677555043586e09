import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freshDatabase } from '../../harness/databases';
import { get, post } from './http';
import { type Doors, openDoors } from './open-doors';
import { handler, pensionMatter, registered, resolution } from './registrations';

let doors: Doors;
beforeAll(async () => {
  doors = await openDoors((await freshDatabase()).url);
});
afterAll(() => doors.close());

const act = (number: string, action: string, body: unknown, as = handler, key?: string) =>
  post(`${doors.query}/v1/cases/${number}/actions/${action}`, body, {
    as,
    ...(key !== undefined && { key }),
  });
const page = async (number: string, as = handler) =>
  (await get(`${doors.query}/v1/cases/${number}`, { as })).body;
const seen = async (number: string) => {
  const { version, lastStatement } = await page(number);
  return { version, lastStatement };
};

describe('the staff', () => {
  it('carries a case from the counter to the end, each step with department and officer', async () => {
    const { number, accessCode } = await registered(doors);
    expect((await act(number, 'claim', {})).body.responsibleOfficer).toBe(handler);
    const assigned = await act(number, 'assign-officer', { officer: 'social-insurance-counter-2' });
    expect(assigned.body.responsibleOfficer).toBe('social-insurance-counter-2');
    expect((await act(number, 'record-progress', { text: '已核对。' })).body.status).toBe('inHandling');
    const contributed = await act(number, 'contribute', { text: '可参照去年的案例。' }, 'market-consumers-1');
    expect(contributed.body.events).toMatchObject([{ type: 'Contributed' }]);
    const transfer = { to: 'social-insurance-pensions', process: '已核对记录。', presentState: '待核定。' };
    const moved = await act(number, 'transfer', { ...transfer, seen: await seen(number) });
    expect(moved.body).toMatchObject({
      status: 'assigned',
      responsibleDepartment: 'social-insurance-pensions',
    });
    const resolved = await act(
      number,
      'resolve',
      { ...resolution, seen: await seen(number) },
      'social-insurance-pensions-1',
    );
    expect(resolved.body).toMatchObject({
      status: 'resolved',
      nextDeadline: { kind: 'confirmationReminder' },
    });
    const byPhone = { answer: 'satisfied', opinion: '很满意。', seen: await seen(number) };
    expect((await act(number, 'answer', byPhone, 'window-1')).body.closure).toBe('satisfied');
    const { timeline } = (await get(`${doors.intake}/v1/cases/${number}`, { accessCode })).body;
    for (const { actor } of timeline) expect(actor.department).toBeTruthy();
    expect(timeline.map(({ sequence }: { sequence: number }) => sequence)).toEqual(
      timeline.map((_: unknown, index: number) => index + 1),
    );
  });

  it('refers up, reports, and the superior instructs and gives the case to another department', async () => {
    const { number } = await registered(doors);
    const reported = await act(number, 'report-unresolved', { situation: '口径不一。' });
    expect(reported.body.events).toMatchObject([{ type: 'UnresolvedReported' }]);
    const superior = 'social-insurance-pensions-1';
    expect((await act(number, 'instruct', { text: '请先核对。' }, superior)).status).toBe(200);
    const outside = await act(number, 'adjust-responsibility', { to: 'housing', text: '请接手。' }, superior);
    expect([outside.status, outside.body.code]).toEqual([409, 'notInSubtree']);
    const referUp = { to: 'human-resources', difficulties: '无权改变。', situation: '结论不同。' };
    const referred = await act(number, 'refer-up', { ...referUp, seen: await seen(number) });
    expect(referred.body).toMatchObject({ responsibleDepartment: 'human-resources', level: 1 });
  });

  it('is refused by the rules where another department is responsible, with the facts', async () => {
    const { number } = await registered(doors);
    const refused = await act(number, 'record-progress', { text: '代办。' }, 'market-consumers-1');
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({
      code: 'notResponsible',
      responsibleDepartment: 'social-insurance-counter',
    });
  });

  it('lets an officer mark the own entry as entered in error, and a supervisor of the department, nobody else', async () => {
    const { number } = await registered(doors);
    await act(number, 'record-progress', { text: '记错了案件。' });
    const mark = { entry: 2, reason: '记在了别的案件上。' };
    const byAnother = await act(number, 'mark-entered-in-error', mark, 'social-insurance-counter-2');
    expect([byAnother.status, byAnother.body.code]).toEqual([409, 'notResponsible']);
    expect((await act(number, 'mark-entered-in-error', mark)).status).toBe(200);
    const { timeline } = await page(number);
    expect(timeline[1].texts).toBeDefined();
  });

  it('escalates an idle case only when the time has come, and says when that is', async () => {
    const { number } = await registered(doors);
    const refused = await act(number, 'escalate-idle', {}, 'window-1');
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ code: 'notDueYet', dueAt: expect.stringMatching(/Z$/) });
  });

  it('hands a contested case to the superior', async () => {
    const { number, accessCode } = await registered(doors);
    await act(number, 'resolve', { ...resolution, seen: await seen(number) });
    const answer = { answer: 'keepOpen', opinion: '不同意。', seen: await seen(number) };
    await post(`${doors.intake}/v1/cases/${number}/answer`, answer, { accessCode });
    const body = {
      ...resolution,
      suggestion: '请上级复核。',
      filerOpinion: '不同意。',
      seen: await seen(number),
    };
    const referred = await act(number, 'refer-contested', body);
    expect(referred.body).toMatchObject({
      status: 'assigned',
      responsibleDepartment: 'social-insurance-pensions',
      level: 1,
    });
  });
});

describe('the same command sent again', () => {
  it('gets the first answer, and is in the record once', async () => {
    const { number } = await registered(doors);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        act(number, 'record-progress', { text: '一次。' }, handler, 'only-once'),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(new Set(answers.map(({ body }) => body.version))).toEqual(new Set([2]));
    expect((await page(number)).timeline).toHaveLength(2);
    const reused = await act(number, 'record-progress', { text: '两次。' }, handler, 'only-once');
    expect([reused.status, reused.body.code]).toEqual([422, 'idempotencyKeyReused']);
  });
});

describe('an officer who has not seen the newest', () => {
  it('gets a 412 with the new entries and their texts, and goes on by naming them', async () => {
    const { number, accessCode } = await registered(doors);
    const before = await seen(number);
    const text = '补充：原单位已出具证明。';
    await post(`${doors.intake}/v1/cases/${number}/statements`, { kind: 'fact', text }, { accessCode });
    const refused = await act(number, 'resolve', { ...resolution, seen: before });
    expect(refused.status).toBe(412);
    expect(refused.body).toMatchObject({
      code: 'newerEntries',
      version: 2,
      lastStatement: 2,
      entries: [{ sequence: 2, type: 'StatementAdded' }],
    });
    expect(JSON.stringify(refused.body.entries)).toContain(text);
    const { version, lastStatement } = refused.body;
    const again = { ...resolution, unansweredReason: '已考虑。', seen: { version, lastStatement } };
    expect((await act(number, 'resolve', again)).body.status).toBe('resolved');
  });

  it('is not shown texts that are not theirs to read', async () => {
    const { number, accessCode } = await registered(doors);
    await act(number, 'resolve', { ...resolution, seen: await seen(number) });
    const before = (await get(`${doors.intake}/v1/cases/${number}`, { accessCode })).body;
    const secret = '内部意见：口径待定。';
    await act(number, 'contribute', { text: secret, sharedWith: 'departments' }, 'market-consumers-1');
    const { version, lastStatement } = before;
    const body = { answer: 'satisfied', seen: { version, lastStatement } };
    const refused = await post(`${doors.intake}/v1/cases/${number}/answer`, body, { accessCode });
    expect(refused.status).toBe(412);
    expect(refused.body.entries).toHaveLength(1);
    expect(JSON.stringify(refused.body)).not.toContain(secret);
    expect(JSON.stringify(await page(number, 'auditor-1'))).toContain(secret);
    expect(JSON.stringify(await page(number, 'auditor-1'))).not.toContain(pensionMatter.filer.telephone);
  });
});
