import type { Tx } from '../../db/database.js';
import { type Actor, holds } from '../../domain/actor.js';
import { dayMs, hourMs } from '../../domain/durations.js';
import { bySurname, compareBySurname } from '../../domain/person.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { type PersonChoice, type PersonFault, personFault, settlePerson } from '../people/school-people.js';
import { type AttendanceSource, notePresent, schoolFor } from './attendance-rows.js';

export type AttendanceRefusal = {
  readonly kind: 'refused';
  readonly reason: 'not-organiser' | 'not-found' | 'not-yet' | 'cancelled';
};

/** A session under its lock, so that confirming and changing its list wait for each other. */
export interface AttendedSession {
  readonly id: string;
  readonly eventId: string;
  readonly seriesId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly confirmedAt: Date | null;
}

/** The first people arrive an hour before the start. */
const beforeStartMs = hourMs;

/** Locks the session for somebody who may keep its list. @param actor undefined for the service's own commands */
export async function lockForAttendance(
  core: Core,
  tx: Tx,
  actor: Actor | undefined,
  sessionId: string,
): Promise<AttendedSession | AttendanceRefusal> {
  if (!isUuid(sessionId)) return { kind: 'refused', reason: 'not-found' };
  const [found] = await tx.$queryRaw<Array<AttendedSession & { off: boolean }>>`
    SELECT s.id, e.id AS "eventId", e."seriesId", s."startsAt", s."endsAt", s."attendanceConfirmedAt" AS "confirmedAt",
           (s.status = 'cancelled' OR e.status = 'cancelled') AS off
      FROM "Session" s JOIN "Event" e ON e.id = s."eventId" WHERE s.id = ${sessionId}::uuid FOR UPDATE OF s`;
  if (!found) return { kind: 'refused', reason: 'not-found' };
  if (actor && !holds(actor, 'organiser', found.seriesId)) return { kind: 'refused', reason: 'not-organiser' };
  if (found.off) return { kind: 'refused', reason: 'cancelled' };
  const early = found.startsAt.getTime() - beforeStartMs > core.clock.now().getTime();
  return early ? { kind: 'refused', reason: 'not-yet' } : found;
}

type MarkOutcome = { readonly kind: 'marked'; readonly present: boolean } | AttendanceRefusal;

/**
 * Records an organiser's mark, which overrides every other source until an organiser undoes it.
 * @param present false: absent, whatever other sources say
 */
export async function markAttendance(
  core: Core,
  actor: Actor,
  mark: { readonly sessionId: string; readonly personId: string; readonly present: boolean },
): Promise<MarkOutcome> {
  const { sessionId, personId, present } = mark;
  if (!isUuid(personId)) return { kind: 'refused', reason: 'not-found' };
  return commit(core, async (tx) => {
    const session = await lockForAttendance(core, tx, actor, sessionId);
    if ('kind' in session) return session;
    const person = await tx.person.findUnique({ where: { id: personId }, select: { id: true } });
    if (!person) return { kind: 'refused', reason: 'not-found' };
    const at = core.clock.now();
    const urn = await schoolFor(tx, sessionId, personId);
    await tx.attendance.upsert({
      where: { sessionId_personId: { sessionId, personId } },
      create: { sessionId, personId, urn, source: 'organiser', present, recordedAt: at },
      update: { present },
      select: { id: true },
    });
    await note(tx, actor, sessionId, present ? 'present' : 'absent', at);
    return { kind: 'marked', present };
  });
}

/** Undoes an organiser's mark; what other sources said applies again. */
export async function undoMark(
  core: Core,
  actor: Actor,
  mark: { readonly sessionId: string; readonly personId: string },
): Promise<{ readonly kind: 'undone' } | AttendanceRefusal> {
  const { sessionId, personId } = mark;
  if (!isUuid(personId)) return { kind: 'refused', reason: 'not-found' };
  return commit(core, async (tx) => {
    const session = await lockForAttendance(core, tx, actor, sessionId);
    if ('kind' in session) return session;
    await tx.attendance.deleteMany({ where: { sessionId, personId, source: { in: ['organiser', 'walk_in'] } } });
    await tx.attendance.updateMany({ where: { sessionId, personId, present: false }, data: { present: true } });
    await note(tx, actor, sessionId, 'mark undone', core.clock.now());
    return { kind: 'undone' };
  });
}

export type WalkInOutcome =
  | { readonly kind: 'added' | 'already-there'; readonly personId: string }
  | { readonly kind: 'refused'; readonly reason: AttendanceRefusal['reason'] | PersonFault };

