import type { Niceness } from '../process/niceness';

/** What every engine is told. Periods are milliseconds. */
export interface EngineOptions {
  /** The engine's own folder: its data and the note of its process. */
  readonly folder: string;
  /** The port that clients connect to, on 127.0.0.1. */
  readonly port: number;
  /** Default: `<folder>/engine.log`. */
  readonly logFile?: string;
  readonly niceness?: Niceness;
  readonly readyTimeoutMs?: number;
  readonly stopGraceMs?: number;
  /** Interrupts preparations such as a download. */
  readonly signal?: AbortSignal;
}

/** An engine that is downloaded first, into a folder that several states may share. */
export interface DownloadedEngineOptions extends EngineOptions {
  readonly downloads: string;
  readonly downloadTimeoutMs?: number;
}
