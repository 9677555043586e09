import { bench } from '../configuration';
import type { Doors } from '../doors';
import { Floor, type Kind } from '../floor/floor';
import type { Measured } from '../measures';
import { closedLoop, row } from '../measures';
import type { BenchSystem } from '../system';
import { atRest } from '../system';
import type { Section } from './section';
import { headline, median } from './section';

type Work = (call: number) => Promise<void>;

const phaseMs = bench.quick ? 2_000 : 6_000;
const rounds = bench.quick ? 1 : 3;
/** Before the rounds: a service just started runs at half its pace until its code is compiled. */
const warmUpMs = bench.quick ? 1_000 : 8_000;
const concurrencies = [1, 8, 32];
const counter = 'social-insurance-counter-1';

/** Registration and one decision over HTTP, beside plain pg and a naked Nest route that commit the same rows. */
export const commandRates: Section = async ({ system, doors }) => {
  const sample = await doors.register('social-insurance-pensions');
  await compare('registration', system, sample.trackingNumber, async () => {
    await doors.register('social-insurance-pensions');
  });
  const cases = await openCases(doors, 400);
  await doors.act(counter, sample.trackingNumber, 'record-progress', {
    text: '已调取参保记录，窗口部分已核对。',
  });
  await compare('decision', system, sample.trackingNumber, async (call) => {
    const number = cases[call % cases.length] ?? '';
    await doors.act(counter, number, 'record-progress', { text: '已调取参保记录，窗口部分已核对。' });
  });
};

async function openCases(doors: Doors, count: number): Promise<string[]> {
  const numbers: string[] = [];
  while (numbers.length < count) {
    const batch = Array.from({ length: 20 }, () => doors.register('social-insurance-pensions'));
    numbers.push(...(await Promise.all(batch)).map(({ trackingNumber }) => trackingNumber));
  }
  return numbers;
}

async function compare(kind: Kind, system: BenchSystem, sample: string, product: Work): Promise<void> {
  const floor = await Floor.start(kind, system, sample);
  headline(`${kind}: ${floor.rows} rows a commit; closed loop, ${rounds} rounds of ${phaseMs / 1000} s each`);
  const ways: [string, Work][] = [
    ['plain pg, BEGIN … COMMIT', floor.transaction],
    ['plain pg, one statement', floor.oneStatement],
    ['naked Nest route', floor.nest],
    ['Casetrace', product],
  ];
  for (const [, work] of ways) await closedLoop(8, warmUpMs, work);
  for (const concurrency of concurrencies) {
    const results = new Map<string, Measured[]>(ways.map(([name]) => [name, []]));
    for (let round = 0; round < rounds; round++) {
      for (const [name, work] of ways) {
        await atRest(system.pool);
        results.get(name)?.push(await closedLoop(concurrency, phaseMs, work));
      }
    }
    const rate = (name: string): number =>
      median((results.get(name) ?? []).map(({ perSecond }) => perSecond));
    console.log(`  ${concurrency} at once`);
    for (const [name, found] of results) {
      const middle = found.find(({ perSecond }) => perSecond === rate(name));
      const ratio = name === 'Casetrace' ? rate(name) / rate('naked Nest route') : undefined;
      if (middle) console.log(row(name, middle, ratio));
    }
  }
  await floor.stop();
}
