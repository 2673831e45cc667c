import pg, { type ClientBase } from 'pg';
import { areEqual, type Contents, readContents, sameText } from './contents.js';
import { copyRows } from './copy-rows.js';
import { readTables, type Table } from './tables.js';
import { MoveFault } from './target.js';

/** A table that is in the target, counted and compared. */
export interface MovedTable {
  readonly name: string;
  readonly rows: number;
  /** It was there from an earlier attempt. */
  readonly before: boolean;
}

/**
 * Copies all tables, each in a transaction that ends only when both sides have the same number of rows and the same
 * checksum. What an earlier attempt brought over is compared and left.
 * @param source used by nobody else
 * @param target taken by `takeTarget` and migrated as the source is
 * @param told hears of each table
 * @throws MoveFault when a table differs
 */
export async function moveTables(
  source: ClientBase,
  target: ClientBase,
  told: (table: MovedTable) => void,
): Promise<void> {
  await source.query(sameText);
  await target.query(sameText);
  const tables = await readTables(source);
  for (const table of tables) told(await moveTable(source, target, table));
  await moveSequences(source, target);
}

async function moveTable(source: ClientBase, target: ClientBase, table: Table): Promise<MovedTable> {
  const { name } = table;
  const wanted = await contentsOf(source, table);
  const found = await contentsOf(target, table);
  if (areEqual(wanted, found)) return { name, rows: wanted.rows, before: wanted.rows > 0 };
  if (found.rows > 0)
    throw new MoveFault(
      `“${name}” has changed since the move began: make a new, empty database, and move to that from the start`,
    );
  await target.query('BEGIN');
  try {
    await copyRows(source, target, table);
    const copied = await contentsOf(target, table);
    if (!areEqual(wanted, copied)) throw differs(name, wanted, copied);
    await target.query('COMMIT');
  } catch (fault) {
    await target.query('ROLLBACK').catch(() => undefined);
    throw fault;
  }
  return { name, rows: wanted.rows, before: false };
}

function contentsOf(client: ClientBase, { name, columns }: Table): Promise<Contents> {
  return readContents(client, pg.escapeIdentifier(name), columns);
}

function differs(name: string, wanted: Contents, copied: Contents): MoveFault {
  return new MoveFault(
    `“${name}” was not the same after it was copied (${wanted.rows} rows, ${copied.rows} copied; checksums ${wanted.checksum} and ${copied.checksum}): nothing of it was kept; report this, and go on with the embedded database`,
  );
}

/** So that the next waiting list's number, for example, comes after those that were given. */
async function moveSequences(source: ClientBase, target: ClientBase): Promise<void> {
  const { rows } = await source.query<{ name: string; last: string | null }>(
    `SELECT sequencename AS name, last_value::text AS last FROM pg_sequences WHERE schemaname = 'public'`,
  );
  for (const { name, last } of rows) {
    if (last !== null) await target.query('SELECT setval($1::regclass, $2::bigint)', [pg.escapeIdentifier(name), last]);
  }
}
