import { dayMs } from './durations.js';
import type { Phase, Position } from './person.js';
import { longestHold } from './working-hours.js';

/** An event as entered by an organiser. Texts are trimmed; instants in `Date`. */
export interface EventPlan {
  readonly seriesId: string;
  readonly title: string;
  readonly description: string;
  /** When left out it is not changed; a new event takes it from its series. */
  readonly audience?: readonly Position[];
  readonly phases?: readonly Phase[];
  readonly costPence: number;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  /**
   * Working hours for which an offered place is held; null is the partnership's default. When left out it is not
   * changed.
   */
  readonly holdHours?: number | null;
}

/** Who an event is for, and how its places are allocated. Empty lists mean everybody. */
export interface AudiencePlan {
  readonly audience: readonly Position[];
  readonly phases: readonly Phase[];
  readonly localities: readonly string[];
  /** Only for the partnership's members. */
  readonly membersOnly: boolean;
  /** Null is any number. */
  readonly placesPerSchool: number | null;
  /** From then on places are no longer offered to the waiting list. */
  readonly cateringCutOff: Date | null;
}

/**
 * Kinds of questions asked at booking. Personal answers are shown only to the attendee and the organisers, and are
 * deleted first.
 */
const kindsOfQuestion = {
  dietary: { personal: true },
  access: { personal: true },
  choice: { personal: false },
  text: { personal: false },
  yes_no: { personal: false },
} as const;
export type QuestionKind = keyof typeof kindsOfQuestion;
export const questionKinds = Object.keys(kindsOfQuestion) as QuestionKind[];

export function isPersonal(kind: QuestionKind): boolean {
  return kindsOfQuestion[kind].personal;
}

/** A question asked at booking. */
export interface QuestionPlan {
  readonly kind: QuestionKind;
  readonly prompt: string;
  /** The options of a choice; empty for other kinds. */
  readonly options: readonly string[];
  readonly required: boolean;
}

/** A session as entered by an organiser. */
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
  | 'not-a-picture'
  /** No e-mail address, where one was meant. */
  | 'not-an-address'
  | 'not-a-postcode'
  /** More lines than a card holds, or one that is too long. */
  | 'too-many-lines'
  | 'no-place'
  | 'before-opening'
  /** The name is in use. */
  | 'taken'
  /** Others depend on it. */
  | 'in-use'
  | 'too-many'
  /** A choice needs at least two options, each short. */
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
  theme: 150,
  /** Of an agenda or a list of speakers. */
  line: 150,
  bring: 300,
  lunch: 300,
  joining: 1_000,
  contact: 200,
  parking: 300,
  stepFree: 300,
  travel: 300,
  prompt: 150,
  option: 75,
};
export const mostPlaces = 100_000;
/** Nobody completes a longer form. */
export const mostQuestions = 10;
export const mostOptions = 20;
export const mostCostPence = 500_000;
/** Catches mistyped years: nobody plans further ahead. */
const furthestMs = 3 * 366 * dayMs;
/** Catches mistyped dates: no session is longer. */
const longestSessionMs = 14 * dayMs;

/** What is wrong with an event, by field; empty when it is valid. */
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

/** What is wrong with an audience, by field; empty when it is valid. @param known existing localities */
export function audienceFaults(plan: AudiencePlan, known: readonly string[]): PlanFaults {
  const { placesPerSchool, localities } = plan;
  return collectFaults([
    ['localities', localities.every((locality) => known.includes(locality)) ? undefined : 'unknown'],
    ['perSchool', placesPerSchool === null || isPlaces(placesPerSchool) ? undefined : 'not-a-number'],
  ]);
}

/** What is wrong with a question, by field; empty when it is valid. */
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

/** What is wrong with a session, by field; empty when it is valid. */
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
    ['postcode', plan.postcode !== '' && !isPostcode(plan.postcode) ? 'not-a-postcode' : undefined],
    ['date', startsAt <= now ? 'past' : startsAt.getTime() - now.getTime() > furthestMs ? 'too-far' : undefined],
    ['end', length <= 0 || length > longestSessionMs ? 'before-start' : undefined],
    ['capacity', capacity !== null && !isPlaces(capacity) ? 'not-a-number' : undefined],
  ]);
}

function isPlaces(capacity: number): boolean {
  return Number.isSafeInteger(capacity) && capacity >= 1 && capacity <= mostPlaces;
}

/** Only addresses that are safe to open in a browser. */
export function isWebLink(link: string): boolean {
  return /^https:\/\/\S+$/i.test(link) && URL.canParse(link);
}

/** The shape of a postcode, with its space (BS 7666): whether it was given out, only the Royal Mail knows. */
const postcodeShape = /^([A-Z]{1,2}\d[A-Z\d]?) (\d[A-Z]{2})$/;

/** `ln2 7kc`, `LN27KC` as `LN2 7KC`; what has another shape stays as it was typed. */
export function mendPostcode(typed: string): string {
  const plain = typed.toUpperCase().replace(/\s+/g, '');
  const spaced = `${plain.slice(0, -3)} ${plain.slice(-3)}`;
  return isPostcode(spaced) ? spaced : typed.trim();
}

export function isPostcode(text: string): boolean {
  return postcodeShape.test(text);
}

/** Faults by field; the first one of each. */
export function collectFaults(pairs: ReadonlyArray<readonly [string, PlanFault | undefined]>): PlanFaults {
  const faults: Record<string, PlanFault> = {};
  for (const [field, fault] of pairs) if (fault && !faults[field]) faults[field] = fault;
  return faults;
}
