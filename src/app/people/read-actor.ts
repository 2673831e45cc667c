import type { Actor } from '../../domain/actor.js';
import type { Core } from '../core.js';

/** Reads the actor again after a use case has changed them. */
export async function readActor(core: Core, actor: Actor): Promise<Actor> {
  const account = await core.prisma.account.findUniqueOrThrow({
    where: { id: actor.accountId },
    select: {
      personId: true,
      grants: { where: { revokedAt: null }, select: { role: true, seriesId: true } },
      person: {
        select: {
          name: true,
          posts: {
            where: { until: null },
            select: { position: true, title: true, urn: true, claim: true, proof: true, school: true },
          },
        },
      },
    },
  });
  const post = account.person?.posts[0];
  return {
    accountId: actor.accountId,
    personId: account.personId,
    name: account.person?.name ?? actor.name,
    grants: account.grants,
    post: post
      ? {
          position: post.position,
          title: post.title,
          urn: post.urn,
          school: post.school?.name ?? null,
          phase: post.school?.phase ?? null,
          locality: post.school?.locality ?? null,
          proven: post.proof !== null,
          unconfirmed: post.claim === 'asked',
        }
      : null,
  };
}
