import pg from 'pg';
import type { Connections } from './database.js';
import { cutOverdue, serverStatementLimitMs, TimedClient } from './timed-client.js';

/** The oldest PostgreSQL that the tests run on, as `server_version_num` writes it. */
const OLDEST = 150_000;

/** The database server cannot be used; `message` says what to do. */
export class ServerFault extends Error {}

/**
 * Connects to a PostgreSQL server.
 * @param url postgresql://…; `sslmode=require` checks the certificate in full, `?schema=` is ignored
 * @throws ServerFault when it does not answer or is too old
 */
export async function connectToServer(url: string): Promise<Connections> {
  const pool = createServerPool(url);
  try {
    await checkServer(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return { pool, kind: 'server', close: async () => undefined, answersElsewhere: () => answersOnce(url) };
}

export function createServerPool(url: string): pg.Pool {
  const pool = new pg.Pool({
    Client: TimedClient,
    connectionString: url,
    max: 20,
    connectionTimeoutMillis: 20_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    application_name: 'staffroom',
    // Prisma sends instants without a zone, which a server in another zone would misread. A process that hangs in a
    // transaction keeps its locks for a minute at most. Compiling our short statements would take longer than running
    // them.
    options: `-c TimeZone=UTC -c jit=off -c idle_in_transaction_session_timeout=60000 -c statement_timeout=${serverStatementLimitMs}`,
  });
  cutOverdue(pool);
  return pool;
}

/** Whether the server answers on a connection of its own. */
async function answersOnce(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, query_timeout: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    client.end().catch(() => undefined);
  }
}

async function checkServer(pool: pg.Pool): Promise<void> {
  const version = await readVersion(pool);
  if (version < OLDEST) {
    throw new ServerFault(
      `The database server is PostgreSQL ${Math.floor(version / 10_000)}: Staffroom needs 15 or newer, so upgrade it or name another in DATABASE_URL`,
    );
  }
}

async function readVersion(pool: pg.Pool): Promise<number> {
  try {
    const found = await pool.query<{ version: number }>(`SELECT current_setting('server_version_num')::int AS version`);
    return found.rows[0]?.version ?? 0;
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new ServerFault(
      `The database server cannot be used (${said}): check that it runs, and DATABASE_URL: host, port, database, user and password`,
      { cause },
    );
  }
}
