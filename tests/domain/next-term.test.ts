import { describe, expect, it } from 'vitest';
import { localDate, localTime } from '../../src/conversation/local-time.js';
import { laterBy, weeksToNextTerm, workdayUntil } from '../../src/domain/next-term.js';

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
  it('keeps weekday, time of day over the change of clocks, and the days between sessions', () => {
    // Tuesday and Thursday in March, winter time, to June, summer time.
    expect(next(['2027-03-02T09:30:00Z', '2027-03-04T09:30:00Z'])).toEqual(['2027-06-01 09:30', '2027-06-03 09:30']);
  });

  it('goes from autumn to spring of the next year, and from summer to autumn', () => {
    expect(next(['2026-12-08T09:30:00Z'])[0]).toMatch(/^2027-0[1-3]-\d\d 09:30$/);
    expect(next(['2027-05-11T08:30:00Z'])[0]).toMatch(/^2027-1[0-2]-\d\d 09:30$/);
  });

  it('takes the nearest week in which no session meets a holiday', () => {
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

describe('a deadline of the copy', () => {
  const weekend = (day: Date) => [0, 6].includes(day.getUTCDay());
  it('is on the last working day before a day off', () => {
    const christmas = (day: Date) => weekend(day) || day.toISOString().slice(0, 10) >= '2026-12-24';
    expect(workdayUntil(new Date('2026-12-27T17:00:00Z'), christmas, zone).toISOString()).toBe(
      '2026-12-23T17:00:00.000Z',
    );
    expect(workdayUntil(new Date('2026-12-16T17:00:00Z'), christmas, zone).toISOString()).toBe(
      '2026-12-16T17:00:00.000Z',
    );
  });

  it('stays where it is when there is no working day at all', () => {
    const day = new Date('2026-12-27T17:00:00Z');
    expect(workdayUntil(day, () => true, zone)).toBe(day);
  });
});
