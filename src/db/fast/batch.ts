import DataLoader from 'dataloader';
import pg from 'pg';

export interface Batching {
  /** Statements running at once; further items wait for the next one. */
  readonly concurrency: number;
  /** Largest number of items in one statement. */
  readonly maxBatch: number;
}

/**
 * Combines simultaneous requests into one statement. The first request runs at once; requests that arrive while
 * `concurrency` statements are running share the next one, which starts after they were made, so nobody gets older data
 * than from a statement of their own. If the data of one item causes an error, the items are run separately, so that
 * only that one fails.
 * @param act one statement for all items (if it fails it must leave nothing behind); results in the order of the items
 */
export function batch<Item, Outcome>(
  act: (items: readonly Item[]) => Promise<readonly Outcome[]>,
  { concurrency, maxBatch }: Batching,
): (item: Item) => Promise<Outcome> {
  const waiting: Array<() => void> = [];
  let running = 0;
  const run = async (items: readonly Item[]): Promise<Array<Outcome | Error>> => {
    running += 1;
    try {
      return [...(await act(items))];
    } catch (fault) {
      if (items.length === 1 || !isFaultOfData(fault)) throw fault;
      return await eachAlone(act, items);
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
  const loader = new DataLoader<Item, Outcome>(run, {
    cache: false,
    maxBatchSize: maxBatch,
    // Deferred, because requests of the same event loop turn are about to arrive.
    batchScheduleFn: (start) => setImmediate(() => (running < concurrency ? start() : waiting.push(start))),
  });
  return (item) => loader.load(item);
}

async function eachAlone<Item, Outcome>(
  act: (items: readonly Item[]) => Promise<readonly Outcome[]>,
  items: readonly Item[],
): Promise<Array<Outcome | Error>> {
  const outcomes: Array<Outcome | Error> = [];
  for (const item of items) {
    try {
      outcomes.push(...(await act([item])));
    } catch (fault) {
      outcomes.push(fault instanceof Error ? fault : new Error('A statement failed', { cause: fault }));
    }
  }
  return outcomes;
}

/** PostgreSQL's SQLSTATE classes 22 (data exception) and 23 (integrity constraint violation): nothing was written. */
function isFaultOfData(fault: unknown): boolean {
  return fault instanceof pg.DatabaseError && /^2[23]/.test(fault.code ?? '');
}
