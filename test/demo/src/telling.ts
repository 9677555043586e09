const bold = (text: string): string => `\u001b[1m${text}\u001b[0m`;
const dim = (text: string): string => `\u001b[2m${text}\u001b[0m`;
const begun = Date.now();

/** A headline of the story. */
export function chapter(title: string): void {
  console.log(`\n${bold(title)}`);
}

/** One thing that happened, with the seconds since the demo began. */
export function tell(sentence: string): void {
  const seconds = ((Date.now() - begun) / 1000).toFixed(1).padStart(5);
  console.log(`${dim(`${seconds} s`)}  ${sentence}`);
}

/** Asks again every quarter of a second until the answer is there; gives up after `withinMs`. */
export async function until<T>(
  what: string,
  withinMs: number,
  ask: () => Promise<T | undefined>,
): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`${what}: did not happen within ${withinMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
