import { randomUUID } from 'node:crypto';
import pino from 'pino';
import type { Database } from '../../../src/db/database.js';
import { createDatabase } from '../../../src/db/open-database.js';
import { createServerPool } from '../../../src/db/server.js';
import { takeEmbedded } from './embedded-database.js';
import { cloneTemplate } from './server-database.js';

const silent = pino({ level: 'silent' });

/**
 * A fresh database: migrated, empty, alone. On PostgreSQL when `TEST_DATABASE_URL` names a server (a superuser's
 * connection), else embedded in memory. Close it: the embedded one is then used again, a server's is dropped.
 */
export async function openTestDatabase(): Promise<Database> {
  const server = process.env.TEST_DATABASE_URL;
  if (!server) {
    return createDatabase(await takeEmbedded(), silent);
  }
  const clone = await cloneTemplate(server, `staffroom_test_${randomUUID()}`);
  return createDatabase({ kind: 'server', pool: createServerPool(clone.url), close: clone.drop }, silent);
}
