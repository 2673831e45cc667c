import type { Chooser } from '../random.js';
import { areas } from '../schools/areas.js';
import { conferenceWorkshop } from './booking-questions.js';
import { briefingDaysFrom, type Day, day, schoolDayFrom, schoolDaysBefore } from './calendar.js';
import type { EventSketch, SessionSketch } from './events.js';
import type { TermOfYear } from './rounds.js';
import { governanceTrainingPence, type SeriesSlug } from './series.js';
import { audienceOf } from './upcoming-briefings.js';

interface Words {
  topic?: string;
  title: string;
  theme?: string;
  description: string;
}

function past(series: SeriesSlug, words: Words, sessions: SessionSketch[]): EventSketch {
  const first = sessions[0]?.day ?? day(2020, 1, 1);
  return {
    series,
    ...words,
    agenda: [],
    audience: audienceOf(series),
    placesPerSchool: 3,
    window: { opens: schoolDaysBefore(first, 30), closes: schoolDaysBefore(first, 2) },
    sessions,
  };
}

const workshopTopics: readonly (readonly [topic: string, title: string, description: string])[] = [
  [
    'times-tables',
    'tables that stick',
    'Five minutes a day and a wall chart: how a village school cured its fear of tables.',
  ],
  [
    'breakfast',
    'breakfast and punctuality',
    'A coastal school feeds everybody who comes early, and lessons start on time.',
  ],
  [
    'talk-partners',
    'talk before writing',
    'Pairs, sentence starters and patience: writing grew out of talk in three classes.',
  ],
  ['parents-in', 'parents through the door', 'What changed when the school stopped calling it parents’ evening.'],
  ['forest-mornings', 'outdoor mornings', 'Once a week whatever the weather: language, courage and muddy boots.'],
  ['handover', 'a better handover to year 7', 'Two schools, one folder a child, and fewer lost Septembers.'],
  ['quiet-rooms', 'a quiet room that works', 'A small space with clear rules, and what it did for behaviour.'],
  ['music-for-all', 'an instrument for everybody', 'A whole class learns the cornet. The neighbours forgave us.'],
  ['science-boxes', 'science out of a box', 'Shared kits that travel round a cluster and come back complete.'],
];

function workshop(chooser: Chooser, number: number, date: Day): EventSketch {
  const [topic, title, description] = workshopTopics[number % workshopTopics.length] ?? ['', '', ''];
  const at = chooser.pick(['sleaford', 'louth', 'spalding', 'gainsborough'] as const);
  return past('success-workshop', { topic, title: `Success workshop: ${title}`, description }, [
    { day: date, from: '13:00', to: '15:30', at, capacity: 24, confirmed: chooser.whole(19, 24) },
  ]);
}

function autumnDays(chooser: Chooser, year: number): EventSketch[] {
  const training = schoolDayFrom(day(year, 11, 19), [2, 3, 4]);
  return [
    workshop(chooser, year * 3, schoolDayFrom(day(year, 11, 11), [2, 3])),
    past(
      'peer-review-training',
      {
        title: `Peer review training, autumn ${year}`,
        description: 'A day for leaders new to headship or to the county.',
      },
      [{ day: training, from: '09:15', to: '15:30', at: 'lincoln', capacity: 30, confirmed: chooser.whole(24, 30) }],
    ),
  ];
}

function pastConference(chooser: Chooser, year: number): EventSketch {
  const conference = schoolDayFrom(day(year + 1, 3, 11), [4, 5]);
  const themes = ['The patient school', 'Near neighbours, better schools', 'What we stopped doing'];
  return {
    ...past(
      'annual-conference',
      {
        title: `Annual conference ${year + 1}`,
        theme: themes[year % themes.length] ?? '',
        description: 'Speakers, short stories from local schools and a choice of two workshops.',
      },
      [
        {
          day: conference,
          from: '09:00',
          to: '15:45',
          at: 'lincoln',
          capacity: 160,
          confirmed: chooser.whole(154, 160),
        },
      ],
    ),
    questions: [conferenceWorkshop],
  };
}

function springDays(chooser: Chooser, year: number): EventSketch[] {
  const facilitators = schoolDayFrom(day(year + 1, 1, 20), [3]);
  return [
    workshop(chooser, year * 3 + 1, schoolDayFrom(day(year + 1, 2, 3), [2, 3])),
    past(
      'cluster-facilitator-training',
      {
        title: `Cluster facilitator training, spring ${year + 1}`,
        description: 'For those who keep a cluster of schools going.',
      },
      [
        {
          day: facilitators,
          from: '09:30',
          to: '13:00',
          at: 'horncastle',
          capacity: 32,
          confirmed: chooser.whole(22, 30),
        },
      ],
    ),
    pastConference(chooser, year),
  ];
}

function pastGovernanceTraining(chooser: Chooser, year: number): EventSketch {
  const [first, second, third] = briefingDaysFrom(day(year + 1, 5, 10));
  const evening = { from: '18:00', to: '20:30', capacity: 24 } as const;
  return {
    ...past(
      'governance-peer-review-training',
      {
        title: `Governance peer review training, summer ${year + 1}`,
        description: 'One evening, repeated in three areas.',
      },
      [
        {
          ...evening,
          day: first,
          at: 'gainsborough',
          label: 'North: Gainsborough',
          confirmed: chooser.whole(14, 22),
          near: areas.north,
        },
        {
          ...evening,
          day: second,
          at: 'louth',
          label: 'East: Louth',
          confirmed: chooser.whole(12, 20),
          near: areas.east,
        },
        {
          ...evening,
          day: third,
          at: 'spalding',
          label: 'South: Spalding',
          confirmed: chooser.whole(16, 24),
          near: areas.south,
        },
      ],
    ),
    costPence: governanceTrainingPence,
  };
}

function summerDays(chooser: Chooser, year: number): EventSketch[] {
  const conference = schoolDayFrom(day(year + 1, 6, 24), [3, 4]);
  return [
    workshop(chooser, year * 3 + 2, schoolDayFrom(day(year + 1, 5, 18), [2, 3])),
    pastGovernanceTraining(chooser, year),
    past(
      'governor-conference',
      {
        title: `Governor conference ${year + 1}`,
        theme: 'Boards that ask',
        description: 'A day for governors, trustees and clerks from across the county.',
      },
      [{ day: conference, from: '09:30', to: '14:00', at: 'boston', capacity: 140, confirmed: chooser.whole(96, 124) }],
    ),
  ];
}

/** Conferences, workshops and training of a past term. */
export function pastDays(chooser: Chooser, { year, term }: TermOfYear): EventSketch[] {
  if (term === 'autumn') return autumnDays(chooser, year);
  return term === 'spring' ? springDays(chooser, year) : summerDays(chooser, year);
}
