import type { Tx } from '../../db/database.js';
import { isUuid } from '../../domain/uuid.js';
import { type LockedCohort, lockCohort } from './cohorts.js';

export interface LockedApplication {
  readonly id: string;
  readonly urn: number;
  readonly state: string;
  readonly askedById: string | null;
  readonly decidedAt: Date | null;
  readonly cohort: LockedCohort;
}

/** An application with its cohort locked, read after the lock was taken: somebody may have decided while this waited for it. */
export async function lockApplication(tx: Tx, id: string): Promise<LockedApplication | undefined> {
  if (!isUuid(id)) return undefined;
  const found = await tx.application.findUnique({ where: { id }, select: { cohortId: true } });
  const cohort = found && (await lockCohort(tx, found.cohortId));
  if (!cohort) return undefined;
  const row = await tx.application.findUnique({
    where: { id },
    select: { id: true, urn: true, state: true, askedById: true, decidedAt: true },
  });
  return row ? { ...row, cohort } : undefined;
}

export interface LockedNomination {
  readonly id: string;
  readonly state: string;
  readonly nomineeId: string;
  readonly nominatorId: string | null;
  readonly decidedAt: Date | null;
  readonly cohort: LockedCohort;
}

/** The same for a nomination. */
export async function lockNomination(tx: Tx, id: string): Promise<LockedNomination | undefined> {
  if (!isUuid(id)) return undefined;
  const found = await tx.nomination.findUnique({ where: { id }, select: { cohortId: true } });
  const cohort = found && (await lockCohort(tx, found.cohortId));
  if (!cohort) return undefined;
  const row = await tx.nomination.findUnique({
    where: { id },
    select: { id: true, state: true, nomineeId: true, nominatorId: true, decidedAt: true },
  });
  return row ? { ...row, cohort } : undefined;
}
