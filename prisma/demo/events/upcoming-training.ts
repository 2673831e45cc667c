import { areas } from '../schools/areas.js';
import { access, dietary, hopes } from './booking-questions.js';
import { briefingDaysFrom, type Day, schoolDayFrom, schoolDaysAfter, schoolDaysBefore } from './calendar.js';
import type { EventSketch } from './events.js';
import { governanceTrainingPence } from './series.js';
import { audienceOf, openWindow } from './upcoming-briefings.js';

const reviewerDay = {
  series: 'peer-review-training',
  description:
    'One day for leaders who are new to headship or to the county. In the morning the method, in the afternoon a practice ' +
    'review of a real school. You leave ready to join your cluster’s next review.',
  agenda: [
    '9:15 Coffee',
    '9:30 What a review is for, and what it is not',
    '10:30 Looking, listening, writing it down',
    '12:15 Lunch',
    '1:00 Practice in the host school',
    '3:00 From findings to a plan',
  ],
  questions: [dietary, access],
} as const;

/** Booking closed on the last school day, and the event is still to come. */
export function closedReviewerTraining(today: Day): EventSketch {
  const date = schoolDaysAfter(today, 4);
  return {
    ...reviewerDay,
    agenda: [...reviewerDay.agenda],
    questions: [...reviewerDay.questions],
    topic: 'spalding',
    title: 'Peer review training, Spalding',
    audience: audienceOf('peer-review-training'),
    window: { opens: schoolDaysBefore(today, 25), closes: schoolDaysBefore(today, 1) },
    sessions: [{ day: date, from: '09:15', to: '15:30', at: 'spalding', capacity: 20, confirmed: 17 }],
  };
}

export function openReviewerTraining(today: Day): EventSketch {
  const date = schoolDayFrom(schoolDaysAfter(today, 20), [2, 3, 4]);
  return {
    ...reviewerDay,
    agenda: [...reviewerDay.agenda],
    questions: [...reviewerDay.questions],
    topic: 'lincoln',
    title: 'Peer review training, Lincoln',
    audience: audienceOf('peer-review-training'),
    window: openWindow(today, date),
    sessions: [{ day: date, from: '09:15', to: '15:30', at: 'lincoln', capacity: 30, confirmed: 11 }],
  };
}

export function governanceTraining(today: Day): EventSketch {
  const [first, second, third] = briefingDaysFrom(schoolDaysAfter(today, 23));
  const evening = { from: '18:00', to: '20:30', capacity: 24 } as const;
  return {
    series: 'governance-peer-review-training',
    title: 'Governance peer review training',
    description:
      'The same evening three times: Gainsborough for the north of the county, Louth for the east, Spalding for the south. ' +
      'Learn to look at another board’s work fairly, and let yours be looked at. One price wherever you come.',
    agenda: [
      '6pm Sandwiches',
      '6:20 What good boards do',
      '7:00 Reading another board’s minutes',
      '8:00 Pairing up boards',
    ],
    audience: audienceOf('governance-peer-review-training'),
    placesPerSchool: 3,
    costPence: governanceTrainingPence,
    window: openWindow(today, first),
    sessions: [
      { ...evening, day: first, at: 'gainsborough', label: 'North: Gainsborough', confirmed: 9, near: areas.north },
      { ...evening, day: second, at: 'louth', label: 'East: Louth', confirmed: 14, near: areas.east },
      { ...evening, day: third, at: 'spalding', label: 'South: Spalding', confirmed: 20, near: areas.south },
    ],
    questions: [dietary, access],
  };
}

/** The playground headteacher has a place in it. */
export function facilitatorTraining(today: Day): EventSketch {
  const date = schoolDayFrom(schoolDaysAfter(today, 16), [2, 3, 4]);
  return {
    series: 'cluster-facilitator-training',
    title: 'Cluster facilitator training',
    description:
      'For whoever keeps a cluster going. We plan a year of reviews, practise leading the workshop that follows one, and ' +
      'share ways to help when two schools in a group see things differently.',
    agenda: [
      '9:30 A year on one page',
      '10:45 Leading the workshop after a review',
      '11:45 When it gets stuck',
      '12:30 Lunch',
    ],
    audience: audienceOf('cluster-facilitator-training'),
    placesPerSchool: 1,
    window: openWindow(today, date),
    sessions: [{ day: date, from: '09:30', to: '13:00', at: 'horncastle', capacity: 32, confirmed: 18 }],
    questions: [dietary, hopes],
  };
}
