import { fork } from 'node:child_process';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Pool as HttpPool } from 'undici';
import type { PoolClient } from 'pg';
import { Pool } from 'pg';
import type { BenchSystem } from '../system';
import type { CommitKey } from './same-rows';
import { SameRows } from './same-rows';

export type Kind = 'registration' | 'decision';
type Work = () => Promise<void>;

/** Plain pg and the naked route, writing the product's rows into tables of their own. */
export class Floor {
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
    const script = join(__dirname, 'naked-nest-process.js');
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
