import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Actor, commandBodies, type PersonCommand } from '@casetrace/contracts';
import { command, counterOfficer, windowOfficer } from '../record/record-under-test';
import { SearchGround } from './search-ground';

const market: Actor = { kind: 'officer', department: 'market-consumers', officer: 'market-consumers-1' };
const measures = {
  process: '调取缴费凭证，与原单位核对。',
  result: '补录两年缴费，重新核定养老金。',
  rule: '社会保险法第十六条',
  cause: '原单位迁移时漏报。',
  causeKind: 'information',
} as const;

let ground: SearchGround;
beforeAll(async () => {
  ground = await SearchGround.open();
});
afterAll(() => ground.close());

/** What officers do with a case, one after another, each at its time. */
class Handled {
  private constructor(
    readonly number: string,
    private version: number,
  ) {}

  static async registered(at: string, subject: string, details: string): Promise<Handled> {
    ground.record.itIs(at);
    const { trackingNumber, version } = await ground.record.registerCase({ subject, details });
    return new Handled(trackingNumber, version);
  }

  async did(at: string, actor: Actor, said: (seen: object) => PersonCommand): Promise<this> {
    ground.record.itIs(at);
    const seen = { version: this.version, lastStatement: 0 };
    const done = await ground.record.commands.execute(command(this.number, said(seen), { actor }));
    if (done.rejection) throw new Error(done.rejection.detail);
    this.version = done.version;
    return this;
  }
}

const contributed = (text: string) => (): PersonCommand => ({
  type: 'contribute',
  body: commandBodies.contribute.parse({ text, sharedWith: 'departments' }),
});
const resolved =
  (how: object) =>
  (seen: object): PersonCommand => ({
    type: 'resolve',
    body: commandBodies.resolve.parse({ ...how, seen }),
  });
const answered =
  (answer: string) =>
  (seen: object): PersonCommand => ({
    type: 'answer',
    body: commandBodies.answer.parse({ answer, seen }),
  });

describe('similar past cases', () => {
  let asked: string;
  let satisfied: Handled;
  let dissatisfied: Handled;
  let open: Handled;

  beforeAll(async () => {
    satisfied = await Handled.registered('2026-03-02T01:00:00.000Z', '养老金核定少计三年', '缴费没有计入。');
    await satisfied.did('2026-03-03T01:00:00.000Z', market, contributed('原单位已注销，档案在市场监管。'));
    await satisfied.did('2026-03-04T01:00:00.000Z', counterOfficer, resolved(measures));
    await satisfied.did('2026-03-04T13:00:00.000Z', windowOfficer, answered('satisfied'));
    dissatisfied = await Handled.registered('2026-03-09T01:00:00.000Z', '养老金核定少计', '对结果有意见。');
    const refused = { ...measures, result: '按规定不予补计。', rule: 'none', causeKind: 'rule' };
    await dissatisfied.did('2026-03-10T01:00:00.000Z', counterOfficer, resolved(refused));
    await dissatisfied.did('2026-03-10T01:00:00.000Z', windowOfficer, answered('agreeThoughDissatisfied'));
    // In the very words of the case in question: the likeliest of all, and nothing came of it yet.
    open = await Handled.registered('2026-03-11T01:00:00.000Z', '养老金核定少计两年', '两年缴费没有计入。');
    const own = await Handled.registered(
      '2026-03-12T01:00:00.000Z',
      '养老金核定少计两年',
      '两年缴费没有计入。',
    );
    asked = own.number;
    ground.record.itIsNow();
    await ground.read();
  });

  const answer = async () => (await ground.similar(asked)).body.items as { trackingNumber: string }[];

  it('are the closed ones first, however like an open one is', async () => {
    const items = await answer();
    expect(
      items
        .map(({ trackingNumber }) => trackingNumber)
        .slice(0, 2)
        .sort(),
    ).toEqual([satisfied.number, dissatisfied.number].sort());
    expect(items[2]).toMatchObject({
      trackingNumber: open.number,
      status: 'assigned',
      closedAt: null,
      days: null,
      satisfied: null,
      resolvedBy: null,
      result: null,
    });
    expect(items).toHaveLength(3);
    const [first, , last] = items as unknown as { score: number }[];
    expect(last!.score).toBeGreaterThan(first!.score);
  });

  it('say how each was handled, by whom, who helped, how long it took, and that the filer was satisfied', async () => {
    const { causeKind, ...texts } = measures;
    expect((await answer()).find(({ trackingNumber }) => trackingNumber === satisfied.number)).toMatchObject({
      ...texts,
      causeKind,
      subject: '养老金核定少计三年',
      status: 'closed',
      closure: 'satisfied',
      satisfied: true,
      registeredAt: '2026-03-02T01:00:00.000Z',
      closedAt: '2026-03-04T13:00:00.000Z',
      days: 2.5,
      resolvedBy: 'social-insurance-counter',
      responsibleDepartment: 'social-insurance-counter',
      contributors: ['market-consumers'],
      sameCategory: true,
    });
  });

  it('say as openly that a filer agreed without being satisfied', async () => {
    expect(
      (await answer()).find(({ trackingNumber }) => trackingNumber === dissatisfied.number),
    ).toMatchObject({
      closure: 'agreedThoughDissatisfied',
      satisfied: false,
      days: 1,
      result: '按规定不予补计。',
      contributors: [],
    });
  });
});
