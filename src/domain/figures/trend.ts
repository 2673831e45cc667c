import { dayMs } from '../durations.js';

/** One count, such as a round of briefings. */
export interface TrendPoint {
  readonly label: string;
  readonly startsAt: Date;
  readonly value: number;
}

/** The change from one point to another: the difference (negative for fewer), and as a percentage of the first. */
export interface Change {
  readonly from: TrendPoint;
  readonly to: TrendPoint;
  readonly by: number;
  /** Null when the first is 0. */
  readonly perCent: number | null;
}

export interface Trend {
  /** Oldest first, without a gap between them. */
  readonly points: readonly TrendPoint[];
  /** On record from before a gap, so no part of the trend; oldest first. */
  readonly before: readonly TrendPoint[];
  /** From the first to the last. */
  readonly overall: Change;
  /** From the last but one to the last. */
  readonly latest: Change;
  /** From the point nearest to a year before the last, if there is one within six weeks of that. */
  readonly overAYear: Change | undefined;
}

const year = 365 * dayMs;
const tolerance = 42 * dayMs;
/** What happens every term or year, and did not for so long, began anew. */
const longestGap = 550 * dayMs;

/** Whether nothing is on record for so long that two counts are no trend. */
export function isGap(earlier: Date, later: Date): boolean {
  return later.getTime() - earlier.getTime() > longestGap;
}

/**
 * How a count has changed. For what happens every term a year is the fair comparison, because autumn rounds are fuller.
 * @returns undefined with fewer than two points since the last gap
 */
export function trendOf(counted: readonly TrendPoint[]): Trend | undefined {
  const all = [...counted].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  const start = all.reduce(
    (from, point, at) => (isGap(all[at - 1]?.startsAt ?? point.startsAt, point.startsAt) ? at : from),
    0,
  );
  const points = all.slice(start);
  const [first] = points;
  const before = points.at(-2);
  const last = points.at(-1);
  if (!first || !before || !last) return undefined;
  return {
    points,
    before: all.slice(0, start),
    overall: changeOf(first, last),
    latest: changeOf(before, last),
    overAYear: changeOverAYear(points, last),
  };
}

function changeOf(from: TrendPoint, to: TrendPoint): Change {
  const by = to.value - from.value;
  return { from, to, by, perCent: from.value === 0 ? null : (by / from.value) * 100 };
}

function changeOverAYear(points: readonly TrendPoint[], last: TrendPoint): Change | undefined {
  const wanted = last.startsAt.getTime() - year;
  const distance = (point: TrendPoint) => Math.abs(point.startsAt.getTime() - wanted);
  const [nearest] = [...points].sort((a, b) => distance(a) - distance(b));
  return nearest && distance(nearest) <= tolerance ? changeOf(nearest, last) : undefined;
}
