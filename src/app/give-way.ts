/** How long a calculation may hold up everybody else, in milliseconds: a turn takes about as long. */
const longestMs = 15;

/**
 * For a long calculation on the thread that answers everybody: lets others have it every few milliseconds.
 * @returns to be called, and awaited where it returns something, before each step
 */
export function givingWay(): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < longestMs) return undefined;
    return new Promise<void>((resolve) =>
      setImmediate(() => {
        since = performance.now();
        resolve();
      }),
    );
  };
}

/** Maps a long list one item after the other, giving way to others in between. */
export async function mapGivingWay<Item, Result>(
  items: readonly Item[],
  each: (item: Item, index: number) => Result,
): Promise<Result[]> {
  const giveWay = givingWay();
  const results: Result[] = [];
  for (const [index, item] of items.entries()) {
    const pause = giveWay();
    if (pause) await pause;
    results.push(each(item, index));
  }
  return results;
}
