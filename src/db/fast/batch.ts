import DataLoader from 'dataloader';
import pg from 'pg';
import { Prisma } from '../generated/client.js';

export interface Gathering {
  /** Statements under way at once; what is asked for meanwhile waits for the next one. */
  readonly lanes: number;
  /** Most items of one statement. */
  readonly most: number;
}

/**
 * Makes one statement of what many ask for at the same time. Whoever comes first is served at once; whoever comes while
 * `lanes` statements are under way shares the next one, which begins after they asked: nobody gets an older answer than
 * from a statement of their own. When the data of one item is at fault, the items are tried alone, so that only that one fails.
 * @param act one statement for all items (one that fails must leave nothing behind); answers in the order of the items
 */
export function gather<Item, Outcome>(
  act: (items: readonly Item[]) => Promise<readonly Outcome[]>,
  { lanes, most }: Gathering,
): (item: Item) => Promise<Outcome> {
  const waiting: Array<() => void> = [];
  let running = 0;
  const next = () => {
    running -= 1;
    waiting.shift()?.();
  };
  const run = async (items: readonly Item[]): Promise<Array<Outcome | Error>> => {
    running += 1;
    try {
      return [...(await act(items))];
    } catch (fault) {
      if (items.length === 1 || !isFaultOfData(fault)) throw fault;
      return await eachAlone(act, items);
    } finally {
      next();
    }
  };
  const loader = new DataLoader<Item, Outcome>(run, {
    cache: false,
    maxBatchSize: most,
    // Not at once: what arrived in the same turn of the event loop is about to ask as well.
    batchScheduleFn: (start) => setImmediate(() => (running < lanes ? start() : waiting.push(start))),
  });
  return (item) => loader.load(item);
}

/**
 * Makes one reading of what many ask for at the same time, as `gather` does.
 * @param read what it brings is shared: nobody may change it
 */
export function share<Outcome>(read: () => Promise<Outcome>): () => Promise<Outcome> {
  const gathered = gather<true, Outcome>(
    async (asked) => {
      const outcome = await read();
      return asked.map(() => outcome);
    },
    { lanes: 1, most: 1_000 },
  );
  return () => gathered(true);
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
  if (fault instanceof pg.DatabaseError) return /^2[23]/.test(fault.code ?? '');
  if (!(fault instanceof Prisma.PrismaClientKnownRequestError)) return false;
  return /"originalCode":"2[23]/.test(JSON.stringify(fault.meta ?? {}));
}
