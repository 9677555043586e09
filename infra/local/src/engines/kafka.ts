import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { ChildEngine } from '../process/child-engine';
import type { Engine } from '../process/engine';
import { runCommand } from '../process/run-command';
import type { DownloadedEngineOptions } from './engine-options';
import { kafkaJars } from './kafka-jars';
import { repositoryFolder } from './repository-folder';

export interface KafkaOptions extends DownloadedEngineOptions {
  readonly controllerPort: number;
  /** Largest heap of the Java process; megabytes, default 512. */
  readonly heapMb?: number;
  /** The home of the Java to use (`JAVA_HOME`); default: `java` on the search path. */
  readonly javaHome?: string;
  /** Further server properties. */
  readonly properties?: Readonly<Record<string, string>>;
}

/** A Kafka broker; `address` is `host:port`, what KAFKA_BROKERS wants. */
export interface KafkaEngine extends Engine {
  readonly dataFolder: string;
}

/** Starts Apache Kafka as one node that is broker and controller (KRaft), on 127.0.0.1 only. */
export async function startKafka(options: KafkaOptions): Promise<KafkaEngine> {
  const { folder, port, signal } = options;
  mkdirSync(folder, { recursive: true });
  const logFile = options.logFile ?? join(folder, 'engine.log');
  const jars = await kafkaJars({
    downloads: options.downloads,
    logFile,
    ...(signal && { signal }),
    ...(options.downloadTimeoutMs !== undefined && { timeoutMs: options.downloadTimeoutMs }),
  });
  const dataFolder = join(folder, 'data');
  const propertiesFile = join(folder, 'server.properties');
  writeFileSync(propertiesFile, serverProperties(options, dataFolder));
  const java = options.javaHome === undefined ? 'java' : join(options.javaHome, 'bin', 'java');
  const javaArguments = [
    '-cp',
    join(jars, '*'),
    `-Dlog4j2.configurationFile=${logConfiguration()}`,
    ...quickStart,
  ];
  await formatStorage({ java, javaArguments, propertiesFile, dataFolder, logFile, signal });

  const address = `127.0.0.1:${port}`;
  const client = new Kafka({
    clientId: 'launcher',
    brokers: [address],
    logLevel: logLevel.NOTHING,
    connectionTimeout: 2_000,
    retry: { retries: 0 },
  });
  const engine = new ChildEngine({
    name: 'Kafka',
    address,
    command: java,
    args: [...javaArguments, `-Xmx${options.heapMb ?? 512}m`, 'kafka.Kafka', propertiesFile],
    cwd: folder,
    ...(options.niceness !== undefined && { niceness: options.niceness }),
    logFile,
    pidFile: join(folder, 'process.json'),
    ...(options.stopGraceMs !== undefined && { stopGraceMs: options.stopGraceMs }),
    ...(options.readyTimeoutMs !== undefined && { readyTimeoutMs: options.readyTimeoutMs }),
    probe: () => answersAsBroker(client),
  });
  await engine.start();
  return Object.assign(engine, { dataFolder });
}

/** A small machine: the simple collector, and no time spent on the costly compiler. */
const quickStart = ['-Xms128m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Djava.awt.headless=true'];

function logConfiguration(): string {
  return join(repositoryFolder(), 'infra', 'kafka', 'log4j2.properties');
}

function serverProperties(options: KafkaOptions, dataFolder: string): string {
  const properties: Record<string, string> = {
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.voters': `1@127.0.0.1:${options.controllerPort}`,
    listeners: `PLAINTEXT://127.0.0.1:${options.port},CONTROLLER://127.0.0.1:${options.controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${options.port}`,
    'inter.broker.listener.name': 'PLAINTEXT',
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'log.dirs': dataFolder,
    'auto.create.topics.enable': 'false',
    'group.initial.rebalance.delay.ms': '0',
    'default.replication.factor': '1',
    // a broker that was killed is let in again only after its old session: 9 s would be the default
    'broker.session.timeout.ms': '3000',
    'broker.heartbeat.interval.ms': '500',
    'offsets.topic.replication.factor': '1',
    'offsets.topic.num.partitions': '4',
    // ten years: how far the dead letters were replayed is known as long as they stand; a week would be the default
    'offsets.retention.minutes': '5256000',
    'transaction.state.log.replication.factor': '1',
    'transaction.state.log.min.isr': '1',
    'transaction.state.log.num.partitions': '4',
    'share.coordinator.state.topic.replication.factor': '1',
    'share.coordinator.state.topic.min.isr': '1',
    'num.network.threads': '2',
    'num.io.threads': '4',
    'num.recovery.threads.per.data.dir': '2',
    'log.cleaner.dedupe.buffer.size': '16777216',
    ...options.properties,
  };
  return Object.entries(properties)
    .map(([key, value]) => `${key}=${value.replaceAll('\\', '\\\\')}\n`)
    .join('');
}

interface Storage {
  readonly java: string;
  readonly javaArguments: readonly string[];
  readonly propertiesFile: string;
  readonly dataFolder: string;
  readonly logFile: string;
  readonly signal: AbortSignal | undefined;
}

/** An identity as Kafka writes it: 16 bytes in base64, never with a dash in front, which its tools take for an option. */
function newClusterId(): string {
  const bytes = randomBytes(16);
  bytes.writeUInt8(bytes.readUInt8(0) & 0x7f, 0);
  return bytes.toString('base64url');
}

/** Gives the data folder its cluster identity, once; what an interrupted attempt left is removed first. */
async function formatStorage(storage: Storage): Promise<void> {
  const formatted = join(storage.dataFolder, '..', 'formatted');
  if (existsSync(formatted)) return;
  rmSync(storage.dataFolder, { recursive: true, force: true });
  const clusterId = newClusterId();
  await runCommand({
    purpose: "preparing Kafka's storage",
    command: storage.java,
    args: [
      ...storage.javaArguments,
      'kafka.tools.StorageTool',
      'format',
      '--cluster-id',
      clusterId,
      '--config',
      storage.propertiesFile,
    ],
    logFile: storage.logFile,
    ...(storage.signal && { signal: storage.signal }),
    timeoutMs: 60_000,
  });
  writeFileSync(formatted, `${clusterId}\n`);
}

async function answersAsBroker(client: Kafka): Promise<void> {
  const admin = client.admin();
  try {
    await admin.connect();
    const { brokers } = await admin.describeCluster();
    if (brokers.length === 0) throw new Error('no broker has joined yet');
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}
