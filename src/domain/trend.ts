import { dayMs } from './durations.js';

/** One counted occasion, such as a round of briefings. */
export interface TrendPoint {
  readonly label: string;
  readonly startsAt: Date;
  readonly value: number;
}

/** From one point to another: how many more (below 0: fewer), and in per cent of the first. */
export interface Change {
  readonly from: TrendPoint;
  readonly to: TrendPoint;
  readonly by: number;
  /** Null when the first is 0: no share of nothing. */
  readonly perCent: number | null;
}

export interface Trend {
  /** Oldest first. */
  readonly points: readonly TrendPoint[];
  /** From the first to the last. */
  readonly overall: Change;
  /** From the one before to the last. */
  readonly latest: Change;
  /** From the one nearest to a year before the last, where there is one within six weeks of it. */
  readonly overAYear: Change | undefined;
}

const year = 365 * dayMs;
const tolerance = 42 * dayMs;

/**
 * How a count has moved. A year apart is the fair comparison for what happens every term: autumn rounds are fuller.
 * @returns undefined with fewer than two points: one figure is no trend
 */
export function trendOf(counted: readonly TrendPoint[]): Trend | undefined {
  const points = [...counted].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  const [first] = points;
  const before = points.at(-2);
  const last = points.at(-1);
  if (!first || !before || !last) return undefined;
  return {
    points,
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
