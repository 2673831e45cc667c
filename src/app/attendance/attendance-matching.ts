import type { Tx } from '../../db/database.js';
import { type AttendanceLine, nameKey } from '../../domain/attendance-file.js';

/** The person a line refers to, or why that is uncertain. */
export type Match =
  | { readonly kind: 'matched'; readonly personId: string; readonly by: 'address' | 'name and school' | 'name, booked' }
  | { readonly kind: 'doubtful'; readonly why: 'nobody' | 'not booked' | 'several' };

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
  return lines.map((line): Match => {
    const address = line.email ? byAddress.get(line.email) : undefined;
    if (address) return { kind: 'matched', personId: address, by: 'address' };
    const key = nameKey(line.name);
    if (line.school) {
      const [only, ...others] = atSchool.get(schoolKey(line.school))?.get(key) ?? [];
      if (only && others.length === 0) return { kind: 'matched', personId: only, by: 'name and school' };
      if (only) return { kind: 'doubtful', why: 'several' };
    }
    const [only, ...others] = booked.get(key) ?? [];
    // The file names another school than the one booked for, so it may be a namesake.
    if (only && others.length === 0 && !line.school) return { kind: 'matched', personId: only, by: 'name, booked' };
    if (others.length > 0) return { kind: 'doubtful', why: 'several' };
    return { kind: 'doubtful', why: only || elsewhere.has(key) ? 'not booked' : 'nobody' };
  });
}

async function peopleByAddress(tx: Tx, lines: readonly AttendanceLine[]): Promise<Map<string, string>> {
  const addresses = [...new Set(lines.flatMap(({ email }) => email ?? []))];
  if (addresses.length === 0) return new Map();
  const rows = await tx.$queryRaw<Array<{ email: string; personId: string }>>`
    SELECT email, id AS "personId" FROM "Person" WHERE email = ANY(${addresses}) AND "erasedAt" IS NULL
    UNION SELECT "vouchedEmail", "personId" FROM "Account"
     WHERE "vouchedEmail" = ANY(${addresses}) AND "personId" IS NOT NULL`;
  const found = new Map<string, string | undefined>();
  // An address shared by two people, such as an office's, identifies neither.
  for (const { email, personId } of rows) {
    found.set(email, found.has(email) && found.get(email) !== personId ? undefined : personId);
  }
  return new Map([...found].flatMap(([email, personId]) => (personId ? [[email, personId] as const] : [])));
}

async function peopleBooked(tx: Tx, sessionId: string): Promise<Known[]> {
  const rows = await tx.registration.findMany({
    where: { sessionId, state: 'confirmed' },
    select: { personId: true, person: { select: { name: true } } },
  });
  return rows.map(({ personId, person }) => ({ personId, key: nameKey(person.name) }));
}

/** By school as written in the file, then by name. */
async function peopleAtSchools(tx: Tx, lines: readonly AttendanceLine[]): Promise<Map<string, Map<string, string[]>>> {
  const schools = [...new Set(lines.flatMap(({ school }) => (school ? [schoolKey(school)] : [])))];
  if (schools.length === 0) return new Map();
  const rows = await tx.$queryRaw<Array<{ school: string; personId: string; name: string }>>`
    SELECT lower(s.name) AS school, p.id AS "personId", p.name
      FROM "School" s JOIN "Post" o ON o.urn = s.urn AND o.until IS NULL
      JOIN "Person" p ON p.id = o."personId" AND p."erasedAt" IS NULL
     WHERE lower(s.name) = ANY(${schools}) OR s.urn::text = ANY(${schools})
     UNION SELECT s.urn::text, p.id, p.name
      FROM "School" s JOIN "Post" o ON o.urn = s.urn AND o.until IS NULL
      JOIN "Person" p ON p.id = o."personId" AND p."erasedAt" IS NULL
     WHERE s.urn::text = ANY(${schools})`;
  const found = new Map<string, Map<string, string[]>>();
  for (const { school, personId, name } of rows) {
    const people = found.get(school) ?? new Map<string, string[]>();
    found.set(school, people);
    people.set(nameKey(name), [...(people.get(nameKey(name)) ?? []), personId]);
  }
  return found;
}

async function namesOnRecord(tx: Tx, lines: readonly AttendanceLine[]): Promise<Set<string>> {
  const names = [...new Set(lines.map(({ name }) => name.toLowerCase()))];
  const rows = await tx.$queryRaw<Array<{ name: string }>>`
    SELECT DISTINCT name FROM "Person" WHERE lower(name) = ANY(${names}) AND "erasedAt" IS NULL`;
  return new Set(rows.map(({ name }) => nameKey(name)));
}

function schoolKey(school: string): string {
  return school.replace(/\s+/g, ' ').trim().toLowerCase();
}

function groupByKey(people: readonly Known[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { key, personId } of people) groups.set(key, [...(groups.get(key) ?? []), personId]);
  return groups;
}
