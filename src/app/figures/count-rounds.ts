import { Prisma } from '../../db/generated/client.js';
import type { Term } from '../../domain/academic-year.js';
import type { FiguresQuery, Group, Subject, Without } from '../../domain/figures/figures-query.js';
import type { Phase } from '../../domain/person.js';
import type { Core } from '../core.js';
import { type Figure, type FigureJson, figureJson, readFigure } from './figures.js';
import { moved } from './taking-part.js';

/** Which events, and where they are held. */
interface RoundScope {
  /** Series and events; empty is all. */
  readonly subjects: readonly Subject[];
  /** Labels, towns or venues of sessions; empty is all. */
  readonly places: readonly string[];
  readonly without?: Without;
}

/** An event with what is known of it before anybody is counted. */
export interface Round {
  readonly eventId: string;
  readonly slug: string;
  readonly title: string;
  readonly seriesSlug: string;
  readonly seriesName: string;
  readonly academicYear: number;
  readonly term: Term;
  readonly startsAt: Date;
  /** When its last session starts. */
  readonly lastAt: Date;
  /** All its sessions in scope are over. */
  readonly held: boolean;
  /** When its attendance was last recorded person by person; null when it never was. */
  readonly recordedAt: Date | null;
  readonly confirmed: boolean;
  /** How many of its sessions are in scope, on whatever days. */
  readonly sessions: number;
  readonly published: readonly Figure[];
}

type RoundRow = Omit<Round, 'published'> & { readonly published: readonly FigureJson[] | null };

/** Events of the scope, past and to come, oldest first. Drafts and cancelled ones are left out. */
export async function readRounds(core: Core, scope: RoundScope): Promise<Round[]> {
  const rows = await core.prisma.$queryRaw<RoundRow[]>`
    SELECT e.id AS "eventId", e.slug, e.title, r.slug AS "seriesSlug", r.name AS "seriesName", e."academicYear", e.term,
           min(s."startsAt") AS "startsAt", max(s."startsAt") AS "lastAt", max(s."endsAt") <= ${core.clock.now()} AS held,
           bool_and(s."attendanceConfirmedAt" IS NOT NULL) AS confirmed, count(*)::int AS sessions,
           max((SELECT max(a."recordedAt") FROM "Attendance" a WHERE a."sessionId" = s.id)) AS "recordedAt",
           (SELECT json_agg(${figureJson} ORDER BY f.kind, f.value DESC, f.id)
              FROM "Figure" f JOIN "Source" p ON p.id = f."sourceId" WHERE f."eventId" = e.id) AS published
      FROM "Event" e JOIN "Series" r ON r.id = e."seriesId" JOIN "Session" s ON s."eventId" = e.id
     WHERE e.status IN ('published', 'retired') AND r.status <> 'draft' AND s.status <> 'cancelled'
       AND ${ofSubjects(scope.subjects)} AND ${heldIn(scope)} AND NOT ${outOfCount(scope.without)}
     GROUP BY e.id, r.id ORDER BY min(s."startsAt"), e.id`;
  return rows.map(({ published, ...row }) => ({ ...row, published: (published ?? []).map(readFigure) }));
}

function ofSubjects(subjects: readonly Subject[]): Prisma.Sql {
  if (subjects.length === 0) return Prisma.sql`true`;
  const slugs = (kind: Subject['kind']) => subjects.filter((one) => one.kind === kind).map(({ slug }) => slug);
  return Prisma.sql`(r.slug = ANY(${slugs('series')}) OR e.slug = ANY(${slugs('event')}))`;
}

/** Of what is left out. */
function outOfCount(without: Without | undefined): Prisma.Sql {
  return without && without.subjects.length > 0 ? ofSubjects(without.subjects) : Prisma.sql`false`;
}

