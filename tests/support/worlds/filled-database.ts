import { randomUUID } from 'node:crypto';
import type { Database } from '../../../src/db/database.js';
import { keptPrefix } from '../database/demonstration.js';

/** A column of the database as its catalogue describes it. */
interface Column {
  readonly table: string;
  readonly name: string;
  /** PostgreSQL's type, such as `uuid`, `text[]`. */
  readonly type: string;
  readonly required: boolean;
  /** Values of an enumeration. */
  readonly values: readonly string[];
  /** The table and column that a key points to. */
  readonly to: { readonly table: string; readonly name: string } | null;
  readonly isKey: boolean;
}

/** A database in which every column of every table is filled. */
export interface FilledDatabase {
  /** How many rows each table was given, and as many people. */
  readonly rows: number;
  readonly columns: readonly Column[];
  readonly people: ReadonlyArray<{ readonly personId: string; readonly accountId: string }>;
}

/** The text that only one row has in this column. */
export function markOf(table: string, column: string, row: number): string {
  return `mark ${table}-${column}-${row}.`.toLowerCase();
}

/** The name of the person of this number. */
export function nameOf(person: number): string {
  return markOf('Person', 'name', person);
}

/**
 * Fills every table by what the database's catalogue says of it, so that a new table or column is filled without being
 * known here: every value of every enumeration, with and without what may be missing. Row n of each table belongs to
 * person n, and its words name person n and the next. Rules of single columns are left out, because the words are nonsense.
 * @param at of everything dated
 */
export async function fillEveryTable({ prisma }: Database, at: Date): Promise<FilledDatabase> {
  const checks = await prisma.$queryRaw<Array<{ table: string; name: string }>>`
    SELECT conrelid::regclass::text AS table, conname AS name FROM pg_constraint
     WHERE contype = 'c' AND connamespace = 'public'::regnamespace`;
  for (const { table, name } of checks)
    await prisma.$executeRawUnsafe(`ALTER TABLE ${table} DROP CONSTRAINT "${name}"`);
  const columns = await readColumns(prisma);
  const rows = 4 * Math.max(...columns.map(({ values }) => values.length));
  const made = new Map<string, Array<Record<string, unknown>>>();
  for (const table of inOrder(columns)) {
    const own = columns.filter((column) => column.table === table);
    const filled: Array<Record<string, unknown>> = [];
    for (let row = 0; row < rows; row += 1) {
      const values = Object.fromEntries(own.map((column) => [column.name, fillingOf(column, row, rows, made, at)]));
      filled.push(values);
      const names = own.map(({ name }) => `"${name}"`).join(', ');
      await prisma.$executeRawUnsafe(
        `INSERT INTO "${table}" (${names}) SELECT ${names} FROM jsonb_populate_record(NULL::"${table}", $1::jsonb) ON CONFLICT DO NOTHING`,
        JSON.stringify(values),
      );
    }
    made.set(table, filled);
  }
  const people = Array.from({ length: rows }, (_, row) => ({
    personId: String(made.get('Person')?.[row]?.id),
    accountId: String(made.get('Account')?.[row]?.id),
  }));
  return { rows, columns, people };
}

function readColumns(prisma: Database['prisma']): Promise<Column[]> {
  return prisma.$queryRaw`
    SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, NULL) AS type, a.attnotnull AS required,
           ARRAY(SELECT e.enumlabel::text FROM pg_enum e JOIN pg_type y ON y.oid = a.atttypid
                  WHERE e.enumtypid IN (y.oid, y.typelem) ORDER BY e.enumsortorder) AS values,
           (SELECT jsonb_build_object('table', t.relname, 'name', f.attname)
              FROM pg_constraint k JOIN pg_class t ON t.oid = k.confrelid
              JOIN pg_attribute f ON f.attrelid = k.confrelid AND f.attnum = k.confkey[1]
             WHERE k.contype = 'f' AND k.conrelid = c.oid AND k.conkey = ARRAY[a.attnum] LIMIT 1) AS to,
           EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary AND a.attnum = ANY(i.indkey)) AS "isKey"
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
       AND c.relname NOT IN ('_prisma_migrations', 'ProgrammeChange')
     ORDER BY c.relname, a.attnum`;
}

/** Tables after those that their keys point to. */
function inOrder(columns: readonly Column[]): string[] {
  const waiting = new Set(columns.map(({ table }) => table));
  const ordered: string[] = [];
  while (waiting.size > 0) {
    const free = [...waiting].filter(
      (table) =>
        columns.every(
          (one) => one.table !== table || !one.to || one.to.table === table || !waiting.has(one.to.table),
        ) &&
        // Its JSON holds the ids of quotes.
        (table !== 'Paper' || !waiting.has('Quote')),
    );
    if (free.length === 0) throw new Error(`These tables point to each other: ${[...waiting].join(', ')}`);
    for (const table of free) waiting.delete(table);
    ordered.push(...free);
  }
  return ordered;
}

