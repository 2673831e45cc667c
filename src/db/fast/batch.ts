import DataLoader from 'dataloader';
import pg from 'pg';

export interface Batching {
  /** Statements under way at once; what is asked for meanwhile waits for the next one. */
  readonly concurrency: number;
  /** Most items of one statement. */
  readonly maxBatch: number;
}

/**
 * Makes one statement of what many ask for at the same time. Whoever comes first is served at once; whoever comes while
 * `concurrency` statements are under way shares the next one, which begins after they asked: nobody gets an older answer
 * than from a statement of their own. When the data of one item is at fault, the items are tried alone, so that only that
 * one fails.
 * @param act one statement for all items (one that fails must leave nothing behind); answers in the order of the items
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
    // Not at once: what arrived in the same turn of the event loop is about to ask as well.
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
