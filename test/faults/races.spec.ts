import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Committed, DoorRefusal, type Registered } from '../harness/doors-client';
import { OwnSystem } from './ground/own-system';
import { atMost } from './load/at-most';
import { Chance } from './load/chance';
import { aMatter, aResolution, registerMany } from './load/registering';

const races = 1_000;
const counter = 'social-insurance-counter';
const [one, other] = ['social-insurance-counter-1', 'social-insurance-counter-2'];
const superior = 'social-insurance-pensions';
const seen = { version: 1, lastStatement: 0 };
const chance = new Chance();

let own: OwnSystem;
beforeAll(async () => {
  own = await OwnSystem.start({ environment: { LOG_LEVEL: 'warn' } });
  const never = 86_400;
  await own.publishSeconds('noise', counter, {
    idle: 5,
    unresolved: never,
    accountLead: 60,
    confirmation: never,
  });
});
afterAll(() => own?.end());

interface Runner {
  name: string;
  run: () => Promise<Committed>;
}

interface Outcome {
  trackingNumber: string;
  winners: string[];
  /** Status and code of who came second. */
  refused: string[];
}

interface Entry {
  type: string;
  actor: string;
  officer: string | null;
  effective: Date;
  recorded: Date;
}

/** What one competitor was answered. */
async function outcomeOf({ run }: Runner): Promise<Committed | DoorRefusal> {
  return run().catch((error: unknown) => {
    if (error instanceof DoorRefusal) return error;
    throw error;
  });
}

async function race(trackingNumber: string, runners: readonly Runner[]): Promise<Outcome> {
  const answers = await Promise.all(runners.map(outcomeOf));
  const refusals = answers.filter((answer) => answer instanceof DoorRefusal);
  return {
    trackingNumber,
    winners: runners.filter((_, index) => !(answers[index] instanceof DoorRefusal)).map(({ name }) => name),
    refused: refusals.map(({ status, problem }) => `${status} ${problem.code ?? '?'}`),
  };
}

const entriesOf = (trackingNumber: string): Promise<Entry[]> =>
  own.rows<Entry>(
    `select type, actor_kind as actor, actor_officer as officer, effective_at as effective, recorded_at as recorded
     from case_events where tracking_number = $1 order by sequence`,
    [trackingNumber],
  );

const tally = (values: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const value of [...values].sort()) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
};

const aTransfer = { to: superior, process: '核对参保记录。', presentState: '须核定年限。', seen };

function expectShares(counts: Record<string, number>, outcomes: readonly string[]): void {
  for (const outcome of outcomes)
    expect([outcome, (counts[outcome] ?? 0) >= races * 0.05]).toEqual([outcome, true]);
}

