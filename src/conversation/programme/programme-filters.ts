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

const clock =
  /\b(?<not>nothing |not |no later than |nothing that (?:starts|is) )?(?:(?<verb>start|finish|end|be over|done)\w* )?(?<side>after|from|past|before|by|until|than) (?<hour>\d{1,2})(?:[:.](?<minutes>[0-5]\d))? ?(?<half>am|pm|o'?clock)\b/i;

/** "After 3pm", "nothing after 3pm", "finishes by 12.30pm": on that side of the time. */
function clockInWords(text: string): { readonly filter: ProgrammeFilter; readonly words: string } | undefined {
  const match = clock.exec(text);
  const { not = '', verb = '', side = '', hour = '', minutes = '0', half = '' } = match?.groups ?? {};
  if (!match || Number(hour) > 23) return undefined;
  // Nobody means three at night.
  const inAfternoon = /pm/i.test(half) || (!/am/i.test(half) && Number(hour) < 8);
  const at = ((Number(hour) % 12) + (inAfternoon || Number(hour) === 12 ? 12 : 0)) * 60 + Number(minutes);
  const time = `${Number(hour)}${minutes === '0' ? '' : `:${minutes}`}${half.toLowerCase().replace(/o'?clock/, ' o’clock')}`;
  const isLater = /after|from|past/i.test(side) && !/no/i.test(not);
  // What is over by then ends before it; what is not after it does, too.
  const ends = /finish|end|over|done/i.test(verb) || /no/i.test(not) || /by|until|than/i.test(side);
  const filter: ProgrammeFilter = isLater
    ? { said: `from ${time}`, fits: ({ startsAt }, zone) => minuteOfDay(startsAt, zone) >= at, ofTime: true }
    : ends
      ? { said: `over by ${time}`, fits: ({ endsAt }, zone) => minuteOfDay(endsAt, zone) <= at, ofTime: true }
      : { said: `before ${time}`, fits: ({ startsAt }, zone) => minuteOfDay(startsAt, zone) < at, ofTime: true };
  return { filter, words: match[0] };
}

interface FiltersNamed {
  readonly filters: readonly ProgrammeFilter[];
  /** The words without them. */
  readonly rest: string;
  /** Those that say on which side of a time, on which day of the week. */
  readonly ofTime: readonly string[];
}

/** The filters that the words name, and the words without them. */
export function filtersInWords(text: string): FiltersNamed {
  const time = clockInWords(text);
  const rest = time ? text.replace(time.words, ' ') : text;
  const named = filters.filter(({ pattern }) => rest.search(pattern) >= 0);
  return {
    filters: [...named, ...(time ? [time.filter] : [])],
    rest: named.reduce((left, { pattern }) => left.replace(pattern, ' '), rest),
    ofTime: [
      ...named.filter(({ ofTime }) => ofTime).flatMap(({ pattern }) => rest.match(pattern) ?? []),
      ...(time ? [time.words] : []),
    ],
  };
}

/** Sessions that fit all of them. */
export function filtered(
  sessions: readonly ProgrammeSession[],
  named: readonly ProgrammeFilter[],
  zone: string,
): readonly ProgrammeSession[] {
  return named.length === 0 ? sessions : sessions.filter((session) => named.every(({ fits }) => fits(session, zone)));
}
