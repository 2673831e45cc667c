import type pg from 'pg';
import type { Sql } from './fast/sql.js';
import type { Prisma, PrismaClient } from './generated/client.js';

export type Db = PrismaClient;
/** The only connection to use inside `prisma.$transaction`: the embedded database has no second one. */
export type Tx = Prisma.TransactionClient;

export interface Database {
  readonly prisma: Db;
  readonly sql: Sql;
  readonly pool: pg.Pool;
  readonly kind: 'embedded' | 'server';
  /** Resolves when nothing but a new process can reach the database again; without it that does not happen. */
  readonly lost?: Promise<Error>;
  /** Whether a server answers on a connection outside the pool; left out where there is no such connection. */
  readonly answersElsewhere?: () => Promise<boolean>;
  /** Waits a few seconds for queries in progress, then closes. Safe to call twice. */
  close(): Promise<void>;
}

/** The connections of a `Database`. */
export interface Connections extends Pick<Database, 'pool' | 'kind' | 'lost' | 'answersElsewhere'> {
  /** Called once the pool has ended. */
  close(): Promise<void>;
}
