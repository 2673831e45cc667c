import {
  type EventFigures,
  figuresOfSeries,
  pastEvent,
  pastEventsOfSeries,
  peopleWhoAttended,
} from '../../app/figures/figures.js';
import type { SeriesFacts } from '../../app/programme/series.js';
import { academicYearOf } from '../../domain/academic-year.js';
import { trendOf } from '../../domain/figures/trend.js';
import { sayDay, sayMonth } from '../../domain/when.js';
import type { ActAction, Card } from '../../rendering/card.js';
import type { NamedDays } from '../../understanding/named-days.js';
import { askTeamAction } from '../knowledge/answer-cards.js';
import type { Aspect } from '../knowledge/aspects.js';
import type { RecordQuestion } from '../knowledge/record-question.js';
import { seriesChart, withPicture } from '../talk/chart-cards.js';
import { pastDaysInWords } from '../talk/past-days.js';
import type { TurnContext } from '../talk/turn-context.js';
import { listWords } from '../talk/wording.js';
import { eventFiguresCard, eventsFiguresCard, trendCard } from './figures-cards.js';

/** How many came to a series: in the period or at the event asked about, or recently. */
export async function attendanceCard(context: TurnContext, series: SeriesFacts, asked: RecordQuestion): Promise<Card> {
  const { core } = context.services;
  const events = (await pastEventsOfSeries(core, series.slug)).map((event) => askedFirst(event, asked.aspect));
  const days = pastDaysInWords(asked.words, context.now, context.zone);
  const named = asked.event && !days ? events.find(({ slug }) => slug === asked.event) : undefined;
  if (named) return eventFiguresCard(named, context, actionsFor(series, asked));
  if (days) return figuresOfDays(context, series, asked, events, days);
  const latest = events.at(-1);
  if (asked.about.kind === 'event' || /\blast\b|\blatest\b|\bmost recent\b/.test(asked.words.toLowerCase())) {
    if (latest) return eventFiguresCard(latest, context, actionsFor(series, asked));
  }
  const ofSeries = await figuresOfSeries(core.prisma, series.slug);
  return eventsFiguresCard(`${series.name}: how many came`, events, ofSeries, context, actionsFor(series, asked));
}

/** Schools before people, when schools were asked for. */
function askedFirst(event: EventFigures, aspect: Aspect | undefined): EventFigures {
  if (aspect !== 'schools') return event;
  const schools = event.figures.filter(({ kind }) => kind === 'schools');
  return { ...event, figures: [...schools, ...event.figures.filter(({ kind }) => kind !== 'schools')] };
}

/** When it was last on, with how many came; undefined when it never was. */
export async function lastHeldCard(
  context: TurnContext,
  series: SeriesFacts,
  asked: RecordQuestion,
): Promise<Card | undefined> {
  const events = await pastEventsOfSeries(context.services.core, series.slug);
  const days = pastDaysInWords(asked.words, context.now, context.zone);
  const named = asked.event && !days ? events.find(({ slug }) => slug === asked.event) : undefined;
  const event = named ?? (days ? within(events, asked.words, days) : events).at(-1);
  if (!event) return undefined;
  const last = event === events.at(-1) ? `The last ${series.name.toLowerCase()} was` : `${event.title} was`;
  return eventFiguresCard(
    event,
    context,
    actionsFor(series, asked),
    `${last} on ${sayDay(event.startsAt, context.zone)}.`,
  );
}

async function figuresOfDays(
  context: TurnContext,
  series: SeriesFacts,
  asked: RecordQuestion,
  events: readonly EventFigures[],
  days: NamedDays,
): Promise<Card> {
  const actions = actionsFor(series, asked);
  const held = within(events, asked.words, days);
  const [only, ...others] = held;
  if (only && others.length === 0) return eventFiguresCard(only, context, actions);
  if (only) {
    const ofSeries = await figuresOfSeries(context.services.core.prisma, series.slug);
    const year = only.academicYear;
    const ofYear = held.every((event) => event.academicYear === year)
      ? ofSeries.filter(({ academicYear }) => academicYear === year)
      : [];
    return eventsFiguresCard(`${series.name} ${days.said}`, held, ofYear, context, actions);
  }
  const ofYear = await figuresPublishedFor(context, series, days);
  if (ofYear.length > 0) return eventsFiguresCard(`${series.name} ${days.said}`, [], ofYear, context, actions);
  return noneHeld(context, series, events, days, actions);
}

