import type { Db } from '../../db/database.js';
import type { Actor } from '../../domain/actor.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';

/** An invitation as its message shows it; undefined where there is nothing left to invite to. */
export interface OpenInvitation {
  readonly eventId: string;
  /** What the organisers add. */
  readonly words: string;
}

/** An invitation of a person who has neither booked nor said no, to an event that is still on. */
export async function findOpenInvitation(
  db: Db,
  invitationId: string,
  personId: string | null,
): Promise<OpenInvitation | undefined> {
  if (!isUuid(invitationId) || personId === null) return undefined;
  const found = await db.invitation.findFirst({
    where: {
      id: invitationId,
      personId,
      declinedAt: null,
      person: { invitationsStopped: false },
      event: {
        status: 'published',
        sessions: {
          none: { registrations: { some: { personId, state: { in: ['confirmed', 'offered', 'waiting'] } } } },
        },
      },
    },
    select: { eventId: true, announcement: { select: { words: true } } },
  });
  return found ? { eventId: found.eventId, words: found.announcement.words } : undefined;
}

/** Whether a person is invited to an event and has neither said no nor booked. */
export async function awaitsAnswer(db: Db, eventId: string, personId: string): Promise<boolean> {
  if (!isUuid(eventId) || !isUuid(personId)) return false;
  const invited = await db.invitation.findFirst({ where: { eventId, personId }, select: { id: true } });
  return invited !== null && (await findOpenInvitation(db, invited.id, personId)) !== undefined;
}

type DeclineOutcome = 'declined' | 'not-invited';

/** Says that they cannot come, so that they are not reminded. Saying it twice is the same. */
export async function declineInvitation(core: Core, actor: Actor, eventId: string): Promise<DeclineOutcome> {
  const { personId } = actor;
  if (personId === null || !isUuid(eventId)) return 'not-invited';
  return commit(core, async (tx): Promise<DeclineOutcome> => {
    const now = core.clock.now();
    const { count } = await tx.invitation.updateMany({
      where: { eventId, personId, declinedAt: null },
      data: { declinedAt: now },
    });
    if (count === 0)
      return (await tx.invitation.count({ where: { eventId, personId } })) > 0 ? 'declined' : 'not-invited';
    await recordAct(
      tx,
      actor,
      { act: 'decline-invitation', subject: 'event', subjectId: eventId, outcome: 'declined' },
      now,
    );
    return 'declined';
  });
}

/** Ends or resumes invitations to events, by whichever way. @returns false for an account without a person */
export async function stopInvitations(core: Core, actor: Actor, stopped: boolean): Promise<boolean> {
  const { personId } = actor;
  if (personId === null) return false;
  await commit(core, async (tx) => {
    await tx.person.update({ where: { id: personId }, data: { invitationsStopped: stopped }, select: { id: true } });
    const outcome = stopped ? 'stopped' : 'resumed';
    const line = { act: 'choose-invitations', subject: 'person', subjectId: personId, outcome } as const;
    await recordAct(tx, actor, line, core.clock.now());
  });
  return true;
}

/** What became of an event's invitations. */
export interface InvitationCounts {
  /** Whom it was announced to. */
  readonly invited: number;
  /** Of them: those whose invitation waits for working hours, */
  readonly waiting: number;
  /** those who have a place, an offer or a place in the waiting list, */
  readonly booked: number;
  /** and those who said that they cannot come. */
  readonly declined: number;
}

export async function countInvitations(db: Db, eventId: string): Promise<InvitationCounts> {
  const [counts] = await db.$queryRaw<InvitationCounts[]>`
    SELECT count(*)::int AS invited, (count(*) FILTER (WHERE i."sentAt" IS NULL))::int AS waiting,
           (count(*) FILTER (WHERE b.booked))::int AS booked,
           (count(*) FILTER (WHERE i."declinedAt" IS NOT NULL AND NOT b.booked))::int AS declined
      FROM "Invitation" i CROSS JOIN LATERAL (SELECT EXISTS (
        SELECT 1 FROM "Registration" g JOIN "Session" s ON s.id = g."sessionId"
         WHERE s."eventId" = i."eventId" AND g."personId" = i."personId"
           AND g.state IN ('confirmed', 'offered', 'waiting')) AS booked) b
     WHERE i."eventId" = ${eventId}::uuid`;
  return counts ?? { invited: 0, waiting: 0, booked: 0, declined: 0 };
}
