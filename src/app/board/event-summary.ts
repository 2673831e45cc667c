import type { Tx } from '../../db/database.js';
import { Prisma } from '../../db/generated/client.js';
import type { Phase } from '../../domain/person.js';
import { isUuid } from '../../domain/uuid.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { type AnsweredQuestion, countMarks } from '../feedback/count-marks.js';
import { noteQuoteUses } from '../feedback/quote-ledger.js';
import { moved } from '../figures/taking-part.js';

export interface ShownQuote {
  readonly id: string;
  readonly words: string;
  readonly by: string;
}

/** The summary of a past event for a board channel. Counts only, apart from approved quotes. */
export interface EventSummary {
  readonly eventId: string;
  readonly title: string;
  readonly seriesSlug: string;
  readonly seriesName: string;
  readonly startsAt: Date;
  /** The organisers have not confirmed the attendance lists yet. */
  readonly provisional: boolean;
  readonly booked: number;
  readonly attended: number;
  readonly schools: number;
  /** Schools with no earlier attendance at this series on record. */
  readonly firstTime: number;
  readonly byPhase: ReadonlyArray<{ readonly phase: Phase; readonly people: number; readonly schools: number }>;
  readonly byLocality: ReadonlyArray<{ readonly locality: string; readonly people: number; readonly schools: number }>;
  /** Earlier rounds with their attendance, the latest first. */
  readonly earlier: ReadonlyArray<{ readonly startsAt: Date; readonly attended: number }>;
  readonly asked: number;
  readonly answered: number;
  readonly rating: number | null;
  /** What was asked besides how it was. */
  readonly questions: readonly AnsweredQuestion[];
  readonly quotes: readonly ShownQuote[];
}

/**
 * Counts a past event.
 * @param deliveryId the message that shows the quotes, for the quote ledger
 * @returns undefined when it is not over, was cancelled, or nobody is on record as present or booked
 */
