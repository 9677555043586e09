import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseSituationQuery, searchAttributes } from '@casetrace/contracts';
import { eventually } from '../../engines';
import { command } from '../record/record-under-test';
import { OperatorsView } from './temporal-looks';
import { World } from './worker-under-test';

let world: World;
let operators: OperatorsView;

beforeAll(async () => {
  world = await World.begin();
  operators = new OperatorsView(world.engine);
  await world.limits('social-insurance-pensions', { idle: 2 });
});
afterAll(async () => world?.end());

const attributes = async (trackingNumber: string) => {
  const { typedSearchAttributes } = await operators.describe(trackingNumber);
  return Object.fromEntries(
    Object.entries(searchAttributes).map(([name, key]) => [name, typedSearchAttributes.get(key as never)]),
  );
};

describe('what an operator sees of a case in Temporal', () => {
  it('is where the case is and what comes next, in search attributes that follow it', async () => {
    const { trackingNumber, nextDeadline } = await world.record.registerCase({ category: 'unpaid-wages' });
    await eventually(async () => {
      expect(await attributes(trackingNumber)).toEqual({
        caseStatus: 'assigned',
        caseCategory: 'unpaid-wages',
        responsibleDepartment: 'labour-inspection-east',
        escalationLevel: 0,
        nextDeadline: new Date(nextDeadline!.dueAt),
        nextStep: 'escalateIdle',
      });
    });
    await world.record.commands.execute(
      command(trackingNumber, { type: 'withdraw', body: {} }, { actor: filer }),
    );
    await eventually(async () => {
      expect(await attributes(trackingNumber)).toMatchObject({
        caseStatus: 'closed',
        nextDeadline: undefined,
        nextStep: undefined,
      });
    });
  });

  it('is who is responsible, what happens next, when and why, in current details and summaries', async () => {
    const { trackingNumber } = await world.record.registerCase({ category: 'unpaid-wages' });
    const details = await eventually(() => operators.currentDetails(trackingNumber));
    expect(details).toContain('labour-inspection-east');
    expect(details).toContain('escalates to the superior');
    expect(details).toMatch(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \(Asia\/Shanghai\)/);
    expect(details).toMatch(/\*\*Why:\*\* \S+/);
    const described = await operators.describe(trackingNumber);
    expect(await described.staticSummary()).toBe(`unpaid-wages · registered case ${trackingNumber}`);
    expect(timerSummary(await operators.history(trackingNumber))).toMatch(
      new RegExp(`^idle #1 of case ${trackingNumber}, due \\d{4}-.*: escalates to the superior$`),
    );
  });

  it('can be asked of a workflow, which answers what it knows', async () => {
    const { trackingNumber } = await world.record.registerCase({ category: 'unpaid-wages' });
    const known = await eventually(() =>
      world.engine.client.workflow.getHandle(trackingNumber).query(caseSituationQuery),
    );
    expect(known).toMatchObject({ trackingNumber, version: 1, status: 'assigned' });
  });

  it('is never a text or anything personal, in the whole history of a case that was escalated (P7)', async () => {
    const personal = [
      '秘密的主题',
      'secret details',
      'Room 77',
      'Zhang Personal',
      'zhang@example.org',
      '+86 10 5555 0177',
    ];
    const { trackingNumber, accessCode } = await world.record.registerCase({
      subject: personal[0],
      details: personal[1],
      place: { address: personal[2] },
      filer: { name: personal[3], mail: personal[4], telephone: personal[5] },
    });
    await world.record.commands.execute(
      command(
        trackingNumber,
        { type: 'addStatement', body: { kind: 'fact', text: 'secret statement' } },
        { actor: filer },
      ),
    );
    await eventually(async () =>
      expect(await attributes(trackingNumber)).toMatchObject({ escalationLevel: 2 }),
    );
    const seen =
      decoded(await operators.history(trackingNumber)) + (await operators.currentDetails(trackingNumber));
    expect(seen).toContain('escalateIdle');
    for (const text of [...personal, 'secret statement', accessCode!]) expect(seen).not.toContain(text);
  });
});

const filer = { kind: 'filer', department: 'service-hall-windows', officer: null } as const;

interface HistoryJson {
  events?: { userMetadata?: { summary?: { data?: Uint8Array } }; timerStartedEventAttributes?: unknown }[];
}

function timerSummary(history: HistoryJson): string {
  const timer = history.events?.find((event) => event.timerStartedEventAttributes);
  return JSON.parse(Buffer.from(timer?.userMetadata?.summary?.data ?? '""').toString()) as string;
}

/** The history as the UI would show it: payloads, which are written in base64, in clear. */
function decoded(history: object): string {
  return JSON.stringify(history, (key, value: unknown) =>
    key === 'data' && typeof value === 'string' ? Buffer.from(value, 'base64').toString() : value,
  );
}
