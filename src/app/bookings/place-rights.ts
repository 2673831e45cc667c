import type { Db, Tx } from '../../db/database.js';
import type { Prisma } from '../../db/generated/client.js';
import type { Actor } from '../../domain/actor.js';
import { headPositions, isHead } from '../../domain/enrolment.js';

/**
 * The registrations that somebody may cancel, move and answer questions for: their own, those they made for colleagues
 * of the school where they still work, and, for a headteacher, those of people who have left the school. Nobody decides
 * for a school they have left.
 */
export function placesOf({ personId, post }: Actor): Prisma.RegistrationWhereInput {
  if (personId === null) return { id: { in: [] } };
  const urn = post?.urn ?? null;
  const mayBook = post !== null && (urn === null || post.proven);
  const leavers = { urn, person: { posts: { some: { urn }, none: { urn, until: null } } } };
  return {
    OR: [
      { personId },
      ...(mayBook ? [{ bookedById: personId, urn }] : []),
      ...(urn !== null && isHead(post) ? [leavers] : []),
    ],
  };
}

/** Whether a registration is one of `placesOf`. No query is needed for somebody's own, which is the usual case. */
export async function mayManage(
  db: Db | Tx,
  actor: Actor,
  registration: { readonly id: string; readonly personId: string },
): Promise<boolean> {
  if (registration.personId === actor.personId) return true;
  return (await db.registration.count({ where: { AND: [{ id: registration.id }, placesOf(actor)] } })) > 0;
}

/**
 * Whether the holder of this place has left the school it was booked for. The school then keeps it and its headteacher
 * is asked who comes instead; where the school has nobody to ask, the holder may cancel it.
 */
export async function isKeptBySchool(tx: Tx, { personId, post }: Actor, registrationId: string): Promise<boolean> {
  const kept = await tx.registration.findFirst({
    where: {
      id: registrationId,
      personId: personId ?? '',
      state: 'confirmed',
      NOT: { urn: post?.urn ?? null },
      school: {
        posts: {
          some: {
            until: null,
            position: { in: [...headPositions] },
            claim: { not: 'asked' },
            proof: { not: null },
            person: { id: { not: personId ?? '' }, accounts: { some: {} } },
          },
        },
      },
    },
    select: { id: true },
  });
  return kept !== null;
}