/** Adds somebody who came without a place. A new name becomes a person at the school. */
export async function addWalkIn(
  core: Core,
  actor: Actor,
  sessionId: string,
  who: { readonly urn: number; readonly person: PersonChoice },
): Promise<WalkInOutcome> {
  return commit(core, async (tx): Promise<WalkInOutcome> => {
    const session = await lockForAttendance(core, tx, actor, sessionId);
    if ('kind' in session) return session;
    const fault = await personFault(tx, who.urn, who.person);
    if (fault) return { kind: 'refused', reason: fault };
    const at = core.clock.now();
    const personId = await settlePerson(tx, who.urn, who.person, 'organiser', at);
    const { urn } = who;
    const walkIn = { sessionId, personId, urn, source: 'walk_in' as const, minutes: null, importRowId: null };
    const noted = (await notePresent(tx, [walkIn], at)).get(personId);
    // A person marked as absent who is then added by hand was there after all.
    await tx.attendance.updateMany({ where: { sessionId, personId, present: false }, data: { present: true } });
    await note(tx, actor, sessionId, 'walk-in', at);
    return { kind: noted === 'added' ? 'added' : 'already-there', personId };
  });
}

async function note(tx: Tx, actor: Actor, sessionId: string, outcome: string, at: Date): Promise<void> {
  await recordAct(tx, actor, { act: 'attendance', subject: 'session', subjectId: sessionId, outcome }, at);
}

/** A person on the organisers' list: with a place, or without one. */
export interface RollEntry {
  readonly personId: string;
  readonly name: string;
  readonly school: string | null;
  readonly booked: boolean;
  /** Null: not recorded yet. */
  readonly present: boolean | null;
  readonly source: AttendanceSource | null;
}

/** The attendance list of a session by name. For organisers: the caller has checked. */
export async function rollOf(core: Core, sessionId: string): Promise<RollEntry[]> {
  if (!isUuid(sessionId)) return [];
  return core.prisma.$queryRaw<RollEntry[]>`
    SELECT p.id AS "personId", p.name, s.name AS school, (g.id IS NOT NULL) AS booked, a.present, a.source
      FROM (SELECT id, "personId", urn FROM "Registration"
             WHERE "sessionId" = ${sessionId}::uuid AND state = 'confirmed') g
      FULL JOIN (SELECT "personId", urn, present, source FROM "Attendance"
                  WHERE "sessionId" = ${sessionId}::uuid AND "personId" IS NOT NULL) a USING ("personId")
      JOIN "Person" p ON p.id = "personId"
      LEFT JOIN "School" s ON s.urn = COALESCE(a.urn, g.urn)
     ORDER BY p.name COLLATE "und-x-icu", p.id`;
}

/** The same by surname, as people look for themselves on a list at the door. */
export async function doorListOf(core: Core, sessionId: string): Promise<RollEntry[]> {
  const roll = await rollOf(core, sessionId);
  return [...roll]
    .sort((a, b) => compareBySurname(a.name, b.name))
    .map((entry) => ({ ...entry, name: bySurname(entry.name) }));
}

/** A past or imminent session, for an organiser to choose; the latest first. */
export interface SessionToMark {
  readonly id: string;
  readonly eventId: string;
  readonly title: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly booked: number;
  readonly present: number;
  readonly confirmed: boolean;
}

/** How far back a session is offered without being named. */
export const recentMs = 42 * dayMs;

/**
 * Sessions that the actor organises: those of the last six weeks, and those that begin within the hour.
 * @param from further back, for a session that was named or chosen
 */
export async function sessionsToMark(
  core: Core,
  actor: Actor,
  from = new Date(core.clock.now().getTime() - recentMs),
): Promise<SessionToMark[]> {
  const now = core.clock.now().getTime();
  const until = new Date(now + beforeStartMs);
  const rows = await core.prisma.$queryRaw<Array<SessionToMark & { seriesId: string }>>`
    SELECT s.id, e.id AS "eventId", e."seriesId", s."startsAt", s."endsAt",
           CASE WHEN s.label = '' THEN e.title ELSE e.title || ': ' || s.label END AS title,
           (SELECT count(*)::int FROM "Registration" g WHERE g."sessionId" = s.id AND g.state = 'confirmed') AS booked,
           (SELECT count(*)::int FROM "Attendance" a WHERE a."sessionId" = s.id AND a.present) AS present,
           (s."attendanceConfirmedAt" IS NOT NULL) AS confirmed
      FROM "Session" s JOIN "Event" e ON e.id = s."eventId"
     WHERE s."startsAt" BETWEEN ${from} AND ${until} AND s.status <> 'cancelled' AND e.status IN ('published', 'retired')
     ORDER BY s."startsAt" DESC, s.id`;
  return rows.filter(({ seriesId }) => holds(actor, 'organiser', seriesId)).map(({ seriesId: _series, ...row }) => row);
}
