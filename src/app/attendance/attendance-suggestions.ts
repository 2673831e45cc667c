import { distance } from 'fastest-levenshtein';
import type { Db, Tx } from '../../db/database.js';
import { nameKey } from '../../domain/attendance-file.js';

/** A person a row may refer to, and how confident that is. */
interface Suggestion {
  readonly personId: string;
  readonly name: string;
  readonly school: string | null;
  readonly booked: boolean;
  /** From 0 to 1; below 0.6 there is no suggestion. */
  readonly confidence: number;
}

/** An unsettled row, with the likeliest person. */
export interface OpenRow {
  readonly id: string;
  readonly line: number;
  readonly name: string;
  readonly email: string | null;
  readonly school: string | null;
  readonly minutes: number | null;
  /** Identifies the row in a later file. */
  readonly key: string;
  /** Why it is uncertain, in words. */
  readonly why: string;
  readonly suggestion: Suggestion | undefined;
}

interface Known extends Omit<Suggestion, 'confidence'> {
  readonly key: string;
}

const least = 0.6;
/** With another person nearly as likely it is only a guess. */
const lead = 0.1;
const guess = 0.5;
/** Rows processed before yielding to the event loop. */
const rowsAtOnce = 100;

type Given = { name?: string; email?: string | null; school?: string | null; minutes?: number | null; key?: string };

/** Unsettled rows of a session, in the order of their files. For organisers: the caller has checked. */
export async function openRows(db: Db | Tx, sessionId: string): Promise<OpenRow[]> {
  const rows = await db.attendanceImportRow.findMany({
    where: { state: 'doubtful', import: { sessionId } },
    orderBy: [{ import: { importedAt: 'asc' } }, { line: 'asc' }],
    select: { id: true, line: true, outcome: true, given: true },
  });
  const read = rows.map(({ id, line, outcome, given }) => {
    const { name = '', email = null, school = null, minutes = null, key = '' } = (given ?? {}) as Given;
    return { id, line, why: outcome, name, email: email || null, school: school || null, minutes, key };
  });
  const known = byBeginnings(await peopleWhoMayBeMeant(db, sessionId, read));
  const open: OpenRow[] = [];
  for (const [index, row] of read.entries()) {
    const near = new Set(beginningsOf(nameKey(row.name)).flatMap((start) => known.get(start) ?? []));
    open.push({ ...row, suggestion: likeliest(row, near) });
    if (index % rowsAtOnce === rowsAtOnce - 1) await new Promise((resolve) => setImmediate(resolve));
  }
  return demoteRivals(open);
}

/**
 * Everyone booked but not yet recorded as present, namesakes on record, and people of the schools named in the rows.
 */
async function peopleWhoMayBeMeant(
  db: Db | Tx,
  sessionId: string,
  rows: ReadonlyArray<{ readonly name: string; readonly school: string | null }>,
): Promise<Known[]> {
  const names = [...new Set(rows.map(({ name }) => name.toLowerCase()))];
  const schools = [...new Set(rows.flatMap(({ school }) => (school ? [school.toLowerCase()] : [])))];
  const people = await db.$queryRaw<Array<Omit<Known, 'key'>>>`
    SELECT p.id AS "personId", p.name, s.name AS school, (g.id IS NOT NULL) AS booked
      FROM "Person" p
      LEFT JOIN "Registration" g ON g."personId" = p.id AND g."sessionId" = ${sessionId}::uuid AND g.state = 'confirmed'
      LEFT JOIN "Post" o ON o."personId" = p.id AND o.until IS NULL
      LEFT JOIN "School" s ON s.urn = COALESCE(g.urn, o.urn)
     WHERE p."erasedAt" IS NULL
       AND (g.id IS NOT NULL OR lower(p.name) = ANY(${names}) OR lower(s.name) = ANY(${schools}) OR s.urn::text = ANY(${schools}))
       AND NOT EXISTS (SELECT 1 FROM "Attendance" a
                        WHERE a."sessionId" = ${sessionId}::uuid AND a."personId" = p.id AND a.present)
     ORDER BY p.id`;
  return people.map((person) => ({ ...person, key: nameKey(person.name) }));
}

/** A misspelt name usually keeps the beginning of one of its words, so only few names are compared letter by letter. */
function byBeginnings(people: readonly Known[]): Map<string, Known[]> {
  const groups = new Map<string, Known[]>();
  for (const person of people) {
    for (const start of beginningsOf(person.key)) {
      const group = groups.get(start);
      if (group) group.push(person);
      else groups.set(start, [person]);
    }
  }
  return groups;
}

function beginningsOf(key: string): string[] {
  return [...new Set(key.split(' ').map((word) => word.slice(0, 3)))];
}

function likeliest(row: Pick<OpenRow, 'name' | 'school'>, known: Iterable<Known>): Suggestion | undefined {
  const key = nameKey(row.name);
  let best: { person: Known; confidence: number } | undefined;
  let second = 0;
  for (const person of known) {
    const confidence = confidenceOf(key, row.school, person);
    if (!best || confidence > best.confidence) {
      second = best?.confidence ?? 0;
      best = { person, confidence };
    } else if (confidence > second) second = confidence;
  }
  if (!best || best.confidence < least) return undefined;
  const { key: _, ...person } = best.person;
  return {
    ...person,
    confidence: best.confidence - second < lead ? Math.min(best.confidence, guess) : best.confidence,
  };
}

/** Similarity of the names; lower for somebody of another school than in the file, or without a place. */
function confidenceOf(key: string, school: string | null, person: Known): number {
  const longest = Math.max(key.length, person.key.length, 1);
  // Names of very different lengths are never similar enough.
  if (Math.abs(key.length - person.key.length) > longest * (1 - least)) return 0;
  const alike = 1 - distance(key, person.key) / longest;
  const sameSchool = school !== null && school.toLowerCase() === person.school?.toLowerCase();
  if (school !== null && !sameSchool) return alike * 0.7;
  return person.booked || sameSchool ? alike : alike * 0.85;
}

/** When rows with different names suggest the same person, at most one is right, so the others become guesses. */
function demoteRivals(rows: readonly OpenRow[]): OpenRow[] {
  const best = new Map<string, OpenRow>();
  for (const row of rows) {
    const { suggestion } = row;
    if (!suggestion) continue;
    const before = best.get(suggestion.personId)?.suggestion;
    if (!before || suggestion.confidence > before.confidence) best.set(suggestion.personId, row);
  }
  return rows.map((row) => {
    const { suggestion } = row;
    const winner = suggestion && best.get(suggestion.personId);
    if (!suggestion || !winner || nameKey(winner.name) === nameKey(row.name)) return row;
    return { ...row, suggestion: { ...suggestion, confidence: Math.min(suggestion.confidence, guess) } };
  });
}
