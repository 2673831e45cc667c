import type { Db, Tx } from '../../db/database.js';
import { nameKey } from '../../domain/attendance-file.js';
import { givingWay } from '../give-way.js';
import { schoolKey } from '../schools/school-names.js';
import { type NameWords, nameLikeness, nameWords } from './name-likeness.js';
import { outcomeIn, type SaidOutcome } from './row-outcome.js';

/** A person a row may refer to, and how confident that is. */
export interface Suggestion {
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
  readonly alsoCalled: string | null;
  readonly school: string | null;
  readonly minutes: number | null;
  /** Identifies the row in a later file. */
  readonly key: string;
  /** Why it is uncertain. */
  readonly why: SaidOutcome;
  readonly suggestion: Suggestion | undefined;
}

interface Known extends Omit<Suggestion, 'confidence'> {
  readonly words: NameWords;
  /** Of their school, as names of schools are compared. */
  readonly schoolKey: string | null;
}

/** What a row says, ready to be compared. */
interface Sought {
  readonly words: NameWords;
  readonly alsoWords: NameWords | null;
  readonly schoolKey: string | null;
}

/** What a file says of somebody. */
interface Said {
  readonly name: string;
  readonly alsoCalled: string | null;
  readonly school: string | null;
}

const least = 0.6;
/** Worth showing to somebody who decides. */
const leastShown = 0.4;
/** Another person nearly as likely makes it a guess. */
const lead = 0.1;
const guess = 0.5;

type Given = {
  name?: string;
  alsoCalled?: string | null;
  email?: string | null;
  school?: string | null;
  minutes?: number | null;
  key?: string;
};

/** Unsettled rows of a session, in the order of their files. For organisers: the caller has checked. */
export async function openRows(db: Db | Tx, sessionId: string): Promise<OpenRow[]> {
  const rows = await db.attendanceImportRow.findMany({
    where: { state: 'doubtful', import: { sessionId } },
    orderBy: [{ import: { importedAt: 'asc' } }, { line: 'asc' }],
    select: { id: true, line: true, outcome: true, found: true, given: true },
  });
  const read = rows.map(({ id, line, given, ...kept }) => {
    const {
      name = '',
      alsoCalled = null,
      email = null,
      school = null,
      minutes = null,
      key = '',
    } = (given ?? {}) as Given;
    return {
      id,
      line,
      why: outcomeIn(kept),
      name,
      alsoCalled,
      email: email || null,
      school: school || null,
      minutes,
      key,
    };
  });
  const near = openNameIndex(await peopleWhoMayBeMeant(db, sessionId));
  const open: OpenRow[] = [];
  const giveWay = givingWay();
  for (const row of read) {
    await giveWay();
    const sought = soughtIn(row);
    open.push({ ...row, suggestion: likeliest(sought, near([sought.words, sought.alsoWords ?? []].flat())) });
  }
  return demoteRivals(open);
}

/** Everybody on record who is not there yet; those with a place first. */
async function peopleWhoMayBeMeant(db: Db | Tx, sessionId: string): Promise<Known[]> {
  const people = await db.$queryRaw<Array<Omit<Suggestion, 'confidence'>>>`
    SELECT p.id AS "personId", p.name, s.name AS school, (g.id IS NOT NULL) AS booked
      FROM "Person" p
      LEFT JOIN "Registration" g ON g."personId" = p.id AND g."sessionId" = ${sessionId}::uuid AND g.state = 'confirmed'
      LEFT JOIN "Post" o ON o."personId" = p.id AND o.until IS NULL
      LEFT JOIN "School" s ON s.urn = COALESCE(g.urn, o.urn)
     WHERE p."erasedAt" IS NULL
       AND NOT EXISTS (SELECT 1 FROM "Attendance" a
                        WHERE a."sessionId" = ${sessionId}::uuid AND a."personId" = p.id AND a.present)
     ORDER BY (g.id IS NULL), p.id`;
  const keys = new Map<string, string>();
  const keyOf = (school: string) => {
    const key = keys.get(school) ?? schoolKey(school);
    keys.set(school, key);
    return key;
  };
  return people.map((person) => ({
    ...person,
    words: nameWords(person.name),
    schoolKey: person.school === null ? null : keyOf(person.school),
  }));
}

