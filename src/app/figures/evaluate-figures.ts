import { sayAcademicYear } from '../../domain/academic-year.js';
import type { FiguresQuery, Measure, Times } from '../../domain/figures/figures-query.js';
import { sayMonth } from '../../domain/when.js';
import type { Core } from '../core.js';
import {
  type Count,
  countAbsent,
  countRoll,
  countRounds,
  type KeyGroup,
  type Round,
  readRounds,
  type SchoolScope,
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
}

const sqlGroups: ReadonlySet<string> = new Set(['venue', 'locality', 'district', 'phase', 'trust']);

/** Counts at events what a query asks for. */
export async function evaluateFigures(core: Core, query: FiguresQuery): Promise<Evaluated> {
  const all = await readRounds(core, query);
  const picks = query.times.map((times) => pickRounds(times, all, query.measure, core.timeZone));
  const asked: Asked = { core, query, each: await countEach(core, query, picks) };
  const by = query.by && sqlGroups.has(query.by) ? (query.by as KeyGroup) : undefined;
  const sides = await Promise.all(
    picks.map(({ rounds, said }, at) => cellOf(asked, rounds, said ?? sayRounds(core, rounds, query.times[at]))),
  );
  const [first] = picks;
  const events = first ? await Promise.all(first.rounds.map((round) => eventCell(asked, round, first.rounds))) : [];
  const groups = by
    ? await Promise.all(picks.map((picked) => groupsByKey(core, query, picked, by)))
    : query.by && query.by !== 'event'
      ? await Promise.all(picks.map((picked) => groupsByBucket(asked, picked)))
      : [];
  return { sides, events, groups, later: picks.flatMap(({ later }) => later), all: all.filter(({ held }) => held) };
}

/** A query with the counts of every event that it looks at, which are read once. */
interface Asked {
  readonly core: Core;
  readonly query: FiguresQuery;
  readonly each: ReadonlyMap<string, Count>;
}

async function countEach(core: Core, query: FiguresQuery, picks: readonly Picked[]): Promise<Map<string, Count>> {
  const ids = [...new Set(picks.flatMap(({ rounds }) => rounds.map(({ eventId }) => eventId)))];
  const wanted = { places: query.places, schools: schoolsOf(query), by: undefined };
  const counts = await countRounds(
    core,
    ids.map((eventId) => ({ eventId, bucket: '' })),
    wanted,
  );
  return new Map(counts.flatMap((count) => (count.eventId === null ? [] : [[count.eventId, count] as const])));
}

/** What events have together, each person and each school once. */
async function countTogether({ core, query, each }: Asked, rounds: readonly Round[]): Promise<Count | undefined> {
  const [only, ...others] = rounds;
  if (!only) return undefined;
  if (others.length === 0) return each.get(only.eventId);
  const picked = rounds.map(({ eventId }) => ({ eventId, bucket: '' }));
  const counts = await countRounds(core, picked, { places: query.places, schools: schoolsOf(query), by: undefined });
  return counts.find(({ eventId }) => eventId === null);
}

function schoolsOf({ areas, phases, academies }: FiguresQuery): SchoolScope {
  return { areas, phases, academies: academies ?? false };
}

/** Whether published totals can answer: nothing narrows them. */
function isWhole({ places, areas, phases, academies }: FiguresQuery): boolean {
  return places.length === 0 && areas.length === 0 && phases.length === 0 && !academies;
}

async function eventCell(asked: Asked, round: Round, among: readonly Round[]): Promise<Cell> {
  const sameSeries = among.every(({ seriesSlug }) => seriesSlug === round.seriesSlug);
  return cellOf(asked, [round], sameSeries ? sayMonth(round.startsAt, asked.core.timeZone) : round.title);
}

function sayRounds({ timeZone }: Core, rounds: readonly Round[], times: Times | undefined): string {
  const [first] = rounds;
  const last = rounds.at(-1);
  if (!first || !last) return '';
  if (first === last) return `in ${sayMonth(first.startsAt, timeZone)}`;
  const span = `${sayMonth(first.startsAt, timeZone)} to ${sayMonth(last.startsAt, timeZone)}`;
  return times?.kind === 'coming' ? '' : `from ${span}`;
}

