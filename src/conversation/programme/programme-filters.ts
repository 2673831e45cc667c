import { TZDate } from '@date-fns/tz';
import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { placesLeft } from '../../domain/booking.js';

/** What narrows the programme besides a name, days and an audience. */
export interface ProgrammeFilter {
  /** As a title keeps it: `online only`. */
  readonly said: string;
  readonly fits: (session: ProgrammeSession, zone: string) => boolean;
  /** Of one event it asks whether it is so, and leaves no other: "is the conference on a Thursday". */
  readonly ofTime?: true;
}

/** A filter with the words for it. Of those of a kind any may fit: "mornings or afternoons", "Mondays and Tuesdays". */
interface WordedFilter extends ProgrammeFilter {
  readonly pattern: RegExp;
  readonly kind: 'way' | 'cost' | 'part of the day' | 'weekday' | 'length' | 'state';
}

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

const overTheWires = '(?:teams|zoom|video|the (?:web|internet|computer)|my (?:desk|laptop))';

const filters: readonly WordedFilter[] = [
  {
    kind: 'way',
    pattern: new RegExp(
      `\\b(?:online|virtual(?:ly)?|remote(?:ly)?|webinars?|(?:on|over|via|by|through) ${overTheWires}|from (?:home|${overTheWires}))(?: only| ones?| options?| versions?)?\\b`,
      'gi',
    ),
    said: 'online only',
    fits: ({ link, venue }) => link !== null && !venue,
  },
  {
    kind: 'way',
    pattern: /\b(?:in[- ]person|face[- ](?:to|2)[- ]face|f2f)(?: only| ones?)?\b/gi,
    said: 'in person',
    fits: ({ venue }) => Boolean(venue),
  },
  {
    kind: 'cost',
    // "Any free places" asks for places, "is it free" of one event.
    pattern: /\bfree of charge\b|\bfor free\b|\bfree\b(?! (places?|seats?|spaces?|spots?|on|at|for)\b)/gi,
    said: 'free',
    fits: ({ costPence }) => costPence === 0,
  },
  {
    kind: 'part of the day',
    pattern:
      /\b(?:twilights?|(?:after|outside|out of)[- ](?:school|work|hours)(?: hours| time)?)( ones?| sessions?)?\b/gi,
    said: 'after school',
    fits: ({ startsAt }, zone) => minuteOfDay(startsAt, zone) >= 15 * 60 + 15,
  },
  {
    kind: 'part of the day',
    pattern: /\b(in the )?evenings?( ones?| only)?\b/gi,
    said: 'in the evening',
    fits: ({ startsAt }, zone) => minuteOfDay(startsAt, zone) >= 17 * 60,
    ofTime: true,
  },
  {
    kind: 'part of the day',
    pattern: /\b(in the )?(mornings?)( ones?| only)?\b/gi,
    said: 'in the morning',
    fits: ({ startsAt }, zone) => minuteOfDay(startsAt, zone) < 12 * 60,
    ofTime: true,
  },
  {
    kind: 'part of the day',
    pattern: /\b(in the )?(afternoons?)( ones?| only)?\b/gi,
    said: 'in the afternoon',
    fits: ({ startsAt }, zone) => {
      const minute = minuteOfDay(startsAt, zone);
      return minute >= 12 * 60 && minute < 17 * 60;
    },
    ofTime: true,
  },
  {
    kind: 'part of the day',
    pattern:
      /\b(?:in the |during the )?day ?time( ones?| only)?\b|\b(?:in|during) (?:the )?school (?:hours|time|day)\b/gi,
    said: 'in the daytime',
    fits: ({ startsAt }, zone) => minuteOfDay(startsAt, zone) < 15 * 60 + 15,
    ofTime: true,
  },
  {
    kind: 'length',
    pattern: /\bhalf[- ]?(?:a )?[- ]?days?( ones?| sessions?| events?)?\b/gi,
    said: 'half a day or less',
    fits: (session) => minutesOf(session) <= halfDay,
    ofTime: true,
  },
  {
    kind: 'length',
    pattern: /\b(?:full|whole|all)[- ]days?( ones?| sessions?| events?)?\b/gi,
    said: 'a whole day',
    fits: (session) => minutesOf(session) > halfDay,
    ofTime: true,
  },
  {
    kind: 'state',
    // "Which are full"; "is the briefing full" is asked of one.
    pattern:
      /(?<=\b(?:which|what['’]?s?|any\w*)\b.*\b(?:are|is|that['’]?s|isn['’]?t|aren['’]?t|not|already|now) )(?:full(?! [a-z]*\b(?:day|week|morning|afternoon))|sold out|fully booked|booked up)\b/gi,
    said: 'full',
    fits: (session) => session.eventStatus === 'published' && (placesLeft(session) === 0 || session.waiting > 0),
  },
  {
    kind: 'state',
    pattern:
      /(?<=\b(?:which|what(?! is|['’]s)|any\w*)\b.*)\b(?:has |have |are |is |that(?:['’]?s| is| are) )?(?:been )?(?:cancelled|canceled|called off)\b/gi,
    said: 'cancelled',
    fits: ({ eventStatus, sessionStatus }) => eventStatus === 'cancelled' || sessionStatus === 'cancelled',
  },
  ...weekdays.map(
    (day, at): WordedFilter => ({
      kind: 'weekday',
      // "On a Friday", "Fridays": any of them; "on Friday" is the next one.
      pattern: new RegExp(`\\b(?:on )?(?:a|any|every) ${day}\\b|\\b(?:on )?${day}s\\b`, 'gi'),
      said: `on a ${day.charAt(0).toUpperCase()}${day.slice(1)}`,
      fits: ({ startsAt }, zone) => new TZDate(startsAt, zone).getDay() === at,
      ofTime: true,
    }),
  ),
];

/** Minutes of what is no more than a morning or an afternoon. */
const halfDay = 4 * 60 + 15;

function minutesOf({ startsAt, endsAt }: ProgrammeSession): number {
  return (endsAt.getTime() - startsAt.getTime()) / 60_000;
}

/** What stands before a filter that is not wanted: "not online", "I can't do Fridays", "anything but evenings". */
const unwanted =
  /\b(?:not|no|never|avoid(?:ing)?|except(?: for)?|apart from|other than|anything but|rather than|instead of|(?:can ?not|can['’]?t|don['’]?t|won['’]?t|isn['’]?t|aren['’]?t|doesn['’]?t)(?: (?:really|usually))?(?: (?:do|make|manage|like|want|have|be|come))?)(?: (?:on|in|any|an?|the|ones?|that|is|are))* ?$/i;

function minuteOfDay(instant: Date, zone: string): number {
  const local = new TZDate(instant, zone);
  return local.getHours() * 60 + local.getMinutes();
}

const clock =
  /\b(?<not>nothing |not |no later than |nothing that (?:starts|is) )?(?:(?<verb>start|finish|end|be over|done)\w* )?(?<side>after|from|past|before|by|until|than) (?:(?<hour>\d{1,2})(?:[:.](?<minutes>[0-5]\d))? ?(?<half>am|pm|o'?clock)|(?<name>lunch(?: ?time)?|noon|mid ?day))\b/i;

/** "After 3pm", "nothing after 3pm", "finishes by 12.30pm", "over by lunchtime": on that side of the time. */
function clockInWords(text: string): { readonly filter: ProgrammeFilter; readonly words: string } | undefined {
  const match = clock.exec(text);
  const { not = '', verb = '', side = '', hour = '12', minutes = '0', half = '', name = '' } = match?.groups ?? {};
  if (!match || Number(hour) > 23) return undefined;
  const isLater = /after|from|past/i.test(side) && !/no/i.test(not);
  // Nobody means three at night.
  const inAfternoon = /pm/i.test(half) || (!/am/i.test(half) && Number(hour) < 8);
  const sayHour = ((Number(hour) % 12) + (inAfternoon || Number(hour) === 12 ? 12 : 0)) * 60 + Number(minutes);
  // Lunch is between twelve and one.
  const at = /^lunch/i.test(name) && !isLater ? 13 * 60 : sayHour;
  const time =
    name.toLowerCase() ||
    `${Number(hour)}${minutes === '0' ? '' : `:${minutes}`}${half.toLowerCase().replace(/o'?clock/, ' o’clock')}`;
  // What is over by then ends before it; what is not after it does, too.
  const ends = /finish|end|over|done/i.test(verb) || /no/i.test(not) || /by|until|than/i.test(side);
  const filter: ProgrammeFilter = isLater
    ? { said: `from ${time}`, fits: ({ startsAt }, zone) => minuteOfDay(startsAt, zone) >= at, ofTime: true }
    : ends
      ? { said: `over by ${time}`, fits: ({ endsAt }, zone) => minuteOfDay(endsAt, zone) <= at, ofTime: true }
      : { said: `before ${time}`, fits: ({ startsAt }, zone) => minuteOfDay(startsAt, zone) < at, ofTime: true };
  return { filter, words: match[0] };
}

/** "Thursdays are no good", "evenings don't work". */
const saidUnwanted =
  /^ (?:are|is|would be|will be)(?: (?:always|usually|really|just))? (?:no good|no use|bad|out|difficult|hard|tricky|awkward|impossible|a (?:no|problem|pain)|not (?:good|great|ideal|possible|an option))\b|^ (?:don['’]?t|do not|won['’]?t|will not|never) (?:work|suit)/i;

interface FiltersNamed {
  readonly filters: readonly ProgrammeFilter[];
  /** The words without them. */
  readonly rest: string;
  /** Those that say on which side of a time, on which day of the week. */
  readonly ofTime: readonly string[];
  /** The words that name all of them. */
  readonly words: readonly string[];
}

/** The filters that the words name, and the words without them. */
export function filtersInWords(text: string): FiltersNamed {
  const time = clockInWords(text);
  const rest = time ? text.replace(time.words, ' ') : text;
  const found = filters.filter(({ pattern }) => rest.search(pattern) >= 0);
  // "Half day or full day" leaves nothing out.
  const isEither = ['half a day or less', 'a whole day'].every((name) => found.some(({ said }) => said === name));
  const named = isEither ? found.filter(({ kind }) => kind !== 'length') : found;
  return {
    filters: [...oneOfEachKind(named, rest), ...(time ? [time.filter] : [])],
    rest: named.reduce((left, { pattern }) => left.replace(pattern, ' '), rest),
    ofTime: [
      ...named.filter(({ ofTime }) => ofTime).flatMap((one) => timesSaid(one, rest)),
      ...(time ? [time.words] : []),
    ],
    words: [...named.flatMap((one) => timesSaid(one, rest)), ...(time ? [time.words] : [])],
  };
}

/** With "not" before what is not wanted, so that it can be said again. */
function timesSaid(filter: WordedFilter, text: string): readonly string[] {
  const said = text.match(filter.pattern) ?? [];
  return isUnwanted(filter, text) ? said.map((words) => `not ${words}`) : said;
}

function isUnwanted({ pattern }: WordedFilter, text: string): boolean {
  const [first] = text.match(pattern) ?? [''];
  const at = text.search(pattern);
  return unwanted.test(text.slice(0, at)) || saidUnwanted.test(text.slice(at + first.length));
}

/** Those that are wanted of a kind as one, of which any may fit; those that are not, each by itself. */
function oneOfEachKind(named: readonly WordedFilter[], text: string): ProgrammeFilter[] {
  const not = named
    .filter((one) => isUnwanted(one, text))
    .map(
      ({ said, fits, ofTime }): ProgrammeFilter => ({
        said: `not ${said.replace(/ only$/, '')}`,
        fits: (session, zone) => !fits(session, zone),
        ...(ofTime ? { ofTime } : {}),
      }),
    );
  const wanted = named.filter((one) => !isUnwanted(one, text));
  const any = [...new Set(wanted.map(({ kind }) => kind))].map((kind): ProgrammeFilter => {
    const ofKind = wanted.filter((one) => one.kind === kind);
    return {
      said: ofKind.map(({ said }) => said).join(' or '),
      fits: (session, zone) => ofKind.some(({ fits }) => fits(session, zone)),
      ...(ofKind.every(({ ofTime }) => ofTime) ? { ofTime: true } : {}),
    };
  });
  return [...any, ...not];
}

/** Sessions that fit all of them. */
export function filtered(
  sessions: readonly ProgrammeSession[],
  named: readonly ProgrammeFilter[],
  zone: string,
): readonly ProgrammeSession[] {
  return named.length === 0 ? sessions : sessions.filter((session) => named.every(({ fits }) => fits(session, zone)));
}