/** Who one row may be, the likeliest first and those with a place before others as likely. For organisers: the caller has checked. */
export async function suggestionsFor(db: Db | Tx, sessionId: string, row: Said, most: number): Promise<Suggestion[]> {
  const sought = soughtIn(row);
  return (await peopleWhoMayBeMeant(db, sessionId))
    .map((person) => suggestionOf(person, confidenceOf(sought, person)))
    .filter(({ confidence }) => confidence >= leastShown)
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, most);
}

/** More people than this of one beginning are told apart by their other names too. */
const mostOfOneBeginning = 150;

/**
 * Who is worth comparing letter by letter: a misspelt name keeps the beginning of one of its words. Where many share that
 * beginning, those of whom another word begins with the same letter.
 */
function openNameIndex(people: readonly Known[]): (words: NameWords) => Set<Known> {
  const [byBeginning, byTwo] = [new Map<string, Known[]>(), new Map<string, Known[]>()];
  const put = (into: Map<string, Known[]>, key: string, person: Known) => {
    const group = into.get(key);
    if (group) group.push(person);
    else into.set(key, [person]);
  };
  for (const person of people) {
    for (const start of beginningsOf(person.words)) put(byBeginning, start, person);
    for (const pair of pairsOf(person.words)) put(byTwo, pair, person);
  }
  return (words) => {
    const near = new Set<Known>();
    const crowded = new Set<string>();
    for (const start of beginningsOf(words)) {
      const group = byBeginning.get(start) ?? [];
      if (group.length > mostOfOneBeginning) crowded.add(start);
      else for (const person of group) near.add(person);
    }
    if (crowded.size === 0) return near;
    for (const pair of pairsOf(words))
      if (crowded.has(pair.slice(0, pair.indexOf(' ')))) for (const person of byTwo.get(pair) ?? []) near.add(person);
    return near;
  };
}

function beginningsOf(words: NameWords): string[] {
  return [...new Set(words.map((word) => word.slice(0, 3)))];
}

/** The beginning of a word with the first letter of another. */
function pairsOf(words: NameWords): string[] {
  const pairs = words.flatMap((word, at) =>
    words.flatMap((other, place) => (place === at ? [] : [`${word.slice(0, 3)} ${other.charAt(0)}`])),
  );
  return [...new Set(pairs)];
}

function soughtIn({ name, alsoCalled, school }: Said): Sought {
  return {
    words: nameWords(name),
    alsoWords: alsoCalled ? nameWords(alsoCalled) : null,
    schoolKey: school === null ? null : schoolKey(school),
  };
}

function suggestionOf({ words: _words, schoolKey: _key, ...person }: Known, confidence: number): Suggestion {
  return { ...person, confidence };
}

function likeliest(sought: Sought, known: Iterable<Known>): Suggestion | undefined {
  let best: { person: Known; confidence: number } | undefined;
  let second = 0;
  for (const person of known) {
    const confidence = confidenceOf(sought, person);
    if (!best || confidence > best.confidence) {
      second = best?.confidence ?? 0;
      best = { person, confidence };
    } else if (confidence > second) second = confidence;
  }
  if (!best || best.confidence < least) return undefined;
  const unsure = best.confidence - second < lead;
  return suggestionOf(best.person, unsure ? Math.min(best.confidence, guess) : best.confidence);
}

/** How alike the names are; lower for somebody of another school than in the file, or without a place. */
function confidenceOf({ words, alsoWords, schoolKey: school }: Sought, person: Known): number {
  const alike = Math.max(nameLikeness(words, person.words), alsoWords ? nameLikeness(alsoWords, person.words) : 0);
  const sameSchool = school !== null && school === person.schoolKey;
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
