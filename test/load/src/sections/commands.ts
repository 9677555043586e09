import { fork } from 'node:child_process';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Pool as HttpPool } from 'undici';
import type { PoolClient } from 'pg';
import { Pool } from 'pg';
import { bench } from '../configuration';
import type { Doors } from '../doors';
import type { CommitKey } from '../floor/same-rows';
import { SameRows } from '../floor/same-rows';
import type { Measured } from '../measures';
import { closedLoop, row } from '../measures';
import type { BenchSystem } from '../system';
import { quiet } from '../system';
import type { Section } from './section';
import { headline, median } from './section';

type Work = (call: number) => Promise<void>;
type Kind = 'registration' | 'decision';

const phaseMs = bench.quick ? 2_000 : 6_000;
const rounds = bench.quick ? 1 : 3;
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
  for (const concurrency of concurrencies) {
    const ways: [string, Work][] = [
      ['plain pg, BEGIN … COMMIT', floor.transaction],
      ['plain pg, one statement', floor.oneStatement],
      ['naked Nest route', floor.nest],
      ['Casetrace', product],
    ];
    const results = new Map<string, Measured[]>(ways.map(([name]) => [name, []]));
    for (let round = 0; round < rounds; round++) {
      for (const [name, work] of ways) {
        await quiet(system.pool);
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

/** Plain pg and the naked route, writing the product's rows into tables of their own. */
class Floor {
  private count = 0;
  private known: string[] = [];

  private constructor(
    private readonly kind: Kind,
    private readonly pool: Pool,
    private readonly same: SameRows,
    private readonly http: HttpPool,
    private readonly disconnect: () => void,
  ) {}

  static async start(kind: Kind, { pool, databaseUrl }: BenchSystem, sample: string): Promise<Floor> {
    await SameRows.prepareSchema(pool);
    const same =
      kind === 'registration'
        ? await SameRows.ofRegistration(pool, sample)
        : await SameRows.ofDecision(pool, sample);
    const script = join(__dirname, '..', 'floor', 'naked-nest-process.js');
    const child = fork(script, [kind, sample, '20'], { env: { ...process.env, DATABASE_URL: databaseUrl } });
    const [url] = (await once(child, 'message')) as [string];
    const own = new Pool({ connectionString: SameRows.writing(databaseUrl), max: 32 });
    const floor = new Floor(kind, own, same, new HttpPool(url, { connections: 64 }), () =>
      child.disconnect(),
    );
    if (kind === 'decision') await floor.prepareCases(await SameRows.ofRegistration(pool, sample));
    return floor;
  }

  get rows(): number {
    return this.same.size;
  }

  readonly transaction: Work = () => this.committed((client, key) => this.same.inATransaction(client, key));
  readonly oneStatement: Work = () => this.committed((client, key) => this.same.inOneStatement(client, key));
  readonly nest: Work = async () => {
    const answer = await this.http.request({
      method: 'POST',
      path: '/commit',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(this.nextKey()),
    });
    await answer.body.json();
    if (answer.statusCode >= 300) throw new Error(String(answer.statusCode));
  };

  async stop(): Promise<void> {
    await this.http.close();
    this.disconnect();
    await this.pool.end();
  }

  private async committed(commit: (client: PoolClient, key: CommitKey) => Promise<void>): Promise<void> {
    const client = await this.pool.connect();
    try {
      await commit(client, this.nextKey());
    } finally {
      client.release();
    }
  }

  private nextKey(): CommitKey {
    this.count += 1;
    const trackingNumber =
      this.kind === 'registration' ? randomUUID() : (this.known[this.count % this.known.length] ?? '');
    return { trackingNumber, sequence: 1_000 + this.count, caller: 'bench' };
  }

  /** Cases of its own that the floor's decisions update. */
  private async prepareCases(registration: SameRows): Promise<void> {
    this.known = Array.from({ length: 400 }, () => randomUUID());
    const client = await this.pool.connect();
    try {
      for (const trackingNumber of this.known) {
        await registration.inATransaction(client, { trackingNumber, sequence: 1, caller: 'bench' });
      }
    } finally {
      client.release();
    }
  }
}
