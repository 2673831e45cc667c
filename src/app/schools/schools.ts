import MiniSearch from 'minisearch';
import type { Db } from '../../db/database.js';
import type { Phase } from '../../domain/person.js';
import type { Core } from '../core.js';

export interface SchoolChoice {
  readonly urn: number;
  readonly name: string;
  readonly town: string;
  readonly phase: Phase;
}

interface SchoolEntry extends SchoolChoice {
  readonly locality: string;
  readonly localAuthority: string | null;
  readonly postcode: string;
}

interface SchoolIndex {
  /** Changes with any school, in this or another copy of the service. */
  readonly version: string;
  readonly search: MiniSearch<SchoolEntry>;
  readonly schools: ReadonlyMap<number, SchoolChoice>;
}

/** Built at the first search, and again when a school has changed. */
function noIndex(): { index?: SchoolIndex } {
  return {};
}

/**
 * Open schools that match what somebody typed: a URN, a postcode or its beginning, or words of the name and town with
 * tolerance for misspelling.
 * @param typed any text; only its first 100 characters count
 * @returns the best match first, at most `limit`
 */
export async function findSchools(core: Core, typed: string, limit: number): Promise<SchoolChoice[]> {
  const text = usualWords(typed.slice(0, 100));
  const { search, schools } = await currentIndex(core);
  const options = { prefix: (term: string) => term.length > 2, fuzzy: forgiveness };
  const strict = search.search(text, { ...options, combineWith: 'AND' });
  const results = strict.length > 0 ? strict : search.search(text, { ...options, combineWith: 'OR' });
  return results.slice(0, limit).flatMap(({ id }) => schools.get(Number(id)) ?? []);
}

/** Whether any school could be found: a partnership may begin without. */
export async function hasSchools(core: Core): Promise<boolean> {
  return (await currentIndex(core)).schools.size > 0;
}

/** One letter in four may be wrong, but no digit: a URN that is nearly right belongs to another school. */
function forgiveness(term: string): number | false {
  return /\d/.test(term) || term.length < 4 ? false : 0.25;
}

async function currentIndex({ prisma, memory }: Core): Promise<SchoolIndex> {
  const rows = await prisma.$queryRaw<Array<{ version: string }>>`
    SELECT count(*) || ':' || COALESCE(max("updatedAt")::text, '') AS version FROM "School"`;
  const version = rows[0]?.version ?? '';
  const kept = memory.of(noIndex);
  if (kept.index?.version === version) return kept.index;
  kept.index = { version, ...(await buildIndex(prisma)) };
  return kept.index;
}

async function buildIndex(db: Db): Promise<Omit<SchoolIndex, 'version'>> {
  const schools = await db.school.findMany({
    where: { status: { in: ['open', 'closing'] }, inPartnership: true },
    select: { urn: true, name: true, town: true, phase: true, locality: true, localAuthority: true, postcode: true },
  });
  const search = new MiniSearch<SchoolEntry>({
    idField: 'urn',
    fields: ['name', 'town', 'locality', 'localAuthority', 'postcode', 'urn'],
    extractField: (school, field) => wordsOfField(school, field),
    searchOptions: { boost: { name: 2, urn: 3, postcode: 3 } },
  });
  search.addAll(schools);
  return { search, schools: new Map(schools.map((school) => [school.urn, school])) };
}

function wordsOfField(school: SchoolEntry, field: string): string {
  if (field === 'name') return usualWords(school.name);
  if (field === 'postcode') return `${school.postcode} ${school.postcode.replaceAll(' ', '')}`;
  return String(school[field as keyof SchoolEntry] ?? '');
}

/** Normalises school names: "St Mary's C of E" and "Saint Marys Church of England" are the same. */
function usualWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/['’.]/g, '')
    .replace(/\b(c of e|cofe|coe|ce)\b/g, 'church of england')
    .replace(/\b(rc)\b/g, 'catholic')
    .replace(/\bsaint\b/g, 'st');
}

/** One open school by URN. */
export async function findSchool(db: Db, urn: number): Promise<SchoolChoice | undefined> {
  const school = await db.school.findFirst({
    where: { urn, status: { in: ['open', 'closing'] } },
    select: { urn: true, name: true, town: true, phase: true },
  });
  return school ?? undefined;
}
