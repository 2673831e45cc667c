import { type Actor, holds } from '../../domain/actor.js';
import { isUuid } from '../../domain/uuid.js';
import type { Core } from '../core.js';
import { type TrendOfMarks, trendOfMarks } from './trend-of-marks.js';

/** Below this, a mean could show who said what. */
export const enoughForMean = 5;

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
 * @returns undefined for anyone but its organisers
 */
export async function feedbackTrend(core: Core, actor: Actor, seriesId: string): Promise<FeedbackTrend | undefined> {
  if (!isUuid(seriesId) || !holds(actor, 'organiser', seriesId)) return undefined;
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
    leftOut: rows.filter(({ answered }) => answered < enoughForMean),
    marks: await trendOfMarks(core, seriesId),
  };
}
