import type { Tx } from '../../db/database.js';
import { Prisma } from '../../db/generated/client.js';
import { type Actor, holds } from '../../domain/actor.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';

/** A table as it is exported. */
export interface ExportedTable {
  readonly name: string;
  readonly columns: readonly ExportedColumn[];
  readonly primaryKey: readonly string[];
  readonly references: ReadonlyArray<{ readonly column: string; readonly table: string; readonly field: string }>;
}

export interface ExportedColumn {
  readonly name: string;
  /** PostgreSQL's, such as `uuid`, `timestamp with time zone`, `text[]`. */
  readonly type: string;
  readonly required: boolean;
  /** Values of an enumeration; empty for other types. */
  readonly values: readonly string[];
}

/** One value as JSON has it: instants as ISO 8601, numbers too large for JavaScript as text. */
export type Row = Readonly<Record<string, unknown>>;

/** What opens doors is not exported, not even to administrators: the links' secret, and hashes of calendar links. */
const withheld: Readonly<Record<string, readonly string[]>> = { CalendarFeed: ['tokenHash'] };
const notExported = ['_prisma_migrations', 'ProgrammeChange', 'Setting'];

const rowsAtOnce = 500;

/** Twenty-four thousand schools are read in seconds; a transaction that is forgotten must not stay for ever. */
const longestMs = 10 * 60_000;
/** The embedded database has one connection: an export waits for another that goes on. */
const longestWaitMs = 2 * 60_000;

/** What reads the records. */
export interface Reading {
  readonly prisma: Pick<Tx, '$queryRaw' | '$queryRawUnsafe'>;
}

/**
 * Reads the records as they are at one moment, whatever is written meanwhile (which, in the embedded database, waits: so
 * `read` must not wait for anybody, nor use any other access to the database).
 */
export function atOneMoment<Result>(core: Core, read: (snapshot: Reading) => Promise<Result>): Promise<Result> {
  return core.prisma.$transaction(
    async (tx) => {
      await tx.$executeRaw`SET TRANSACTION READ ONLY`;
      return read({ prisma: tx });
    },
    {
      isolationLevel: Prisma.TransactionIsolationLevel.RepeatableRead,
      timeout: longestMs,
      maxWait: longestWaitMs,
    },
  );
}

/** Personal data of everybody: administrators only. */
export function mayExportEverything(actor: Actor): boolean {
  return holds(actor, 'administrator');
}

/**
 * Every table of the records, without settings and notes of the machinery, in the order of their names, as the database
 * itself describes them.
 */
export async function exportedTables(reading: Reading): Promise<ExportedTable[]> {
  const columns = await readColumns(reading);
  const keys = await readKeys(reading);
  const references = await readReferences(reading);
  const names = [...new Set(columns.map(({ table }) => table))].filter((name) => !notExported.includes(name));
  return names.sort().map((name) => ({
    name,
    columns: columns
      .filter((column) => column.table === name && !withheld[name]?.includes(column.name))
      .map(({ table: _, ...column }) => column),
    primaryKey: keys.filter(({ table }) => table === name).map(({ column }) => column),
    references: references
      .filter(({ from }) => from === name)
      .map(({ column, to: table, field }) => ({ column, table, field })),
  }));
}

function readColumns({ prisma }: Reading) {
  return prisma.$queryRaw<Array<ExportedColumn & { table: string }>>`
    SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, NULL) AS type, a.attnotnull AS required,
           ARRAY(SELECT e.enumlabel::text FROM pg_enum e WHERE e.enumtypid = a.atttypid ORDER BY e.enumsortorder) AS values
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
     ORDER BY c.relname, a.attnum`;
}

function readKeys({ prisma }: Reading) {
  return prisma.$queryRaw<Array<{ table: string; column: string }>>`
    SELECT c.relname AS table, a.attname AS column
      FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid AND c.relnamespace = 'public'::regnamespace
      CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k(attnum, place)
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
     WHERE i.indisprimary ORDER BY c.relname, k.place`;
}

function readReferences({ prisma }: Reading) {
  return prisma.$queryRaw<Array<{ from: string; column: string; to: string; field: string }>>`
    SELECT c.relname AS from, a.attname AS column, t.relname AS to, f.attname AS field
      FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
      JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
      JOIN pg_attribute f ON f.attrelid = k.confrelid AND f.attnum = k.confkey[1]
     WHERE k.contype = 'f' AND cardinality(k.conkey) = 1 AND c.relnamespace = 'public'::regnamespace
     ORDER BY c.relname, a.attname`;
}

/**
 * All rows of a table in the order of its primary key, some hundred at a time. Outside of `atOneMoment` a table that changes
 * meanwhile is read as of several moments.
 * @throws when the table has no primary key to go by
 */
export async function* rowsOf({ prisma }: Reading, table: ExportedTable): AsyncGenerator<readonly Row[]> {
  const key = table.primaryKey.map(identifier);
  if (key.length === 0) throw new Error(`The table ${table.name} has no primary key: give it one to have it exported`);
  const types = table.primaryKey.map((name) => typeOf(table, name));
  const fields = table.columns.map(({ name, type }) =>
    type === 'bigint' ? `t.${identifier(name)}::text` : `t.${identifier(name)}`,
  );
  const wanted = fields.map((field, index) => `${field} AS ${identifier(table.columns[index]?.name ?? '')}`).join(', ');
  const order = key.map((column) => `t.${column}`).join(', ');
  let last: readonly string[] | undefined;
  for (;;) {
    const after = last
      ? `WHERE (${key.join(', ')}) > (${types.map((type, index) => `$${index + 1}::text::${type}`).join(', ')})`
      : '';
    const rows = await prisma.$queryRawUnsafe<Array<{ row: Row; place: string[] }>>(
      `SELECT to_jsonb(x) AS row, ARRAY[${key.map((column) => `t.${column}::text`).join(', ')}] AS place
         FROM (SELECT * FROM ${identifier(table.name)} ${after} ORDER BY ${key.join(', ')} LIMIT ${rowsAtOnce}) t
        CROSS JOIN LATERAL (SELECT ${wanted}) x ORDER BY ${order}`,
      ...(last ?? []),
    );
    if (rows.length > 0) yield rows.map(({ row }) => row);
    if (rows.length < rowsAtOnce) return;
    last = rows.at(-1)?.place;
  }
}

function typeOf(table: ExportedTable, name: string): string {
  const type = table.columns.find((column) => column.name === name)?.type;
  if (!type) throw new Error(`The key ${name} of ${table.name} is not among its columns`);
  return type;
}

/** The names come from the database's own catalogue; quoted all the same. */
function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Notes that everything left as a file. @param actor undefined on the command line */
export async function noteEverythingExported(core: Core, actor: Actor | undefined): Promise<void> {
  const outcome = actor ? 'by link' : 'command line';
  const line = { act: 'export-everything', subject: 'records', outcome } as const;
  await commit(core, (tx) => recordAct(tx, actor, line, core.clock.now()));
}
