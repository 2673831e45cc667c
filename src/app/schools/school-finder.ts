import { distance } from 'fastest-levenshtein';
import type { Tx } from '../../db/database.js';
import { presentUrns } from '../../domain/figures/took-part.js';
import { bareSchoolKey, schoolKey } from './school-names.js';

/** Why a school that a file names is not found, by kind. */
export interface SchoolFault {
  readonly 'school-empty': object;
  readonly 'no-such-urn': { readonly urn: number };
  readonly 'school-closed': { readonly name: string; readonly urn: number };
  readonly 'no-such-number': { readonly authority: number; readonly establishment: number };
  readonly 'several-schools': { readonly text: string; readonly schools: readonly SchoolNamed[] };
  /** `near` are those whose names are alike. */
  readonly 'no-such-school': { readonly text: string; readonly near: readonly SchoolNamed[] };
}

interface SchoolNamed {
  readonly urn: number;
  readonly name: string;
  readonly town: string;
}

type Fault = { readonly [Kind in keyof SchoolFault]: { readonly kind: Kind } & SchoolFault[Kind] }[keyof SchoolFault];

/** A school as a file names it. */
type SchoolFound =
  /** `was`: the number that the file gives, when another school stands in its place now. */
  | { readonly kind: 'found'; readonly urn: number; readonly name: string; readonly was: number | undefined }
  | { readonly kind: 'fault'; readonly fault: Fault };

export type FindSchool = (named: string) => SchoolFound;

interface Known {
  readonly urn: number;
  readonly name: string;
  readonly town: string;
  readonly open: boolean;
  readonly authority: number | null;
  readonly establishment: number | null;
}

/**
 * Finds schools by URN (`199001`, `199001.0`, `199 001`), by LAESTAB (`886/2001`) or by name, in any of its usual spellings.
 * A name that is of several, or nearly of one, is asked about. @param present whether a closed school is followed to the one
 * that stands in its place now: for what goes on; what is over keeps the number that the school had
 */
export async function openSchoolFinder(tx: Tx, named: readonly string[], present: boolean): Promise<FindSchool> {
  if (named.length === 0) return () => fault({ kind: 'school-empty' });
  const links = await tx.schoolLink.findMany({ select: { predecessorUrn: true, successorUrn: true } });
  const today = presentUrns(links);
  const schools = await tx.$queryRaw<Known[]>`
    SELECT urn, name, town, status <> 'closed' AS open, "localAuthorityCode" AS authority,
           "establishmentNumber" AS establishment
      FROM "School"`;
  const byUrn = new Map(schools.map((school) => [school.urn, school]));
  const found = new Map<string, SchoolFound>();
  const numbered = (urn: number) => {
    const school = byUrn.get(present ? today(urn) : urn);
    if (!school) return fault({ kind: 'no-such-urn', urn });
    if (present && !school.open) return fault({ kind: 'school-closed', name: school.name, urn });
    return take(school, urn);
  };
  const byName = openNames(schools, present);
  const byNameOrNumber: FindSchool = (text) => {
    const answer = byName(text);
    // `199001 - Larchfield Primary`, and `Larchfield Primary, Larchfield (199001)` as our own faults have it.
    const [urn, ...others] = answer.kind === 'fault' ? (text.match(/(?<!\d)\d{6}(?!\d)/g) ?? []) : [];
    return urn && others.length === 0 && byUrn.has(Number(urn)) ? numbered(Number(urn)) : answer;
  };
  return (text) => {
    const known = found.get(text);
    if (known) return known;
    const urn = urnIn(text);
    const establishment = urn === undefined ? laestabIn(text) : undefined;
    const answer =
      urn !== undefined
        ? numbered(urn)
        : establishment
          ? byEstablishment(schools, establishment, numbered)
          : byNameOrNumber(text);
    found.set(text, answer);
    return answer;
  };
}

