import type { Phase } from '../person.js';

/** What is counted. */
export type Measure =
  /** People who came, each once at one event. */
  | 'attended'
  /** Schools that had somebody there. */
  | 'schools'
  /** People who came to at least one of several events, each once. */
  | 'different'
  | 'booked'
  /** Schools that somebody booked from. */
  | 'booked-schools'
  /** Booked, and did not come. */
  | 'missed'
  /** Came without a booking. */
  | 'walk-ins'
  | 'waiting'
  /** Of those who booked, the per cent who came. */
  | 'turnout'
  /** Of the open schools of the partnership, the per cent that had somebody there. */
  | 'school-share'
  /** Of the people who came, the per cent from the schools that are asked about. */
  | 'people-share'
  /** Open schools of the partnership that had nobody there. */
  | 'absent'
  /** Events held. */
  | 'held'
  /** Schools (or people) that joined a project, in an academic year. */
  | 'joined'
  /** Of these, the ones that never had before. */
  | 'joined-new'
  /** Of the open schools of the partnership, the per cent that joined. */
  | 'joined-share'
  /** Open schools of the partnership. */
  | 'on-roll';

export type Operation = 'value' | 'sum' | 'mean' | 'most' | 'least' | 'compare' | 'trend';

/** What a count is broken down by. */
export type Group =
  | 'event'
  | 'year'
  | 'term'
  | 'series'
  | 'venue'
  | 'locality'
  | 'district'
  | 'authority'
  | 'phase'
  | 'trust'
  | 'project';

/** A series or a project by its slug; an event by its own. */
export interface Subject {
  readonly kind: 'series' | 'event' | 'project';
  readonly slug: string;
}

/** A stretch of days; `from` is included, `to` is not. */
export interface Stretch {
  readonly from: Date;
  readonly to: Date;
  /** As it follows what was counted: `in October 2017`, `since 2019`. */
  readonly said: string;
  /** A month or term named without a year: the latest one in which something was held. */
  readonly latest?: true;
  /** `last year` and `this year`, said in the autumn: the calendar year is another one than the academic. */
  readonly orCalendarYear?: number;
}

/** Which events are meant by their time. */
export type Times =
  /** All on record. */
  | { readonly kind: 'ever' }
  /** Nothing was said: the rounds on record, or the one that is coming. */
  | { readonly kind: 'any' }
  /** The last ones held, of all, of those before a day or of a stretch: how many, and how many are passed over from the last. */
  | {
      readonly kind: 'last';
      readonly count: number;
      readonly skip: number;
      readonly before?: Date;
      readonly within?: Stretch;
    }
  /** The first ones on record, or of a stretch, and how many are passed over from the first. */
  | { readonly kind: 'first'; readonly count: number; readonly skip?: number; readonly within?: Stretch }
  /** Still to come. */
  | { readonly kind: 'coming' }
  | { readonly kind: 'stretch'; readonly stretch: Stretch };

/** What is left out of a count: whatever is of one of these. */
export interface Without {
  readonly subjects: readonly Subject[];
  readonly places: readonly string[];
  readonly areas: readonly string[];
  readonly phases: readonly Phase[];
  readonly academies?: true;
}

/** A question for a number that the records answer. */
export interface FiguresQuery {
  /** Empty: whatever is counted, over all of them. */
  readonly subjects: readonly Subject[];
  /** One of the subjects is meant, and the words do not say which. */
  readonly unsure: boolean;
  readonly measure: Measure;
  readonly operation: Operation;
  readonly by?: Group;
  /** More than one: they are compared, or told side by side. */
  readonly times: readonly Times[];
  /** Names of places where a session is held. */
  readonly places: readonly string[];
  /** Where the schools are, by the name of the locality, the district or the local authority. */
  readonly areas: readonly string[];
  readonly phases: readonly Phase[];
  readonly academies?: true;
  readonly without?: Without;
}
