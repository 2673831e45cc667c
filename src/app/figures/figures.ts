import type { Db } from '../../db/database.js';
import { Prisma } from '../../db/generated/client.js';
import type { Term } from '../../domain/academic-year.js';
import type { Core } from '../core.js';
import { moved } from './taking-part.js';

/** A published document that a figure comes from. */
export interface SourcePaper {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  /** A date without a time, as midnight UTC. */
  readonly publishedOn: Date;
  readonly url: string | null;
}

export type FigureKind = 'attended' | 'booked' | 'places' | 'schools' | 'people' | 'share' | 'change';

/** A number with what it counts, its date and its source. */
export interface Figure {
  readonly kind: FigureKind;
  readonly value: number;
  /** "exactly", "over", "nearly", "about". */
  readonly qualifier: string;
  /** What is counted, in words: "people", "school leaders", "schools in its first two years". */
  readonly counts: string;
  readonly academicYear: number | null;
  /** A date without a time, as midnight UTC, for a published figure; an instant for our own records. */
  readonly asOf: Date;
  /** Null: counted in our own records. */
  readonly source: SourcePaper | null;
}

/** A past event with all its figures; figures of attendance come first. */
export interface EventFigures {
  readonly eventId: string;
  readonly slug: string;
  readonly title: string;
  readonly seriesSlug: string;
  readonly seriesName: string;
  readonly academicYear: number;
  readonly term: Term;
  readonly startsAt: Date;
  readonly figures: readonly Figure[];
  /** Our own attendance records are not complete yet. */
  readonly provisional: boolean;
}

interface CountedEvent extends Omit<EventFigures, 'figures' | 'provisional'> {
  readonly attended: number;
  readonly schools: number;
  readonly booked: number;
  readonly recordedAt: Date | null;
  readonly confirmed: boolean;
  readonly published: readonly FigureJson[] | null;
}

/**
 * Past events of a series with their figures, oldest first: from the attendance records where they hold the event
 * person by person, else as published. Drafts and cancelled events are left out.
 */
export async function pastEventsOfSeries(core: Core, seriesSlug: string): Promise<EventFigures[]> {
  return readPastEvents(core, Prisma.sql`r.slug = ${seriesSlug}`);
}

/** One past event by its slug; undefined when there is none or it is still to come. */
export async function pastEvent(core: Core, eventSlug: string): Promise<EventFigures | undefined> {
  return (await readPastEvents(core, Prisma.sql`e.slug = ${eventSlug}`))[0];
}

/** When a series was last held; undefined when it never was. */
export async function lastHeld(core: Core, seriesSlug: string): Promise<Date | undefined> {
  const last = await core.prisma.session.findFirst({
    where: {
      endsAt: { lte: core.clock.now() },
      status: { not: 'cancelled' },
      event: { status: { in: ['published', 'retired'] }, series: { slug: seriesSlug } },
    },
    orderBy: { startsAt: 'desc' },
    select: { startsAt: true },
  });
  return last?.startsAt;
}

/**
 * Slugs, in order, of published series with a session that began between the two instants (the first included) and is
 * over.
 */
export async function seriesHeldBetween(core: Core, from: Date, to: Date): Promise<string[]> {
  const events = await core.prisma.event.findMany({
    where: {
      status: { in: ['published', 'retired'] },
      sessions: {
        some: { startsAt: { gte: from, lt: to }, endsAt: { lte: core.clock.now() }, status: { not: 'cancelled' } },
      },
    },
    select: { series: { select: { slug: true } } },
  });
  return [...new Set(events.map(({ series }) => series.slug))].sort();
}

/** Published figures of a series as a whole, such as "over 250 schools in each round", oldest first. */
export async function figuresOfSeries(db: Db, seriesSlug: string): Promise<Figure[]> {
  return readFigures(
    db,
    Prisma.sql`f."seriesId" = (SELECT id FROM "Series" WHERE slug = ${seriesSlug}) AND f."eventId" IS NULL`,
  );
}

/** Published figures of a project, oldest first. */
export async function figuresOfProject(db: Db, projectSlug: string): Promise<Figure[]> {
  return readFigures(db, Prisma.sql`f."projectId" = (SELECT id FROM "Project" WHERE slug = ${projectSlug})`);
}

/** Figures with their source documents, in one statement. */
async function readFigures(db: Db, condition: Prisma.Sql): Promise<Figure[]> {
  const rows = await db.$queryRaw<Array<{ figures: FigureJson[] | null }>>`
    SELECT json_agg(${figureJson} ORDER BY f."asOf", f.id) AS figures
      FROM "Figure" f JOIN "Source" p ON p.id = f."sourceId" WHERE ${condition}`;
  return (rows[0]?.figures ?? []).map(readFigure);
}

