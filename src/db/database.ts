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
  /** Waits a few seconds for queries in progress, then closes. Safe to call twice. */
  close(): Promise<void>;
}

/** The connections of a `Database`. */
export interface Connections {
  readonly pool: pg.Pool;
  readonly kind: Database['kind'];
  /** Called once the pool has ended. */
  close(): Promise<void>;
}
