import pg from 'pg';
import { migrateForTests, nameOfMigrations } from './migrated.js';

/** Taken while the template is created, so that test processes that start at once create only one. */
const TEMPLATE_LOCK = 415_001;
let template: Promise<string> | undefined;
const filled = new Map<string, Promise<string>>();

interface TestServerDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** Data that several tests begin with. */
export interface Filling {
  /** The same for the same data. */
  readonly name: string;
  readonly fill: (url: string) => Promise<void>;
}

/**
 * Clones the migrated template into a new database.
 * @param server connection of a superuser to any database of the server
 */
export async function cloneTemplate(server: string, name: string, of?: Filling): Promise<TestServerDatabase> {
  template ??= migratedTemplate(server);
  let from = template;
  if (of) {
    from = filled.get(of.name) ?? filledTemplate(server, await template, of);
    filled.set(of.name, from);
  }
  return createFrom(server, name, await from);
}

/** Creates a database with nothing in it. @param server as of `cloneTemplate` */
export async function createEmptyDatabase(server: string, name: string): Promise<TestServerDatabase> {
  return createFrom(server, name, 'template0');
}

async function createFrom(server: string, name: string, from: string): Promise<TestServerDatabase> {
  await onServer(server, (client) => client.query(`CREATE DATABASE "${name}" TEMPLATE "${from}"`));
  return {
    url: urlOf(server, name),
    drop: async () => {
      await onServer(server, (client) => client.query(`DROP DATABASE "${name}" WITH (FORCE)`));
    },
  };
}

async function migratedTemplate(server: string): Promise<string> {
  const name = `staffroom_template_${await nameOfMigrations()}`;
  return makeTemplate(server, name, 'template1', async (url) => {
    const pool = new pg.Pool({ connectionString: url });
    await migrateForTests(pool);
    await pool.end();
  });
}

async function filledTemplate(server: string, from: string, { name, fill }: Filling): Promise<string> {
  return makeTemplate(server, `${from}_${name}`, from, fill);
}

async function makeTemplate(server: string, name: string, from: string, fill: Filling['fill']): Promise<string> {
  await onServer(server, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const found = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount) return;
    const unfinished = `${name}_unfinished`;
    await client.query(`DROP DATABASE IF EXISTS "${unfinished}" WITH (FORCE)`);
    await client.query(`CREATE DATABASE "${unfinished}" TEMPLATE "${from}"`);
    await fill(urlOf(server, unfinished));
    await client.query(`ALTER DATABASE "${unfinished}" RENAME TO "${name}"`);
  });
  return name;
}

async function onServer<T>(server: string, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}

function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}