function fillingOf(
  column: Column,
  row: number,
  rows: number,
  made: ReadonlyMap<string, ReadonlyArray<Record<string, unknown>>>,
  at: Date,
): unknown {
  const { table, name, type, required, values, to, isKey } = column;
  // One row in four lacks what may be missing, and one what may be missing of others.
  // Whoever is erased has nothing left to find.
  if (name === 'erasedAt') return null;
  if (!required && row % 4 === (to ? 2 : 1)) return null;
  // The second key of a table may be the same as the first: of a school and its successor.
  if (to?.table === table) return null;
  if (to) return made.get(to.table)?.[twice(column) ? (row + 1) % rows : row]?.[to.name];
  if (name === 'personId' || name === 'accountId')
    return made.get(name === 'personId' ? 'Person' : 'Account')?.[row]?.id;
  if (values.length > 0) return type.endsWith('[]') ? values : values[Math.floor(row / 4) % values.length];
  if (type === 'uuid') return randomUUID();
  if (type.startsWith('timestamp') || type === 'date') return at.toISOString();
  if (type === 'boolean') return row % 8 < 4;
  if (type === 'jsonb') return jsonOf(table, name, row, rows, made);
  if (type.startsWith('text')) {
    const words = ['Person', 'Account'].includes(table)
      ? markOf(table, name, row)
      : wordsOf(table, name, row, rows, isKey);
    return type === 'text' ? words : [words];
  }
  const number =
    isKey || name === 'queue' ? 900_000 + row : name === 'academicYear' ? at.getUTCFullYear() : 1 + (row % 5);
  return type.endsWith('[]') ? [number] : number;
}

function twice({ table, name }: Column): boolean {
  return table === 'SchoolLink' && name === 'successorUrn';
}

function wordsOf(table: string, name: string, row: number, rows: number, isKey: boolean): string {
  const mark = markOf(table, name, row);
  return isKey ? mark : `${mark} ${nameOf(row)} and ${nameOf((row + 1) % rows)}`;
}

/** A paper's quotes are found by their ids; other JSON is searched as text. */
function jsonOf(
  table: string,
  name: string,
  row: number,
  rows: number,
  made: ReadonlyMap<string, ReadonlyArray<Record<string, unknown>>>,
): unknown {
  const words = wordsOf(table, name, row, rows, false);
  if (table !== 'Paper') return { words };
  return { feedback: { quotes: [{ id: made.get('Quote')?.[row]?.id, words, by: nameOf(row) }] } };
}

/** Every row of every table, the queue's too, as a line of text in small letters that starts with the table. */
export async function dumpOf({ prisma }: Database): Promise<string[]> {
  const tables = await prisma.$queryRaw<Array<{ name: string }>>`
    SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema') AND NOT starts_with(schemaname, ${keptPrefix})
       AND tablename <> '_prisma_migrations' ORDER BY 1`;
  const lines: string[] = [];
  for (const { name } of tables) {
    const rows = await prisma.$queryRawUnsafe<Array<{ row: unknown }>>(`SELECT to_jsonb(t) AS row FROM ${name} t`);
    lines.push(...rows.map(({ row }) => `${name} ${JSON.stringify(row)}`.toLowerCase()));
  }
  return lines;
}

/** Whether a column has text of its own, rather than the text of what it points to. */
export function hasWords({ type, to }: Column): boolean {
  return to === null && (type.startsWith('text') || type === 'jsonb');
}

/** Marks that are found in the dump, as `Table.column`, once each. @param of the rows that are looked for */
export function marksIn(
  dump: readonly string[],
  { columns, rows }: FilledDatabase,
  of: (row: number) => boolean,
): string[] {
  const linesOf = (table: string) =>
    dump.filter((line) => new RegExp(`^public\\."?${table.toLowerCase()}"? `).test(line)).join('\n');
  const texts = new Map(columns.map(({ table }) => [table, '']));
  for (const table of texts.keys()) texts.set(table, linesOf(table));
  return columns
    .filter(hasWords)
    .filter(({ table, name }) =>
      Array.from({ length: rows }, (_, row) => row).some(
        (row) => of(row) && texts.get(table)?.includes(markOf(table, name, row)),
      ),
    )
    .map(({ table, name }) => `${table}.${name}`);
}

/** Columns that have any of these words, as `Table.column` in small letters. */
export function columnsWith(dump: readonly string[], words: readonly string[]): string[] {
  const found = dump.flatMap((line) => {
    const [, table = '', row = '{}'] = /^public\."?(\w+)"? (.*)$/s.exec(line) ?? [];
    return Object.entries(JSON.parse(row) as Record<string, unknown>)
      .filter(([, value]) => words.some((word) => JSON.stringify(value).includes(word)))
      .map(([column]) => `${table}.${column}`);
  });
  return [...new Set(found)].sort();
}
