import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PostgresEngine, startPostgres } from '@casetrace/local';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { onDatabase } from '../../harness/databases';
import { freePorts } from '../../harness/free-ports';
import { runRecordProgram } from '../../harness/record-programs';
import { readStaffKeys } from '../../harness/staff-keys';
import { eventually } from '../../eventually';
import { type Answer, get, post } from './http';
import { type Doors, openDoors } from './open-doors';
import { pensionMatter } from './registrations';

let folder: string;
let postgres: PostgresEngine;
let doors: Doors;
let window: { headers: { authorization: string } };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casetrace-outage-'));
  const [port = 0] = await freePorts(1);
  postgres = await startPostgres({ folder, port, sharedBuffers: '32MB' });
  await postgres.ready();
  await runRecordProgram('migrate', postgres.address);
  const keys = readStaffKeys(await runRecordProgram('seed', postgres.address));
  const key = keys.find(({ code }) => code === 'window-1')!.key;
  window = { headers: { authorization: `Bearer ${key}` } };
  doors = await openDoors(postgres.address, { RETRY_AFTER_SECONDS: '3', PRINCIPAL_CACHE_SECONDS: '60' });
});
afterAll(async () => {
  await doors.close();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

const register = (key: string): Promise<Answer> =>
  post(`${doors.intake}/v1/cases`, pensionMatter, { ...window, key });

function expectUnavailable({ status, headers, body }: Answer): void {
  expect([status, body.code]).toEqual([503, 'recordUnavailable']);
  expect(headers.get('retry-after')).toBe('3');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(JSON.stringify(body)).not.toMatch(/ECONN|postgres|terminat|127\.0\.0\.1/i);
}

describe('while PostgreSQL is stopped', () => {
  it('answers 503 with Retry-After, does nothing by halves, and goes on when it is back', async () => {
    const before = await register('before-the-outage');
    expect(before.status).toBe(201);
    const url = `${doors.query}/v1/cases/${before.body.trackingNumber as string}`;

    await postgres.stop();
    const during = await register('during-the-outage');
    expectUnavailable(during);
    expectUnavailable(await get(url, window));
    expectUnavailable(await get(`${doors.query}/v1/worklist`, window));
    expectUnavailable(await get(`${doors.intake}/v1/public/figures`));
    expectUnavailable(await get(`${doors.intake}/health/ready`));
    expect((await get(`${doors.intake}/health/live`)).status).toBe(200);
    const unknownKey = { headers: { authorization: 'Bearer ctk_other_0123456789abcdef0123456789abcdef' } };
    expectUnavailable(await get(url, unknownKey));

    await postgres.start();
    await postgres.ready();
    await eventually(async () => expect((await get(`${doors.intake}/health/ready`)).status).toBe(200));
    const retried = await register('during-the-outage');
    expect([retried.status, retried.body.replayed]).toEqual([201, false]);
    expect((await register('before-the-outage')).body).toMatchObject({
      trackingNumber: before.body.trackingNumber,
      replayed: true,
    });
    const counted = await onDatabase(postgres.address, (client) =>
      client.query(
        'select count(*)::int as cases, (select count(*)::int from case_events) as events from cases',
      ),
    );
    expect(counted.rows).toEqual([{ cases: 2, events: 2 }]);
  });
});
