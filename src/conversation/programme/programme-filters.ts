import { TZDate } from '@date-fns/tz';
import type { ProgrammeSession } from '../../app/programme/sessions.js';

/** What narrows the programme besides a name, days and an audience. */
export interface ProgrammeFilter {
  /** As a title keeps it: `online only`. */
  readonly said: string;
  readonly fits: (session: ProgrammeSession, zone: string) => boolean;
  /** Of one event it asks whether it is so, and leaves no other: "is the conference on a Thursday". */
  readonly ofTime?: true;
}

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

const filters: ReadonlyArray<ProgrammeFilter & { readonly pattern: RegExp }> = [
  {
    pattern: /\b(online|virtual|remote|on (teams|zoom))( only| ones?)?\b/gi,
    said: 'online only',
    fits: ({ link, venue }) => link !== null && !venue,
  },
  {
    pattern: /\b(in person|face to face)( only)?\b/gi,
    said: 'in person',
    fits: ({ venue }) => Boolean(venue),
  },
  {
    // "Any free places" asks for places, "is it free" of one event.
    pattern: /\bfree of charge\b|\bfor free\b|\bfree\b(?! (places?|seats?|spaces?|spots?|on|at|for)\b)/gi,
    said: 'free',
    fits: ({ costPence }) => costPence === 0,
  },
  {
    pattern: /\b(twilights?|after[- ](?:school|work|hours))( ones?| sessions?)?\b/gi,
    said: 'after school',
    fits: ({ startsAt }, zone) => minuteOfDay(startsAt, zone) >= 15 * 60 + 15,
  },
  {
    pattern: /\b(in the )?evenings?\b/gi,
    said: 'in the evening',
    fits: ({ startsAt }, zone) => minuteOfDay(startsAt, zone) >= 17 * 60,
    ofTime: true,
  },
  {
    pattern: /\b(in the )?(mornings?)( ones?| only)?\b/gi,
    said: 'in the morning',
    fits: ({ startsAt }, zone) => minuteOfDay(startsAt, zone) < 12 * 60,
    ofTime: true,
  },
  {
    pattern: /\b(in the )?(afternoons?)( ones?| only)?\b/gi,
    said: 'in the afternoon',
    fits: ({ startsAt }, zone) => {
      const minute = minuteOfDay(startsAt, zone);
      return minute >= 12 * 60 && minute < 17 * 60;
    },
    ofTime: true,
  },
  ...weekdays.map((day, at): ProgrammeFilter & { readonly pattern: RegExp } => ({
    // "On a Friday", "Fridays": any of them; "on Friday" is the next one.
    pattern: new RegExp(`\\b(?:on )?(?:a|any|every) ${day}\\b|\\b(?:on )?${day}s\\b`, 'gi'),
    said: `on a ${day.charAt(0).toUpperCase()}${day.slice(1)}`,
    fits: ({ startsAt }, zone) => new TZDate(startsAt, zone).getDay() === at,
    ofTime: true,
  })),
];

function minuteOfDay(instant: Date, zone: string): number {
  const local = new TZDate(instant, zone);
  return local.getHours() * 60 + local.getMinutes();
}

/** The filters that the words name, and the words without them. */
export function filtersInWords(text: string): { readonly filters: readonly ProgrammeFilter[]; readonly rest: string } {
  const named = filters.filter(({ pattern }) => text.search(pattern) >= 0);
  return { filters: named, rest: named.reduce((left, { pattern }) => left.replace(pattern, ' '), text) };
}

/** Sessions that fit all of them. */
export function filtered(
  sessions: readonly ProgrammeSession[],
  named: readonly ProgrammeFilter[],
  zone: string,
): readonly ProgrammeSession[] {
  return named.length === 0 ? sessions : sessions.filter((session) => named.every(({ fits }) => fits(session, zone)));
}
