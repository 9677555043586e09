/** Ports that were free at the same time a moment ago. Plain JavaScript, because the keeper's own process needs it too. */
export function freePorts(count: number): Promise<number[]>;
