import type { Core } from '../core.js';
import type { Viewer } from '../projects/enrolment-views.js';

/** The recipient of a message, with their present post and roles; undefined when they are no longer on record. */
export async function findRecipient(core: Core, personId: string): Promise<Viewer | undefined> {
  const person = await core.prisma.person.findUnique({
    where: { id: personId },
    select: {
      erasedAt: true,
      posts: { where: { until: null }, select: { urn: true, position: true, claim: true, proof: true } },
      accounts: { select: { grants: { where: { revokedAt: null }, select: { role: true, seriesId: true } } } },
    },
  });
  if (!person || person.erasedAt) return undefined;
  const [post] = person.posts;
  return {
    personId,
    post: post ? { ...post, proven: post.proof !== null, unconfirmed: post.claim === 'asked' } : null,
    grants: person.accounts.flatMap(({ grants }) => grants),
  };
}

/**
 * Stands for everyone who reads an organisers' channel. Messages there may name schools and projects, but no people.
 */
export const organisersChannel: Viewer = {
  personId: null,
  post: null,
  grants: [{ role: 'organiser', seriesId: null }],
};
