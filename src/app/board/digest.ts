import { TZDate } from '@date-fns/tz';
import { academicYearOf } from '../../domain/academic-year.js';
import { type DigestSection, defaultDigest, isDigestDue, sectionsAmong } from '../../domain/digest.js';
import { dayMs } from '../../domain/durations.js';
import { smallGroup } from '../../domain/quote.js';
import { isUuid } from '../../domain/uuid.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { countCoverage } from '../figures/coverage.js';
import { scheduleDelivery } from '../messages/schedule-delivery.js';
import type { ProgrammeSession } from '../programme/sessions.js';
import { upcomingSessions } from '../programme/upcoming-sessions.js';
import { type ShownQuote, showQuotes } from './event-summary.js';

const week = 7 * dayMs;
const mostQuotes = 2;
/** Looked at for what several asked. */
const mostQuestions = 200;

/** The content of a weekly digest. Counts only, apart from approved quotes. */
export interface Digest {
  readonly since: Date;
  readonly until: Date;
  readonly sections: readonly DigestSection[];
  readonly coming: readonly ProgrammeSession[];
  /** Best attended first; null where nobody has recorded who came. */
  readonly happened: ReadonlyArray<{ readonly title: string; readonly slug: string; readonly attended: number | null }>;
  /** Places booked so far, and at the same point before last year's round; null where there was none. */
  readonly registrations: ReadonlyArray<{
    readonly title: string;
    readonly booked: number;
    readonly before: number | null;
  }>;
  readonly projects: ReadonlyArray<{ readonly name: string; readonly slug: string; readonly schools: number }>;
  readonly feedback: {
    readonly answered: number;
    readonly rating: number | null;
    /** What was asked besides how it was after an event, and answered by enough people that week. */
    readonly questions: number;
    readonly quotes: readonly ShownQuote[];
  };
  readonly unanswered: ReadonlyArray<{ readonly question: string; readonly count: number }>;
  /** Open schools of the partnership, and how many took part in nothing this academic year: no event, no project. */
  readonly coverage: {
    readonly schools: number;
    readonly absent: number;
    /** Somebody is on record at an event of this academic year. */
    readonly held: boolean;
  };
}

/** Nothing happened this week and nothing is coming up, so the digest may be skipped. */
export function isQuiet({ coming, happened, projects, feedback, unanswered }: Digest): boolean {
  return [coming, happened, projects, feedback.quotes, unanswered].every(({ length }) => length === 0);
}

/**
 * @param deliveryId the message that shows it; left out in a preview
 * @param until the end of its week, when a digest that was sent before is rendered again
 */
export async function composeDigest(
  present: Core,
  sections: readonly DigestSection[],
  deliveryId: string | undefined,
  until = present.clock.now(),
): Promise<Digest> {
  const core: Core = { ...present, clock: { now: () => until } };
  const since = new Date(until.getTime() - week);
  const coming = (await upcomingSessions(core)).filter(
    ({ startsAt, eventStatus, sessionStatus }) =>
      startsAt.getTime() < until.getTime() + 4 * week && eventStatus === 'published' && sessionStatus === 'published',
  );
  const wanted = (section: DigestSection) => sections.includes(section);
  return {
    since,
    until,
    sections,
    coming: wanted('coming') ? coming : [],
    happened: wanted('happened') ? await readHappened(core, since, until) : [],
    registrations: wanted('registrations') ? await readRegistrations(core, coming, until) : [],
    projects: wanted('projects') ? await readProjects(core, since, until) : [],
    feedback: wanted('feedback')
      ? await readFeedback(core, since, until, deliveryId)
      : { answered: 0, rating: null, questions: 0, quotes: [] },
    unanswered: wanted('unanswered') ? await readUnanswered(core, since) : [],
    coverage: wanted('coverage') ? await readCoverage(core, until) : { schools: 0, absent: 0, held: false },
  };
}

