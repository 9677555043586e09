import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commandBodies, type PersonCommand } from '@casetrace/contracts';
import { type CaseState, type ExplainedDeadline, nextDeadline } from '@casetrace/case-rules';
import { deriveAccessCode, verifyChains } from '@casetrace/case-record';
import { accessCodeSecret } from '../../harness/record-programs';
import { freshDatabase } from '../../harness/databases';
import { CaseLines } from '../../load/src/volume/case-rows';
import { type LoadPlan, loadShare, worldOf } from '../../load/src/volume/load-share';
import { type Life, lifeOf } from '../../load/src/volume/life';
import { command, newKey, RecordUnderTest } from './record-under-test';

const count = 200;

describe('cases that the bench loads by COPY', () => {
  let record: RecordUnderTest;
  let plan: LoadPlan;
  let world: Awaited<ReturnType<typeof worldOf>>;
  let lives: Life[];

  beforeAll(async () => {
    const { url: databaseUrl } = await freshDatabase();
    record = await RecordUnderTest.open(databaseUrl);
    plan = { databaseUrl, accessCodeSecret, seed: 5, until: Date.now(), from: 0, to: count };
    world = await worldOf(plan);
    lives = Array.from({ length: count }, (_, index) => lifeOf(world.world, index, (index + 0.5) / count));
    let piece = 0;
    await loadShare(plan, () => piece++);
  });
  afterAll(() => record.close());

  it('are whole: chains, texts, and the state that follows from their entries', async () => {
    const events = lives.flatMap(({ steps }) => steps.flatMap(({ decision }) => decision.events));
    const texts = events.flatMap((event) => event.texts);
    expect(await verifyChains(record.database)).toEqual({
      ...{ cases: count, events: events.length, texts: texts.length },
      ...{ erasedTexts: 0, firstBad: null },
    });
    expect(events.length / count).toBeGreaterThan(4.5);
    expect(events.length / count).toBeLessThan(8);
  });

  it('have the next deadline of their state, and a time at which the engine looks at them', async () => {
    type Row = {
      state: CaseState;
      nextDeadline: ExplainedDeadline | null;
      dueAt: Date | null;
      closed: boolean;
    };
    const rows = await record.sql<Row & { rulesVersion: number }>(
      `SELECT c.state, c.next_deadline AS "nextDeadline", c.rules_version::int AS "rulesVersion", s.due_at AS "dueAt",
         c.status = 'closed' AS closed
       FROM cases c JOIN workflow_sync s USING (tracking_number)
       WHERE s.wanted_version = c.version AND s.delivered_version = c.version`,
    );
    expect(rows).toHaveLength(count);
    for (const { state, nextDeadline: kept, rulesVersion, dueAt, closed } of rows) {
      const whole = { ...state, nextDeadline: null, rulesVersion };
      expect(kept).toEqual(nextDeadline(whole, world.world.rules));
      expect([dueAt === null, kept === null]).toEqual([closed, closed]);
      const wait = closed ? 0 : dueAt!.getTime() - Date.parse(kept!.dueAt);
      expect(wait).toBeGreaterThanOrEqual(0);
      expect(wait).toBeLessThanOrEqual(300_000);
    }
  });

  it('stand on the worklists of their departments while they are open', async () => {
    const open = lives.filter(({ state }) => state.status !== 'closed');
    expect(open.length).toBeGreaterThan(0);
    const { items } = await record.cases.worklist({}, { limit: count });
    expect(items.map(({ trackingNumber }) => trackingNumber).sort()).toEqual(
      open.map(({ trackingNumber }) => trackingNumber).sort(),
    );
    for (const { trackingNumber, state } of open) {
      const item = items.find((each) => each.trackingNumber === trackingNumber);
      const { version, status, responsibleDepartment, level } = state;
      expect(item).toMatchObject({ version, status, responsibleDepartment, level });
    }
  });

  it('open with the access code that their number and the secret give, and with no other', async () => {
    const [{ trackingNumber }] = lives as [Life];
    const code = deriveAccessCode(accessCodeSecret, { trackingNumber, generation: 1 });
    expect(await record.cases.checkAccessCode(trackingNumber, code)).toBe(true);
    expect(await record.cases.checkAccessCode(trackingNumber, '0000-0000')).toBe(false);
  });

  it('are what the product writes when it is given the same commands at the same times', async () => {
    const closures = new Set<string>();
    for (const life of lives.filter((_, index) => index % 20 === 0 || index > count - 6)) {
      const trackingNumber = await livedThrough(life);
      expect(await rowsOf(trackingNumber)).toEqual(await rowsOf(life.trackingNumber));
      closures.add(life.state.closure ?? 'open');
    }
    record.itIsNow();
    expect(closures.size).toBeGreaterThan(1);
  });

  it('come from commands as the doors let them in', () => {
    for (const { command: said } of lives.flatMap(({ steps }) => steps)) {
      if (said.type === 'applyDeadlines' || said.type === 'recalculate') continue;
      expect(commandBodies[said.type].parse(said.body)).toEqual(said.body);
    }
  });

  it('are the same for the same seed, byte by byte, and others for another', () => {
    const lines = (seed: number): string => {
      const loaded = new CaseLines({ ...world.rows, seed });
      for (let index = 0; index < 20; index++) {
        loaded.add(lifeOf({ ...world.world, seed }, index, (index + 0.5) / count), index);
      }
      return JSON.stringify(loaded.lines);
    };
    expect(lines(5)).toBe(lines(5));
    expect(lines(6)).not.toBe(lines(5));
  });

  /** Gives the commands of a life to the record itself; answers the number of the case that came of it. */
  async function livedThrough({ steps }: Life): Promise<string> {
    let trackingNumber = '';
    for (const { command: said, actor, at } of steps) {
      record.itIs(new Date(at).toISOString());
      if (said.type === 'register') {
        const request = { command: said, actor, caller: 'bench', key: newKey() };
        ({ trackingNumber } = await record.commands.register(request));
      } else if (said.type === 'applyDeadlines') {
        await record.commands.applyDeadlines(trackingNumber);
      } else {
        await record.commands.execute(command(trackingNumber, said as PersonCommand, { actor }));
      }
    }
    return trackingNumber;
  }

  /** All that the record holds of a case, besides its number, salts, and what is made of them. */
  async function rowsOf(trackingNumber: string): Promise<unknown> {
    const [row] = await record.sql<{ kept: unknown }>(
      `SELECT jsonb_build_object(
         'case', to_jsonb(c) - 'tracking_number' - 'head_hash' - 'access_code_hash' #- '{state,trackingNumber}',
         'events', (SELECT jsonb_agg(to_jsonb(e) - 'tracking_number' - 'texts' - 'previous_hash' - 'hash' ORDER BY sequence)
           FROM case_events e WHERE e.tracking_number = c.tracking_number),
         'texts', (SELECT jsonb_agg(to_jsonb(t) - 'tracking_number' - 'salt' ORDER BY sequence, field)
           FROM case_texts t WHERE t.tracking_number = c.tracking_number)) AS kept
       FROM cases c WHERE tracking_number = $1`,
      [trackingNumber],
    );
    return row?.kept;
  }
});
