import type { ClientBase } from 'pg';

/** A server's database cannot be moved to, or be used before a move has ended; `message` says what to do. */
export class MoveFault extends Error {}

/** Exists in a target from before the first row until after the last. */
const mark = 'staffroom_move';

/**
 * Takes an empty database as the target of a move, or one that this source's move has not finished with.
 * @param source which database is moved
 * @returns whether an earlier attempt is resumed
 * @throws MoveFault when it is not empty, or cannot hold the data
 */
export async function takeTarget(client: ClientBase, source: string): Promise<'begun' | 'resumed'> {
  const { rows } = await client.query<{ encoding: string; marked: boolean; tables: number }>(
    `SELECT pg_encoding_to_char(d.encoding) AS encoding, to_regnamespace($1) IS NOT NULL AS marked,
       (SELECT count(*)::int FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
           AND NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = 'pg_class'::regclass AND x.objid = c.oid AND x.deptype = 'e')
       ) AS tables
       FROM pg_database d WHERE d.datname = current_database()`,
    [mark],
  );
  const [found] = rows;
  if (found?.encoding !== 'UTF8')
    throw new MoveFault(`The database is encoded as ${found?.encoding}: make one with ENCODING 'UTF8'`);
  if (found.marked) {
    await expectSource(client, source);
    return 'resumed';
  }
  if (found.tables > 0) throw new MoveFault('The database is not empty: make a new one, and move to that');
  await client.query(
    `BEGIN; CREATE SCHEMA ${mark}; CREATE TABLE ${mark}.source (id text NOT NULL);
     INSERT INTO ${mark}.source VALUES ('${source.replaceAll("'", "''")}'); COMMIT`,
  );
  return 'begun';
}

async function expectSource(client: ClientBase, source: string): Promise<void> {
  const { rows } = await client.query<{ id: string }>(`SELECT id FROM ${mark}.source`);
  if (rows[0]?.id !== source)
    throw new MoveFault('The database is the unfinished target of another move: make a new one, and move to that');
}

/** The service may use the target from now on. */
export async function releaseTarget(client: ClientBase): Promise<void> {
  await client.query(`DROP SCHEMA ${mark} CASCADE`);
}

/** @throws MoveFault when not all of a move's data are in the database yet */
export async function refuseUnfinishedTarget(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ marked: boolean }>('SELECT to_regnamespace($1) IS NOT NULL AS marked', [mark]);
  if (rows[0]?.marked)
    throw new MoveFault(
      'A move to this database has not ended, so that data are missing from it: run “staffroom move” again until it says that it has',
    );
}
