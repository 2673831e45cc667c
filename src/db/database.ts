import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import type { Log } from '../log.js';
import { openEmbedded } from './embedded.js';
import { type Prisma, PrismaClient } from './generated/client.js';
import { migrate } from './migrate.js';
import { findMigrationsDirectory, readMigrations } from './migration-files.js';
import { createServerPool } from './server.js';

export type Db = PrismaClient;
/** Inside `prisma.$transaction`, only this may be used: the embedded database has one connection. */
export type Tx = Prisma.TransactionClient;

export interface Database {
  readonly prisma: Db;
  readonly pool: pg.Pool;
  readonly kind: 'embedded' | 'server';
  /** Waits a few seconds for work under way, then closes all the same. Safe to call twice. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** postgresql://…; without it the database is embedded in this process. */
  readonly url?: string | undefined;
  /** Folder of the embedded database; created when absent. */
  readonly dataDir: string;
  readonly log: Log;
  /** Defaults to `prisma/migrations` above this code. */
  readonly migrationsDir?: string;
}

/** The connections that a `Database` is made of. */
export interface Connections {
  readonly pool: pg.Pool;
  readonly kind: Database['kind'];
  /** Called once the pool has ended. */
  close(): Promise<void>;
}

/** Longest wait for queries under way at closing, in milliseconds: Ctrl-C must stop the service within five seconds. */
const CLOSING_GRACE = 3_000;

/**
 * Opens the database and brings its schema up to date.
 * @throws FolderLockFault when another process has the folder, EmbeddedFault when it cannot be opened, MigrationFault when
 *   the schema cannot be brought up to date, or the driver's error when the server cannot be reached
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const connections = options.url
    ? connectToServer(options.url, options.log)
    : await openEmbedded(options.dataDir, options.log);
  const database = createDatabase(connections, options.log);
  try {
    await migrateOver(connections.pool, options.migrationsDir ?? findMigrationsDirectory(), options.log);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Prisma over the pool. */
export function createDatabase(connections: Connections, log: Log): Database {
  const { pool, kind } = connections;
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, { onPoolError: (error) => log.warn({ err: error }, 'database connection lost') }),
    // With the defaults (2 s and 5 s) a rush for places fails for waiting.
    transactionOptions: { maxWait: 20_000, timeout: 20_000 },
  });
  let closing: Promise<void> | undefined;
  const close = async () => {
    await prisma.$disconnect();
    await Promise.race([pool.end(), new Promise((resolve) => setTimeout(resolve, CLOSING_GRACE).unref())]);
    await connections.close();
  };
  return {
    prisma,
    pool,
    kind,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

/** Applies what is missing over one client of the pool; see `migrate`. */
export async function migrateOver(pool: pg.Pool, directory: string, log: Log): Promise<void> {
  const migrations = await readMigrations(directory);
  const client = await pool.connect();
  try {
    await migrate(client, migrations, log);
  } finally {
    client.release();
  }
}

function connectToServer(url: string, log: Log): Connections {
  return { pool: createServerPool(url, log), kind: 'server', close: async () => undefined };
}
