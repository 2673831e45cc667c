import type { Tx } from '../../db/database.js';
import { type Actor, holds } from '../../domain/actor.js';
import { readReason } from '../../domain/decision.js';
import { isHead, stillRuns } from '../../domain/enrolment.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import type { Notice } from '../messages/schedule-delivery.js';
import { knownHeads, tellPeople } from '../messages/tell-people.js';
import { belongsTo } from '../people/school-standing.js';
import { enterQueue, hasRoom, type LockedCohort, lockCohort } from './cohorts.js';

export interface Decision {
  readonly answer: 'approve' | 'decline';
  /** As typed; required for a rejection. */
  readonly reason: string;
}

export type DecisionOutcome =
  | { readonly kind: 'approved' | 'declined' | 'withdrawn' }
  | { readonly kind: 'settled'; readonly state: string }
  /** No places are left; nothing has changed. */
  | { readonly kind: 'full'; readonly places: number }
  | { readonly kind: 'no-reason' }
  | { readonly kind: 'refused'; readonly reason: 'not-found' | 'not-organiser' | 'not-yours' | 'over' };

interface LockedApplication {
  readonly id: string;
  readonly urn: number;
  readonly state: string;
  readonly askedById: string | null;
  readonly cohort: LockedCohort;
}

/**
 * An organiser decides an application. Accepting it registers the school at once, with the applicant as lead; the
 * applicant and the school's headteachers are told.
 */
export async function decideApplication(
  core: Core,
  actor: Actor,
  id: string,
  decision: Decision,
): Promise<DecisionOutcome> {
  if (!holds(actor, 'organiser')) return { kind: 'refused', reason: 'not-organiser' };
  const reason = readReason(decision.reason);
  return commit(core, async (tx): Promise<DecisionOutcome> => {
    const found = await lockApplication(tx, id);
    if (!found) return { kind: 'refused', reason: 'not-found' };
    if (found.state !== 'asked') return { kind: 'settled', state: found.state };
    if (decision.reason.trim() !== '' && !reason) return { kind: 'no-reason' };
    if (decision.answer === 'approve') return approve(core, tx, actor, found, reason);
    return reason ? settle(core, tx, actor, found, 'declined', reason) : { kind: 'no-reason' };
  });
}

async function approve(
  core: Core,
  tx: Tx,
  actor: Actor,
  found: LockedApplication,
  reason: string | undefined,
): Promise<DecisionOutcome> {
  const at = core.clock.now();
  if (!stillRuns(found.cohort, at)) return { kind: 'refused', reason: 'over' };
  const { cohortId, urn } = { cohortId: found.cohort.id, urn: found.urn };
  const states = ['interested', 'awaiting_head', 'waiting', 'registered'] as const;
  const living = await tx.enrolment.findFirst({ where: { cohortId, urn, state: { in: [...states] } } });
  if (living?.state !== 'registered') {
    if (!(await hasRoom(tx, found.cohort))) return { kind: 'full', places: found.cohort.places ?? 0 };
    const asked = { askedById: found.askedById, confirmedById: actor.personId };
    const enrolment = living
      ? await tx.enrolment.update({ where: { id: living.id }, data: asked, select: { id: true } })
      : await tx.enrolment.create({
          data: { cohortId, urn, state: 'awaiting_head', createdAt: at, ...asked },
          select: { id: true },
        });
    await enterQueue(core, tx, found.cohort, enrolment.id);
    await leadByAsker(tx, enrolment.id, found.askedById, at);
  }
  return settle(core, tx, actor, found, 'approved', reason);
}

async function leadByAsker(tx: Tx, enrolmentId: string, personId: string | null, from: Date): Promise<void> {
  if (!personId) return;
  const lead = await tx.enrolmentLead.findFirst({
    where: { enrolmentId, part: 'lead', until: null },
    select: { id: true },
  });
  if (lead) return;
  await tx.enrolmentLead.create({ data: { enrolmentId, part: 'lead', personId, from }, select: { id: true } });
}

async function settle(
  core: Core,
  tx: Tx,
  actor: Actor,
  found: LockedApplication,
  state: 'approved' | 'declined',
  reason: string | undefined,
): Promise<DecisionOutcome> {
  const at = core.clock.now();
  await tx.application.update({
    where: { id: found.id },
    data: { state, decidedById: actor.accountId, decidedAt: at, reason: reason ?? null },
    select: { id: true },
  });
  const line = { act: 'decide-application', subject: 'application', subjectId: found.id, outcome: state } as const;
  await recordAct(tx, actor, line, at);
  const payload = { applicationId: found.id };
  const message: Notice = { key: `application-decided:${found.id}`, kind: 'application-decided', payload };
  await tellPeople(core, tx, [found.askedById, ...(await knownHeads(tx, found.urn))], message);
  return { kind: state };
}

/** Withdraws an undecided application, by the applicant or the school's headteacher. */
export async function withdrawApplication(core: Core, actor: Actor, id: string): Promise<DecisionOutcome> {
  return commit(core, async (tx): Promise<DecisionOutcome> => {
    const found = await lockApplication(tx, id);
    if (!found || !belongsTo(actor, found.urn)) {
      return { kind: 'refused', reason: 'not-found' };
    }
    if (found.state !== 'asked') return { kind: 'settled', state: found.state };
    if (found.askedById !== actor.personId && !isHead(actor.post)) {
      return { kind: 'refused', reason: 'not-yours' };
    }
    const at = core.clock.now();
    await tx.application.update({
      where: { id: found.id },
      data: { state: 'withdrawn', decidedAt: at },
      select: { id: true },
    });
    const line = {
      act: 'withdraw-application',
      subject: 'application',
      subjectId: found.id,
      outcome: 'withdrawn',
    } as const;
    await recordAct(tx, actor, line, at);
    return { kind: 'withdrawn' };
  });
}

async function lockApplication(tx: Tx, id: string): Promise<LockedApplication | undefined> {
  if (!isUuid(id)) return undefined;
  const found = await tx.application.findUnique({ where: { id }, select: { cohortId: true } });
  const cohort = found && (await lockCohort(tx, found.cohortId));
  if (!cohort) return undefined;
  // Read after the lock, because somebody may have decided while this waited for it.
  const row = await tx.application.findUnique({
    where: { id },
    select: { id: true, urn: true, state: true, askedById: true },
  });
  return row ? { ...row, cohort } : undefined;
}
