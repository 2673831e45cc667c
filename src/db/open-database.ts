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
import { refuseUnfinishedTarget } from './move/target.js';
import { connectToServer } from './server.js';
import { withPatientClient } from './timed-client.js';

/**
 * Opens the database and migrates it.
 * @throws FolderLockFault when another process is using the folder, EmbeddedFault when it cannot be opened,
 * MigrationFault when it cannot be migrated, ServerFault when the server cannot be used, MoveFault when the data that are
 * moved to it are not all there
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const connections = options.url
    ? await connectToServer(options.url)
    : await (options.embedded ?? (await beginEmbedded(options.dataDir, options.log))).opened;
  const database = createDatabase(connections, options.log);
  try {
    await withClient(connections.pool, refuseUnfinishedTarget);
    await migrateOver(connections.pool, options.migrationsDir ?? findMigrationsDirectory(), options.log);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
/** Opens Prisma on the connections. */
export function createDatabase(connections: Connections, log: Log): Database {
  const { pool, kind, lost, answersElsewhere } = connections;
  // The pool replaces a broken idle client, but an unhandled error event would end the process.
  pool.on('error', (error) => log.warn({ fault: error.message }, 'a database connection broke while idle'));
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: createStatementNames('staffroom') }),
    // With the defaults (2 s and 5 s) a rush for places times out.
    transactionOptions: { maxWait: 20000, timeout: 20000 },
    // Other formats capture a stack for every statement, in case it fails.
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
    ...(lost ? { lost } : {}),
    ...(answersElsewhere ? { answersElsewhere } : {}),
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
/** Applies pending migrations on a connection of its own; see `migrate`. */
export async function migrateOver(pool: pg.Pool, directory: string, log: Log): Promise<void> {
  const migrations = await readMigrations(directory);
  await withPatientClient(pool, (client) => migrate(client, migrations, log));
}
interface DatabaseOptions {
  /** postgresql://…; without it the embedded database is used. */
  readonly url?: string | undefined;
  /** Folder of the embedded database; created when absent. */
  readonly dataDir: string;
  /** The embedded database in that folder, if it is opening already. */
  readonly embedded?: EmbeddedOpening | undefined;
  readonly log: Log;
  /** Defaults to `prisma/migrations` above this code. */
  readonly migrationsDir?: string;
}
/**
 * Longest wait for queries in progress when closing, in milliseconds, because Ctrl-C must stop the service within five
 * seconds.
 */
const CLOSING_GRACE = 3000;
