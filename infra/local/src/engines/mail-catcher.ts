import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ChildEngine } from '../process/child-engine';
import type { Engine } from '../process/engine';
import { answersOk } from '../process/supervisor';
import type { EngineOptions } from './engine-options';
import { packageFolder } from './package-folder';

export interface MailCatcherOptions extends EngineOptions {
  /** The port of the web page. */
  readonly webPort: number;
  /** The oldest letters beyond this number are discarded; default 5,000. */
  readonly keptMails?: number;
}

/** An SMTP server that delivers to nobody; `address` is its URL, what SMTP_URL wants. */
export interface MailCatcherEngine extends Engine {
  /** Shows the letters to people; `<webAddress>/api/email` to programs. */
  readonly webAddress: string;
}

/** Starts maildev: it takes every letter, keeps it in `folder` and shows it on its page, on 127.0.0.1 only. */
export async function startMailCatcher(options: MailCatcherOptions): Promise<MailCatcherEngine> {
  const { folder, port, webPort } = options;
  const letters = join(folder, 'letters');
  mkdirSync(letters, { recursive: true });
  const webAddress = `http://127.0.0.1:${webPort}`;
  const engine = new ChildEngine({
    name: 'mail catcher',
    address: `smtp://127.0.0.1:${port}`,
    command: process.execPath,
    args: [
      join(packageFolder('maildev'), 'dist', 'bin', 'maildev.js'),
      ...['--ip', '127.0.0.1', '--smtp', String(port)],
      ...['--web-ip', '127.0.0.1', '--web', String(webPort)],
      ...['--mail-directory', letters, '--max-emails', String(options.keptMails ?? 5_000)],
    ],
    cwd: folder,
    ...(options.niceness !== undefined && { niceness: options.niceness }),
    logFile: options.logFile ?? join(folder, 'engine.log'),
    pidFile: join(folder, 'process.json'),
    ...(options.stopGraceMs !== undefined && { stopGraceMs: options.stopGraceMs }),
    ...(options.readyTimeoutMs !== undefined && { readyTimeoutMs: options.readyTimeoutMs }),
    probe: () => answersOk(`${webAddress}/api/healthz`),
  });
  await engine.start();
  return Object.assign(engine, { webAddress });
}
