import { maySeeAbsent } from '../../app/figures/absent-schools.js';
import { countJoined, type JoinedCount } from '../../app/figures/count-joined.js';
import { countRoll, isOfNone } from '../../app/figures/count-rounds.js';
import type { NamesOnRecord } from '../../app/figures/figure-names.js';
import { figuresOfProject } from '../../app/figures/figures.js';
import { countNotJoined } from '../../app/figures/project-schools.js';
import { readPartnership } from '../../app/setup/partnership.js';
import { academicYearOf, sayAcademicYear } from '../../domain/academic-year.js';
import type { FiguresQuery, Times } from '../../domain/figures/figures-query.js';
import { sayDay } from '../../domain/when.js';
import type { ActAction } from '../../rendering/card.js';
import { askTeamAction } from '../knowledge/answer-cards.js';
import { answerAboutProject } from '../projects/project-answers.js';
import { sayNumber } from '../talk/source-cards.js';
import type { PlainReply } from '../talk/turn.js';
import type { Answer, TurnContext } from '../talk/turn-context.js';
import { listWords } from '../talk/wording.js';
import { type Composed, groupHeading, groupLabel } from './compose-figures.js';
import { sayAbout, sayDifference } from './figure-sentences.js';
import { asksForNames } from './names-asked.js';
import { composedCard, namingAction } from './query-cards.js';
import { numbersTold } from './query-codec.js';
import { notJoinedLead } from './schools/project-schools-cards.js';
import { wantedCount } from './wanted-count.js';

/** How many joined a project, or which project most joined. */
export async function answerJoined(
  context: TurnContext,
  query: FiguresQuery,
  names: NamesOnRecord,
  question: string,
): Promise<Answer> {
  const slugs = query.subjects.map(({ slug }) => slug);
  const [only, ...others] = slugs;
  const naming = namingFor(context, query, question);
  const composed = (await composeNotJoined(context, query, slugs)) ?? (await composeJoined(context, query, slugs));
  if (
    only &&
    others.length === 0 &&
    isPlain(query) &&
    isToldBy(query, question, context) &&
    (composed || (await isPublished(context, query, only)))
  ) {
    const asked = {
      about: { kind: 'project' as const, slug: only },
      aspect: 'schools' as const,
      words: question,
      question,
    };
    const answer = await answerAboutProject(context, asked);
    const subject = { ...(answer?.subject ?? { events: [] }), ...numbersTold(context, query) };
    if (answer) return { ...answer, replies: answer.replies.map((reply) => withActions(reply, naming)), subject };
  }
  const note = `Counted: schools (or people) registered, accepted or on record as taking part, a school and its successor once. From our own records as of ${sayDay(context.now, context.zone)}.`;
  const alone = others.length === 0 ? only : undefined;
  const actions = [...naming, ...(alone ? [allFigures(alone)] : []), askTeamAction(question)];
  const none = { lead: 'That is not on record.', more: [] };
  const card = composedCard(sayAbout(query, names), composed ?? none, note, actions);
  // "The first one", of two that were compared.
  const about = alone
    ? { about: { kind: 'project' as const, slug: alone }, aspect: 'schools' }
    : { choices: slugs.slice(0, 10).map((slug) => ({ kind: 'project' as const, slug })) };
  return { replies: [{ kind: 'card', card }], subject: { events: [], ...about, ...numbersTold(context, query) } };
}

/** Where they were asked for and are not named, because others read along: the button that names them. */
function namingFor({ actor }: TurnContext, query: FiguresQuery, question: string): ActAction[] {
  return maySeeAbsent(actor) && asksForNames(query, question) ? [namingAction(query)] : [];
}

/** A card has at most six buttons. */
const mostActions = 6;

function withActions(reply: PlainReply, first: readonly ActAction[]): PlainReply {
  if (reply.kind !== 'card' || first.length === 0) return reply;
  const actions = [...first, ...(reply.card.actions ?? [])].slice(0, mostActions);
  return { ...reply, card: { ...reply.card, actions } };
}

