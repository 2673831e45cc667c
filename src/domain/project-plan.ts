import { TZDate } from '@date-fns/tz';
import { addDays, addYears } from 'date-fns';
import { collectFaults, isWebLink, longest, type PlanFault, type PlanFaults } from './event-plan.js';
import type { Phase } from './person.js';
import { areAliases } from './series-plan.js';

export const waysToJoin = ['registration', 'application', 'nomination', 'none'] as const;
export type WayToJoin = (typeof waysToJoin)[number];

/** A project as entered by an organiser. Texts are trimmed. */
export interface ProjectPlan {
  readonly name: string;
  /** One sentence, for lists. */
  readonly summary: string;
  readonly description: string;
  readonly aliases: readonly string[];
  readonly forWhom: string;
  readonly runBy: string;
  /** Empty means all. */
  readonly phases: readonly Phase[];
  readonly joinBy: WayToJoin;
  /** The calendar year in which it began; null where nobody says. Left out, it stays. */
  readonly startedIn?: number | null;
  /** The address of its own page on the web, over https; empty where it has none. */
  readonly link: string;
  /** The paper on record that its description is from; null is none. Left out, it stays. */
  readonly sourceId?: string | null;
}

/** A cohort as entered by an organiser. */
export interface CohortPlan {
  /** 2026 for 2026/27. */
  readonly academicYear: number;
  /** Distinguishes it from another cohort of the same year; usually empty. */
  readonly label: string;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  /** Calendar dates as midnight UTC; the last day is included. */
  readonly startsOn: Date | null;
  readonly endsOn: Date | null;
  /** Where participants meet; null when unknown. */
  readonly venue: string | null;
  /** Null is unlimited. */
  readonly places: number | null;
  /** Number of strands a school may choose; null is any number. */
  readonly strandsEach: number | null;
}

/** What is wrong with a project, by field; empty when it is valid. */
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
    ['startedIn', isYear(plan.startedIn ?? null) ? undefined : 'unknown'],
    ['link', faultOfLink(plan.link)],
  ]);
}

function faultOfLink(link: string): PlanFault | undefined {
  if (link === '') return undefined;
  if (link.length > longest.link) return 'too-long';
  return isWebLink(link) ? undefined : 'not-a-link';
}

function isYear(year: number | null): boolean {
  return year === null || (Number.isInteger(year) && year > 1_900 && year < 2_100);
}

/** Largest number of places of a cohort or strand. */
export const mostCohortPlaces = 10_000;

/** Whether it is a valid number of places; null is unlimited. */
export function isCohortPlaces(places: number | null): boolean {
  return places === null || (Number.isSafeInteger(places) && places >= 1 && places <= mostCohortPlaces);
}

/** What is wrong with a cohort, by field; empty when it is valid. */
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

/** When and where a cohort runs. */
export type CohortSchedule = Pick<CohortPlan, 'startsOn' | 'endsOn' | 'venue'>;

/** Whether a change moves a cohort to other dates or another place. */
export function movesCohort(before: CohortSchedule, after: CohortSchedule): boolean {
  const print = ({ startsOn, endsOn, venue }: CohortSchedule) => JSON.stringify([startsOn, endsOn, venue]);
  return print(before) !== print(after);
}

/** The same calendar date years later (midnight UTC); 29 February becomes the 28th. */
export function dateYearsLater(date: Date, years: number): Date {
  return new Date(addYears(new TZDate(date, 'UTC'), years).getTime());
}

/** No holiday lasts longer, in days. */
const longestHoliday = 60;

/**
 * The same local time years later, or on the first working day after that: a deadline or milestone of "the same again
 * next year".
 * @param zone in which days are counted
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
