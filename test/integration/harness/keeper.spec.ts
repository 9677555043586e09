import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { eventually } from '../../engines';
import { Keeper } from '../../harness/keeper';

const script = 'test/integration/harness/fixtures/healthy-service.js';
const pidAt = async (address: string): Promise<string> => (await fetch(address)).text();

describe('the keeper of processes', () => {
  it('crashes a service, starts it again on the same port, and knows that nobody had asked it to end', async () => {
    const keeper = await Keeper.start();
    try {
      const address = await keeper.startService({ name: 'healthy', script, environment: {} });
      const service = keeper.kept('healthy');
      const first = await pidAt(address);
      expect(await service.pid()).toBe(Number(first));
      await service.crash();
      await expect(fetch(address)).rejects.toThrow();
      expect(await service.pid()).toBeUndefined();
      await service.restart();
      expect(await pidAt(address)).not.toBe(first);
      expect(await service.ends()).toEqual(['signal SIGKILL']);
    } finally {
      await keeper.end();
    }
  });

  it('tells why a service did not start', async () => {
    const keeper = await Keeper.start();
    try {
      const start = keeper.startService({ name: 'absent', script: 'not/there.js', environment: {} });
      await expect(start).rejects.toThrow(/ended before it was ready.*not\/there\.js/s);
    } finally {
      await keeper.end();
    }
  });

  it('leaves nothing running when the process of the tests is killed', async () => {
    const run = fork(join(__dirname, 'fixtures', 'interrupted-run.js'), { execArgv: [] });
    const told: { keeper: number; folder?: string; address?: string }[] = [];
    run.on('message', (message) => told.push(message as (typeof told)[number]));
    await eventually(() => {
      expect(told.map(({ address }) => address).filter(Boolean)).toHaveLength(1);
    });
    const { keeper = 0, address = '' } = told.find((each) => each.address) ?? {};
    const folder = told.find((each) => each.folder)?.folder ?? '';
    expect(existsSync(folder)).toBe(true);
    const service = Number(await pidAt(address));
    run.kill('SIGKILL');
    await once(run, 'exit');
    await eventually(() => {
      for (const pid of [keeper, service]) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    });
    expect(existsSync(folder)).toBe(false);
  });
});
