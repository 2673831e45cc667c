import { TZDate } from '@date-fns/tz';
import { addDays, getISOWeek, getISOWeekYear } from 'date-fns';

/** What a weekly digest can tell, in its order. */
const digestSections = [
  'coming',
  'happened',
  'registrations',
  'projects',
  'feedback',
  'unanswered',
  'coverage',
] as const;
export type DigestSection = (typeof digestSections)[number];

/** Those of the names that are sections, in the digest's order. */
export function sectionsAmong(names: readonly unknown[]): DigestSection[] {
  return digestSections.filter((section) => names.includes(section));
}

export interface DigestSettings {
  /** ISO: 1 is Monday. */
  readonly weekday: number;
  /** Minutes since midnight on the clock of the zone. */
  readonly minuteOfDay: number;
  readonly sections: readonly DigestSection[];
  /** Nothing is sent in a week in which nothing happened. */
  readonly skipQuietWeeks: boolean;
}

/** Monday, 8 in the morning, everything. */
export const defaultDigest: DigestSettings = {
  weekday: 1,
  minuteOfDay: 480,
  sections: digestSections,
  skipQuietWeeks: true,
};

interface DigestWeek {
  /** `2026-W48`, the ISO week in the zone. */
  readonly key: string;
  /** The moment it is due. */
  readonly dueAt: Date;
}

/**
 * The week whose digest was due last. A time that the clocks skip in spring is an hour later that day; one that comes twice
 * in autumn is the second of the two: a week has one moment, and its key makes it happen once.
 */
export function lastDigestWeek({ weekday, minuteOfDay }: DigestSettings, now: Date, zone: string): DigestWeek {
  const local = new TZDate(now, zone);
  const today = ((local.getDay() + 6) % 7) + 1;
  const thisWeek = momentOn(addDays(local, weekday - today), minuteOfDay, zone);
  const due = thisWeek.getTime() <= now.getTime() ? thisWeek : momentOn(addDays(thisWeek, -7), minuteOfDay, zone);
  const week = String(getISOWeek(due)).padStart(2, '0');
  return { key: `${getISOWeekYear(due)}-W${week}`, dueAt: new Date(due.getTime()) };
}

function momentOn(day: TZDate, minuteOfDay: number, zone: string): TZDate {
  return new TZDate(
    day.getFullYear(),
    day.getMonth(),
    day.getDate(),
    Math.floor(minuteOfDay / 60),
    minuteOfDay % 60,
    0,
    0,
    zone,
  );
}

/** When it is due first that was subscribed to at `since`: never before. */
export function isDigestDue(settings: DigestSettings, since: Date, now: Date, zone: string): DigestWeek | undefined {
  const week = lastDigestWeek(settings, now, zone);
  return week.dueAt > since ? week : undefined;
}
