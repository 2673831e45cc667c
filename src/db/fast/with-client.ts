import type pg from 'pg';

/**
 * Gives one client of the pool to `act` alone. When that fails the client is thrown away, with whatever transaction it had
 * open; a connection that breaks fails the query under way and nothing else.
 */
export async function withClient<T>(pool: pg.Pool, act: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // The query under way hears of it as well; as an event that nobody hears, it would end the process.
  const heard = () => undefined;
  client.on('error', heard);
  let failed = true;
  try {
    const result = await act(client);
    failed = false;
    return result;
  } finally {
    client.off('error', heard);
    client.release(failed);
  }
}
