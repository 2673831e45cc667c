import { type EventFigures, type Figure, peopleWhoAttended } from '../../app/figures/figures.js';
import type { Change, Trend } from '../../domain/figures/trend.js';
import { sayDay, sayMonth } from '../../domain/when.js';
import type { Action, Block, Card } from '../../rendering/card.js';
import type { View } from '../programme/programme-cards.js';
import { sayFigure, sayFigureOfYear, sayNumber, sayPapersOf } from '../talk/source-cards.js';
import { capitalise, listWords } from '../talk/wording.js';
import { sayBeforeGap } from './compose-figures.js';

/** The figures of one past event. @param lead a first sentence, when it is not exactly what was asked for */
export function eventFiguresCard(event: EventFigures, view: View, actions: readonly Action[], lead?: string): Card {
  const [first, ...others] = event.figures;
  const headline = first ? `${capitalise(sayFigure(first))}.` : 'Nobody has recorded how many came.';
  const more = others.map(sayFigure);
  const note = noteOn(event, view);
  const blocks: Block[] = [
    { kind: 'heading', text: event.title },
    ...(lead ? [{ kind: 'text', text: lead } as const] : []),
    { kind: 'text', text: headline, tone: 'strong' },
    ...(more.length > 0 ? [{ kind: 'text', text: `Also: ${listWords(more)}.` } as const] : []),
    { kind: 'context', text: note },
  ];
  const words = [lead, `${event.title}: ${headline}`, more.length > 0 ? `Also: ${listWords(more)}.` : '', note];
  return { fallback: words.filter(Boolean).join(' '), blocks, actions };
}

/** What is counted, who says so, and as of when. */
function noteOn(event: EventFigures, view: View): string {
  const [first] = event.figures;
  if (!first) return `It was held in ${sayMonth(event.startsAt, view.zone)}.`;
  const counted =
    first.kind !== 'booked' && first.kind !== 'places'
      ? 'Counted: who came, not who booked.'
      : 'Counted: who booked; who came is not recorded.';
  if (first.source) return `${counted} Source: ${sayPapersOf(event.figures)}.`;
  const records = `From our own records as of ${sayDay(first.asOf, view.zone)}, each person once.`;
  return [counted, records, event.provisional ? 'Provisional: the list is not complete yet.' : '']
    .filter(Boolean)
    .join(' ');
}

const mostPoints = 9;

/** How attendance of a series has moved: figures, the change in number and per cent, and every round in a table. */
export function trendCard(
  seriesName: string,
  trend: Trend,
  events: readonly EventFigures[],
  view: View,
  actions: readonly Action[],
): Card {
  const title = `${seriesName}: how many came`;
  const { latest, overAYear, overall, points } = trend;
  const main = overAYear ?? latest;
  const sentences = [
    sayChange(main, overAYear ? 'a year earlier' : 'the time before'),
    ...(points.length > 2 ? [sayOverall(overall)] : []),
    ...sayBeforeGap(trend),
  ];
  const shown = points.slice(-mostPoints);
  const rows = shown.map((point, index) => {
    const before = shown[index - 1];
    return [point.label, sayNumber(point.value), before ? signed(point.value - before.value) : ''];
  });
  const note = trendNote(events, view);
  return {
    fallback: [title, ...sentences, ...shown.map((point) => `${point.label}: ${sayNumber(point.value)}`), note].join(
      '\n',
    ),
    blocks: [
      { kind: 'heading', text: title },
      { kind: 'text', text: sentences[0] ?? '', tone: 'strong' },
      ...sentences.slice(1).map((text) => ({ kind: 'text', text }) as const),
      { kind: 'table', columns: ['Round', 'People who came', 'Change'], rows },
      { kind: 'context', text: note },
    ],
    actions,
  };
}

/** `Up: 301 came to Leadership briefing, autumn 2026; that is 12 more (4.2%) than a year before, when 289 came.` */
function sayChange(change: Change, compared: string): string {
  const came = `${sayNumber(change.to.value)} came in ${change.to.label}`;
  if (change.by === 0) return `The same: ${came}, as many as ${compared}.`;
  const direction = change.by > 0 ? 'Up' : 'Down';
  return `${direction}: ${came}; that is ${sayBy(change)} than ${compared} (${sayNumber(change.from.value)} in ${change.from.label}).`;
}

function sayOverall(change: Change): string {
  const span = `Since ${change.from.label} (${sayNumber(change.from.value)})`;
  return change.by === 0 ? `${span} there has been no change.` : `${span} it is ${sayBy(change)}.`;
}

function sayBy({ by, perCent }: Change): string {
  const share = perCent === null ? '' : ` (${sayNumber(Math.abs(perCent))}%)`;
  return `${sayNumber(Math.abs(by))} ${by > 0 ? 'more' : 'fewer'}${share}`;
}

function signed(by: number): string {
  return by > 0 ? `+${sayNumber(by)}` : by < 0 ? `−${sayNumber(-by)}` : '0';
}

function trendNote(events: readonly EventFigures[], view: View): string {
  const figures = events.map(peopleWhoAttended).filter((figure) => figure !== undefined);
  const papers = sayPapersOf(figures);
  const own = figures.filter(({ source }) => source === null);
  const latest = own.map(({ asOf }) => asOf).sort((a, b) => b.getTime() - a.getTime())[0];
  return [
    'Counted: people who came, not bookings.',
    latest
      ? `From our own records as of ${sayDay(latest, view.zone)}${papers ? ', earlier rounds as published.' : '.'}`
      : '',
    papers ? `Source: ${papers}.` : '',
    events.some(({ provisional }) => provisional) ? 'The last one is provisional: its list is not complete yet.' : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** Several past events, the latest first, each with its count. */
export function eventsFiguresCard(
  title: string,
  events: readonly EventFigures[],
  ofSeries: readonly Figure[],
  view: View,
  actions: readonly Action[],
): Card {
  const lines = [...events]
    .reverse()
    .slice(0, mostPoints)
    .map((event) => {
      const [first] = event.figures;
      return { title: event.title, detail: first ? sayFigure(first) : 'not recorded' };
    });
  const extra = ofSeries.map((figure) => `${sayFigureOfYear(figure)}. Source: ${sayPapersOf([figure])}.`);
  const note = trendNote(events, view);
  return {
    fallback: [`${title}:`, ...lines.map((line) => `${line.title}: ${line.detail}`), ...extra, note].join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      ...(lines.length > 0 ? [{ kind: 'list', items: lines } as const] : []),
      ...extra.map((text) => ({ kind: 'text', text }) as const),
      { kind: 'context', text: note },
    ],
    actions,
  };
}
