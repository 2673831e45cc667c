import type { ClientBase } from 'pg';

export interface Table {
  readonly name: string;
  /** Those that hold what was written, in alphabetical order. */
  readonly columns: readonly string[];
}

/**
 * Not moved: the numbers of transactions of the last day, which are numbers of that server alone and are noted anew; and
 * the migrations, which the other server has of its own.
 */
const ownToServer = ['ProgrammeChange', 'SpeakerChange', '_prisma_migrations'];

/**
 * The tables to be moved; each after those that its rows refer to.
 * @throws when tables refer to each other in a circle
 */
export async function readTables(client: ClientBase): Promise<readonly Table[]> {
  const { rows: tables } = await client.query<Table>(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attname) AS columns
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> ALL ($1)
        AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
      GROUP BY c.relname ORDER BY c.relname`,
    [ownToServer],
  );
  // A table that refers to itself is written in one statement, at the end of which references are checked.
  const { rows: references } = await client.query<{ readonly from: string; readonly to: string }>(
    `SELECT f.relname AS from, t.relname AS to
       FROM pg_constraint k JOIN pg_class f ON f.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
      WHERE k.contype = 'f' AND f.oid <> t.oid AND f.relnamespace = 'public'::regnamespace`,
  );
  return inOrder(tables, references);
}

function inOrder(
  tables: readonly Table[],
  references: ReadonlyArray<{ readonly from: string; readonly to: string }>,
): readonly Table[] {
  const ordered: Table[] = [];
  let left = tables;
  while (left.length > 0) {
    const waiting = new Set(left.map(({ name }) => name));
    const isReady = ({ name }: Table) => !references.some(({ from, to }) => from === name && waiting.has(to));
    const ready = left.filter(isReady);
    if (ready.length === 0) throw new Error(`These tables refer to each other in a circle: ${[...waiting].join(', ')}`);
    ordered.push(...ready);
    left = left.filter((table) => !ready.includes(table));
  }
  return ordered;
}
