/** Works on all values, at most so many at a time; answers the results in their order. */
export async function atMost<Value, Result>(
  atATime: number,
  values: readonly Value[],
  work: (value: Value, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < values.length) {
      const index = next++;
      results[index] = await work(values[index]!, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atATime, values.length) }, worker));
  return results;
}
