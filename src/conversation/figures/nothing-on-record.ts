import { type Evaluated, evaluateFigures } from '../../app/figures/evaluate-figures.js';
import type { NamesOnRecord } from '../../app/figures/figure-names.js';
import { figuresOfSeries } from '../../app/figures/figures.js';
import { academicYearOf } from '../../domain/academic-year.js';
import type { FiguresQuery, Stretch } from '../../domain/figures/figures-query.js';
import { sayMonth } from '../../domain/when.js';
import type { Block, Card } from '../../rendering/card.js';
import type { TurnContext } from '../talk/turn-context.js';
import { listWords } from '../talk/wording.js';
import { calendarReading } from './counted.js';
import { sayAbout, sayCell } from './figure-sentences.js';
import { eventsFiguresCard } from './figures-cards.js';
import { figuresActions } from './query-cards.js';

/** Nothing of it is on record: what was published of the whole year, what is to come, and the nearest. */
export async function noneCard(
  context: TurnContext,
  query: FiguresQuery,
  counted: Evaluated,
  names: NamesOnRecord,
  question: string,
): Promise<Card> {
  const [only] = query.subjects;
  const stretch = query.times[0]?.kind === 'stretch' ? query.times[0].stretch : undefined;
  const about = sayAbout(query, names);
  const actions = figuresActions(query, names, counted, question);
  if (only?.kind === 'series' && stretch && query.subjects.length === 1) {
    const year = academicYearOf(stretch.from, context.zone);
    const published = (await figuresOfSeries(context.services.core.prisma, only.slug)).filter(
      (figure) => figure.academicYear === year && (query.measure === figure.kind || query.measure === 'attended'),
    );
    if (published.length > 0) return eventsFiguresCard(`${about} ${stretch.said}`, [], published, context, actions);
  }
  const held = counted.sides.some(({ rounds }) => rounds.length > 0);
  const lead = held
    ? `That is not on record for ${lower(about)}${stretch ? ` ${stretch.said}` : ''}.`
    : `I have no ${lower(about)}${stretch ? ` ${stretch.said}` : ''} on record.`;
  return sentenceCard(
    [
      lead,
      ...(await calendarReading(context, query)),
      ...(await sayLater(context, query, counted)),
      ...sayNearest(counted, stretch, context.zone),
    ],
    actions,
  );
}

function lower(about: string): string {
  return about.charAt(0).toLowerCase() + about.slice(1);
}

async function sayLater(context: TurnContext, query: FiguresQuery, { later }: Evaluated): Promise<string[]> {
  const [first] = later;
  if (!first) return [];
  const booked: FiguresQuery = {
    ...query,
    measure: 'booked',
    operation: 'value',
    times: [{ kind: 'coming' }],
    subjects: [{ kind: 'event', slug: first.slug }],
    unsure: false,
  };
  const { sides } = await evaluateFigures(context.services.core, booked);
  const said = sides[0] ? `: ${sayCell('booked', sides[0], true)}` : '';
  return [`It is still to come, in ${sayMonth(first.startsAt, context.zone)}${said}.`];
}

function sayNearest({ all }: Evaluated, stretch: Stretch | undefined, zone: string): string[] {
  if (!stretch || all.length === 0) return [];
  const distance = (date: Date) => Math.abs(date.getTime() - stretch.from.getTime());
  const near = [...all]
    .sort((a, b) => distance(a.startsAt) - distance(b.startsAt))
    .slice(0, 2)
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  return [`The nearest: ${listWords([...new Set(near.map(({ startsAt }) => sayMonth(startsAt, zone)))])}.`];
}

function sentenceCard(sentences: readonly string[], actions: NonNullable<Card['actions']>): Card {
  const blocks = sentences.map((words): Block => ({ kind: 'text', text: words }));
  return { fallback: sentences.join(' '), blocks, actions };
}
