/**
 * Counts wrong tries per key within a window, in the memory of this process, for a bounded number of keys (the oldest
 * window is forgotten first).
 */
export class AttemptWindow {
  private readonly windows = new Map<string, { count: number; endsAt: number }>();

  constructor(
    private readonly options: {
      allowed: number;
      windowSeconds: number;
      mostKeys?: number;
      now?: () => number;
    },
  ) {}

  /** Seconds to wait before the next try under this key; 0 where one is allowed. */
  wait(key: string): number {
    const window = this.windows.get(key);
    const left = window && window.count >= this.options.allowed ? window.endsAt - this.now() : 0;
    return Math.max(0, Math.ceil(left / 1000));
  }

  /** Counts one wrong try. */
  count(key: string): void {
    const now = this.now();
    const window = this.windows.get(key);
    if (window && window.endsAt > now) {
      window.count += 1;
      return;
    }
    this.windows.delete(key);
    this.makeRoom();
    this.windows.set(key, { count: 1, endsAt: now + this.options.windowSeconds * 1000 });
  }

  private makeRoom(): void {
    const { mostKeys = 10_000 } = this.options;
    while (this.windows.size >= mostKeys) {
      const oldest = this.windows.keys().next();
      if (oldest.done) return;
      this.windows.delete(oldest.value);
    }
  }

  private now(): number {
    return this.options.now?.() ?? performance.now();
  }
}

/** One key for a client: an IPv4 address, or the /64 that one IPv6 subscriber has to themselves. */
export function addressKey(address: string): string {
  const mapped = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!mapped.includes(':')) return `address:${mapped}`;
  const [head = '', tail = ''] = mapped.split('::');
  const before = head.split(':').filter(Boolean);
  const after = tail.split(':').filter(Boolean);
  const zeros = mapped.includes('::') ? Array<string>(8 - before.length - after.length).fill('0') : [];
  return `address:${[...before, ...zeros, ...after].slice(0, 4).join(':')}`;
}
