import type { Chooser } from '../random.js';
import { areas } from '../schools/areas.js';
import { access, dietary } from './booking-questions.js';
import { addDays, briefingDaysFrom, type Day, schoolDaysBefore } from './calendar.js';
import type { EventSketch, SessionSketch } from './events.js';
import { roundDaysOf, type TermOfYear, termNumber, termTitle } from './rounds.js';
import { audienceOf } from './upcoming-briefings.js';

const leadershipThemes = [
  'Writing: from the first mark to the last draft',
  'Looking after the people who look after children',
  'A curriculum that small schools can teach',
  'Speech and language, and the children who wait',
  'Money: three-year budgets without despair',
  'Moving up: from primary to secondary school',
  'What pupils tell us when we ask',
  'Leading a school through a building project',
  'Support before a plan: needs met early',
];

const governorThemes = [
  'Reading a budget in ten minutes',
  'Visits that are worth the walk',
  'The head’s wellbeing is board business',
  'Safeguarding: what to ask and how often',
  'Finding the next chair',
  'When the inspector asks the board',
];

function mornings(chooser: Chooser, [first, second, third]: [Day, Day, Day]): SessionSketch[] {
  const morning = { from: '09:30', to: '12:00' } as const;
  return [
    {
      ...morning,
      day: first,
      at: 'lincoln',
      label: 'Lincoln',
      capacity: 110,
      confirmed: chooser.whole(102, 110),
      near: areas.lincoln,
    },
    {
      ...morning,
      day: second,
      at: 'boston',
      label: 'Boston',
      capacity: 100,
      confirmed: chooser.whole(88, 99),
      near: areas.boston,
    },
    {
      ...morning,
      day: third,
      at: 'grantham',
      label: 'Grantham',
      capacity: 90,
      confirmed: chooser.whole(80, 90),
      near: areas.grantham,
    },
  ];
}

/** A past round of three mornings, attended by 250 to 290 people. */
export function pastLeadershipRound(chooser: Chooser, term: TermOfYear): EventSketch {
  const days = roundDaysOf(term);
  const [first] = days;
  return {
    series: 'leadership-briefing',
    title: `Leadership briefing, ${termTitle(first)}`,
    theme: leadershipThemes[termNumber(term) % leadershipThemes.length] ?? '',
    description: 'A round at three venues with county and national news, and two schools on the theme of the term.',
    agenda: ['9:30 Coffee and places', '9:45 County news', '10:15 National news', '10:45 The theme', '11:45 Questions'],
    audience: audienceOf('leadership-briefing'),
    placesPerSchool: 2,
    window: { opens: schoolDaysBefore(first, 30), closes: schoolDaysBefore(first, 2) },
    sessions: mornings(chooser, days),
    questions: [dietary, access],
  };
}

function evenings(chooser: Chooser, [first, second, third]: [Day, Day, Day]): SessionSketch[] {
  const evening = { from: '18:00', to: '19:45' } as const;
  return [
    {
      ...evening,
      day: first,
      at: 'sleaford',
      label: 'Sleaford',
      capacity: 60,
      confirmed: chooser.whole(31, 48),
      near: areas.grantham,
    },
    {
      ...evening,
      day: second,
      at: 'horncastle',
      label: 'Horncastle',
      capacity: 60,
      confirmed: chooser.whole(24, 40),
      near: areas.lincoln,
    },
    {
      ...evening,
      day: third,
      link: 'https://meet.partnership-office.example/governor-briefing',
      label: 'Online',
      capacity: 150,
      confirmed: chooser.whole(52, 81),
    },
  ];
}

/** The evenings for chairs of governors, in the week after the leadership round. */
export function pastGovernorRound(chooser: Chooser, term: TermOfYear): EventSketch {
  const days = briefingDaysFrom(addDays(roundDaysOf(term)[2], 4));
  const [first] = days;
  return {
    series: 'governor-briefing',
    title: `Governor briefing, ${termTitle(first)}`,
    theme: governorThemes[termNumber(term) % governorThemes.length] ?? '',
    description: 'The term’s news for chairs of governors, and an hour on one question of governance.',
    agenda: ['6pm Tea and welcome', '6:15 The term’s news', '6:45 The theme', '7:30 Questions'],
    audience: audienceOf('governor-briefing'),
    placesPerSchool: 2,
    window: { opens: schoolDaysBefore(first, 30), closes: schoolDaysBefore(first, 2) },
    sessions: evenings(chooser, days),
  };
}
