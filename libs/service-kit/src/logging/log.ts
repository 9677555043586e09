import { type LoggerService, type LogLevel } from '@nestjs/common';
import pino from 'pino';
import { isError } from '../problems/is-error';
import { redacted } from './redaction';

export type Log = pino.Logger;

export interface LogOptions {
  /** the name of the service, on every line */
  service: string;
  level: string;
  /** where lines go; stdout by default */
  destination?: pino.DestinationStream;
}

/**
 * JSON lines to stdout, written without holding up requests and flushed when the process ends. Hidden values are masked;
 * of an error only type, message, code and stack are written, since drivers hang parameters onto theirs.
 */
export function createLog({ service, level, destination }: LogOptions): Log {
  return pino(
    {
      level,
      base: { service },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: redacted },
      serializers: { err: describeError },
    },
    destination ?? pino.destination({ dest: 1, sync: false }),
  );
}

/** What the log keeps of an error. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!isError(error)) return { message: String(error) };
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    message: error.message,
    ...(typeof code === 'string' && { code }),
    stack: error.stack,
    ...(isError(error.cause) && { cause: describeError(error.cause) }),
  };
}

/** Lets Nest write its own lines into the same log. */
export class NestLog implements LoggerService {
  constructor(private readonly target: Log) {}

  log(message: unknown, ...details: unknown[]): void {
    this.write('info', message, details);
  }
  error(message: unknown, ...details: unknown[]): void {
    this.write('error', message, details);
  }
  warn(message: unknown, ...details: unknown[]): void {
    this.write('warn', message, details);
  }
  debug(message: unknown, ...details: unknown[]): void {
    this.write('debug', message, details);
  }
  verbose(message: unknown, ...details: unknown[]): void {
    this.write('trace', message, details);
  }
  fatal(message: unknown, ...details: unknown[]): void {
    this.write('fatal', message, details);
  }
  setLogLevels(_levels: LogLevel[]): void {
    // LOG_LEVEL decides.
  }

  private write(
    level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal',
    message: unknown,
    details: unknown[],
  ): void {
    const texts = details.filter((detail): detail is string => typeof detail === 'string');
    const context = texts.at(-1);
    const stack = texts.length > 1 ? texts[0] : undefined;
    const facts = { ...(context && { context }), ...(stack && { stack }) };
    if (isError(message)) this.target[level]({ ...facts, err: message }, message.message);
    else this.target[level](facts, typeof message === 'string' ? message : JSON.stringify(message));
  }
}
