import { randomInt } from 'node:crypto';
import type { Tx } from '../../db/database.js';
import type { Actor } from '../../domain/actor.js';
import { checkInTime, mostWrongCodes, wrongCodesCountFor } from '../../domain/check-in.js';
import { dayMs } from '../../domain/durations.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { type AttendanceRefusal, lockForAttendance } from './attendance.js';
import { notePresent, schoolFor } from './attendance-rows.js';

/** Codes may be reused, but never by two sessions within this time. */
const apartMs = 3 * dayMs;

type OpenCheckInOutcome = { readonly kind: 'open'; readonly code: string } | AttendanceRefusal;

/** The four-digit code to show on a slide, created once for each session. */
export async function openCheckIn(core: Core, actor: Actor, sessionId: string): Promise<OpenCheckInOutcome> {
  return commit(core, async (tx): Promise<OpenCheckInOutcome> => {
    const session = await lockForAttendance(core, tx, actor, sessionId);
    // Slides are made the week before.
    if ('kind' in session && session.reason !== 'not-yet') return session;
    const row = await tx.session.findUniqueOrThrow({
      where: { id: sessionId },
      select: { checkInCode: true, startsAt: true, event: { select: { seriesId: true } } },
    });
    if (row.checkInCode) return { kind: 'open', code: row.checkInCode };
    const code = await freeCode(tx, row.startsAt);
    await tx.session.update({ where: { id: sessionId }, data: { checkInCode: code }, select: { id: true } });
    const line = { act: 'open-check-in', subject: 'session', subjectId: sessionId, outcome: 'open' } as const;
    await recordAct(tx, actor, line, core.clock.now());
    return { kind: 'open', code };
  });
}

async function freeCode(tx: Tx, startsAt: Date): Promise<string> {
  // Without this lock two codes created at once could be the same.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(72707371)`;
  const near = await tx.session.findMany({
    where: {
      checkInCode: { not: null },
      startsAt: { gte: new Date(startsAt.getTime() - apartMs), lte: new Date(startsAt.getTime() + apartMs) },
    },
    select: { checkInCode: true },
  });
  const taken = new Set(near.map(({ checkInCode }) => checkInCode));
  for (;;) {
    const code = String(randomInt(10_000)).padStart(4, '0');
    if (!taken.has(code)) return code;
  }
}

type CheckInOutcome =
  | {
      readonly kind: 'checked-in' | 'already' | 'marked-absent' | 'too-early' | 'too-late';
      readonly sessionId: string;
      readonly booked: boolean;
    }
  | { readonly kind: 'refused'; readonly reason: 'wrong-code' | 'too-many-tries' | 'unknown-person' };

/** Checks somebody in by the code on the slide. A wrong code reveals nothing about any session. */
export async function checkIn(core: Core, actor: Actor, code: string): Promise<CheckInOutcome> {
  const now = core.clock.now();
  if (await triedTooOften(core, actor, now)) return { kind: 'refused', reason: 'too-many-tries' };
  const session = /^\d{4}$/.test(code) ? await sessionOfCode(core, code, now) : undefined;
  if (!session) {
    const line = { act: 'check-in', subject: 'session', outcome: 'wrong-code' } as const;
    await commit(core, (tx) => recordAct(tx, actor, line, now));
    return { kind: 'refused', reason: 'wrong-code' };
  }
  const { personId } = actor;
  if (personId === null) return { kind: 'refused', reason: 'unknown-person' };
  return commit(core, async (tx): Promise<CheckInOutcome> => {
    const held = await tx.registration.findFirst({
      where: { sessionId: session.id, personId, state: 'confirmed' },
      select: { id: true },
    });
    const about = { sessionId: session.id, booked: held !== null };
    const time = checkInTime(session, now);
    if (time !== 'open') return { kind: time, ...about };
    const urn = await schoolFor(tx, session.id, personId);
    const presence = { sessionId: session.id, personId, urn, source: 'check_in' as const };
    const noted = await notePresent(tx, [{ ...presence, minutes: null, importRowId: null }], now);
    const kind = ({ added: 'checked-in', 'already-there': 'already', 'kept-absent': 'marked-absent' } as const)[
      noted.get(personId) ?? 'added'
    ];
    await recordAct(tx, actor, { act: 'check-in', subject: 'session', subjectId: session.id, outcome: kind }, now);
    return { kind, ...about };
  });
}

async function triedTooOften(core: Core, actor: Actor, now: Date): Promise<boolean> {
  const wrong = await core.prisma.auditEntry.count({
    where: {
      accountId: actor.accountId,
      act: 'check-in',
      outcome: 'wrong-code',
      at: { gt: new Date(now.getTime() - wrongCodesCountFor) },
    },
  });
  return wrong >= mostWrongCodes;
}

/** The session with this code that is nearest in time, because sessions a term apart may share one. */
async function sessionOfCode(core: Core, code: string, now: Date) {
  const near = await core.prisma.session.findMany({
    where: {
      checkInCode: code,
      status: 'published',
      event: { status: 'published' },
      startsAt: { gte: new Date(now.getTime() - apartMs), lte: new Date(now.getTime() + apartMs) },
    },
    select: { id: true, startsAt: true, endsAt: true },
  });
  const distance = (startsAt: Date) => Math.abs(startsAt.getTime() - now.getTime());
  return near.sort((a, b) => distance(a.startsAt) - distance(b.startsAt))[0];
}