async function readHappened(core: Core, since: Date, until: Date): Promise<Digest['happened']> {
  return core.prisma.$queryRaw<Array<Digest['happened'][number]>>`
    SELECT e.title, e.slug, CASE WHEN count(a.id) > 0
             THEN (count(DISTINCT COALESCE(a."personId", a.id)) FILTER (WHERE a.present))::int END AS attended
      FROM "Session" s JOIN "Event" e ON e.id = s."eventId" LEFT JOIN "Attendance" a ON a."sessionId" = s.id
     WHERE s."endsAt" > ${since} AND s."endsAt" <= ${until} AND s.status <> 'cancelled'
       AND e.status IN ('published', 'retired') GROUP BY e.id ORDER BY attended DESC NULLS LAST, e.title, e.id`;
}

/** The same point of last year's round: as many days before its start. */
async function readRegistrations(
  core: Core,
  coming: readonly ProgrammeSession[],
  until: Date,
): Promise<Digest['registrations']> {
  const events = new Map(coming.map((session) => [session.eventId, session]));
  return Promise.all(
    [...events.values()].map(async ({ eventId, title }) => {
      const [row] = await core.prisma.$queryRaw<Array<{ booked: number; before: number | null }>>`
        WITH this AS (SELECT e.id, e."seriesId", e."academicYear", e.term, min(s."startsAt") AS start
                        FROM "Event" e JOIN "Session" s ON s."eventId" = e.id WHERE e.id = ${eventId}::uuid GROUP BY e.id),
             last AS (SELECT e.id, min(s."startsAt") AS start FROM "Event" e JOIN "Session" s ON s."eventId" = e.id, this
                       WHERE e."seriesId" = this."seriesId" AND e.term = this.term
                         AND e."academicYear" = this."academicYear" - 1 AND e.status IN ('published', 'retired')
                       GROUP BY e.id ORDER BY 2 LIMIT 1)
        SELECT (SELECT count(*)::int FROM "Registration" g JOIN "Session" s ON s.id = g."sessionId"
                 WHERE s."eventId" = this.id AND g.state = 'confirmed') AS booked,
               (SELECT count(g.id)::int FROM last JOIN "Session" s ON s."eventId" = last.id
                  JOIN "Registration" g ON g."sessionId" = s.id
                 WHERE COALESCE(g."confirmedAt", g."createdAt") <= last.start - (this.start - ${until}::timestamptz)
                   AND (g.state = 'confirmed' OR g."endedAt" > last.start - (this.start - ${until}::timestamptz))
                HAVING count(*) > 0) AS before
          FROM this`;
      return { title, booked: row?.booked ?? 0, before: row?.before ?? null };
    }),
  );
}

async function readProjects(core: Core, since: Date, until: Date): Promise<Digest['projects']> {
  return core.prisma.$queryRaw<Array<Digest['projects'][number]>>`
    SELECT p.name, p.slug, count(*)::int AS schools FROM "Enrolment" n JOIN "Cohort" c ON c.id = n."cohortId"
      JOIN "Project" p ON p.id = c."projectId"
     WHERE n.state = 'registered' AND n."registeredAt" > ${since} AND n."registeredAt" <= ${until} GROUP BY p.id ORDER BY 3 DESC, 1`;
}

async function readFeedback(
  core: Core,
  since: Date,
  until: Date,
  deliveryId: string | undefined,
): Promise<Digest['feedback']> {
  const [row] = await core.prisma.$queryRaw<Array<{ answered: number; rating: number | null; questions: number }>>`
    SELECT count(*)::int AS answered, avg(rating)::float AS rating,
           (SELECT count(*)::int FROM (
              SELECT 1 FROM "FeedbackResponse" f JOIN "FeedbackRequest" r ON r.id = f."requestId"
               CROSS JOIN LATERAL unnest(r.questions) WITH ORDINALITY AS q(prompt, place)
               WHERE f."givenAt" > ${since} AND f."givenAt" <= ${until} AND f.marks[q.place::int] > 0
               GROUP BY r."eventId", q.prompt HAVING count(*) >= ${smallGroup}) AS enough) AS questions
      FROM "FeedbackResponse" WHERE "givenAt" > ${since} AND "givenAt" <= ${until}`;
  const quotes = await commit(core, (tx) =>
    showQuotes(tx, { since, until }, mostQuotes, { place: 'digest', deliveryId }),
  );
  return { answered: row?.answered ?? 0, rating: row?.rating ?? null, questions: row?.questions ?? 0, quotes };
}

