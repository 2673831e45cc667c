import type { Core } from '../../src/app/core.js';
import { type DataReport, type ImportRefusal, importFile } from '../../src/app/data-import.js';
import { packFile, unpackFile } from '../../src/app/import-files.js';
import type { SchoolsWanted } from '../../src/importers/schools/area.js';
import { readSchools } from '../../src/importers/schools/read-schools.js';
import { type RegisterCells, registerCsv } from './register.js';

const bytes = (text: string) => () => [Buffer.from(text, 'utf8')];

/** Imports a register of these schools as from the command line. @throws with what is said of one that cannot be read */
export async function readAndImport(
  core: Core,
  rows: readonly RegisterCells[],
  given: { readonly wanted: SchoolsWanted; readonly links?: string; readonly dryRun?: true },
): Promise<DataReport | ImportRefusal> {
  const links = given.links === undefined ? undefined : bytes(given.links);
  const file = await readSchools({ schools: bytes(registerCsv(rows)), links }, given.wanted);
  if (file.kind === 'unreadable') throw new Error(file.words);
  return importFile(core, undefined, unpackFile(packFile(file)), { apply: given.dryRun !== true });
}
