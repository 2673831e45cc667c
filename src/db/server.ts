import pg from 'pg';
import type { Connections } from './database.js';

/** The oldest PostgreSQL that the tests run on, as `server_version_num` writes it. */
const OLDEST = 150_000;

/** The database server cannot be used; `message` says what to do. */
export class ServerFault extends Error {}

/**
 * Connects to a PostgreSQL server.
 * @param url postgresql://…; `sslmode=require` checks the certificate in full, `?schema=` is not heeded
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
  return { pool, hasty: createHastyPool(url), kind: 'server', close: async () => undefined };
}

export function createServerPool(url: string): pg.Pool {
  return createPool(url, 20);
}

/**
 * A few connections on which a commit is answered before it is on the server's disk (PostgreSQL, "Asynchronous Commit"):
 * everybody sees it at once, and a process that dies loses none, but a server that dies forgets what it did in the last
 * second. What is committed later in the usual way brings to the disk all that was committed before it.
 */
export function createHastyPool(url: string): pg.Pool {
  return createPool(url, 2, '-c synchronous_commit=off');
}

function createPool(url: string, most: number, ...more: readonly string[]): pg.Pool {
  return new pg.Pool({
    connectionString: url,
    max: most,
    connectionTimeoutMillis: 20_000,
    keepAlive: true,
    application_name: 'staffroom',
    // Statements that do not wait for each other share a round trip (`quickTransaction`).
    pipeline: true,
    // Prisma sends instants without a zone: on a server whose zone is London they were stored an hour off.
    // A process that hangs inside a transaction keeps its locks, on a session's places say, for a minute at most.
    // Our statements are short and come again: they are planned once for a connection, which takes longer than running
    // them, and never compiled, which takes a second now and then.
    options: [
      '-c TimeZone=UTC -c jit=off -c plan_cache_mode=force_generic_plan -c idle_in_transaction_session_timeout=60000',
      ...more,
    ].join(' '),
  });
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