/** How many schools are not in one project, or never were: the same number as their names would be. */
async function composeNotJoined(
  { services }: TurnContext,
  query: FiguresQuery,
  [slug, ...others]: readonly string[],
): Promise<Composed | undefined> {
  const isPlainCount = query.measure === 'absent' && ['value', 'sum'].includes(query.operation) && !query.by;
  if (!isPlainCount || !slug || others.length > 0) return undefined;
  return { lead: notJoinedLead(await countNotJoined(services.core, query, slug)), more: [] };
}

function allFigures(slug: string): ActAction {
  const data = { kind: 'project', slug, aspect: 'schools' };
  return { kind: 'act', label: 'How many take part?', verb: 'answer', data, keepsCard: true };
}

/** What the project's own card of figures tells first. */
function isPlain({ operation, by, areas, phases, academies, times, places, measure }: FiguresQuery): boolean {
  const grouped = by !== undefined && !['phase', 'district', 'trust'].includes(by);
  const timed =
    times.length > 1 ||
    times.some(
      (one) =>
        one.kind !== 'any' &&
        one.kind !== 'ever' &&
        one.kind !== 'coming' &&
        !(one.kind === 'stretch' && isOneYear(one)),
    );
  return (
    operation === 'value' &&
    !grouped &&
    areas.length === 0 &&
    places.length === 0 &&
    phases.length < 2 &&
    !academies &&
    !timed &&
    measure !== 'absent'
  );
}

/** Whether the words say by themselves what the query holds: what they lean on, the card would not know. */
function isToldBy({ phases, times, measure }: FiguresQuery, question: string, { now, zone }: TurnContext): boolean {
  const wanted = wantedCount(question, now, zone);
  const present = academicYearOf(now, zone);
  const [only] = times;
  const year = only?.kind === 'stretch' ? academicYearOf(only.stretch.from, zone) : present;
  const ofFresh = (measure === 'joined-new') === (wanted.first === 'fresh');
  const ofShare = (measure === 'joined-share') === (wanted.first === 'share');
  const ofYear = year === (wanted.year ?? present) && (phases.length === 0 || year === present);
  return wanted.phase === phases[0] && ofYear && ofFresh && ofShare;
}

function isOneYear({ stretch }: Extract<Times, { kind: 'stretch' }>): boolean {
  return stretch.to.getTime() - stretch.from.getTime() < 370 * 86_400_000;
}

/** Of a year that nothing was counted in, something may have been published; other years are no answer to it. */
async function isPublished(context: TurnContext, { times }: FiguresQuery, slug: string): Promise<boolean> {
  const [only] = times;
  if (only?.kind !== 'stretch') return true;
  const year = academicYearOf(only.stretch.from, context.zone);
  const published = await figuresOfProject(context.services.core.prisma, slug);
  return published.some(({ academicYear }) => academicYear === year);
}

async function composeJoined(
  context: TurnContext,
  query: FiguresQuery,
  slugs: readonly string[],
): Promise<Composed | undefined> {
  const { core } = context.services;
  const by = (['locality', 'district', 'authority', 'phase', 'trust'] as const).find((key) => key === query.by);
  const schools = {
    areas: [...query.areas, ...query.places],
    phases: query.phases,
    academies: query.academies ?? false,
  };
  const [counts, roll] = await Promise.all([countJoined(core, slugs, schools, by), countRoll(core, schools, by)]);
  if (counts.length === 0) return undefined;
  const present = academicYearOf(core.clock.now(), core.timeZone);
  const years = query.times.flatMap((one) => yearsOf(one, counts, present, context.zone));
  const numberOf = numberReader(query, roll);
  if (slugs.length !== 1) return overProjects(query, counts, years, numberOf);
  if (by) {
    const { locality } = await readPartnership(core);
    return overKeys(query, counts, years.at(-1) ?? present, numberOf, roll, locality);
  }
  return overYears(query, counts, years, numberOf);
}

type NumberOf = (count: JoinedCount) => number;

function numberReader({ measure }: FiguresQuery, roll: ReadonlyArray<{ key: string; schools: number }>): NumberOf {
  const ofKey = (key: string) => roll.find((one) => one.key === key)?.schools ?? 0;
  switch (measure) {
    case 'joined-new':
      return ({ fresh }) => fresh;
    case 'joined-share':
      return ({ joined, key }) => (ofKey(key) === 0 ? 0 : Math.round((1000 * joined) / ofKey(key)) / 10);
    case 'absent':
      return ({ joined, key }) => ofKey(key) - joined;
    default:
      return ({ joined }) => joined;
  }
}

