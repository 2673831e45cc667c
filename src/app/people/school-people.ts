import type { Db, Tx } from '../../db/database.js';
import { isHeadPosition, tidyName } from '../../domain/enrolment.js';
import type { Position } from '../../domain/person.js';
import { isUuid } from '../../domain/uuid.js';
import { wordsWithin } from '../words-within.js';

/** A person with a current and proven post at a school. For people of that school and organisers only. */
export interface SchoolPerson {
  readonly personId: string;
  readonly name: string;
  readonly position: Position;
  /** What they are called there, where that is none of the positions. */
  readonly title: string | null;
}

/** A person picked from the school's list, or a new name. */
export type PersonChoice =
  | { readonly kind: 'known'; readonly personId: string }
  | { readonly kind: 'new'; readonly name: string; readonly position: Position };

export type PersonFault = 'no-name' | 'not-at-school';

/** A form cannot list more; anyone missing is typed in, and matched by name. */
const listedAtMost = 80;

/**
 * People of one school by name. The caller passes the actor's own school, unless the actor is an organiser.
 * @param words parts of the name; empty for everybody
 */
export async function peopleOfSchool(db: Db | Tx, urn: number, words = ''): Promise<SchoolPerson[]> {
  const posts = await db.post.findMany({
    where: { urn, until: null, proof: { not: null }, person: { erasedAt: null, AND: named(words) } },
    orderBy: [{ person: { name: 'asc' } }, { personId: 'asc' }],
    take: listedAtMost,
    select: { personId: true, position: true, title: true, person: { select: { name: true } } },
  });
  return posts.map(({ person, ...post }) => ({ ...post, name: person.name }));
}

function named(words: string) {
  return wordsWithin(words).map((name) => ({ name }));
}

/** What is wrong with a choice. People of other schools are rejected, even when a forged form contains their id. */
export async function personFault(tx: Tx, urn: number, choice: PersonChoice): Promise<PersonFault | undefined> {
  if (choice.kind === 'new') return tidyName(choice.name) ? undefined : 'no-name';
  if (!isUuid(choice.personId)) return 'not-at-school';
  const post = await tx.post.findFirst({
    where: { urn, until: null, proof: { not: null }, personId: choice.personId, person: { erasedAt: null } },
    select: { id: true },
  });
  return post ? undefined : 'not-at-school';
}

/**
 * The chosen person: one of the school's people, or a new person with a post there. A new name that matches somebody at
 * the school is that person. Call only after `personFault` found nothing.
 * @param by who names them, which speaks for a new person
 */
export async function settlePerson(
  tx: Tx,
  urn: number,
  choice: PersonChoice,
  by: 'colleague' | 'organiser',
  at: Date,
): Promise<string> {
  if (choice.kind === 'known') return choice.personId;
  const name = tidyName(choice.name);
  if (!name) throw new Error('A person without a name: look for faults before settling who it is');
  const namesake = await tx.post.findFirst({
    where: {
      urn,
      until: null,
      proof: { not: null },
      person: { erasedAt: null, name: { equals: name, mode: 'insensitive' } },
    },
    orderBy: { id: 'asc' },
    select: { personId: true },
  });
  if (namesake) return namesake.personId;
  const person = await tx.person.create({ data: { name, createdAt: at }, select: { id: true } });
  // Nobody becomes a headteacher by being named, because headteachers decide for the school.
  const position = isHeadPosition(choice.position) ? 'other' : choice.position;
  await tx.post.create({
    data: { personId: person.id, urn, position, from: at, proof: by, provenAt: at },
    select: { id: true },
  });
  return person.id;
}
