/** One batch of cases whose deadlines were computed with older rules. */
export interface RecalculatedBatch {
  /** cases worked off in this batch */
  cases: number;
  /** cases below the wanted version that are left */
  remaining: number;
}

export interface RecalculationActivities {
  recalculateBatch(rulesVersion: number): Promise<RecalculatedBatch>;
}
