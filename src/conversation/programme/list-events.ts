import type { Answer, Subject, TurnContext } from '../talk/turn-context.js';
import { type EventSessions, eventsCard, type ListedForMe } from './programme-cards.js';

/** A list of events, which become the subject of the conversation in this order. */
export function listEvents(
  context: TurnContext,
  title: string,
  events: readonly EventSessions[],
  note?: string,
  listed?: ListedForMe,
): Answer {
  return {
    replies: [{ kind: 'card', card: eventsCard(title, events, context, note, listed) }],
    subject: {
      events: events.slice(0, mostListed).map((event) => event[0].eventId),
      ...commonSeries(events),
      ...daysApart(events.slice(0, mostListed)),
    },
  };
}

const mostListed = 20;

/** Where days of one event are listed one by one, "the first" is the day that was listed first, and not the event. */
function daysApart(events: readonly EventSessions[]): Pick<Subject, 'choosing'> {
  if (new Set(events.map(([{ eventId }]) => eventId)).size === events.length) return {};
  const data = events.map(([{ eventId, id }]) => ({ event: eventId, session: id, words: '' }));
  return { choosing: { verb: 'event', sessions: events.map(([{ id }]) => id), data } };
}

/** The common series, if there is one, becomes the subject of the conversation. */
function commonSeries(events: readonly EventSessions[]): Pick<Subject, 'about'> {
  const [slug, ...others] = new Set(events.map(([first]) => first.seriesSlug));
  return slug !== undefined && others.length === 0 ? { about: { kind: 'series', slug } } : {};
}
