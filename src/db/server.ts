import pg from 'pg';
import type { Log } from '../log.js';

/**
 * A pool of clients of a PostgreSQL server.
 * @param url postgresql://…; `sslmode=require` checks the certificate in full, `?schema=` is not heeded
 * @param size most clients at once
 */
export function createServerPool(url: string, log: Log, size = 10): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    connectionTimeoutMillis: 20_000,
    keepAlive: true,
    application_name: 'staffroom',
    // Prisma sends instants without a zone: on a server whose zone is London they were stored an hour off.
    options: '-c TimeZone=UTC',
  });
  // A broken idle client is replaced by the pool; unheard, its error would end the process.
  pool.on('error', (error) => log.warn({ err: error }, 'a database connection broke while idle'));
  return pool;
}
