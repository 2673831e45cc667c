import type { Prisma } from '../db/generated/client.js';
import type { Actor } from '../domain/actor.js';

/**
 * The registrations that somebody may give up, move, and answer questions for: their own, and those that they made for
 * colleagues of the school where they still work. Whoever has left a school decides nothing for its people.
 */
export function placesOf({ personId, post }: Actor): Prisma.RegistrationWhereInput {
  if (personId === null) return { id: { in: [] } };
  return { OR: [{ personId }, ...(post ? [{ bookedById: personId, urn: post.urn }] : [])] };
}
