import { personas } from '../../../prisma/demo/personas.js';
import { type GivenMail, startServiceOn, startTestService, type TestService } from '../service.js';
import { headsSchool, loadTrustPartnership, trustPeople } from './trust-partnership.js';

/** Somebody whom a journey names. */
interface Somebody {
  readonly personId: string;
  readonly name: string;
}

/** A partnership with a programme, in whose words a journey is told. */
export interface JourneyWorld {
  readonly title: string;
  readonly start: (at?: string, given?: GivenMail) => Promise<TestService>;
  readonly head: Somebody & {
    readonly urn: number;
    readonly school: string;
    readonly shortly: string;
    /** The same with a letter wrong. */
    readonly misspelt: string;
  };
  /** Another school than the head's. */
  readonly otherUrn: number;
  readonly board: Somebody;
  readonly organiser: Somebody;
  /** Names of other partnerships, none of which may be read. */
  readonly foreign: RegExp;
  readonly words: {
    readonly cluster: string;
    readonly locality: string;
    readonly localities: string;
    readonly members: string;
    /** Two localities. */
    readonly places: readonly [string, string];
    /** One where nobody has a chat yet. */
    readonly silent: string;
    readonly project: string;
    readonly alsoCalled: string;
    readonly primaries: number;
  };
  /** A round of meetings in several places: how its help books it, where that is, and where one moves to. */
  readonly round: {
    readonly series: string;
    /** As people say it for short. */
    readonly short: string;
    /** As the office calls it. */
    readonly title: string;
    /** The round to come, as its card says, and how much of it there is in this academic year. */
    readonly event: string;
    readonly ofYear: string;
    /** What a search by its series’ name finds. */
    readonly found: string;
    readonly book: string;
    readonly place: string;
    readonly venue: string;
    readonly elsewhere: string;
    readonly elsewhereWhen: string;
    readonly elsewhereVenue: string;
    readonly held: number;
  };
  /** A meeting that is over, as somebody says it, and how many came. */
  readonly past: { readonly said: string; readonly title: string; readonly came: string };
  /** An event in one place only, as people say it, and part of its title. */
  readonly single: { readonly said: string; readonly part: string };
  /** An event without a place left. */
  readonly full: string;
  /** Series and events for governors, and what is held in some place. */
  readonly governors: { readonly series: string; readonly place: string; readonly there: string };
  /** A district in which nobody has a session by its name, with a venue in it; and what the partnership calls its area, with what is said. */
  readonly district: { readonly name: string; readonly venue: string };
  readonly area: { readonly name: string; readonly said: string };
  /** An event that is announced, one that is held online, and one that an organiser calls off. */
  readonly announced: string;
  readonly online: string;
  readonly calledOff: string;
  /** A question with words of its answer, and one that only another partnership answers. */
  readonly known: readonly [string, string];
  readonly unknown: string;
  /** A word of the question of one article only. */
  readonly article: string;
}

const demonstration: JourneyWorld = {
  title: 'the demonstration’s county',
  start: startTestService,
  head: {
    ...personas.headteacher,
    school: 'Marrowfen Church of England Primary School',
    shortly: 'Marrowfen',
    misspelt: 'Marowfen',
  },
  otherUrn: personas.board.urn,
  board: personas.board,
  organiser: personas.organiser,
  foreign: /Oxmoor|Thornby|Rising Leaders|3RLT|academies can|hubs/,
  words: {
    ...{
      cluster: 'cluster',
      locality: 'locality',
      localities: 'localities',
      members: 'members',
      places: ['Lincoln', 'Boston'],
      silent: 'Grantham',
    },
    ...{ project: 'Mobilise', alsoCalled: 'LLP', primaries: 280 },
  },
  round: {
    ...{
      series: 'leadership briefing',
      short: 'briefing',
      title: 'Leadership briefing',
      event: 'Leadership briefing, autumn term 2026/27',
      ofYear: '1 event',
      found: '1 series',
      place: 'Lincoln',
      book: 'book me on the Lincoln briefing',
      venue: 'Uphill Conference Rooms',
    },
    ...{ elsewhere: 'Grantham', elsewhereVenue: 'Spitalfold Rooms', held: 280 },
    elsewhereWhen: 'Thursday 10 December 2026, 9:30am to 12pm',
  },
  past: { said: 'June 2017 briefing', title: 'Leadership briefing, June 2017', came: '259' },
  single: { said: 'reading aloud workshop', part: 'reading aloud' },
  full: 'book me on the reading aloud workshop',
  governors: { series: 'Governor briefing', place: 'Sleaford', there: 'Governor briefing' },
  district: { name: 'South Kesteven', venue: 'Grantham' },
  area: { name: 'Lincolnshire', said: "What's on, in Lincolnshire" },
  announced: 'annual conference',
  online: 'when is the governor briefing?',
  calledOff: 'annual conference',
  known: ['what does the One Plan cover?', 'One Plan'],
  unknown: 'how do we book the minibus of the trust?',
  article: 'hampshire',
};

