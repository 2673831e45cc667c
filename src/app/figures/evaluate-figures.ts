import { sayAcademicYear } from '../../domain/academic-year.js';
import type { FiguresQuery, Measure, Times } from '../../domain/figures/figures-query.js';
import { sayMonth } from '../../domain/when.js';
import type { Core } from '../core.js';
import { readPartnership } from '../setup/partnership.js';
import {
  type Count,
  countAbsent,
  countRoll,
  countRounds,
  countThere,
  type KeyGroup,
  type Round,
  readRounds,
  type SchoolScope,
  schoolScopeOf,
} from './count-rounds.js';
import type { Figure } from './figures.js';
import { type Picked, pickRounds } from './pick-rounds.js';

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

/** Every number that a question needs. */
export interface Evaluated {
  /** One for each time asked about; what is compared, or one. */
  readonly sides: readonly Cell[];
  /** One for each event of the first side, oldest first. */
  readonly events: readonly Cell[];
  /** Broken down as asked, in the order of the key; for each side in turn. */
  readonly groups: ReadonlyArray<readonly Cell[]>;
  /** Events that a time means but that are still to come. */
  readonly later: readonly Round[];
  /** All that was ever held of the subject, oldest first. */
  readonly all: readonly Round[];
  /** What the partnership calls a part of its area. */
  readonly localityWord: string;
}

const sqlGroups: ReadonlySet<string> = new Set(['venue', 'locality', 'district', 'authority', 'phase', 'trust']);

/** Counts at events what a query asks for. */
export async function evaluateFigures(core: Core, query: FiguresQuery): Promise<Evaluated> {
  const all = await readRounds(core, query);
  const picks = query.times.map((times) => pickRounds(times, all, query.measure, core.timeZone));
  let roll: Promise<number> | undefined;
  const asked: Asked = {
    core,
    query,
    ...(await countEach(core, query, picks)),
    roll: () => {
      roll ??= countRoll(core, schoolScopeOf(query), undefined).then(([one]) => one?.schools ?? 0);
      return roll;
    },
  };
  const by = query.by && sqlGroups.has(query.by) ? (query.by as KeyGroup) : undefined;
  const sides = await Promise.all(
    picks.map(({ rounds, said }, at) =>
      cellOf(asked, rounds, said ?? sayRounds(core, onRecord(query, rounds), query.times[at])),
    ),
  );
  const [first] = picks;
  const events = first ? await eventCells(asked, first.rounds) : [];
  const groups = by
    ? await Promise.all(picks.map((picked) => groupsByKey(asked, picked, by)))
    : query.by && query.by !== 'event'
      ? await Promise.all(picks.map((picked) => groupsByBucket(asked, picked)))
      : [];
  return {
    ...{ sides, events, groups, later: picks.flatMap(({ later }) => later), all: all.filter(({ held }) => held) },
    localityWord: (await readPartnership(core)).locality,
  };
}

