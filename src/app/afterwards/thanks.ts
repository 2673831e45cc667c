import { z } from 'zod';
import type { Db, Tx } from '../../db/database.js';
import type { Actor } from '../../domain/actor.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { type Reach, reachOf } from '../messages/reach.js';
import { type NewDelivery, scheduleDeliveries } from '../messages/schedule-delivery.js';
import { heldStill, holdSending, takeBack } from '../organising/held-sendings.js';
import { mayOrganise } from '../programme/event-rights.js';

/** In characters. */
export const longestThanks = 1_000;

/** What those who came are sent. */
export interface Thanks {
  readonly words: string;
  /** A web address; empty for none. */
  readonly slides: string;
  readonly recording: string;
}

export type ThankOutcome =
  | { readonly kind: 'sent'; readonly reach: Reach; readonly held: string }
  /** It was sent before; `held` while it can still be undone. */
  | { readonly kind: 'already'; readonly held?: string }
  | { readonly kind: 'refused'; readonly reason: 'not-allowed' | 'nobody' };

/** Who is recorded as having been there, and how they would be reached; undefined for anyone but its organisers. */
export async function reachOfThoseWhoCame(core: Core, actor: Actor, eventId: string): Promise<Reach | undefined> {
  if (!(await mayOrganise(core.prisma, actor, eventId))) return undefined;
  return reachOf(core, core.prisma, await thoseWhoCame(core.prisma, eventId), 'own');
}

/**
 * Thanks those who came, with the slides, the recording, their certificate and the way to feedback. Each is thanked once, however
 * often it is pressed; it can be undone for half a minute. The event keeps the links, for whoever asks for them later.
 * @param id of the message, which is sent once
 */
export async function thankThoseWhoCame(
  core: Core,
  actor: Actor,
  { id, eventId, thanks }: { readonly id: string; readonly eventId: string; readonly thanks: Thanks },
): Promise<ThankOutcome> {
  if (!isUuid(id)) return { kind: 'refused', reason: 'not-allowed' };
  return commit(core, async (tx): Promise<ThankOutcome> => {
    if (!(await mayOrganise(tx, actor, eventId))) return { kind: 'refused', reason: 'not-allowed' };
    const reach = await reachOf(core, tx, await thoseWhoCame(tx, eventId), 'own');
    if (reach.reached.length === 0) return { kind: 'refused', reason: 'nobody' };
    const { words, slides, recording } = thanks;
    const links = await newLinks(tx, eventId, thanks);
    const hold = await holdSending(core, tx, { act: 'thank', subjectId: eventId, before: { ...links } });
    const payload = { eventId, words, ...(slides ? { slides } : {}), ...(recording ? { recording } : {}) };
    const deliveries = reach.reached.map((personId): NewDelivery => {
      const key = `event-thanks:${id}:${personId}`;
      return { key, kind: 'event-thanks', to: { personId }, payload };
    });
    const count = await scheduleDeliveries(core, tx, deliveries, hold);
    if (count === 0) {
      await takeBack(tx, hold.id);
      const still = await heldStill(
        tx,
        deliveries.map(({ key }) => key),
      );
      return { kind: 'already', ...(still ? { held: still.id } : {}) };
    }
    await keepLinks(core, tx, actor, eventId, links);
    const line = { act: 'thank', subject: 'event', subjectId: eventId, outcome: 'sent', detail: { count } } as const;
    await recordAct(tx, actor, line, core.clock.now());
    return { kind: 'sent', reach, held: hold.id };
  });
}

/** The links that the event does not have yet, by field: what it had, and what it gets. */
export type NewLinks = z.infer<typeof newLinksShape>;
const change = z.object({ from: z.string().nullable(), to: z.string() });
export const newLinksShape = z.object({ slides: change.optional(), recording: change.optional() });

/** An empty field takes nothing away from the event. */
async function newLinks(tx: Tx, eventId: string, thanks: Thanks): Promise<NewLinks> {
  await tx.$executeRaw`SELECT 1 FROM "Event" WHERE id = ${eventId}::uuid FOR UPDATE`;
  const before = await tx.event.findUniqueOrThrow({
    where: { id: eventId },
    select: { slides: true, recording: true },
  });
  const changed = (field: 'slides' | 'recording') =>
    thanks[field] === '' || thanks[field] === before[field]
      ? {}
      : { [field]: { from: before[field], to: thanks[field] } };
  return { ...changed('slides'), ...changed('recording') };
}

async function keepLinks(core: Core, tx: Tx, actor: Actor, eventId: string, links: NewLinks): Promise<void> {
  const { slides, recording } = links;
  if (!slides && !recording) return;
  const data = { ...(slides ? { slides: slides.to } : {}), ...(recording ? { recording: recording.to } : {}) };
  await tx.event.update({ where: { id: eventId }, data, select: { id: true } });
  const line = { act: 'edit-event', subject: 'event', subjectId: eventId, outcome: 'done' } as const;
  await recordAct(tx, actor, line, core.clock.now());
}

async function thoseWhoCame(db: Db | Tx, eventId: string): Promise<string[]> {
  const rows = await db.attendance.findMany({
    where: { present: true, personId: { not: null }, session: { eventId } },
    distinct: ['personId'],
    orderBy: { personId: 'asc' },
    select: { personId: true },
  });
  return rows.flatMap(({ personId }) => personId ?? []);
}
