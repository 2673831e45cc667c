import { TZDate } from '@date-fns/tz';
import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { milesBetween, milesFromTown, placesOfSchools } from '../../app/schools/school-places.js';
import { bookingState, placesLeft } from '../../domain/booking.js';
import { sayDay, sayMoment, sayTime } from '../../domain/when.js';
import type { Answer, TurnContext } from '../talk/turn-context.js';
import { listWords, plural } from '../talk/wording.js';
import { firstForMe } from './for-me.js';
import { listEvents } from './list-events.js';
import { type EventSessions, sayCost, sessionTitle } from './programme-cards.js';
import { byEvent, narrowProgramme, preferMeantFor } from './programme-words.js';

/** By what one of several is asked for: how it is measured, least first, and what is said of the first. */
interface Measure {
  readonly pattern: RegExp;
  /** As a sentence begins: `The cheapest`. */
  readonly said: string;
  /** Undefined where it has no such measure. */
  readonly of: (session: ProgrammeSession, zone: string) => number | undefined;
  readonly value: (session: ProgrammeSession, zone: string) => string;
  /** The card of one alone tells it. */
  readonly isOnCard?: true;
  /** Asked of days or of what one can come to: alone "the last one" is one of those that were shown. */
  readonly ofDays?: true;
}

const minutes = (instant: Date, zone: string) => {
  const local = new TZDate(instant, zone);
  return local.getHours() * 60 + local.getMinutes();
};
const length = ({ startsAt, endsAt }: ProgrammeSession) => endsAt.getTime() - startsAt.getTime();
const room = (session: ProgrammeSession) => (session.waiting > 0 ? 0 : placesLeft(session));
const sayRoom = (session: ProgrammeSession) => {
  const left = room(session);
  return left === Number.POSITIVE_INFINITY ? 'as many as come' : `${plural(left, 'place')} left`;
};
const sayHours = ({ startsAt, endsAt }: ProgrammeSession, zone: string) =>
  `${sayTime(startsAt, zone)} to ${sayTime(endsAt, zone)}`;

const things =
  '(?:thing|one|event|session|date|day|chance|briefing|workshop|training(?: day| session)?|course|conference|meeting|slot)s?';

const measures: readonly Measure[] = [
  {
    pattern:
      /(?:\bmost|(?<=\b(?:which|where|or)\b.*)\bmore) (?:\w+ )?(?:room|spaces?|places?|seats?|availability)(?: left)?\b|\bemptiest\b|\b(?:better|best|better off) for (?:room|spaces?|places?)\b|\bleast (?:full|booked|busy)\b/,
    said: 'Most room',
    of: (session) => -room(session),
    value: sayRoom,
    isOnCard: true,
  },
  {
    pattern:
      /\b(?:fewest|least) (?:room|spaces?|places?|seats?)(?: left)?\b|\bfullest\b|\b(?:most|nearly|almost) full\b/,
    said: 'Least room',
    of: room,
    value: sayRoom,
    isOnCard: true,
  },
  {
    pattern: /\bcheapest\b|\bleast expensive\b|\bcosts? (?:the )?least\b/,
    said: 'The cheapest',
    of: ({ costPence }) => costPence,
    value: ({ costPence }) => sayCost(costPence).toLowerCase(),
  },
  {
    pattern: /\b(?:dearest|priciest)\b|\bmost expensive\b|\bcosts? (?:the )?most\b/,
    said: 'The dearest',
    of: ({ costPence }) => -costPence,
    value: ({ costPence }) => sayCost(costPence).toLowerCase(),
  },
  {
    pattern: /\b(?:finish(?:es)?|ends?) (?:the )?(?:earliest|soonest)\b|\bearliest (?:finish|end)\b/,
    said: 'The earliest to finish',
    of: ({ endsAt }, zone) => minutes(endsAt, zone),
    value: ({ endsAt }, zone) => sayTime(endsAt, zone),
  },
  {
    pattern: /\b(?:finish(?:es)?|ends?) (?:the )?latest\b|\blatest (?:finish|end)\b/,
    said: 'The latest to finish',
    of: ({ endsAt }, zone) => -minutes(endsAt, zone),
    value: ({ endsAt }, zone) => sayTime(endsAt, zone),
  },
  {
    pattern: /\bstarts? (?:the )?latest\b|\blatest (?:start|in the day)\b/,
    said: 'The latest to start',
    of: ({ startsAt }, zone) => -minutes(startsAt, zone),
    value: ({ startsAt }, zone) => sayTime(startsAt, zone),
  },
  {
    pattern: /\bstarts? (?:the )?earliest\b|\bearliest (?:start|in the day)\b/,
    said: 'The earliest to start',
    of: ({ startsAt }, zone) => minutes(startsAt, zone),
    value: ({ startsAt }, zone) => sayTime(startsAt, zone),
  },
  { pattern: /\bshortest\b|\bleast time\b/, said: 'The shortest', of: length, value: sayHours },
  { pattern: /\blongest\b/, said: 'The longest', of: (session) => -length(session), value: sayHours },
  {
    pattern: new RegExp(
      `\\b(?:soonest|earliest)\\b|\\b(?:next|first)\\b(?=(?: [\\w-]+){0,4} ${things} (?:that )?(?:i|we) (?:can|could|may)\\b)`,
    ),
    said: 'The soonest',
    of: ({ startsAt }) => startsAt.getTime(),
    value: ({ startsAt }, zone) => sayMoment(startsAt, zone),
  },
  {
    pattern: new RegExp(`\\b(?:last|latest|final) (?:possible )?(?:(?!one\\b)[a-z]+ ){0,2}?${things}\\b`),
    said: 'The last',
    of: ({ startsAt }) => -startsAt.getTime(),
    value: ({ startsAt }, zone) => sayDay(startsAt, zone),
    ofDays: true,
  },
];

