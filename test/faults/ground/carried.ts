import { expect } from '@jest/globals';
import { eventually } from '../../eventually';
import type { OwnSystem } from './own-system';

/** What still waits to be carried anywhere. */
export async function waiting(own: OwnSystem): Promise<{ engine: number; kafka: number; letters: number }> {
  const [row] = await own.rows<{ engine: string; kafka: string; letters: string }>(`
    select (select count(*) from workflow_sync where delivered_version < wanted_version) as engine,
      (select count(*) from outbox) as kafka,
      (select count(*) from notifications where state <> 'sent') as letters`);
  return { engine: Number(row?.engine), kafka: Number(row?.kafka), letters: Number(row?.letters) };
}

/** Resolves at a moment when nothing waits: told to the engine, published, every letter sent. */
export async function everythingCarried(own: OwnSystem, withinMs = 120_000): Promise<void> {
  await eventually(async () => expect(await waiting(own)).toEqual({ engine: 0, kafka: 0, letters: 0 }), {
    withinMs,
    everyMs: 100,
  });
}
