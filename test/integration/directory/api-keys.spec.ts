import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freshDatabase, onDatabase } from '../../harness/databases';
import { eventually } from '../../eventually';
import { type Answer, get, post, send } from '../doors/http';
import { type Doors, openDoors } from '../doors/open-doors';

let doors: Doors;
let url: string;
beforeAll(async () => {
  ({ url } = await freshDatabase());
  doors = await openDoors(url);
});
afterAll(() => doors.close());

const as = 'administrator-1';
const keysOf = (staff: string): string => `${doors.query}/v1/staff/${staff}/api-keys`;
const make = (staff: string, body: object = { label: '窗口二' }, key = randomUUID()): Promise<Answer> =>
  post(keysOf(staff), body, { as, key });
const worklistWith = (key: string): Promise<Answer> =>
  get(`${doors.query}/v1/worklist`, { headers: { authorization: `Bearer ${key}` } });

describe('API keys', () => {
  it('are shown once, open the doors to their holder, and no longer once they are revoked', async () => {
    const made = await make('window-2');
    expect([made.status, made.body.staff, made.body.createdBy]).toEqual([201, 'window-2', as]);
    const { id, key } = made.body as { id: string; key: string };
    expect((await worklistWith(key)).status).toBe(200);
    const listed = await get(keysOf('window-2'), { as });
    expect(listed.body.items).toMatchObject([{ id, label: '窗口二', revokedAt: null }]);
    expect(JSON.stringify(listed.body) + doors.logged()).not.toContain(key.split('_').slice(2).join('_'));

    const revoked = await send('DELETE', `${keysOf('window-2')}/${id}`, undefined, { as });
    expect([revoked.status, revoked.body.revokedBy]).toEqual([200, as]);
    const again = await send('DELETE', `${keysOf('window-2')}/${id}`, undefined, { as });
    expect(again.body.revokedAt).toBe(revoked.body.revokedAt);
    await eventually(async () => expect((await worklistWith(key)).body.code).toBe('notSignedIn'));
  });

  it('sent again with the same Idempotency-Key, there is still one key, and its last secret holds', async () => {
    const again = randomUUID();
    const [first, second] = [await make('letters-1', {}, again), await make('letters-1', {}, again)];
    expect(second.body.id).toBe(first.body.id);
    expect((await get(keysOf('letters-1'), { as })).body.items).toHaveLength(1);
    expect((await worklistWith(first.body.key)).status).toBe(401);
    expect((await worklistWith(second.body.key)).status).toBe(200);
    expect((await make('window-2', {}, again)).body.code).toBe('idempotencyKeyReused');
    expect((await make('letters-1', { label: 'other' }, again)).body.code).toBe('idempotencyKeyReused');
    const without = await post(keysOf('letters-1'), {}, { as, key: null });
    expect(without.body.code).toBe('idempotencyKeyMissing');
  });

  it('are for active staff, made by administrators', async () => {
    await onDatabase(url, (client) =>
      client.query(`UPDATE staff SET active = false WHERE code = 'hotline-1'`),
    );
    expect((await make('hotline-1')).body.code).toBe('unknownOfficer');
    expect((await make('nobody')).body.code).toBe('noSuchResource');
    expect((await get(keysOf('nobody'), { as })).body.code).toBe('noSuchResource');
    expect((await send('DELETE', `${keysOf('window-1')}/nothing`, undefined, { as })).body.code).toBe(
      'noSuchResource',
    );
    expect((await make('window-2', { label: 'a\u0000b' })).body.errors).toMatchObject([{ path: 'label' }]);
    for (const call of [
      get(keysOf('window-1'), { as: 'city-1' }),
      post(keysOf('window-1'), {}, { as: 'city-1' }),
      send('DELETE', `${keysOf('window-1')}/x`, undefined, { as: 'city-1' }),
    ]) {
      expect((await call).body.code).toBe('notAllowed');
    }
  });
});
