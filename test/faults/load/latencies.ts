const stretches = 6;

/** Times of answers in milliseconds, apart by what the system went through meanwhile. */
export class Latencies {
  private readonly phases = new Map<string, number[]>();

  note(phase: string, ms: number): void {
    const times = this.phases.get(phase);
    if (times === undefined) this.phases.set(phase, [ms]);
    else times.push(ms);
  }

  /** The time that a share of the answers did not exceed. @throws Error when the phase saw no answer */
  quantile(phase: string, share: number): number {
    return quantileOf(this.timesOf(phase), share);
  }

  /**
   * The same for the middle one of six stretches of the phase: a stall of the machine for a second spoils one of them, waiting
   * for something that hangs spoils all. @throws Error when the phase saw fewer answers than that
   */
  usual(phase: string, share: number): number {
    const times = this.timesOf(phase);
    const each = Math.floor(times.length / stretches);
    if (each === 0) throw new Error(`Too few answers in phase ${phase}`);
    const found = Array.from({ length: stretches }, (_, index) =>
      quantileOf(times.slice(index * each, (index + 1) * each), share),
    );
    return quantileOf(found, 0.5);
  }

  private timesOf(phase: string): readonly number[] {
    return this.phases.get(phase) ?? [];
  }

  table(): string {
    const lines = [...this.phases].map(([phase, times]) => {
      const [p50, p99, most] = [0.5, 0.99, 1].map((share) =>
        this.quantile(phase, share).toFixed(0).padStart(7),
      );
      return `${phase.padEnd(28)}${String(times.length).padStart(7)}${p50}${p99}${most}`;
    });
    return [`${'phase'.padEnd(28)}answers    p50    p99    max  (ms)`, ...lines].join('\n');
  }
}

function quantileOf(unsorted: readonly number[], share: number): number {
  const times = [...unsorted].sort((one, other) => one - other);
  const time = times[Math.min(times.length - 1, Math.floor(times.length * share))];
  if (time === undefined) throw new Error('There were no answers');
  return time;
}
