import { type CaseState, civilDateAt, addDays, evolve, type RecordedEvent } from '@casetrace/case-rules';
import { type ReadModel, ReadModels, RulesSource } from '@casetrace/case-record';
import {
  countedConsultations,
  factsOf,
  type Figures,
  figureIds,
  figuresModel,
  StatisticsReader,
  type StatisticsQuery,
} from '@casetrace/figures';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freshDatabase } from '../../engines';
import { RecordUnderTest } from '../record/record-under-test';
import { dice, RandomTown } from './random-town';

const seed = Number(process.env.FIGURES_SEED ?? 20_261_101);
const by = ['none', 'category', 'department', 'district', 'channel'] as const;

let record: RecordUnderTest;
let models: ReadModels;
let statistics: StatisticsReader;
let town: RandomTown;
let histories: { trackingNumber: string; events: RecordedEvent[] }[];
const first = '2026-01-20';
let last: string;

beforeAll(async () => {
  record = await RecordUnderTest.open((await freshDatabase()).url);
  const rules = new RulesSource(record.database);
  models = new ReadModels(record.database, rules, [figuresModel]);
  statistics = new StatisticsReader(record.database, rules, countedConsultations);
  town = new RandomTown(record, seed, `${first}T01:00:00.000Z`);
  // The model follows in between, so that it takes back and adds anew what it had counted.
  for (let round = 0; round < 10; round += 1) {
    await town.live(60);
    await models.update(500);
  }
  last = civilDateAt(Date.parse(town.time));
  histories = await historiesOf();
}, 120_000);
afterAll(() => record.close());

async function historiesOf(): Promise<typeof histories> {
  const rows = await record.sql<RecordedEvent>(`
    SELECT tracking_number AS "trackingNumber", sequence, type, data::json AS data,
      json_build_object('kind', actor_kind, 'department', actor_department, 'officer', actor_officer) AS actor,
      to_char(effective_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "effectiveAt",
      to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "recordedAt"
    FROM case_events ORDER BY tracking_number, sequence`);
  return town.numbers.map((trackingNumber) => ({
    trackingNumber,
    events: rows.filter((row) => row.trackingNumber === trackingNumber),
  }));
}

/** Cases open when a day had ended, folded from the record alone. */
function openAtTheEndOf(day: string): CaseState[] {
  return histories.flatMap(({ events }) => {
    let state: CaseState | null = null;
    for (const event of events)
      if (civilDateAt(Date.parse(event.recordedAt)) <= day) state = evolve(state, event);
    return state !== null && state.status !== 'closed' ? [state] : [];
  });
}

const keyOf = (state: CaseState, dimension: StatisticsQuery['by']): string | null =>
  dimension === 'department' ? state.responsibleDepartment : dimension === 'none' ? null : state[dimension];

const closingByFlow = (figures: Figures): number => {
  const { opening, registered, movedIn, movedOut, reopened, reopenedByCorrection, closed } =
    figures as Record<string, number>;
  return opening! + registered! + movedIn! - movedOut! + reopened! + reopenedByCorrection! - closed!;
};

function somePeriods(count: number): { from: string; to: string }[] {
  const roll = dice(seed + 1);
  return Array.from({ length: count }, () => {
    const from = addDays(first, roll(70) - 5);
    return { from, to: addDays(from, roll(60)) };
  });
}

