import { maySeeAbsent } from '../../app/figures/absent-schools.js';
import { type Evaluated, evaluateFigures } from '../../app/figures/evaluate-figures.js';
import { areaGroupOf, type NamesOnRecord } from '../../app/figures/figure-names.js';
import { figuresOfSeries, pastEvent, pastEventsOfSeries, peopleWhoAttended } from '../../app/figures/figures.js';
import { isOfComing } from '../../app/figures/pick-rounds.js';
import { academicYearOf } from '../../domain/academic-year.js';
import { dayMs } from '../../domain/durations.js';
import type { FiguresQuery, Stretch, Subject, Times } from '../../domain/figures/figures-query.js';
import { trendOf } from '../../domain/figures/trend.js';
import { sayMonth } from '../../domain/when.js';
import type { Block, Card } from '../../rendering/card.js';
import { yearsLater } from '../../understanding/figures/stretches.js';
import { withWayOut } from '../knowledge/not-meant.js';
import { seriesChart, withPicture } from '../talk/chart-cards.js';
import type { Answer, TurnContext, TurnRequest } from '../talk/turn-context.js';
import { listWords } from '../talk/wording.js';
import { showAbsent } from './absent-schools.js';
import { inCalendarYear } from './calendar-year.js';
import { composeFigures } from './compose-figures.js';
import { sayAbout, sayCell, sayWhom } from './figure-sentences.js';
import { namesOfTurn } from './figures-asked.js';
import { asksForOverview, maySeeFiguresCard, showFiguresCard } from './figures-card.js';
import { eventFiguresCard, eventsFiguresCard, trendCard } from './figures-cards.js';
import { answerJoined } from './joined-figures.js';
import { asksForNames } from './names-asked.js';
import { answerPublished } from './published-figures.js';
import { choicesOf, figuresActions, figuresCard, kindWithoutAreas, unclearCard, ungroupedCard } from './query-cards.js';
import { readQuery, writeQuery } from './query-codec.js';
import { answerRoll } from './roll-figures.js';

/** Answers a question for a number from the records; or says what of it cannot be counted, and what is near. */
export async function answerFigures(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const query = readQuery(request.data.query);
  const names = await namesOfTurn(context);
  const question = request.text || (query ? sayAbout(query, names) : '');
  if (!query) return { replies: [{ kind: 'text', text: 'That is an older button. Please ask me again in words.' }] };
  if (request.data.why)
    return (
      (await answerPublished(context, query, names, question)) ??
      decline(context, await ofWhatWasHeld(context, query), names, request, question)
    );
  const answer = await answerQuery(context, query, names, question);
  // A button says what it shows, and a choice has its own way out; only words can be taken for something else.
  const offersChoice = query.unsure && query.subjects.length > 1;
  return request.text.trim() === '' || offersChoice ? answer : withWayOut(answer, request.text, undefined);
}

async function answerQuery(
  context: TurnContext,
  query: FiguresQuery,
  names: NamesOnRecord,
  question: string,
): Promise<Answer> {
  // Of which of several is asked first: who was at none of them would be another list.
  const isChoice = query.unsure && query.subjects.length > 1;
  if (mayNameHere(context) && !isChoice && asksForNames(query, question)) return showAbsent(context, names, query, 0);
  if (asksForOverview(query, question) && maySeeFiguresCard(context.actor))
    return showFiguresCard(context, names, query);
  const without = kindWithoutAreas(query, names);
  if (without) return withCard(context, query, names, ungroupedCard(without, query, names, question));
  if (query.measure === 'on-roll') return answerRoll(context, query, names, question);
  if (query.by === 'project' || query.subjects.some(({ kind }) => kind === 'project'))
    return answerJoined(context, query, names, question);
  const card = await cardOfEvents(context, query, names, question);
  return withCard(context, query, names, card);
}

/** In a channel everybody reads along: there the number is told, and a button names them in the asker's own chat. */
function mayNameHere({ turn, actor }: TurnContext): boolean {
  return turn.place.kind === 'personal' && maySeeAbsent(actor);
}

