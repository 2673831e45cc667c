import type {
  LinkRecord,
  RowFault,
  SchoolRecord,
  SchoolsFile,
  UnreadableFile,
} from '../../app/imports/import-file-format.js';
import { openArea, type SchoolsWanted } from './area.js';
import { CsvFault, type CsvRow, csvRows, detectEncoding, type Source } from './csv-stream.js';
import { readLinks } from './read-links.js';
import { registerWords } from './register-words.js';
import { type CellOf, readSchoolRow } from './school-row.js';
import { noSchool, statusOf } from './school-words.js';

interface SchoolSources {
  readonly schools: Source;
  readonly links: Source | undefined;
}

/** The register of England has some fifty thousand. */
const mostRows = 100_000;
/** Nobody corrects more by hand; further faults are only counted. */
const mostFaults = 1_000;

const needed = [
  'URN',
  'EstablishmentName',
  'EstablishmentStatus (name)',
  'TypeOfEstablishment (name)',
  'PhaseOfEducation (name)',
  'Town',
  'Postcode',
];

/**
 * Reads the establishments CSV of Get Information About Schools ("Establishment fields CSV", `edubasealldata…csv`) and, where
 * given, its links CSV, as they are downloaded: by heading, in any order, a row at a time.
 * @param watch called with the number of rows read
 */
export async function readSchools(
  sources: SchoolSources,
  wanted: SchoolsWanted,
  watch: (rows: number) => void = () => undefined,
): Promise<SchoolsFile | UnreadableFile> {
  const encoding = await detectEncoding(sources.schools);
  if (typeof encoding !== 'string') return encoding;
  try {
    const gathered = await gather(csvRows(sources.schools, encoding), wanted, watch);
    if (gathered.kind === 'unreadable') return gathered;
    const links = sources.links ? await readLinks(sources.links) : { kind: 'links' as const, links: [], faults: [] };
    if (links.kind === 'unreadable') return links;
    const faults = [...gathered.faults, ...links.faults];
    return finish(gathered, links.links, faults, wanted);
  } catch (fault) {
    if (fault instanceof CsvFault) return { kind: 'unreadable', words: fault.message };
    throw fault;
  }
}

interface Gathered {
  readonly kind: 'gathered';
  readonly rows: SchoolRecord[];
  readonly faults: RowFault[];
  elsewhere: number;
  /** What is in the register beside schools, and how often. */
  readonly noSchools: Map<string, number>;
  /** Open schools of each trust by its code, in all areas. */
  readonly trustSizes: Map<string, number>;
}

async function gather(
  rows: AsyncIterable<CsvRow>,
  wanted: SchoolsWanted,
  watch: (rows: number) => void,
): Promise<Gathered | UnreadableFile> {
  let columns: ReadonlyMap<string, number> | undefined;
  let width = 0;
  let read = 0;
  const seen = new Map<number, number>();
  const area = openArea(wanted);
  const counts = { noSchools: new Map<string, number>(), trustSizes: new Map<string, number>() };
  const gathered: Gathered = { kind: 'gathered', rows: [], faults: [], elsewhere: 0, ...counts };
  for await (const { line, cells } of rows) {
    if (!columns) {
      const found = columnsOf(cells);
      const fault = faultOfColumns(found, wanted);
      if (fault) return { kind: 'unreadable', words: fault };
      columns = found;
      width = cells.length;
      continue;
    }
    read += 1;
    if (read % 500 === 0) watch(read);
    if (read > mostRows) return { kind: 'unreadable', words: registerWords.tooManyRows };
    const cell = cellsOf(columns, cells);
    const takes = area.takes(cell);
    countTrust(gathered, cell);
    if (cells.length !== width) {
      addFault(gathered, line, cell('EstablishmentName') ?? '', [registerWords.brokenRow(cells, width)]);
    } else if (takes) {
      const other = noSchool(cell('TypeOfEstablishment (name)') ?? '', cell('EstablishmentStatus (name)') ?? '');
      if (other) gathered.noSchools.set(other, (gathered.noSchools.get(other) ?? 0) + 1);
      else takeRow(gathered, line, cell, seen);
    } else gathered.elsewhere += 1;
  }
  watch(read);
  if (!columns) return { kind: 'unreadable', words: registerWords.empty };
  if (read === 0) return { kind: 'unreadable', words: registerWords.noRows };
  const fault = area.fault();
  if (fault) return { kind: 'unreadable', words: fault };
  if (gathered.rows.length === 0 && gathered.faults.length === 0)
    return { kind: 'unreadable', words: registerWords.noSchoolInDistricts(wanted.districts) };
  return gathered;
}

