import { type Actor, holds, holdsSomewhere } from '../../domain/actor.js';
import { isUuid } from '../../domain/uuid.js';
import type { Core } from '../core.js';
import { type TrendOfMarks, trendOfMarks } from './trend-of-marks.js';

/** Below this, a mean could show who said what. */
export const enoughForMean = 5;

/** Whether somebody may see how a series was rated, which is in nobody's words: its organisers, and the board. */
export function maySeeRatings(actor: Pick<Actor, 'grants'>, seriesId: string): boolean {
  return holds(actor, 'board', seriesId);
}

/** A series whose ratings somebody may see, by its names. */
export interface RatedSeries {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly aliases: readonly string[];
}

/** Those whose ratings the actor may see, by name. */
export async function ratedSeries(core: Core, actor: Actor): Promise<RatedSeries[]> {
  if (!holdsSomewhere(actor, 'board')) return [];
  const series = await core.prisma.series.findMany({
    where: { status: { not: 'draft' } },
    select: { id: true, slug: true, name: true, aliases: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return series.filter(({ id }) => maySeeRatings(actor, id));
}

/** The same by the slug of the series. */
export async function ratingsOfSeries(
  core: Core,
  actor: Actor,
  slug: string,
): Promise<{ readonly seriesId: string; readonly trend: FeedbackTrend } | undefined> {
  const series = await core.prisma.series.findUnique({ where: { slug }, select: { id: true } });
  const trend = series && (await feedbackTrend(core, actor, series.id));
  return series && trend ? { seriesId: series.id, trend } : undefined;
}

/** The feedback on one event of a series. */
export interface RoundOfFeedback {
  readonly eventId: string;
  readonly title: string;
  readonly startsAt: Date;
  readonly asked: number;
  readonly answered: number;
  /** The mean, 1 to 5. */
  readonly rating: number;
  /** How many gave it one, two, … five. */
  readonly ratings: readonly number[];
  /** How many wrote something for each of the questions in words. */
  readonly mostUseful: number;
  readonly toChange: number;
}

/** How feedback went over a series. */
export interface FeedbackTrend {
  readonly series: string;
  /** The earliest first. */
  readonly rounds: readonly RoundOfFeedback[];
  /** Rounds that few answered: without a mean. */
  readonly leftOut: ReadonlyArray<Pick<RoundOfFeedback, 'title' | 'startsAt' | 'answered'>>;
  /** What was asked besides how it was. */
  readonly marks: readonly TrendOfMarks[];
}

/**
 * The answers to each question of the feedback, by round of a series.
 * @returns undefined for whoever may not see its ratings
 */
export async function feedbackTrend(core: Core, actor: Actor, seriesId: string): Promise<FeedbackTrend | undefined> {
  if (!isUuid(seriesId) || !maySeeRatings(actor, seriesId)) return undefined;
  const series = await core.prisma.series.findUnique({ where: { id: seriesId }, select: { name: true } });
  if (!series) return undefined;
  const rows = await core.prisma.$queryRaw<RoundOfFeedback[]>`
    SELECT e.id::text AS "eventId", e.title, h."startsAt", count(*)::int AS asked, count(f."requestId")::int AS answered,
           COALESCE(avg(f.rating), 0)::float AS rating,
           ARRAY[count(*) FILTER (WHERE f.rating = 1), count(*) FILTER (WHERE f.rating = 2), count(*) FILTER (WHERE f.rating = 3),
                 count(*) FILTER (WHERE f.rating = 4), count(*) FILTER (WHERE f.rating = 5)]::int[] AS ratings, count(f."mostUseful")::int AS "mostUseful",
           count(f."toChange")::int AS "toChange"
      FROM "FeedbackRequest" r JOIN "Event" e ON e.id = r."eventId"
      JOIN LATERAL (SELECT min(s."startsAt") AS "startsAt" FROM "Session" s
                     WHERE s."eventId" = e.id AND s.status <> 'cancelled') h ON h."startsAt" IS NOT NULL
      LEFT JOIN "FeedbackResponse" f ON f."requestId" = r.id
     WHERE e."seriesId" = ${seriesId}::uuid
     GROUP BY e.id, h."startsAt" ORDER BY h."startsAt", e.id`;
  return {
    series: series.name,
    rounds: rows.filter(({ answered }) => answered >= enoughForMean),
    // What few gave goes no further than this, so that nothing can show it by mistake.
    leftOut: rows
      .filter(({ answered }) => answered < enoughForMean)
      .map(({ title, startsAt, answered }) => ({ title, startsAt, answered })),
    marks: await trendOfMarks(core, seriesId),
  };
}
