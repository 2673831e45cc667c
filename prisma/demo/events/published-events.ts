import { dayMs } from '../../../src/domain/durations.js';
import { type Day, day, schoolDaysBefore } from './calendar.js';
import { type EventSketch, type MadeEvent, makeEvent } from './events.js';
import { audienceOf } from './upcoming-briefings.js';

/** Published events are numbered from here, so that adding one does not change other ids. */
const firstNumber = 101;

function before(date: Day): EventSketch['window'] {
  return { opens: schoolDaysBefore(date, 30), closes: schoolDaysBefore(date, 2) };
}

function briefing(date: Day, month: string): EventSketch {
  return {
    series: 'leadership-briefing',
    title: `Leadership briefing, ${month}`,
    description: 'A past round. The published record gives its month, not the day of each venue.',
    agenda: [],
    audience: audienceOf('leadership-briefing'),
    window: before(date),
    sessions: [{ day: date, from: '09:30', to: '12:00', capacity: null }],
  };
}

function conference(date: Day, description: string, more: Partial<EventSketch> = {}): EventSketch {
  return {
    series: 'annual-conference',
    title: `Annual conference ${date.getUTCFullYear()}`,
    description,
    agenda: [],
    audience: audienceOf('annual-conference'),
    window: before(date),
    sessions: [{ day: date, from: '09:00', to: '15:45', capacity: null }],
    ...more,
  };
}

const conference2018 = day(2018, 2, 8);

/**
 * Events in published documents. Where a document gives only a month or year, the day is invented, and the description
 * says so.
 */
const sketches = {
  briefingOctober2016: briefing(day(2016, 10, 11), 'October 2016'),
  briefingMarch2017: briefing(day(2017, 3, 14), 'March 2017'),
  briefingJune2017: briefing(day(2017, 6, 13), 'June 2017'),
  briefingOctober2017: briefing(day(2017, 10, 10), 'October 2017'),
  conference2017: conference(
    day(2017, 2, 9),
    'A past conference for headteachers and senior leaders. The published record gives the year, not the day.',
  ),
  conference2018: conference(conference2018, 'A past conference. Every place was booked weeks before it took place.', {
    sessions: [{ day: conference2018, from: '09:00', to: '15:45', capacity: 160 }],
  }),
  conference2019: conference(
    day(2019, 3, 14),
    'A past conference. Those who came praised its speakers and the practice that schools shared; the day is not recorded.',
  ),
  conference2020: conference(
    day(2020, 3, 5),
    'A past conference, sold out like the one two years earlier. The published record gives the year, not the day.',
    { theme: 'Leading Learners; Connecting Communities' },
  ),
  consultationJuly2018: {
    series: 'consultation-workshop',
    title: 'Consultation workshop in Dorset, 9 July 2018',
    description:
      'Dorset headteachers who had put their names down met council officers to talk about working together: groups of ' +
      'schools that help one another improve, known to the council and checked by it.',
    agenda: [],
    audience: audienceOf('consultation-workshop'),
    window: before(day(2018, 7, 9)),
    sessions: [{ day: day(2018, 7, 9), from: '09:30', to: '12:30', capacity: null, label: 'Dorset' }],
  },
} satisfies Record<string, EventSketch>;

export type PublishedName = keyof typeof sketches;

export function buildPublishedEvents(timeZone: string): Record<PublishedName, MadeEvent> {
  const names = Object.keys(sketches) as PublishedName[];
  const made = names.map((name, index) => [name, settled(makeEvent(firstNumber + index, sketches[name], timeZone))]);
  return Object.fromEntries(made) as Record<PublishedName, MadeEvent>;
}

/** A past event, with attendance confirmed the day after. */
export function settled(made: MadeEvent): MadeEvent {
  const sessions = made.sessions.map((session) => ({
    ...session,
    attendanceConfirmedAt: new Date(session.endsAt.getTime() + dayMs),
  }));
  return { ...made, sessions };
}
