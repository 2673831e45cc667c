import type { Db, Tx } from '../../db/database.js';
import { newId } from '../../db/new-id.js';
import { type Actor, holds } from '../../domain/actor.js';
import { type Invitees, longestInvitation } from '../../domain/invitations/invitations.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { forOrganiser, type Reach, reachOf } from '../messages/reach.js';
import { holdSending } from '../organising/held-sendings.js';
import { nextWorkingMoment } from '../programme/working-calendar.js';
import { type ChosenInvitees, chooseInvitees } from './invitees.js';
import { sendInvitationsOf } from './send-invitations.js';

/** What an announcement would do. */
export interface AnnouncementPreview extends Omit<ChosenInvitees, 'people'> {
  /** How those who are invited are reached; whoever is reached by nothing is not invited. */
  readonly reach: Reach;
  /** When it goes out: at once, or when working hours begin. */
  readonly goesOutAt: Date;
}

type NotAnnounced = 'not-allowed' | 'not-found' | 'not-open' | 'nobody';

export type AnnounceOutcome =
  | {
      readonly kind: 'announced';
      readonly reach: Reach;
      readonly goesOutAt: Date;
      readonly isNow: boolean;
      /** By which it can be undone for half a minute. */
      readonly held: string;
    }
  /** This announcement was made before: nothing was done. */
  | { readonly kind: 'already'; readonly held?: string }
  | { readonly kind: 'refused'; readonly reason: NotAnnounced };

/** Whom an announcement would reach, for the organisers of the event. */
export async function previewAnnouncement(
  core: Core,
  actor: Actor,
  eventId: string,
  invitees: Invitees,
): Promise<AnnouncementPreview | Exclude<NotAnnounced, 'nobody'>> {
  const refused = await whyNot(core, core.prisma, actor, eventId);
  if (refused) return refused;
  const { people, ...left } = await chooseInvitees(core.prisma, eventId, invitees);
  return {
    ...left,
    reach: forOrganiser(actor, await reachOf(core, core.prisma, people, 'news')),
    goesOutAt: await nextWorkingMoment(core, core.prisma),
  };
}

/**
 * Announces a published event, while it can be booked, to the people it is meant for. Each of them is invited once, however
 * often the event is announced; outside working hours the invitations wait.
 * @param id of the announcement, which is made once
 */
export async function announceEvent(
  core: Core,
  actor: Actor,
  eventId: string,
  { id, invitees, words }: { readonly id: string; readonly invitees: Invitees; readonly words: string },
): Promise<AnnounceOutcome> {
  if (!isUuid(id)) return { kind: 'refused', reason: 'not-found' };
  return commit(core, async (tx): Promise<AnnounceOutcome> => {
    const refused = await whyNot(core, tx, actor, eventId);
    if (refused) return { kind: 'refused', reason: refused };
    if ((await tx.announcement.count({ where: { id } })) > 0)
      return { kind: 'already', ...(await stillHeld(tx, eventId, id)) };
    const { people } = await chooseInvitees(tx, eventId, invitees);
    const reach = await reachOf(core, tx, people, 'news');
    if (reach.reached.length === 0) return { kind: 'refused', reason: 'nobody' };
    const now = core.clock.now();
    const { positions, phases, localities, schools, urns = [] } = invitees;
    const lists = { positions: [...positions], phases: [...phases], localities: [...localities] };
    await tx.announcement.create({
      data: {
        id,
        eventId,
        ...lists,
        schools,
        urns: [...urns],
        audience: invitees.audience ?? '',
        words: words.trim().slice(0, longestInvitation),
        createdAt: now,
      },
      select: { id: true },
    });
    await tx.invitation.createMany({
      data: reach.reached.map((personId) => ({ id: newId(), announcementId: id, eventId, personId })),
      skipDuplicates: true,
    });
    const count = reach.reached.length;
    await recordAct(
      tx,
      actor,
      { act: 'announce', subject: 'event', subjectId: eventId, outcome: 'announced', detail: { count } },
      now,
    );
    const goesOutAt = await nextWorkingMoment(core, tx);
    const isNow = goesOutAt <= now;
    const hold = await holdSending(core, tx, { act: 'announce', subjectId: eventId, before: { announcement: id } });
    if (isNow) await sendInvitationsOf(core, tx, eventId, hold);
    return { kind: 'announced', reach: forOrganiser(actor, reach), goesOutAt, isNow, held: hold.id };
  });
}

/** Who presses twice keeps the button that takes it back. */
async function stillHeld(tx: Tx, eventId: string, announcement: string): Promise<{ readonly held?: string }> {
  const found = await tx.heldSending.findFirst({
    where: {
      act: 'announce',
      subjectId: eventId,
      state: 'held',
      before: { path: ['announcement'], equals: announcement },
    },
    select: { id: true },
  });
  return found ? { held: found.id } : {};
}

async function whyNot(
  core: Core,
  db: Db | Tx,
  actor: Actor,
  eventId: string,
): Promise<Exclude<NotAnnounced, 'nobody'> | undefined> {
  if (!isUuid(eventId)) return 'not-found';
  const event = await db.event.findUnique({
    where: { id: eventId },
    select: { seriesId: true, status: true, closesAt: true, sessions: { select: { status: true, startsAt: true } } },
  });
  if (!event) return 'not-found';
  if (!holds(actor, 'organiser', event.seriesId)) return 'not-allowed';
  const now = core.clock.now();
  const isToCome = event.sessions.some(({ status, startsAt }) => status === 'published' && startsAt > now);
  const isClosed = event.closesAt !== null && event.closesAt <= now;
  return event.status !== 'published' || !isToCome || isClosed ? 'not-open' : undefined;
}
