import { areas } from '../schools/areas.js';
import { access, dietary, hopes } from './booking-questions.js';
import {
  academicYearOfDay,
  addDays,
  briefingDaysFrom,
  type Day,
  schoolDaysAfter,
  schoolDaysBefore,
  termOfDay,
} from './calendar.js';
import type { EventSketch, SessionSketch, Window } from './events.js';
import { roundDaysOf, termAfter, termTitle } from './rounds.js';
import { allSeries, type SeriesSlug } from './series.js';

/** Who a series is for. */
export function audienceOf(slug: SeriesSlug): EventSketch['audience'] {
  return allSeries.find((series) => series.slug === slug)?.audience ?? [];
}

/** Booking opened a month ago and ends two school days before the first session. */
export function openWindow(today: Day, first: Day): Window {
  return { opens: schoolDaysBefore(today, 20), closes: schoolDaysBefore(first, 2) };
}

const morning = { from: '09:30', to: '12:00' } as const;

/** The days of the next round of leadership briefings after `today`. */
export function nextRoundDays(today: Day): [Day, Day, Day] {
  return briefingDaysFrom(schoolDaysAfter(today, 10));
}

export function leadershipRound(today: Day): EventSketch {
  const [first, second, third] = nextRoundDays(today);
  return {
    series: 'leadership-briefing',
    title: `Leadership briefing, ${termTitle(first)}`,
    theme: 'Belonging: children who are in school, and want to be',
    description:
      'One round, three mornings: choose Lincoln, Boston or Grantham. This term we look at attendance and at children who ' +
      'find school hard, with two local schools telling what they tried. News from the county and from government as always.',
    agenda: [
      '9:30 Coffee and places',
      '9:45 Where we are: the county in five charts',
      '10:10 National news, and what can wait',
      '10:40 Two schools on winning children back',
      '11:20 Your questions to the board and the council',
      '11:50 Dates for next term',
    ],
    audience: audienceOf('leadership-briefing'),
    placesPerSchool: 2,
    window: openWindow(today, first),
    sessions: [
      { ...morning, day: first, at: 'lincoln', label: 'Lincoln', capacity: 110, confirmed: 83, near: areas.lincoln },
      { ...morning, day: second, at: 'boston', label: 'Boston', capacity: 100, confirmed: 61, near: areas.boston },
      { ...morning, day: third, at: 'grantham', label: 'Grantham', capacity: 90, confirmed: 47, near: areas.grantham },
    ],
    questions: [dietary, access],
  };
}

function governorEvenings([first, second, third]: [Day, Day, Day]): SessionSketch[] {
  const evening = { from: '18:00', to: '19:45' } as const;
  return [
    { ...evening, day: first, at: 'sleaford', label: 'Sleaford', capacity: 60, confirmed: 34, near: areas.grantham },
    {
      ...evening,
      day: second,
      at: 'horncastle',
      label: 'Horncastle',
      capacity: 60,
      confirmed: 27,
      near: areas.lincoln,
    },
    {
      ...evening,
      day: third,
      link: 'https://meet.partnership-office.example/governor-briefing',
      label: 'Online',
      capacity: 150,
      confirmed: 58,
    },
  ];
}

export function governorRound(today: Day): EventSketch {
  const days = briefingDaysFrom(addDays(nextRoundDays(today)[2], 4));
  const [first] = days;
  return {
    series: 'governor-briefing',
    title: `Governor briefing, ${termTitle(first)}`,
    theme: 'Asking good questions about attendance',
    description:
      'What heads heard in their round, for chairs of governors: come to Sleaford or Horncastle, or join online. The second ' +
      'half is for you to compare notes with other boards on how you look at attendance.',
    agenda: [
      '6pm Tea and welcome',
      '6:15 The term’s news in half an hour',
      '6:45 Three questions about attendance that are worth a chair’s time',
      '7:15 Tables: how does your board know?',
      '7:35 Notices and questions',
    ],
    audience: audienceOf('governor-briefing'),
    placesPerSchool: 2,
    window: openWindow(today, first),
    sessions: governorEvenings(days),
    questions: [access],
  };
}

/** Next term's round, still a draft, which members cannot see. */
export function draftRound(today: Day): EventSketch {
  const coming = nextRoundDays(today)[0];
  const next = termAfter({ year: academicYearOfDay(coming), term: termOfDay(coming) });
  const [first, second, third] = roundDaysOf(next);
  return {
    series: 'leadership-briefing',
    title: `Leadership briefing, ${termTitle(first)}`,
    description: 'Being planned. Venues are asked; speakers are not.',
    agenda: ['9:30 Coffee and places', '9:45 To be settled'],
    status: 'draft',
    audience: audienceOf('leadership-briefing'),
    placesPerSchool: 2,
    window: { opens: schoolDaysBefore(first, 30), closes: schoolDaysBefore(first, 2) },
    sessions: [
      { ...morning, day: first, at: 'lincoln', label: 'Lincoln', capacity: 110 },
      { ...morning, day: second, at: 'boston', label: 'Boston', capacity: 100 },
      { ...morning, day: third, at: 'grantham', label: 'Grantham', capacity: 90 },
    ],
    questions: [dietary, access, hopes],
  };
}
