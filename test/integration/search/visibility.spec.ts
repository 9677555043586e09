import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { post } from '../doors/http';
import { handler, pensionMatter, registered, resolution } from '../doors/registrations';
import { SearchGround } from './search-ground';

/** The counter has the case and the window registered it; the market's officer has nothing to do with it. */
const outsider = 'market-consumers-1';
const secret = '绝密口径待定';
let ground: SearchGround;
let number: string;

beforeAll(async () => {
  ground = await SearchGround.open();
  ({ number } = await registered(ground.doors));
  const { number: past } = await registered(ground.doors, { subject: '养老金核定少计三年' });
  await ground.act(past, 'contribute', { text: secret, sharedWith: 'departments' }, outsider);
  const seen = await ground.seen(past, handler);
  await ground.act(past, 'resolve', { ...resolution, seen }, handler);
  const answer = { answer: 'satisfied', seen: await ground.seen(past, handler) };
  await ground.act(past, 'answer', answer, 'window-1');
  await ground.read();
});
afterAll(() => ground.close());

const { filer, place } = pensionMatter;
const personal = [filer.name, filer.mail, '5555 0100', place.address, '示范路', '861055550100'];

describe('contact data', () => {
  it.each(personal)(
    '(%s) find a case for the desk that registered it, the department that has it, and supervisors',
    async (q) => {
      for (const as of ['window-1', handler]) expect(await ground.found({ q }, as)).toContain(number);
    },
  );

  it.each(personal)('(%s) find nothing for anybody else', async (q) => {
    for (const as of [outsider, 'auditor-1', 'administrator-1'])
      expect(await ground.found({ q }, as)).toEqual([]);
    expect((await ground.search({ q }, outsider)).body.total.count).toBe(0);
  });

  it('are not matched by relevance either, nor counted', async () => {
    const { body } = await ground.search({ q: filer.name, order: 'relevance' }, outsider);
    expect(body).toMatchObject({ items: [], total: { count: 0 } });
  });

  it('are not matched together with a word that is for all', async () => {
    expect(await ground.found({ q: `养老金 ${filer.name}` }, outsider)).toEqual([]);
    expect(await ground.found({ q: `养老金 ${filer.name}` }, 'window-1')).toContain(number);
  });

  it('stand in no excerpt for those who may not see them', async () => {
    const { body } = await ground.search({ q: '养老金' }, outsider);
    expect(body.items.length).toBeGreaterThan(0);
    for (const text of personal) expect(JSON.stringify(body)).not.toContain(text);
    const direct = await ground.search({ q: number }, outsider);
    expect(direct.body.items).toHaveLength(1);
    for (const text of personal) expect(JSON.stringify(direct.body)).not.toContain(text);
  });

  it('stand in no answer about similar cases, whoever asks', async () => {
    const { body } = await ground.similar(number, 'window-1');
    expect(body.items.length).toBeGreaterThan(0);
    for (const text of personal) expect(JSON.stringify(body)).not.toContain(text);
  });

  it('stand in no statistics of the database', async () => {
    await ground.record.sql('ANALYZE case_documents');
    const rows = await ground.record.sql(
      `SELECT FROM pg_stats WHERE tablename = 'case_documents' AND attname = 'contact'`,
    );
    expect(rows).toEqual([]);
  });
});

describe('texts that departments keep among themselves', () => {
  it('find a case for staff, and are shown to them', async () => {
    const { body } = await ground.search({ q: '绝密' }, outsider);
    expect(body.items[0].excerpts).toMatchObject([{ visibility: 'departments' }]);
  });

  it('are out of reach of agencies and filers: they may not search, nor ask for similar cases', async () => {
    for (const path of ['v1/cases?q=绝密', `v1/cases/${number}/similar`]) {
      const answer = await ground.similar(number, 'hotline-system');
      expect([path, answer.status, answer.body.code]).toEqual([path, 403, 'notAllowed']);
    }
    expect((await ground.search({ q: '绝密' }, 'hotline-system')).status).toBe(403);
  });

  it('never move what an agency is told of duplicates', async () => {
    const { number: own } = await registered(ground.doors, { subject: '路灯不亮' }, 'hotline-system');
    await ground.act(own, 'contribute', { text: secret, sharedWith: 'departments' }, outsider);
    await ground.read();
    const { answer } = await duplicates({ subject: secret, details: secret }, 'hotline-system');
    expect(answer.body.items).toEqual([]);
  });
});

const duplicates = async (matter: object, as: string) => {
  const body = { subject: '路灯', details: '不亮', ...matter };
  return { answer: await post(`${ground.doors.intake}/v1/proposals/duplicates`, body, { as }) };
};

describe('duplicates', () => {
  const { subject, details } = pensionMatter;
  const numbersOf = ({ answer }: Awaited<ReturnType<typeof duplicates>>): string[] =>
    answer.body.items.map(({ trackingNumber }: { trackingNumber: string }) => trackingNumber);

  it('say nothing of contact data to those who may not see them', async () => {
    const same = { subject, details, filer, place };
    const outside = await duplicates(same, outsider);
    expect(numbersOf(outside)).toContain(number);
    for (const { why } of outside.answer.body.items) expect(why).toEqual(['nearText']);
    const inside = await duplicates(same, 'window-1');
    expect(inside.answer.body.items[0].why).toEqual(['sameContact', 'samePlace', 'nearText']);
  });

  it('show an agency none but its own cases', async () => {
    expect(numbersOf(await duplicates({ subject, details, filer, place }, 'hotline-system'))).toEqual([]);
    const { number: own } = await registered(ground.doors, {}, 'hotline-system');
    await ground.read();
    expect(numbersOf(await duplicates({ subject, details, filer, place }, 'hotline-system'))).toEqual([own]);
  });
});