/** A URN as people and workbooks write it; undefined for what is none. */
function urnIn(text: string): number | undefined {
  const digits = text
    .replace(/^['’]|^urn:?\s*/i, '')
    .replace(/[\s,]/g, '')
    .replace(/\.0+$/, '');
  return /^\d{6}$/.test(digits) ? Number(digits) : undefined;
}

function laestabIn(text: string): readonly [number, number] | undefined {
  const [, authority, establishment] = /^['’]?(\d{3})[\s/-]?(\d{4})(?:\.0+)?$/.exec(text.trim()) ?? [];
  return authority && establishment ? [Number(authority), Number(establishment)] : undefined;
}

function byEstablishment(
  schools: readonly Known[],
  [authority, establishment]: readonly [number, number],
  numbered: (urn: number) => SchoolFound,
): SchoolFound {
  const fitting = schools.filter((one) => one.authority === authority && one.establishment === establishment);
  const school = fitting.find(({ open }) => open) ?? fitting[0];
  if (school) return numbered(school.urn);
  return fault({ kind: 'no-such-number', authority, establishment });
}

function openNames(schools: readonly Known[], present: boolean): FindSchool {
  const exact = groupBy(schools, ({ name }) => name.toLowerCase());
  const usual = groupBy(schools, ({ name }) => schoolKey(name));
  const bare = groupBy(schools, ({ name }) => bareSchoolKey(name));
  const standing = (all: readonly Known[]) => {
    const open = all.filter((one) => one.open);
    return open.length > 0 || present ? open : all;
  };
  return (text) => {
    const [, name = text, town] = /^(.+?)(?:,\s*([^,]+)|\s+\(([^)]+)\))$/.exec(text) ?? [];
    for (const [spelling, where] of [
      [text, undefined],
      [name, town],
    ] as const) {
      for (const group of [exact.get(spelling.toLowerCase()), usual.get(schoolKey(spelling)), bareOf(bare, spelling)]) {
        const fitting = standing(group ?? []).filter((one) => where === undefined || isIn(one, where));
        const [only, ...others] = fitting;
        if (only && others.length === 0) return take(only);
        if (only) return askWhich(text, fitting);
      }
    }
    return nearest(text, standing(schools));
  };
}

/** A name that says no more than a place is of no school for certain. */
function bareOf(groups: ReadonlyMap<string, Known[]>, spelling: string): Known[] | undefined {
  const key = bareSchoolKey(spelling);
  return key.includes(' ') ? groups.get(key) : undefined;
}

function isIn({ town }: Known, where: string): boolean {
  return town.toLowerCase() === where.trim().toLowerCase();
}

function askWhich(text: string, schools: readonly Known[]): SchoolFound {
  return fault({ kind: 'several-schools', text, schools: schools.slice(0, 6).map(named) });
}

const suggestions = 3;

function nearest(text: string, schools: readonly Known[]): SchoolFound {
  const key = bareSchoolKey(text) || schoolKey(text);
  const words = key.split(' ');
  const near = schools
    .map((school) => ({ school, apart: apart(words, bareSchoolKey(school.name).split(' ')) }))
    .filter((one) => one.apart <= 0.5)
    .sort((a, b) => a.apart - b.apart || a.school.urn - b.school.urn)
    .slice(0, suggestions)
    .map(({ school }) => named(school));
  return fault({ kind: 'no-such-school', text, near });
}

/** How far the words of a name are from the nearest of another: 0 is the same. */
function apart(words: readonly string[], others: readonly string[]): number {
  const each = words.map((word) =>
    Math.min(...others.map((other) => distance(word, other) / Math.max(word.length, other.length, 1))),
  );
  const mean = each.reduce((sum, one) => sum + one, 0) / Math.max(each.length, 1);
  return mean + Math.abs(others.length - words.length) * 0.05;
}

function groupBy(schools: readonly Known[], keyOf: (school: Known) => string): Map<string, Known[]> {
  const groups = new Map<string, Known[]>();
  for (const school of schools) {
    const key = keyOf(school);
    groups.set(key, [...(groups.get(key) ?? []), school]);
  }
  return groups;
}

function take({ urn, name }: Known, given = urn): SchoolFound {
  return { kind: 'found', urn, name, was: given === urn ? undefined : given };
}

function named({ urn, name, town }: Known): SchoolNamed {
  return { urn, name, town };
}

function fault(why: Fault): SchoolFound {
  return { kind: 'fault', fault: why };
}