/** The card, and what a follow-up needs of the question. */
function withCard(context: TurnContext, query: FiguresQuery, names: NamesOnRecord, card: Card): Answer {
  const [only, ...others] = query.subjects;
  const series =
    others.length > 0 || !only
      ? undefined
      : only.kind === 'event'
        ? names.events.find(({ slug }) => slug === only.slug)?.series
        : only.slug;
  const about = series
    ? { about: { kind: 'series' as const, slug: series }, aspect: query.operation === 'trend' ? 'trend' : 'attendance' }
    : {};
  return {
    replies: [{ kind: 'card', card }],
    subject: { events: context.subject.events, ...about, figures: writeQuery(query) },
  };
}

/** Where nothing says of what, it is of the series that were held then and there; those that most came to come first. */
async function ofWhatWasHeld(context: TurnContext, near: FiguresQuery): Promise<FiguresQuery> {
  const isOpen = near.subjects.length === 0 || (near.unsure && near.subjects.length > 2);
  if (!isOpen || near.by === 'project' || near.measure.startsWith('joined')) return near;
  const { sides } = await evaluateFigures(context.services.core, { ...near, operation: 'value', by: 'series' });
  const rounds = sides.flatMap((side) => side.rounds);
  const slugs = [...new Set(rounds.map(({ seriesSlug }) => seriesSlug))];
  const alone = slugs.map((slug): FiguresQuery => ({ ...near, subjects: [{ kind: 'series', slug }] }));
  const sizes = await Promise.all(alone.map(async (one) => sizeOf(await evaluateFigures(context.services.core, one))));
  const sorted = slugs.map((slug, at) => ({ slug, size: sizes[at] ?? 0 })).sort((a, b) => b.size - a.size);
  const subjects = sorted.slice(0, 3).map(({ slug }): Subject => ({ kind: 'series', slug }));
  return subjects.length > 0 ? { ...near, subjects, unsure: subjects.length > 1 } : near;
}

function decline(
  context: TurnContext,
  near: FiguresQuery,
  names: NamesOnRecord,
  request: TurnRequest,
  question: string,
): Answer {
  const { why = 'words', words = '' } = request.data;
  const card = unclearCard(why, words, near, names, question);
  const { choices: _, ...talkedOf } = context.subject;
  return {
    replies: [{ kind: 'card', card }],
    subject: { ...talkedOf, pending: { verb: 'ask-team', data: { question } } },
    unanswered: question,
  };
}

async function cardOfEvents(
  context: TurnContext,
  query: FiguresQuery,
  names: NamesOnRecord,
  question: string,
): Promise<Card> {
  if (!query.unsure || query.subjects.length < 2) return cardOfOne(context, query, names, question);
  const alone = query.subjects.map((subject): FiguresQuery => ({ ...query, subjects: [subject], unsure: false }));
  const evaluated = await Promise.all(alone.map((one) => evaluate(context, one)));
  const answered = alone.flatMap((one, at) => {
    const counts = evaluated[at];
    const composed = counts && composeFigures(counts.query, counts);
    return counts && composed ? [{ query: one, counts, composed }] : [];
  });
  const [first, ...others] = answered;
  if (!first) {
    // Nothing was held yet in the academic year: the calendar year may have had some.
    const calendar = inCalendarYear(query, context.zone);
    return calendar
      ? cardOfEvents(context, calendar, names, question)
      : cardOfOne(context, alone[0] ?? query, names, question);
  }
  if (others.length === 0) return cardOfOne(context, first.query, names, question);
  const shown = answered.sort((a, b) => sizeOf(b.counts) - sizeOf(a.counts)).slice(0, 3);
  const largest = shown[0] ?? first;
  const detail = query.operation === 'trend' ? await cardOfOne(context, largest.query, names, question) : undefined;
  const namesThem = mayNameHere(context) && asksForNames({ ...query, unsure: false }, question);
  return choicesOf(shown, names, question, detail, namesThem ? 'absent-schools' : 'figures');
}

/** The series that most come to is likeliest meant. */
function sizeOf({ sides }: Evaluated): number {
  return sides.reduce((total, { value, rounds }) => total + (value ?? 0) / Math.max(1, rounds.length), 0);
}

