import { randomUUID } from 'node:crypto';
import { type Core, createCore } from '../../../src/app/core.js';
import { standIns } from '../../../src/conversation/talk/stand-ins.js';
import type { Database, Db } from '../../../src/db/database.js';
import type { Actor } from '../../../src/domain/actor.js';

const day = 24 * 60 * 60_000;
const venue = 'Village hall';
/**
 * A published session with its own event: the first of a database a month after `now`, the others weekly, and a day further
 * after each twelve, so that nobody who books several is asked whether they mean it.
 */
export async function makeSession(
  prisma: Db,
  now: Date,
  given: { capacity: number | null; title?: string; label?: string; opensAt?: Date; closesAt?: Date; startsAt?: Date },
): Promise<string> {
  const made = await prisma.session.count({ where: { venue } });
  const startsAt = given.startsAt ?? new Date(now.getTime() + (30 + (made % 12) * 7 + Math.floor(made / 12)) * day);
  const slug = `made-${randomUUID()}`;
  const series = await prisma.series.create({
    data: { slug, name: 'Leadership briefing', summary: 'For heads', description: 'For heads', audience: [] },
  });
  const event = await prisma.event.create({
    data: {
      slug,
      seriesId: series.id,
      title: given.title ?? 'Leadership briefing',
      academicYear: 2026,
      term: 'autumn',
      status: 'published',
      opensAt: given.opensAt ?? null,
      closesAt: given.closesAt ?? null,
    },
  });
  const session = await prisma.session.create({
    data: {
      eventId: event.id,
      label: given.label ?? '',
      venue,
      town: 'Lincoln',
      startsAt,
      endsAt: new Date(startsAt.getTime() + 2.5 * 60 * 60_000),
      capacity: given.capacity,
    },
  });
  return session.id;
}

/** People with one account each, as actors. */
export async function makeActors(prisma: Db, count: number): Promise<Actor[]> {
  const people = await prisma.person.createManyAndReturn({
    data: Array.from({ length: count }, (_, index) => ({ name: `Person ${index}` })),
    select: { id: true, name: true },
  });
  const accounts = await prisma.account.createManyAndReturn({
    data: people.map(({ id }) => ({ platform: 'teams' as const, tenant: 'tenant', user: randomUUID(), personId: id })),
    select: { id: true, personId: true },
  });
  const accountOf = new Map(accounts.map((account) => [account.personId, account.id]));
  return people.map(({ id, name }) => ({
    accountId: accountOf.get(id) ?? '',
    personId: id,
    name,
    post: null,
    grants: [],
  }));
}

/** The parts of `Core` over a test database. */
export function coreOf(database: Database, queue: Core['queue'], clock: Core['clock']): Core {
  return createCore({ database, queue, clock, timeZone: 'Europe/London', standIns });
}

let urns = 800_000;

/** An open primary school of the partnership. @returns its URN */
export async function makeSchool(prisma: Db, given: { inPartnership?: boolean; name?: string } = {}): Promise<number> {
  urns += 1;
  await prisma.school.create({
    data: {
      urn: urns,
      name: given.name ?? `Made Primary School ${urns}`,
      phase: 'primary',
      type: 'community',
      district: 'Boston',
      locality: 'Boston',
      town: 'Boston',
      postcode: 'PE21 6AA',
      website: `https://www.made-${urns}.example`,
      inPartnership: given.inPartnership ?? true,
    },
  });
  return urns;
}