describe('two officers of one department who saw the same version', () => {
  it('act one of them, the other is told why, and the record has the one entry', () =>
    own.watch(async () => {
      const cases = await registerMany(own, races, 'social-insurance-pensions');
      const outcomes = await atMost(4, cases, async ({ trackingNumber }) => {
        const lead = chance.between(0, 4);
        const firstIsLate = chance.next() < 0.5;
        const after = async (ms: number, run: () => Promise<Committed>): Promise<Committed> => {
          if (ms > 0.5) await pause(ms);
          return run();
        };
        return race(trackingNumber, [
          {
            name: 'transfer',
            run: () =>
              after(firstIsLate ? lead : 0, () => own.as(one).act(trackingNumber, 'transfer', aTransfer)),
          },
          {
            name: 'resolve',
            run: () =>
              after(firstIsLate ? 0 : lead, () =>
                own.as(other).act(trackingNumber, 'resolve', { ...aResolution, seen }),
              ),
          },
        ]);
      });
      const won = tally(outcomes.map(({ winners }) => winners.join(' and ') || 'nobody'));
      const refused = tally(outcomes.flatMap((outcome) => outcome.refused));
      console.log(`seed ${chance.seed}: ${JSON.stringify({ won, refused })}`);
      expect(Object.keys(won).sort()).toEqual(['resolve', 'transfer']);
      expectShares(won, ['transfer', 'resolve']);
      for (const code of Object.keys(refused))
        expect(code).toMatch(/^(409 (notResponsible|notInThisStatus)|412 newerEntries)$/);
      const entries = { transfer: 'CaseTransferred', resolve: 'CaseResolved' } as Record<string, string>;
      const officers = { transfer: one, resolve: other } as Record<string, string>;
      await atMost(4, outcomes, async ({ trackingNumber, winners: [winner = ''] }) => {
        const record = await entriesOf(trackingNumber);
        expect(record.map(({ type, officer }) => [type, officer])).toEqual([
          ['CaseRegistered', 'hotline-system'],
          [entries[winner], officers[winner]],
        ]);
      });
    }));

  it('is told by 412 what came in between, and may act once that was seen', () =>
    own.watch(async () => {
      const { trackingNumber } = await own
        .as('hotline-system')
        .register(aMatter('social-insurance-pensions'));
      await own.as(one).act(trackingNumber, 'recordProgress', { text: '已调取参保记录。' });
      const refusal = await outcomeOf({
        name: 'transfer',
        run: () => own.as(other).act(trackingNumber, 'transfer', aTransfer),
      });
      expect(refusal).toMatchObject({ status: 412, problem: { code: 'newerEntries', version: 2 } });
      expect(JSON.stringify((refusal as DoorRefusal).problem.entries)).toContain('已调取参保记录。');
      const acted = await own
        .as(other)
        .act(trackingNumber, 'transfer', { ...aTransfer, seen: { ...seen, version: 2 } });
      expect(acted.responsibleDepartment).toBe(superior);
    }));
});

describe('an officer against a deadline', () => {
  it('acts before it or finds the case gone; the record has one or the other, as due', () =>
    own.watch(async () => {
      const waiting: Promise<Outcome & { dueAt: string }>[] = [];
      const begun = performance.now();
      for (let count = 0; count < races; count++) {
        const wait = begun + count * 30 - performance.now();
        if (wait > 0) await pause(wait);
        waiting.push(
          own.as('hotline-system').register(aMatter('noise', count)).then(transferAtTheLastMoment),
        );
      }
      const outcomes = await Promise.all(waiting);
      const won = tally(outcomes.map(({ winners }) => winners[0] ?? 'deadline'));
      const refused = tally(outcomes.flatMap((outcome) => outcome.refused));
      console.log(`seed ${chance.seed}: ${JSON.stringify({ won, refused })}`);
      expectShares(won, ['officer', 'deadline']);
      for (const code of Object.keys(refused))
        expect(code).toMatch(/^(409 notResponsible|412 newerEntries)$/);
      await atMost(4, outcomes, async ({ trackingNumber, winners, dueAt }) => {
        const [, second, ...rest] = await entriesOf(trackingNumber);
        const transfers = [second, ...rest].filter((entry) => entry?.type === 'CaseTransferred');
        const steps = [second, ...rest].filter((entry) => entry?.type === 'IdleEscalated');
        if (winners.length === 1) {
          expect([trackingNumber, second?.type, transfers.length]).toEqual([
            trackingNumber,
            'CaseTransferred',
            1,
          ]);
          expect(second!.recorded.getTime()).toBeLessThan(Date.parse(dueAt));
        } else {
          expect([trackingNumber, second?.type, transfers.length]).toEqual([
            trackingNumber,
            'IdleEscalated',
            0,
          ]);
          expect(second!.effective.toISOString()).toBe(dueAt);
        }
        const due = steps.map((entry) => entry!.effective.getTime());
        expect(new Set(due).size).toBe(due.length);
      });
      await own.verify();
    }));
});

/** Sends a transfer so that it arrives some milliseconds before or after the due time. */
async function transferAtTheLastMoment(registered: Registered): Promise<Outcome & { dueAt: string }> {
  const { trackingNumber, nextDeadline } = registered;
  const dueAt = nextDeadline?.dueAt ?? '';
  const moment = Date.parse(dueAt) + chance.between(-60, 40);
  await pause(Math.max(0, moment - Date.now()));
  const run = () => own.as(one).act(trackingNumber, 'transfer', aTransfer);
  return { ...(await race(trackingNumber, [{ name: 'officer', run }])), dueAt };
}
