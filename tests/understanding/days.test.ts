import { describe, expect, it } from 'vitest';
import { daysInWords } from '../../src/understanding/dates.js';

const now = new Date('2026-11-28T10:00:00Z');
const zone = 'Europe/London';

describe('stretches of days', () => {
  it.each([
    ['week of 14 december', '2026-12-14', '2026-12-21'],
    ['w/c 11 jan', '2027-01-11', '2027-01-18'],
    ['anything after christmas', '2027-01-02', '2027-10-02'],
    ['in february half term', '2027-02-15', '2027-02-22'],
    ['before easter', '2026-11-28', '2027-03-21'],
    ['early march', '2027-03-01', '2027-03-13'],
    ['on the 5th', '2026-12-05', '2026-12-06'],
    ['after 14 december', '2026-12-15', '2027-12-15'],
    ['in the next three weeks', '2026-11-28', '2026-12-19'],
    ['whats on the first week back', '2027-01-04', '2027-01-11'],
    ['the first week back after half term', '2027-02-22', '2027-03-01'],
    ['in the last week of term', '2026-12-14', '2026-12-21'],
    ['the week before xmas', '2026-12-14', '2026-12-21'],
    ['at the start of the summer term', '2027-04-05', '2027-04-12'],
    ['before the end of term', '2026-11-28', '2026-12-21'],
    ['before we break up', '2026-11-28', '2026-12-21'],
    ['2nd week of january', '2027-01-11', '2027-01-18'],
    ['the first week of january', '2027-01-04', '2027-01-11'],
    ['the last week of february', '2027-02-22', '2027-03-01'],
    ['between 4 and 15 january', '2027-01-04', '2027-01-16'],
    ['between january and march', '2027-01-01', '2027-04-01'],
    ['between now and christmas', '2026-11-28', '2026-12-21'],
    ['between christmas and february half term', '2027-01-02', '2027-02-15'],
    ['anything jan/feb', '2027-01-01', '2027-03-01'],
    ['february or march', '2027-02-01', '2027-04-01'],
    ['the week after next', '2026-12-07', '2026-12-14'],
    ['next few weeks', '2026-11-28', '2026-12-19'],
    ['w/b 11 jan', '2027-01-11', '2027-01-18'],
    ['the last week of jan', '2027-01-25', '2027-02-01'],
    ['second half of january', '2027-01-16', '2027-02-01'],
    ['the 6th or 7th of january', '2027-01-06', '2027-01-08'],
    ['the 15th to the 17th', '2026-12-15', '2026-12-18'],
    ['the week we go back', '2027-01-04', '2027-01-11'],
    ['over the holidays', '2026-12-21', '2027-01-02'],
    ['spring 2', '2027-02-22', '2027-04-01'],
    ['after the hols', '2027-01-02', '2027-10-02'],
    ['tuesday week', '2026-12-08', '2026-12-09'],
    ['whats on in the last two weeks of january', '2027-01-18', '2027-02-01'],
    ['the monday after half term', '2027-02-22', '2027-02-23'],
    ['anything after the 20th', '2026-12-21', '2027-12-21'],
    ['a week on tuesday', '2026-12-08', '2026-12-09'],
    ['the fortnight after new year', '2027-01-04', '2027-01-18'],
    ['between now and the holidays', '2026-11-28', '2026-12-21'],
    ['friday next week', '2026-12-04', '2026-12-05'],
    ['weds 6th', '2027-01-06', '2027-01-07'],
    ['owt on friday 29th jan', '2027-01-29', '2027-01-30'],
    ['dec 16', '2026-12-16', '2026-12-17'],
    ['friday before half term', '2027-02-12', '2027-02-13'],
    ['the last friday of term', '2026-12-18', '2026-12-19'],
    ['day before we break up', '2026-12-18', '2026-12-19'],
    ['the first full week back', '2027-01-04', '2027-01-11'],
    ['first monday back', '2027-01-04', '2027-01-05'],
    ['second wednesday in january', '2027-01-13', '2027-01-14'],
    ['last tuesday of jan', '2027-01-26', '2027-01-27'],
    ['monday 11', '2027-01-11', '2027-01-12'],
    ['friday 29th jan', '2027-01-29', '2027-01-30'],
    ['mon 11th to fri 15th jan', '2027-01-11', '2027-01-16'],
    ['a fortnight on tuesday', '2026-12-15', '2026-12-16'],
    ['the day after tomorrow', '2026-11-30', '2026-12-01'],
    ['w/c 18th', '2026-12-14', '2026-12-21'],
    ['before the end of jan', '2026-11-28', '2027-02-01'],
    ['in the run up to christmas', '2026-11-28', '2026-12-21'],
    ['next half term', '2027-01-02', '2027-02-15'],
    ['the rest of this term', '2026-11-28', '2027-01-01'],
    ['in 2027', '2027-01-01', '2028-01-01'],
    ['this spring', '2027-01-01', '2027-04-01'],
    ['in three weeks time', '2026-12-14', '2026-12-21'],
  ])('%s', (text, from, to) => {
    const days = daysInWords(text, now, zone);
    const day = (date: Date | undefined) => date && new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(date);
    expect([day(days?.from), day(days?.to)]).toEqual([from, to]);
  });
});

describe('how long something takes', () => {
  it.each(['30 weeks is the limit for it', 'does it take two years', 'a month seems long', 'the week after the forum'])(
    'is no day: %s',
    (text) => {
      expect(daysInWords(text, now, zone)).toBeUndefined();
    },
  );

  it.each(['in 30 weeks', 'two weeks from now', 'next month'])('is one from a day on: %s', (text) => {
    expect(daysInWords(text, now, zone)).toBeDefined();
  });
});
