import type { Db, Tx } from '../../db/database.js';
import type { Prisma } from '../../db/generated/client.js';
import type { Actor } from '../../domain/actor.js';
import { headPositions, isHead } from '../../domain/enrolment.js';

/**
 * The registrations that somebody may give up, move, and answer questions for: their own, those that they made for
 * colleagues of the school where they still work, and as its head those of people who have left it. Whoever has left a
 * school decides nothing for its people.
 */
export function placesOf({ personId, post }: Actor): Prisma.RegistrationWhereInput {
  if (personId === null) return { id: { in: [] } };
  const urn = post?.urn ?? null;
  const leavers = { urn, person: { posts: { some: { urn }, none: { urn, until: null } } } };
  return {
    OR: [
      { personId },
      ...(post ? [{ bookedById: personId, urn }] : []),
      ...(urn !== null && isHead(post) ? [leavers] : []),
    ],
  };
}

/** Whether a registration is one of `placesOf`. Most are somebody's own, for which nothing is asked. */
export async function mayManage(
  db: Db | Tx,
  actor: Actor,
  registration: { readonly id: string; readonly personId: string },
): Promise<boolean> {
  if (registration.personId === actor.personId) return true;
  return (await db.registration.count({ where: { AND: [{ id: registration.id }, placesOf(actor)] } })) > 0;
}

/**
 * Whether a place is one that its holder booked for a school that they have left since, and that keeps it: its head is
 * asked who comes. Where nobody there can be asked, it is the holder's to give up.
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
            person: { id: { not: personId ?? '' }, accounts: { some: {} } },
          },
        },
      },
    },
    select: { id: true },
  });
  return kept !== null;
}
