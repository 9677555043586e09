import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { busyPorts } from './ports';

describe('the check of the ports', () => {
  const servers: Server[] = [];
  const taken: number[] = [];

  beforeEach(async () => {
    for (const host of ['127.0.0.1', '0.0.0.0']) {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, host, resolve));
      servers.push(server);
      taken.push((server.address() as { port: number }).port);
    }
  });
  afterEach(async () => {
    for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
    taken.length = 0;
  });

  it('names all busy ones and the variable that changes each', async () => {
    const [first = 0, second = 0] = taken;
    const complaint = await busyPorts({ INTAKE_PORT: first, KAFKA_PORT: second });
    expect(complaint).toContain(`${first}: choose another by INTAKE_PORT`);
    expect(complaint).toContain(`${second}: choose another by KAFKA_PORT`);
  });

  it('is silent about those that are free', async () => {
    const freed = taken[0] ?? 0;
    await new Promise((resolve) => servers.shift()?.close(resolve));
    expect(await busyPorts({ INTAKE_PORT: freed })).toBeUndefined();
  });
});
