import { TZDate } from '@date-fns/tz';
import { addDays, addYears } from 'date-fns';
import { collectFaults, longest, type PlanFaults } from './event-plan.js';
import type { Phase } from './person.js';
import { areAliases } from './series-plan.js';

export const waysToJoin = ['registration', 'application', 'nomination', 'none'] as const;
export type WayToJoin = (typeof waysToJoin)[number];

/** What an organiser says of a project. Texts are trimmed. */
export interface ProjectPlan {
  readonly name: string;
  /** One sentence, for lists. */
  readonly summary: string;
  readonly description: string;
  readonly aliases: readonly string[];
  readonly forWhom: string;
  readonly runBy: string;
  /** Empty is all. */
  readonly phases: readonly Phase[];
  readonly joinBy: WayToJoin;
}

/** What an organiser says of one academic year of a project. */
export interface CohortPlan {
  /** 2026 is 2026/27. */
  readonly academicYear: number;
  /** Tells it from another of the same year; mostly empty. */
  readonly label: string;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  /** Calendar dates as midnight UTC; the last day counts. */
  readonly startsOn: Date | null;
  readonly endsOn: Date | null;
  /** Where those who take part meet; null when that is not said. */
  readonly venue: string | null;
  /** Null is unlimited. */
  readonly places: number | null;
  /** Strands a school may choose; null is any number. */
  readonly strandsEach: number | null;
}

/** What is wrong with a project as planned, by field; empty when nothing is. */
export function projectFaults(plan: ProjectPlan): PlanFaults {
  const said = (field: 'name' | 'summary' | 'forWhom' | 'runBy') => {
    if (plan[field] === '') return 'missing' as const;
    return plan[field].length > longest[field] ? ('too-long' as const) : undefined;
  };
  return collectFaults([
    ['name', said('name')],
    ['summary', said('summary')],
    ['forWhom', said('forWhom')],
    ['runBy', said('runBy')],
    ['description', plan.description.length > longest.description ? 'too-long' : undefined],
    ['aliases', areAliases(plan.aliases) ? undefined : 'too-long'],
  ]);
}

/** Places of a cohort or of one of its strands. */
export const mostCohortPlaces = 10_000;

/** Whether it is a number of places; null is unlimited. */
export function isCohortPlaces(places: number | null): boolean {
  return places === null || (Number.isSafeInteger(places) && places >= 1 && places <= mostCohortPlaces);
}

/** What is wrong with a year of a project as planned, by field; empty when nothing is. */
export function cohortFaults(plan: CohortPlan): PlanFaults {
  const { academicYear, label, opensAt, closesAt, startsOn, endsOn, venue, places, strandsEach } = plan;
  const each = strandsEach === null || (Number.isSafeInteger(strandsEach) && strandsEach >= 1 && strandsEach <= 50);
  return collectFaults([
    ['year', Number.isSafeInteger(academicYear) && academicYear > 1990 && academicYear < 2100 ? undefined : 'unknown'],
    ['label', label.length > longest.label ? 'too-long' : undefined],
    ['closes', opensAt && closesAt && closesAt <= opensAt ? 'before-opening' : undefined],
    ['venue', venue !== null && venue.length > longest.venue ? 'too-long' : undefined],
    ['ends', startsOn && endsOn && endsOn < startsOn ? 'before-start' : undefined],
    ['capacity', isCohortPlaces(places) ? undefined : 'not-a-number'],
    ['each', each ? undefined : 'not-a-number'],
  ]);
}

/** When a year of a project runs, and where. */
export type CohortSchedule = Pick<CohortPlan, 'startsOn' | 'endsOn' | 'venue'>;

/** Whether a change gives a year other days or another place. */
export function movesCohort(before: CohortSchedule, after: CohortSchedule): boolean {
  const print = ({ startsOn, endsOn, venue }: CohortSchedule) => JSON.stringify([startsOn, endsOn, venue]);
  return print(before) !== print(after);
}

/** So many years later, as a calendar date (midnight UTC); 29 February becomes the 28th. */
export function dateYearsLater(date: Date, years: number): Date {
  return new Date(addYears(new TZDate(date, 'UTC'), years).getTime());
}

/** Nobody is to reply on a day off for longer than any holiday lasts. */
const longestHoliday = 60;

/**
 * So many years later at the same time of day, and from there the first day that is none off: a deadline or milestone of
 * "the same again next year".
 * @param zone the days are meant in it
 */
export function workdayYearsLater(
  instant: Date,
  years: number,
  isDayOff: (instant: Date) => boolean,
  zone: string,
): Date {
  const wanted = addYears(new TZDate(instant, zone), years);
  for (let days = 0; days <= longestHoliday; days += 1) {
    const day = new Date(addDays(wanted, days).getTime());
    if (!isDayOff(day)) return day;
  }
  return new Date(wanted.getTime());
}
