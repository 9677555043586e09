/** Why a process ended, in words: "signal SIGKILL", "exit code 1". */
export type Ending = string;

/**
 * Something that runs in a process of its own and can be waited for, killed, and started again on the same data and
 * port: PostgreSQL, Temporal, Kafka, the mail catcher, and our own services.
 */
export interface Engine {
  readonly name: string;
  /** What a client connects to: a URL, or `host:port`. */
  readonly address: string;
  /** The process that runs now; `undefined` while none does. */
  readonly pid: number | undefined;
  readonly logFile: string;
  /** Begins a process on the same data and port without waiting until it answers. */
  start(): Promise<void>;
  /** Resolves as soon as it answers; rejects with the last lines of the log when it ends or takes too long. */
  ready(): Promise<void>;
  /** Ends it in an orderly way, after its grace time by SIGKILL. */
  stop(): Promise<void>;
  /** Sends a signal to the process, e.g. SIGKILL, SIGSTOP, SIGCONT; children that it has are not signalled. */
  kill(signal: NodeJS.Signals): void;
  /** Stops it where it still runs, starts it again on the same data and port, and resolves when it answers. */
  restart(): Promise<void>;
  /** Resolves with the reason as soon as no process runs. */
  ended(): Promise<Ending>;
  /** Calls back at each end of a process, wanted or not; answers how to stop listening. */
  onEnd(listener: (ending: Ending, wanted: boolean) => void): () => void;
}