/** Headings as published; compared without case and doubled spaces. */
function plain(heading: string): string {
  return heading.replace(/\s+/g, ' ').trim().toLowerCase();
}

function columnsOf(cells: readonly string[]): Map<string, number> {
  return new Map(cells.map((heading, index) => [plain(heading), index]));
}

function cellsOf(columns: ReadonlyMap<string, number>, cells: readonly string[]): CellOf {
  return (heading) => {
    const index = columns.get(plain(heading));
    return index === undefined ? undefined : (cells[index] ?? '');
  };
}

function faultOfColumns(columns: ReadonlyMap<string, number>, wanted: SchoolsWanted): string | undefined {
  if (columns.has('linkurn')) {
    return registerWords.isLinksFile;
  }
  const all = [
    ...needed,
    ...(wanted.authorities.length > 0 ? ['LA (code)', 'LA (name)'] : []),
    ...(wanted.districts.length > 0 ? ['DistrictAdministrative (name)'] : []),
    ...(wanted.trusts?.length ? ['Trusts (name)'] : []),
  ];
  const missing = all.filter((heading) => !columns.has(plain(heading)));
  if (missing.length === 0) return undefined;
  const where = registerWords.whereToDownload;
  if (missing.length > 4) return registerWords.noRegister(missing, where);
  return registerWords.columnsMissing(missing, where);
}

/** Of every area: a trust is as large as it is, whichever schools of it are wanted. */
function countTrust({ trustSizes }: Gathered, cell: CellOf): void {
  const code = cell('Trusts (code)')?.trim();
  if (!code || statusOf(cell('EstablishmentStatus (name)') ?? '') === 'closed') return;
  trustSizes.set(code, (trustSizes.get(code) ?? 0) + 1);
}

function takeRow(gathered: Gathered, line: number, cell: CellOf, seen: Map<number, number>): void {
  const read = readSchoolRow(line, cell);
  if (read.kind === 'faulty') {
    const { kind: _, ...fault } = read;
    gathered.faults.push(fault);
    return;
  }
  const { school } = read;
  const twin = seen.get(school.urn);
  if (twin !== undefined) {
    const words = registerWords.twice(school.urn, twin);
    addFault(gathered, line, school.fields.name, [words]);
    return;
  }
  seen.set(school.urn, line);
  gathered.rows.push(school);
}

function addFault({ faults }: Gathered, line: number, name: string, words: readonly string[]): void {
  faults.push({ line, name, faults: words });
}

function finish(
  gathered: Gathered,
  links: readonly LinkRecord[],
  faults: RowFault[],
  wanted: SchoolsWanted,
): SchoolsFile {
  const { rows, elsewhere, noSchools } = gathered;
  const more = faults.length - mostFaults;
  return {
    kind: 'schools',
    rows,
    links,
    faults: faults.slice(0, mostFaults),
    reach: reachOf(wanted),
    trustSizes: Object.fromEntries(gathered.trustSizes),
    remarks: [
      ...(elsewhere > 0 ? [registerWords.othersLeftOut(elsewhere)] : []),
      ...sayNoSchools(noSchools),
      ...(more > 0 ? [registerWords.moreFaults(more)] : []),
    ],
  };
}

function reachOf({ authorities, districts, trusts = [], everywhere }: SchoolsWanted): SchoolsFile['reach'] {
  if (authorities.length > 0 || districts.length > 0 || trusts.length > 0) return 'area';
  return everywhere ? 'everywhere' : 'near';
}

function sayNoSchools(counts: ReadonlyMap<string, number>): string[] {
  if (counts.size === 0) return [];
  const each = [...counts].map(([what, count]) => `${what} (${count.toLocaleString('en-GB')})`);
  return [registerWords.noSchools(each)];
}