/** @param rounds what is counted together, each person and school once where that is what the measure says */
async function cellOf(asked: Asked, rounds: readonly Round[], label: string): Promise<Cell> {
  const { core, query, each } = asked;
  const schools = schoolsOf(query);
  const { measure } = query;
  const own = rounds.filter((round) => isRecorded(round, measure));
  const published = isWhole(query) ? rounds.flatMap((round) => publishedOf(round, measure)) : [];
  const gaps = rounds.filter((round) => !own.includes(round) && !published.some((one) => one.round === round));
  const base = {
    label,
    rounds,
    gaps,
    figures: published.map(({ figure }) => figure),
    qualifier: qualifierOf(published),
  };
  if (own.length + published.length === 0 && measure !== 'held') return { ...base, value: undefined };
  const sum = (of: (count: Count) => number) =>
    own.reduce((total, { eventId }) => total + ofCount(each.get(eventId), of), 0);
  const toldElsewhere = published.reduce((total, { figure }) => total + figure.value, 0);
  switch (measure) {
    case 'attended':
      return { ...base, value: sum(({ attended }) => attended) + toldElsewhere };
    case 'booked':
      return { ...base, value: sum(({ booked }) => booked) + toldElsewhere };
    case 'waiting':
      return { ...base, value: sum(({ waiting }) => waiting) };
    case 'missed':
      return {
        ...base,
        value: sum(({ missed }) => missed),
        part: sum(({ attended }) => attended),
        of: sum(({ booked }) => booked),
      };
    case 'walk-ins':
      return { ...base, value: sum(({ walkIns }) => walkIns) };
    case 'held':
      return { ...base, value: rounds.length, gaps: [] };
    case 'different':
      return { ...base, value: (await countTogether(asked, own))?.attended ?? 0 };
    case 'schools':
      return { ...base, value: own.length > 0 ? ((await countTogether(asked, own))?.schools ?? 0) : toldElsewhere };
    case 'turnout': {
      const booked = sum((count) => count.booked);
      const part = booked - sum(({ missed }) => missed);
      return { ...base, value: booked === 0 ? undefined : (100 * part) / booked, part, of: booked };
    }
    case 'school-share':
    case 'absent': {
      const [roll] = await countRoll(core, schools, undefined);
      const of = roll?.schools ?? 0;
      const [absent] = await countAbsent(
        core,
        own.map(({ eventId }) => eventId),
        schools,
        undefined,
      );
      const missing = absent?.schools ?? 0;
      if (measure === 'absent') return { ...base, value: missing, part: missing, of };
      return { ...base, value: of === 0 ? undefined : (100 * (of - missing)) / of, part: of - missing, of };
    }
    case 'joined':
    case 'joined-new':
    case 'joined-share':
    case 'on-roll':
      throw new Error(`${measure} is counted of no event: ask for it of a project or of the partnership`);
  }
}

function ofCount(count: Count | undefined, of: (count: Count) => number): number {
  return count ? of(count) : 0;
}

function isRecorded(round: Round, measure: Measure): boolean {
  switch (measure) {
    case 'booked':
      return round.recordedAt !== null || !round.held || round.published.length === 0;
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

async function groupsByKey(core: Core, query: FiguresQuery, { rounds }: Picked, by: KeyGroup): Promise<Cell[]> {
  const schools = schoolsOf(query);
  const own = rounds.filter((round) => isRecorded(round, query.measure));
  const gaps = rounds.filter((round) => !own.includes(round));
  const cell = (key: string, value: number | undefined, part?: number, of?: number): Cell => ({
    label: key,
    value,
    qualifier: 'exactly',
    rounds: own,
    gaps,
    figures: [],
    ...(part === undefined || of === undefined ? {} : { part, of }),
  });
  if (own.length === 0) return [];
  const roll = by === 'venue' ? [] : await countRoll(core, schools, by);
  if (query.measure === 'absent' && by !== 'venue') {
    const absent = await countAbsent(
      core,
      own.map(({ eventId }) => eventId),
      schools,
      by,
    );
    return roll.map(({ key, schools: of }) => {
      const part = absent.find((one) => one.key === key)?.schools ?? 0;
      return cell(key, part, part, of);
    });
  }
  const picked = own.map(({ eventId }) => ({ eventId, bucket: '' }));
  const counts = await countRounds(core, picked, { places: query.places, schools, by });
  const keys = [...new Set([...roll.map(({ key }) => key), ...counts.map(({ key }) => key)])].sort((a, b) =>
    a.localeCompare(b, 'en-GB'),
  );
  return keys.map((key) => {
    const ofKey = counts.filter((count) => count.key === key);
    const over = ofKey.find(({ eventId }) => eventId === null);
    const sum = (of: (count: Count) => number) =>
      ofKey.filter(({ eventId }) => eventId !== null).reduce((total, count) => total + of(count), 0);
    const of = roll.find((one) => one.key === key)?.schools ?? 0;
    return cellOfKey(query.measure, over, sum, of, (value, part, whole) => cell(key, value, part, whole));
  });
}

function cellOfKey(
  measure: Measure,
  over: Count | undefined,
  sum: (of: (count: Count) => number) => number,
  roll: number,
  cell: (value: number | undefined, part?: number, of?: number) => Cell,
): Cell {
  switch (measure) {
    case 'attended':
      return cell(sum(({ attended }) => attended));
    case 'booked':
      return cell(sum(({ booked }) => booked));
    case 'waiting':
      return cell(sum(({ waiting }) => waiting));
    case 'missed':
      return cell(
        sum(({ missed }) => missed),
        sum(({ attended }) => attended),
        sum(({ booked }) => booked),
      );
    case 'walk-ins':
      return cell(sum(({ walkIns }) => walkIns));
    case 'different':
      return cell(over?.attended ?? 0);
    case 'schools':
      return cell(over?.schools ?? 0);
    case 'turnout': {
      const booked = sum((count) => count.booked);
      const part = booked - sum(({ missed }) => missed);
      return cell(booked === 0 ? undefined : (100 * part) / booked, part, booked);
    }
    case 'school-share': {
      const part = over?.schools ?? 0;
      return cell(roll === 0 ? undefined : (100 * part) / roll, part, roll);
    }
    default:
      return cell(undefined);
  }
}

/** By academic year, term or series. */
async function groupsByBucket(asked: Asked, { rounds }: Picked): Promise<Cell[]> {
  const { by } = asked.query;
  const bucketOf = (round: Round) => {
    if (by === 'series') return round.seriesName;
    const year = sayAcademicYear(round.academicYear);
    return by === 'term' ? `${round.term} ${year}` : year;
  };
  const labels = [...new Set(rounds.map(bucketOf))];
  return Promise.all(
    labels.map((label) =>
      cellOf(
        asked,
        rounds.filter((round) => bucketOf(round) === label),
        label,
      ),
    ),
  );
}
