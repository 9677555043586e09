const endings = new Set<() => void>();
let listening = false;

/** Has `end` called should this process exit before the answered release was; it must be synchronous. */
export function endWithParent(end: () => void): () => void {
  if (!listening) {
    listening = true;
    process.once('exit', () => endings.forEach((each) => each()));
  }
  endings.add(end);
  return () => endings.delete(end);
}
