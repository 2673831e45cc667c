import fc from 'fast-check';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/db/database.js';
import { orderWaiting, positionOf } from '../../../src/domain/bookings/waiting-list.js';
import { type Queue, startQueue } from '../../../src/queue/queue.js';
import { openTestDatabase } from '../../support/database/database.js';
import {
  type Act,
  anyAct,
  makeWorld,
  type Played,
  play,
  readStands,
  type Stands,
  type World,
} from '../../support/worlds/places-world.js';

let database: Database;
let queue: Queue;
beforeAll(async () => {
  database = await openTestDatabase();
  queue = await startQueue(database, pino({ level: 'silent' }));
});
afterAll(async () => {
  await queue.stop();
  await database.close();
});

const booking = (who: number): Act => ({ kind: 'book', who, where: 1 });
/** A place becomes free after the catering cut-off: nobody is offered it, until an organiser gives it to somebody. */
const pastTheCutOff: Act[] = [
  ...[0, 1, 2, 3].map(booking),
  { kind: 'jump', who: 3, where: 1 },
  ...[60, 60, 60].map((hours): Act => ({ kind: 'wait', hours })),
  { kind: 'cancel', who: 0, where: 1 },
  { kind: 'jump', who: 3, where: 1 },
  { kind: 'book', who: 5, where: 0 },
  { kind: 'move', who: 5, where: 0 },
];

/** A move to a session with places: random acts alone do not always produce one. */
const toAnotherDay: Act[] = [booking(0), { kind: 'move', who: 0, where: 1 }];

/** Acts and outcomes that occurred, to make sure that the property has covered them. */
const met = new Set<string>();

describe('random actions on the two sessions of a round', () => {
  it('never give out too many places, lose anybody or book them twice, and keep the order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyAct, { minLength: 15, maxLength: 60 }), async (acts) => {
        const world = await makeWorld(database, queue);
        for (const one of acts) await playAndCheck(world, one);
      }),
      { numRuns: 26, examples: [[pastTheCutOff], [toAnotherDay]] },
    );
    const rare = ['ahead', 'given', 'moved', 'full', 'substitute', 'resize', 'wait'];
    expect([...met]).toEqual(expect.arrayContaining(rare));
  }, 240_000);

  it('do so even when several people act at once', async () => {
    const atOnce = fc.array(fc.array(anyAct, { minLength: 2, maxLength: 6 }), { minLength: 3, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(atOnce, async (rounds) => {
        const world = await makeWorld(database, queue);
        for (const acts of rounds) await playAtOnceAndCheck(world, acts);
      }),
      { numRuns: 15 },
    );
  }, 240_000);
});

async function playAndCheck(world: World, one: Act): Promise<void> {
  const before = await readStands(world);
  const played = await play(world, one);
  const after = await readStands(world);
  met.add(one.kind).add(played?.kind ?? '');
  const most = world.capacities.map((capacity, where) => Math.max(capacity, taken(before, where)));
  expectSound(world, after, most);
  await expectNobodyLost(world, before, after);
  for (const where of [0, 1]) expectOrderKept(at(before, where), at(after, where));
  if (one.kind === 'book' && played?.kind === 'waiting')
    expect(played.position).toBe(positionOf(at(after, one.where), played.registrationId));
  if (one.kind === 'resize') {
    const held = before.filter(({ state }) => state !== 'waiting').map(({ id }) => id);
    expect(after.filter(({ state }) => state !== 'waiting').map(({ id }) => id)).toEqual(expect.arrayContaining(held));
  }
  if (one.kind === 'move') expectFairMove(before, after, one, played);
  expectGivenOnlyByReason(before, after, played);
}

async function playAtOnceAndCheck(world: World, acts: readonly Act[]): Promise<void> {
  const before = await readStands(world);
  const was = [...world.capacities];
  await Promise.all(acts.map((one) => play(world, one)));
  const sessions = await world.core.prisma.session.findMany({ where: { id: { in: [...world.sessionIds] } } });
  for (const where of [0, 1] as const)
    world.capacities[where] = sessions.find(({ id }) => id === world.sessionIds[where])?.capacity ?? 0;
  const after = await readStands(world);
  const sizes = (where: number) =>
    acts.flatMap((one) => (one.kind === 'resize' && one.where === where ? [one.to] : []));
  const most = was.map((capacity, where) => Math.max(capacity, taken(before, where), ...sizes(where)));
  expectSound(world, after, most);
  await expectNobodyLost(world, before, after);
}