/** The labels, or else the towns, of the sessions of an event on one day; undefined where one of them has neither. */
export async function placesOnDay(
  core: Core,
  slug: string,
  isOnDay: (startsAt: Date) => boolean,
): Promise<string[] | undefined> {
  const sessions = await core.prisma.session.findMany({
    where: { event: { slug }, status: { not: 'cancelled' } },
    select: { label: true, town: true, startsAt: true },
  });
  const there = sessions.filter(({ startsAt }) => isOnDay(startsAt)).map(({ label, town }) => label || town);
  const named = there.filter((place) => place !== null);
  return named.length === there.length ? named : undefined;
}

/** A condition on the session `s`. */
export function heldIn({ places, without }: Pick<RoundScope, 'places' | 'without'>): Prisma.Sql {
  const left = without?.places ?? [];
  // A session of which no town is on record is in none that is left out.
  const others = left.length > 0 ? Prisma.sql`${inPlaces(left)} IS NOT TRUE` : Prisma.sql`true`;
  return Prisma.sql`(${inPlaces(places)} AND ${others})`;
}

function inPlaces(places: readonly string[]): Prisma.Sql {
  if (places.length === 0) return Prisma.sql`true`;
  const names = places.map((name) => name.toLowerCase());
  return Prisma.sql`(lower(s.label) = ANY(${names}) OR lower(s.town) = ANY(${names}) OR lower(s.venue) = ANY(${names})
       OR (s.link IS NOT NULL AND s.venue IS NULL AND 'online' = ANY(${names})))`;
}

/** Which schools people are from; empty is any. */
export interface SchoolScope {
  readonly areas: readonly string[];
  readonly phases: readonly Phase[];
  readonly academies: boolean;
  /** Schools that are left out. */
  readonly without?: Pick<Without, 'areas' | 'phases'> & { readonly academies?: boolean };
}

/** Which schools a question is about. */
export function schoolScopeOf({
  areas,
  phases,
  academies,
  without,
}: Pick<FiguresQuery, 'areas' | 'phases' | 'academies' | 'without'>): SchoolScope {
  return { areas, phases, academies: academies ?? false, ...(without ? { without } : {}) };
}

/** By what the people of an event are told apart. */
export type KeyGroup = Extract<Group, 'venue' | SchoolGroup>;

/** By what schools are told apart. */
export type SchoolGroup = Extract<Group, 'locality' | 'district' | 'authority' | 'phase' | 'trust'>;

/** Counts of one event, or of all events of a bucket taken together. */
export interface Count {
  /** Null: of the whole bucket, in which each person and each school counts once. */
  readonly eventId: string | null;
  readonly bucket: string;
  readonly key: string;
  readonly attended: number;
  readonly schools: number;
  readonly booked: number;
  readonly bookedSchools: number;
  readonly missed: number;
  readonly walkIns: number;
  readonly waiting: number;
}

interface Wanted {
  readonly where: Pick<RoundScope, 'places' | 'without'>;
  readonly schools: SchoolScope;
  readonly by: KeyGroup | undefined;
}

/**
 * Counts who came, booked and waits at events, from the records person by person. Somebody at two sessions of an event
 * counts once, unless the sessions are told apart.
 * @param picked events, each with the bucket that it is counted in
 */
