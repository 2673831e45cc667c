import type { FiguresQuery, Measure } from '../../domain/figures/figures-query.js';
import type { Core } from '../core.js';
import { type Count, countAbsent, countRounds, type Round, schoolScopeOf } from './count-rounds.js';
import type { Figure } from './figures.js';

/** One number of an answer, with what it is of. */
export interface Cell {
  readonly label: string;
  /** Undefined when nobody recorded it. */
  readonly value: number | undefined;
  /** "exactly", "over", "nearly", "about". */
  readonly qualifier: string;
  /** Of a share: how many, of how many. Of those who booked and did not come: who came, and who booked. */
  readonly part?: number;
  readonly of?: number;
  /** Events that it counts. */
  readonly rounds: readonly Round[];
  /** Events of the same scope of which it is not recorded. */
  readonly gaps: readonly Round[];
  /** The figure where it comes from a published paper. */
  readonly figures: readonly Figure[];
}

/** A query with the counts of every event that it looks at, which are read once. */
export interface Asked {
  readonly core: Core;
  readonly query: FiguresQuery;
  readonly each: ReadonlyMap<string, Count>;
  /** Of a share of the people: everybody who came, by event. */
  readonly everybody: ReadonlyMap<string, number>;
  /** Where schools that had nobody there are counted: how many had somebody, by event. */
  readonly thereEach: ReadonlyMap<string, number>;
  /** Open schools that the question is about. */
  readonly roll: () => Promise<number>;
}

/**
 * The number of events together, from our own records and from published figures where none of ours is.
 * @param rounds what is counted together, each person and school once where that is what the measure says
 * @param there how many schools had somebody at them, where that is known
 */
export async function cellOf(asked: Asked, rounds: readonly Round[], label: string, there?: number): Promise<Cell> {
  const { query, each } = asked;
  const { measure } = query;
  const own = rounds.filter((round) => isRecorded(round, measure));
  const published = isWhole(query) ? rounds.flatMap((round) => publishedOf(round, measure)) : [];
  const gaps = rounds.filter((round) => !own.includes(round) && !published.some((one) => one.round === round));
  const figures = published.map(({ figure }) => figure);
  const base = { label, rounds, gaps, figures, qualifier: qualifierOf(published) };
  if (own.length + published.length === 0) return { ...base, value: undefined };
  if (measure === 'people-share') return { ...base, ...shareOfPeople(asked, own) };
  const told = figures.reduce((total, { value }) => total + value, 0);
  const summed = sumOf(measure, (of) => own.reduce((total, { eventId }) => total + ofCount(each.get(eventId), of), 0));
  if (summed) return { ...base, ...summed, ...(summed.value === undefined ? {} : { value: summed.value + told }) };
  if (measure === 'held') return { ...base, value: own.length };
  if (measure === 'schools' && own.length === 0) return { ...base, value: told };
  if (measure === 'schools' || measure === 'different' || measure === 'booked-schools')
    return { ...base, ...valueTogether(measure, await countTogether(asked, own)) };
  return { ...base, ...(await schoolsAway(asked, own, there)) };
}

/** Of a cell: its number and, of a share, how many of how many. */
export type Value = Pick<Cell, 'value' | 'part' | 'of'>;

/** What is added up event by event; undefined for what is counted over all of them at once. */
export function sumOf(measure: Measure, sum: (of: (count: Count) => number) => number): Value | undefined {
  switch (measure) {
    case 'attended':
      return { value: sum(({ attended }) => attended) };
    case 'booked':
      return { value: sum(({ booked }) => booked) };
    case 'waiting':
      return { value: sum(({ waiting }) => waiting) };
    case 'walk-ins':
      return { value: sum(({ walkIns }) => walkIns) };
    case 'missed':
      return {
        value: sum(({ missed }) => missed),
        part: sum(({ attended }) => attended),
        of: sum(({ booked }) => booked),
      };
    case 'turnout': {
      const of = sum(({ booked }) => booked);
      const part = of - sum(({ missed }) => missed);
      return { value: of === 0 ? undefined : (100 * part) / of, part, of };
    }
    default:
      return undefined;
  }
}