const at = (stands: readonly Stands[], where: number) => stands.filter((stand) => stand.where === where);
const taken = (stands: readonly Stands[], where: number) =>
  at(stands, where).filter(({ state }) => state !== 'waiting').length;

/**
 * Nobody holds two places, no more are taken than exist, none is free while somebody waits, and no hold outlasts its
 * end.
 */
function expectSound(world: World, stands: readonly Stands[], most: readonly number[]): void {
  const now = world.clock.now();
  for (const where of [0, 1]) {
    const here = at(stands, where);
    expect(taken(stands, where)).toBeLessThanOrEqual(most[where] ?? 0);
    expect(new Set(here.map(({ personId }) => personId)).size).toBe(here.length);
    const waits = here.some(({ state }) => state === 'waiting');
    if (waits && now < world.cutOff) expect(taken(stands, where)).toBeGreaterThanOrEqual(world.capacities[where] ?? 0);
  }
  for (const { state, offerExpiresAt } of stands)
    if (state === 'offered') expect(offerExpiresAt?.getTime()).toBeLessThanOrEqual(world.cutOff.getTime());
}

/** Everyone who left has a row that says how it ended. */
async function expectNobodyLost(world: World, before: readonly Stands[], after: readonly Stands[]): Promise<void> {
  const gone = before.filter(({ id }) => !after.some((other) => other.id === id)).map(({ id }) => id);
  const ended = await world.core.prisma.registration.findMany({ where: { id: { in: gone } } });
  expect(ended).toHaveLength(gone.length);
  for (const { endedAt, endReason } of ended) {
    expect(endedAt).not.toBeNull();
    expect(endReason).not.toBeNull();
  }
}

/** Those who moved up were next in the earlier order, with people moved to the top first. */
function expectOrderKept(before: readonly Stands[], after: readonly Stands[]): void {
  const waited = (id: string) => before.some((one) => one.id === id && one.state === 'waiting');
  const up = after.filter(({ id, state }) => waited(id) && state === 'offered').map(({ id }) => id);
  const left = before.flatMap((stand) => {
    const now = after.find(({ id }) => id === stand.id);
    return now ? [{ ...stand, jumped: now.jumped }] : [];
  });
  const next = orderWaiting(left).slice(0, up.length);
  expect(new Set(next.map(({ id }) => id))).toEqual(new Set(up));
}

/** A moved place is held in the other session only, and nobody who waits there was overtaken. */
function expectFairMove(
  before: readonly Stands[],
  after: readonly Stands[],
  { where }: Extract<Act, { kind: 'move' }>,
  played: Played,
): void {
  if (played?.kind !== 'moved' || !('registrationId' in played)) {
    expect(after).toEqual(before);
    return;
  }
  const moved = after.find(({ id }) => id === played.registrationId);
  expect([moved?.where, moved?.state]).toEqual([1 - where, 'confirmed']);
  const others = at(before, 1 - where).filter(({ personId }) => personId !== moved?.personId);
  expect(others.filter(({ state }) => state === 'waiting')).toEqual([]);
  expect(at(after, where).filter(({ personId }) => personId === moved?.personId)).toEqual([]);
}

/** Nobody gets a place from the waiting list without an offer, except from an organiser past the cut-off. */
function expectGivenOnlyByReason(before: readonly Stands[], after: readonly Stands[], played: Played): void {
  const waited = (id: string) => before.some((one) => one.id === id && one.state === 'waiting');
  const given = after.filter(({ id, state }) => waited(id) && state === 'confirmed');
  expect(given.length).toBe(played?.kind === 'given' ? 1 : 0);
  for (const { jumped } of given) expect(jumped).toBe(true);
}
