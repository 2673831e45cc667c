import { type EventWithFeedback, eventsWithFeedback, feedbackResults } from '../../app/feedback/feedback-results.js';
import { sayDay } from '../../domain/when.js';
import { amongIn, listedAgain, whichOne } from '../programme/which-one.js';
import { seriesInWords, seriesLike } from '../talk/series-in-words.js';
import { type Answer, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { eventFeedbackCard, feedbackResultsCard } from './feedback-results-cards.js';

const shownInShort = 3;

/** The state of feedback, for organisers: "feedback so far", or "feedback by question for the autumn briefing". */
export async function answerFeedbackResults(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const events = await eventsWithFeedback(core, context.actor);
  if (events.length === 0) return { replies: [text('Nobody has been asked for feedback on your events yet.')] };
  const among = amongIn(request);
  const meant = among
    ? events.filter(({ eventId }) => among.has(eventId))
    : request.data.event
      ? events.filter(({ eventId }) => eventId === request.data.event)
      : namedIn(events, request.text);
  const [only, ...others] = meant;
  if (among || others.length > 0) return whichEvent(context, request, meant);
  if (request.data.event && !only)
    return {
      replies: [text('I can no longer find feedback on that event. Say "feedback so far" to see what there is.')],
    };
  if (!only) {
    const results = await feedbackResults(core, events.slice(0, shownInShort));
    return { replies: [{ kind: 'card', card: feedbackResultsCard(results) }] };
  }
  const [result] = await feedbackResults(core, [only]);
  const file = context.services.board?.feedbackTrend(context.actor.accountId, only.seriesId);
  return result ? { replies: [{ kind: 'card', card: eventFeedbackCard(result, file) }] } : { replies: [] };
}

/** Events that the words after "for" or "on" name, by title, session or series. */
function namedIn(events: readonly EventWithFeedback[], words: string): readonly EventWithFeedback[] {
  const named = /\b(?:for|on|of|at|after|from|about)\s+(.+)$/i.exec(words)?.[1] ?? '';
  if (named === '') return [];
  const titled = events.map((event) => ({ event, name: event.title, aliases: [] }));
  const whole = seriesInWords(titled, named);
  const like = titled.map(({ event, name }) => ({ event, name, aliases: [event.seriesName, ...event.labels] }));
  return (whole.length > 0 ? whole : seriesLike(like, named)).map(({ event }) => event);
}

function whichEvent(context: TurnContext, request: TurnRequest, events: readonly EventWithFeedback[]): Answer {
  const several = events.map(({ eventId, title, startsAt }) => ({
    id: eventId,
    title,
    ...(startsAt ? { detail: sayDay(startsAt, context.zone) } : {}),
    action: { kind: 'act', label: 'Show', verb: 'feedback-results', data: { event: eventId } } as const,
  }));
  return whichOne('Feedback on which event?', several, listedAgain('feedback-results', request));
}
