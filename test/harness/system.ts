import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DoorsClient } from './doors-client';
import type { EngineAddresses } from './engine-addresses';
import { Keeper, type KeptProcess } from './keeper';
import { accessCodeSecret } from './record-programs';

const root = join(__dirname, '..', '..');

export const serviceNames = [
  'intake-service',
  'query-service',
  'notification-service',
  'case-workflow-worker',
  'event-publisher',
] as const;
export type ServiceName = (typeof serviceNames)[number];

/** What the services of one test work on: engines, and in them a database and a namespace of the test's own. */
export interface SystemGround {
  databaseUrl: string;
  temporalAddress: string;
  temporalNamespace: string;
  kafkaBrokers: string;
  smtpUrl: string;
}

export interface SystemOptions {
  /** Default: all, once. The same name twice starts two copies; the second is kept as `<name>-2`. */
  services?: readonly ServiceName[];
  /** Further settings of all services, e.g. `{ DEADLINE_JITTER_SECONDS: '0' }`. */
  environment?: Record<string, string>;
  /** The keeper of the engines, where a test has engines of its own; otherwise the system gets one. */
  keeper?: Keeper;
}

/**
 * The built services as real processes on free ports, as `npm start` runs them: intake, query, notifications, worker, publisher.
 * Each can be killed and restarted by its name; all end with the tests.
 */
export class System {
  private constructor(
    private readonly keeper: Keeper,
    private readonly ownsKeeper: boolean,
    private readonly addresses: ReadonlyMap<string, string>,
    readonly ground: SystemGround,
  ) {}

  /** Registers topics and search attributes as an installation does, starts the services, waits for each to be ready. */
  static async start(ground: SystemGround, options: SystemOptions = {}): Promise<System> {
    const environment = { ...environmentOf(ground), ...options.environment };
    await setUp(environment);
    const keeper = options.keeper ?? (await Keeper.start());
    try {
      const names = numbered(options.services ?? serviceNames);
      const started = await Promise.all(
        names.map(async ({ service, name }): Promise<[string, string]> => {
          const script = `apps/${service}/dist/main.js`;
          return [name, await keeper.startService({ name, script, environment })];
        }),
      );
      return new System(keeper, options.keeper === undefined, new Map(started), ground);
    } catch (error) {
      if (options.keeper === undefined) await keeper.end({ keepFolder: true });
      throw error;
    }
  }

  /** Speaks to the doors with an API key, or as nobody. */
  as(apiKey?: string): DoorsClient {
    return new DoorsClient(
      { intake: this.address('intake-service'), query: this.address('query-service') },
      apiKey,
    );
  }

  /** `http://host:port` of a service. */
  address(name: string): string {
    const address = this.addresses.get(name);
    if (address === undefined) throw new Error(`${name} was not started`);
    return address;
  }

  /** The hold on one service: kill, crash, stop, restart. */
  service(name: ServiceName | `${ServiceName}-${number}`): KeptProcess {
    return this.keeper.kept(name);
  }

  /** Where the services log to. */
  get logs(): string {
    return join(this.keeper.folder, 'logs');
  }

  /** Stops the services in an orderly way, all at once. */
  async stop({ keepFolder = false } = {}): Promise<void> {
    await Promise.all([...this.addresses.keys()].map((name) => this.keeper.kept(name).stop()));
    if (this.ownsKeeper) await this.keeper.end({ keepFolder });
  }
}

/** What `npm start` tells the services. */
export function environmentOf(ground: SystemGround): Record<string, string> {
  return {
    DATABASE_URL: ground.databaseUrl,
    TEMPORAL_ADDRESS: ground.temporalAddress,
    TEMPORAL_NAMESPACE: ground.temporalNamespace,
    KAFKA_BROKERS: ground.kafkaBrokers,
    SMTP_URL: ground.smtpUrl,
    ACCESS_CODE_SECRET: accessCodeSecret,
  };
}

/** The ground in given engines. */
export function groundIn(
  engines: EngineAddresses,
  databaseUrl: string,
  temporalNamespace: string,
): SystemGround {
  const { temporalAddress, kafkaBrokers, smtpUrl } = engines;
  return { databaseUrl, temporalAddress, temporalNamespace, kafkaBrokers, smtpUrl };
}

async function setUp(environment: Record<string, string>): Promise<void> {
  const program = join(root, 'apps', 'case-workflow-worker', 'dist', 'setup.js');
  await promisify(execFile)(process.execPath, [program], { env: { ...process.env, ...environment } });
}

function numbered(services: readonly ServiceName[]): { service: ServiceName; name: string }[] {
  return services.map((service, index) => {
    const earlier = services.slice(0, index).filter((each) => each === service).length;
    return { service, name: earlier === 0 ? service : `${service}-${earlier + 1}` };
  });
}
