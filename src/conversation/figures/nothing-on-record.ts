import { type Evaluated, evaluateFigures } from '../../app/figures/evaluate-figures.js';
import type { NamesOnRecord } from '../../app/figures/figure-names.js';
import { figuresOfSeries } from '../../app/figures/figures.js';
import { academicYearOf } from '../../domain/academic-year.js';
import { dayMs } from '../../domain/durations.js';
import type { FiguresQuery, Stretch } from '../../domain/figures/figures-query.js';
import { sayMonth } from '../../domain/when.js';
import type { Block, Card } from '../../rendering/card.js';
import type { TurnContext } from '../talk/turn-context.js';
import { listWords } from '../talk/wording.js';
import { calendarReading } from './counted.js';
import { sayAbout, sayAllDays, sayCell } from './figure-sentences.js';
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
  if (only?.kind === 'series' && stretch && query.subjects.length === 1 && !query.without) {
    const year = academicYearOf(stretch.from, context.zone);
    const published = (await figuresOfSeries(context.services.core.prisma, only.slug)).filter(
      (figure) => figure.academicYear === year && (query.measure === figure.kind || query.measure === 'attended'),
    );
    if (published.length > 0) return eventsFiguresCard(`${about} ${stretch.said}`, [], published, context, actions);
  }
  const later = await sayLater(context, query, counted);
  return sentenceCard(
    [
      ...leadOf(query, counted, about, later.length > 0),
      ...(await calendarReading(context, query)),
      ...later,
      ...(later.length > 0 && stretch?.latest ? [] : sayNearest(counted, stretch, context.zone)),
    ],
    actions,
  );
}

/** That it is not on record; of a day or month without a year, which lies ahead, what is to come says it all. */
function leadOf(query: FiguresQuery, { sides }: Evaluated, about: string, isToCome: boolean): string[] {
  const stretch = query.times[0]?.kind === 'stretch' ? query.times[0].stretch : undefined;
  const when = stretch ? ` ${stretch.said}` : '';
  if (sides.some(({ rounds }) => rounds.length > 0)) return [`That is not on record: ${about}${when}.`];
  if (isToCome) return stretch && !stretch.latest ? [`${about}${when}: nothing has been held yet.`] : [];
  return query.subjects.length === 0 && isWhole(query)
    ? [`Nothing was held${when}, as far as the records say.`]
    : [`I have no ${about.charAt(0).toLowerCase()}${about.slice(1)}${when} on record.`];
}

function isWhole({ places, areas, phases }: FiguresQuery): boolean {
  return places.length + areas.length + phases.length === 0;
}

const mostLater = 3;

/** What of it is still to come, with who has booked; of a long time the first alone. */
async function sayLater(context: TurnContext, query: FiguresQuery, { later }: Evaluated): Promise<string[]> {
  const [first] = later;
  const sameDays = later.filter(({ startsAt }) => first && startsAt.getTime() - first.startsAt.getTime() < 7 * dayMs);
  return Promise.all(
    sameDays.slice(0, mostLater).map(async (round) => {
      const booked: FiguresQuery = {
        ...query,
        measure: 'booked',
        operation: 'value',
        times: [{ kind: 'coming' }],
        subjects: [{ kind: 'event', slug: round.slug }],
        unsure: false,
      };
      const { sides } = await evaluateFigures(context.services.core, booked);
      const said = sides[0] ? `: ${sayCell('booked', sides[0], true)}` : '';
      return `${round.title} is still to come, in ${sayMonth(round.startsAt, context.zone)}${said}.${sayAllDays(query, [
        round,
      ])
        .map((words) => ` ${words}`)
        .join('')}`;
    }),
  );
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
