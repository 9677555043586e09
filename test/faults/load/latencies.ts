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
    const times = [...(this.phases.get(phase) ?? [])].sort((one, other) => one - other);
    const time = times[Math.min(times.length - 1, Math.floor(times.length * share))];
    if (time === undefined) throw new Error(`No answers in phase ${phase}`);
    return time;
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
