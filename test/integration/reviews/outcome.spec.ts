import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { freshDatabase } from '../../harness/databases';
import { command } from '../record/record-under-test';
import { counter, disposition, findings, pensions, procedure, ReviewsUnderTest } from './reviews-under-test';

const opened: ReviewsUnderTest[] = [];
let reviews: ReviewsUnderTest;
let numbers: string[];
let id: string;
beforeEach(async () => {
  reviews = await ReviewsUnderTest.open((await freshDatabase()).url);
  opened.push(reviews);
  await reviews.limits(pensions);
  reviews.record.itIs('2026-11-26T01:00:00Z');
  numbers = await reviews.pile(4);
  reviews.record.itIs('2026-11-26T02:00:00Z');
  id = (await reviews.watch.look())!.opened[0]!;
});
afterAll(async () => {
  for (const each of opened) await each.record.close();
});

const untilFindings = async (): Promise<void> => {
  await reviews.say('acknowledge', id, {});
  await reviews.say('recordFindings', id, findings);
};
const page = (number: string) => reviews.record.cases.read(number, { visibilities: ['everyone'] });

describe('a process review', () => {
  it('goes its way in order, by the department in charge alone', async () => {
    const stranger = { kind: 'officer', department: 'city', officer: 'city-1' } as const;
    await expect(reviews.say('acknowledge', id, {}, { actor: stranger })).rejects.toMatchObject({
      code: 'notResponsible',
      facts: { inCharge: pensions },
    });
    await expect(reviews.say('recordFindings', id, findings)).rejects.toMatchObject({
      code: 'notInThisStatus',
      facts: { status: 'opened' },
    });
    await expect(reviews.say('acknowledge', 'PR-none', {})).rejects.toMatchObject({ code: 'noSuchResource' });
    await untilFindings();
    await expect(reviews.say('close', id, {})).rejects.toMatchObject({ code: 'invalidRequest' });
    await reviews.say('adoptProcedure', id, procedure);
    await expect(reviews.say('close', id, {})).rejects.toMatchObject({ code: 'notInThisStatus' });
    await reviews.applyAll(id);
    expect(await reviews.say('close', id, {})).toMatchObject({ status: 'closed', dueAt: null });
    const { entries, causeKind, closedAt, deadline } = await reviews.reader.read(id);
    expect(entries.map(({ kind }) => kind)).toEqual([
      'opened',
      'acknowledged',
      'findingsRecorded',
      'procedureAdopted',
      'procedureApplied',
      'closed',
    ]);
    expect([causeKind, deadline]).toEqual(['process', null]);
    expect(closedAt).toBe('2026-11-26T02:00:00.000Z');
  });

  it('answers a repeated command the same again, and refuses its key for another', async () => {
    const first = await reviews.say('acknowledge', id, { text: 'We look.' }, { key: 'once' });
    const again = await reviews.say('acknowledge', id, { text: 'We look.' }, { key: 'once' });
    expect(again).toEqual({ ...first, replayed: true });
    await expect(reviews.say('recordFindings', id, findings, { key: 'once' })).rejects.toMatchObject({
      code: 'idempotencyKeyReused',
    });
    expect((await reviews.reader.read(id)).entries).toHaveLength(2);
  });

  it('resolves every waiting case by one disposition; what is owed a reply refuses, and is listed', async () => {
    const filer = { kind: 'filer', department: 'service-hall-windows', officer: null } as const;
    const [asked] = numbers;
    const statement = { kind: 'question', text: 'When?' } as const;
    await reviews.record.commands.execute(
      command(asked!, { type: 'addStatement', body: statement }, { actor: filer }),
    );
    await untilFindings();
    const answer = await reviews.say('adoptProcedure', id, { ...procedure, disposition });
    expect(answer.adopted).toEqual({ guidance: `procedure-${pensions}-${counter}`, edition: 1, cases: 4 });
    expect(await reviews.applyAll(id)).toEqual({ applied: 3, refused: 1, left: 0 });
    const { adoptions, figuresBefore, figuresAfter } = await reviews.reader.read(id);
    expect(adoptions).toMatchObject([{ applied: 3, waiting: 0, refused: { statementsUnanswered: 1 } }]);
    expect([figuresBefore.open, figuresAfter.open]).toEqual([4, 1]);
    expect((await reviews.reader.cases(id, 'refused', { limit: 9 })).items).toMatchObject([
      { trackingNumber: asked, outcome: 'statementsUnanswered' },
    ]);
    const first = await reviews.reader.cases(id, 'applied', { limit: 2 });
    const second = await reviews.reader.cases(id, 'applied', { limit: 2, cursor: first.next! });
    expect([first.items.length, second.items.length, second.next]).toEqual([2, 1, null]);
    const { timeline, status } = await page(numbers[1]!);
    expect(status).toBe('resolved');
    expect(timeline.map(({ type }) => type)).toEqual(['CaseRegistered', 'ProcedureAdopted', 'CaseResolved']);
    expect(timeline[1]).toMatchObject({
      actor: { department: { code: pensions }, officer: { code: `${pensions}-1` } },
      data: { review: id, guidance: `procedure-${pensions}-${counter}`, edition: 1, steps: 1 },
      texts: [{ field: 'text', content: procedure.text }],
    });
  });

  it('may be adopted again: the same words with another disposition are another outcome for all who wait', async () => {
    await untilFindings();
    await reviews.say('adoptProcedure', id, procedure);
    expect(await reviews.applyAll(id)).toEqual({ applied: 4, refused: 0, left: 0 });
    const again = await reviews.say('adoptProcedure', id, { ...procedure, disposition });
    expect(again.adopted).toMatchObject({ edition: 2, cases: 4 });
    expect(await reviews.applyAll(id, 2)).toEqual({ applied: 4, refused: 0, left: 0 });
    for (const number of numbers) expect((await page(number)).status).toBe('resolved');
  });

  it('publishes route and duties with the procedure, in one version of the rules, once', async () => {
    await untilFindings();
    const body = {
      ...procedure,
      route: { department: pensions, district: 'east' },
      duties: { department: counter, duties: { zh: '只受理咨询', en: 'Questions only' } },
    };
    const before = (await reviews.record.rules.current()).version;
    const answer = await reviews.say('adoptProcedure', id, body, { key: 'adopt' });
    expect(await reviews.say('adoptProcedure', id, body, { key: 'adopt' })).toEqual({
      ...answer,
      replayed: true,
    });
    const { version, rules, departments } = await reviews.record.rules.current();
    expect(version).toBe(before + 1);
    expect(rules.policies[pensions]).toMatchObject({ routes: { east: pensions }, backlog: { count: 3 } });
    expect(departments.get(counter)?.duties.en).toBe('Questions only');
    await reviews.applyAll(id);
    expect((await page(numbers[0]!)).responsibleDepartment.code).toBe(pensions);
    const registered = await reviews.record.registerCase();
    expect(registered.responsibleDepartment).toBe(pensions);
    const changes = await reviews.record.sql<{ kind: string; by: string; reason: string }>(
      `SELECT kind, by_officer AS by, reason FROM rules_changes ORDER BY version DESC LIMIT 1`,
    );
    expect(changes).toEqual([{ kind: 'procedure', by: `${pensions}-1`, reason: `${id}: ${procedure.text}` }]);
  });

  it('disposes of departments below its own only', async () => {
    await untilFindings();
    for (const [department, code] of [
      ['housing', 'notInSubtree'],
      ['nowhere', 'unknownDepartment'],
    ]) {
      const adoption = reviews.say('adoptProcedure', id, { ...procedure, route: { department } });
      await expect(adoption).rejects.toMatchObject({ code });
    }
    expect(await reviews.record.sql('SELECT 1 FROM guidance_editions')).toEqual([]);
  });

  it('publishes its procedure as guidance of the category, one article for each required step', async () => {
    await untilFindings();
    await reviews.say('adoptProcedure', id, procedure);
    const articles = await reviews.record.sql(
      `SELECT e.kind, e.number, e.categories, a.code AS article FROM guidance_editions e
       JOIN guidance_articles a ON a.guidance = e.code AND a.edition = e.edition ORDER BY a.position`,
    );
    expect(articles).toEqual(
      procedure.steps.map((_, index) => {
        return { kind: 'procedure', number: id, categories: [pensions], article: `step-${index + 1}` };
      }),
    );
    await reviews.applyAll(id);
    const { timeline } = await page(numbers[0]!);
    expect(timeline.some(({ type }) => type === 'ProcedureAdopted')).toBe(true);
  });

  it('asks for the required steps of a procedure before a case is resolved by hand', async () => {
    await untilFindings();
    await reviews.say('adoptProcedure', id, procedure);
    await reviews.applyAll(id);
    const { version, lastStatement } = await page(numbers[0]!);
    const resolution = {
      ...{ process: 'p', result: 'r', rule: 'none', cause: 'c', causeKind: 'process' as const },
      ...{ citations: [], stepsDone: [], seen: { version, lastStatement } },
    };
    const refused = await reviews.record.commands.execute(
      command(numbers[0]!, { type: 'resolve', body: resolution }),
    );
    expect(refused.rejection).toMatchObject({ code: 'stepsNotDone', facts: { missing: [1] } });
  });

  it('keeps the figures of its closing', async () => {
    await reviews.say('close', id, { reason: 'A fault of the bank, mended.' });
    await reviews.pile(2);
    const { figuresBefore, figuresAfter, adoptions } = await reviews.reader.read(id);
    expect([figuresBefore.open, figuresAfter.open, adoptions]).toEqual([4, 4, []]);
  });
});
