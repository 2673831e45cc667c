import type { Tx } from '../../db/database.js';
import { type Actor, holds } from '../../domain/actor.js';
import { readReason } from '../../domain/decision.js';
import { stillRuns } from '../../domain/enrolment.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import type { Notice } from '../messages/schedule-delivery.js';
import { tellPeople } from '../messages/tell-people.js';
import type { Decision, DecisionOutcome } from './application-decisions.js';
import { type LockedCohort, lockCohort } from './cohorts.js';
import { mayWithdrawNomination } from './nominations.js';

interface LockedNomination {
  readonly id: string;
  readonly state: string;
  readonly nomineeId: string;
  readonly nominatorId: string | null;
  readonly cohort: LockedCohort;
}

/** An organiser decides a nomination; the nominee and the nominator are told. */
export async function decideNomination(
  core: Core,
  actor: Actor,
  id: string,
  decision: Decision,
): Promise<DecisionOutcome> {
  if (!holds(actor, 'organiser')) return { kind: 'refused', reason: 'not-organiser' };
  const reason = readReason(decision.reason);
  return commit(core, async (tx): Promise<DecisionOutcome> => {
    const found = await lockNomination(tx, id);
    if (!found) return { kind: 'refused', reason: 'not-found' };
    if (found.state !== 'asked') return { kind: 'settled', state: found.state };
    if (decision.reason.trim() !== '' && !reason) return { kind: 'no-reason' };
    if (decision.answer === 'decline') {
      return reason ? settle(core, tx, actor, found, 'declined', reason) : { kind: 'no-reason' };
    }
    if (!stillRuns(found.cohort, core.clock.now())) return { kind: 'refused', reason: 'over' };
    const { places, id: cohortId } = found.cohort;
    const accepted = await tx.nomination.count({ where: { cohortId, state: 'approved' } });
    if (places !== null && accepted >= places) return { kind: 'full', places };
    return settle(core, tx, actor, found, 'approved', reason ?? null);
  });
}

async function settle(
  core: Core,
  tx: Tx,
  actor: Actor,
  found: LockedNomination,
  state: 'approved' | 'declined',
  reason: string | null,
): Promise<DecisionOutcome> {
  const at = core.clock.now();
  await tx.nomination.update({
    where: { id: found.id },
    data: { state, decidedById: actor.accountId, decidedAt: at, reason },
    select: { id: true },
  });
  const line = { act: 'decide-nomination', subject: 'nomination', subjectId: found.id, outcome: state } as const;
  await recordAct(tx, actor, line, at);
  await tellPeople(core, tx, [found.nomineeId, found.nominatorId], {
    key: `nomination-decided:${found.id}`,
    kind: 'nomination-decided',
    payload: { nominationId: found.id },
  });
  return { kind: state };
}

/**
 * Withdraws a nomination: the nominee can at any time, the nominator until it is decided. The other of the two is told.
 */
export async function withdrawNomination(core: Core, actor: Actor, id: string): Promise<DecisionOutcome> {
  return commit(core, async (tx): Promise<DecisionOutcome> => {
    const found = await lockNomination(tx, id);
    const party = actor.personId !== null && [found?.nomineeId, found?.nominatorId].includes(actor.personId);
    if (!found || !party) return { kind: 'refused', reason: 'not-found' };
    if (found.state !== 'asked' && found.state !== 'approved') return { kind: 'settled', state: found.state };
    if (!mayWithdrawNomination(found, actor)) return { kind: 'refused', reason: 'not-yours' };
    const at = core.clock.now();
    await tx.nomination.update({
      where: { id: found.id },
      data: { state: 'withdrawn', decidedAt: at },
      select: { id: true },
    });
    const line = {
      act: 'withdraw-nomination',
      subject: 'nomination',
      subjectId: found.id,
      outcome: 'withdrawn',
    } as const;
    await recordAct(tx, actor, line, at);
    const other = [found.nomineeId, found.nominatorId].filter((personId) => personId !== actor.personId);
    const message: Notice = {
      key: `nomination-withdrawn:${found.id}`,
      kind: 'nomination-withdrawn',
      payload: { nominationId: found.id },
    };
    await tellPeople(core, tx, other, message);
    return { kind: 'withdrawn' };
  });
}

async function lockNomination(tx: Tx, id: string): Promise<LockedNomination | undefined> {
  if (!isUuid(id)) return undefined;
  const found = await tx.nomination.findUnique({ where: { id }, select: { cohortId: true } });
  const cohort = found && (await lockCohort(tx, found.cohortId));
  if (!cohort) return undefined;
  // Read after the lock, because somebody may have decided while this waited for it.
  const row = await tx.nomination.findUnique({
    where: { id },
    select: { id: true, state: true, nomineeId: true, nominatorId: true },
  });
  return row ? { ...row, cohort } : undefined;
}
