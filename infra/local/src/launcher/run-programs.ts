import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ChildEngine } from '../process/child-engine';
import { runCommand } from '../process/run-command';
import { answersOk } from '../process/supervisor';
import { type ServiceProgram, servicePrograms } from './programs';
import type { LaunchTools } from './start-engines';

/** Where the programs find what they work with; names are those of the environment variables. */
export interface ProgramEnvironment {
  readonly DATABASE_URL: string;
  readonly TEMPORAL_ADDRESS: string;
  readonly TEMPORAL_NAMESPACE: string;
  readonly KAFKA_BROKERS: string;
  readonly SMTP_URL: string;
  readonly ACCESS_CODE_SECRET: string;
  /** Where Temporal shares the machine with the desks. */
  readonly DESKS_BUSY_FROM?: string;
}

/** Runs one of our programs to its end; answers what it printed. */
export async function runStep(
  { configuration, state, signal }: LaunchTools,
  program: string,
  environment: Partial<ProgramEnvironment>,
): Promise<string> {
  return runCommand({
    purpose: program,
    command: process.execPath,
    args: [builtProgram(configuration.CASETRACE_PROGRAMS, program)],
    env: { ...configuration.inherited, ...environment, CASETRACE_STATE: state.path },
    cwd: configuration.CASETRACE_PROGRAMS,
    logFile: state.log(basename(program, '.js')),
    signal,
    timeoutMs: configuration.STEP_TIMEOUT_MS,
  });
}

/** Starts every service, each in a process of its own, and waits until all are ready. */
export async function startServices(tools: LaunchTools, environment: ProgramEnvironment): Promise<void> {
  await Promise.all(
    servicePrograms.map((program) =>
      tools.progress.step(program.name, async () => {
        const engine = serviceEngine(tools, program, environment);
        await engine.start();
        await tools.running.add(program.background ? 'background' : 'services', engine);
      }),
    ),
  );
}

function serviceEngine(
  { configuration, state }: LaunchTools,
  program: ServiceProgram,
  environment: ProgramEnvironment,
): ChildEngine {
  const port = configuration[program.port];
  const address = `http://127.0.0.1:${port}`;
  return new ChildEngine({
    name: program.name,
    address,
    command: process.execPath,
    args: [builtProgram(configuration.CASETRACE_PROGRAMS, program.main)],
    env: {
      ...configuration.inherited,
      ...environment,
      CASETRACE_STATE: state.path,
      PUBLIC_BASE_URL: configuration.PUBLIC_BASE_URL ?? `http://127.0.0.1:${configuration.INTAKE_PORT}`,
      HOST: '127.0.0.1',
      PORT: String(port),
    },
    cwd: configuration.CASETRACE_PROGRAMS,
    niceness: program.stepsBack ? configuration.BACKGROUND_NICENESS : 0,
    logFile: state.log(program.name),
    pidFile: state.pidFile(program.name),
    stopGraceMs: configuration.STOP_GRACE_MS,
    readyTimeoutMs: configuration.SERVICE_READY_TIMEOUT_MS,
    probe: () => answersOk(`${address}/health/ready`),
  });
}

function builtProgram(folder: string, program: string): string {
  const path = join(folder, program);
  if (!existsSync(path)) throw new Error(`${program} is not built. Run "npm run build".`);
  return path;
}
