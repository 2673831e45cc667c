import type { Tx } from '../db/database.js';
import type { Phase } from '../domain/person.js';
import type { Core } from './core.js';
import { type EventFigures, pastEventsOfSeries, peopleWhoAttended } from './figures.js';
import { isUuid } from './programme.js';
import { noteQuoteUses } from './quote-ledger.js';

export interface ShownQuote {
  readonly id: string;
  readonly words: string;
  readonly by: string;
}

/** What a channel of the board is told of an event that is over. Counts only, but for quotes that were approved. */
export interface EventSummary {
  readonly eventId: string;
  readonly title: string;
  readonly seriesSlug: string;
  readonly seriesName: string;
  readonly startsAt: Date;
  /** No organiser has said yet that the lists are complete. */
  readonly provisional: boolean;
  readonly booked: number;
  readonly attended: number;
  readonly schools: number;
  /** Schools that never came to this series before, on record here. */
  readonly firstTime: number;
  readonly byPhase: ReadonlyArray<{ readonly phase: Phase; readonly people: number; readonly schools: number }>;
  readonly byLocality: ReadonlyArray<{ readonly locality: string; readonly people: number; readonly schools: number }>;
  /** Rounds before it with how many came, the latest first. */
  readonly earlier: ReadonlyArray<{ readonly startsAt: Date; readonly attended: number }>;
  readonly asked: number;
  readonly answered: number;
  readonly rating: number | null;
  readonly quotes: readonly ShownQuote[];
}

/**
 * Counts an event that is over. @param deliveryId the message that shows the quotes; noted in their ledger
 * @returns undefined when it is not over, was cancelled, or nobody is recorded as there or booked
 */
export async function summariseEvent(
  core: Core,
  eventId: string,
  deliveryId: string | undefined,
): Promise<EventSummary | undefined> {
  if (!isUuid(eventId)) return undefined;
  const found = await core.prisma.event.findUnique({
    where: { id: eventId },
    select: { slug: true, series: { select: { slug: true } } },
  });
  const rounds = found ? await pastEventsOfSeries(core, found.series.slug) : [];
  const place = rounds.findIndex((round) => round.eventId === eventId);
  const event = rounds[place];
  if (!event) return undefined;
  const [counts, byPhase, byLocality, feedback] = await Promise.all([
    countEvent(core, event),
    groupBy(core, eventId, 'phase'),
    groupBy(core, eventId, 'locality'),
    countFeedback(core, eventId),
  ]);
  if (counts.attended === 0 && counts.booked === 0) return undefined;
  const { eventId: id, title, seriesSlug, seriesName, startsAt } = event;
  return {
    eventId: id,
    title,
    seriesSlug,
    seriesName,
    startsAt,
    ...counts,
    ...feedback,
    byPhase: byPhase.map(({ group, ...rest }) => ({ phase: group as Phase, ...rest })),
    byLocality: byLocality.map(({ group, ...rest }) => ({ locality: group, ...rest })),
    earlier: earlierRounds(rounds.slice(0, place)),
    quotes: await core.prisma.$transaction((tx) => showQuotes(tx, { eventId }, 3, { place: 'summary', deliveryId })),
  };
}

function earlierRounds(rounds: readonly EventFigures[]): EventSummary['earlier'] {
  return rounds
    .flatMap((round) => {
      const figure = peopleWhoAttended(round);
      return figure ? [{ startsAt: round.startsAt, attended: figure.value }] : [];
    })
    .slice(-3)
    .reverse();
}

