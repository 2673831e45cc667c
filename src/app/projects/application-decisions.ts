import type { Tx } from '../../db/database.js';
import type { Enrolment } from '../../db/generated/client.js';
import { type Actor, holds } from '../../domain/actor.js';
import { readReason } from '../../domain/decision.js';
import { isHead, stillRuns } from '../../domain/enrolment.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import type { Notice } from '../messages/schedule-delivery.js';
import { knownHeads, tellPeople } from '../messages/tell-people.js';
import { holdSending } from '../organising/held-sendings.js';
import { belongsTo } from '../people/school-standing.js';
import { enterQueue, hasRoom } from './cohorts.js';
import { type LockedApplication, lockApplication } from './locked-decisions.js';
import type { DecidedBefore, EnrolmentBefore } from './undo-decision.js';

export interface Decision {
  readonly answer: 'approve' | 'decline';
  /** As typed; required for a rejection. */
  readonly reason: string;
}

export type DecisionOutcome =
  /** Nobody is told for half a minute; `held` takes it back. */
  | { readonly kind: 'approved' | 'declined'; readonly held: string }
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'settled'; readonly state: string }
  /** No places are left; nothing has changed. */
  | { readonly kind: 'full'; readonly places: number }
  | { readonly kind: 'no-reason' }
  | { readonly kind: 'refused'; readonly reason: 'not-found' | 'not-organiser' | 'not-yours' | 'over' };

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
    return reason ? settle(core, tx, actor, found, { state: 'declined', reason }) : { kind: 'no-reason' };
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
  if (living?.state === 'registered') return settle(core, tx, actor, found, { state: 'approved', reason });
  if (!(await hasRoom(tx, found.cohort))) return { kind: 'full', places: found.cohort.places ?? 0 };
  const asked = { askedById: found.askedById, confirmedById: actor.personId };
  const { id } = living
    ? await tx.enrolment.update({ where: { id: living.id }, data: asked, select: { id: true } })
    : await tx.enrolment.create({
        data: { cohortId, urn, state: 'awaiting_head', createdAt: at, ...asked },
        select: { id: true },
      });
  await enterQueue(core, tx, found.cohort, id);
  const lead = await leadByAsker(tx, id, found.askedById, at);
  return settle(core, tx, actor, found, { state: 'approved', reason, enrolment: { id, lead, was: wasBefore(living) } });
}

/** What an undo puts back of an enrolment that was there before. */
function wasBefore(living: Enrolment | null): EnrolmentBefore['was'] {
  const { state, queue, askedById, confirmedById } = living ?? {};
  if (state !== 'interested' && state !== 'awaiting_head' && state !== 'waiting') return null;
  return { state, queue: String(queue), askedById: askedById ?? null, confirmedById: confirmedById ?? null };
}

/** @returns the id of the lead that is new */
async function leadByAsker(tx: Tx, enrolmentId: string, personId: string | null, from: Date): Promise<string | null> {
  if (!personId) return null;
  const lead = await tx.enrolmentLead.findFirst({
    where: { enrolmentId, part: 'lead', until: null },
    select: { id: true },
  });
  if (lead) return null;
  const made = await tx.enrolmentLead.create({
    data: { enrolmentId, part: 'lead', personId, from },
    select: { id: true },
  });
  return made.id;
}

interface Settled {
  readonly state: 'approved' | 'declined';
  readonly reason: string | undefined;
  /** The enrolment that it made or took up. */
  readonly enrolment?: EnrolmentBefore;
}

async function settle(
  core: Core,
  tx: Tx,
  actor: Actor,
  found: LockedApplication,
  { state, reason, enrolment }: Settled,
): Promise<DecisionOutcome> {
  const at = core.clock.now();
  await tx.application.update({
    where: { id: found.id },
    data: { state, decidedById: actor.accountId, decidedAt: at, reason: reason ?? null },
    select: { id: true },
  });
  const line = { act: 'decide-application', subject: 'application', subjectId: found.id, outcome: state } as const;
  await recordAct(tx, actor, line, at);
  const before: DecidedBefore = { at: at.toISOString(), ...(enrolment ? { enrolment } : {}) };
  const hold = await holdSending(core, tx, { act: 'decide-application', subjectId: found.id, before });
  const payload = { applicationId: found.id };
  const message: Notice = { key: `application-decided:${found.id}`, kind: 'application-decided', payload };
  const people = [found.askedById, ...(await knownHeads(tx, found.urn))];
  await tellPeople({ ...core, hold }, tx, people, message);
  return { kind: state, held: hold.id };
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
