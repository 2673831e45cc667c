import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Core } from '../../../src/app/core.js';
import { cancelEvent, reachOfEvent } from '../../../src/app/organising/cancel-event.js';
import { findCancelledEvent } from '../../../src/app/organising/cancelled-places.js';
import type { Database } from '../../../src/db/database.js';
import type { Actor } from '../../../src/domain/actor.js';
import { clockAt } from '../../support/clock.js';
import { openTestDatabase } from '../../support/database/database.js';
import { idleQueue } from '../../support/database/idle-queue.js';
import { coreOf, makeActors, makeSession } from '../../support/worlds/programme.js';
import { makeStaff } from '../../support/worlds/projects.js';

let database: Database;
let core: Core;
let organiser: Actor;
const clock = clockAt('2026-11-22T10:00:00Z');
beforeAll(async () => {
  database = await openTestDatabase();
  core = coreOf(database, idleQueue, clock);
  organiser = await makeStaff(database.prisma, { role: 'organiser' });
});
afterAll(() => database.close());

/**
 * An event with three sessions: one person holds a place in each, one waits for the first, one booked for a colleague.
 */
async function makeEvent() {
  const { prisma } = database;
  const first = await makeSession(prisma, clock.now(), { capacity: 2 });
  const { eventId, startsAt, endsAt } = await prisma.session.findUniqueOrThrow({ where: { id: first } });
  const more = await prisma.session.createManyAndReturn({
    data: ['B', 'C'].map((label) => ({ eventId, label, startsAt, endsAt })),
    select: { id: true },
  });
  const sessions = [first, ...more.map(({ id }) => id)];
  const [holder, waiter, booker] = (await makeActors(prisma, 3)).map(({ personId }) => personId ?? '');
  const colleague = await prisma.person.create({ data: { name: 'Chatless Colleague' } });
  const held = { state: 'confirmed', confirmedAt: clock.now() } as const;
  await prisma.registration.createMany({
    data: [
      ...sessions.map((sessionId) => ({ ...held, sessionId, personId: holder ?? '' })),
      { sessionId: first, personId: waiter ?? '', state: 'waiting' },
      ...sessions
        .slice(1)
        .map((sessionId) => ({ ...held, sessionId, personId: colleague.id, bookedById: booker ?? null })),
    ],
  });
  return { eventId, sessions, holder: holder ?? '', waiter: waiter ?? '', booker: booker ?? '' };
}

const told = (eventId: string) =>
  database.prisma.delivery.findMany({ where: { key: { startsWith: `event-cancelled:${eventId}` } } });

describe('cancelling an event', () => {
  it('cancels every session and tells everyone once, however many places they hold', async () => {
    const { eventId, sessions, holder, waiter, booker } = await makeEvent();
    expect(await reachOfEvent(core, eventId)).toMatchObject({ chat: 2, mail: 0, passedOn: [{}], neither: [] });
    const outcomes = [
      await cancelEvent(core, organiser, eventId, 'Snow'),
      await cancelEvent(core, organiser, eventId, 'Snow again'),
    ];
    expect(outcomes).toMatchObject([{ kind: 'changed', told: 3 }, { kind: 'unchanged' }]);
    expect((await told(eventId)).map(({ personId }) => personId).sort()).toEqual([holder, waiter, booker].sort());
    const rows = await database.prisma.session.findMany({ where: { id: { in: sessions } } });
    expect(rows.map(({ status, cancelReason, sequence }) => [status, cancelReason, sequence])).toEqual(
      Array(3).fill(['cancelled', 'Snow', 1]),
    );
    const waiting = await database.prisma.registration.count({
      where: { sessionId: { in: sessions }, state: 'waiting' },
    });
    expect(waiting).toBe(0);
  });

  it('names the attendee of each place to whoever booked it', async () => {
    const { eventId, holder, waiter, booker } = await makeEvent();
    await cancelEvent(core, organiser, eventId, 'Snow');
    const seen = async (personId: string) =>
      (await findCancelledEvent(core, eventId, personId))?.places.map(({ held, of }) => [held, of]);
    expect(await seen(holder)).toEqual(Array(3).fill([true, null]));
    expect(await seen(waiter)).toEqual([[false, null]]);
    expect(await seen(booker)).toEqual(Array(2).fill([true, 'Chatless Colleague']));
  });

  it('changes nothing when the messages cannot be queued', async () => {
    const { eventId, sessions } = await makeEvent();
    const enqueue = async () => {
      throw new Error('The queue is away');
    };
    const failing = coreOf(database, { ...idleQueue, enqueue }, clock);
    await expect(cancelEvent(failing, organiser, eventId, 'Snow')).rejects.toThrow('The queue is away');
    const event = await database.prisma.event.findUniqueOrThrow({
      where: { id: eventId },
      include: { sessions: { include: { registrations: true } } },
    });
    expect([event.status, ...event.sessions.map(({ status }) => status)]).toEqual(Array(4).fill('published'));
    expect(event.sessions.flatMap(({ registrations }) => registrations).every(({ endedAt }) => endedAt === null)).toBe(
      true,
    );
    expect(await told(eventId)).toEqual([]);
    expect(sessions).toHaveLength(3);
    expect(await cancelEvent(core, organiser, eventId, 'Snow')).toMatchObject({ kind: 'changed', told: 3 });
  });

  it('happens once when two people press the button at the same time', async () => {
    const { eventId } = await makeEvent();
    const outcomes = await Promise.all([1, 2, 3].map(() => cancelEvent(core, organiser, eventId, 'Snow')));
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['changed', 'unchanged', 'unchanged']);
    expect(await told(eventId)).toHaveLength(3);
  });
});
