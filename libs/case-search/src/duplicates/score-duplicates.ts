/** What is known of a case that may be the same matter. */
export interface Resemblance {
  trackingNumber: string;
  sameContact: boolean;
  samePlace: boolean;
  /** 0 … 1, of subject and details */
  nearText: number;
}

export type DuplicateReason = 'sameContact' | 'samePlace' | 'nearText';

/** A case that may be the same matter, and why. */
export interface SuggestedDuplicate {
  trackingNumber: string;
  /** 0 … 1 */
  score: number;
  why: DuplicateReason[];
  nearText: number;
}

/** From here on texts are near by themselves; people seldom tell two matters in so much the same words. */
const near = 0.35;
/** With the same filer or place so much is enough. */
const somewhatNear = 0.12;
const shares = { sameContact: 0.35, samePlace: 0.2, nearText: 0.45 } as const;

/**
 * Says which cases may be the same matter (P10), the likeliest first: the same filer contact or place and texts that are
 * somewhat near, or texts that are near by themselves. Two matters of one filer are not duplicates.
 */
export function scoreDuplicates(resemblances: readonly Resemblance[]): SuggestedDuplicate[] {
  return resemblances
    .filter(isSuggested)
    .map((each) => {
      const why = reasonsOf(each);
      const known = why
        .filter((reason) => reason !== 'nearText')
        .reduce((sum, reason) => sum + shares[reason], 0);
      const score = Math.round((known + shares.nearText * each.nearText) * 1000) / 1000;
      return {
        trackingNumber: each.trackingNumber,
        score,
        why,
        nearText: Math.round(each.nearText * 1000) / 1000,
      };
    })
    .sort((one, other) => other.score - one.score || one.trackingNumber.localeCompare(other.trackingNumber));
}

function isSuggested({ sameContact, samePlace, nearText }: Resemblance): boolean {
  return nearText >= (sameContact || samePlace ? somewhatNear : near);
}

function reasonsOf({ sameContact, samePlace, nearText }: Resemblance): DuplicateReason[] {
  const reasons: [DuplicateReason, boolean][] = [
    ['sameContact', sameContact],
    ['samePlace', samePlace],
    ['nearText', nearText >= somewhatNear],
  ];
  return reasons.filter(([, holds]) => holds).map(([reason]) => reason);
}
