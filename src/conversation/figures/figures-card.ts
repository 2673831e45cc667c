import type { NamesOnRecord } from '../../app/figures/figure-names.js';
import { type FiguresOfYear, readFiguresOfYear, type YearFigure } from '../../app/figures/figures-card.js';
import { readPartnership } from '../../app/setup/partnership.js';
import { sayAcademicYear } from '../../domain/academic-year.js';
import { type Actor, holds } from '../../domain/actor.js';
import { academicStretch } from '../../domain/figures/academic-stretch.js';
import type { FiguresQuery, Measure } from '../../domain/figures/figures-query.js';
import { sayDay } from '../../domain/when.js';
import type { Action, Block, Card } from '../../rendering/card.js';
import { queryChart } from '../talk/chart-cards.js';
import { sayRating, sayResponse } from '../talk/rating-words.js';
import { sayNumber, sayPapersOf } from '../talk/source-cards.js';
import { type Answer, refuse, type TurnContext, type TurnRequest } from '../talk/turn-context.js';
import { plural } from '../talk/wording.js';
import { sayAbout, sayDifference } from './figure-sentences.js';
import { namesOfTurn } from './figures-asked.js';
import { readQuery, writeQuery } from './query-codec.js';
import { refusedAbsent } from './schools/project-schools.js';
import { readScope, scopeForm } from './scope-form.js';

export function maySeeFiguresCard(actor: Actor): boolean {
  return holds(actor, 'board');
}

/** "Figures for the leadership briefing this year": an overview, not one number. */
export function asksForOverview(
  { measure, operation, by, subjects, times, places }: FiguresQuery,
  words: string,
): boolean {
  const plain = measure === 'attended' && operation === 'value' && !by && places.length === 0;
  const ofYear =
    times.length === 1 && times.every(({ kind }) => kind === 'stretch' || kind === 'any' || kind === 'ever');
  const named = subjects.length <= 1 && subjects.every(({ kind }) => kind === 'series');
  return (
    plain &&
    ofYear &&
    named &&
    /\b(figures|statistics|stats|overview|dashboard)\b/i.test(words) &&
    !/\bhow many\b/i.test(words)
  );
}

const all: FiguresQuery = {
  subjects: [],
  unsure: false,
  measure: 'attended',
  operation: 'value',
  times: [{ kind: 'any' }],
  places: [],
  areas: [],
  phases: [],
};

/** "Figures": of a series, year, phase and locality, as they were asked for or chosen. */
export async function answerFiguresCard(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const names = await namesOfTurn(context);
  const query = request.values.series ? readScope(context, request, names, 'attended') : readQuery(request.data.query);
  return showFiguresCard(context, names, query ?? all);
}

export async function narrowFigures(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { locality } = await readPartnership(context.services.core);
  const query = readQuery(request.data.query) ?? all;
  const form = scopeForm(context, await namesOfTurn(context), query, {
    ...{ title: 'Figures', verb: 'figures-card', locality },
  });
  return { replies: [{ kind: 'form', form }] };
}

export async function showFiguresCard(
  context: TurnContext,
  names: NamesOnRecord,
  asked: FiguresQuery,
): Promise<Answer> {
  if (!maySeeFiguresCard(context.actor)) return refuse('figures-card', refusedAbsent);
  const query = { ...asked, unsure: false };
  const figures = await latestFigures(context, query);
  const card = cardOf(context, names, query, figures);
  return { replies: [{ kind: 'card', card }], subject: { events: context.subject.events, figures: writeQuery(query) } };
}

/** Of the year that was asked for; of the present one, or, while nothing has been held in it, of the one before. */
async function latestFigures(context: TurnContext, query: FiguresQuery): Promise<FiguresOfYear> {
  const figures = await readFiguresOfYear(context.services.core, query);
  const isAsked = query.times.some(({ kind }) => kind === 'stretch');
  if (isAsked || figures.held.now.rounds.length > 0) return figures;
  const before = await readFiguresOfYear(context.services.core, ofYear(query, figures.year - 1, context.zone));
  return before.held.now.rounds.length > 0 ? before : figures;
}

function ofYear(query: FiguresQuery, year: number, zone: string): FiguresQuery {
  return { ...query, operation: 'value', times: [{ kind: 'stretch', stretch: academicStretch(year, zone) }] };
}

