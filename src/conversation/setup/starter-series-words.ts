import type { StarterSeries } from '../../app/setup/starter-series.js';
import type { Position } from '../../domain/person.js';

const leaders: readonly Position[] = [
  'headteacher',
  'executive_headteacher',
  'deputy_headteacher',
  'senior_leader',
  'trust_leader',
];
const governors: readonly Position[] = ['chair_of_governors', 'governor', 'clerk'];

/** Series that most partnerships have, in the field's usual words. Everything about them can be changed afterwards. */
export const starterSeries = {
  'leadership-briefing': {
    name: 'Leadership briefing',
    summary: 'National and local news for headteachers and senior leaders, with time to ask.',
    aliases: ['heads briefing', 'headteacher briefing', 'briefing for heads', 'termly briefing'],
    audience: leaders,
  },
  'governor-briefing': {
    name: 'Governor briefing',
    summary: 'News and a topic of governance for chairs, governors and clerks.',
    aliases: ['chairs briefing', 'governors meeting', 'briefing for governors', 'trustees briefing'],
    audience: governors,
  },
  'annual-conference': {
    name: 'Annual conference',
    summary: 'A day a year for school leaders, with speakers and workshops.',
    aliases: ['the conference', 'heads conference', 'leadership conference'],
    audience: leaders,
  },
  workshop: {
    name: 'Workshop',
    summary: 'A half day on one topic, for whoever works on it.',
    aliases: ['workshops'],
    audience: [],
  },
  training: {
    name: 'Training',
    summary: 'Courses for leaders, staff and governors.',
    aliases: ['course', 'courses', 'training day'],
    audience: [],
  },
  'network-meeting': {
    name: 'Network meeting',
    summary: 'Schools of one network meet and share what works.',
    aliases: ['network', 'cluster meeting'],
    audience: [],
  },
} as const satisfies Readonly<Record<string, StarterSeries>>;

export type StarterKey = keyof typeof starterSeries;
export const starterKeys = Object.keys(starterSeries) as readonly StarterKey[];

export function isStarterKey(key: string): key is StarterKey {
  return (starterKeys as readonly string[]).includes(key);
}
