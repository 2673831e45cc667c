import { randomUUID } from 'node:crypto';
import pino from 'pino';
import type { Database } from '../../../src/db/database.js';
import { createDatabase } from '../../../src/db/open-database.js';
import { createServerPool } from '../../../src/db/server.js';
import { takeEmbedded } from './embedded-database.js';
import { cloneTemplate, type Filling } from './server-database.js';

const silent = pino({ level: 'silent' });

/**
 * A new database: migrated, empty and separate. On PostgreSQL when `TEST_DATABASE_URL` names a server (connection of a
 * superuser), otherwise embedded in memory. Close it: an embedded one is reused, a server's is dropped.
 * @param altered the test changes tables or their rules, so that it is not reused
 */
export async function openTestDatabase({ altered = false } = {}): Promise<Database> {
  const server = process.env.TEST_DATABASE_URL;
  if (!server) {
    return createDatabase(await takeEmbedded(altered), silent);
  }
  return openServerDatabase(server);
}

/** The same on a server. @param of with what besides; once it is filled, it is a template for the next */
export async function openServerDatabase(server: string, of?: Filling): Promise<Database> {
  const clone = await cloneTemplate(server, `staffroom_test_${randomUUID()}`, of);
  return createDatabase({ kind: 'server', pool: createServerPool(clone.url), close: clone.drop }, silent);
}
