import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueReminder, remindersFor } from '../../src/domain/bookings/reminders.js';
import { holdUntil } from '../../src/domain/bookings/waiting-list.js';
import { afterWorkingHours, isWorkingTime, usualHours, type WorkingCalendar } from '../../src/domain/working-hours.js';

const day = (date: string) => new Date(`${date}T00:00:00Z`);
const calendar: WorkingCalendar = {
  ...usualHours,
  zone: 'Europe/London',
  holidays: [
    { startsOn: day('2026-10-26'), endsOn: day('2026-10-30') },
    { startsOn: day('2026-12-21'), endsOn: day('2027-01-01') },
    { startsOn: day('2027-03-29'), endsOn: day('2027-04-09') },
  ],
};
const at = (instant: string) => new Date(instant);

describe('a hold in working hours', () => {
  it.each([
    ['within a day', '2026-11-24T09:00:00Z', 5, '2026-11-24T14:00:00Z'],
    ['over a night', '2026-11-24T17:00:00Z', 2, '2026-11-25T09:00:00Z'],
    ['from the evening on', '2026-11-24T20:00:00Z', 1, '2026-11-25T09:00:00Z'],
    ['over a weekend', '2026-11-27T17:00:00Z', 11, '2026-11-30T18:00:00Z'],
    ['24 hours are two days and four hours', '2026-11-23T08:00:00Z', 24, '2026-11-25T12:00:00Z'],
    ['over half-term and the end of summer time', '2026-10-23T16:00:00Z', 2, '2026-11-02T09:00:00Z'],
    ['over Christmas', '2026-12-18T17:30:00Z', 1, '2027-01-04T08:30:00Z'],
    ['over the start of summer time', '2027-03-26T17:00:00Z', 2, '2027-04-12T08:00:00Z'],
    ['nothing at all', '2026-11-28T12:00:00Z', 0, '2026-11-28T12:00:00Z'],
  ])('%s', (_what, from, hours, until) => {
    expect(afterWorkingHours(at(from), hours, calendar).toISOString()).toBe(at(until).toISOString());
  });

  it('ends in working time, never earlier for more hours, and lasts the given hours', () => {
    const instants = fc.date({ min: at('2026-09-01T00:00:00Z'), max: at('2027-06-01T00:00:00Z'), noInvalidDate: true });
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 60 }), (from, hours) => {
        const until = afterWorkingHours(from, hours, calendar);
        expect(isWorkingTime(new Date(until.getTime() - 1), calendar)).toBe(true);
        expect(afterWorkingHours(from, hours + 1, calendar).getTime()).toBeGreaterThan(until.getTime());
        let quarters = 0;
        const first = Math.ceil(from.getTime() / 900_000) * 900_000;
        for (let time = first; time + 900_000 <= until.getTime(); time += 900_000) {
          if (isWorkingTime(new Date(time), calendar)) quarters += 1;
        }
        expect(Math.abs(quarters / 4 - hours)).toBeLessThan(0.5);
      }),
      { numRuns: 50 },
    );
  });

  it('ends by the catering cut-off and the start, and does not exist after either', () => {
    const limits = { holdHours: 24, cateringCutOff: at('2026-11-24T12:00:00Z'), startsAt: at('2026-11-25T09:00:00Z') };
    expect(holdUntil(at('2026-11-23T09:00:00Z'), limits, calendar)).toEqual(limits.cateringCutOff);
    expect(holdUntil(at('2026-11-24T12:00:00Z'), limits, calendar)).toBeUndefined();
    const uncatered = { ...limits, cateringCutOff: null };
    expect(holdUntil(at('2026-11-24T12:00:00Z'), uncatered, calendar)).toEqual(limits.startsAt);
    expect(holdUntil(limits.startsAt, uncatered, calendar)).toBeUndefined();
  });

  it('ends even in a calendar without working days', () => {
    const never = { ...calendar, weekdays: [] };
    const from = at('2026-11-24T12:00:00Z');
    expect(afterWorkingHours(from, 5, never).getTime()).toBeGreaterThan(from.getTime());
  });
});

describe('reminders', () => {
  const times = (startsAt: string) =>
    remindersFor(at(startsAt), calendar).map(({ kind, at: due }) => `${kind} ${due.toISOString()}`);

  it.each([
    [
      'a Thursday',
      '2026-12-10T09:30:00Z',
      ['week 2026-12-03T09:00:00.000Z', 'day 2026-12-09T09:00:00.000Z', 'morning 2026-12-10T08:00:00.000Z'],
    ],
    [
      'a Monday: the Friday before',
      '2026-12-07T09:30:00Z',
      ['week 2026-11-30T09:00:00.000Z', 'day 2026-12-04T09:00:00.000Z', 'morning 2026-12-07T08:00:00.000Z'],
    ],
    [
      'days after the clocks went back, with half-term before',
      '2026-11-03T13:00:00Z',
      ['week 2026-10-23T08:00:00.000Z', 'day 2026-11-02T09:00:00.000Z', 'morning 2026-11-03T08:00:00.000Z'],
    ],
    [
      'the first day after Easter, in summer time',
      '2027-04-12T12:00:00Z',
      ['day 2027-03-26T09:00:00.000Z', 'morning 2027-04-12T07:00:00.000Z'],
    ],
    ['a breakfast at 8', '2026-12-10T08:00:00Z', ['week 2026-12-03T09:00:00.000Z', 'day 2026-12-09T09:00:00.000Z']],
  ])('for %s', (_what, startsAt, expected) => {
    expect(times(startsAt)).toEqual(expected);
  });

  it('are due one at a time: the latest that is due, before the start, in working hours', () => {
    const startsAt = at('2026-12-10T09:30:00Z');
    const due = (now: string) => dueReminder(startsAt, at(now), calendar)?.kind;
    expect(due('2026-12-03T08:59:00Z')).toBeUndefined();
    expect(due('2026-12-03T09:00:00Z')).toBe('week');
    expect(due('2026-12-03T19:00:00Z')).toBeUndefined();
    expect(due('2026-12-05T12:00:00Z')).toBeUndefined();
    expect(due('2026-12-09T10:00:00Z')).toBe('day');
    expect(due('2026-12-10T08:00:00Z')).toBe('morning');
    expect(due('2026-12-10T09:30:00Z')).toBeUndefined();
  });
});
