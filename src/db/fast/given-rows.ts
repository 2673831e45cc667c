import { Prisma } from '../generated/client.js';

/** A column of rows that are given to a statement. */
export interface GivenColumn {
  readonly name: string;
  /** As PostgreSQL calls it. */
  readonly type: string;
  /** One for each row. */
  readonly values: readonly (string | null)[];
}

/**
 * A query for rows that come with the statement, with their number as `at`, from 1. A row that comes alone, as most do, goes
 * without arrays, which take a tenth of a short statement's time.
 * @param columns of the same length, named and typed by the code, never by a user
 */
export function givenRows(columns: readonly GivenColumn[]): Prisma.Sql {
  const alone = columns.every(({ values }) => values.length === 1);
  const given = columns.map(({ name, type, values }) =>
    alone
      ? Prisma.sql`${values[0]}::${Prisma.raw(type)} AS ${Prisma.raw(`"${name}"`)}`
      : Prisma.sql`${values}::${Prisma.raw(`${type}[]`)}`,
  );
  if (alone) return Prisma.sql`SELECT ${Prisma.join(given)}, 1 AS at`;
  const names = columns.map(({ name }) => Prisma.raw(`"${name}"`));
  return Prisma.sql`
    SELECT * FROM unnest(${Prisma.join(given)}) WITH ORDINALITY AS given (${Prisma.join(names)}, at)`;
}