/** Each person and each school once, however many events there were. */
export function valueTogether(measure: 'schools' | 'different' | 'booked-schools', count: Count | undefined): Value {
  switch (measure) {
    case 'different':
      return { value: count?.attended ?? 0 };
    case 'schools':
      return { value: count?.schools ?? 0 };
    case 'booked-schools':
      return { value: count?.bookedSchools ?? 0 };
  }
}

function shareOfPeople({ each, everybody }: Asked, own: readonly Round[]): Value {
  const sum = (of: (eventId: string) => number) => own.reduce((total, { eventId }) => total + of(eventId), 0);
  return shareOf(
    sum((eventId) => each.get(eventId)?.attended ?? 0),
    sum((eventId) => everybody.get(eventId) ?? 0),
  );
}

/** In per cent; no value where it is a share of nothing. */
export function shareOf(part: number, of: number): Value {
  return { value: of === 0 ? undefined : (100 * part) / of, part, of };
}

/** Open schools that had nobody at any of the events, or the share that had. */
async function schoolsAway(asked: Asked, own: readonly Round[], there: number | undefined): Promise<Value> {
  const { query } = asked;
  const of = await asked.roll();
  const away = there === undefined ? await countAway(asked, own, of) : of - there;
  switch (query.measure) {
    case 'absent':
      return { value: away, part: away, of };
    case 'school-share':
      return { value: of === 0 ? undefined : (100 * (of - away)) / of, part: of - away, of };
    default:
      throw new Error(`${query.measure} is counted of no event: ask for it of a project or of the partnership`);
  }
}

async function countAway({ core, query, thereEach }: Asked, own: readonly Round[], roll: number): Promise<number> {
  const [only, ...others] = own;
  if (only && others.length === 0) return roll - (thereEach.get(only.eventId) ?? 0);
  const ids = own.map(({ eventId }) => eventId);
  return (
    (await countAbsent(core, ids, { where: query, schools: schoolScopeOf(query), by: undefined }))[0]?.schools ?? 0
  );
}

function ofCount(count: Count | undefined, of: (count: Count) => number): number {
  return count ? of(count) : 0;
}

/** Whether our own records hold what is measured of an event. */
export function isRecorded(round: Round, measure: Measure): boolean {
  switch (measure) {
    case 'booked':
      return round.recordedAt !== null || !round.held || round.published.length === 0;
    case 'booked-schools':
      return round.recordedAt !== null || !round.held;
    case 'waiting':
    case 'held':
      return true;
    default:
      return round.recordedAt !== null;
  }
}

/** A figure of an event that was published, where no records of our own hold it. */
export function publishedOf(round: Round, measure: Measure): Array<{ round: Round; figure: Figure }> {
  if (round.recordedAt !== null) return [];
  const figure = round.published.find(({ kind }) => kind === measure);
  return figure && (measure === 'attended' || measure === 'booked' || measure === 'schools') ? [{ round, figure }] : [];
}

function qualifierOf(published: ReadonlyArray<{ figure: Figure }>): string {
  return published.find(({ figure }) => figure.qualifier !== 'exactly')?.figure.qualifier ?? 'exactly';
}

/** What events have together, each person and each school once. */
async function countTogether({ core, query, each }: Asked, rounds: readonly Round[]): Promise<Count | undefined> {
  const [only, ...others] = rounds;
  if (!only) return undefined;
  if (others.length === 0) return each.get(only.eventId);
  const picked = rounds.map(({ eventId }) => ({ eventId, bucket: '' }));
  const counts = await countRounds(core, picked, { where: query, schools: schoolScopeOf(query), by: undefined });
  return counts.find(({ eventId }) => eventId === null);
}

/** Whether published totals can answer: nothing narrows them. */
export function isWhole({ places, areas, phases, academies, without }: FiguresQuery): boolean {
  const left = without ? without.places.length + without.areas.length + without.phases.length : 0;
  const part = places.length + areas.length + phases.length + left;
  return part === 0 && !academies && !without?.academies;
}
