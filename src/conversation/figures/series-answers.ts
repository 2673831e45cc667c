import { approvedQuotes } from '../../app/feedback/approved-quotes.js';
import { lastHeld } from '../../app/figures/figures.js';
import type { SeriesFacts } from '../../app/programme/series.js';
import { sayDay } from '../../domain/when.js';
import type { ActAction, Card } from '../../rendering/card.js';
import { askTeamAction, quotesCard } from '../knowledge/answer-cards.js';
import { documentKey, openLibrary } from '../knowledge/library.js';
import type { RecordQuestion } from '../knowledge/record-question.js';
import { listEvents, showEvent } from '../programme/programme.js';
import { audienceWords, type EventSessions, sayCost } from '../programme/programme-cards.js';
import { programmeOf } from '../programme/programme-of-turn.js';
import { byEvent, narrowProgramme } from '../programme/programme-words.js';
import { pastDaysInWords } from '../talk/past-days.js';
import type { Answer, Talk } from '../talk/turn-context.js';
import { attendanceCard, attendanceTrendCard, lastHeldCard, pastEventCard } from './figure-answers.js';

/** Answers a question about a series or one of its events; undefined when it is no longer published. */
export async function answerAboutSeries(talk: Talk, asked: RecordQuestion): Promise<Answer | undefined> {
  const library = await openLibrary(talk.desk.core);
  const { kind, slug } = asked.about;
  const series = library.series.get(
    kind === 'event' ? (library.documents.get(documentKey(kind, slug))?.series ?? '') : slug,
  );
  if (!series) return undefined;
  switch (asked.aspect) {
    case 'attendance':
    case 'schools':
      return withCard(talk, asked, await figuresOf(talk, series, asked));
    case 'trend':
      return withCard(talk, asked, await attendanceTrendCard(talk, series, asked));
    case 'said':
      return answerQuotes(talk, series, asked);
    case 'held': {
      const card = await lastHeldCard(talk, series, asked);
      return card ? withCard(talk, asked, card) : answerProgramme(talk, series, asked);
    }
    default:
      return answerProgramme(talk, series, asked);
  }
}

/** Of an event that is over, its own figures; of one to come, those of its series. */
async function figuresOf(talk: Talk, series: SeriesFacts, asked: RecordQuestion): Promise<Card> {
  const own = asked.about.kind === 'event' ? await pastEventCard(talk, series, asked.about.slug, asked) : undefined;
  return own ?? attendanceCard(talk, series, asked);
}

function withCard(talk: Talk, asked: RecordQuestion, card: Card): Answer {
  const { about, aspect } = asked;
  return {
    replies: [{ kind: 'card', card }],
    subject: { events: talk.subject.events, about, ...(aspect ? { aspect } : {}) },
  };
}

async function answerQuotes(talk: Talk, series: SeriesFacts, asked: RecordQuestion): Promise<Answer> {
  const of = asked.about.kind === 'event' ? { event: asked.about.slug } : { series: series.slug };
  const privately = talk.turn.place.kind === 'personal';
  const quotes = await approvedQuotes(talk.desk.core, talk.actor, of, privately);
  const answer = withCard(talk, asked, quotesCard(series.name, quotes, [askTeamAction(asked.question)]));
  return { ...answer, quoted: quotes.map(({ id }) => id) };
}

/** When, where, what it costs, whom it is for: its next events; what it is: its description with them. */
async function answerProgramme(talk: Talk, series: SeriesFacts, asked: RecordQuestion): Promise<Answer> {
  const sessions = (await programmeOf(talk)).filter(({ seriesSlug }) => seriesSlug === series.slug);
  const narrowed = narrowProgramme(sessions, asked.words, talk.now, talk.zone);
  const events = byEvent(narrowed.sessions.length > 0 ? narrowed.sessions : sessions);
  const meant = asked.about.kind === 'event' ? asked.about.slug : asked.event;
  const named = meant ? events.filter(([first]) => first.eventSlug === meant) : [];
  const [first, ...others] = named.length > 0 ? named : events;
  const dated = !asksOfPastYear(talk, asked.words) && ['when', 'places', 'deadline'].includes(asked.aspect ?? '');
  if (first && (dated || (asked.about.kind === 'event' && named.length > 0))) {
    const next = others.length === 0 || /\bnext\b/i.test(asked.words);
    const answer = next ? await showEvent(talk, first) : listEvents(talk, series.name, [first, ...others]);
    return { ...answer, subject: { events: [], ...answer.subject, about: asked.about } };
  }
  const card = await seriesCard(talk, series, first ? [first, ...others] : [], asked);
  const [only] = others.length === 0 && first?.length === 1 ? first : [];
  return {
    replies: [{ kind: 'card', card }],
    subject: {
      events: first ? [first, ...others].slice(0, 20).map(([session]) => session.eventId) : [],
      about: { kind: 'series', slug: series.slug },
      ...(only ? { session: only.id } : {}),
    },
  };
}

/** "Was the 2020 conference sold out?" is not about the next one. */
function asksOfPastYear(talk: Talk, words: string): boolean {
  const days = /\b20\d\d\b/.test(words) ? pastDaysInWords(words, talk.now, talk.zone) : undefined;
  return days !== undefined && days.to <= talk.now;
}

/** What a series is, for whom, what it costs, and when it is next on. */
async function seriesCard(
  talk: Talk,
  series: SeriesFacts,
  events: readonly EventSessions[],
  asked: RecordQuestion,
): Promise<Card> {
  const next = events[0]
    ? events
        .slice(0, 3)
        .map(([first]) => `${first.title}: ${sayDay(first.startsAt, talk.zone)}`)
        .join('; ')
    : await sayLastHeld(talk, series);
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

async function sayLastHeld(talk: Talk, series: SeriesFacts): Promise<string> {
  const last = await lastHeld(talk.desk.core, series.slug);
  return last ? `None is planned just now. The last was on ${sayDay(last, talk.zone)}` : 'None is planned just now';
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
