import type { Core } from '../core.js';
import type { Onlooker } from '../projects/enrolment-views.js';

/** Somebody who is written to: their present post and roles; undefined when they are gone. */
export async function findOnlooker(core: Core, personId: string): Promise<Onlooker | undefined> {
  const person = await core.prisma.person.findUnique({
    where: { id: personId },
    select: {
      erasedAt: true,
      posts: { where: { until: null }, select: { urn: true, position: true, claim: true } },
      accounts: { select: { grants: { where: { revokedAt: null }, select: { role: true, seriesId: true } } } },
    },
  });
  if (!person || person.erasedAt) return undefined;
  const [post] = person.posts;
  return {
    personId,
    post: post ? { ...post, unconfirmed: post.claim === 'asked' } : null,
    grants: person.accounts.flatMap(({ grants }) => grants),
  };
}

/** Whoever reads an organisers' channel. What is written there names schools and projects, and nobody. */
export const organisersChannel: Onlooker = {
  personId: null,
  post: null,
  grants: [{ role: 'organiser', seriesId: null }],
};
