import type { Tx } from '../../db/database.js';
import { claimsThatFit } from '../../domain/enrolment.js';
import { recordAct } from '../audit/audit.js';
import type { Core } from '../core.js';
import { knownHeads, tellPeople } from '../messages/tell-people.js';
import { countClaims, type LockedCohort } from './cohorts.js';

export type PlaceGiven =
  | { readonly kind: 'registered' }
  /** `position` 1 is next. */
  | { readonly kind: 'waiting'; readonly position: number };

/**
 * Puts a school in the queue, behind all who are in it, and gives out what places there are: so a newcomer never passes
 * one who waits and would fit. Its number is counted from now: nobody who was told theirs falls back. Call under the lock.
 */
export async function enterQueue(core: Core, tx: Tx, cohort: LockedCohort, enrolmentId: string): Promise<PlaceGiven> {
  await tx.$executeRaw`
    UPDATE "Enrolment" SET state = 'waiting', queue = nextval(pg_get_serial_sequence('"Enrolment"', 'queue'))
     WHERE id = ${enrolmentId}::uuid`;
  await passFreedEnrolments(core, tx, cohort, enrolmentId);
  const position = await waitingPosition(tx, enrolmentId);
  return position === null ? { kind: 'registered' } : { kind: 'waiting', position };
}

/** A school's number in the waiting list of its cohort, 1 being next; null when it does not wait. */
export async function waitingPosition(tx: Tx, enrolmentId: string): Promise<number | null> {
  const rows = await tx.$queryRaw<Array<{ position: number }>>`
    SELECT (SELECT count(*)::int FROM "Enrolment" w
             WHERE w."cohortId" = e."cohortId" AND w.state = 'waiting' AND w.queue <= e.queue) AS position
      FROM "Enrolment" e WHERE e.id = ${enrolmentId}::uuid AND e.state = 'waiting'`;
  return rows[0]?.position ?? null;
}

/**
 * Gives free places to the schools that wait, in their order, and tells the lead, the head and whoever asked of each.
 * Call under the lock, after the change that freed the places.
 * @param newcomer an enrolment that is being made now: its people see the answer at once and need no message
 * @returns how many schools got a place
 */
export async function passFreedEnrolments(
  core: Core,
  tx: Tx,
  cohort: LockedCohort,
  newcomer?: string,
): Promise<number> {
  const { room, holders, queue } = await countClaims(tx, cohort);
  const passed = claimsThatFit(room, holders, queue);
  if (passed.length === 0) return 0;
  const now = core.clock.now();
  await tx.enrolment.updateMany({ where: { id: { in: passed } }, data: { state: 'registered', registeredAt: now } });
  for (const id of passed) {
    if (id === newcomer) continue;
    const line = { act: 'pass-place', subject: 'enrolment', subjectId: id, outcome: 'registered' } as const;
    await recordAct(tx, undefined, line, now);
    await tellOfPlace(core, tx, id);
  }
  return passed.length;
}

async function tellOfPlace(core: Core, tx: Tx, id: string): Promise<void> {
  const { urn, askedById, leads } = await tx.enrolment.findUniqueOrThrow({
    where: { id },
    select: { urn: true, askedById: true, leads: { where: { until: null, part: 'lead' }, select: { personId: true } } },
  });
  const people = [...leads.map(({ personId }) => personId), ...(await knownHeads(tx, urn)), askedById];
  await tellPeople(core, tx, people, {
    key: `enrolment-passed:${id}`,
    kind: 'enrolment-passed',
    payload: { enrolmentId: id },
  });
}
