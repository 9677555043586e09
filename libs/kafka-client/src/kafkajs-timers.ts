import { createRequire } from 'node:module';

const mended = Symbol('mended');

interface RequestQueue {
  [mended]?: true;
  readonly pending: readonly unknown[];
  scheduleCheckPendingRequests(): void;
}

/** By its path: kafkajs exports no such thing. The version is pinned; another one fails here at once. */
const requestQueue = createRequire(__filename)('kafkajs/src/network/requestQueue') as {
  prototype: RequestQueue;
};

/**
 * Mends a fault of kafkajs 2.2.4: each connection sets a timer of a millisecond over and over though no request waits
 * (2,400 a second seen on an idle consumer, nine tenths of its CPU time), and one that broke goes on for ever, so that
 * every outage leaves more of them and the process cannot end. A timer is needed only while a request waits.
 */
export function mendKafkaTimers(): void {
  const { prototype } = requestQueue;
  if (prototype[mended]) return;
  const schedule = Reflect.get(prototype, 'scheduleCheckPendingRequests');
  prototype.scheduleCheckPendingRequests = function scheduleWhenPending(this: RequestQueue): void {
    if (this.pending.length > 0) schedule.call(this);
  };
  prototype[mended] = true;
}