function cardOf(context: TurnContext, names: NamesOnRecord, query: FiguresQuery, figures: FiguresOfYear): Card {
  const { year, isUnderWay, held, attended, beforeSaid } = figures;
  const title = `${sayAbout(query, names)}, ${sayAcademicYear(year)}${isUnderWay ? ' so far' : ''}`;
  const count = held.now.rounds.length;
  const lead =
    count === 0
      ? `Nothing ${isUnderWay ? 'has been held yet' : 'was held'}.`
      : `${plural(count, 'event was', 'events were')} held${attended.now.value === undefined ? '; who came is not on record' : ''}.`;
  const compared = held.before
    ? `Beside each figure: ${isUnderWay ? `the year before, ${beforeSaid}` : beforeSaid.replace(/^in /, '')}.`
    : `Nothing is on record of ${isUnderWay ? 'the same days a year before' : 'the year before'}.`;
  const facts = factsOf(figures);
  const note = noteOf(figures, context);
  const chart = attended.now.value === undefined ? [] : chartOf(context, figures);
  const blocks: Block[] = [
    { kind: 'heading', text: title },
    { kind: 'text', text: lead, tone: 'strong' },
    ...(facts.length > 0 ? [{ kind: 'facts', facts } as const] : []),
    ...chart,
    ...(count > 0 ? [{ kind: 'text', text: compared, tone: 'subtle' } as const] : []),
    { kind: 'context', text: note },
  ];
  return {
    fallback: [title, lead, ...facts.map(({ label, value }) => `${label}: ${value}`), count > 0 ? compared : '', note]
      .filter(Boolean)
      .join('\n'),
    blocks,
    actions: actionsOf(context, names, query, figures),
  };
}

function factsOf({ attended, schools, absent, held, feedback }: FiguresOfYear) {
  if (held.now.rounds.length === 0) return [];
  return [
    ...factOf('People who came', 'attended', attended),
    ...factOf('Schools that came', 'schools', schools),
    ...factOf('Schools that did not', 'absent', absent),
    ...factOf('Events held', 'held', held),
    ...(feedback
      ? [{ label: 'Feedback', value: `${sayResponse(feedback)} answered, ${sayRating(feedback.rating)}` }]
      : []),
  ];
}

/** `288; 259 a year before, 29 more (11.2%)` */
function factOf(label: string, measure: Measure, { now, before }: YearFigure) {
  if (now.value === undefined) return [];
  const of = measure === 'absent' && now.of ? ` of ${sayNumber(now.of)}` : '';
  const value = `${sayNumber(now.value)}${of}`;
  if (before?.value === undefined) return [{ label, value }];
  const change = now.value === before.value ? 'the same' : sayDifference(measure, before.value, now.value);
  return [{ label, value: `${value}; ${sayNumber(before.value)} before: ${change}` }];
}

function chartOf(context: TurnContext, { attended, chart }: FiguresOfYear): Block[] {
  const before = attended.before ? `, and ${sayNumber(attended.before.value ?? 0)} the year before` : '';
  const alt = `Bar chart of people who came, by term: ${sayNumber(attended.now.value ?? 0)} in all${before}`;
  const terms = new Set(
    [attended.now, ...(attended.before ? [attended.before] : [])].flatMap(({ rounds }) =>
      rounds.map(({ term }) => term),
    ),
  );
  return terms.size > 1 ? queryChart(context.services, writeQuery(chart), alt) : [];
}

function noteOf({ attended, held }: FiguresOfYear, { now, zone }: TurnContext): string {
  const papers = sayPapersOf(attended.now.figures);
  const { gaps } = attended.now;
  return [
    'Counted: people who came, each once at an event; a school and its successor once.',
    `From our own records as of ${sayDay(now, zone)}.`,
    papers ? `Source: ${papers}.` : '',
    gaps.length > 0 && held.now.rounds.length > gaps.length
      ? `${plural(gaps.length, 'event is', 'events are')} left out: nobody recorded who came.`
      : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function actionsOf(
  context: TurnContext,
  { localityWord, authorities }: NamesOnRecord,
  query: FiguresQuery,
  figures: FiguresOfYear,
): Action[] {
  const shown = ofYear(query, figures.year, context.zone);
  const open = (label: string, verb: 'figures' | 'figures-card' | 'absent-schools', asked: FiguresQuery): Action => ({
    ...{ kind: 'act', label, verb, data: { query: writeQuery(asked) }, keepsCard: true },
  });
  return [
    {
      kind: 'act',
      label: 'Choose others',
      verb: 'figures-narrow',
      data: { query: writeQuery(shown) },
      opensForm: true,
    },
    ...((figures.absent.now.value ?? 0) > 0
      ? [open('Which schools did not', 'absent-schools', { ...shown, measure: 'absent' })]
      : []),
    ...(figures.attended.now.value !== undefined && query.areas.length === 0
      ? [
          open(`By ${localityWord}`, 'figures', { ...shown, measure: 'schools', by: 'locality' }),
          ...(authorities.length > 1
            ? [open('By local authority', 'figures', { ...shown, measure: 'schools', by: 'authority' })]
            : []),
        ]
      : []),
    ...(figures.held.before
      ? [open('The year before', 'figures-card', ofYear(query, figures.year - 1, context.zone))]
      : []),
  ];
}
