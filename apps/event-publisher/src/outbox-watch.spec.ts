import { describe, expect, it } from '@jest/globals';
import { createLog, Metrics } from '@casetrace/service-kit';
import { PublishingFigures } from './figures';
import { OutboxWatch } from './outbox-watch';

describe('the watch of the outbox', () => {
  it('notices a Kafka that is silent, and one that is back, and measures what waits all the same', async () => {
    const metrics = new Metrics('spec');
    let down = true;
    const watch = new OutboxWatch(
      { lag: () => Promise.resolve({ count: 3, ageSeconds: 7 }) },
      () => (down ? Promise.reject(new Error('no broker')) : Promise.resolve()),
      60,
      createLog({ service: 'specs', level: 'silent' }),
      new PublishingFigures(metrics),
    );
    await watch.look();
    expect(watch.kafkaIsSilent).toBe(true);
    const figures = await metrics.registry.metrics();
    expect(figures).toMatch(/casetrace_outbox_events\{.*\} 3\n/);
    expect(figures).toMatch(/casetrace_outbox_lag_seconds\{.*\} 7\n/);
    down = false;
    await watch.look();
    expect(watch.kafkaIsSilent).toBe(false);
  });
});