type Counted = Evaluated & { readonly query: FiguresQuery };

/** Counts; a comparison with only one side gets the same a year before, and a question of all events is told by series. */
async function evaluate(context: TurnContext, asked: FiguresQuery): Promise<Counted> {
  const { core } = context.services;
  const query = prepared(asked, await namesOfTurn(context), context.zone);
  const evaluated = await evaluateFigures(core, query);
  if (query.operation === 'compare' && evaluated.sides.length === 1 && evaluated.groups.length === 0) {
    const against = latestTwo(evaluated, context.zone);
    if (against) return evaluate(context, { ...query, times: against });
  }
  if (query.operation === 'trend' && evaluated.events.length < 2 && query.times[0]?.kind === 'stretch') {
    const until: Stretch = { from: new Date(0), to: query.times[0].stretch.to, said: '' };
    if (until.to.getTime() > 0)
      return { ...(await evaluateFigures(core, { ...query, times: [{ kind: 'stretch', stretch: until }] })), query };
  }
  const series = new Set(evaluated.sides.flatMap(({ rounds }) => rounds.map(({ seriesSlug }) => seriesSlug)));
  const tellApart =
    !query.by &&
    query.subjects.length !== 1 &&
    series.size > 1 &&
    ['value', 'sum', 'compare'].includes(query.operation);
  if (tellApart) {
    const apart = { ...query, by: 'series' as const };
    return { ...(await evaluateFigures(core, apart)), query: apart };
  }
  return { ...evaluated, query };
}

function prepared(query: FiguresQuery, names: NamesOnRecord, zone: string): FiguresQuery {
  const { operation, times, places, areas, phases, subjects, by } = query;
  const [only, ...others] = times;
  if (
    operation === 'trend' &&
    only?.kind === 'stretch' &&
    others.length === 0 &&
    only.stretch.orCalendarYear !== undefined
  )
    return { ...query, times: [{ kind: 'any' }] };
  if (
    operation === 'compare' &&
    only?.kind === 'stretch' &&
    others.length === 0 &&
    only.stretch.orCalendarYear !== undefined
  ) {
    // "More than last year" holds the last one, or the bookings of the coming one, against the one before.
    const times: Times[] = isOfComing(query.measure)
      ? [{ kind: 'coming' }, { kind: 'last', count: 1, skip: 0 }]
      : [{ kind: 'any' }];
    return { ...query, times };
  }
  if ((operation === 'value' || operation === 'mean') && !by) {
    if (places.length > 1) return { ...query, by: 'venue' };
    if (areas.length > 1) return { ...query, by: areaGroupOf(areas, names) };
    if (phases.length > 1) return { ...query, by: 'phase' };
  }
  if ((operation === 'most' || operation === 'least') && !by && areas.length > 1)
    return { ...query, by: areaGroupOf(areas, names) };
  if (operation !== 'compare' || by || others.length > 0) return query;
  if (places.length > 1) return { ...query, by: 'venue' };
  if (areas.length > 1) return { ...query, by: areaGroupOf(areas, names) };
  if (phases.length > 1) return { ...query, by: 'phase' };
  if (subjects.length > 1) return { ...query, by: 'series' };
  if (only?.kind === 'stretch')
    return { ...query, times: [only, { kind: 'stretch', stretch: yearsLater(only.stretch, -1, zone) }] };
  return query;
}

/** The last event and the one a year before it, else the one before it. */
function latestTwo({ events, all }: Evaluated, zone: string): Times[] | undefined {
  const last = events.at(-1)?.rounds[0] ?? all.at(-1);
  if (!last) return undefined;
  const earlier = all.filter(({ startsAt, seriesSlug }) => startsAt < last.startsAt && seriesSlug === last.seriesSlug);
  const yearBefore = earlier.find(
    ({ startsAt }) => Math.abs(last.startsAt.getTime() - startsAt.getTime() - 365 * dayMs) < 45 * dayMs,
  );
  const other = yearBefore ?? earlier.at(-1);
  if (!other) return undefined;
  const dayOf = (startsAt: Date): Times => ({
    kind: 'stretch',
    stretch: {
      from: new Date(startsAt.getTime() - dayMs),
      to: new Date(startsAt.getTime() + 7 * dayMs),
      said: `in ${sayMonth(startsAt, zone)}`,
    },
  });
  return [dayOf(last.startsAt), dayOf(other.startsAt)];
}

