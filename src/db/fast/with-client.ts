import type pg from 'pg';

/**
 * Gives `act` a client of the pool for itself. If it fails, the client is discarded with its open transaction; a broken
 * connection only fails the query that is running.
 */
export async function withClient<T>(pool: pg.Pool, act: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // The running query reports the error too, but an unhandled error event would end the process.
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
