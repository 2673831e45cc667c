import { TZDate } from '@date-fns/tz';
import { addDays, getISOWeek, getISOWeekYear } from 'date-fns';

/** The sections of a weekly digest, in order. */
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

/** The valid section names, in the digest's order. */
export function sectionsAmong(names: readonly unknown[]): DigestSection[] {
  return digestSections.filter((section) => names.includes(section));
}

export interface DigestSettings {
  /** ISO: 1 is Monday. */
  readonly weekday: number;
  /** Minutes since midnight, local time. */
  readonly minuteOfDay: number;
  readonly sections: readonly DigestSection[];
  /** Skip weeks in which nothing happened. */
  readonly skipQuietWeeks: boolean;
}

/** Monday, 8am, all sections. */
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
 * The week whose digest was due most recently. A time skipped when the clocks go forward moves one hour later; of a
 * time that occurs twice in autumn the second counts. The key makes sure each week is sent once.
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

/** The digest due now for a subscription made at `since`; never one due before that. */
export function isDigestDue(settings: DigestSettings, since: Date, now: Date, zone: string): DigestWeek | undefined {
  const week = lastDigestWeek(settings, now, zone);
  return week.dueAt > since ? week : undefined;
}
