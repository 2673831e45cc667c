import { Zip, ZipDeflate } from 'fflate';
import {
  type ExportedColumn,
  type ExportedTable,
  exportedTables,
  type Reading,
  type Row,
  rowsOf,
} from '../app/privacy/export-everything.js';
import { csvLine, safeText } from './csv.js';
import type { Descriptions } from './schema-descriptions.js';

/** A file of the export, which is streamed. */
export interface ExportFile {
  readonly name: string;
  readonly chunks: AsyncIterable<string>;
}

/**
 * All records as one CSV file for each table, then a `datapackage.json` that describes them (Frictionless Data Package,
 * https://specs.frictionlessdata.io) and a README. Read the files in order, each to its end.
 * @param made the time of the export
 */
export async function* everythingFiles(
  reading: Reading,
  descriptions: Descriptions,
  made: Date,
): AsyncGenerator<ExportFile> {
  const tables = await exportedTables(reading);
  const counts = new Map<string, number>();
  for (const table of tables) {
    yield { name: fileOf(table), chunks: linesOf(reading, table, (count) => counts.set(table.name, count)) };
  }
  const described = { made, tables, counts, descriptions };
  yield { name: 'datapackage.json', chunks: once(`${JSON.stringify(dataPackage(described), null, 2)}\n`) };
  yield { name: 'README.md', chunks: once(readme(described)) };
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

function fileOf(table: ExportedTable): string {
  return `data/${table.name}.csv`;
}

async function* linesOf(reading: Reading, table: ExportedTable, done: (count: number) => void): AsyncGenerator<string> {
  yield csvLine(table.columns.map(({ name }) => name));
  let count = 0;
  for await (const rows of rowsOf(reading, table)) {
    count += rows.length;
    yield rows.map((row) => csvLine(table.columns.map(({ name }) => cellOf(row, name)))).join('');
  }
  done(count);
}

/** Numbers and instants unchanged, JSON as text, null as an empty cell. */
function cellOf(row: Row, name: string): string {
  const value = row[name];
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return safeText(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

interface Described {
  readonly made: Date;
  readonly tables: readonly ExportedTable[];
  readonly counts: ReadonlyMap<string, number>;
  readonly descriptions: Descriptions;
}

function dataPackage({ made, tables, descriptions }: Described): object {
  return {
    profile: 'tabular-data-package',
    name: 'staffroom',
    title: 'Everything that Staffroom holds',
    created: made.toISOString(),
    resources: tables.map((table) => ({
      profile: 'tabular-data-resource',
      name: table.name.toLowerCase(),
      title: table.name,
      ...described(descriptions, table.name),
      path: fileOf(table),
      format: 'csv',
      mediatype: 'text/csv',
      encoding: 'utf-8',
      dialect: { lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true },
      schema: {
        fields: table.columns.map((column) => fieldOf(column, described(descriptions, `${table.name}.${column.name}`))),
        missingValues: [''],
        primaryKey: table.primaryKey,
        foreignKeys: table.references
          .filter((reference) => tables.some(({ name }) => name === reference.table))
          .map(({ column, table: to, field }) => ({
            fields: column,
            reference: { resource: to.toLowerCase(), fields: field },
          })),
      },
    })),
  };
}

function described(descriptions: Descriptions, name: string): { description?: string } {
  const description = descriptions.get(name);
  return description ? { description } : {};
}

function fieldOf({ name, type, required, values }: ExportedColumn, about: { description?: string }): object {
  return {
    name,
    ...typeOf(type),
    ...about,
    constraints: { required, ...(values.length > 0 ? { enum: values } : {}) },
  };
}

const types: Readonly<Record<string, object>> = {
  uuid: { type: 'string', format: 'uuid' },
  integer: { type: 'integer' },
  smallint: { type: 'integer' },
  bigint: { type: 'integer' },
  'double precision': { type: 'number' },
  boolean: { type: 'boolean' },
  date: { type: 'date' },
  'timestamp with time zone': { type: 'datetime', format: 'any' },
  jsonb: { type: 'any' },
};

function typeOf(type: string): object {
  return type.endsWith('[]') ? { type: 'array' } : (types[type] ?? { type: 'string' });
}

function readme({ made, tables, counts }: Described): string {
  const lines = tables.map(({ name }) => `| data/${name}.csv | ${counts.get(name) ?? 0} |`);
  return `# Everything that Staffroom holds

Made ${made.toISOString()}. It has everybody's personal data in it: keep it as you would keep the database itself.

One CSV file a table (RFC 4180, UTF-8, commas, every cell quoted, CRLF); \`datapackage.json\` says what each column is, as a
Frictionless Data Package. Instants are ISO 8601 with their offset; lists and objects are JSON; an empty cell is no value. A text
that a spreadsheet would calculate (one that begins with = + - @ % or |) begins with an apostrophe. What opens doors is left out:
the secret of the signed links, and the hashes of calendar links. All tables are as of one moment.

| file | rows |
|---|---|
${lines.join('\n')}
`;
}

/** Packs files into a ZIP stream. @param made the time stamp of each entry */
export async function* zipOf(files: AsyncIterable<ExportFile>, made: Date): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const faults: Error[] = [];
  const zip = new Zip((fault, bytes) => {
    if (fault) faults.push(fault);
    else ready.push(bytes);
  });
  const encoder = new TextEncoder();
  for await (const { name, chunks } of files) {
    const entry = new ZipDeflate(name, { level: 6 });
    entry.mtime = made;
    zip.add(entry);
    for await (const chunk of chunks) {
      entry.push(encoder.encode(chunk));
      yield* ready.splice(0);
    }
    entry.push(new Uint8Array(0), true);
    yield* ready.splice(0);
  }
  zip.end();
  if (faults[0]) throw new Error('The ZIP file could not be made', { cause: faults[0] });
  yield* ready.splice(0);
}
