import { describe, expect, it } from 'vitest';
import { localDate, localTime } from '../../src/conversation/talk/local-time.js';
import { laterBy, weeksToNextPeriod, weeksToNextTerm, workdayUntil } from '../../src/domain/next-term.js';

const zone = 'Europe/London';
const now = new Date('2026-11-22T10:00:00Z');
const off = (startsOn: string, endsOn: string) => ({ startsOn: new Date(startsOn), endsOn: new Date(endsOn) });
const next = (starts: readonly string[], holidays: ReturnType<typeof off>[] = [], at = now) => {
  const instants = starts.map((start) => new Date(start));
  const weeks = weeksToNextTerm(instants, at, holidays, zone);
  return instants
    .map((start) => laterBy(start, weeks, zone))
    .map((day) => `${localDate(day, zone)} ${localTime(day, zone)}`);
};

describe('the same again next term', () => {
  it('keeps weekday, local time and the days between sessions', () => {
    // Tuesday and Thursday in March, winter time, to June, summer time.
    expect(next(['2027-03-02T09:30:00Z', '2027-03-04T09:30:00Z'])).toEqual(['2027-06-01 09:30', '2027-06-03 09:30']);
  });

  it('goes from autumn to spring of the next year, and from summer to autumn', () => {
    expect(next(['2026-12-08T09:30:00Z'])[0]).toMatch(/^2027-0[1-3]-\d\d 09:30$/);
    expect(next(['2027-05-11T08:30:00Z'])[0]).toMatch(/^2027-1[0-2]-\d\d 09:30$/);
  });

  it('takes the nearest week in which no session falls into a holiday', () => {
    const half = off('2027-05-31', '2027-06-04');
    expect(next(['2027-03-02T09:30:00Z', '2027-03-04T09:30:00Z'], [half])).toEqual([
      '2027-06-08 09:30',
      '2027-06-10 09:30',
    ]);
    const longer = off('2027-05-31', '2027-06-11');
    expect(next(['2027-03-02T09:30:00Z'], [longer])).toEqual(['2027-05-25 09:30']);
  });

  it('is still to come, however old the event is', () => {
    const [day = ''] = next(['2023-10-10T08:30:00Z']);
    expect(day > '2026-11-22').toBe(true);
    expect(day.endsWith('09:30')).toBe(true);
    expect(new Date(day.slice(0, 10)).getUTCDay()).toBe(2);
  });

  it('stays in the term when every week of it is a holiday', () => {
    expect(next(['2027-03-02T09:30:00Z'], [off('2027-04-01', '2027-08-31')])).toEqual(['2027-06-01 09:30']);
  });
});

describe('copying a whole term or year', () => {
  const again = (by: 'term' | 'year', days: readonly string[], holidays: ReturnType<typeof off>[] = [], at = now) => {
    const starts = days.map((day) => new Date(day));
    const weeks = weeksToNextPeriod(
      starts.map((start) => [start]),
      by,
      at,
      holidays,
      zone,
    );
    return starts.map((start, index) => localDate(laterBy(start, weeks[index] ?? 0, zone), zone));
  };

  it('moves all events into the same next term, each avoiding holidays by itself', () => {
    const days = ['2026-09-15T08:30:00Z', '2026-10-13T08:30:00Z', '2026-11-24T09:30:00Z'];
    const half = off('2027-02-08', '2027-02-12');
    const moved = again('term', days, [half]);
    expect(moved).toEqual(['2027-01-12', '2027-02-16', '2027-03-23']);
    expect(again('term', days)).toEqual(['2027-01-12', '2027-02-09', '2027-03-23']);
  });

  it('goes to the first term in which none of them is past', () => {
    // In February the spring term has begun, so a term with early and late events is copied to the summer.
    const days = ['2026-09-08T08:30:00Z', '2026-12-01T09:30:00Z'];
    const moved = again('term', days, [], new Date('2027-02-20T10:00:00Z'));
    expect(moved.every((day) => day >= '2027-04-01' && day < '2027-09-01')).toBe(true);
  });

  it('moves a year to the same terms and weekdays of the next', () => {
    const days = ['2026-10-06T08:30:00Z', '2027-02-25T09:30:00Z', '2027-06-09T08:30:00Z'];
    expect(again('year', days)).toEqual(['2027-10-05', '2028-02-24', '2028-06-07']);
    const old = days.map((day) => day.replace(/^20\d\d/, (year) => String(Number(year) - 10)));
    expect(again('year', old).map((day) => day.slice(0, 4))).toEqual(['2027', '2028', '2028']);
  });
});

describe('a copied deadline', () => {
  const weekend = (day: Date) => [0, 6].includes(day.getUTCDay());
  it('falls on the last working day before a day off', () => {
    const christmas = (day: Date) => weekend(day) || day.toISOString().slice(0, 10) >= '2026-12-24';
    expect(workdayUntil(new Date('2026-12-27T17:00:00Z'), christmas, zone).toISOString()).toBe(
      '2026-12-23T17:00:00.000Z',
    );
    expect(workdayUntil(new Date('2026-12-16T17:00:00Z'), christmas, zone).toISOString()).toBe(
      '2026-12-16T17:00:00.000Z',
    );
  });

  it('stays where it is when there is no working day', () => {
    const day = new Date('2026-12-27T17:00:00Z');
    expect(workdayUntil(day, () => true, zone)).toBe(day);
  });
});
