import type { Db } from '../../src/db/database.js';

/** Registrations and attendance of the latest round of briefings, and the date of the bench. */
export interface BoardHistory {
  readonly eventId: string;
  readonly sessionId: string;
  readonly attendances: number;
}

/** A Monday, an hour after the digest was due. */
export const benchNow = '2026-11-23T09:00:00Z';
const years = 5;

/**
 * A county of that many schools with two people each, and five years of records: six series with three rounds a year,
 * attended by 10 to 80% of schools, feedback on each, and six projects. Generated in SQL.
 */
export async function seedBoardHistory(db: Db, schools: number): Promise<BoardHistory> {
  await seedPeople(db, schools);
  await seedEvents(db);
  await seedTakingPart(db);
  await seedFeedback(db);
  await seedProjects(db, schools);
  await db.$executeRawUnsafe('VACUUM (ANALYZE)');
  const [latest] = await db.$queryRaw<Array<{ eventId: string; sessionId: string }>>`
    SELECT e.id AS "eventId", s.id AS "sessionId" FROM "Event" e JOIN "Session" s ON s."eventId" = e.id
      JOIN "Series" r ON r.id = e."seriesId"
     WHERE r.slug = 'bench-6' AND s."endsAt" < ${new Date(benchNow)} ORDER BY s."startsAt" DESC LIMIT 1`;
  if (!latest) throw new Error('No round lies before the bench: look at its dates');
  return { ...latest, attendances: await db.attendance.count() };
}

async function seedPeople(db: Db, schools: number): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "School" (urn, name, phase, type, district, locality, town, postcode, "updatedAt")
    SELECT 100000 + n, 'Bench School ' || n,
           (ARRAY['primary', 'primary', 'primary', 'secondary', 'special', 'nursery'])[1 + n % 6]::"Phase", 'community',
           'District ' || n % 7, 'Locality ' || n % 9, 'Town', 'LN1 1AA', now() FROM generate_series(1, ${schools}) n`;
  await db.$executeRaw`
    INSERT INTO "SchoolLink" ("predecessorUrn", "successorUrn", kind)
    SELECT 100000 + n, 100001 + n, 'Successor' FROM generate_series(50, ${schools - 1}, 50) n`;
  await db.$executeRaw`UPDATE "School" SET status = 'closed' WHERE urn % 50 = 0`;
  await db.$executeRaw`
    INSERT INTO "Person" (id, name, email)
    SELECT gen_random_uuid(), 'Bench Person ' || n, 'bench' || n || '@school.example'
      FROM generate_series(1, ${2 * schools}) n`;
  await db.$executeRaw`
    INSERT INTO "Post" (id, "personId", urn, position, proof, "provenAt")
    SELECT gen_random_uuid(), id, 100001 + substring(name FROM 14)::int / 2 % ${schools}, 'headteacher', 'file', now() FROM "Person"`;
}

async function seedEvents(db: Db): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "Series" (id, slug, name, summary, description)
    SELECT gen_random_uuid(), 'bench-' || n, 'Bench series ' || n, '', '' FROM generate_series(1, 6) n`;
  await db.$executeRaw`
    INSERT INTO "Event" (id, slug, "seriesId", title, "academicYear", term, status, "updatedAt")
    SELECT gen_random_uuid(), r.slug || '-' || y || '-' || t, r.id, r.name || ', round ' || y || '-' || t, y,
           (ARRAY['autumn', 'spring', 'summer'])[t]::"Term", 'published', now()
      FROM "Series" r, generate_series(${2026 - years}, 2026) y, generate_series(1, 3) t`;
  // Autumn rounds are in the digest's week or after it; the others follow at intervals of four months.
  await db.$executeRaw`
    INSERT INTO "Session" (id, "eventId", "startsAt", "endsAt", capacity, "attendanceConfirmedAt")
    SELECT gen_random_uuid(), e.id, s.at, s.at + interval '2 hours', 30000,
           CASE WHEN s.at < ${new Date(benchNow)}::timestamptz THEN s.at + interval '1 day' END
      FROM "Event" e CROSS JOIN LATERAL (
        SELECT make_timestamptz(e."academicYear", 11, 14, 9, 30, 0, 'UTC')
               + substring(e.slug FROM 'bench-([0-9])')::int * interval '1 day'
               + (substring(e.slug FROM '[0-9]$')::int - 1) * interval '4 months' AS at) s`;
}

