import { access, conferenceWorkshop, dietary } from './booking-questions.js';
import { type Day, schoolDayFrom, schoolDaysAfter } from './calendar.js';
import type { EventSketch } from './events.js';
import { audienceOf, openWindow } from './upcoming-briefings.js';

/** The next annual conference after `today`: a Thursday or Friday. */
export function nextConferenceDay(today: Day): Day {
  return schoolDayFrom(schoolDaysAfter(today, 35), [4, 5]);
}

/** The next governor conference after `today`. */
export function nextGovernorConferenceDay(today: Day): Day {
  return schoolDayFrom(schoolDaysAfter(today, 48), [3, 4]);
}

export function annualConference(today: Day): EventSketch {
  const date = nextConferenceDay(today);
  return {
    series: 'annual-conference',
    title: `Annual conference ${date.getUTCFullYear()}`,
    theme: 'Small steps, long roads: improvement that lasts',
    description:
      'A day for headteachers and senior leaders from every kind of school. Two speakers from outside the county, six short ' +
      'stories from inside it, and an afternoon workshop of your choice. Lunch is included. Almost all of the 160 places are ' +
      'taken.',
    agenda: [
      '9:00 Registration and coffee',
      '9:30 Welcome from the chair of the board',
      '9:45 First speaker: what lasts when the project money stops',
      '11:00 Break',
      '11:20 Six schools, seven minutes each',
      '12:30 Lunch and stands',
      '1:30 Workshops: reading in every subject, or keeping good people',
      '2:45 Second speaker: leading when you are tired',
      '3:30 What the board takes away',
    ],
    audience: audienceOf('annual-conference'),
    placesPerSchool: 2,
    window: openWindow(today, date),
    sessions: [{ day: date, from: '09:00', to: '15:45', at: 'lincoln', capacity: 160, confirmed: 157 }],
    questions: [conferenceWorkshop, dietary, access],
  };
}

export function governorConference(today: Day): EventSketch {
  const date = nextGovernorConferenceDay(today);
  return {
    series: 'governor-conference',
    title: `Governor conference ${date.getUTCFullYear()}`,
    theme: 'The board that knows its school',
    description:
      'For every governor, trustee and clerk in the county. Come to hear how boards learn what is really going on, to try a ' +
      'short review of your own meetings, and to meet people who do the same unpaid job as you.',
    agenda: [
      '9:30 Coffee and stands',
      '10:00 Opening: what a governor can see that a head cannot',
      '11:00 Round tables by kind of school',
      '12:15 Lunch',
      '1:00 A ten-minute review of your own meetings',
      '2:00 Close',
    ],
    audience: audienceOf('governor-conference'),
    placesPerSchool: 3,
    window: openWindow(today, date),
    sessions: [{ day: date, from: '09:30', to: '14:00', at: 'boston', capacity: 140, confirmed: 52 }],
    questions: [dietary, access],
  };
}
