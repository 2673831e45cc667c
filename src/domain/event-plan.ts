import { dayMs } from './durations.js';
import type { Phase, Position } from './person.js';
import { longestHold } from './working-hours.js';

/** What an organiser says of an event. Texts are trimmed; instants in `Date`. */
export interface EventPlan {
  readonly seriesId: string;
  readonly title: string;
  readonly description: string;
  /** Left out, they stay as they are; of a new event, as they are for its series. */
  readonly audience?: readonly Position[];
  readonly phases?: readonly Phase[];
  readonly costPence: number;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  /** Hours, within working time, that an offered place is held; null as set for the partnership. Left out, as it was. */
  readonly holdHours?: number | null;
}

/** For whom an event is, and how its places are given. Empty lists are everybody. */
export interface AudiencePlan {
  readonly audience: readonly Position[];
  readonly phases: readonly Phase[];
  readonly localities: readonly string[];
  /** Only schools of the partnership, and those beside them. */
  readonly membersOnly: boolean;
  /** Null is any number. */
  readonly placesPerSchool: number | null;
  /** From then on no place is offered to those who wait. */
  readonly cateringCutOff: Date | null;
}

export const questionKinds = ['dietary', 'access', 'choice', 'text'] as const;
export type QuestionKind = (typeof questionKinds)[number];

/** What is asked of whoever books. */
export interface QuestionPlan {
  readonly kind: QuestionKind;
  readonly prompt: string;
  /** Of a choice; of any other kind none. */
  readonly options: readonly string[];
  readonly required: boolean;
}

/** What an organiser says of one session. */
export interface SessionPlan {
  readonly label: string;
  readonly venue: string;
  readonly address: string;
  readonly town: string;
  readonly postcode: string;
  readonly link: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Null is unlimited. */
  readonly capacity: number | null;
}

export type PlanFault =
  | 'missing'
  | 'too-long'
  | 'past'
  | 'before-start'
  | 'too-far'
  | 'not-a-number'
  | 'not-a-link'
  | 'no-place'
  | 'before-opening'
  /** Another has this name already. */
  | 'taken'
  /** Somebody relies on how it is. */
  | 'in-use'
  | 'too-many'
  /** A choice needs two to so many, each short. */
  | 'no-choices'
  | 'unknown';
export type PlanFaults = Readonly<Record<string, PlanFault>>;

/** In characters. */
export const longest = {
  name: 80,
  summary: 200,
  aliases: 80,
  forWhom: 200,
  runBy: 120,
  title: 120,
  description: 1_500,
  label: 60,
  venue: 120,
  address: 200,
  town: 80,
  postcode: 12,
  link: 500,
  prompt: 150,
  option: 75,
};
export const mostPlaces = 100_000;
/** A form longer than this is filled in by nobody. */
export const mostQuestions = 10;
export const mostOptions = 20;
export const mostCostPence = 500_000;
/** Nobody plans further ahead: a year typed wrong is caught here. */
const furthestMs = 3 * 366 * dayMs;
/** A session longer than this is a date typed wrong. */
const longestSessionMs = 14 * dayMs;

/** What is wrong with an event as planned, by field; empty when nothing is. */
export function eventFaults(plan: EventPlan): PlanFaults {
  const { title, description, costPence, opensAt, closesAt, holdHours = null } = plan;
  const isHold = holdHours === null || (Number.isSafeInteger(holdHours) && holdHours >= 1 && holdHours <= longestHold);
  return collectFaults([
    ['title', title === '' ? 'missing' : title.length > longest.title ? 'too-long' : undefined],
    ['description', description.length > longest.description ? 'too-long' : undefined],
    [
      'cost',
      !Number.isSafeInteger(costPence) || costPence < 0 || costPence > mostCostPence ? 'not-a-number' : undefined,
    ],
    ['closes', opensAt && closesAt && closesAt <= opensAt ? 'before-opening' : undefined],
    ['hold', isHold ? undefined : 'not-a-number'],
  ]);
}

/** What is wrong with an audience as planned, by field; empty when nothing is. @param known localities that there are */
export function audienceFaults(plan: AudiencePlan, known: readonly string[]): PlanFaults {
  const { placesPerSchool, localities } = plan;
  return collectFaults([
    ['localities', localities.every((locality) => known.includes(locality)) ? undefined : 'unknown'],
    ['perSchool', placesPerSchool === null || isPlaces(placesPerSchool) ? undefined : 'not-a-number'],
  ]);
}

/** What is wrong with a question as planned, by field; empty when nothing is. */
export function questionFaults({ kind, prompt, options }: QuestionPlan): PlanFaults {
  const good =
    options.length >= 2 &&
    options.length <= mostOptions &&
    options.every((option) => option !== '' && option.length <= longest.option);
  return collectFaults([
    ['prompt', prompt === '' ? 'missing' : prompt.length > longest.prompt ? 'too-long' : undefined],
    ['options', kind === 'choice' && !good ? 'no-choices' : undefined],
  ]);
}

/** What is wrong with a session as planned, by field; empty when nothing is. */
export function sessionFaults(plan: SessionPlan, now: Date): PlanFaults {
  const { startsAt, endsAt, capacity, link } = plan;
  const tooLong = (['label', 'venue', 'address', 'town', 'postcode', 'link'] as const).map(
    (field): [string, PlanFault | undefined] => [field, plan[field].length > longest[field] ? 'too-long' : undefined],
  );
  const length = endsAt.getTime() - startsAt.getTime();
  return collectFaults([
    ...tooLong,
    ['venue', plan.venue === '' && link === '' ? 'no-place' : undefined],
    ['link', link !== '' && !isWebLink(link) ? 'not-a-link' : undefined],
    ['date', startsAt <= now ? 'past' : startsAt.getTime() - now.getTime() > furthestMs ? 'too-far' : undefined],
    ['end', length <= 0 || length > longestSessionMs ? 'before-start' : undefined],
    ['capacity', capacity !== null && !isPlaces(capacity) ? 'not-a-number' : undefined],
  ]);
}

function isPlaces(capacity: number): boolean {
  return Number.isSafeInteger(capacity) && capacity >= 1 && capacity <= mostPlaces;
}

/** An address that a browser opens safely. */
function isWebLink(link: string): boolean {
  return /^https:\/\/\S+$/i.test(link) && URL.canParse(link);
}

/** Faults by field: of two for one field, the first. */
export function collectFaults(pairs: ReadonlyArray<readonly [string, PlanFault | undefined]>): PlanFaults {
  const faults: Record<string, PlanFault> = {};
  for (const [field, fault] of pairs) if (fault && !faults[field]) faults[field] = fault;
  return faults;
}