async function seedTakingPart(db: Db): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "Registration" (id, "sessionId", "personId", urn, state, "createdAt", "confirmedAt")
    SELECT gen_random_uuid(), s.id, p."personId", p.urn, 'confirmed', s."startsAt" - interval '20 days',
           s."startsAt" - interval '20 days'
      FROM "Session" s JOIN "Event" e ON e.id = s."eventId" JOIN "Series" r ON r.id = e."seriesId"
      JOIN "Post" p ON abs(hashint8(hashtext(p.id::text || e.slug))) % 100 < substring(r.slug FROM '[0-9]$')::int * 7
     WHERE s."startsAt" < ${new Date('2026-12-31')}`;
  await db.$executeRaw`
    INSERT INTO "Attendance" (id, "sessionId", "personId", urn, source, "recordedAt")
    SELECT gen_random_uuid(), g."sessionId", g."personId", g.urn, 'organiser', s."endsAt"
      FROM "Registration" g JOIN "Session" s ON s.id = g."sessionId"
     WHERE s."endsAt" < ${new Date(benchNow)} AND abs(hashint8(hashtext(g.id::text))) % 10 > 0`;
}

async function seedFeedback(db: Db): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "FeedbackRequest" (id, "eventId", "personId", "askedAt", "closesAt")
    SELECT gen_random_uuid(), s."eventId", a."personId", s."endsAt" + interval '2 hours', s."endsAt" + interval '14 days'
      FROM "Attendance" a JOIN "Session" s ON s.id = a."sessionId"`;
  await db.$executeRaw`
    INSERT INTO "FeedbackResponse" ("requestId", rating, "givenAt")
    SELECT id, 3 + abs(hashtext(id::text)) % 3, "askedAt" + interval '1 day' FROM "FeedbackRequest"
     WHERE abs(hashtext(id::text)) % 10 < 4`;
  await db.$executeRaw`
    INSERT INTO "Quote" (id, "eventId", "responseId", words, "approvedWords", "consentPublic", moderation, "moderatedAt", "createdAt")
    SELECT gen_random_uuid(), q."eventId", q.id, 'Words of the bench.', 'Words of the bench.', true, 'approved',
           f."givenAt" + interval '1 day', f."givenAt"
      FROM "FeedbackRequest" q JOIN "FeedbackResponse" f ON f."requestId" = q.id
     WHERE abs(hashtext(q.id::text)) % 40 = 1`;
}

async function seedProjects(db: Db, schools: number): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "Project" (id, slug, name, summary, description, "forWhom", "runBy")
    SELECT gen_random_uuid(), 'bench-' || n, 'Bench project ' || n, '', '', 'schools', 'bench' FROM generate_series(1, 6) n`;
  await db.$executeRaw`
    INSERT INTO "Cohort" (id, "projectId", "academicYear")
    SELECT gen_random_uuid(), p.id, y FROM "Project" p, generate_series(${2026 - years}, 2026) y`;
  await db.$executeRaw`
    INSERT INTO "Enrolment" (id, "cohortId", urn, state, "registeredAt")
    SELECT gen_random_uuid(), c.id, s.urn, 'registered',
           make_timestamptz(c."academicYear", 9, 10, 9, 0, 0, 'UTC') + (s.urn % 90) * interval '1 day'
      FROM "Cohort" c JOIN "School" s ON s.urn <= ${100_000 + schools}
       AND abs(hashint8(hashtext(s.urn || c.id::text))) % 100 < 15`;
  await db.$executeRaw`
    INSERT INTO "Unanswered" (normalised, question, count, "lastAt")
    SELECT 'q' || n, 'Question ' || n, 1 + n % 9, ${new Date(benchNow)}::timestamptz - n * interval '1 hour'
      FROM generate_series(1, 5000) n`;
}
