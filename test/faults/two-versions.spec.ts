import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventSchemaVersion } from '@casetrace/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../eventually';
import { DoorsClient } from '../harness/doors-client';
import { environmentOf, type ServiceName } from '../harness/system';
import { everythingCarried } from './ground/carried';
import { newerVersion } from './ground/newer-version';
import { OwnSystem } from './ground/own-system';
import { aMatter } from './load/registering';

const officer = 'social-insurance-counter-1';
const filer = 'hotline-system';
const counter = 'social-insurance-counter';
const folder = mkdtempSync(join(tmpdir(), 'casetrace-newer-'));

let own: OwnSystem;
let newer: { intake: string; query: string };
let startNewer: (service: ServiceName) => Promise<string>;
beforeAll(async () => {
  own = await OwnSystem.start({
    environment: { LOG_LEVEL: 'warn', WATCH_SECONDS: '2', OVERDUE_GRACE_SECONDS: '3' },
  });
  const never = 86_400;
  await own.publishSeconds('noise', counter, {
    idle: 6,
    unresolved: never,
    accountLead: 60,
    confirmation: never,
  });
  const mainOf = newerVersion(folder);
  const environment = { ...environmentOf(own.system.ground), ...own.environment };
  startNewer = (service) =>
    own.keeper.startService({ name: `newer-${service}`, script: mainOf(service), environment });
  newer = { intake: await startNewer('intake-service'), query: await startNewer('query-service') };
});
afterAll(async () => {
  await own?.end();
  rmSync(folder, { recursive: true, force: true });
});

const older = (code: string): DoorsClient => own.as(code);
const atNewer = (code: string): DoorsClient => new DoorsClient(newer, own.keyOf(code));

const rowsOf = (number: string) =>
  own.rows<object>(
    `select c.*, e.events, t.texts, s.wanted_version from cases c,
       (select count(*) as events, max(schema_version) as newest from case_events where tracking_number = $1) e,
       (select count(*) as texts from case_texts where tracking_number = $1) t,
       (select wanted_version from workflow_sync where tracking_number = $1) s
     where c.tracking_number = $1`,
    [number],
  );

const acceptedFor = (number: string): Promise<number> =>
  own.count(`select from accepted_commands where tracking_number = '${number}'`);

describe('two versions of the services side by side', () => {
  it('let the older one write until the newer one has, and then refuse to write over what it does not know', () =>
    own.watch(async () => {
      const { trackingNumber } = await older(filer).register(aMatter('social-insurance-pensions'));
      const neighbour = await older(filer).register(aMatter('social-insurance-pensions'));
      await older(officer).act(trackingNumber, 'recordProgress', { text: '旧版记录。' });
      const acted = await atNewer(officer).act(trackingNumber, 'recordProgress', { text: '新版记录。' });
      expect(acted.version).toBe(3);
      const versions = await own.rows<{ version: number }>(
        'select schema_version as version from case_events where tracking_number = $1 order by sequence',
        [trackingNumber],
      );
      expect(versions.map(({ version }) => version)).toEqual([
        eventSchemaVersion,
        eventSchemaVersion,
        eventSchemaVersion + 1,
      ]);

      const before = { rows: await rowsOf(trackingNumber), accepted: await acceptedFor(trackingNumber) };
      const refused = [
        await older(officer).query('POST', `/v1/cases/${trackingNumber}/actions/record-progress`, {
          body: { text: '旧版再记录。' },
          headers: { 'Idempotency-Key': 'refused-by-the-older' },
        }),
        await older(filer).intake('POST', `/v1/cases/${trackingNumber}/statements`, {
          body: { kind: 'fact', text: '旧版再陈述。' },
          headers: { 'Idempotency-Key': randomUUID() },
        }),
      ];
      for (const answer of refused) {
        expect(answer).toMatchObject({ status: 503, body: { code: 'newerRecord' } });
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
      }
      expect({ rows: await rowsOf(trackingNumber), accepted: await acceptedFor(trackingNumber) }).toEqual(
        before,
      );

      expect(
        await older(officer).act(neighbour.trackingNumber, 'recordProgress', { text: '别的案件。' }),
      ).toMatchObject({
        version: 2,
      });
      expect((await older(filer).register(aMatter('social-insurance-pensions'))).version).toBe(1);
      const again = await atNewer(officer).act(
        trackingNumber,
        'recordProgress',
        { text: '旧版再记录。' },
        { key: 'refused-by-the-older' },
      );
      expect(again).toMatchObject({ version: 4, replayed: false });
    }));

  it('let deadlines of other cases act, while that of the newer case waits for a newer worker and then acts as due', () =>
    own.watch(async () => {
      const mixed = await atNewer(filer).register(aMatter('noise'));
      const plain = await older(filer).register(aMatter('noise'));
      const stepsOf = (number: string) =>
        own.rows<{ at: Date }>(
          `select effective_at as at from case_events where tracking_number = $1 and type = 'IdleEscalated' order by sequence`,
          [number],
        );
      await eventually(
        async () => {
          const [first] = await stepsOf(plain.trackingNumber);
          expect(first?.at.toISOString()).toBe(plain.nextDeadline?.dueAt);
        },
        { withinMs: 30_000 },
      );
      expect(await stepsOf(mixed.trackingNumber)).toEqual([]);
      expect(await older(officer).track(plain.trackingNumber)).toMatchObject({
        trackingNumber: plain.trackingNumber,
      });

      await own.service('case-workflow-worker').stop();
      await startNewer('case-workflow-worker');
      await eventually(
        async () => {
          const [first] = await stepsOf(mixed.trackingNumber);
          expect(first?.at.toISOString()).toBe(mixed.nextDeadline?.dueAt);
        },
        { withinMs: 60_000 },
      );
      await everythingCarried(own);
    }));
});
