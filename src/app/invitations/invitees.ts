import type { SqlTx } from '../../db/fast/sql.js';
import type { Invitees } from '../../domain/invitations/invitations.js';
import { isMeant, roundsOfThis } from '../writing/audience-people.js';

/** Somebody on record whom an announcement is meant for, and what keeps them from being invited. */
interface Candidate {
  readonly personId: string;
  /** They said that they want no more invitations. */
  readonly stopped: boolean;
  readonly invited: boolean;
  /** They have a place already, an offer, or a place in the waiting list. */
  readonly booked: boolean;
}

/** Whom an announcement would reach, and how many it leaves out. */
export interface ChosenInvitees {
  readonly people: readonly string[];
  readonly stopped: number;
  readonly invited: number;
  readonly booked: number;
}

/**
 * The people on record whom an announcement of an event is meant for, by what they are at present, in order of id. Who said no,
 * was invited before or has booked is left out and counted. An event for members is announced to no other schools.
 */
export async function chooseInvitees(db: SqlTx, eventId: string, invitees: Invitees): Promise<ChosenInvitees> {
  const candidates = await db.$queryRaw<Candidate[]>`
    WITH this AS (SELECT id, "seriesId", "membersOnly" FROM "Event" WHERE id = ${eventId}::uuid),
         ${roundsOfThis}
    SELECT p.id AS "personId", p."invitationsStopped" AS stopped,
           EXISTS (SELECT 1 FROM "Invitation" i WHERE i."eventId" = this.id AND i."personId" = p.id) AS invited,
           EXISTS (SELECT 1 FROM "Registration" g JOIN "Session" s ON s.id = g."sessionId"
                    WHERE s."eventId" = this.id AND g."personId" = p.id
                      AND g.state IN ('confirmed', 'offered', 'waiting')) AS booked
      FROM this CROSS JOIN "Person" p
      JOIN "Post" o ON o."personId" = p.id AND o.until IS NULL AND o.claim <> 'refused'
      LEFT JOIN "School" c ON c.urn = o.urn
     WHERE ${isMeant(invitees)}
       AND (NOT this."membersOnly" OR c.urn IS NULL OR c."inPartnership")
     ORDER BY p.id`;
  const free = candidates.filter(({ stopped, invited, booked }) => !stopped && !invited && !booked);
  return {
    people: free.map(({ personId }) => personId),
    booked: candidates.filter(({ booked }) => booked).length,
    invited: candidates.filter(({ booked, invited }) => invited && !booked).length,
    stopped: candidates.filter(({ booked, invited, stopped }) => stopped && !invited && !booked).length,
  };
}
