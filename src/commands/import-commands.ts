import { createReadStream } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { ByAuthority } from '../app/imports/findings.js';
import type { ImportFile, UnreadableFile } from '../app/imports/import-file-format.js';
import { packFile } from '../app/imports/packed-file.js';
import { sayAuthorities } from '../conversation/imports/finding-words.js';
import { importWords } from '../conversation/talk/import-words.js';
import { type TableKind, tableKinds, templateOf } from '../importers/read-table-file.js';
import { readTableApart } from '../importers/reading/reading-apart.js';
import type { SchoolsWanted } from '../importers/schools/area.js';
import type { Source } from '../importers/schools/csv-stream.js';
import { readSchools } from '../importers/schools/read-schools.js';
import { reportRows, rowsToMendRows, sayDataReport, unknownPeopleRows } from '../reports/import-report.js';
import { openProgress, type Progress } from './import-progress.js';
import type { Records } from './open-records.js';

type WithRecords = (run: (records: Records) => Promise<void>) => Promise<void>;

interface Options {
  readonly dryRun?: true;
  readonly report?: string;
  /** Store the rows that are right, though others are not. */
  readonly goodRows?: true;
  /** Where the rows that are not right are written, to be mended. */
  readonly mend?: string;
  /** Where people who are not on record are listed. */
  readonly unknown?: string;
}

interface SchoolOptions extends Options {
  readonly links?: string;
  readonly la: readonly string[];
  readonly all?: true;
  readonly district: readonly string[];
  readonly trust: readonly string[];
}

/** `import schools`, `import events`, `import people`, `import history`. */
export function addDataImports(importing: Command, withRecords: WithRecords): void {
  importing
    .command('schools')
    .description(importWords.schools.about)
    .argument('<file>', 'the CSV: “Establishment fields CSV”')
    .option('--links <file>', 'the links CSV, which tells what closed schools became')
    .option(
      '--la <name>',
      'only this local authority, such as Kent or 886 (may be repeated): its schools are the partnership’s',
      gather,
      [],
    )
    .option('--all', 'every school of the file, those outside the partnership too')
    .option('--district <name>', 'only this district, such as "Swale" (may be repeated)', gather, [])
    .option(
      '--trust <name>',
      'only the schools of this trust, by its name in the register (may be repeated)',
      gather,
      [],
    )
    .option('--dry-run', 'show what would change, and store nothing')
    .option('--report <file>', 'write all lines of the report as CSV')
    .action((file: string, options: SchoolOptions) =>
      withRecords((records) => run(records, options, (progress) => readSchoolFiles(file, options, progress))),
    );
  // Guests are of a session, which is named in the chat.
  for (const kind of tableKinds.filter((one) => one !== 'guests')) addTableImport(importing, kind, withRecords);
}

function addTableImport(importing: Command, kind: TableKind, withRecords: WithRecords): void {
  const command = importing
    .command(kind)
    .description(importWords[kind].about)
    .argument('[file]', 'a .csv or .xlsx file with headings')
    .option('--template', 'print the headings and an example row, to begin with')
    .option('--dry-run', 'show what would change, and store nothing')
    .option('--report <file>', 'write all lines of the report as CSV')
    .option('--good-rows', 'store the rows that are right, though others are not')
    .option('--mend <file>', 'write the rows that are not right as CSV, with what is wrong beside each')
    .action(async (file: string | undefined, options: Options & { template?: true }) => {
      if (options.template) {
        process.stdout.write(templateOf(kind));
        return;
      }
      if (file === undefined) throw new Error(`Name the file, or print a first one with: import ${kind} --template`);
      await withRecords((records) =>
        run(records, options, async () =>
          readTableApart(await readFile(file).catch(explain), { kind, zone: records.timeZone }),
        ),
      );
    });
  if (kind === 'history') command.option('--unknown <file>', 'list the people who are not on record, to be filled in');
}

async function run(
  records: Records,
  options: Options,
  read: (progress: Progress) => Promise<ImportFile | UnreadableFile>,
): Promise<void> {
  const progress = openProgress();
  try {
    const file = await read(progress);
    if (file.kind === 'unreadable') {
      process.stdout.write(`${file.words}\nNothing was stored.\n`);
      process.exitCode = 1;
      return;
    }
    const input = { packed: await packFile(file), apply: options.dryRun !== true, goodRows: options.goodRows === true };
    const report = await records.run('import-data', input, progress.storing);
    progress.stop();
    if (report.kind === 'refused') {
      if (report.reason === 'not-allowed')
        throw new Error('The records refused the import: this should never happen here');
      process.stdout.write(`${sayWhichArea(report.authorities)}\n`);
      process.exitCode = 1;
      return;
    }
    if (options.report) await writeReport(options.report, reportRows(report.lines));
    if (options.mend && report.toMend) await writeReport(options.mend, rowsToMendRows(report.toMend));
    if (options.unknown) await writeReport(options.unknown, unknownPeopleRows(report.unknown));
    process.stdout.write(`${sayDataReport(report)}\n`);
    if (report.state !== 'stored' && report.state !== 'planned') process.exitCode = 1;
    if (report.counts.faulty > 0) process.exitCode = 1;
  } finally {
    progress.stop();
  }
}

function sayWhichArea(authorities: ByAuthority): string {
  return `The partnership has no school on record yet, so say which of this file are its own: --la NAME for each local authority, --trust NAME, or --all to keep every school of the file on record, outside the partnership. The file has ${sayAuthorities(authorities)}.\nNothing was stored.`;
}

async function writeReport(file: string, rows: Iterable<readonly string[]>): Promise<void> {
  const { tableCsvInPieces } = await import('../reports/csv.js');
  await writeFile(file, tableCsvInPieces(rows));
}

async function readSchoolFiles(file: string, options: SchoolOptions, progress: Progress) {
  const wanted: SchoolsWanted = {
    authorities: options.la,
    districts: options.district,
    trusts: options.trust,
    everywhere: options.all === true,
  };
  if (wanted.everywhere && options.la.length + options.district.length + options.trust.length > 0)
    throw new Error('Say either --all or --la, --district and --trust: they are opposites');
  const { size } = await stat(file).catch(explain);
  if (options.links !== undefined) await stat(options.links).catch(explain);
  const source = (): AsyncIterable<Uint8Array> => createReadStream(file, { highWaterMark: 1 << 20 });
  const { links } = options;
  const sources = {
    schools: watched(source, (bytes) => progress.reading(bytes, 2 * size)),
    links: links === undefined ? undefined : () => createReadStream(links),
  };
  return readSchools(sources, wanted);
}

function explain(cause: NodeJS.ErrnoException): never {
  if (cause.code === 'ENOENT') throw new Error(`There is no file ${cause.path}: check its name`, { cause });
  if (cause.code === 'EISDIR') throw new Error('That is a folder: name the file in it', { cause });
  throw cause;
}

/** The file is read twice: once to detect its encoding, once for its rows. */
function watched(source: () => AsyncIterable<Uint8Array>, watch: (bytes: number) => void): Source {
  let read = 0;
  return async function* () {
    for await (const piece of source()) {
      read += piece.byteLength;
      watch(read);
      yield piece;
    }
  };
}

function gather(value: string, before: readonly string[]): string[] {
  return [...before, value];
}
