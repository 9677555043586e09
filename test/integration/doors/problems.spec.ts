import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freshDatabase } from '../../harness/databases';
import { get, post, send } from './http';
import { type Doors, openDoors } from './open-doors';
import { pensionMatter, registered } from './registrations';

let doors: Doors;
beforeAll(async () => {
  doors = await openDoors((await freshDatabase()).url);
});
afterAll(() => doors.close());

const cases = (): string => `${doors.intake}/v1/cases`;

describe('a request that cannot be taken', () => {
  it('is told every wrong field by its path, unknown ones too', async () => {
    const body = {
      ...pensionMatter,
      subject: '',
      channel: 'fax',
      place: { district: 'not a code!' },
      filer: { mail: 'nowhere' },
      urgent: true,
    };
    const answer = await post(cases(), body, { as: 'window-1' });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.body).toMatchObject({
      type: 'urn:casetrace:problem:invalidRequest',
      code: 'invalidRequest',
      status: 400,
    });
    const paths = answer.body.errors.map(({ path }: { path: string }) => path).sort();
    expect(paths).toEqual(['channel', 'filer.mail', 'place.district', 'subject', 'urgent']);
    expect(answer.body.instance).toBe(answer.headers.get('x-request-id'));
  });

  it('is a 400 when it is no JSON, a 415 when it does not say JSON, a 413 when it is too large', async () => {
    const broken = await post(cases(), '{"category": ', { as: 'window-1' });
    expect([broken.status, broken.body.code]).toEqual([400, 'invalidRequest']);
    const form = await post(cases(), 'a=b', {
      as: 'window-1',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect([form.status, form.body.code]).toEqual([415, 'unsupportedMediaType']);
    const large = await post(cases(), { ...pensionMatter, details: 'x'.repeat(300_000) }, { as: 'window-1' });
    expect([large.status, large.body.code]).toEqual([413, 'bodyTooLarge']);
    const long = await post(cases(), { ...pensionMatter, details: 'x'.repeat(10_001) }, { as: 'window-1' });
    expect(long.body.errors).toMatchObject([{ path: 'details' }]);
  });

  it('is a 404 noSuchRoute where there is nothing, whatever the method', async () => {
    for (const answer of [
      await get(`${doors.query}/v1/nothing`, { as: 'window-1' }),
      await send('DELETE', cases(), undefined, { as: 'window-1' }),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([404, 'noSuchRoute']);
      expect(JSON.stringify(answer.body)).not.toContain('Cannot');
    }
  });

  it('is a 400 when what stands for the number cannot be one', async () => {
    const { number } = await registered(doors);
    const wrong = number.endsWith('0') ? `${number.slice(0, -1)}1` : `${number.slice(0, -1)}0`;
    for (const typed of [wrong, 'CT-1', '%E4%BD%A0']) {
      const answer = await get(`${doors.query}/v1/cases/${typed}`, { as: 'window-1' });
      expect([answer.status, answer.body.code]).toEqual([400, 'invalidTrackingNumber']);
    }
    const typed = number.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    const answer = await get(`${doors.query}/v1/cases/${encodeURIComponent(typed)}`, { as: 'window-1' });
    expect([answer.status, answer.body.trackingNumber]).toEqual([200, number]);
  });
});

describe('what is logged', () => {
  it('has method, route template, status, time and principal, and nothing personal', async () => {
    const { number, accessCode } = await registered(doors);
    await get(`${cases()}/${number}?name=${encodeURIComponent(pensionMatter.filer.name)}`, { accessCode });
    const lines = doors.logged();
    const line = lines.split('\n').find((each) => each.includes(`"principal":"filer:${number}"`));
    expect(JSON.parse(line ?? '{}')).toMatchObject({
      method: 'GET',
      route: '/v1/cases/:number',
      principal: `filer:${number}`,
      msg: 'request',
    });
    const { filer, place, subject, details } = pensionMatter;
    for (const secret of [
      accessCode,
      filer.name,
      filer.mail,
      filer.telephone,
      place.address,
      subject,
      details,
    ]) {
      expect(lines).not.toContain(secret);
    }
    expect(lines).not.toContain('ctk_');
  });
});

describe('health', () => {
  it('is alive and ready, and counts requests by route template', async () => {
    for (const door of [doors.intake, doors.query]) {
      expect((await get(`${door}/health/live`)).body).toEqual({ status: 'ok' });
      const ready = await get(`${door}/health/ready`);
      expect([ready.status, ready.body.status]).toEqual([200, 'ready']);
      expect(Array.isArray(ready.body.warnings)).toBe(true);
    }
    const figures = (await get(`${doors.intake}/metrics`)).body as string;
    expect(figures).toMatch(
      /http_request_duration_seconds_count\{.*method="POST",route="\/v1\/cases",status="201"\} \d+/,
    );
    expect(figures).not.toMatch(/CT-/);
  });
});
