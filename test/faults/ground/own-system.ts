import { caseWorkflowId, workflowTypes } from '@casetrace/contracts';
import { Client, Connection } from '@temporalio/client';
import { Pool } from 'pg';
import type { DoorsClient } from '../../harness/doors-client';
import type { EngineAddresses } from '../../harness/engine-addresses';
import { Keeper, type KeptProcess } from '../../harness/keeper';
import { runRecordProgram } from '../../harness/record-programs';
import { readStaffKeys, type StaffKey } from '../../harness/staff-keys';
import { groundIn, type ServiceName, System } from '../../harness/system';

export type EngineName = 'postgres' | 'temporal' | 'kafka' | 'mail';

/** The namespace that the engines of the tests begin with. */
const namespace = 'casetrace';

export interface OwnSystemOptions {
  services?: readonly ServiceName[];
  environment?: Record<string, string>;
}

/** Engines and services that belong to one spec file, so that it may kill, stop and wipe them. */
export class OwnSystem {
  private failed = false;
  private connection: Connection | undefined;

  private constructor(
    readonly keeper: Keeper,
    readonly engines: EngineAddresses,
    readonly system: System,
    readonly environment: Record<string, string>,
    private readonly keys: readonly StaffKey[],
    private readonly pool: Pool,
  ) {}

  static async start({ services, environment = {} }: OwnSystemOptions = {}): Promise<OwnSystem> {
    const keeper = await Keeper.start('stepBack');
    try {
      const engines = await keeper.startEngines();
      await runRecordProgram('migrate', engines.databaseUrl);
      const keys = readStaffKeys(await runRecordProgram('seed', engines.databaseUrl));
      const ground = groundIn(engines, engines.databaseUrl, namespace);
      const system = await System.start(ground, { keeper, environment, ...(services && { services }) });
      const pool = new Pool({ connectionString: engines.databaseUrl, max: 8 });
      pool.on('error', () => undefined);
      return new OwnSystem(keeper, engines, system, environment, keys, pool);
    } catch (error) {
      await keeper.end({ keepFolder: true });
      throw new Error(`The system did not start; data and logs: ${keeper.folder}`, { cause: error });
    }
  }

  /** Runs (a part of) a test; when it fails, data and logs are kept, and it is said where. */
  async watch(test: () => Promise<void>): Promise<void> {
    try {
      await test();
    } catch (error) {
      this.failed = true;
      throw error;
    }
  }

  /** Stops everything, services first, also after a failure. */
  async end(): Promise<void> {
    await this.connection?.close();
    await this.pool.end();
    await this.keeper.end({ keepFolder: this.failed });
    if (this.failed) console.error(`Data and logs of the engines and services: ${this.keeper.folder}`);
  }

  /** A member of staff at the doors. */
  as(code: string): DoorsClient {
    return this.system.as(this.keyOf(code));
  }

  keyOf(code: string): string {
    const found = this.keys.find((each) => each.code === code);
    if (found === undefined) throw new Error(`The seed has no key of ${code}`);
    return found.key;
  }

  engine(name: EngineName): KeptProcess {
    return this.keeper.kept(name);
  }

  service(name: ServiceName): KeptProcess {
    return this.system.service(name);
  }

  /** Asks the record. */
  async rows<Row extends object>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return (await this.pool.query<Row>(sql, parameters)).rows;
  }

  async count(sql: string, parameters: unknown[] = []): Promise<number> {
    const [row] = await this.rows<{ count: string }>(
      `select count(*) as count from (${sql}) as counted`,
      parameters,
    );
    return Number(row?.count);
  }

  async temporal(): Promise<Client> {
    this.connection ??= await Connection.connect({ address: this.engines.temporalAddress });
    return new Client({ connection: this.connection, namespace });
  }

  async workflowOf(trackingNumber: string) {
    return (await this.temporal()).workflow.getHandle(caseWorkflowId(trackingNumber));
  }

  /** Tracking numbers of the cases whose workflow runs. */
  async running(): Promise<Set<string>> {
    const query = `WorkflowType = '${workflowTypes.caseProcedure}' AND ExecutionStatus = 'Running'`;
    const numbers = new Set<string>();
    for await (const { workflowId } of (await this.temporal()).workflow.list({ query }))
      numbers.add(workflowId);
    return numbers;
  }

  /** Has the administrator publish limits in seconds. */
  async publishSeconds(category: string, department: string, seconds: Record<string, number>): Promise<void> {
    const limits = Object.fromEntries(
      Object.entries(seconds).map(([clock, amount]) => [clock, { amount, unit: 'seconds' }]),
    );
    const answer = await this.as('administrator-1').query('PUT', `/v1/policies/${category}`, {
      body: { department, ...limits, reason: '为测试以秒计' },
    });
    if (answer.status !== 200)
      throw new Error(`publishing ${category}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }

  /** Verifies every chain with the program an operator uses. @throws Error naming the first bad entry */
  verify(): Promise<string> {
    return runRecordProgram('verify', this.engines.databaseUrl);
  }
}
