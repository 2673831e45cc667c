import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { type BookingOutcome, bookPlace } from '../../../src/app/bookings/book-place.js';
import { cancelRegistration } from '../../../src/app/bookings/cancel-place.js';
import { type MoveOutcome, moveRegistration } from '../../../src/app/bookings/move-place.js';
import { acceptOffer, declineOffer, expireOffers } from '../../../src/app/bookings/offers.js';
import { resizeSession } from '../../../src/app/bookings/resize-session.js';
import { nameSubstitute } from '../../../src/app/bookings/substitutes.js';
import { type PromotionOutcome, promoteInWaitingList } from '../../../src/app/bookings/waiting-list.js';
import type { Core } from '../../../src/app/core.js';
import type { Database } from '../../../src/db/database.js';
import type { Actor } from '../../../src/domain/actor.js';
import type { Standing } from '../../../src/domain/bookings/waiting-list.js';
import { clockAt, type MovableClock } from '../clock.js';
import { onFile } from './on-file.js';
import { coreOf, makeActors, makeSchool, makeSession } from './programme.js';

const hour = 60 * 60_000;
const people = 12;
const who = fc.nat(people - 1);
/** One of the two sessions of the round. */
const where = fc.nat(1);

/** Everything that can happen to places: `wait` lets time pass and expires holds. */
export const anyAct = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('book' as const), who, where }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('cancel' as const), who, where }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('accept' as const, 'decline' as const), who, where }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 60 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('resize' as const), where, to: fc.integer({ min: 1, max: 6 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('substitute' as const), who, where, by: who }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('jump' as const), who, where }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('move' as const), who, where }) },
);
export type Act = typeof anyAct extends fc.Arbitrary<infer T> ? T : never;

/** A round of two sessions with people of three schools. */
export interface World {
  readonly core: Core;
  readonly clock: MovableClock;
  readonly sessionIds: readonly [string, string];
  /** The catering cut-off, after which nothing is offered. */
  readonly cutOff: Date;
  readonly people: readonly Actor[];
  readonly organiser: Actor;
  /** By session, as last set. */
  readonly capacities: [number, number];
}

/** Who holds, was offered or waits for a place, in both sessions. */
export interface Stands extends Standing {
  readonly where: number;
  readonly offerExpiresAt: Date | null;
}

export async function makeWorld(database: Database, queue: Core['queue']): Promise<World> {
  const clock = clockAt('2026-11-23T09:00:00Z');
  const { prisma } = database;
  const core = coreOf(database, queue, clock);
  const startsAt = new Date('2027-11-23T09:00:00Z');
  const north = await makeSession(prisma, clock.now(), { capacity: 3, startsAt, label: 'North' });
  const { id: _id, checkInCode: _code, ...row } = await prisma.session.findUniqueOrThrow({ where: { id: north } });
  const south = await prisma.session.create({ data: { ...row, label: 'South', capacity: 2 } });
  const cutOff = new Date('2026-11-30T12:00:00Z');
  await prisma.event.update({ where: { id: row.eventId }, data: { cateringCutOff: cutOff } });
  const urns = [await makeSchool(prisma), await makeSchool(prisma), await makeSchool(prisma)];
  const actors = await makeActors(prisma, people);
  const urnOf = (index: number) => urns[index % urns.length] ?? null;
  await prisma.post.createMany({
    data: actors.map(({ personId }, index) => ({
      personId: personId ?? '',
      urn: urnOf(index),
      position: 'headteacher' as const,
      ...onFile,
    })),
  });
  const organiser: Actor = {
    accountId: randomUUID(),
    personId: null,
    name: 'Organiser',
    post: null,
    grants: [{ role: 'organiser', seriesId: null }],
  };
  return {
    core,
    clock,
    cutOff,
    organiser,
    sessionIds: [north, south.id],
    people: actors.map((actor, index) => ({
      ...actor,
      post: {
        position: 'headteacher',
        urn: urnOf(index),
        school: 'A school',
        phase: null,
        locality: null,
        proven: true,
      },
    })),
    capacities: [3, 2],
  };
}

export async function readStands({ core, sessionIds }: World): Promise<Stands[]> {
  const rows = await core.prisma.registration.findMany({
    where: { sessionId: { in: [...sessionIds] }, state: { in: ['confirmed', 'offered', 'waiting'] } },
    orderBy: { queue: 'asc' },
    select: {
      id: true,
      personId: true,
      urn: true,
      state: true,
      queue: true,
      jumpReason: true,
      sessionId: true,
      offerExpiresAt: true,
    },
  });
  return rows.map(
    ({ sessionId, jumpReason, queue, ...row }) =>
      ({ ...row, queue: Number(queue), jumped: jumpReason !== null, where: sessionIds.indexOf(sessionId) }) as Stands,
  );
}

export type Played = BookingOutcome | PromotionOutcome | MoveOutcome | undefined;

/** Does one act as a user would ask for it, allowed or not. @returns the outcome if it affects the order */
export async function play(world: World, one: Act): Promise<Played> {
  const { core, sessionIds } = world;
  if (one.kind === 'wait') {
    world.clock.advance(one.hours * hour);
    await expireOffers(core);
    return undefined;
  }
  const sessionId = sessionIds[one.where] ?? '';
  if (one.kind === 'resize') {
    const outcome = await resizeSession(core, world.organiser, sessionId, one.to);
    if (outcome.kind !== 'resized') throw new Error(`Not resized: ${outcome.reason}`);
    world.capacities[one.where === 0 ? 0 : 1] = one.to;
    return undefined;
  }
  const actor = world.people[one.who];
  if (!actor?.personId) throw new Error('Nobody there: make more people');
  if (one.kind === 'book') return bookPlace(core, actor, sessionId, 'wait');
  const mine = (stand: Stands) => stand.personId === actor.personId && stand.where === one.where;
  const id = (await readStands(world)).find(mine)?.id ?? randomUUID();
  const by = { personId: actor.personId, actor };
  switch (one.kind) {
    case 'jump':
      return promoteInWaitingList(core, world.organiser, id, 'Speaks in the afternoon');
    case 'move':
      return moveRegistration(core, actor, id, sessionIds[one.where === 0 ? 1 : 0]);
    case 'cancel':
      await cancelRegistration(core, actor, id);
      return undefined;
    case 'accept':
      await acceptOffer(core, by, id);
      return undefined;
    case 'decline':
      await declineOffer(core, by, id);
      return undefined;
    case 'substitute':
      await nameSubstitute(core, actor, id, world.people[one.by]?.personId ?? '');
      return undefined;
  }
}
