import type { Tx } from '../../db/database.js';
import { Prisma } from '../../db/generated/client.js';
import { type Actor, holds } from '../../domain/actor.js';
import { minuteMs } from '../../domain/durations.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';

/** A table to be exported. */
export interface ExportedTable {
  readonly name: string;
  readonly columns: readonly ExportedColumn[];
  readonly primaryKey: readonly string[];
  readonly references: ReadonlyArray<{ readonly column: string; readonly table: string; readonly field: string }>;
}

export interface ExportedColumn {
  readonly name: string;
  /** PostgreSQL's type, such as `uuid`, `timestamp with time zone`, `text[]`. */
  readonly type: string;
  readonly required: boolean;
  /** Values of an enumeration; empty for other types. */
  readonly values: readonly string[];
}

/** Values as in JSON: instants as ISO 8601, numbers too large for JavaScript as text. */
export type Row = Readonly<Record<string, unknown>>;

/** Secrets are not exported, even for administrators: the signing secret, and hashes of calendar links. */
const withheld: Readonly<Record<string, readonly string[]>> = { CalendarFeed: ['tokenHash'] };
const notExported = ['_prisma_migrations', 'Heartbeat', 'ProgrammeChange', 'Setting'];

const rowsAtOnce = 500;

/** Exporting 24,000 schools takes seconds; the limit ends a transaction that hangs. */
const longestMs = 10 * minuteMs;
/** The embedded database has one connection, so one export waits for another. */
const longestWaitMs = 2 * minuteMs;

/** A connection on which the records are read. */
export interface Reading {
  readonly prisma: Pick<Tx, '$queryRaw' | '$queryRawUnsafe'>;
}

/**
 * Reads the records as of one moment, whatever is written meanwhile. In the embedded database writers wait, so `read`
 * must not wait for anything else, nor use another connection.
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

/** Administrators only, because it contains everyone's personal data. */
export function mayExportEverything(actor: Actor): boolean {
  return holds(actor, 'administrator');
}

/** Every table except settings and internal tables, by name, as described in the database's catalogue. */
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
 * All rows of a table in order of its primary key, a few hundred at a time. Use it in `atOneMoment` to read one
 * consistent state.
 * @throws when the table has no primary key
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

/** The names come from the database's catalogue, but are quoted all the same. */
function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Records in the audit trail that everything was exported. @param actor undefined on the command line */
export async function noteEverythingExported(core: Core, actor: Actor | undefined): Promise<void> {
  const outcome = actor ? 'by link' : 'command line';
  const line = { act: 'export-everything', subject: 'records', outcome } as const;
  await commit(core, (tx) => recordAct(tx, actor, line, core.clock.now()));
}
