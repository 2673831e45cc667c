import type { Prisma } from '../../db/generated/client.js';
import { type Actor, noAccount, type Post } from '../../domain/actor.js';
import { isUuid } from '../../domain/uuid.js';
import type { Core } from '../core.js';

const personFields = {
  name: true,
  posts: {
    where: { until: null },
    select: { position: true, title: true, urn: true, claim: true, proof: true, school: true },
  },
} as const;

/** Reads the actor again after a use case has changed them. */
export async function readActor(core: Core, actor: Actor): Promise<Actor> {
  if (actor.accountId === noAccount) return (await readActorByLink(core, actor.personId ?? '')) ?? actor;
  const account = await core.prisma.account.findUniqueOrThrow({
    where: { id: actor.accountId },
    select: {
      personId: true,
      grants: { where: { revokedAt: null }, select: { role: true, seriesId: true } },
      person: { select: personFields },
    },
  });
  return {
    accountId: actor.accountId,
    personId: account.personId,
    name: account.person?.name ?? actor.name,
    grants: account.grants,
    post: postOf(account.person),
  };
}

/**
 * Somebody who acts by a link to a page of their own. Roles hang on accounts, so they have none here.
 * @returns undefined when they are not on record, or were erased
 */
export async function readActorByLink(core: Core, personId: string): Promise<Actor | undefined> {
  if (!isUuid(personId)) return undefined;
  const person = await core.prisma.person.findFirst({ where: { id: personId, erasedAt: null }, select: personFields });
  return person ? { accountId: noAccount, personId, name: person.name, grants: [], post: postOf(person) } : undefined;
}

type OnRecord = Prisma.PersonGetPayload<{ select: typeof personFields }> | null;

function postOf(person: OnRecord): Post | null {
  const post = person?.posts[0];
  if (!post) return null;
  return {
    position: post.position,
    title: post.title,
    urn: post.urn,
    school: post.school?.name ?? null,
    phase: post.school?.phase ?? null,
    locality: post.school?.locality ?? null,
    proven: post.proof !== null,
    unconfirmed: post.claim === 'asked',
  };
}
