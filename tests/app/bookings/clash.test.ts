import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBeside } from '../../../src/app/bookings/session-lock.js';
import { clashOf } from '../../../src/domain/bookings/clash.js';
import { startTestService, type TestService } from '../../support/service.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const minute = 60_000;
/** The night in which the clocks of London go back, where an hour is there twice. */
const origin = new Date('2027-10-31T00:00:00Z');
const before = new Date('2027-10-30T00:00:00Z');

/** A session: which of two events, where, and when; its ends touch those of others often. */
const session = fc.record({
  event: fc.constantFrom(0, 1),
  venue: fc.constantFrom('Village hall', 'Castle', null),
  town: fc.constantFrom('Northgate', 'Eastholm', null),
  from: fc.integer({ min: 0, max: 16 }).map((quarters) => quarters * 15),
  length: fc.constantFrom(15, 30, 60, 150),
  // The same moment, written in another zone.
  zone: fc.constantFrom('Z', '+01:00', '-05:00', '+05:30'),
});
type Drawn = typeof session extends fc.Arbitrary<infer One> ? One : never;

/** An instant read from words with an offset, as an import does. */
function instantOf(minutes: number, zone: string): Date {
  const offset = zone === 'Z' ? 0 : Number(`${zone[0]}1`) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4)));
  const local = new Date(origin.getTime() + (minutes + offset) * minute).toISOString().slice(0, -1);
  return new Date(`${local}${zone}`);
}

describe('whether two sessions go together', () => {
  it('is the same by the rule that is shown and by the rule under the lock of a booking', async () => {
    const { prisma } = service.database;
    const { id: personId } = await prisma.person.create({ data: { name: 'Held Person' } });
    const series = await prisma.series.findFirstOrThrow();
    const events = await Promise.all([0, 1].map((number) => makeEvent(series.id, number)));
    const rows = async ({ event, venue, town, from, length, zone }: Drawn) =>
      prisma.session.create({
        data: {
          ...{ eventId: events[event] ?? '', label: '', venue, town, capacity: 5 },
          startsAt: instantOf(from, zone),
          endsAt: instantOf(from + length, zone),
        },
      });
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(session, session, async (one, other) => {
        const [held, wanted] = [await rows(one), await rows(other)];
        const place = { sessionId: held.id, personId, state: 'confirmed', createdAt: service.clock.now() } as const;
        await prisma.registration.create({ data: place });
        const found = await readBeside(service.database.sql, wanted.id, personId, before);
        const shown = clashOf(held, wanted);
        expect(found?.why).toBe(shown);
        expect(clashOf(wanted, held)).toBe(shown);
        seen.add(shown ?? 'none');
        await prisma.registration.deleteMany({ where: { personId } });
        await prisma.session.deleteMany({ where: { id: { in: [held.id, wanted.id] } } });
      }),
      { numRuns: 150 },
    );
    expect([...seen].sort()).toEqual(['none', 'same-round', 'same-time']);
  });

  it('is so of ends that touch: one may begin when the other ends', () => {
    const at = (from: number) => ({
      ...{ eventId: 'one', venue: null, town: null, id: String(from) },
      startsAt: instantOf(from, 'Z'),
      endsAt: instantOf(from + 60, 'Z'),
    });
    expect(clashOf(at(0), at(60))).toBeUndefined();
    expect(clashOf(at(0), at(59))).toBe('same-time');
  });
});

async function makeEvent(seriesId: string, number: number): Promise<string> {
  const { id } = await service.database.prisma.event.create({
    data: {
      ...{ slug: `clash-${number}`, seriesId, title: `Clash ${number}`, academicYear: 2027, term: 'autumn' },
      status: 'published',
    },
  });
  return id;
}
