import type pg from 'pg';
import type { Db, Tx } from '../database.js';
import { Prisma } from '../generated/client.js';
import { createStatementNames } from './statement-names.js';
import { withClient } from './with-client.js';

/** The part of a transaction that takes statements: every transaction has it. */
export type SqlTx = Pick<Tx, '$queryRaw' | '$executeRaw'>;

/** What a quick transaction ends with. */
export interface Ended<Outcome> {
  readonly outcome: Outcome;
  /** Its last statement, not awaited: it travels with the commit, and when it fails nothing is committed. */
  readonly last?: Promise<unknown> | undefined;
}

/** Where statements go: the pools, and whether what takes them outlives this process. */
interface Ways {
  readonly pool: pg.Pool;
  readonly hasty: pg.Pool;
  readonly kind: 'embedded' | 'server';
}

const ways = new WeakMap<Db, Ways>();

/** Lets `quickTransaction` and `quickStatements` reach the connections below `prisma`. */
export function allowQuickTransactions(prisma: Db, way: Ways): void {
  ways.set(prisma, way);
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
  return withClient(waysOf(prisma).pool, async (client) => {
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

/**
 * Takes statements that are each a transaction of their own, without the mapper's own work. Their values come as the driver
 * reads them: 64-bit and decimal numbers as text. For what is asked at every turn.
 */
export function quickStatements(prisma: Db): SqlTx {
  return statementsOver(waysOf(prisma).pool);
}

/**
 * The same for what may be forgotten when the server dies, unless something that was done after it was kept: what is only
 * written to guard what follows. A server does not wait for its disk then.
 */
export function hastyStatements(prisma: Db): SqlTx {
  return statementsOver(waysOf(prisma).hasty);
}

function statementsOver(pool: pg.Pool): SqlTx {
  return takeStatements((statement) => pool.query(statement));
}

/** A statement that is under way. */
export interface Sent {
  /** Settles when it was carried out, or not. */
  readonly answered: Promise<unknown>;
}

/**
 * Sends one statement, a transaction of its own, and returns when it has been handed to the system: from then on a server
 * gets it, whatever becomes of this process. The embedded database ends with the process: there it has been carried out.
 * @throws when there is no connection to send it on, and on the embedded database what the statement throws
 */
export function sendStatement(prisma: Db, statement: Prisma.Sql): Promise<Sent> {
  const { pool, kind } = waysOf(prisma);
  return new Promise((sent, failed) => {
    const answered = withClient(pool, (client) => {
      const answer = client.query(statementOf(statement, []));
      if (kind === 'server') sent({ answered });
      return answer;
    });
    answered.then(() => sent({ answered }), failed);
  });
}

function waysOf(prisma: Db): Ways {
  const known = ways.get(prisma);
  if (!known) throw new Error('Quick statements were not allowed on this database: open it with createDatabase');
  return known;
}

function statementsOf(client: pg.PoolClient): SqlTx {
  return takeStatements((statement) => inOneWrite(client, () => client.query(statement)));
}

function takeStatements(send: (statement: pg.QueryConfig) => Promise<pg.QueryResult>): SqlTx {
  // Prisma's promises also know how to be part of a batch, which nothing here is.
  return {
    $queryRaw: (query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) =>
      send(statementOf(query, values)).then(({ rows }) => rows),
    $executeRaw: (query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) =>
      send(statementOf(query, values)).then(({ rowCount }) => rowCount ?? 0),
  } as SqlTx;
}

interface Wire {
  readonly connection: { readonly stream: { cork?(): void; uncork?(): void } };
}

/** What is sent before the event loop turns again leaves in one piece: waking the server costs more than what it is asked. */
function inOneWrite<Answer>(client: pg.PoolClient, send: () => Answer): Answer {
  const { stream } = (client as unknown as Wire).connection;
  stream.cork?.();
  process.nextTick(() => stream.uncork?.());
  return send();
}

/** A text is prepared once in each connection; the same place in the code need not put its text together again. */
const texts = new WeakMap<TemplateStringsArray, string>();
const nameOf = createStatementNames('quick');

function statementOf(query: TemplateStringsArray | Prisma.Sql, values: readonly unknown[]): pg.QueryConfig {
  if (!('raw' in query) || values.some((value) => value instanceof Prisma.Sql)) {
    const { text, values: flat } = 'raw' in query ? Prisma.sql(query, ...values) : query;
    return { text, values: flat, name: nameOf({ sql: text }) };
  }
  let text = texts.get(query);
  if (text === undefined) {
    text = query.reduce((before, part, at) => `${before}$${at}${part}`);
    texts.set(query, text);
  }
  return { text, values: [...values], name: nameOf({ sql: text }) };
}