/** "Nearest to Eastholm" is not near whoever asks. */
const drive =
  /\b(?:shortest|quickest|least|easiest) (?:\w+ )?(?:drive|journey|trip|travel(?:ling)?|distance|way to go)\b|\bleast far\b|\b(?:nearest|closest|(?<=\bwhich\b.*)(?:nearer|closer))\b(?! (?:\w+ ){0,2}(?:to|for)\b)/;

/** What has been is counted from the records. */
const past = /\b(?:was|were|had|did|came|been|attended|ever)\b/;

export const ownReach = /\b(?:i|we) (?:can|could|may)\b/;

interface MeasureAsked {
  readonly measure: Measure | 'drive';
  /** The words without it. */
  readonly rest: string;
  /** Of something that is named or talked of: "how far is it". */
  readonly isOfOne?: true;
  /** The nearest to that place, which has something on, or is asked for one event of several places. */
  readonly isNearest?: true;
  /** The place that it is measured from, as it was typed; none where that is the school of whoever asks. */
  readonly from?: string;
}

const howFar = /\bhow far (?:away )?(?:is|are|would|will)\b/;
const fromHere = /\b(?:away )?from (?:me|us|here|my school|our school|where (?:i am|we are))\b/;

const fromPlace = /\b(?:away )?from (?:the )?(\p{L}[\p{L}'’ -]*?)(?= to | for | by |\s*[?.,!]|\s*$)/u;

/** Of the venues; "nearest to me" is measured from a school. */
const nearestTo =
  /\b(?:(?:nearest|closest|nearer|closer)(?: (?:one|venue|thing|event|session))?(?: (?:is|would be))? (?:to|for)|(?:best|easiest|handiest|quickest|most convenient)(?: to get to)? (?:for|from)(?: (?:someone|somebody|people|schools|a school|those|anyone)(?: who is)? (?:in|from|at|near|round))?) (?!(?:me|us|here|home|my|our|where|school)\b)(?:the )?(\p{L}[\p{L}'’ -]*?)(?=\s*[?.,!]|\s*$| (?:in|on|after|before|please|then|or)\b)/u;

const kindIn = /\b(?:briefing|workshop|training|course|conference)s?\b/;

/** By what measure one of what is on is asked for; undefined where it is not, or of what has been. */
export function measureInWords(text: string): MeasureAsked | undefined {
  const words = text.toLowerCase();
  if (past.test(words)) return undefined;
  const away = howFar.exec(words);
  if (away) {
    const rest = words.replace(away[0], ' ').replace(fromHere, ' ');
    const from = fromPlace.exec(rest);
    return {
      measure: 'drive',
      rest: from ? rest.replace(from[0], ' ') : rest,
      isOfOne: true,
      ...(from?.[1] ? { from: from[1] } : {}),
    };
  }
  const to = nearestTo.exec(words);
  if (to?.[1]) return { measure: 'drive', rest: words.replace(to[0], ' '), from: to[1], isNearest: true };
  const far = drive.exec(words);
  if (far) return { measure: 'drive', rest: words.replace(far[0], ' ') };
  for (const measure of measures) {
    const found = measure.pattern.exec(words);
    // "The last peer review workshop" is one of those.
    if (found) {
      const named = measure.ofDays ? found[0].replace(/^\w+ (?:possible )?/, '') : '';
      return {
        measure,
        rest: words.replace(found[0], named.includes(' ') ? named : (kindIn.exec(found[0])?.[0] ?? ' ')),
      };
    }
  }
  return undefined;
}

/**
 * Which of what is on is the cheapest, has most room, starts latest: of what is named, else of what was just shown, else of what
 * whoever asks may book. It is told, and the others follow in their order.
 * @returns undefined where nothing is to be measured
 */
export async function answerByMeasure(
  context: TurnContext,
  { measure, rest, from, isNearest }: MeasureAsked,
  programme: readonly ProgrammeSession[],
): Promise<Answer | undefined> {
  const { sessions, named, days, audience } = narrowProgramme(programme, rest, context.now, context.zone);
  const isNarrowed = named || days !== undefined || audience !== undefined;
  if (measure !== 'drive' && measure.ofDays && !days && !ownReach.test(rest)) return undefined;
  const talked = programme.filter(({ eventId }) => context.subject.events.includes(eventId));
  // Of a town where nothing is on it is told that nothing is.
  const isHeld = programme.some(({ town }) => town?.toLowerCase() === from);
  if (isNearest && !isHeld && talked.length < 2) return undefined;
  const asked = isNarrowed ? sessions : talked.length > 0 ? talked : programme;
  const ofAll = asked.length === talked.length && !isNarrowed;
  const ofDays = measure !== 'drive' && measure.ofDays && !ownReach.test(rest);
  // The last one is the last, whether or not it can be booked yet.
  const pool = ofDays
    ? preferMeantFor(onOnly(context, asked), context.actor.post?.position)
    : ofAll || (isNearest && isNarrowed)
      ? onOnly(context, asked)
      : firstForMe(context, asked);
  const by = measure === 'drive' ? await driveMeasure(context, from) : measure;
  const ranked = by ? rank(pool, by, context.zone) : [];
  const [best] = ranked;
  if (!by || !best || (ranked.length === 1 && by.isOnCard)) return undefined;
  const first = ranked.filter(({ by: own }) => own === best.by).map(({ session }) => session);
  const all = ranked.map(({ session }) => session);
  // Where all are the same each event is listed once.
  const shown =
    first.length === all.length ? byEvent(all) : all.slice(0, mostShown).map((session): EventSessions => [session]);
  const title = all.length > 1 ? `${by.said} first` : "What's on";
  const answer = listEvents(context, title, shown, sentenceOf(by, first, all.length, context.zone));
  const [only, ...ties] = first;
  // Of the days of one event the first is "that one".
  const isOfOne = all.every(({ eventId }) => eventId === only?.eventId);
  if (!only || ties.length > 0 || !isOfOne) return answer;
  return { ...answer, subject: { events: [only.eventId], session: only.id } };
}

const mostShown = 4;

function onOnly(context: TurnContext, sessions: readonly ProgrammeSession[]): readonly ProgrammeSession[] {
  return sessions.filter((session) => bookingState(session, context.now) !== 'cancelled');
}

function rank(sessions: readonly ProgrammeSession[], { of }: Measure, zone: string) {
  return sessions
    .flatMap((session) => {
      const by = of(session, zone);
      return by === undefined ? [] : [{ session, by }];
    })
    .sort((a, b) => a.by - b.by);
}

/**
 * How far it is for whoever asks, or from a place that is named; undefined where their school, or that place, is not known.
 * @param from as it was typed
 */
async function driveMeasure({ services, actor }: TurnContext, from?: string): Promise<Measure | undefined> {
  const places = await placesOfSchools(services.core);
  const town = from?.trim();
  const urn = actor.post?.urn;
  if (town === undefined ? !urn : !places.byName.has(town)) return undefined;
  const milesTo = (session: ProgrammeSession) =>
    town === undefined ? milesBetween(places, urn ?? 0, session) : milesFromTown(places, town, session);
  const miles = (session: ProgrammeSession) => (session.venue ? milesTo(session) : undefined);
  return {
    pattern: drive,
    said: 'The nearest',
    of: miles,
    value: (session) => {
      const far = Math.round(miles(session) ?? 0);
      const start =
        town === undefined ? 'your school' : town.replace(/(?<=^|[ -])\p{Ll}/gu, (letter) => letter.toUpperCase());
      return `${far < 1 ? 'less than a mile' : plural(far, 'mile')} from ${start}`;
    },
  };
}

/** `Most room: Leadership briefing: Eastholm, 39 places left.` */
function sentenceOf({ said, value }: Measure, first: readonly ProgrammeSession[], all: number, zone: string): string {
  const [one] = first;
  if (!one) throw new Error('Nothing was measured: a sentence needs the first');
  if (all === 1) return `${sessionTitle(one)}: ${value(one, zone)}.`;
  if (first.length === all) return `All of these are the same: ${value(one, zone)}.`;
  if (first.length > mostShown) return `${said}: ${first.length} of them, ${value(one, zone)}.`;
  const isOfOne = first.every(({ eventId, label }) => eventId === one.eventId && label !== '');
  const names = isOfOne
    ? `${one.title}, ${listWords(first.map(({ label }) => label))}`
    : listWords(first.map(sessionTitle));
  return `${said}: ${names}, ${value(one, zone)}.`;
}
