import { approvedQuotes } from '../../app/feedback/approved-quotes.js';
import { lastHeld, pastEvent } from '../../app/figures/figures.js';
import type { SeriesFacts } from '../../app/programme/series.js';
import { sayDay } from '../../domain/when.js';
import type { ActAction, Card } from '../../rendering/card.js';
import { ratingsCard } from '../feedback/ratings.js';
import { askTeamAction, quotesCard } from '../knowledge/answer-cards.js';
import { documentKey, openLibrary } from '../knowledge/library.js';
import type { RecordQuestion } from '../knowledge/record-question.js';
import { listEvents } from '../programme/list-events.js';
import { showEvent } from '../programme/programme.js';
import { audienceWords, type EventSessions, sayCost } from '../programme/programme-cards.js';
import { programmeOf } from '../programme/programme-of-turn.js';
import { byEvent, narrowProgramme } from '../programme/programme-words.js';
import { pastDaysInWords } from '../talk/past-days.js';
import { isPrivate } from '../talk/turn.js';
import type { Answer, TurnContext } from '../talk/turn-context.js';
import { answerInNumbers } from './answer-in-numbers.js';
import { attendanceCard, attendanceTrendCard, lastHeldCard, pastEventCard } from './figure-answers.js';
import { partAsked } from './figures-asked.js';

/** Answers a question about a series or one of its events; undefined when it is no longer published. */
export async function answerAboutSeries(context: TurnContext, asked: RecordQuestion): Promise<Answer | undefined> {
  const library = await openLibrary(context.services.core);
  const { kind, slug } = asked.about;
  const series = library.series.get(
    kind === 'event' ? (library.documents.get(documentKey(kind, slug))?.series ?? '') : slug,
  );
  if (!series) return undefined;
  const counted = await countedAnswer(context, asked, series);
  if (counted) return counted;
  switch (asked.aspect) {
    case 'attendance':
    case 'schools':
      return withCard(context, asked, await figuresOf(context, series, asked));
    case 'trend':
      return withCard(context, asked, await attendanceTrendCard(context, series, asked));
    case 'rated': {
      const card = await ratingsCard(context, series, asked, await partAsked(context, asked.words));
      return card ? withCard(context, asked, card) : answerQuotes(context, series, asked);
    }
    case 'said':
      return answerQuotes(context, series, asked);
    case 'held': {
      const card = await lastHeldCard(context, series, asked);
      return card ? withCard(context, asked, card) : answerProgramme(context, series, asked);
    }
    default:
      return answerProgramme(context, series, asked);
  }
}

/** In numbers, where the words ask for them. */
async function countedAnswer(
  context: TurnContext,
  asked: RecordQuestion,
  series: SeriesFacts,
): Promise<Answer | undefined> {
  const { kind, slug } = asked.about;
  // Of an event that is still to come, its series tells how many come.
  if (kind === 'event' && !(await pastEvent(context.services.core, slug))) return undefined;
  return answerInNumbers(context, asked, kind === 'event' ? { kind, slug } : { kind: 'series', slug: series.slug });
}

/** The figures of a past event, or of the series for an upcoming one. */
async function figuresOf(context: TurnContext, series: SeriesFacts, asked: RecordQuestion): Promise<Card> {
  const own = asked.about.kind === 'event' ? await pastEventCard(context, series, asked.about.slug, asked) : undefined;
  return own ?? attendanceCard(context, series, asked);
}

function withCard(context: TurnContext, asked: RecordQuestion, card: Card): Answer {
  const { about, aspect } = asked;
  return {
    replies: [{ kind: 'card', card }],
    subject: { events: context.subject.events, about, ...(aspect ? { aspect } : {}) },
  };
}

async function answerQuotes(context: TurnContext, series: SeriesFacts, asked: RecordQuestion): Promise<Answer> {
  const of = asked.about.kind === 'event' ? { event: asked.about.slug } : { series: series.slug };
  const privately = isPrivate(context.turn);
  const quotes = await approvedQuotes(context.services.core, context.actor, of, privately);
  const answer = withCard(context, asked, quotesCard(series.name, quotes, [askTeamAction(asked.question)]));
  return { ...answer, quoted: quotes.map(({ id }) => id) };
}

