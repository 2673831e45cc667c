import type { Db, Tx } from '../../db/database.js';
import { Prisma } from '../../db/generated/client.js';
import type { Actor } from '../../domain/actor.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { type Holder, type Reach, reachOfHolders } from '../messages/reach.js';
import { type NewDelivery, scheduleDeliveries } from '../messages/schedule-delivery.js';
import { isReached } from '../messages/ways.js';
import { mayOrganise } from '../programme/event-rights.js';
import { heldStill, holdSending, takeBack } from './held-sendings.js';

/** Which people registered for an event a message is for. */
export interface Readers {
  readonly eventId: string;
  /** Null means all sessions. */
  readonly sessionId: string | null;
  readonly state: 'all' | 'confirmed' | 'waiting';
  /** People of one school; null means any. */
  readonly urn: number | null;
}

type WriteOutcome =
  /** `count` of messages, `reach` of people. */
  | { readonly kind: 'sent'; readonly count: number; readonly reach: Reach; readonly held: string }
  /** It was sent before; `held` while it can still be undone. */
  | { readonly kind: 'already'; readonly held?: string }
  | { readonly kind: 'refused'; readonly reason: 'not-allowed' | 'not-found' | 'no-words' | 'nobody' };

/** In characters. */
export const longestMessage = 1_500;

/** Who would get it; undefined when the actor may not write to them. */
export async function reachOfReaders(core: Core, actor: Actor, readers: Readers): Promise<Reach | undefined> {
  if (!(await mayOrganise(core.prisma, actor, readers.eventId))) return undefined;
  return reachOfHolders(core, core.prisma, await holdersOf(core.prisma, readers));
}

/**
 * Sends a message to the people registered, each once even after a double click. For somebody who is not reached, whoever
 * booked for them gets it.
 * @param id of the message, which is sent once
 */
export async function writeToReaders(
  core: Core,
  actor: Actor,
  { id, readers, words }: { readonly id: string; readonly readers: Readers; readonly words: string },
): Promise<WriteOutcome> {
  const said = words.trim().slice(0, longestMessage);
  if (said === '') return { kind: 'refused', reason: 'no-words' };
  if (!isUuid(readers.eventId) || !isUuid(id)) return { kind: 'refused', reason: 'not-found' };
  return commit(core, async (tx): Promise<WriteOutcome> => {
    if (!(await mayOrganise(tx, actor, readers.eventId))) return { kind: 'refused', reason: 'not-allowed' };
    const people = await readersOf(core, tx, readers);
    const reach = await reachOfHolders(core, tx, await holdersOf(tx, readers));
    if (people.length === 0) return { kind: 'refused', reason: 'nobody' };
    const hold = await holdSending(core, tx, { act: 'write', subjectId: readers.eventId });
    const deliveries = people.map(
      (personId): NewDelivery => ({
        key: `organiser-message:${id}:${personId}`,
        kind: 'organiser-message',
        to: { personId },
        payload: { eventId: readers.eventId, words: said },
      }),
    );
    const count = await scheduleDeliveries(core, tx, deliveries, hold);
    if (count === 0) {
      await takeBack(tx, hold.id);
      const still = await heldStill(
        tx,
        deliveries.map(({ key }) => key),
      );
      return { kind: 'already', ...(still ? { held: still.id } : {}) };
    }
    const line = {
      act: 'write',
      subject: 'event',
      subjectId: readers.eventId,
      outcome: 'sent',
      detail: { count },
    } as const;
    await recordAct(tx, actor, line, core.clock.now());
    return { kind: 'sent', count, reach, held: hold.id };
  });
}

/** Some of those who get it, to see what it reads like for each; undefined when the actor may not write to them. */
export async function someReaders(
  core: Core,
  actor: Actor,
  readers: Readers,
): Promise<ReadonlyArray<{ readonly id: string; readonly name: string }> | undefined> {
  if (!(await mayOrganise(core.prisma, actor, readers.eventId))) return undefined;
  const ids = await readersOf(core, core.prisma, readers);
  return core.prisma.person.findMany({
    where: { id: { in: ids.slice(0, previewedAtMost) } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true },
  });
}

const previewedAtMost = 200;

const states: Record<Readers['state'], Prisma.Sql> = {
  all: Prisma.sql`('confirmed', 'offered', 'waiting')`,
  confirmed: Prisma.sql`('confirmed')`,
  waiting: Prisma.sql`('waiting')`,
};

function holdersOf(db: Db | Tx, readers: Readers): Promise<Holder[]> {
  return db.$queryRaw`SELECT g."personId", g."bookedById" ${meantBy(readers)}`;
}

function meantBy({ eventId, sessionId, state, urn }: Readers): Prisma.Sql {
  return Prisma.sql`
      FROM "Registration" g JOIN "Session" s ON s.id = g."sessionId"
     WHERE s."eventId" = ${eventId}::uuid AND g.state IN ${states[state]}
       AND (${sessionId}::uuid IS NULL OR s.id = ${sessionId}::uuid) AND (${urn}::int IS NULL OR g.urn = ${urn}::int)`;
}

async function readersOf(core: Core, db: Db | Tx, readers: Readers): Promise<string[]> {
  const rows = await db.$queryRaw<Array<{ recipient: string }>>`
    SELECT DISTINCT CASE WHEN ${isReached(core, Prisma.sql`g."personId"`)}
                         THEN g."personId" ELSE COALESCE(g."bookedById", g."personId") END AS recipient
      ${meantBy(readers)}
     ORDER BY recipient`;
  return rows.map(({ recipient }) => recipient);
}
