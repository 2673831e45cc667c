import type { Tx } from '../../db/database.js';
import { type Actor, holds } from '../../domain/actor.js';
import { readReason } from '../../domain/decision.js';
import { stillRuns } from '../../domain/enrolment.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import type { Notice } from '../messages/schedule-delivery.js';
import { tellPeople } from '../messages/tell-people.js';
import { holdSending } from '../organising/held-sendings.js';
import type { Decision, DecisionOutcome } from './application-decisions.js';
import { type LockedNomination, lockNomination } from './locked-decisions.js';
import { mayWithdrawNomination } from './nominations.js';
import type { DecidedBefore } from './undo-decision.js';

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
  const before: DecidedBefore = { at: at.toISOString() };
  const hold = await holdSending(core, tx, { act: 'decide-nomination', subjectId: found.id, before });
  await tellPeople({ ...core, hold }, tx, [found.nomineeId, found.nominatorId], {
    key: `nomination-decided:${found.id}`,
    kind: 'nomination-decided',
    payload: { nominationId: found.id },
  });
  return { kind: state, held: hold.id };
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
