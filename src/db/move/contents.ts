import pg, { type ClientBase } from 'pg';

/** What a table or query holds, whatever the order of its rows. */
export interface Contents {
  readonly rows: number;
  /** The sum of a hash of each row. */
  readonly checksum: string;
}

/** So that equal values are the same text on both servers. */
export const sameText = `SET TimeZone = 'UTC'; SET DateStyle = 'ISO, MDY'; SET IntervalStyle = 'postgres';
  SET bytea_output = 'hex'; SET extra_float_digits = 1`;

/**
 * Counts and hashes rows.
 * @param from a table's or subquery's text, as after FROM
 */
export async function readContents(client: ClientBase, from: string, columns: readonly string[]): Promise<Contents> {
  const row = `ROW(${columns.map((column) => pg.escapeIdentifier(column)).join(', ')})::text`;
  // The first 64 bits of each hash are enough to notice what was lost or altered by accident.
  const hash = `('x' || left(encode(sha256(convert_to(${row}, 'UTF8')), 'hex'), 16))::bit(64)::bigint`;
  const { rows } = await client.query<Contents>(
    `SELECT count(*)::int AS rows, coalesce(sum(${hash}), 0)::text AS checksum FROM ${from}`,
  );
  const [contents] = rows;
  if (!contents) throw new Error(`Nothing was counted in ${from}`);
  return contents;
}

export function areEqual(one: Contents, other: Contents): boolean {
  return one.rows === other.rows && one.checksum === other.checksum;
}
