import type { Tx } from '../../db/database.js';
import { Prisma } from '../../db/generated/client.js';
import { nameKey } from '../../domain/attendance-file.js';
import type { Position } from '../../domain/person.js';
import { givingWay } from '../give-way.js';
import { chunksOf } from './schools-on-record.js';

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
  readonly position: Position | null;
  readonly title: string | null;
  /** Something speaks for their word that they belong there. */
  readonly proven: boolean;
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
  const known = await peopleAt(tx, urns);
  for (const chunk of chunksOf([...new Set(emails)])) known.push(...(await peopleOf(tx, chunk)));
  // Whoever is found both ways is one person.
  const rows = [...new Map(known.map((person) => [`${person.id} ${person.postId}`, person])).values()];
  const groups = new Map<string, KnownPerson[]>();
  const giveWay = givingWay();
  for (const person of rows) {
    await giveWay();
    // Who only says that they are of a school is not found by name there: anybody may have taken that name.
    if (person.postId === null || (person.urn !== null && !person.proven)) continue;
    const key = `${person.urn} ${nameKey(person.name)}`;
    const group = groups.get(key);
    if (group) group.push(person);
    else groups.set(key, [person]);
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

async function peopleAt(tx: Tx, urns: readonly (number | null)[]): Promise<KnownPerson[]> {
  const numbers = [...new Set(urns.flatMap((urn) => urn ?? []))];
  return tx.$queryRaw<KnownPerson[]>`
    ${knownPeople} AND (o.urn IN (SELECT unnest(${numbers}::int[]))
       OR (${urns.includes(null)} AND o.id IS NOT NULL AND o.urn IS NULL))`;
}

async function peopleOf(tx: Tx, addresses: readonly string[]): Promise<KnownPerson[]> {
  return tx.$queryRaw<KnownPerson[]>`
    ${knownPeople} AND (p.email IN (SELECT unnest(${addresses}::text[]))
       OR p.id IN (SELECT a."personId" FROM "Account" a WHERE a."vouchedEmail" IN (SELECT unnest(${addresses}::text[]))))`;
}

const knownPeople = Prisma.sql`
    SELECT p.id, p.name, p.email, EXISTS (SELECT 1 FROM "Account" a WHERE a."personId" = p.id) AS "hasAccount",
           ARRAY(SELECT a."vouchedEmail" FROM "Account" a
                  WHERE a."personId" = p.id AND a."vouchedEmail" IS NOT NULL) AS vouched,
           o.id AS "postId", o.urn, o.position::text, o.title, o.proof IS NOT NULL AS proven
      FROM "Person" p LEFT JOIN "Post" o ON o."personId" = p.id AND o.until IS NULL
     WHERE p."erasedAt" IS NULL`;
