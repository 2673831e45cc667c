import { setTimeout as delay } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import type { Log } from '../service/log.js';
import type { Connections, Database } from './database.js';
import { beginEmbedded, type EmbeddedOpening } from './embedded/open.js';
import { createSql } from './fast/sql.js';
import { createStatementNames } from './fast/statement-names.js';
import { withClient } from './fast/with-client.js';
import { PrismaClient } from './generated/client.js';
import { migrate } from './migrations/migrate.js';
import { findMigrationsDirectory, readMigrations } from './migrations/migration-files.js';
import { connectToServer } from './server.js';

/**
 * Opens the database and brings its schema up to date.
 * @throws FolderLockFault when another process has the folder, EmbeddedFault when it cannot be opened, MigrationFault when
 *   the schema cannot be brought up to date, ServerFault when the server cannot be used
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const connections = options.url
    ? await connectToServer(options.url)
    : await (options.embedded ?? (await beginEmbedded(options.dataDir, options.log))).opened;
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
  // A broken idle client is replaced by the pool; unheard, its error would end the process.
  pool.on('error', (error) => log.warn({ fault: error.message }, 'a database connection broke while idle'));
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: createStatementNames('staffroom') }),
    // With the defaults (2 s and 5 s) a rush for places fails for waiting.
    transactionOptions: { maxWait: 20000, timeout: 20000 },
    // The other formats take a stack for every statement, in case it fails.
    errorFormat: 'minimal',
  });
  let closing: Promise<void> | undefined;
  const close = async () => {
    await prisma.$disconnect();
    const grace = delay(CLOSING_GRACE, 'late', { ref: false });
    if ((await Promise.race([pool.end(), grace])) === 'late') log.warn('closing over queries still under way');
    await connections.close();
  };
  return {
    prisma,
    sql: createSql(pool),
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
  await withClient(pool, (client) => migrate(client, migrations, log));
}
export interface DatabaseOptions {
  /** postgresql://…; without it the database is embedded in this process. */
  readonly url?: string | undefined;
  /** Folder of the embedded database; created when absent. */
  readonly dataDir: string;
  /** The embedded database in that folder, where somebody has begun to open it already. */
  readonly embedded?: EmbeddedOpening | undefined;
  readonly log: Log;
  /** Defaults to `prisma/migrations` above this code. */
  readonly migrationsDir?: string;
}
/** Longest wait for queries under way at closing, in milliseconds: Ctrl-C must stop the service within five seconds. */
export const CLOSING_GRACE = 3000;
