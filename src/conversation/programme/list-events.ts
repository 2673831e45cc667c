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
    subject: { events: events.slice(0, 20).map((event) => event[0].eventId), ...commonSeries(events) },
  };
}

/** The common series, if there is one, becomes the subject of the conversation. */
function commonSeries(events: readonly EventSessions[]): Pick<Subject, 'about'> {
  const [slug, ...others] = new Set(events.map(([first]) => first.seriesSlug));
  return slug !== undefined && others.length === 0 ? { about: { kind: 'series', slug } } : {};
}
