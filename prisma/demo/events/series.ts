import type { Position } from '../../../src/domain/person.js';
import { withMoreAliases } from '../articles/more-aliases.js';
import { demoId } from '../ids.js';

interface SeriesRow {
  id: string;
  slug: SeriesSlug;
  name: string;
  summary: string;
  description: string;
  aliases: string[];
  audience: Position[];
  costPence: number;
  status: 'published';
}

const heads: Position[] = [
  'headteacher',
  'executive_headteacher',
  'deputy_headteacher',
  'senior_leader',
  'trust_leader',
];
const governors: Position[] = ['chair_of_governors', 'governor', 'clerk'];

/** Ids follow the order of this list: add at the end. */
const slugs = [
  'leadership-briefing',
  'governor-briefing',
  'annual-conference',
  'governor-conference',
  'success-workshop',
  'peer-review-training',
  'governance-peer-review-training',
  'cluster-facilitator-training',
  'consultation-workshop',
] as const;

export type SeriesSlug = (typeof slugs)[number];

export function seriesId(slug: SeriesSlug): string {
  return demoId('series', slugs.indexOf(slug) + 1);
}

type Words = Pick<SeriesRow, 'name' | 'summary' | 'description' | 'aliases'>;

function series(slug: SeriesSlug, audience: Position[], words: Words, costPence = 0): SeriesRow {
  const aliases = withMoreAliases(slug, words.aliases);
  return { id: seriesId(slug), slug, audience, costPence, status: 'published', ...words, aliases };
}

/** The invented price of a place in governance training, in pence; the same in every area. */
export const governanceTrainingPence = 2_000;

export const allSeries: readonly SeriesRow[] = [
  series('leadership-briefing', heads, {
    name: 'Leadership briefing',
    summary: 'A free morning each term with the county and national news that heads need, held at several venues.',
    description:
      'Three rounds of briefings run each school year, one a term, for headteachers and other school leaders. Every round ' +
      'visits several venues, so you can pick the one nearest to you; the content is the same at each. Expect what is new ' +
      'in Lincolnshire, what has changed nationally and time to ask about it. There is no charge.',
    aliases: [
      'heads briefing',
      'headteacher briefing',
      'head teachers meeting',
      'termly briefing',
      'leaders briefing',
      'HT briefing',
      'briefings for heads',
      'national updates for school leaders',
    ],
  }),
  series('governor-briefing', governors, {
    name: 'Governor briefing',
    summary: 'The main messages of the leadership briefing, for chairs of governors, shortly after each round.',
    description:
      'Once heads have had their round, chairs of governors are given the same news at an evening session of their own, so ' +
      'that both know as much. It happens three times a year. Part of the evening goes to a governance topic and to ' +
      'swapping experience with boards of other schools.',
    aliases: [
      'chairs briefing',
      'chair of governors briefing',
      'governors meeting',
      'governor update',
      'briefing for governors',
      'trustees briefing',
      'evening briefing for chairs',
    ],
  }),
  series('annual-conference', heads, {
    name: 'Annual conference',
    summary: 'One day a year for headteachers and senior leaders from across the county, with speakers and workshops.',
    description:
      'The conference brings headteachers and senior leaders together for a day of speakers, national news and practice ' +
      'shared by local schools. The board reports on its work and hears what schools want next. Places go quickly: the 2018 ' +
      'and 2020 conferences both filled up. When it is full you can join the waiting list.',
    aliases: [
      'the conference',
      'county conference',
      'leadership conference',
      'headteachers conference',
      'LLP conference',
      'heads conference',
      'yearly conference',
    ],
  }),
  series('governor-conference', governors, {
    name: 'Governor conference',
    summary: 'A day for every governor in the county, not only for chairs.',
    description:
      'This conference is open to all governors and trustees, whatever their role on the board, and to clerks. The first ' +
      'was planned for the school year 2019/20. Speakers cover where governance is heading, and governors from local ' +
      'schools show what has worked for them.',
    aliases: [
      'conference for school governors',
      'governors conference',
      'governance conference',
      'trustees conference',
      'day for governors',
    ],
  }),
  series('success-workshop', heads, {
    name: 'Success workshop',
    summary: 'Schools show one another what is going well, in a workshop open to the whole county.',
    description:
      'Each workshop takes one topic on which a Lincolnshire school has done something worth copying. The school explains ' +
      'what it changed, what it cost in time and money, and what came of it; you leave with something to try. Groups are ' +
      'small so that there is time for questions.',
    aliases: [
      'success workshops',
      'best practice workshop',
      'sharing what works',
      'good practice session',
      'celebration workshop',
      'innovation showcase',
    ],
  }),
  series('peer-review-training', heads, {
    name: 'Peer review training',
    summary: 'Free training for leaders who are new to headship or to Lincolnshire, so they can review other schools.',
    description:
      'Because heads come and go, the partnership keeps training newcomers in how to review another school and how to be ' +
      'reviewed. A day covers the method, how to phrase a challenge, and how to turn findings into a plan. It is meant for ' +
      'leaders who are new in post or new to the county, and costs nothing.',
    aliases: [
      'reviewer training',
      'train as a peer reviewer',
      'new heads training',
      'learn to review another school',
      'peer review course',
      'training for newly appointed headteachers',
    ],
  }),
  series(
    'governance-peer-review-training',
    governors,
    {
      name: 'Governance peer review training',
      summary: 'Training for governors, run by area of the county, at one price wherever you go.',
      description:
        'Governors learn to look at how another board works and to share what theirs does well. The course is repeated in ' +
        'the north, the east and the south of the county, because distances are long, and one provider coordinates it. ' +
        'The price is the same in each area.',
      aliases: [
        'governor training',
        'governor peer review',
        'training for governing bodies',
        'governance course',
        'reviewing another governing body',
        'board review training',
      ],
    },
    governanceTrainingPence,
  ),
  series('cluster-facilitator-training', heads, {
    name: 'Cluster facilitator training',
    summary: 'For those who run a cluster of schools: planning its year, leading its reviews and keeping it useful.',
    description:
      'Every cluster has somebody who brings its schools together. This training helps them to plan peer reviews, lead the ' +
      'workshop that follows one, and keep a busy group going. It suits new and long-standing facilitators alike.',
    aliases: [
      'cluster lead training',
      'facilitator training',
      'running a cluster',
      'cluster coordinator course',
      'training for cluster leads',
      'facilitating a cluster of schools',
    ],
  }),
  series('consultation-workshop', heads, {
    name: 'Consultation workshop',
    summary: 'Headteachers and the council talk through a proposed way of working before it is settled.',
    description:
      'The example in our records is from Dorset: on 9 July 2018 headteachers who had asked to take part met council ' +
      'officers to discuss how they would work together in future. They looked at groups of schools that improve one ' +
      'another, and agreed to help the council design them. None is planned in Lincolnshire at the moment.',
    aliases: [
      'consultation meeting',
      'workshop with council officers',
      'heads and the local authority discuss plans',
      'consultation event',
      'Dorset workshop July 2018',
    ],
  }),
];