/** Events in the days; for a month without a year, in the latest year that has one. */
function within(events: readonly EventFigures[], words: string, days: NamedDays): EventFigures[] {
  const between = (from: Date, to: Date) => events.filter(({ startsAt }) => startsAt >= from && startsAt < to);
  const held = between(days.from, days.to);
  if (held.length > 0 || /\d{4}|\b(this|last)\b/i.test(days.words) || /\d{4}/.test(words)) return held;
  for (let back = 1; back <= 12; back += 1) {
    const earlier = between(yearsBefore(days.from, back), yearsBefore(days.to, back));
    if (earlier.length > 0) return earlier;
  }
  return [];
}

function yearsBefore(date: Date, years: number): Date {
  const earlier = new Date(date);
  earlier.setUTCFullYear(earlier.getUTCFullYear() - years);
  return earlier;
}

/** A series' own figures for the academic year that the days begin in. */
async function figuresPublishedFor(context: TurnContext, series: SeriesFacts, days: NamedDays) {
  const year = academicYearOf(days.from, context.zone);
  const figures = await figuresOfSeries(context.services.core.prisma, series.slug);
  return figures.filter(({ academicYear }) => academicYear === year);
}

function noneHeld(
  context: TurnContext,
  series: SeriesFacts,
  events: readonly EventFigures[],
  days: NamedDays,
  actions: readonly ActAction[],
): Card {
  const distance = (event: EventFigures) => Math.abs(event.startsAt.getTime() - days.from.getTime());
  const near = [...events]
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, 2)
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  const lead = `I have no ${series.name.toLowerCase()} ${days.said} on record.`;
  if (near.length === 0) return { fallback: lead, blocks: [{ kind: 'text', text: lead }], actions };
  const where = `The nearest: ${listWords(near.map(({ startsAt }) => sayMonth(startsAt, context.zone)))}.`;
  const card = eventsFiguresCard(`${series.name}: the nearest on record`, near, [], context, actions);
  return {
    ...card,
    fallback: `${lead} ${where}\n${card.fallback}`,
    blocks: [{ kind: 'text', text: lead }, ...card.blocks],
  };
}

/** Whether more come than before; a single round is told as what it is. */
export async function attendanceTrendCard(
  context: TurnContext,
  series: SeriesFacts,
  asked: RecordQuestion,
): Promise<Card> {
  const all = await pastEventsOfSeries(context.services.core, series.slug);
  const events = eventsOfSpan(all, asked.words, pastDaysInWords(asked.words, context.now, context.zone));
  const counted = events.flatMap((event) => {
    const figure = peopleWhoAttended(event);
    return figure
      ? [
          {
            event,
            point: { label: sayMonth(event.startsAt, context.zone), startsAt: event.startsAt, value: figure.value },
          },
        ]
      : [];
  });
  const trend = trendOf(counted.map(({ point }) => point));
  if (!trend) return attendanceCard(context, series, asked);
  const card = trendCard(
    series.name,
    trend,
    counted.map(({ event }) => event),
    context,
    actionsFor(series, asked, 'trend'),
  );
  return withPicture(card, seriesChart(context.services, series, trend.points));
}

/** "Since 2016" is from then on; "between 2016 and 2017" is the years from the first to the last; else all. */
function eventsOfSpan(
  events: readonly EventFigures[],
  words: string,
  days: NamedDays | undefined,
): readonly EventFigures[] {
  // "More than last year" compares with it; it does not ask for that year alone.
  if (!days || /\b(than|compared)\b/i.test(words)) return events;
  const years = [...words.matchAll(/\b(20\d\d)\b/g)].map((match) => Number(match[1]));
  const last = Math.max(...years);
  const to =
    years.length > 1 ? new Date(Date.UTC(last + 1, 0, 1)) : /\b(since|from)\b/i.test(words) ? undefined : days.to;
  const span = events.filter(({ startsAt }) => startsAt >= days.from && (!to || startsAt < to));
  // One year alone holds too little to move: then everything up to it is looked at.
  return span.length > 1 ? span : events.filter(({ startsAt }) => !to || startsAt < to);
}

/** One past event by its slug; undefined when it is still to come. */
export async function pastEventCard(
  context: TurnContext,
  series: SeriesFacts,
  eventSlug: string,
  asked: RecordQuestion,
): Promise<Card | undefined> {
  const event = await pastEvent(context.services.core, eventSlug);
  return event && eventFiguresCard(event, context, actionsFor(series, asked));
}

function actionsFor(series: SeriesFacts, asked: RecordQuestion, shown?: Aspect): ActAction[] {
  const open = (label: string, aspect: Aspect): ActAction => ({
    kind: 'act',
    label,
    verb: 'answer',
    data: { kind: 'series', slug: series.slug, aspect },
    keepsCard: true,
  });
  return [
    ...(shown === 'trend' ? [] : [open('Up or down?', 'trend')]),
    open('What people said', 'said'),
    open('Next dates', 'when'),
    askTeamAction(asked.question),
  ];
}
