import type { Tx } from '../../db/database.js';
import { nameKey } from '../../domain/attendance-file.js';
import { presentUrns } from '../../domain/took-part.js';

/** The school that a name or number in a file refers to. */
type SchoolFound =
  /** `was`: the number in the file, when that school has a successor. */
  | { readonly kind: 'found'; readonly urn: number; readonly name: string; readonly was: number | undefined }
  | { readonly kind: 'fault'; readonly fault: string };

export type FindSchool = (named: string) => SchoolFound;

/**
 * Finds schools by URN or full name. @param present whether to follow a closed school to its present successor: yes for
 * what continues, no for what is over
 */
export async function openSchoolFinder(tx: Tx, named: readonly string[], present: boolean): Promise<FindSchool> {
  if (named.length === 0) return () => ({ kind: 'fault', fault: 'school: it is empty.' });
  const links = await tx.schoolLink.findMany({ select: { predecessorUrn: true, successorUrn: true } });
  const today = presentUrns(links);
  const urns = named.flatMap((one) => (/^\d{6}$/.test(one) ? [Number(one), today(Number(one))] : []));
  const names = [...new Set(named.map((one) => one.toLowerCase()))];
  const rows = await tx.$queryRaw<Array<{ urn: number; name: string; town: string; open: boolean }>>`
    SELECT urn, name, town, status <> 'closed' AS open FROM "School"
     WHERE urn = ANY(${[...new Set(urns)]}::int[]) OR lower(name) = ANY(${names})`;
  const byUrn = new Map(rows.map((row) => [row.urn, row]));
  return (text) => {
    if (/^\d{6}$/.test(text)) {
      const school = byUrn.get(present ? today(Number(text)) : Number(text));
      if (!school) return fault(`school: no school on record has the URN ${text}. Import the schools first.`);
      if (present && !school.open)
        return fault(`school: ${school.name} (${text}) has closed, and no link says what it became.`);
      return {
        kind: 'found',
        urn: school.urn,
        name: school.name,
        was: school.urn === Number(text) ? undefined : Number(text),
      };
    }
    const called = rows.filter(({ name }) => name.toLowerCase() === text.toLowerCase());
    const open = called.filter((row) => row.open);
    const [only, ...others] = open.length > 0 ? open : present ? [] : called;
    if (!only) return fault(`school: no school on record is called “${text}”. Write its URN or its full name.`);
    if (others.length === 0) return { kind: 'found', urn: only.urn, name: only.name, was: undefined };
    const several = [only, ...others].map(({ urn, town }) => `${urn} (${town})`).join(', ');
    return fault(`school: several are called “${text}”. Write the URN of one: ${several}.`);
  };
}

function fault(words: string): SchoolFound {
  return { kind: 'fault', fault: words };
}

export interface KnownPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  /** Addresses that platforms confirm for accounts of this person. */
  readonly vouched: readonly string[];
  /** Somebody uses the chat as this person. */
  readonly hasAccount: boolean;
  readonly postId: string | null;
  readonly urn: number | null;
  readonly position: string | null;
}

export interface PeopleIndex {
  readonly byEmail: ReadonlyMap<string, KnownPerson>;
  /** People of a school by normalised name; several are namesakes. */
  readonly atSchool: (urn: number | null, name: string) => readonly KnownPerson[];
}

/** People on record with one of these addresses, or with a current post at one of these schools (null: at none). */
export async function readPeople(
  tx: Tx,
  emails: readonly string[],
  urns: readonly (number | null)[],
): Promise<PeopleIndex> {
  const numbers = [...new Set(urns.flatMap((urn) => urn ?? []))];
  const addresses = [...new Set(emails)];
  const rows = await tx.$queryRaw<KnownPerson[]>`
    SELECT p.id, p.name, p.email, EXISTS (SELECT 1 FROM "Account" a WHERE a."personId" = p.id) AS "hasAccount",
           ARRAY(SELECT a."vouchedEmail" FROM "Account" a
                  WHERE a."personId" = p.id AND a."vouchedEmail" IS NOT NULL) AS vouched,
           o.id AS "postId", o.urn, o.position::text
      FROM "Person" p LEFT JOIN "Post" o ON o."personId" = p.id AND o.until IS NULL
     WHERE p."erasedAt" IS NULL AND (p.email = ANY(${addresses})
        OR p.id IN (SELECT a."personId" FROM "Account" a WHERE a."vouchedEmail" = ANY(${addresses})) OR o.urn = ANY(${numbers}::int[])
        OR (${urns.includes(null)} AND o.id IS NOT NULL AND o.urn IS NULL))`;
  const groups = new Map<string, KnownPerson[]>();
  for (const person of rows) {
    if (person.postId === null) continue;
    const key = `${person.urn} ${nameKey(person.name)}`;
    groups.set(key, [...(groups.get(key) ?? []), person]);
  }
  return {
    byEmail: new Map(
      rows.flatMap((person) =>
        [...person.vouched, ...(person.email ? [person.email] : [])].map((email) => [email, person]),
      ),
    ),
    atSchool: (urn, name) => groups.get(`${urn} ${nameKey(name)}`) ?? [],
  };
}
