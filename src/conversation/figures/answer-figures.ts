import { maySeeAbsent } from '../../app/figures/absent-schools.js';
import { type Evaluated, evaluateFigures } from '../../app/figures/evaluate-figures.js';
import type { NamesOnRecord } from '../../app/figures/figure-names.js';
import { pastEvent, pastEventsOfSeries, peopleWhoAttended } from '../../app/figures/figures.js';
import { isOfComing } from '../../app/figures/pick-rounds.js';
import type { FiguresQuery, Subject } from '../../domain/figures/figures-query.js';
import { trendOf } from '../../domain/figures/trend.js';
import { sayMonth } from '../../domain/when.js';
import type { Block, Card } from '../../rendering/card.js';
import { answerRatingsOfAll } from '../feedback/ratings-of-all.js';
import { withWayOut } from '../knowledge/not-meant.js';
import { programmeOf } from '../programme/programme-of-turn.js';
import { narrowProgramme } from '../programme/programme-words.js';
import { seriesChart, withPicture } from '../talk/chart-cards.js';
import type { Answer, Subject as SubjectOfTalk, TurnContext, TurnRequest } from '../talk/turn-context.js';
import { inCalendarYear } from './calendar-year.js';
import { composeFigures } from './compose-figures.js';
import { calendarReading, countQuery, sizeOf } from './counted.js';
import { onDayAlone } from './day-alone.js';
import { sayAbout, sayAllDays, sayWhom } from './figure-sentences.js';
import { namesOfTurn, seriesAsked } from './figures-asked.js';
import { asksForOverview, maySeeFiguresCard, showFiguresCard } from './figures-card.js';
import { eventFiguresCard, trendCard } from './figures-cards.js';
import { answerJoined } from './joined-figures.js';
import { asksForNames } from './names-asked.js';
import { noneCard } from './nothing-on-record.js';
import { answerPublished } from './published-figures.js';
import { choicesOf, figuresActions, figuresCard, kindWithoutAreas, unclearCard, ungroupedCard } from './query-cards.js';
import { numbersTold, readQuery } from './query-codec.js';
import { answerRoll } from './roll-figures.js';
import { showAbsent } from './schools/absent-schools.js';

/** Answers a question for a number from the records; or says what of it cannot be counted, and what is near. */
export async function answerFigures(context: TurnContext, request: TurnRequest): Promise<Answer> {
  if (request.data.rated && request.text)
    return answerRatingsOfAll(context, request.text, (await seriesAsked(context, request.text)) ?? []);
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
  if (!query.without && asksForOverview(query, question) && maySeeFiguresCard(context.actor))
    return showFiguresCard(context, names, query);
  const without = kindWithoutAreas(query, names);
  if (without) return withCard(context, query, names, ungroupedCard(without, query, names, question));
  if (query.measure === 'on-roll') return answerRoll(context, query, names, question);
  if (query.by === 'project' || query.subjects.some(({ kind }) => kind === 'project'))
    return answerJoined(context, query, names, question);
  const fair = await likeWithLike(context, query);
  const card = await cardOfEvents(context, fair, names, question);
  return withCard(context, fair, names, card);
}

/** Of two times at one place, what was held there both times: the conference of the one month is no part of the briefing of the other. */
async function likeWithLike({ services }: TurnContext, query: FiguresQuery): Promise<FiguresQuery> {
  const { operation, subjects, places, times } = query;
  if (operation !== 'compare' || subjects.length > 0 || places.length !== 1 || times.length !== 2) return query;
  const { sides } = await evaluateFigures(services.core, query);
  const [one = [], other = []] = sides.map(({ rounds }) => [...new Set(rounds.map(({ seriesSlug }) => seriesSlug))]);
  const both = one.filter((slug) => other.includes(slug));
  const isSame = both.length === one.length && both.length === other.length;
  return isSame || both.length === 0 ? query : { ...query, subjects: both.map((slug) => ({ kind: 'series', slug })) };
}

/** In a channel everybody reads along: there the number is told, and a button names them in the asker's own chat. */
function mayNameHere({ turn, actor }: TurnContext): boolean {
  return turn.place.kind === 'personal' && maySeeAbsent(actor);
}

/** The card, and what a follow-up needs of the question. */
async function withCard(context: TurnContext, query: FiguresQuery, names: NamesOnRecord, card: Card): Promise<Answer> {
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
    subject: {
      ...(await spokenOf(context, query)),
      ...about,
      ...numbersTold(context, query),
    },
  };
}

/** Who has booked so far is asked of what is to come, which is spoken of then: "and who is speaking". */
async function spokenOf(context: TurnContext, { measure }: FiguresQuery): Promise<SubjectOfTalk> {
  const { turn, subject, now, zone } = context;
  if (!isOfComing(measure) || turn.input.kind !== 'said') return { events: subject.events };
  const { named, sessions } = narrowProgramme(await programmeOf(context), turn.input.text, now, zone);
  const [event, ...others] = new Set(sessions.map(({ eventId }) => eventId));
  if (!named || event === undefined || others.length > 0) return { events: subject.events };
  const [session, ...more] = sessions;
  return { events: [event], ...(session && more.length === 0 ? { session: session.id } : {}) };
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
  const evaluated = await Promise.all(alone.map((one) => countQuery(context, one)));
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
      : cardOfOne(context, likeliestOf(alone, evaluated) ?? query, names, question);
  }
  if (others.length === 0) return cardOfOne(context, first.query, names, question);
  const shown = answered.sort((a, b) => sizeOf(b.counts) - sizeOf(a.counts)).slice(0, 3);
  const largest = shown[0] ?? first;
  const detail = query.operation === 'trend' ? await cardOfOne(context, largest.query, names, question) : undefined;
  const namesThem = mayNameHere(context) && asksForNames({ ...query, unsure: false }, question);
  return choicesOf(shown, names, question, detail, namesThem ? 'absent-schools' : 'figures');
}

/** Of several of which nothing is on record then: the one that is still to come, or that was held there most. */
function likeliestOf(alone: readonly FiguresQuery[], evaluated: readonly Evaluated[]): FiguresQuery | undefined {
  const heldOf = (at: number) => evaluated[at]?.all.length ?? 0;
  const most = alone.map((_, at) => at).sort((one, other) => heldOf(other) - heldOf(one))[0] ?? 0;
  return alone.find((_, at) => evaluated[at]?.later.length) ?? alone[most];
}

async function cardOfOne(
  context: TurnContext,
  typed: FiguresQuery,
  names: NamesOnRecord,
  question: string,
): Promise<Card> {
  const asked = await onDayAlone(context, typed);
  const counted = await countQuery(context, asked);
  const { query } = counted;
  const actions = figuresActions(asked, names, counted, question);
  const known = (await knownCard(context, asked, counted, actions)) ?? undefined;
  const notes = [
    ...sayWhom(query, names, question),
    ...sayAllDays(
      query,
      counted.sides.flatMap(({ rounds }) => rounds),
    ),
  ];
  if (known) return withNotes(known, notes);
  const composed = composeFigures(query, counted);
  if (!composed) return noneCard(context, asked, counted, names, question);
  const alternative = [...(await calendarReading(context, asked)), ...notes];
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

/** One event as a whole, and attendance over time of a whole series: they have cards of their own. */
async function knownCard(
  context: TurnContext,
  query: FiguresQuery,
  counted: Evaluated,
  actions: NonNullable<Card['actions']>,
): Promise<Card | undefined> {
  const narrowed =
    query.places.length + query.areas.length + query.phases.length > 0 || query.academies || query.without;
  const whole = !narrowed && !query.by;
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
