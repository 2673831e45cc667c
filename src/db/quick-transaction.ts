import type pg from 'pg';
import type { Db, Tx } from './database.js';
import { Prisma } from './generated/client.js';
import { withClient } from './with-client.js';

/** The part of a transaction that takes statements: every transaction has it. */
export type SqlTx = Pick<Tx, '$queryRaw' | '$executeRaw'>;

/** What a quick transaction ends with. */
export interface Ended<Outcome> {
  readonly outcome: Outcome;
  /** Its last statement, not awaited: it travels with the commit, and when it fails nothing is committed. */
  readonly last?: Promise<unknown>;
}

const pools = new WeakMap<Db, pg.Pool>();

/** Lets `quickTransaction` reach the connections below `prisma`. */
export function allowQuickTransactions(prisma: Db, pool: pg.Pool): void {
  pools.set(prisma, pool);
}

/**
 * A transaction of a few statements without the mapper's own work, which costs three times what the driver does. Its
 * beginning travels with the first statement, its end with the last. For the acts that hundreds do in the same minute.
 * @throws what a statement throws; nothing is committed then
 */
export async function quickTransaction<Outcome>(
  prisma: Db,
  act: (tx: SqlTx) => Promise<Ended<Outcome>>,
): Promise<Outcome> {
  const pool = pools.get(prisma);
  if (!pool) throw new Error('Quick transactions were not allowed on this database: open it with createDatabase');
  return withClient(pool, async (client) => {
    const begun = inOneWrite(client, () => client.query('BEGIN'));
    // Its fault is every later statement's too; unheard, it would end the process.
    begun.catch(() => undefined);
    const { outcome, last } = await act(statementsOf(client));
    const committed = inOneWrite(client, () => client.query('COMMIT'));
    committed.catch(() => undefined);
    await last;
    await committed;
    return outcome;
  });
}

function statementsOf(client: pg.PoolClient): SqlTx {
  // Without a pipeline, as in the embedded database, each statement waits for the one before.
  let before: Promise<unknown> = Promise.resolve();
  const run = (query: TemplateStringsArray | Prisma.Sql, values: readonly unknown[]) => {
    const statement = statementOf(query, values);
    if (isPipelined(client)) return inOneWrite(client, () => client.query(statement));
    const answer = before.then(() => client.query(statement));
    before = answer.catch(() => undefined);
    return answer;
  };
  // Prisma's promises also know how to be part of a batch, which nothing here is.
  return {
    $queryRaw: (query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) =>
      run(query, values).then(({ rows }) => rows),
    $executeRaw: (query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) =>
      run(query, values).then(({ rowCount }) => rowCount ?? 0),
  } as SqlTx;
}

interface Wire {
  readonly pipeline?: boolean;
  readonly connection: { readonly stream: { cork?(): void; uncork?(): void } };
}

function isPipelined(client: pg.PoolClient): boolean {
  return (client as unknown as Wire).pipeline === true;
}

/** What is sent before the event loop turns again leaves in one piece: waking the server costs more than what it is asked. */
function inOneWrite<Answer>(client: pg.PoolClient, send: () => Answer): Answer {
  const { stream } = (client as unknown as Wire).connection;
  stream.cork?.();
  process.nextTick(() => stream.uncork?.());
  return send();
}

interface Prepared {
  readonly name: string;
  readonly text: string;
}

/** A place in the code is one statement, which each connection prepares once. */
const prepared = new WeakMap<TemplateStringsArray, Prepared>();
let named = 0;

function statementOf(query: TemplateStringsArray | Prisma.Sql, values: readonly unknown[]): pg.QueryConfig {
  if (!('raw' in query) || values.some((value) => value instanceof Prisma.Sql)) {
    const { text, values: flat } = 'raw' in query ? Prisma.sql(query, ...values) : query;
    return { text, values: flat };
  }
  let known = prepared.get(query);
  if (!known) {
    named += 1;
    known = { name: `quick_${named}`, text: query.reduce((text, part, at) => `${text}$${at}${part}`) };
    prepared.set(query, known);
  }
  return { ...known, values: [...values] };
}
