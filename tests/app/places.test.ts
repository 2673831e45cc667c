import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Core } from '../../src/app/core.js';
import { acceptOffer, declineOffer, expireOffers } from '../../src/app/offers.js';
import { resizeSession } from '../../src/app/organising-places.js';
import { bookPlace, cancelRegistration } from '../../src/app/registrations.js';
import { nameSubstitute } from '../../src/app/substitutes.js';
import type { Database } from '../../src/db/database.js';
import type { Actor } from '../../src/domain/actor.js';
import { orderWaiting, positionOf, type Standing } from '../../src/domain/waiting-list.js';
import { type Queue, startQueue } from '../../src/queue/queue.js';
import { clockAt, type MovableClock } from '../support/clock.js';
import { openTestDatabase } from '../support/database.js';
import { coreOf, makeActors, makeSchool, makeSession } from '../support/programme.js';

const hour = 60 * 60_000;
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

const act = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('book' as const), who: fc.nat(11) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('cancel' as const), who: fc.nat(11) }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom('accept' as const, 'decline' as const), who: fc.nat(11) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 60 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('resize' as const), to: fc.integer({ min: 1, max: 8 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('substitute' as const), who: fc.nat(11), by: fc.nat(11) }) },
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** A session with people of three schools, and what was seen of them. */
interface World {
  readonly core: Core;
  readonly clock: MovableClock;
  readonly sessionId: string;
  readonly people: readonly Actor[];
  readonly organiser: Actor;
  capacity: number;
}

describe('random interleavings on one session', () => {
  it('never give more places than there are, lose nobody, hold nobody twice, and keep the order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 40 }), async (acts) => {
        const world = await makeWorld();
        for (const one of acts) await playAndCheck(world, one);
      }),
      { numRuns: 25 },
    );
  }, 180_000);
});

async function makeWorld(): Promise<World> {
  const clock = clockAt('2026-11-23T09:00:00Z');
  const core = coreOf(database.prisma, queue, clock);
  const sessionId = await makeSession(database.prisma, clock.now(), {
    capacity: 3,
    startsAt: new Date('2027-11-23T09:00:00Z'),
  });
  const urns = [
    await makeSchool(database.prisma),
    await makeSchool(database.prisma),
    await makeSchool(database.prisma),
  ];
  const actors = await makeActors(database.prisma, 12);
  await database.prisma.post.createMany({
    data: actors.map(({ personId }, index) => ({
      personId: personId ?? '',
      urn: urns[index % 3] ?? null,
      position: 'headteacher' as const,
    })),
  });
  const people = actors.map((actor, index): Actor => {
    const urn = urns[index % 3] ?? null;
    return { ...actor, post: { position: 'headteacher', urn, school: 'A school', phase: null, locality: null } };
  });
  const organiser: Actor = {
    accountId: randomUUID(),
    personId: null,
    name: 'Organiser',
    post: null,
    grants: [{ role: 'organiser', seriesId: null }],
  };
  return { core, clock, sessionId, people, organiser, capacity: 3 };
}

async function standings({ core, sessionId }: World): Promise<Standing[]> {
  const rows = await core.prisma.registration.findMany({
    where: { sessionId, state: { in: ['confirmed', 'offered', 'waiting'] } },
    select: { id: true, personId: true, urn: true, state: true, queue: true },
  });
  return rows.map((row) => ({ ...row, queue: Number(row.queue), jumped: false }) as Standing);
}

async function playAndCheck(world: World, one: Act): Promise<void> {
  const before = await standings(world);
  await play(world, one);
  const after = await standings(world);
  const taken = (list: readonly Standing[]) => list.filter(({ state }) => state !== 'waiting').length;
  expect(taken(after)).toBeLessThanOrEqual(Math.max(world.capacity, taken(before)));
  expect(new Set(after.map(({ personId }) => personId)).size).toBe(after.length);
  const waiting = after.some(({ state }) => state === 'waiting');
  if (waiting) expect(taken(after)).toBeGreaterThanOrEqual(world.capacity);
  await expectNobodyLost(world, before, after);
  expectOrderKept(before, after);
  if (one.kind === 'resize') {
    const held = before.filter(({ state }) => state !== 'waiting').map(({ id }) => id);
    expect(after.filter(({ state }) => state !== 'waiting').map(({ id }) => id)).toEqual(expect.arrayContaining(held));
  }
}

/** Whoever is gone has a row that says how it ended. */
async function expectNobodyLost(world: World, before: readonly Standing[], after: readonly Standing[]): Promise<void> {
  const gone = before.filter(({ id }) => !after.some((other) => other.id === id)).map(({ id }) => id);
  const ended = await world.core.prisma.registration.findMany({ where: { id: { in: gone } } });
  expect(ended).toHaveLength(gone.length);
  for (const { endedAt, endReason } of ended) {
    expect(endedAt).not.toBeNull();
    expect(endReason).not.toBeNull();
  }
}

/** Those who moved up were the next ones, as the order was when it began. */
function expectOrderKept(before: readonly Standing[], after: readonly Standing[]): void {
  const waited = (id: string) => before.some((one) => one.id === id && one.state === 'waiting');
  const up = after.filter(({ id, state }) => waited(id) && state === 'offered').map(({ id }) => id);
  const left = before.filter(({ id }) => after.some((other) => other.id === id));
  const next = orderWaiting(left).slice(0, up.length);
  expect(new Set(next.map(({ id }) => id))).toEqual(new Set(up));
}

async function play(world: World, one: Act): Promise<void> {
  const { core, sessionId } = world;
  if (one.kind === 'wait') {
    world.clock.advance(one.hours * hour);
    await expireOffers(core);
    return;
  }
  if (one.kind === 'resize') {
    const outcome = await resizeSession(core, world.organiser, sessionId, one.to);
    expect(outcome.kind).toBe('resized');
    world.capacity = one.to;
    return;
  }
  const actor = world.people[one.who];
  if (!actor?.personId) throw new Error('Nobody there: make more people');
  if (one.kind === 'book') {
    const outcome = await bookPlace(core, actor, sessionId, 'wait');
    if (outcome.kind === 'waiting') {
      expect(outcome.position).toBe(positionOf(await standings(world), outcome.registrationId));
    }
    return;
  }
  const own = (await standings(world)).find(({ personId }) => personId === actor.personId);
  const id = own?.id ?? randomUUID();
  const by = { personId: actor.personId, actor };
  if (one.kind === 'cancel') await cancelRegistration(core, actor, id);
  if (one.kind === 'accept') await acceptOffer(core, by, id);
  if (one.kind === 'decline') await declineOffer(core, by, id);
  if (one.kind === 'substitute') {
    const other = world.people[one.by]?.personId ?? '';
    await nameSubstitute(core, actor, id, other);
  }
}
