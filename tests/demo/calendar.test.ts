import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  day,
  easterSunday,
  holidaysOf,
  instantAt,
  isSchoolDay,
  weekdayOf,
} from '../../prisma/demo/events/calendar.js';
import { buildPublishedEvents } from '../../prisma/demo/events/published-events.js';
import { buildRecentEvents } from '../../prisma/demo/events/recent.js';
import { buildUpcoming } from '../../prisma/demo/events/upcoming.js';
import { bookingState } from '../../src/domain/booking.js';

const zone = 'Europe/London';
const anyDay = fc.integer({ min: 0, max: 3_700 }).map((days) => addDays(day(2024, 9, 1), days));
const weekdayName = new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short' });
const localDate = new Intl.DateTimeFormat('en-CA', { timeZone: zone });

/** Uses local time and the holiday rows, not the search that placed the events. */
function isWorkingSchoolDay(instant: Date): boolean {
  if (['Sat', 'Sun'].includes(weekdayName.format(instant))) return false;
  const date = new Date(`${localDate.format(instant)}T00:00:00Z`);
  const holidays = [-1, 0].flatMap((step) => holidaysOf(date.getUTCFullYear() + step));
  return !holidays.some(({ startsOn, endsOn }) => startsOn <= date && date <= endsOn);
}

describe('the school calendar', () => {
  it.each([
    [2024, day(2024, 3, 31)],
    [2025, day(2025, 4, 20)],
    [2026, day(2026, 4, 5)],
    [2027, day(2027, 3, 28)],
    [2038, day(2038, 4, 25)],
  ])('knows Easter of %i', (year, sunday) => {
    expect(easterSunday(year)).toEqual(sunday);
  });

  it.each([
    ['a Wednesday in term', day(2026, 11, 25), true],
    ['a Saturday', day(2026, 11, 28), false],
    ['the autumn half-term', day(2026, 10, 28), false],
    ['New Year', day(2027, 1, 1), false],
    ['a New Year kept on the Monday', day(2028, 1, 3), false],
    ['the spring half-term', day(2027, 2, 17), false],
    ['Good Friday', day(2027, 3, 26), false],
    ['the early May bank holiday', day(2027, 5, 3), false],
    ['the week of the late May bank holiday', day(2027, 6, 2), false],
    ['August', day(2027, 8, 11), false],
  ])('%s', (_name, date, expected) => {
    expect(isSchoolDay(date)).toBe(expected);
  });

  it('follows local time over a clock change', () => {
    expect(instantAt(day(2027, 3, 27), '09:30', zone).toISOString()).toBe('2027-03-27T09:30:00.000Z');
    expect(instantAt(day(2027, 3, 28), '09:30', zone).toISOString()).toBe('2027-03-28T08:30:00.000Z');
  });
});

describe('events placed around any date', () => {
  it('never fall on a weekend or in a holiday', () => {
    fc.assert(
      fc.property(anyDay, (today) => {
        const made = [...Object.values(buildUpcoming(today, zone)), ...buildRecentEvents(today, zone)];
        const misplaced = made
          .flatMap(({ sessions }) => sessions)
          .filter(({ startsAt }) => !isWorkingSchoolDay(startsAt));
        expect(misplaced).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('are upcoming, past, open or closed as intended', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 23 }), (today, hour) => {
        const now = new Date(today.getTime() + hour * 3_600_000);
        const upcoming = buildUpcoming(today, zone);
        const stateOf = (name: keyof typeof upcoming) => {
          const { event, sessions } = upcoming[name];
          const states = sessions.map(({ startsAt, status }) =>
            bookingState({ ...event, startsAt, eventStatus: event.status, sessionStatus: status }, now),
          );
          return [...new Set(states)].join();
        };
        for (const name of ['briefing', 'governorBriefing', 'conference', 'fullWorkshop', 'openTraining'] as const) {
          expect([name, stateOf(name)]).toEqual([name, 'open']);
        }
        expect(stateOf('facilitatorTraining')).toBe('open');
        expect(stateOf('governanceTraining')).toBe('open');
        expect(stateOf('governorConference')).toBe('open');
        expect(stateOf('announcedWorkshop')).toBe('not-open-yet');
        expect(stateOf('closedTraining')).toBe('closed');
        expect(stateOf('cancelledWorkshop')).toBe('cancelled');
        expect(stateOf('draftBriefing')).toBe('not-found');
        const past = buildRecentEvents(today, zone).flatMap(({ sessions }) => sessions);
        expect(past.filter(({ endsAt }) => endsAt > now)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('have unique slugs and ids', () => {
    fc.assert(
      fc.property(anyDay, (today) => {
        const groups = [Object.values(buildUpcoming(today, zone)), buildRecentEvents(today, zone)];
        const made = [...groups.flat(), ...Object.values(buildPublishedEvents(zone))];
        const slugs = made.map(({ event }) => event.slug);
        const ids = made.flatMap(({ event, sessions }) => [event.id, ...sessions.map(({ id }) => id)]);
        expect(new Set(slugs).size).toBe(slugs.length);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 100 },
    );
  });

  it('hold a round on three consecutive weekdays', () => {
    fc.assert(
      fc.property(anyDay, (today) => {
        const days = buildUpcoming(today, zone).briefing.sessions.map(({ startsAt }) => weekdayOf(startsAt));
        expect(days).toEqual([2, 3, 4]);
      }),
      { numRuns: 100 },
    );
  });
});
