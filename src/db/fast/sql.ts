import type pg from 'pg';
import { Prisma } from '../generated/client.js';
import { isSilent } from '../timed-client.js';
import { createStatementNames } from './statement-names.js';
import { withClient } from './with-client.js';

/** The methods of a transaction that run statements. */
export type SqlTx = Pick<Prisma.TransactionClient, '$queryRaw' | '$executeRaw' | '$queryRawUnsafe'>;

/**
 * Runs statements directly on the driver, for the few that run in every turn and for bookings: a Prisma transaction
 * takes four times the processor time. Each statement is its own transaction. Values are returned as the driver reads
 * them: 64-bit and decimal numbers as text.
 */
export interface Sql extends SqlTx {
  /**
   * Runs all statements of `act` in one transaction. @throws what a statement or `act` throws; nothing is committed
   * then
   */
  transaction<Outcome>(act: (tx: SqlTx) => Promise<Outcome>): Promise<Outcome>;
  /** Whether the server has answered nothing, to anybody here, for so many milliseconds. */
  isSilent(forMs: number): boolean;
}

export function createSql(pool: pg.Pool): Sql {
  const nameOf = createStatementNames('sql');
  return {
    ...statementsOver(pool, nameOf),
    isSilent: (forMs) => isSilent(pool, forMs),
    transaction: (act) =>
      withClient(pool, async (client) => {
        await client.query('BEGIN');
        const outcome = await act(statementsOver(client, nameOf));
        await client.query('COMMIT');
        return outcome;
      }),
  };
}

type StatementNames = ReturnType<typeof createStatementNames>;

function statementsOver(connection: pg.Pool | pg.PoolClient, nameOf: StatementNames): SqlTx {
  const send = ({ text, values }: { readonly text: string; readonly values: unknown[] }) =>
    connection.query<pg.QueryResultRow>({ name: nameOf({ sql: text }), text, values });
  // Prisma's promises can also be part of a batch, which is not needed here: hence the cast.
  return {
    $queryRaw: (query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) =>
      send(sqlOf(query, values)).then(({ rows }) => rows),
    $executeRaw: (query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) =>
      send(sqlOf(query, values)).then(({ rowCount }) => rowCount ?? 0),
    $queryRawUnsafe: (text: string, ...values: unknown[]) => send({ text, values }).then(({ rows }) => rows),
  } as SqlTx;
}

function sqlOf(query: TemplateStringsArray | Prisma.Sql, values: readonly unknown[]): Prisma.Sql {
  return 'raw' in query ? Prisma.sql(query, ...values) : query;
}