/** Academic years that a time means: the present one where none is named, or the last on record. */
function yearsOf(times: Times, counts: readonly JoinedCount[], present: number, zone: string): number[] {
  const recorded = [...new Set(counts.map(({ year }) => year))].sort((a, b) => a - b);
  switch (times.kind) {
    case 'stretch': {
      const { from, to } = times.stretch;
      const first = academicYearOf(from, zone);
      const last = academicYearOf(new Date(to.getTime() - 1), zone);
      // A calendar year is the academic year that begins in it.
      const calendar = from.getUTCMonth() <= 0 && last - first === 1;
      return recorded.filter((year) => year >= (calendar ? last : first) && year <= last);
    }
    case 'last':
      return recorded.slice(0, recorded.length - times.skip).slice(-times.count);
    case 'first':
      return recorded.slice(times.skip ?? 0, (times.skip ?? 0) + times.count);
    case 'any':
    case 'coming':
      return recorded.includes(present) ? [present] : recorded.slice(-1);
    case 'ever':
      return recorded;
  }
}

function unitOf({ measure }: FiguresQuery, counts: readonly JoinedCount[]): string {
  const who = counts[0]?.counts ?? 'schools';
  if (measure === 'joined-new') return `new ${who}`;
  if (measure === 'joined-share') return '% of schools';
  return measure === 'absent' ? 'schools not in it' : who;
}

function overProjects(
  query: FiguresQuery,
  counts: readonly JoinedCount[],
  years: readonly number[],
  numberOf: NumberOf,
): Composed | undefined {
  const year = years.at(-1);
  const ofYear = counts.filter(
    (count) =>
      count.year === year && (query.measure !== 'joined' || count.counts === 'schools' || query.subjects.length > 0),
  );
  const least = query.operation === 'least';
  const sorted = [...ofYear].sort((a, b) => (least ? numberOf(a) - numberOf(b) : numberOf(b) - numberOf(a)));
  const [best, second] = sorted;
  if (!best || year === undefined) return undefined;
  const said = (count: JoinedCount) => `${count.name} ${sayNumber(numberOf(count))} ${unitOf(query, [count])}`;
  const lead =
    query.operation === 'most' || least
      ? `${said(best)} in ${sayAcademicYear(year)}, ${least ? 'the fewest' : 'the most'} of ${sorted.length} projects.`
      : query.operation === 'compare' && second && sorted.length === 2
        ? `${best.name} has ${sayDifference('joined', numberOf(second), numberOf(best))}: ${said(best)}, ${said(second)}, in ${sayAcademicYear(year)}.`
        : `In ${sayAcademicYear(year)}: ${sorted.slice(0, 3).map(said).join(', ')}${sorted.length > 3 ? ' and others' : ''}.`;
  return {
    lead,
    more: [],
    table: {
      columns: ['Project', 'Joined', 'Counted'],
      rows: sorted.map((count) => [count.name, sayNumber(numberOf(count)), count.counts]),
    },
  };
}

function overKeys(
  query: FiguresQuery,
  counts: readonly JoinedCount[],
  year: number,
  numberOf: NumberOf,
  roll: ReadonlyArray<{ key: string; schools: number }>,
  localityWord: string,
): Composed | undefined {
  const ofYear = counts.filter((count) => count.year === year);
  const keys = [...new Set([...roll.map(({ key }) => key), ...ofYear.map(({ key }) => key)])].filter(
    (key) => !isOfNone(key),
  );
  const [sample] = ofYear;
  if (!sample) return undefined;
  const cells = keys.map((key) => {
    const count = ofYear.find((one) => one.key === key) ?? { ...sample, key, joined: 0, fresh: 0 };
    return { key, value: numberOf(count), of: roll.find((one) => one.key === key)?.schools ?? 0 };
  });
  const least = query.operation === 'least';
  const sorted = [...cells].sort(
    (a, b) => (least ? a.value - b.value : b.value - a.value) || a.key.localeCompare(b.key, 'en-GB'),
  );
  const rows = sorted
    .slice(0, 20)
    .map((cell) => [groupLabel(query, cell.key), sayNumber(cell.value), sayNumber(cell.of)]);
  const total = ofYear.reduce((sum, count) => sum + numberOf(count), 0);
  const lead = keysLead(query, sorted, total, unitOf(query, ofYear), sayAcademicYear(year));
  return { lead, more: [], table: { columns: [groupHeading(query, localityWord), 'Joined', 'Of'], rows } };
}

