import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { get, post } from '../doors/http';
import { handler, pensionMatter, registered } from '../doors/registrations';
import { SearchGround } from './search-ground';

let ground: SearchGround;
beforeAll(async () => {
  ground = await SearchGround.open();
});
afterAll(() => ground.close());

const { subject, details, filer, place } = pensionMatter;
const suggested = async (matter: object, door: 'intake' | 'query' = 'intake') => {
  const body = { subject, details, ...matter };
  const { status, body: answer } = await post(`${ground.doors[door]}/v1/proposals/duplicates`, body, {
    as: 'window-1',
    key: null,
  });
  expect(status).toBe(200);
  return answer.items as { trackingNumber: string; why: string[]; score: number }[];
};

describe('duplicates', () => {
  it('are suggested before filing: same filer however the number is written, same place, near text', async () => {
    const { number } = await registered(ground.doors, { filer: { telephone: '138 0000 1234' } });
    await registered(ground.doors, {
      subject: '路灯不亮',
      details: '小区门口路灯坏了。',
      filer: {},
      place: {},
    });
    await ground.read();
    const sameFiler = await suggested({
      filer: { telephone: '+86 (138) 0000-1234' },
      details: '缴费少计，请重新核定。',
    });
    expect(sameFiler).toMatchObject([{ trackingNumber: number, why: ['sameContact', 'nearText'] }]);
    const samePlace = await suggested({ place: { address: '示范路 100号 3栋', district: 'east' } }, 'query');
    expect(samePlace[0]).toMatchObject({ trackingNumber: number, why: ['samePlace', 'nearText'] });
    expect((await suggested({}))[0]).toMatchObject({ trackingNumber: number, why: ['nearText'] });
  });

  it('are not another matter of the same filer, nor one of long ago', async () => {
    ground.record.itIs(new Date(Date.now() - 61 * 86_400_000).toISOString());
    const old = await ground.record.registerCase({ subject: '噪声扰民严重', details: '夜里施工。', filer });
    ground.record.itIsNow();
    await ground.read();
    const found = await suggested({ filer, place, subject: '噪声扰民严重', details: '夜里施工。' });
    expect(found.map(({ trackingNumber }) => trackingNumber)).not.toContain(old.trackingNumber);
    const unlike = await suggested({
      filer: { mail: filer.mail },
      subject: 'Printer',
      details: 'Out of toner.',
    });
    expect(unlike).toEqual([]);
  });

  it('may not be asked for without the right to register', async () => {
    const body = { subject, details };
    for (const [as, status] of [
      ['auditor-1', 403],
      ['hotline-system', 200],
    ] as const) {
      expect((await post(`${ground.doors.intake}/v1/proposals/duplicates`, body, { as })).status).toBe(
        status,
      );
    }
    const wrong = await post(
      `${ground.doors.intake}/v1/proposals/duplicates`,
      { ...body, colour: 'red' },
      { as: 'window-1' },
    );
    expect(wrong.body.errors).toEqual([{ path: 'colour', message: 'There is no such field' }]);
  });
});

describe('linked cases', () => {
  const link = (number: string, other: string, key?: string) =>
    ground.act(number, 'link-case', { other, relation: 'duplicateOf' }, handler, key);

  it('show each other, in both directions, with state and subject', async () => {
    const { number: first } = await registered(ground.doors);
    const { number: second } = await registered(ground.doors, { subject: '同一件事再次登记' });
    expect((await link(second, first)).status).toBe(200);
    expect((await ground.page(second, 'auditor-1')).links).toEqual([
      { other: first, relation: 'duplicateOf', status: 'assigned', subject },
    ]);
    expect((await ground.page(first, 'auditor-1')).links).toEqual([
      { other: second, relation: 'hasDuplicate', status: 'assigned', subject: '同一件事再次登记' },
    ]);
  });

  it('tell a filer and an agency nothing of the other but its number', async () => {
    const { number, accessCode } = await registered(ground.doors, {}, 'hotline-system');
    const { number: other } = await registered(ground.doors, { subject: '别人的事' });
    await link(number, other);
    for (const by of [{ accessCode }, { as: 'hotline-system' }]) {
      const { status, body } = await get(`${ground.doors.intake}/v1/cases/${number}`, by);
      expect(status).toBe(200);
      expect(body.links).toEqual([{ other, relation: 'duplicateOf', status: null, subject: null }]);
      expect(JSON.stringify(body)).not.toContain('别人的事');
    }
  });

  it("keep both filers' numbers working", async () => {
    const one = await registered(ground.doors);
    const two = await registered(ground.doors);
    await link(two.number, one.number);
    for (const { number, accessCode } of [one, two]) {
      const url = `${ground.doors.intake}/v1/cases/${number}`;
      expect((await get(url, { accessCode })).body.trackingNumber).toBe(number);
      const statement = { kind: 'fact', text: '补充一点。' };
      expect((await post(`${url}/statements`, statement, { accessCode })).status).toBe(200);
    }
  });

  it('are linked on both sides by a repeat, where the first attempt ended between the two', async () => {
    const { number } = await registered(ground.doors);
    const { number: other } = await registered(ground.doors);
    await ground.record.sql(`UPDATE cases SET schema_version = 99 WHERE tracking_number = $1`, [other]);
    expect((await link(number, other, 'half-done')).status).toBe(503);
    expect((await ground.page(number, handler)).links).toHaveLength(1);
    expect((await ground.page(other, handler)).links).toEqual([]);
    await ground.record.sql(`UPDATE cases SET schema_version = 2 WHERE tracking_number = $1`, [other]);
    const again = await link(number, other, 'half-done');
    expect([again.status, again.body.replayed]).toEqual([200, true]);
    expect((await ground.page(other, handler)).links).toMatchObject([
      { other: number, relation: 'hasDuplicate' },
    ]);
    await link(number, other, 'half-done');
    expect((await ground.page(other, handler)).timeline).toHaveLength(2);
  });

  it('cannot be a case that does not exist, nor the case itself', async () => {
    const { number } = await registered(ground.doors);
    const nobody = await link(number, 'CT-00000-00001-B');
    expect([nobody.status, nobody.body.code]).toEqual([404, 'noSuchCase']);
    expect((await link(number, number)).body.code).toBe('alreadyLinked');
    expect((await ground.page(number, handler)).timeline).toHaveLength(1);
  });
});
