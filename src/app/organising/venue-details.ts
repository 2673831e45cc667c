import type { Tx } from '../../db/database.js';

interface Venue {
  readonly venue: string | null;
  readonly address: string | null;
  readonly postcode: string | null;
}

const nothingSaid = { parking: null, stepFree: null, travel: null };

/**
 * What was last said of a venue, at any session there: parking stays with the place, and is never said of another one.
 * @param place as it will be stored
 */
export async function venueDetailsOf(tx: Tx, { venue, postcode }: Venue) {
  if (!venue) return nothingSaid;
  const known = await tx.session.findFirst({
    where: {
      venue: { equals: venue, mode: 'insensitive' },
      postcode,
      OR: [{ parking: { not: null } }, { stepFree: { not: null } }, { travel: { not: null } }],
    },
    orderBy: [{ startsAt: 'desc' }, { id: 'asc' }],
    select: { parking: true, stepFree: true, travel: true },
  });
  return known ?? nothingSaid;
}

/** Whether a session is held somewhere else than before. */
export function isElsewhere(before: Venue, after: Venue): boolean {
  return before.venue !== after.venue || before.address !== after.address || before.postcode !== after.postcode;
}