/** Questions of when, where, cost and audience show the next events; "what is it" also shows the description. */
async function answerProgramme(context: TurnContext, series: SeriesFacts, asked: RecordQuestion): Promise<Answer> {
  const sessions = (await programmeOf(context)).filter(({ seriesSlug }) => seriesSlug === series.slug);
  const narrowed = narrowProgramme(sessions, asked.words, context.now, context.zone);
  const all = byEvent(narrowed.sessions.length > 0 ? narrowed.sessions : sessions);
  const [only, ...besides] = all;
  // What is off is shown when it is asked for by name, with the reason; it is never what is next.
  const off = narrowed.named && only && besides.length === 0 && isOff(only) ? only : undefined;
  if (off) return showEvent(context, off);
  const events = all.filter((event) => !isOff(event));
  const meant = asked.about.kind === 'event' ? asked.about.slug : asked.event;
  const named = meant ? events.filter(([first]) => first.eventSlug === meant) : [];
  const [first, ...others] = named.length > 0 ? named : events;
  const dated = !asksOfPastYear(context, asked.words) && ['when', 'places', 'deadline'].includes(asked.aspect ?? '');
  if (first && (dated || (asked.about.kind === 'event' && named.length > 0))) {
    const next = others.length === 0 || /\bnext\b/i.test(asked.words);
    const answer = next ? await showEvent(context, first) : listEvents(context, series.name, [first, ...others]);
    return { ...answer, subject: { events: [], ...answer.subject, about: asked.about } };
  }
  const card = await seriesCard(context, series, first ? [first, ...others] : [], asked);
  const [single] = others.length === 0 && first?.length === 1 ? first : [];
  return {
    replies: [{ kind: 'card', card }],
    subject: {
      events: first ? [first, ...others].slice(0, 20).map(([session]) => session.eventId) : [],
      about: { kind: 'series', slug: series.slug },
      ...(single ? { session: single.id } : {}),
    },
  };
}

function isOff([first]: EventSessions): boolean {
  return first.eventStatus === 'cancelled';
}

/** "Was the 2020 conference sold out?" is not about the next one. */
function asksOfPastYear(context: TurnContext, words: string): boolean {
  const days = /\b20\d\d\b/.test(words) ? pastDaysInWords(words, context.now, context.zone) : undefined;
  return days !== undefined && days.to <= context.now;
}

/** What a series is, for whom, what it costs, and when it is next on. */
async function seriesCard(
  context: TurnContext,
  series: SeriesFacts,
  events: readonly EventSessions[],
  asked: RecordQuestion,
): Promise<Card> {
  const next = events[0]
    ? events
        .slice(0, 3)
        .map(([first]) => `${first.title}: ${sayDay(first.startsAt, context.zone)}`)
        .join('; ')
    : await sayLastHeld(context, series);
  const facts = [
    { label: 'For', value: audienceWords(series.audience, [], []) },
    { label: 'Cost', value: sayCost(series.costPence) },
    { label: 'Next', value: next },
  ];
  const words = series.description || series.summary;
  return {
    fallback: [`${series.name}.`, words, ...facts.map(({ label, value }) => `${label}: ${value}.`)].join('\n'),
    blocks: [
      { kind: 'heading', text: series.name },
      { kind: 'text', text: words },
      { kind: 'facts', facts },
      { kind: 'context', text: 'From the programme, as it stands now.' },
    ],
    actions: seriesActions(series, events, asked),
  };
}

async function sayLastHeld(context: TurnContext, series: SeriesFacts): Promise<string> {
  const last = await lastHeld(context.services.core, series.slug);
  return last ? `None is planned just now. The last was on ${sayDay(last, context.zone)}` : 'None is planned just now';
}

function seriesActions(series: SeriesFacts, events: readonly EventSessions[], asked: RecordQuestion): ActAction[] {
  const [first, ...others] = events;
  const dates: ActAction[] =
    first && others.length === 0
      ? [
          {
            kind: 'act',
            label: 'See details and book',
            verb: 'event',
            data: { event: first[0].eventId },
            style: 'primary',
            keepsCard: true,
          },
        ]
      : first
        ? [open(series, 'Dates and places', 'when', 'primary')]
        : [];
  return [
    ...dates,
    open(series, 'How many come?', 'attendance'),
    open(series, 'What people said', 'said'),
    askTeamAction(asked.question),
  ];
}

function open(series: SeriesFacts, label: string, aspect: string, style?: 'primary'): ActAction {
  const data = { kind: 'series', slug: series.slug, aspect };
  return { kind: 'act', label, verb: 'answer', data, keepsCard: true, ...(style ? { style } : {}) };
}
