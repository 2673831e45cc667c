import type { Db, Tx } from '../../db/database.js';
import type { NamedColleague } from '../../domain/colleague-words.js';
import type { Position } from '../../domain/person.js';

/** Somebody with a current post at a school. */
export interface Colleague {
  readonly personId: string;
  readonly name: string;
  readonly position: Position;
  /** What they are called there, where that is none of the positions. */
  readonly title: string | null;
  /** The bot can write to them. */
  readonly hasChat: boolean;
  /** Created just now, because nobody of this name was on record. */
  readonly isNew: boolean;
}

const shownAtMost = 100;

/**
 * The people of a school by name: those whose present post there is proven, so that nobody who only says so is picked or
 * matched by name. The caller passes the actor's own school.
 */
export async function colleaguesAt(db: Db | Tx, urn: number): Promise<Colleague[]> {
  const posts = await db.post.findMany({
    where: { urn, until: null, proof: { not: null }, person: { erasedAt: null } },
    orderBy: [{ person: { name: 'asc' } }, { id: 'asc' }],
    take: shownAtMost,
    select: {
      position: true,
      title: true,
      person: { select: { id: true, name: true, accounts: { select: { id: true }, take: 1 } } },
    },
  });
  return posts.map(({ position, title, person }) => ({
    personId: person.id,
    name: person.name,
    position,
    title,
    hasChat: person.accounts.length > 0,
    isNew: false,
  }));
}

/**
 * The people of a school with these names: those on record there, and new people without an account for the rest. Only
 * names within the school match, so that nobody at another school is booked by mistake.
 */
export async function findOrAddColleagues(
  tx: Tx,
  urn: number,
  named: readonly NamedColleague[],
  now: Date,
): Promise<Colleague[]> {
  // Prevents two bookers who name the same new colleague at once from creating two people.
  await tx.$queryRaw`SELECT urn FROM "School" WHERE urn = ${urn} FOR NO KEY UPDATE`;
  const known = await colleaguesAt(tx, urn);
  const found: Colleague[] = [];
  for (const { name, position } of named) {
    const same = known.find((colleague) => plainName(colleague.name) === plainName(name));
    const colleague = same ?? (await addColleague(tx, urn, { name, position }, now));
    if (!same) known.push(colleague);
    if (!found.some(({ personId }) => personId === colleague.personId)) found.push(colleague);
  }
  return found;
}

async function addColleague(tx: Tx, urn: number, named: NamedColleague, now: Date): Promise<Colleague> {
  // Only who is proven names people of their school, which speaks for them.
  const post = { urn, position: named.position, from: now, proof: 'colleague', provenAt: now } as const;
  const person = await tx.person.create({
    data: { name: named.name, createdAt: now, posts: { create: post } },
    select: { id: true },
  });
  return { personId: person.id, ...named, title: null, hasChat: false, isNew: true };
}

/** A name as names are compared: without case, accents of the keyboard and doubled spaces. */
export function plainName(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/[’']/g, '').replace(/\s+/g, ' ').trim();
}