export async function countRounds(
  core: Core,
  picked: ReadonlyArray<{ readonly eventId: string; readonly bucket: string }>,
  { where, schools, by }: Wanted,
): Promise<Count[]> {
  if (picked.length === 0) return [];
  // Two values, however many events: a national service has thousands.
  const ids = picked.map(({ eventId }) => eventId);
  const buckets = picked.map(({ bucket }) => bucket);
  const apart = by === 'venue' || where.places.length > 0 ? Prisma.sql`s.id` : Prisma.sql`s."eventId"`;
  return core.prisma.$queryRaw<Count[]>`
    WITH ${moved},
    chosen(id, bucket) AS (SELECT * FROM unnest(${ids}::uuid[], ${buckets}::text[])),
    there AS (
      SELECT a."sessionId", COALESCE(a."personId", a.id) AS person, a.urn, a.present AS came, false AS booked, false AS waits
        FROM "Attendance" a JOIN "Session" s ON s.id = a."sessionId" WHERE s."eventId" IN (SELECT id FROM chosen)
      UNION ALL
      SELECT g."sessionId", g."personId", g.urn, false, g.state = 'confirmed', g.state IN ('waiting', 'offered')
        FROM "Registration" g JOIN "Session" s ON s.id = g."sessionId"
       WHERE g.state IN ('confirmed', 'waiting', 'offered') AND s."eventId" IN (SELECT id FROM chosen)),
    person AS (
      SELECT s."eventId" AS event, c.bucket, t.person, COALESCE(min(m.present), min(t.urn)) AS urn,
             min(${venueKey}) AS venue, bool_or(t.came) AS came, bool_or(t.booked) AS booked, bool_or(t.waits) AS waits
        FROM there t JOIN "Session" s ON s.id = t."sessionId" JOIN chosen c ON c.id = s."eventId"
        LEFT JOIN moved m ON m.urn = t.urn
       WHERE s.status <> 'cancelled' AND ${heldIn(where)}
       GROUP BY s."eventId", ${apart}, c.bucket, t.person)
    SELECT p.event AS "eventId", p.bucket, ${keyOf(by)} AS key,
           count(DISTINCT p.person) FILTER (WHERE came)::int AS attended,
           count(DISTINCT p.urn) FILTER (WHERE came)::int AS schools,
           count(DISTINCT p.person) FILTER (WHERE booked)::int AS booked,
           count(DISTINCT p.urn) FILTER (WHERE booked)::int AS "bookedSchools",
           count(DISTINCT p.person) FILTER (WHERE booked AND NOT came)::int AS missed,
           count(DISTINCT p.person) FILTER (WHERE came AND NOT booked)::int AS "walkIns",
           count(DISTINCT p.person) FILTER (WHERE waits)::int AS waiting
      FROM person p LEFT JOIN "School" c ON c.urn = p.urn LEFT JOIN "Trust" u ON u.id = c."trustId"
     WHERE ${ofSchools(schools)}
     GROUP BY GROUPING SETS ((p.event, p.bucket, ${keyOf(by)}), (p.bucket, ${keyOf(by)}))`;
}

/** The keys of those who are of no school, of schools in no trust, and of schools of which no register has said it. */
export function isOfNone(key: string): key is 'no-school' | 'no-trust' | 'not-known' {
  return key === 'no-school' || key === 'no-trust' || key === 'not-known';
}

const venueKey = Prisma.sql`COALESCE(NULLIF(s.label, ''), s.town, s.venue, 'Online')`;

function keyOf(by: KeyGroup | undefined): Prisma.Sql {
  switch (by) {
    case undefined:
      return Prisma.sql`''::text`;
    case 'venue':
      return Prisma.sql`p.venue`;
    default:
      return schoolKeyOf(by);
  }
}

/** What tells the school `c` of the trust `u` from others. Without parameters, so that it may stand in `GROUP BY` again. */
export function schoolKeyOf(by: SchoolGroup): Prisma.Sql {
  switch (by) {
    case 'locality':
      return ofArea(Prisma.sql`c.locality`);
    case 'district':
      return ofArea(Prisma.sql`c.district`);
    case 'authority':
      return ofArea(Prisma.sql`c."localAuthority"`);
    case 'phase':
      return Prisma.sql`COALESCE(c.phase::text, 'no-school')`;
    case 'trust':
      return Prisma.sql`COALESCE(u.name, 'no-trust')`;
  }
}

const ofArea = (name: Prisma.Sql) =>
  Prisma.sql`CASE WHEN c.urn IS NULL THEN 'no-school' ELSE COALESCE(NULLIF(${name}, ''), 'not-known') END`;

/** The school `c` is in a locality, a district or a local authority of these names. */
export function inAreas(names: readonly string[]): Prisma.Sql {
  const any = [...names];
  return Prisma.sql`(c.locality = ANY(${any}) OR c.district = ANY(${any}) OR c."localAuthority" = ANY(${any}))`;
}