/** A query with the counts of every event that it looks at, which are read once. */
interface Asked {
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

async function countEach(
  core: Core,
  query: FiguresQuery,
  picks: readonly Picked[],
): Promise<Pick<Asked, 'each' | 'thereEach' | 'everybody'>> {
  const ids = [...new Set(picks.flatMap(({ rounds }) => rounds.map(({ eventId }) => eventId)))];
  if (query.measure === 'absent' || query.measure === 'school-share') {
    const apart = ids.map((eventId) => ({ eventId, bucket: eventId }));
    return {
      each: new Map(),
      everybody: new Map(),
      thereEach: await countThere(core, apart, { where: query, schools: schoolScopeOf(query) }),
    };
  }
  const wanted = { where: query, schools: schoolScopeOf(query), by: undefined };
  const counts = await countRounds(
    core,
    ids.map((eventId) => ({ eventId, bucket: '' })),
    wanted,
  );
  const each = new Map(counts.flatMap((count) => (count.eventId === null ? [] : [[count.eventId, count] as const])));
  return { each, thereEach: new Map(), everybody: await countEverybody(core, query, ids) };
}

/** Who came to each event, from whatever school. */
async function countEverybody(
  core: Core,
  query: FiguresQuery,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (query.measure !== 'people-share') return new Map();
  const picked = ids.map((eventId) => ({ eventId, bucket: '' }));
  const counts = await countRounds(core, picked, { where: query, schools: ofAnySchool, by: undefined });
  return new Map(counts.flatMap(({ eventId, attended }) => (eventId === null ? [] : [[eventId, attended] as const])));
}

const ofAnySchool: SchoolScope = { areas: [], phases: [], academies: false };

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
function isWhole({ places, areas, phases, academies, without }: FiguresQuery): boolean {
  const left = without ? without.places.length + without.areas.length + without.phases.length : 0;
  const part = places.length + areas.length + phases.length + left;
  return part === 0 && !academies && !without?.academies;
}

/** Each event by itself: by its month where all are of one series. */
async function eventCells(asked: Asked, rounds: readonly Round[]): Promise<Cell[]> {
  const { timeZone } = asked.core;
  const sameSeries = new Set(rounds.map(({ seriesSlug }) => seriesSlug)).size === 1;
  const labelOf = (round: Round) => (sameSeries ? sayMonth(round.startsAt, timeZone) : round.title);
  return Promise.all(rounds.map((round) => cellOf(asked, [round], labelOf(round))));
}

/** Those of which it is recorded: of the others nothing is counted. All of them where none is. */
function onRecord(query: FiguresQuery, rounds: readonly Round[]): readonly Round[] {
  const some = rounds.filter(
    (round) => isRecorded(round, query.measure) || (isWhole(query) && publishedOf(round, query.measure).length > 0),
  );
  return some.length > 0 ? some : rounds;
}

function sayRounds({ timeZone }: Core, rounds: readonly Round[], times: Times | undefined): string {
  const [first] = rounds;
  const last = rounds.at(-1);
  if (!first || !last) return '';
  if (first === last) return `in ${sayMonth(first.startsAt, timeZone)}`;
  const span = `${sayMonth(first.startsAt, timeZone)} to ${sayMonth(last.startsAt, timeZone)}`;
  return times?.kind === 'coming' ? '' : `from ${span}`;
}

/**
 * @param rounds what is counted together, each person and school once where that is what the measure says
 * @param there how many schools had somebody at them, where that is known
 */
async function cellOf(asked: Asked, rounds: readonly Round[], label: string, there?: number): Promise<Cell> {
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

type Value = Pick<Cell, 'value' | 'part' | 'of'>;

/** What is added up event by event; undefined for what is counted over all of them at once. */
function sumOf(measure: Measure, sum: (of: (count: Count) => number) => number): Value | undefined {
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
function valueTogether(measure: 'schools' | 'different' | 'booked-schools', count: Count | undefined): Value {
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

function shareOf(part: number, of: number): Value {
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

function isRecorded(round: Round, measure: Measure): boolean {
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
function publishedOf(round: Round, measure: Measure): Array<{ round: Round; figure: Figure }> {
  if (round.recordedAt !== null) return [];
  const figure = round.published.find(({ kind }) => kind === measure);
  return figure && (measure === 'attended' || measure === 'booked' || measure === 'schools') ? [{ round, figure }] : [];
}

function qualifierOf(published: ReadonlyArray<{ figure: Figure }>): string {
  return published.find(({ figure }) => figure.qualifier !== 'exactly')?.figure.qualifier ?? 'exactly';
}

async function groupsByKey({ core, query, everybody }: Asked, { rounds }: Picked, by: KeyGroup): Promise<Cell[]> {
  const schools = schoolScopeOf(query);
  const own = rounds.filter((round) => isRecorded(round, query.measure));
  if (own.length === 0) return [];
  const base = { qualifier: 'exactly', rounds: own, gaps: rounds.filter((round) => !own.includes(round)), figures: [] };
  const ids = own.map(({ eventId }) => eventId);
  const roll = by === 'venue' ? [] : await countRoll(core, schools, by);
  const rollOf = new Map(roll.map((one) => [one.key, one.schools]));
  if (query.measure === 'absent' && by !== 'venue') {
    const away = new Map(
      (await countAbsent(core, ids, { where: query, schools, by })).map((one) => [one.key, one.schools]),
    );
    return [...rollOf].map(([key, of]) => ({
      ...base,
      label: key,
      value: away.get(key) ?? 0,
      part: away.get(key) ?? 0,
      of,
    }));
  }
  const picked = ids.map((eventId) => ({ eventId, bucket: '' }));
  const counts = await countRounds(core, picked, { where: query, schools, by });
  const all = own.reduce((total, { eventId }) => total + (everybody.get(eventId) ?? 0), 0);
  const keys = [...new Set([...rollOf.keys(), ...counts.map(({ key }) => key)])];
  return keys
    .sort((a, b) => a.localeCompare(b, 'en-GB'))
    .map((key) => {
      const ofKey = counts.filter((count) => count.key === key);
      // Not every event is held at every place.
      const there = new Set(ofKey.map(({ eventId }) => eventId));
      const rounds = by === 'venue' ? own.filter(({ eventId }) => there.has(eventId)) : own;
      return { ...base, rounds, label: key, ...valueOfKey(query.measure, ofKey, rollOf.get(key) ?? 0, all) };
    });
}

/**
 * @param roll open schools of the partnership that the key holds
 * @param all everybody who came, of whatever key
 */
function valueOfKey(measure: Measure, counts: readonly Count[], roll: number, all: number): Value {
  const events = counts.filter(({ eventId }) => eventId !== null);
  const together = counts.find(({ eventId }) => eventId === null);
  const summed = sumOf(measure, (of) => events.reduce((total, count) => total + of(count), 0));
  if (summed) return summed;
  switch (measure) {
    case 'different':
    case 'schools':
    case 'booked-schools':
      return valueTogether(measure, together);
    case 'people-share':
      return shareOf(
        events.reduce((total, { attended }) => total + attended, 0),
        all,
      );
    case 'school-share': {
      const part = together?.schools ?? 0;
      return { value: roll === 0 ? undefined : (100 * part) / roll, part, of: roll };
    }
    default:
      return { value: undefined };
  }
}

/** Of a question for schools that had nobody there: how many had, by bucket; otherwise undefined. */
async function thereByBucket(
  { core, query }: Asked,
  rounds: readonly Round[],
  bucketOf: (round: Round) => string,
): Promise<ReadonlyMap<string, number> | undefined> {
  if (query.measure !== 'absent' && query.measure !== 'school-share') return undefined;
  const own = rounds.filter((round) => isRecorded(round, query.measure));
  const picked = own.map((round) => ({ eventId: round.eventId, bucket: bucketOf(round) }));
  return countThere(core, picked, { where: query, schools: schoolScopeOf(query) });
}

/** By academic year, term or series. */
async function groupsByBucket(asked: Asked, { rounds }: Picked): Promise<Cell[]> {
  const { by } = asked.query;
  const bucketOf = (round: Round) => {
    if (by === 'series') return round.seriesName;
    const year = sayAcademicYear(round.academicYear);
    return by === 'term' ? `${round.term} ${year}` : year;
  };
  const buckets = new Map<string, Round[]>();
  for (const round of rounds) buckets.set(bucketOf(round), [...(buckets.get(bucketOf(round)) ?? []), round]);
  const there = await thereByBucket(asked, rounds, bucketOf);
  return Promise.all(
    [...buckets].map(([label, some]) => cellOf(asked, some, label, there ? (there.get(label) ?? 0) : undefined)),
  );
}
