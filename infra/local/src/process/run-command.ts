import { spawn } from 'node:child_process';
import { writeSync, closeSync } from 'node:fs';
import { basename } from 'node:path';
import { endWithParent } from './end-with-parent';
import { lastLines, openLog } from './log-file';

/** One command that is run to its end. */
export interface CommandSpec {
  /** What the command is for, as a failure names it; default: the command itself. */
  readonly purpose?: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly account?: { readonly uid: number; readonly gid: number };
  /** Everything the command says goes here. */
  readonly logFile: string;
  /** Ends the command early. */
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

/**
 * Runs a command to its end and answers what it wrote to standard output.
 * @throws Error with the last lines of the log when it cannot be started, fails or takes longer than `timeoutMs`.
 */
export async function runCommand(spec: CommandSpec): Promise<string> {
  const log = openLog(spec.logFile);
  let output = '';
  try {
    await new Promise<void>((resolve, reject) => {
      const child = spawn(spec.command, spec.args, {
        stdio: ['ignore', 'pipe', log],
        ...(spec.env && { env: spec.env }),
        ...(spec.cwd && { cwd: spec.cwd }),
        ...(spec.signal && { signal: spec.signal }),
        ...(spec.timeoutMs && { timeout: spec.timeoutMs }),
        ...spec.account,
      });
      const release = endWithParent(() => child.kill());
      child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
        output += chunk;
        writeSync(log, chunk);
      });
      child.once('error', (error) => reject(failure(spec, error.message)));
      child.once('close', (code, signal) => {
        release();
        if (code === 0) resolve();
        else reject(failure(spec, signal ? `signal ${signal}` : `exit code ${code}`));
      });
    });
  } finally {
    closeSync(log);
  }
  return output;
}

function failure(spec: CommandSpec, reason: string): Error {
  const shown = spec.purpose ?? [basename(spec.command), ...spec.args.slice(0, 3)].join(' ');
  return new Error(`"${shown}" failed (${reason}).\n${lastLines(spec.logFile)}\nlog: ${spec.logFile}`);
}
