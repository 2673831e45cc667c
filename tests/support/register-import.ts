import type { Core } from '../../src/app/core.js';
import { type DataReport, type ImportRefusal, importFile } from '../../src/app/imports/import-file.js';
import { packFile, unpackFile } from '../../src/app/imports/packed-file.js';
import type { SchoolsWanted } from '../../src/importers/schools/area.js';
import { readSchools } from '../../src/importers/schools/read-schools.js';
import { inWords, type SaidReport } from './import-records.js';
import { type RegisterCells, registerCsv } from './worlds/register.js';

const bytes = (text: string) => () => [Buffer.from(text, 'utf8')];

/** Imports a register with these schools as from the command line. @throws with the message for an unreadable one */
export async function readAndImport(
  core: Core,
  rows: readonly RegisterCells[],
  given: { readonly wanted: SchoolsWanted; readonly links?: string; readonly dryRun?: true },
): Promise<DataReport | ImportRefusal> {
  const links = given.links === undefined ? undefined : bytes(given.links);
  const file = await readSchools({ schools: bytes(registerCsv(rows)), links }, given.wanted);
  if (file.kind === 'unreadable') throw new Error(file.words);
  return importFile(core, undefined, await unpackFile(await packFile(file)), { apply: given.dryRun !== true });
}

export interface RegisterGiven {
  readonly links?: string;
  readonly wanted?: SchoolsWanted;
  readonly dryRun?: true;
}

/** The same, expecting a report, applied unless it is a dry run. @param given.wanted Lincolnshire, when left out */
export async function importReported(
  core: Core,
  rows: readonly RegisterCells[],
  given: RegisterGiven = {},
): Promise<SaidReport> {
  const lincolnshire: SchoolsWanted = { authorities: ['925'], districts: [] };
  const report = await readAndImport(core, rows, { ...given, wanted: given.wanted ?? lincolnshire });
  if (report.kind === 'refused') throw new Error('The import is refused');
  return inWords(report);
}