/** A published figure `f` with its source `p`, as JSON: days are text. */
export const figureJson = Prisma.sql`json_build_object('kind', f.kind, 'value', f.value, 'qualifier', f.qualifier, 'counts', f.counts,
      'academicYear', f."academicYear", 'asOf', f."asOf", 'source', json_build_object('id', p.id, 'title', p.title,
        'publisher', p.publisher, 'publishedOn', p."publishedOn", 'url', p.url))`;

/** A published figure as `figureJson` builds it. */
export type FigureJson = Omit<Figure, 'asOf' | 'source'> & {
  readonly asOf: string;
  readonly source: Omit<SourcePaper, 'publishedOn'> & { readonly publishedOn: string };
};

/** A published figure out of its JSON. */
export function readFigure({ asOf, source, ...figure }: FigureJson): Figure {
  // A date without a time is read as midnight UTC.
  return { ...figure, asOf: new Date(asOf), source: { ...source, publishedOn: new Date(source.publishedOn) } };
}

async function readPastEvents(core: Core, condition: Prisma.Sql): Promise<EventFigures[]> {
  const now = core.clock.now();
  const counted = await core.prisma.$queryRaw<CountedEvent[]>`
    WITH ${moved},
    held AS (
      SELECT e.id, e.slug, e.title, r.slug AS "seriesSlug", r.name AS "seriesName", e."academicYear", e.term,
             min(s."startsAt") AS "startsAt", bool_and(s."attendanceConfirmedAt" IS NOT NULL) AS confirmed
        FROM "Event" e
        JOIN "Series" r ON r.id = e."seriesId"
        JOIN "Session" s ON s."eventId" = e.id AND s.status <> 'cancelled'
       WHERE ${condition} AND e.status IN ('published', 'retired')
       GROUP BY e.id, r.id
      HAVING max(s."endsAt") <= ${now}),
    there AS (
      SELECT s."eventId" AS id, count(DISTINCT COALESCE(a."personId", a.id)) FILTER (WHERE a.present)::int AS attended,
             count(DISTINCT COALESCE(m.present, a.urn)) FILTER (WHERE a.present)::int AS schools,
             max(a."recordedAt") AS "recordedAt"
        FROM "Attendance" a JOIN "Session" s ON s.id = a."sessionId" LEFT JOIN moved m ON m.urn = a.urn
       WHERE s."eventId" IN (SELECT id FROM held) GROUP BY s."eventId"),
    booked AS (
      SELECT s."eventId" AS id, count(DISTINCT g."personId")::int AS booked
        FROM "Registration" g JOIN "Session" s ON s.id = g."sessionId"
       WHERE g.state = 'confirmed' AND s."eventId" IN (SELECT id FROM held) GROUP BY s."eventId")
    SELECT h.id AS "eventId", h.slug, h.title, h."seriesSlug", h."seriesName", h."academicYear", h.term, h."startsAt",
           h.confirmed, COALESCE(t.attended, 0) AS attended, COALESCE(t.schools, 0) AS schools, t."recordedAt",
           COALESCE(b.booked, 0) AS booked,
           (SELECT json_agg(${figureJson} ORDER BY f.kind, f.value DESC, f.id)
              FROM "Figure" f JOIN "Source" p ON p.id = f."sourceId" WHERE f."eventId" = h.id) AS published
      FROM held h LEFT JOIN there t ON t.id = h.id LEFT JOIN booked b ON b.id = h.id
     ORDER BY h."startsAt", h.id`;
  return counted.map(withFigures);
}

function withFigures(event: CountedEvent): EventFigures {
  const { attended, schools, booked, recordedAt, confirmed, published, ...about } = event;
  const own = (kind: FigureKind, value: number, counts: string): Figure => ({
    kind,
    value,
    qualifier: 'exactly',
    counts,
    academicYear: event.academicYear,
    asOf: recordedAt ?? event.startsAt,
    source: null,
  });
  // With attendance on record, published figures would count the same people twice.
  if (recordedAt) {
    const figures = [own('attended', attended, 'people'), own('schools', schools, 'schools had somebody there')];
    if (booked > 0) figures.push(own('booked', booked, 'people'));
    return { ...about, figures, provisional: !confirmed };
  }
  if (published) return { ...about, figures: published.map(readFigure), provisional: false };
  return { ...about, figures: booked > 0 ? [own('booked', booked, 'people')] : [], provisional: false };
}

/** The number of people who attended, whatever the source; undefined when there is none. */
export function peopleWhoAttended(event: EventFigures): Figure | undefined {
  return event.figures.find(({ kind }) => kind === 'attended');
}
