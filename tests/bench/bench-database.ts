import pg from 'pg';

/**
 * Creates a database for the bench next to the one in `serverUrl`, and drops it at the end. Does nothing without a
 * server.
 */
export async function withOwnDatabase(
  serverUrl: string | undefined,
  act: (url: string) => Promise<void>,
): Promise<void> {
  if (!serverUrl) {
    console.log('\nPostgreSQL: not measured. Set DATABASE_URL to a server where a database may be made.\n');
    return;
  }
  const name = `staffroom_bench_${process.pid}`;
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  await onServer(serverUrl, `CREATE DATABASE ${name}`);
  try {
    await act(url.href);
  } finally {
    await onServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`);
  }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
