import type { Engine } from '../process/engine';
import { supervise, type SupervisionOptions } from '../process/supervisor';
import { inWords } from '../process/in-words';

/** In this order everything is stopped: doors first, so that nothing new comes; the record last. */
export const stages = ['services', 'background', 'Kafka', 'Temporal', 'mail', 'PostgreSQL'] as const;
export type Stage = (typeof stages)[number];

/** Everything that was started and must be stopped again, in order. */
export class Running {
  private readonly processes: { stage: Stage; engine: Engine; stop: () => Promise<void> }[] = [];

  private closed = false;

  constructor(private readonly supervision: SupervisionOptions) {}

  /** Takes charge of a started process, waits until it is ready, and from then on starts it again when it dies. */
  async add<E extends Engine>(stage: Stage, engine: E): Promise<E> {
    if (this.closed) {
      await engine.stop();
      throw new Error(`${engine.name} is not needed any more`);
    }
    const entry = { stage, engine, stop: () => engine.stop() };
    this.processes.push(entry);
    await engine.ready();
    const supervised = supervise(engine, this.supervision);
    entry.stop = () => supervised.stop();
    return engine;
  }

  /** Stops all, stage by stage, and takes no more; a process that resists is reported and does not keep the others. */
  async stop(say: (line: string) => void): Promise<void> {
    this.closed = true;
    for (const stage of stages) {
      const ended = this.processes.filter((entry) => entry.stage === stage).map((entry) => entry.stop());
      for (const outcome of await Promise.allSettled(ended)) {
        if (outcome.status === 'rejected') say(inWords(outcome.reason));
      }
    }
  }

  /** Kills all at once. */
  force(): void {
    for (const { engine } of this.processes) engine.kill('SIGKILL');
  }
}
