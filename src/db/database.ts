import type pg from 'pg';
import type { Sql } from './fast/sql.js';
import type { Prisma, PrismaClient } from './generated/client.js';

export type Db = PrismaClient;
/** Inside `prisma.$transaction`, only this may be used: the embedded database has one connection. */
export type Tx = Prisma.TransactionClient;

export interface Database {
  readonly prisma: Db;
  readonly sql: Sql;
  readonly pool: pg.Pool;
  readonly kind: 'embedded' | 'server';
  /** Waits a few seconds for work under way, then closes all the same. Safe to call twice. */
  close(): Promise<void>;
}

/** The connections that a `Database` is made of. */
export interface Connections {
  readonly pool: pg.Pool;
  readonly kind: Database['kind'];
  /** Called once the pool has ended. */
  close(): Promise<void>;
}