export async function summariseEvent(
  core: Core,
  eventId: string,
  deliveryId: string | undefined,
): Promise<EventSummary | undefined> {
  if (!isUuid(eventId)) return undefined;
  const event = await findPastEvent(core, eventId);
  if (!event) return undefined;
  const [counts, byPhase, byLocality, feedback, marks] = await Promise.all([
    countEvent(core, event),
    groupBy(core, eventId, 'phase'),
    groupBy(core, eventId, 'locality'),
    countFeedback(core, eventId),
    countMarks(core.prisma, [eventId]),
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
    questions: marks.get(eventId) ?? [],
    byPhase: byPhase.map(({ group, ...rest }) => ({ phase: group as Phase, ...rest })),
    byLocality: byLocality.map(({ group, ...rest }) => ({ locality: group, ...rest })),
    earlier: await earlierRounds(core, event),
    quotes: await commit(core, (tx) => showQuotes(tx, { eventId }, 3, { place: 'summary', deliveryId })),
  };
}

type PastEvent = Pick<EventSummary, 'eventId' | 'title' | 'seriesSlug' | 'seriesName' | 'startsAt'>;

/** Undefined while it is not over, or when it was cancelled. */
async function findPastEvent(core: Core, eventId: string): Promise<PastEvent | undefined> {
  const [found] = await core.prisma.$queryRaw<PastEvent[]>`
    SELECT e.id AS "eventId", e.title, r.slug AS "seriesSlug", r.name AS "seriesName", min(s."startsAt") AS "startsAt"
      FROM "Event" e JOIN "Series" r ON r.id = e."seriesId"
      JOIN "Session" s ON s."eventId" = e.id AND s.status <> 'cancelled'
     WHERE e.id = ${eventId}::uuid AND e.status IN ('published', 'retired')
     GROUP BY e.id, r.id HAVING max(s."endsAt") <= ${core.clock.now()}`;
  return found;
}

/**
 * The three latest rounds before this one whose attendance is known, from the records or else as published. Only these
 * are read, because a series may be ten years old.
 */
async function earlierRounds(core: Core, event: PastEvent): Promise<EventSummary['earlier']> {
  return core.prisma.$queryRaw<Array<EventSummary['earlier'][number]>>`
    WITH before AS (
      SELECT e.id, min(s."startsAt") AS "startsAt", bool_or(t.recorded) AS counted
        FROM "Event" e JOIN "Series" r ON r.id = e."seriesId"
        JOIN "Session" s ON s."eventId" = e.id AND s.status <> 'cancelled'
        CROSS JOIN LATERAL (SELECT EXISTS (SELECT 1 FROM "Attendance" a WHERE a."sessionId" = s.id) AS recorded) t
       WHERE r.slug = ${event.seriesSlug} AND e.id <> ${event.eventId}::uuid AND e.status IN ('published', 'retired')
       GROUP BY e.id HAVING min(s."startsAt") <= ${event.startsAt} AND max(s."endsAt") <= ${core.clock.now()}
          AND (bool_or(t.recorded) OR EXISTS (SELECT 1 FROM "Figure" f WHERE f."eventId" = e.id AND f.kind = 'attended'))
       ORDER BY 2 DESC, e.id DESC LIMIT 3)
    SELECT b."startsAt", CASE WHEN b.counted THEN (
             SELECT count(DISTINCT COALESCE(a."personId", a.id)) FROM "Attendance" a JOIN "Session" s ON s.id = a."sessionId"
              WHERE s."eventId" = b.id AND a.present)
           ELSE (SELECT max(f.value) FROM "Figure" f WHERE f."eventId" = b.id AND f.kind = 'attended') END::float AS attended
      FROM before b ORDER BY b."startsAt" DESC, b.id DESC`;
}

async function countEvent(core: Core, event: PastEvent) {
  const [row] = await core.prisma.$queryRaw<
    Array<{ booked: number; attended: number; schools: number; firstTime: number; provisional: boolean }>
  >`
    WITH ${moved},
    there AS (
      SELECT a.id, a."personId", COALESCE(m.present, a.urn) AS urn
        FROM "Attendance" a JOIN "Session" s ON s.id = a."sessionId" LEFT JOIN moved m ON m.urn = a.urn
       WHERE s."eventId" = ${event.eventId}::uuid AND a.present),
    schools AS MATERIALIZED (SELECT DISTINCT urn FROM there WHERE urn IS NOT NULL),
    before AS MATERIALIZED (
      SELECT s.id FROM "Session" s JOIN "Event" e ON e.id = s."eventId" JOIN "Series" r ON r.id = e."seriesId"
       WHERE r.slug = ${event.seriesSlug} AND s."startsAt" < ${event.startsAt} ORDER BY s."startsAt" DESC)
    SELECT (SELECT count(DISTINCT g."personId")::int FROM "Registration" g JOIN "Session" s ON s.id = g."sessionId"
             WHERE s."eventId" = ${event.eventId}::uuid AND g.state = 'confirmed') AS booked,
           (SELECT count(DISTINCT COALESCE("personId", id))::int FROM there) AS attended,
           (SELECT count(*)::int FROM schools) AS schools,
           -- A look at round after round until a school is found: most were at one of the last.
           (SELECT count(*)::int FROM schools t
             WHERE NOT EXISTS (SELECT 1 FROM before b CROSS JOIN LATERAL ${seenAt(Prisma.sql`t.urn`)} c)
               AND t.urn NOT IN (SELECT m.present FROM moved m
                 WHERE EXISTS (SELECT 1 FROM before b CROSS JOIN LATERAL ${seenAt(Prisma.sql`m.urn`)} c))) AS "firstTime",
           (SELECT bool_or(s."attendanceConfirmedAt" IS NULL) FROM "Session" s
             WHERE s."eventId" = ${event.eventId}::uuid AND s.status <> 'cancelled') AS provisional`;
  return row ?? { booked: 0, attended: 0, schools: 0, firstTime: 0, provisional: true };
}

/** Whether a school attended the session `b`. The limit keeps this to one index lookup. */
function seenAt(urn: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT 1 FROM "Attendance" a WHERE a."sessionId" = b.id AND a.urn = ${urn} AND a.present LIMIT 1)`;
}

async function groupBy(core: Core, eventId: string, by: 'phase' | 'locality') {
  return core.prisma.$queryRaw<Array<{ group: string; people: number; schools: number }>>`
    WITH ${moved}
    SELECT CASE WHEN ${by} = 'phase' THEN c.phase::text ELSE c.locality END AS "group",
           count(DISTINCT COALESCE(a."personId", a.id))::int AS people, count(DISTINCT c.urn)::int AS schools
      FROM "Attendance" a JOIN "Session" s ON s.id = a."sessionId" LEFT JOIN moved m ON m.urn = a.urn
      JOIN "School" c ON c.urn = COALESCE(m.present, a.urn)
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
 * Approved quotes for a board channel, entered in the quote ledger in the same transaction: a withdrawal either comes
 * first and they are left out, or finds this message in the ledger.
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