const trust: JourneyWorld = {
  title: 'a trust of 14 schools in two counties',
  start: (at, given) => startServiceOn(loadTrustPartnership, at, given),
  head: {
    ...trustPeople.head,
    urn: headsSchool.urn,
    school: headsSchool.name,
    shortly: 'Thornby Quay',
    misspelt: 'Thornby Qay',
  },
  otherUrn: headsSchool.urn + 1,
  board: trustPeople.trustee,
  organiser: trustPeople.organiser,
  foreign: /Lincoln|Boston|Mobilise|LLP|localit/i,
  words: {
    ...{
      cluster: 'family',
      locality: 'hub',
      localities: 'hubs',
      members: 'academies',
      places: ['Thornby', 'Calder Point'],
      silent: 'Oxmoor',
    },
    ...{ project: 'Rising Leaders', alsoCalled: '3RLT', primaries: 6 },
  },
  round: {
    ...{ series: 'heads forum', short: 'forum', title: 'Heads forum', event: 'Heads forum', ofYear: '2 events' },
    found: '2 events, 1 series',
    ...{ book: 'book me on the Oxmoor forum', place: 'Oxmoor', venue: 'Oxmoor Guildhall' },
    ...{ elsewhere: 'Thornby', elsewhereVenue: 'The Net Loft', held: 9 },
    elsewhereWhen: 'Wednesday 16 December 2026, 9:30am to 11:30am',
  },
  past: { said: 'September 2026 forum', title: 'Heads forum', came: '9' },
  single: { said: 'governors evening', part: 'governors evening' },
  // The one place there is the head's.
  full: 'book me on the Oxmoor forum',
  governors: { series: 'Governors evening', place: 'Calder Point', there: 'Governors evening' },
  district: { name: 'Estmere', venue: 'Oxmoor' },
  // One of two counties: the local authority of two hubs.
  area: { name: 'Westmark', said: "What's on, in Westmark" },
  announced: 'governors evening',
  online: 'when is the history subject day?',
  calledOff: 'history subject day',
  known: ['how do I get a supply teacher?', 'Ring the pool before 7am'],
  unknown: 'what is the One Plan?',
  article: 'minibus',
};

/**
 * Those that journeys are told in; on a server the first alone, since they differ in words and records, whatever the database.
 * Told in one only, and why:
 * - attendance files, the import of a register, figures of years, the committee's paper and who never came: a trust of 14 with one round behind
 *   it has neither rounds of hundreds nor a history;
 * - projects that schools join and apply for: in the trust people are put forward, which `partnership-journeys.test.ts` tells;
 * - the programme as it is read, asked about and answered from articles, word by word: that is the demonstration's own; so are for whom an
 *   event is and how far away, as the trust's series are for everybody and its schools have no place on a map;
 * - mails to people of many schools: nobody in the trust has an address;
 * - who may do what, the audit of every verb and hostile forms: no journeys, but every button once;
 * - what begins with nothing but what the test makes (threads, Slack's modals, belonging): it knows no partnership.
 */
export const journeyWorlds: readonly JourneyWorld[] = process.env.TEST_DATABASE_URL
  ? [demonstration]
  : [demonstration, trust];