async function cardOfOne(
  context: TurnContext,
  asked: FiguresQuery,
  names: NamesOnRecord,
  question: string,
): Promise<Card> {
  const counted = await evaluate(context, asked);
  const { query } = counted;
  const actions = figuresActions(asked, names, counted, question);
  const known = (await knownCard(context, asked, counted, actions)) ?? undefined;
  if (known) return withNotes(known, sayWhom(query, names, question));
  const composed = composeFigures(query, counted);
  if (!composed) return noneCard(context, asked, counted, names, question);
  const alternative = [...(await calendarReading(context, asked)), ...sayWhom(query, names, question)];
  return figuresCard(
    query,
    counted,
    { ...composed, more: [...composed.more, ...alternative] },
    names,
    context,
    actions,
  );
}

function withNotes(card: Card, notes: readonly string[]): Card {
  const said = notes.map((text): Block => ({ kind: 'context', text }));
  return { ...card, fallback: [card.fallback, ...notes].join('\n'), blocks: [...card.blocks, ...said] };
}

/** "Last year" in the autumn is the academic year before; the calendar year is told beside it. */
async function calendarReading(context: TurnContext, query: FiguresQuery): Promise<string[]> {
  const calendar = inCalendarYear(query, context.zone);
  if (!calendar) return [];
  const counted = await evaluate(context, calendar);
  const composed = composeFigures(counted.query, counted);
  return composed ? [`If you mean the calendar year: ${composed.lead}`] : [];
}

/** One event as a whole, and attendance over time of a whole series: they have cards of their own. */
async function knownCard(
  context: TurnContext,
  query: FiguresQuery,
  counted: Evaluated,
  actions: NonNullable<Card['actions']>,
): Promise<Card | undefined> {
  const whole = query.places.length + query.areas.length + query.phases.length === 0 && !query.academies && !query.by;
  if (!whole) return undefined;
  const [side, ...sides] = counted.sides;
  const [round, ...rounds] = side?.rounds ?? [];
  const { measure, operation } = query;
  const plain = measure === 'attended' || measure === 'schools' || measure === 'booked';
  if (
    (operation === 'value' || operation === 'sum') &&
    plain &&
    round?.held &&
    rounds.length === 0 &&
    sides.length === 0
  ) {
    const event = await pastEvent(context.services.core, round.slug);
    if (!event) return undefined;
    const first = event.figures.filter(({ kind }) => kind === measure);
    return eventFiguresCard(
      { ...event, figures: [...first, ...event.figures.filter((one) => !first.includes(one))] },
      context,
      actions,
    );
  }
  const [only] = query.subjects;
  if (operation === 'trend' && measure === 'attended' && only?.kind === 'series' && query.subjects.length === 1)
    return attendanceTrend(context, only, counted, actions);
  return undefined;
}

async function attendanceTrend(
  context: TurnContext,
  { slug }: Subject,
  counted: Evaluated,
  actions: NonNullable<Card['actions']>,
): Promise<Card | undefined> {
  const slugs = new Set(counted.sides.flatMap(({ rounds }) => rounds.map((round) => round.slug)));
  const events = (await pastEventsOfSeries(context.services.core, slug)).filter(
    (event) => slugs.has(event.slug) && peopleWhoAttended(event),
  );
  const trend = trendOf(
    events.map((event) => ({
      label: sayMonth(event.startsAt, context.zone),
      startsAt: event.startsAt,
      value: peopleWhoAttended(event)?.value ?? 0,
    })),
  );
  const name = events[0]?.seriesName;
  if (!trend || !name) return undefined;
  return withPicture(
    trendCard(name, trend, events, context, actions),
    seriesChart(context.services, { slug, name }, trend.points),
  );
}

/** Nothing of it is on record: what was published of the whole year, what is to come, and the nearest. */
async function noneCard(
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
