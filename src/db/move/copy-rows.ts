import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg, { type ClientBase } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { Table } from './tables.js';

/** Blocks of 8 kB that are read at once, because the embedded database gives an answer in one piece. */
const blocksAtOnce = 1_000;

/**
 * Copies every row of a table in one statement of the target: references within the table are checked at its end.
 * Nothing may change the table meanwhile.
 */
export async function copyRows(source: ClientBase, target: ClientBase, table: Table): Promise<void> {
  const name = pg.escapeIdentifier(table.name);
  const columns = table.columns.map((column) => pg.escapeIdentifier(column)).join(', ');
  const into = target.query(copyFrom(`COPY ${name} (${columns}) FROM STDIN`));
  await pipeline(Readable.from(readInPieces(source, name, columns)), into);
}

async function* readInPieces(source: ClientBase, name: string, columns: string): AsyncGenerator<Buffer> {
  const { rows } = await source.query<{ blocks: number }>(
    `SELECT (pg_relation_size($1::regclass) / current_setting('block_size')::int)::int AS blocks`,
    [name],
  );
  const blocks = rows[0]?.blocks ?? 0;
  for (let first = 0; first < blocks; first += blocksAtOnce) {
    const range = `ctid >= '(${first},0)' AND ctid < '(${first + blocksAtOnce},0)'`;
    yield* source.query(copyTo(`COPY (SELECT ${columns} FROM ${name} WHERE ${range}) TO STDOUT`));
  }
}
