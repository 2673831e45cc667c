import type { Tx } from '../../db/database.js';
import { type AttendanceLine, nameKey } from '../../domain/attendance-file.js';
import { mapGivingWay } from '../give-way.js';
import { openSchoolFinder } from '../schools/school-finder.js';

/** The person a line refers to, or why that is uncertain. */
export type Match =
  | { readonly kind: 'matched'; readonly personId: string; readonly by: 'address' | 'name and school' | 'name, booked' }
  /** Whoever held the meeting and had no place is no doubt, and is not counted. */
  | { readonly kind: 'aside' }
  | { readonly kind: 'doubtful'; readonly why: 'nobody' | 'not booked' | 'several' | 'unclear' };

interface Known {
  readonly personId: string;
  readonly key: string;
}

/**
 * Matches the lines of a file to people: by an address confirmed by a platform or on record, then by name and school,
 * then by a name that only one of those booked has. Anything less is doubtful, so that a namesake is never counted in
 * somebody's place.
 */
export async function matchLines(tx: Tx, sessionId: string, lines: readonly AttendanceLine[]): Promise<Match[]> {
  const byAddress = await peopleByAddress(tx, lines);
  const booked = groupByKey(await peopleBooked(tx, sessionId));
  const atSchool = await peopleAtSchools(tx, lines);
  const elsewhere = await namesOnRecord(tx, lines);
  return mapGivingWay(lines, (line): Match => {
    if (line.unclear !== null) return { kind: 'doubtful', why: 'unclear' };
    const address = line.email ? byAddress.get(line.email) : undefined;
    if (address) return { kind: 'matched', personId: address, by: 'address' };
    const found = byName(line, { booked, atSchool, elsewhere });
    return line.organiser && found.kind === 'doubtful' && found.why !== 'several' ? { kind: 'aside' } : found;
  });
}

interface Names {
  readonly booked: ReadonlyMap<string, readonly string[]>;
  readonly atSchool: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
  readonly elsewhere: ReadonlySet<string>;
}

function byName(line: AttendanceLine, { booked, atSchool, elsewhere }: Names): Match {
  const keys = [line.name, line.alsoCalled].flatMap((name) => (name ? [nameKey(name)] : []));
  if (line.school) {
    const there = atSchool.get(plainSchool(line.school));
    const [only, ...others] = new Set(keys.flatMap((key) => there?.get(key) ?? []));
    if (only && others.length === 0) return { kind: 'matched', personId: only, by: 'name and school' };
    if (only) return { kind: 'doubtful', why: 'several' };
  }
  const [only, ...others] = new Set(keys.flatMap((key) => booked.get(key) ?? []));
  // The file names another school than the one the place was booked for: perhaps a namesake. So may a second name be.
  const certain = !line.school && line.alsoCalled === null;
  if (only && others.length === 0 && certain) return { kind: 'matched', personId: only, by: 'name, booked' };
  if (others.length > 0) return { kind: 'doubtful', why: 'several' };
  return { kind: 'doubtful', why: only || keys.some((key) => elsewhere.has(key)) ? 'not booked' : 'nobody' };
}

async function peopleByAddress(tx: Tx, lines: readonly AttendanceLine[]): Promise<Map<string, string>> {
  const addresses = [...new Set(lines.flatMap(({ email }) => email ?? []))];
  if (addresses.length === 0) return new Map();
  const rows = await tx.$queryRaw<Array<{ email: string; personId: string }>>`
    WITH sought AS MATERIALIZED (SELECT DISTINCT unnest(${addresses}::text[]) AS email)
    SELECT email, p.id AS "personId" FROM sought JOIN "Person" p USING (email) WHERE p."erasedAt" IS NULL
    UNION SELECT email, a."personId" FROM sought JOIN "Account" a ON a."vouchedEmail" = email
     WHERE a."personId" IS NOT NULL`;
  const found = new Map<string, string | undefined>();
  // An address shared by two people, such as an office's, identifies neither.
  for (const { email, personId } of rows) {
    found.set(email, found.has(email) && found.get(email) !== personId ? undefined : personId);
  }
  return new Map([...found].flatMap(([email, personId]) => (personId ? [[email, personId] as const] : [])));
}

async function peopleBooked(tx: Tx, sessionId: string): Promise<Known[]> {
  const rows = await tx.$queryRaw<Array<{ personId: string; name: string }>>`
    SELECT g."personId", p.name FROM "Registration" g JOIN "Person" p ON p.id = g."personId"
     WHERE g."sessionId" = ${sessionId}::uuid AND g.state = 'confirmed'`;
  return rows.map(({ personId, name }) => ({ personId, key: nameKey(name) }));
}

/** By school as the file writes it, in any usual spelling of one school alone, then by name. */
async function peopleAtSchools(tx: Tx, lines: readonly AttendanceLine[]): Promise<Map<string, Map<string, string[]>>> {
  const named = [...new Set(lines.flatMap(({ school }) => (school ? [plainSchool(school)] : [])))];
  if (named.length === 0) return new Map();
  const find = await openSchoolFinder(tx, named, false);
  const schools = await mapGivingWay(named, (text) => [text, find(text)] as const);
  const urnOf = new Map(
    schools.flatMap(([text, school]) => (school.kind === 'found' ? [[text, school.urn] as const] : [])),
  );
  const rows = await tx.$queryRaw<Array<{ urn: number; personId: string; name: string }>>`
    SELECT o.urn, p.id AS "personId", p.name
      FROM "Post" o JOIN "Person" p ON p.id = o."personId" AND p."erasedAt" IS NULL
     WHERE o.until IS NULL AND o.urn IN (SELECT unnest(${[...new Set(urnOf.values())]}::int[]))`;
  const byUrn = new Map<number, Map<string, string[]>>();
  for (const { urn, personId, name } of rows) {
    const people = byUrn.get(urn) ?? new Map<string, string[]>();
    byUrn.set(urn, people);
    addTo(people, nameKey(name), personId);
  }
  return new Map([...urnOf].map(([text, urn]) => [text, byUrn.get(urn) ?? new Map()]));
}

async function namesOnRecord(tx: Tx, lines: readonly AttendanceLine[]): Promise<Set<string>> {
  const names = [...new Set(lines.map(({ name }) => name.toLowerCase()))];
  const rows = await tx.$queryRaw<Array<{ name: string }>>`
    SELECT DISTINCT name FROM "Person"
     WHERE lower(name) IN (SELECT unnest(${names}::text[])) AND "erasedAt" IS NULL`;
  return new Set(rows.map(({ name }) => nameKey(name)));
}

function plainSchool(school: string): string {
  return school.replace(/\s+/g, ' ').trim().toLowerCase();
}

function groupByKey(people: readonly Known[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { key, personId } of people) addTo(groups, key, personId);
  return groups;
}

function addTo(groups: Map<string, string[]>, key: string, personId: string): void {
  const group = groups.get(key);
  if (group) group.push(personId);
  else groups.set(key, [personId]);
}
