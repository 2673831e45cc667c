import { createHash, randomBytes } from 'node:crypto';
import type { Actor } from '../../domain/actor.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { type CalendarWords, calendarOfPerson } from './calendar.js';

/**
 * Creates a person's secret calendar link and revokes the previous one. Only its hash is stored, so it can be shown
 * only once.
 * @returns undefined for an account without a person
 */
export async function openCalendarFeed(core: Core, actor: Actor): Promise<string | undefined> {
  const { personId } = actor;
  if (personId === null) return undefined;
  const secret = randomBytes(32).toString('base64url');
  const now = core.clock.now();
  await commit(core, async (tx) => {
    await tx.calendarFeed.updateMany({ where: { personId, revokedAt: null }, data: { revokedAt: now } });
    const made = await tx.calendarFeed.create({
      data: { personId, tokenHash: hashOf(secret), createdAt: now },
      select: { id: true },
    });
    await recordAct(tx, actor, { act: 'open-feed', subject: 'feed', subjectId: made.id, outcome: 'opened' }, now);
  });
  return secret;
}

/** Whether a person has a calendar link that works. */
export async function sharesCalendar({ prisma }: Core, { personId }: Actor): Promise<boolean> {
  return personId !== null && (await prisma.calendarFeed.count({ where: { personId, revokedAt: null } })) > 0;
}

/** Revokes a person's calendar links. @returns whether there was one */
export async function revokeCalendarFeed(core: Core, actor: Actor): Promise<boolean> {
  const { personId } = actor;
  if (personId === null) return false;
  const now = core.clock.now();
  return commit(core, async (tx) => {
    const { count } = await tx.calendarFeed.updateMany({
      where: { personId, revokedAt: null },
      data: { revokedAt: now },
    });
    if (count > 0)
      await recordAct(
        tx,
        actor,
        { act: 'revoke-feed', subject: 'person', subjectId: personId, outcome: 'revoked' },
        now,
      );
    return count > 0;
  });
}

/** The calendar for a secret link, as iCalendar; undefined when the link is unknown or revoked. */
export async function readCalendarFeed(core: Core, secret: string, words: CalendarWords): Promise<string | undefined> {
  const feed = await core.prisma.calendarFeed.findUnique({
    where: { tokenHash: hashOf(secret) },
    select: { personId: true, revokedAt: true },
  });
  if (!feed || feed.revokedAt) return undefined;
  const view = { now: core.clock.now(), zone: core.timeZone, words };
  return calendarOfPerson(core.prisma, feed.personId, view);
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
