import { sayAcademicYear } from '../../domain/academic-year.js';
import type { FiguresQuery, Measure, Times } from '../../domain/figures/figures-query.js';
import { sayMonth } from '../../domain/when.js';
import type { Core } from '../core.js';
import { readPartnership } from '../setup/partnership.js';
import {
  type Asked,
  type Cell,
  cellOf,
  isRecorded,
  isWhole,
  publishedOf,
  shareOf,
  sumOf,
  type Value,
  valueTogether,
} from './cells.js';
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
import { type Picked, pickRounds } from './pick-rounds.js';

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

const ofAnySchool: SchoolScope = { areas: [], phases: [], academies: false };

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
