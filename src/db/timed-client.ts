import pg from 'pg';

/**
 * A connection whose statements have a time limit: a server, or a proxy before it, that keeps the connection open and
 * says nothing would hold it for ever. An overdue connection is cut, which fails what waits for it.
 */
export class TimedClient extends pg.Client {
  /** Longest duration of a statement in milliseconds. */
  limitMs = statementLimitMs;
  /** When the statement that is running was sent, in milliseconds of `performance.now()`. */
  #since: number | undefined;

  constructor(config?: pg.ClientConfig) {
    super({ ...config, connectionTimeoutMillis: connectLimitMs });
    const send = this.query.bind(this) as (...statement: readonly unknown[]) => unknown;
    this.query = ((...statement: readonly unknown[]) => {
      this.#since ??= performance.now();
      return send(...statement);
    }) as typeof this.query;
    this.connection.on('readyForQuery', () => {
      if (this.#since !== undefined) this.#since = performance.now();
    });
    const idle = () => {
      this.#since = undefined;
    };
    this.on('drain', idle);
    this.on('end', idle);
  }

  isOverdue(now: number): boolean {
    return this.#since !== undefined && now - this.#since > this.limitMs;
  }

  /** Ends the connection without a farewell, which a silent server would not read. */
  cut(why: string): void {
    this.connection.stream.destroy(new Error(why));
  }
}

/**
 * The server gives up a statement after this, in milliseconds: as long as a transaction may take, because a rush for
 * places waits for a lock.
 */
export const serverStatementLimitMs = 20_000;
/** The server has said nothing, not even that it gave up. */
const statementLimitMs = serverStatementLimitMs + 2_000;
const connectLimitMs = 10_000;
const watchEveryMs = 1_000;

/**
 * Cuts overdue connections of a pool of `TimedClient`s. The idle ones go with them: whatever swallowed the answers of
 * one has usually forgotten all, and each would otherwise be found out by somebody who waits.
 */
export function cutOverdue(pool: pg.Pool): void {
  const idle = new Map<TimedClient, boolean>();
  let watch: NodeJS.Timeout | undefined;
  const sweep = () => {
    const now = performance.now();
    const overdue = [...idle.keys()].filter((client) => client.isOverdue(now));
    for (const client of overdue) client.cut('The database did not answer in time: the connection was given up');
    if (overdue.length === 0) return;
    for (const [client, isIdle] of idle) if (isIdle) client.cut('Another connection to the database went silent');
  };
  const note = (client: pg.PoolClient, isIdle: boolean) => {
    if (client instanceof TimedClient && (isIdle ? idle.has(client) : true)) idle.set(client, isIdle);
  };
  pool.on('connect', (client) => {
    note(client, false);
    watch ??= setInterval(sweep, watchEveryMs).unref();
  });
  pool.on('acquire', (client) => note(client, false));
  pool.on('release', (_fault: Error, client: pg.PoolClient) => note(client, true));
  pool.on('remove', (client) => {
    if (client instanceof TimedClient) idle.delete(client);
    if (idle.size > 0) return;
    clearInterval(watch);
    watch = undefined;
  });
}

/** What must end, such as a migration, may take this long. Milliseconds. */
const longLimitMs = 30 * 60_000;

/**
 * Gives `act` a connection of its own on which a statement may take half an hour; it is closed afterwards. Everything
 * else has the time limits of `TimedClient`.
 */
export async function withPatientClient<T>(pool: pg.Pool, act: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // The running statement reports the error too, but an unhandled error event would end the process.
  client.on('error', () => undefined);
  try {
    if (client instanceof TimedClient) {
      client.limitMs = longLimitMs;
      await client.query(`SET statement_timeout = ${longLimitMs}`);
    }
    return await act(client);
  } finally {
    client.release(true);
  }
}
