import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commandBodies } from '@casetrace/contracts';
import { eventually } from '../../engines';
import { command, newKey } from '../record/record-under-test';
import { OperatorsView } from './temporal-looks';
import { World } from './worker-under-test';

let world: World;
let operators: OperatorsView;

beforeAll(async () => {
  world = await World.begin();
  operators = new OperatorsView(world.engine);
  await world.limits('social-insurance-pensions', { idle: 2 });
  await world.limits('unpaid-wages', { unresolved: 4, accountLead: 2 });
  await world.limits('noise', { confirmation: 4 });
});
afterAll(async () => world?.end());

interface Entry {
  type: string;
  level: number;
  effective: string;
  recorded: string;
}

const trace = (trackingNumber: string): Promise<Entry[]> =>
  world.record.sql<Entry>(
    `SELECT type, (data::jsonb->>'level')::int AS level, effective_at::text AS effective, recorded_at::text AS recorded
     FROM case_events WHERE tracking_number = $1 ORDER BY sequence`,
    [trackingNumber],
  );

const resolved = async (category: string): Promise<string> => {
  const { trackingNumber, version } = await world.record.registerCase({ category });
  await world.record.commands.execute(
    command(trackingNumber, {
      type: 'resolve',
      body: commandBodies.resolve.parse({
        process: 'Looked into it.',
        result: 'Done.',
        rule: 'none',
        cause: 'A fault.',
        seen: { version, lastStatement: 0 },
      }),
    }),
  );
  return trackingNumber;
};

describe('the procedure of a case', () => {
  it('escalates an idle case to the superior by itself, and again from there (M9)', async () => {
    const { trackingNumber } = await world.record.registerCase();
    const climbed = await eventually(async () => {
      const entries = await trace(trackingNumber);
      expect(entries.filter(({ type }) => type === 'IdleEscalated').map(({ level }) => level)).toEqual([
        1, 2,
      ]);
      return entries;
    });
    const escalations = climbed.filter(({ type }) => type === 'IdleEscalated');
    for (const { effective, recorded } of escalations) {
      const late = Date.parse(recorded) - Date.parse(effective);
      expect(late).toBeGreaterThanOrEqual(0);
      expect(late).toBeLessThan(2_000);
    }
  });

  it('asks for the account of an unresolved case and then reports it, again and again (M10)', async () => {
    const { trackingNumber } = await world.record.registerCase({ category: 'unpaid-wages' });
    await eventually(async () => {
      const types = (await trace(trackingNumber)).map(({ type }) => type);
      expect(types).toEqual([
        'CaseRegistered',
        'AccountRequested',
        'UnresolvedReported',
        'AccountRequested',
        'UnresolvedReported',
      ]);
    });
  });

  it('reminds the filer at half of the window and closes a case that nobody answers', async () => {
    const trackingNumber = await resolved('noise');
    await eventually(async () => {
      const types = (await trace(trackingNumber)).map(({ type }) => type);
      expect(types).toEqual(['CaseRegistered', 'CaseResolved', 'FilerReminded', 'CaseClosed']);
    });
    await eventually(async () => expect(await operators.status(trackingNumber)).toBe('COMPLETED'));
  });

  it('ends with the case and begins anew when it is reopened', async () => {
    const { trackingNumber } = await world.record.registerCase({ category: 'unpaid-wages' });
    await eventually(async () => expect(await operators.status(trackingNumber)).toBe('RUNNING'));
    const { runId } = await operators.describe(trackingNumber);
    const filer = { kind: 'filer', department: 'service-hall-windows', officer: null } as const;
    await world.record.commands.execute(
      command(trackingNumber, { type: 'withdraw', body: {} }, { actor: filer }),
    );
    await eventually(async () => expect(await operators.status(trackingNumber)).toBe('COMPLETED'));

    await world.record.commands.execute(
      command(
        trackingNumber,
        { type: 'reopen', body: { reason: 'Not done.' } },
        { actor: filer, key: newKey() },
      ),
    );
    await eventually(async () => expect(await operators.status(trackingNumber)).toBe('RUNNING'));
    expect((await operators.describe(trackingNumber)).runId).not.toBe(runId);
    await eventually(async () => {
      const types = (await trace(trackingNumber)).map(({ type }) => type);
      expect(types.slice(types.indexOf('CaseReopened'))).toContain('UnresolvedReported');
    });
  });

  it('does each step once, although the engine was told twice', async () => {
    const { trackingNumber } = await world.record.registerCase();
    await world.record.sql('UPDATE workflow_sync SET delivered_version = 0 WHERE tracking_number = $1', [
      trackingNumber,
    ]);
    await eventually(async () => {
      const levels = (await trace(trackingNumber)).flatMap(({ level }) => level ?? []);
      expect(levels).toEqual([1, 2]);
    });
  });
});
