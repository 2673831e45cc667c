import type { Actor } from '../../domain/actor.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { refreshSummaries } from '../messages/schedule-summaries.js';
import { type AttendanceRefusal, lockForAttendance } from './attendance.js';

/** An organiser confirms that a session's attendance list is complete. Idempotent. */
export async function confirmAttendance(
  core: Core,
  actor: Actor,
  sessionId: string,
): Promise<{ readonly kind: 'confirmed' } | AttendanceRefusal> {
  return commit(core, async (tx): Promise<{ kind: 'confirmed' } | AttendanceRefusal> => {
    const session = await lockForAttendance(core, tx, actor, sessionId);
    if ('kind' in session) return session;
    const at = core.clock.now();
    if (session.endsAt > at) return { kind: 'refused', reason: 'not-yet' };
    if (session.confirmedAt) return { kind: 'confirmed' };
    await tx.session.update({ where: { id: sessionId }, data: { attendanceConfirmedAt: at }, select: { id: true } });
    const line = { act: 'confirm-attendance', subject: 'session', subjectId: sessionId, outcome: 'confirmed' } as const;
    await recordAct(tx, actor, line, at);
    await refreshSummaries(core, tx, session.eventId);
    return { kind: 'confirmed' };
  });
}