async function readUnanswered(core: Core, since: Date): Promise<Digest['unanswered']> {
  return core.prisma.unanswered.findMany({
    where: { lastAt: { gt: since } },
    orderBy: [{ count: 'desc' }, { lastAt: 'desc' }],
    take: mostQuestions,
    select: { question: true, count: true },
  });
}

/** Counted since the academic year began. */
async function readCoverage(core: Core, until: Date): Promise<Digest['coverage']> {
  const september = new TZDate(academicYearOf(until, core.timeZone), 8, 1, core.timeZone);
  const since = new Date(september.getTime());
  const [counts, held] = await Promise.all([
    countCoverage(core, { since, until }),
    core.prisma.attendance.findFirst({
      where: { present: true, session: { startsAt: { gte: since, lt: until } } },
      select: { id: true },
    }),
  ]);
  return { ...counts, held: held !== null };
}

/**
 * Schedules the digests that are due: once for each channel and week, however late the service starts. Runs every
 * minute. @returns how many were scheduled
 */
export async function sendDigests(core: Core): Promise<number> {
  const now = core.clock.now();
  const subscriptions = await core.prisma.subscription.findMany({
    where: { kind: 'digest', removedAt: null, conversation: { goneAt: null } },
  });
  let scheduled = 0;
  for (const { id, conversationId, addedAt, weekday, minuteOfDay, skipQuietWeeks, sections } of subscriptions) {
    const settings = { weekday, minuteOfDay, skipQuietWeeks, sections: sectionsAmong(sections) };
    const due = isDigestDue(settings, addedAt, now, core.timeZone);
    if (!due) continue;
    const added = await commit(core, (tx) =>
      scheduleDelivery(core, tx, {
        key: `digest:${conversationId}:${due.key}`,
        kind: 'digest',
        to: { conversationId },
        // The end of the week is stored so that a digest rendered again later still covers its own week.
        payload: { subscriptionId: id, until: now.toISOString() },
      }),
    );
    if (added) scheduled += 1;
  }
  return scheduled + (await sendToReaders(core, now));
}

/** To people who get the digest themselves, with the usual sections at the usual time. */
async function sendToReaders(core: Core, now: Date): Promise<number> {
  const readers = await core.prisma.digestReader.findMany({
    where: { person: { erasedAt: null, mails: { notIn: ['own', 'none'] } } },
    select: { personId: true, addedAt: true },
  });
  let scheduled = 0;
  for (const { personId, addedAt } of readers) {
    const due = isDigestDue(defaultDigest, addedAt, now, core.timeZone);
    if (!due) continue;
    const added = await commit(core, (tx) =>
      scheduleDelivery(core, tx, {
        key: `digest:reader:${personId}:${due.key}`,
        kind: 'digest',
        to: { personId },
        payload: { readerId: personId, until: now.toISOString() },
      }),
    );
    if (added) scheduled += 1;
  }
  return scheduled;
}

/** The digest settings of a reader of their own; undefined when they no longer get it. */
export async function readersDigest(core: Core, personId: string) {
  const found = await core.prisma.digestReader.findFirst({
    where: { personId, person: { erasedAt: null } },
    select: { personId: true },
  });
  return found ? { sections: defaultDigest.sections, skipQuietWeeks: defaultDigest.skipQuietWeeks } : undefined;
}

/**
 * A channel's digest settings at the moment of sending; undefined when it no longer wants the digest.
 * @param sent it was sent before and is being rendered again, whatever the channel wants now
 */
export async function subscribedDigest(core: Core, subscriptionId: string, sent: boolean) {
  if (!isUuid(subscriptionId)) return undefined;
  const found = await core.prisma.subscription.findFirst({
    where: { id: subscriptionId, ...(sent ? {} : { removedAt: null }) },
  });
  if (!found) return undefined;
  return { sections: sectionsAmong(found.sections), skipQuietWeeks: found.skipQuietWeeks };
}
