import { type CaseSituation, isNewer } from '@casetrace/contracts';

/** Long enough for a claim that was under way; far too short for the engine to have lost what it was answered. */
const freshForMs = 2_000;

/** What the engine was answered just now: the relay, which finds the same in the queue, need not tell it again. */
export class FreshAnswers {
  private readonly kept = new Map<string, { situation: CaseSituation; at: number }>();

  keep(situation: CaseSituation): void {
    this.forgetOld();
    this.kept.delete(situation.trackingNumber);
    this.kept.set(situation.trackingNumber, { situation, at: Date.now() });
  }

  /** Says whether the engine was answered this, or something newer. */
  include(situation: CaseSituation): boolean {
    this.forgetOld();
    const known = this.kept.get(situation.trackingNumber);
    return known !== undefined && !isNewer(situation, known.situation);
  }

  private forgetOld(): void {
    const oldest = Date.now() - freshForMs;
    for (const [trackingNumber, { at }] of this.kept) {
      if (at >= oldest) return;
      this.kept.delete(trackingNumber);
    }
  }
}
