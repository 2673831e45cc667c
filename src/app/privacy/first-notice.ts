import type { Tx } from '../../db/database.js';
import { dayMs } from '../../domain/durations.js';
import { isWorkingTime } from '../../domain/working-hours.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { reachOf } from '../messages/reach.js';
import { type NewDelivery, scheduleDeliveries } from '../messages/schedule-delivery.js';
import { readWorkingCalendar } from '../programme/working-calendar.js';

/**
 * Whoever is not written to about anything else is told after this. UK GDPR, Article 14(3), gives a month at most, and the first
 * message at the latest.
 */
const toldAfterMs = 14 * dayMs;
/** Told by one round; the rest follow a minute later. */
const atOnce = 500;

/**
 * Tells people who came from a file, once, what is held about them and why (UK GDPR, Article 14). Runs every minute, in working
 * hours; whoever is written to before is told then (`tellBeforeAnythingElse`). Who is reached by nothing stays due.
 * @returns how many are told now
 */
export async function sendFirstNotices(core: Core): Promise<number> {
  const now = core.clock.now();
  const before = new Date(now.getTime() - toldAfterMs);
  const due = await core.prisma.person.findMany({
    where: {
      noticeDue: true,
      erasedAt: null,
      createdAt: { lt: before },
      OR: [{ email: { not: null } }, { accounts: { some: {} } }],
    },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  if (due.length === 0 || !isWorkingTime(now, await readWorkingCalendar(core.prisma, core.timeZone))) return 0;
  const { reached } = await reachOf(
    core,
    core.prisma,
    due.map(({ id }) => id),
    'own',
  );
  return commit(core, (tx) => schedule(core, tx, reached.slice(0, atOnce)));
}

/**
 * Before the first message to somebody who came from a file: their notice, if it is due and reaches them.
 * @returns whether it goes first, so that the message waits for it
 */
export async function tellBeforeAnythingElse(core: Core, personId: string): Promise<boolean> {
  const { reached } = await reachOf(core, core.prisma, [personId], 'own');
  if (reached.length === 0) return false;
  // When another message of theirs has just put it on its way, this one waits for it all the same.
  await commit(core, (tx) => schedule(core, tx, [personId]));
  return true;
}

async function schedule(core: Core, tx: Tx, people: readonly string[]): Promise<number> {
  if (people.length === 0) return 0;
  const owed = await tx.$queryRaw<Array<{ id: string }>>`
    UPDATE "Person" SET "noticeDue" = FALSE
     WHERE id = ANY(${[...people]}::uuid[]) AND "noticeDue" AND "erasedAt" IS NULL RETURNING id`;
  return scheduleDeliveries(
    core,
    tx,
    owed.map(
      ({ id }): NewDelivery => ({ key: `first-notice:${id}`, kind: 'first-notice', to: { personId: id }, payload: {} }),
    ),
  );
}
