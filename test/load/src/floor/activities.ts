/** What the timers of the floor do when they fire: the same rows as a deadline of the product, in one plain commit. */
export interface FloorActivities {
  commit(id: string): Promise<void>;
}