/** @param sorted what comes first is the most, or the fewest, as asked */
function keysLead(
  query: FiguresQuery,
  sorted: ReadonlyArray<{ key: string; value: number }>,
  total: number,
  unit: string,
  year: string,
): string {
  const best = sorted[0]?.value ?? 0;
  const ties = sorted.filter(({ value }) => value === best).map(({ key }) => groupLabel(query, key));
  const each = `${listWords(ties.slice(0, 6))}: ${sayNumber(best)} ${unit}${ties.length > 1 ? ' each' : ''} in ${year}`;
  if (query.operation === 'most') return `${each}, the most.`;
  if (query.operation === 'least') return `${each}, the fewest.`;
  return query.measure === 'joined-share' ? `Share of schools in ${year}:` : `${sayNumber(total)} ${unit} in ${year}.`;
}

function overYears(
  query: FiguresQuery,
  counts: readonly JoinedCount[],
  years: readonly number[],
  numberOf: NumberOf,
): Composed | undefined {
  const across = query.operation !== 'value' || query.by === 'year';
  const anyTime = query.times.every(({ kind }) => kind === 'any');
  // Up or down in one year is against those before it.
  const [only, ...others] = years;
  const until = ['trend', 'compare'].includes(query.operation) && others.length === 0 ? only : undefined;
  const all = counts.map(({ year }) => year).filter((year) => until === undefined || year <= until);
  const wanted = across && (anyTime || until !== undefined) ? all : years;
  const shown = counts.filter(({ year }) => wanted.includes(year));
  if (shown.length === 0) return undefined;
  const unit = unitOf(query, shown);
  const cells = shown.map((count) => ({ year: count.year, value: numberOf(count) }));
  const said = (cell: { year: number; value: number } | undefined) =>
    cell ? `${sayNumber(cell.value)} ${unit} in ${sayAcademicYear(cell.year)}` : '';
  const table =
    cells.length > 1
      ? {
          table: {
            columns: ['Academic year', unit],
            rows: cells.map((cell) => [sayAcademicYear(cell.year), sayNumber(cell.value)]),
          },
        }
      : {};
  return { lead: yearsLead(query, cells, said, unit), more: [], ...table };
}

function yearsLead(
  query: FiguresQuery,
  cells: ReadonlyArray<{ year: number; value: number }>,
  said: (cell: { year: number; value: number } | undefined) => string,
  unit: string,
): string {
  const sorted = [...cells].sort((a, b) => b.value - a.value);
  const last = cells.at(-1);
  const before = query.times.length > 1 ? cells[0] : (cells.at(-2) ?? undefined);
  switch (query.operation) {
    case 'most':
      return `${said(sorted[0])}, the most of ${cells.length} years on record.`;
    case 'least':
      return `${said(sorted.at(-1))}, the fewest of ${cells.length} years on record.`;
    case 'mean':
      return `On average ${sayNumber(cells.reduce((sum, { value }) => sum + value, 0) / cells.length)} ${unit} a year, over ${cells.length} years.`;
    case 'compare':
    case 'trend': {
      if (!last || !before || before === last) return `${said(last)}.`;
      const by = last.value - before.value;
      if (by === 0) return `The same: ${said(last)} as in ${sayAcademicYear(before.year)}.`;
      return `${by > 0 ? 'Up' : 'Down'}: ${said(last)}, ${sayDifference('joined', before.value, last.value)} than ${said(before)}.`;
    }
    case 'value':
    case 'sum':
      return `${cells.slice(-4).map(said).join(', ')}.`;
  }
}
