import { randomUUID } from 'node:crypto';
import type { Histogram } from 'prom-client';
import type { DoorRequest, DoorResponse } from '../bootstrap/door-request';
import type { Log } from './log';

export interface RequestObservation {
  log: Log;
  /** seconds by method, route template and status */
  durations: Histogram<'method' | 'route' | 'status'>;
  /** true from the moment the service is told to stop */
  draining: () => boolean;
}

const acceptableId = /^[A-Za-z0-9._-]{8,64}$/;

/**
 * Gives every request an id (the caller's `X-Request-Id` if it is a plain one), and when it is over measures it and writes
 * one line: method, route template, status, milliseconds, principal. No address, no query, nothing personal (P7).
 */
export function observeRequests({ log, durations, draining }: RequestObservation) {
  return (request: DoorRequest, response: DoorResponse, next: () => void): void => {
    const began = performance.now();
    const given = request.headers['x-request-id'];
    const requestId = typeof given === 'string' && acceptableId.test(given) ? given : randomUUID();
    request.requestId = requestId;
    response.setHeader('X-Request-Id', requestId);
    if (draining()) response.setHeader('Connection', 'close');
    response.once('close', () => {
      const ms = performance.now() - began;
      const route = request.route?.path ?? 'unmatched';
      const status = response.writableFinished ? response.statusCode : 499;
      durations.observe({ method: request.method, route, status }, ms / 1000);
      const principal = request.principal?.id;
      log.info(
        { method: request.method, route, status, ms: Math.round(ms * 10) / 10, principal, requestId },
        'request',
      );
    });
    next();
  };
}