async function countEvent(core: Core, event: EventFigures) {
  const [row] = await core.prisma.$queryRaw<
    Array<{ booked: number; attended: number; schools: number; firstTime: number; provisional: boolean }>
  >`
    WITH there AS (
      SELECT a.id, a."personId", present_urn(a.urn) AS urn
        FROM "Attendance" a JOIN "Session" s ON s.id = a."sessionId"
       WHERE s."eventId" = ${event.eventId}::uuid AND a.present),
    before AS (
      SELECT present_urn(f.urn) AS urn FROM (
        SELECT DISTINCT a.urn FROM "Attendance" a JOIN "Session" s ON s.id = a."sessionId"
          JOIN "Event" e ON e.id = s."eventId" JOIN "Series" r ON r.id = e."seriesId"
         WHERE a.urn IS NOT NULL AND a.present AND r.slug = ${event.seriesSlug} AND s."startsAt" < ${event.startsAt}) f)
    SELECT (SELECT count(DISTINCT g."personId")::int FROM "Registration" g JOIN "Session" s ON s.id = g."sessionId"
             WHERE s."eventId" = ${event.eventId}::uuid AND g.state = 'confirmed') AS booked,
           (SELECT count(DISTINCT COALESCE("personId", id))::int FROM there) AS attended,
           (SELECT count(DISTINCT urn)::int FROM there) AS schools,
           (SELECT count(DISTINCT t.urn)::int FROM there t
             WHERE t.urn IS NOT NULL AND t.urn NOT IN (SELECT urn FROM before)) AS "firstTime",
           (SELECT bool_or(s."attendanceConfirmedAt" IS NULL) FROM "Session" s
             WHERE s."eventId" = ${event.eventId}::uuid AND s.status <> 'cancelled') AS provisional`;
  return row ?? { booked: 0, attended: 0, schools: 0, firstTime: 0, provisional: true };
}

async function groupBy(core: Core, eventId: string, by: 'phase' | 'locality') {
  return core.prisma.$queryRaw<Array<{ group: string; people: number; schools: number }>>`
    SELECT CASE WHEN ${by} = 'phase' THEN c.phase::text ELSE c.locality END AS "group",
           count(DISTINCT COALESCE(a."personId", a.id))::int AS people, count(DISTINCT c.urn)::int AS schools
      FROM "Attendance" a JOIN "Session" s ON s.id = a."sessionId" JOIN "School" c ON c.urn = present_urn(a.urn)
     WHERE s."eventId" = ${eventId}::uuid AND a.present
     GROUP BY 1 ORDER BY 2 DESC, 1`;
}

async function countFeedback(core: Core, eventId: string) {
  const [row] = await core.prisma.$queryRaw<Array<{ asked: number; answered: number; rating: number | null }>>`
    SELECT count(*)::int AS asked, count(f."requestId")::int AS answered, avg(f.rating)::float AS rating
      FROM "FeedbackRequest" q LEFT JOIN "FeedbackResponse" f ON f."requestId" = q.id
     WHERE q."eventId" = ${eventId}::uuid`;
  return row ?? { asked: 0, answered: 0, rating: null };
}

/**
 * Approved words for a channel of the board, noted in their ledger in the same transaction: a withdrawal either comes
 * before and they are not shown, or finds the message that shows them.
 */
export async function showQuotes(
  tx: Tx,
  of: { readonly eventId?: string; readonly since?: Date; readonly until?: Date },
  limit: number,
  use: { readonly place: 'summary' | 'digest'; readonly deliveryId: string | undefined },
): Promise<ShownQuote[]> {
  const rows = await tx.$queryRaw<Array<{ id: string; words: string; by: string }>>`
    SELECT id, "approvedWords" AS words, attribution AS by FROM "Quote"
     WHERE moderation IN ('approved', 'shortened') AND "approvedWords" IS NOT NULL AND "withdrawnAt" IS NULL
       AND ("consentBoard" OR "consentPublic")
       AND (${of.eventId ?? null}::uuid IS NULL OR "eventId" = ${of.eventId ?? null}::uuid)
       AND (${of.since ?? null}::timestamptz IS NULL OR "moderatedAt" >= ${of.since ?? null})
       AND (${of.until ?? null}::timestamptz IS NULL OR "moderatedAt" <= ${of.until ?? null})
     ORDER BY "createdAt" DESC, id LIMIT ${limit} FOR SHARE`;
  const { place, deliveryId } = use;
  if (deliveryId) {
    const ids = rows.map(({ id }) => id);
    await noteQuoteUses(tx, ids, { place, ref: deliveryId, printed: false });
  }
  return rows;
}