/** A condition on the school `c`. */
export function ofSchools({ areas, phases, academies, without }: SchoolScope): Prisma.Sql {
  const wanted = conditionsOn({ areas, phases, academies });
  // Somebody of no school is of none that is left out.
  const left = conditionsOn(without ?? { areas: [], phases: [] }).map((one) => Prisma.sql`(${one}) IS NOT TRUE`);
  return Prisma.join([Prisma.sql`true`, ...wanted, ...left], ' AND ');
}

function conditionsOn({ areas, phases, academies }: NonNullable<SchoolScope['without']>): Prisma.Sql[] {
  return [
    ...(areas.length > 0 ? [inAreas(areas)] : []),
    ...(phases.length > 0 ? [Prisma.sql`c.phase::text = ANY(${[...phases]})`] : []),
    ...(academies ? [Prisma.sql`c.type = 'academy'`] : []),
  ];
}

/** Open schools of the partnership by key; the key is empty when they are not told apart. */
export async function countRoll(
  core: Core,
  schools: SchoolScope,
  by: SchoolGroup | undefined,
): Promise<Array<{ key: string; schools: number }>> {
  return core.prisma.$queryRaw`
    SELECT ${keyOf(by)} AS key, count(*)::int AS schools FROM "School" c LEFT JOIN "Trust" u ON u.id = c."trustId"
     WHERE c."inPartnership" AND c.status IN ('open', 'closing') AND ${ofSchools(schools)} GROUP BY 1 ORDER BY 1`;
}

/** Of these open schools of the partnership, how many had nobody at any of the events. */
export async function countAbsent(
  core: Core,
  eventIds: readonly string[],
  { where, schools, by }: Omit<Wanted, 'by'> & { readonly by: SchoolGroup | undefined },
): Promise<Array<{ key: string; schools: number }>> {
  return core.prisma.$queryRaw`
    WITH ${moved},
    came AS (
      SELECT DISTINCT COALESCE(m.present, a.urn) AS urn FROM "Attendance" a JOIN "Session" s ON s.id = a."sessionId"
        LEFT JOIN moved m ON m.urn = a.urn
       WHERE a.present AND a.urn IS NOT NULL AND s."eventId" = ANY(${[...eventIds]}::uuid[]) AND ${heldIn(where)})
    SELECT ${keyOf(by)} AS key, count(*) FILTER (WHERE came.urn IS NULL)::int AS schools
      FROM "School" c LEFT JOIN came ON came.urn = c.urn LEFT JOIN "Trust" u ON u.id = c."trustId"
     WHERE c."inPartnership" AND c.status IN ('open', 'closing') AND ${ofSchools(schools)} GROUP BY 1 ORDER BY 1`;
}

/**
 * Of the open schools of the partnership, how many had somebody at any event of a bucket, for each bucket in which one had.
 * @param picked events, each with the bucket that it is counted in
 */
export async function countThere(
  core: Core,
  picked: ReadonlyArray<{ readonly eventId: string; readonly bucket: string }>,
  { where, schools }: Omit<Wanted, 'by'>,
): Promise<ReadonlyMap<string, number>> {
  const ids = picked.map(({ eventId }) => eventId);
  const buckets = picked.map(({ bucket }) => bucket);
  const rows = await core.prisma.$queryRaw<Array<{ bucket: string; schools: number }>>`
    WITH ${moved},
    chosen(id, bucket) AS (SELECT * FROM unnest(${ids}::uuid[], ${buckets}::text[])),
    came AS (
      SELECT DISTINCT k.bucket, COALESCE(m.present, a.urn) AS urn
        FROM chosen k JOIN "Session" s ON s."eventId" = k.id JOIN "Attendance" a ON a."sessionId" = s.id
        LEFT JOIN moved m ON m.urn = a.urn
       WHERE a.present AND a.urn IS NOT NULL AND ${heldIn(where)})
    SELECT came.bucket, count(*)::int AS schools FROM came JOIN "School" c ON c.urn = came.urn
     WHERE c."inPartnership" AND c.status IN ('open', 'closing') AND ${ofSchools(schools)} GROUP BY 1`;
  return new Map(rows.map((row) => [row.bucket, row.schools]));
}