describe(`the figures of random cases (FIGURES_SEED=${seed})`, () => {
  it('have something to say', async () => {
    const { total } = await statistics.read({ from: first, to: last, by: 'none' });
    const silent = figureIds.filter((id) => !total[id]);
    expect(
      silent.filter(
        (id) => !/^(cause|consulted|settled|onThe|open|procedures|adjusted|supervisory)/.test(id),
      ),
    ).toEqual([]);
  });

  it.each(by)(
    'reconcile by %s: what was open and came, less what went, is open; for every period',
    async (dimension) => {
      for (const period of somePeriods(8)) {
        const { items, total } = await statistics.read({ ...period, by: dimension });
        const next = await statistics.read({
          from: addDays(period.to, 1),
          to: addDays(period.to, 1),
          by: dimension,
        });
        for (const { key, figures } of [...items, { key: 'total', figures: total }]) {
          expect([key, period, figures.closing]).toEqual([key, period, closingByFlow(figures)]);
          const ages =
            figures.openWithinIdle! +
            figures.openWithinUnresolved! +
            figures.openUpToTwice! +
            figures.openUpToFourTimes! +
            figures.openOlder!;
          expect([key, period, ages]).toEqual([key, period, figures.closing]);
        }
        for (const { key, figures } of next.items) {
          const before = items.find((item) => item.key === key)?.figures.closing ?? 0;
          expect([key, period, figures.opening]).toEqual([key, period, before]);
        }
      }
    },
  );

  it.each(by)('by %s are what a look at each case says, case by case', async (dimension) => {
    for (const { from, to } of somePeriods(6)) {
      const { items, total } = await statistics.read({ from, to, by: dimension });
      const open = openAtTheEndOf(to);
      expect([from, to, total.closing]).toEqual([from, to, open.length]);
      for (const { key, figures } of items) {
        const there = open.filter((state) => keyOf(state, dimension) === key).length;
        expect([key, from, to, figures.closing]).toEqual([key, from, to, there]);
      }
    }
  });

  it('of all groups together are the total, in every count', async () => {
    for (const dimension of by.slice(1)) {
      const { items, total } = await statistics.read({ from: first, to: last, by: dimension });
      for (const id of figureIds.filter(
        (name) => !/Median|P90|Rate|atisfaction|consulted|settled/.test(name),
      )) {
        const sum = items.reduce((added, { figures }) => added + (figures[id] ?? 0), 0);
        expect([dimension, id, sum]).toEqual([dimension, id, total[id]]);
      }
    }
  });

  it('measure exact medians: those of all cases sorted', async () => {
    const { rules } = await new RulesSource(record.database).current();
    const facts = histories.map(({ trackingNumber, events }) =>
      factsOf({ trackingNumber, version: events.length, events, texts: [] }, rules.calendar),
    );
    for (const { from, to } of somePeriods(6)) {
      const { total } = await statistics.read({ from, to, by: 'none' });
      const spans = facts.flatMap(({ firstResolved }) => firstResolved ?? []);
      const seconds = spans
        .filter(({ day }) => from <= day && day <= to)
        .map((span) => span.seconds)
        .sort((one, other) => one - other);
      const middle = seconds.length / 2;
      const median =
        seconds.length === 0
          ? null
          : Math.round((seconds[Math.ceil(middle) - 1]! + seconds[Math.floor(middle)]!) / 2);
      expect([total.firstResolvedCases, total.firstResolvedMedian]).toEqual([seconds.length, median]);
    }
  });

  it('narrowed to a department reconcile too, with what moved in and out', async () => {
    for (const period of somePeriods(4)) {
      const query = { ...period, by: 'category', department: 'city' } as const;
      for (const { figures } of (await statistics.read(query)).items)
        expect(figures.closing).toBe(closingByFlow(figures));
    }
  });

  it('are the same when they are written anew from the record', async () => {
    const tables = ['figure_cases', 'figure_stays', 'figure_totals'];
    const dump = async (): Promise<unknown[]> =>
      Promise.all(tables.map((table) => record.sql(`SELECT t::text FROM ${table} t ORDER BY 1`)));
    await record.sql(`DELETE FROM figure_totals t WHERE NOT to_jsonb(t)::text ~ ': [1-9]'`);
    const kept = await dump();
    await models.rebuild({ batch: 7, lanes: 3 });
    expect(await dump()).toEqual(kept);
  });

  it('are refused while they are written anew, rather than answered by half', async () => {
    const stuck: ReadModel = {
      name: 'stuck',
      write: () => Promise.reject(new Error('cannot be written')),
      clear: () => Promise.resolve(),
      complete: () => Promise.resolve(),
    };
    const broken = new ReadModels(record.database, record.rules, [figuresModel, stuck]);
    await expect(broken.rebuild({ batch: 50, lanes: 1 })).rejects.toThrow('cannot be written');
    await expect(statistics.read({ from: first, to: last, by: 'none' })).rejects.toMatchObject({
      code: 'recordUnavailable',
    });
    await models.rebuild({ batch: 50, lanes: 1 });
    expect((await statistics.read({ from: first, to: last, by: 'none' })).total.registered).toBe(
      town.numbers.length,
    );
  });

  it('count consultations where they are kept, at the desk, and say nothing of them where they are not', async () => {
    const [kept] = await record.sql<{ there: boolean }>(
      `SELECT to_regclass('consultations') IS NOT NULL AS there`,
    );
    const { total } = await statistics.read({ from: first, to: last, by: 'none' });
    expect(total.consulted).toBe(kept!.there ? 0 : null);
  });
});
