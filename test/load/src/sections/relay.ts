import { randomUUID } from 'node:crypto';
import { caseWorkflowId, workflowTypes } from '@casetrace/contracts';
import { Client, Connection } from '@temporalio/client';
import type { Pool } from 'pg';
import { bench } from '../configuration';
import type { Doors } from '../doors';
import { TemporalFloor } from '../floor/temporal-floor';
import { repeated, row, waitFor } from '../measures';
import type { BenchSystem } from '../system';
import { quiet } from '../system';
import type { Section } from './section';
import { headline, median } from './section';

const rounds = bench.quick ? 1 : 3;
const count = bench.quick ? 500 : 1_000;
const concurrency = 32;

/**
 * The relay's way to the engine beside bare signalWithStart of a minimal workflow on the same server. Each round takes all four one
 * after another, each once the engine has put away what the one before it left, and the middle round counts: the machine's speed
 * drifts.
 */
export const relayRate: Section = async ({ system, doors }) => {
  headline(
    `relay: ${rounds} times ${count} cases to the engine (goal: at least 0.8 of bare signalWithStart)`,
  );
  const floor = await TemporalFloor.start(bench.temporalAddress, bench.namespace, {
    commit: () => Promise.resolve(),
  });
  const connection = await Connection.connect({ address: bench.temporalAddress });
  const client = new Client({ connection, namespace: bench.namespace });
  const cases = new RelayedCases(await registered(system, doors), system.pool, client);
  const ratios = { known: [] as number[], new: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    await quiet(system.pool);
    const prefix = `bench-${randomUUID()}`;
    const bareNew = await floor.signalWithStart(prefix, count, concurrency);
    await floor.listed(count);
    const bareKnown = await floor.signalWithStart(prefix, count, concurrency);
    console.log(row('bare signalWithStart, new', bareNew));
    console.log(row('bare signalWithStart, known', bareKnown));
    await floor.terminateAll();
    for (const kind of ['known', 'new'] as const) {
      if (kind === 'new') await cases.forgotten();
      const perSecond = await cases.relayed();
      const ratio = perSecond / (kind === 'new' ? bareNew : bareKnown).perSecond;
      ratios[kind].push(ratio);
      console.log(
        `  ${`relay, ${kind} cases`.padEnd(44)}${`${perSecond.toFixed(0)}/s`.padStart(9)}  ratio ${ratio.toFixed(2)}`,
      );
    }
  }
  for (const kind of ['known', 'new'] as const)
    console.log(
      `  ${`relay, ${kind} cases, middle round`.padEnd(55)}ratio ${median(ratios[kind]).toFixed(2)}`,
    );
  await floor.stop();
  await connection.close();
};

/** Open cases that are told to the engine anew. */
class RelayedCases {
  constructor(
    private readonly numbers: string[],
    private readonly pool: Pool,
    private readonly client: Client,
  ) {}

  /** Marks the cases as undelivered; how many a second the relay delivers. */
  async relayed(): Promise<number> {
    const begun = performance.now();
    await this.pool.query(
      'UPDATE workflow_sync SET delivered_version = 0, next_try = now() WHERE tracking_number = ANY($1)',
      [this.numbers],
    );
    await quiet(this.pool);
    return (this.numbers.length * 1000) / (performance.now() - begun);
  }

  /** Ends their workflows; resolves when the engine has put all of them away. */
  async forgotten(): Promise<void> {
    const query = `WorkflowType='${workflowTypes.caseProcedure}' AND ExecutionStatus='Terminated'`;
    const before = (await this.client.workflow.count(query)).count;
    await repeated(this.numbers.length, concurrency, async (index) => {
      await this.client.workflow.getHandle(caseWorkflowId(this.numbers[index]!)).terminate('bench');
    });
    const ended = before + this.numbers.length;
    await waitFor(async () => (await this.client.workflow.count(query)).count >= ended);
  }
}

/** As many cases as are told in a round, and told once already. */
async function registered({ pool }: BenchSystem, doors: Doors): Promise<string[]> {
  const numbers: string[] = [];
  await repeated(count, concurrency, async () => {
    numbers.push((await doors.register('social-insurance-pensions')).trackingNumber);
  });
  await quiet(pool);
  return numbers;
}
