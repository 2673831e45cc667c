import { z } from 'zod';
import { newId } from '../../db/new-id.js';
import type { Actor } from '../../domain/actor.js';
import { dayMs } from '../../domain/durations.js';
import { isUuid } from '../../domain/uuid.js';
import type { Core } from '../core.js';
import { packWithList, unpackWithList } from '../packed-list.js';
import type { AttendanceRefusal } from './attendance.js';
import { type FileToImport, type ImportReport, importAttendance } from './attendance-import.js';

/** A file that was looked at waits this long for its Apply; housekeeping takes it away then. */
const keptMs = dayMs;

const kept = z.object({
  sessionId: z.string(),
  /** Gone once it is counted: what was in the file is then in the records, and nowhere else. */
  packed: z.string().optional(),
});

interface LookedAt {
  readonly id: string;
  readonly report: ImportReport;
}

/**
 * Shows what an attendance file would do to a session, and keeps it for the account that attached it until it is applied or a
 * day has passed. A file that was imported before is not kept: there is nothing to apply.
 */
export async function lookAtAttendance(
  core: Core,
  actor: Actor,
  sessionId: string,
  file: FileToImport,
): Promise<LookedAt | AttendanceRefusal> {
  const report = await importAttendance(core, actor, sessionId, file, false);
  if (report.kind === 'refused') return report;
  const id = newId();
  if (report.kind === 'already') return { id, report };
  const packed = await packWithList(file, 'people');
  await core.prisma.context.create({
    data: {
      accountId: actor.accountId,
      place: placeOf(id),
      state: { sessionId, packed },
      expiresAt: new Date(core.clock.now().getTime() + keptMs),
    },
    select: { place: true },
  });
  return { id, report };
}

type KeptOutcome =
  | { readonly kind: 'done'; readonly sessionId: string; readonly report: ImportReport }
  | { readonly kind: 'already-applied'; readonly sessionId: string }
  | { readonly kind: 'not-kept' }
  | AttendanceRefusal;

/** Counts what was shown, once: a second press finds the file imported. */
export async function applyKeptAttendance(core: Core, actor: Actor, id: string): Promise<KeptOutcome> {
  if (!isUuid(id)) return { kind: 'not-kept' };
  const where = { accountId_place: { accountId: actor.accountId, place: placeOf(id) } };
  const row = await core.prisma.context.findUnique({ where, select: { state: true, expiresAt: true } });
  const found = row && row.expiresAt > core.clock.now() ? kept.safeParse(row.state).data : undefined;
  if (!found) return { kind: 'not-kept' };
  const { sessionId, packed } = found;
  if (packed === undefined) return { kind: 'already-applied', sessionId };
  const file = (await unpackWithList(packed, 'people')) as unknown as FileToImport;
  const report = await importAttendance(core, actor, sessionId, file);
  if (report.kind === 'refused') return report;
  await core.prisma.context.update({ where, data: { state: { sessionId } }, select: { place: true } });
  return { kind: 'done', sessionId, report };
}

/** Beside the places that a talk is remembered under: no platform's id looks like it. */
function placeOf(id: string): string {
  return `attendance:${id}`;
}
