import { createServer, type Server, type Socket, connect } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CommandAnswer, type CommandRequest, createDataSource } from '@casetrace/case-record';
import { freshDatabase } from '../../harness/databases';
import { command, progress, RecordUnderTest, registration } from './record-under-test';

/** A wire to PostgreSQL that can be cut and mended. */
class Wire {
  private readonly sockets = new Set<Socket>();
  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {}

  static async to(url: string): Promise<Wire> {
    const server = createServer();
    const wire = new Wire(server, new URL(url));
    server.on('connection', (near) => wire.join(near));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return wire;
  }

  get url(): string {
    const url = new URL(this.target);
    url.port = String((this.server.address() as { port: number }).port);
    return url.toString();
  }

  private isCut = false;

  private join(near: Socket): void {
    if (this.isCut) return void near.destroy();
    const far = connect(Number(this.target.port), this.target.hostname);
    for (const socket of [near, far]) {
      this.sockets.add(socket);
      socket
        .on('error', () => undefined)
        .on('close', () => {
          near.destroy();
          far.destroy();
        });
    }
    near.pipe(far).pipe(near);
  }

  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    this.isCut = false;
  }

  close(): void {
    this.cut();
    this.server.close();
  }
}

describe('when PostgreSQL cannot be reached', () => {
  let wire: Wire;
  let record: RecordUnderTest;
  let trackingNumber: string;

  beforeAll(async () => {
    wire = await Wire.to((await freshDatabase()).url);
    record = await RecordUnderTest.open(wire.url, { connectTimeoutMs: 1_000 });
    ({ trackingNumber } = await record.registerCase());
  });
  afterAll(async () => {
    await record.close();
    wire.close();
  });

  it('says so, and goes on by itself when it is back', async () => {
    await Promise.all(Array.from({ length: 6 }, () => record.cases.situation(trackingNumber)));
    wire.cut();
    const unavailable = { code: 'recordUnavailable' };
    await expect(record.registerCase()).rejects.toMatchObject(unavailable);
    await expect(record.cases.situation(trackingNumber)).rejects.toMatchObject(unavailable);
    await expect(record.relay.claim(1, 1)).rejects.toMatchObject(unavailable);
    await expect(record.directory.tree()).rejects.toMatchObject(unavailable);
    await expect(record.outbox.tryLead()).rejects.toMatchObject(unavailable);
    wire.mend();
    expect((await record.registerCase()).version).toBe(1);
  });

  /** As a client does: again while the record is said to be unavailable, a few times. */
  async function repeated(request: CommandRequest): Promise<CommandAnswer> {
    for (let left = 5; ; left--) {
      try {
        return await record.commands.execute(request);
      } catch (error) {
        if (left === 0 || (error as { code?: string }).code !== 'recordUnavailable') throw error;
      }
    }
  }

  it('does nothing by halves: a command that was cut off is repeated to one outcome', async () => {
    const requests = Array.from({ length: 30 }, () => command(trackingNumber, progress()));
    const cutOff = Promise.allSettled(requests.map((request) => record.commands.execute(request)));
    await new Promise((resolve) => setTimeout(resolve, 15));
    wire.cut();
    const first = await cutOff;
    wire.mend();
    const before = first.filter(({ status }) => status === 'fulfilled').length;
    const answers = await Promise.all(requests.map(repeated));
    expect(answers.filter(({ replayed }) => replayed).length).toBeGreaterThanOrEqual(before);
    const versions = answers.map(({ version }) => version).sort((a, b) => a - b);
    expect(versions).toEqual(Array.from({ length: 30 }, (_, index) => index + 2));
    expect((await record.cases.situation(trackingNumber)).version).toBe(31);
  });

  it('survives that the server ends its sessions', async () => {
    const others = await RecordUnderTest.open((await freshDatabase()).url);
    await Promise.all(Array.from({ length: 5 }, () => others.registerCase()));
    await others.sql(`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`);
    const answers = await Promise.allSettled(
      Array.from({ length: 5 }, () => others.commands.register(registration())),
    );
    for (const answer of answers) {
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'recordUnavailable' });
    }
    expect((await others.registerCase()).version).toBe(1);
    await others.close();
  });

  it('fails to open where nobody listens', async () => {
    const opening = createDataSource({ databaseUrl: 'postgres://x:x@127.0.0.1:1/x', applicationName: 'x' });
    await expect(opening).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
