import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { milesBetween, placesOfSchools } from '../../app/schools/school-places.js';
import { bookingState, isMeantFor, placesLeft } from '../../domain/booking.js';
import { isPrivate } from '../talk/turn.js';
import type { TurnContext } from '../talk/turn-context.js';
import type { EventSessions } from './programme-cards.js';

/** What somebody may book, what is near their school first; and how far each is. */
interface ForMe {
  readonly events: readonly EventSessions[];
  /** How many of all are left out. */
  readonly others: number;
  /** `14 miles away`, by event. */
  readonly away: ReadonlyMap<string, string>;
}

/** A drive that most heads make for a morning. */
const nearMiles = 20;

/**
 * What whoever asks may book now: meant for them, open, with a place free; near their school and online first, each soonest
 * first. Undefined where we do not know who asks, others read along, or nothing is so.
 */
export async function forMe(context: TurnContext, events: readonly EventSessions[]): Promise<ForMe | undefined> {
  const { post } = context.actor;
  if (!post || !isPrivate(context.turn)) return undefined;
  const mine = events.filter((event) => event.some((session) => mayBook(context, session)));
  if (mine.length === 0) return undefined;
  const miles = post.urn === null ? new Map<string, number>() : await distances(context, post.urn, mine);
  const isFar = ([first]: EventSessions) => (miles.get(first.eventId) ?? 0) > nearMiles;
  return {
    events: [...mine.filter((event) => !isFar(event)), ...mine.filter(isFar)],
    others: events.length - mine.length,
    away: new Map([...miles].map(([event, far]) => [event, sayAway(far)])),
  };
}

function mayBook({ actor, now }: TurnContext, session: ProgrammeSession): boolean {
  const { audience: positions, phases, localities } = session;
  return (
    bookingState(session, now) === 'open' &&
    session.waiting === 0 &&
    placesLeft(session) > 0 &&
    isMeantFor({ positions, phases, localities }, actor.post ?? {})
  );
}

/** By event, to its nearest session; none for what is online or whose place is not known. */
async function distances({ services }: TurnContext, urn: number, events: readonly EventSessions[]) {
  const places = await placesOfSchools(services.core);
  const found = new Map<string, number>();
  for (const event of events) {
    const miles = event.map((session) => (session.venue ? milesBetween(places, urn, session) : 0));
    const known = miles.filter((one) => one !== undefined);
    const nearest = Math.min(...known);
    if (known.length > 0 && nearest > 0) found.set(event[0].eventId, nearest);
  }
  return found;
}

const here = '(?:me|us|here|home|school|my school|our school|my place|where (?:i am|we are))';
const nearWords = new RegExp(
  `\\b(?:(?:the )?(?:near|nearer|nearest|close|closer|closest|not (?:too |very |that )?far)(?: one| ones| thing| venue| event)? (?:to |for |from |by )?${here}|nearby|near by|close by|locally|local to (?:me|us)|in (?:my|our|this) (?:area|patch|cluster|neck of the woods|part of the (?:world|county))|(?:a)?round (?:here|our way|my way)|on (?:my|our) doorstep|within (?:easy )?reach|not too far(?: away)?)\\b`,
  'gi',
);

/** "Anything near me": whether the words ask for what is near their school, and the words without it. */
export function nearMeInWords(text: string): { readonly isAsked: boolean; readonly rest: string } {
  const rest = text.replace(nearWords, ' ');
  return { isAsked: rest !== text, rest };
}

/**
 * Each event with the session that is nearest to the school of whoever asks, nearest first; online ones are nowhere. Undefined where we
 * do not know their school, or where it or any of these is.
 */
export async function nearestForMe(
  { actor, services }: TurnContext,
  events: readonly EventSessions[],
): Promise<Pick<ForMe, 'events' | 'away'> | undefined> {
  const urn = actor.post?.urn;
  if (urn === undefined || urn === null) return undefined;
  const places = await placesOfSchools(services.core);
  const found = events.flatMap((event) => {
    const [nearest] = event
      .flatMap((session) => {
        const miles = session.venue ? milesBetween(places, urn, session) : undefined;
        return miles === undefined ? [] : [{ session, miles }];
      })
      .sort((a, b) => a.miles - b.miles);
    return nearest ? [nearest] : [];
  });
  const inOrder = found.sort((a, b) => a.miles - b.miles);
  if (inOrder.length === 0) return undefined;
  return {
    events: inOrder.map(({ session }): EventSessions => [session]),
    away: new Map(inOrder.map(({ session, miles }) => [session.eventId, sayAway(miles)])),
  };
}

/** Those that they may book now; where there is none, those that are not off. */
export function firstForMe(context: TurnContext, sessions: readonly ProgrammeSession[]): readonly ProgrammeSession[] {
  const mine = sessions.filter((session) => mayBook(context, session));
  return mine.length > 0 ? mine : sessions.filter((session) => bookingState(session, context.now) !== 'cancelled');
}

function sayAway(miles: number): string {
  const whole = Math.round(miles);
  if (whole < 1) return 'near you';
  return `${whole} ${whole === 1 ? 'mile' : 'miles'} away`;
}
