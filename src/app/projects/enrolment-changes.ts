import type { Tx } from '../../db/database.js';
import type { Actor } from '../../domain/actor.js';
import { readReason } from '../../domain/decision.js';
import { type EnrolmentState, isLiving, stillRuns } from '../../domain/enrolment.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import type { Notice } from '../messages/schedule-delivery.js';
import { knownHeads, tellPeople } from '../messages/tell-people.js';
import { type PersonChoice, type PersonFault, personFault, settlePerson } from '../people/school-people.js';
import { belongsTo } from '../people/school-standing.js';
import { enterQueue, fillFreePlaces, type PlaceGiven } from './cohorts.js';
import { type LockedEnrolment, lockEnrolment } from './enrolment-views.js';

export type DecideOutcome =
  | (PlaceGiven & { readonly enrolmentId: string })
  | { readonly kind: 'declined'; readonly enrolmentId: string }
  /** Somebody has decided already, or the request was withdrawn. */
  | { readonly kind: 'settled'; readonly enrolmentId: string; readonly state: EnrolmentState }
  | { readonly kind: 'refused'; readonly reason: 'not-found' | 'not-head' | 'over' };

/**
 * The headteacher confirms or declines a request made by somebody else. It can be confirmed after joining has closed,
 * because it was made in time; places are allocated in order of confirmation. An organiser may decide for a school
 * whose headteacher the bot cannot reach.
 */
export async function decideEnrolment(
  core: Core,
  actor: Actor,
  enrolmentId: string,
  answer: 'confirm' | 'decline',
): Promise<DecideOutcome> {
  return commit(core, async (tx): Promise<DecideOutcome> => {
    const found = await lockEnrolment(tx, actor, enrolmentId);
    if (!found?.rights.see) return { kind: 'refused', reason: 'not-found' };
    if (found.state !== 'awaiting_head') return { kind: 'settled', enrolmentId: found.id, state: found.state };
    if (!found.rights.decide) return { kind: 'refused', reason: 'not-head' };
    if (answer === 'confirm' && !stillRuns(found.cohort, core.clock.now())) return { kind: 'refused', reason: 'over' };
    return answer === 'confirm' ? confirm(core, tx, actor, found) : decline(core, tx, actor, found);
  });
}

async function confirm(core: Core, tx: Tx, actor: Actor, found: LockedEnrolment): Promise<DecideOutcome> {
  await tx.enrolment.update({ where: { id: found.id }, data: { confirmedById: actor.personId }, select: { id: true } });
  const given = await enterQueue(core, tx, found.cohort, found.id);
  await settle(core, tx, actor, found, given.kind);
  return { ...given, enrolmentId: found.id };
}

async function decline(core: Core, tx: Tx, actor: Actor, found: LockedEnrolment): Promise<DecideOutcome> {
  await endEnrolment(core, tx, found.id, { state: 'declined', confirmedById: actor.personId });
  await settle(core, tx, actor, found, 'declined');
  return { kind: 'declined', enrolmentId: found.id };
}

async function settle(core: Core, tx: Tx, actor: Actor, found: LockedEnrolment, outcome: string): Promise<void> {
  const line = { act: 'decide-enrolment', subject: 'enrolment', subjectId: found.id, outcome } as const;
  await recordAct(tx, actor, line, core.clock.now());
  const message: Notice = {
    key: `enrolment-decided:${found.id}`,
    kind: 'enrolment-decided',
    payload: { enrolmentId: found.id },
  };
  const asker = found.askedById === actor.personId ? null : found.askedById;
  await tellPeople(core, tx, [asker], message);
}

export type WithdrawOutcome =
  | {
      readonly kind: 'withdrawn';
      readonly enrolmentId: string;
      readonly was: EnrolmentState;
      readonly passedOn: number;
    }
  | { readonly kind: 'settled'; readonly enrolmentId: string; readonly state: EnrolmentState }
  | { readonly kind: 'no-reason' }
  | { readonly kind: 'refused'; readonly reason: 'not-found' | 'not-yours' };

/**
 * Withdraws a school from a cohort; the free place goes to the school that has waited longest. Headteachers of the
 * school are told.
 */
export async function withdrawEnrolment(
  core: Core,
  actor: Actor,
  enrolmentId: string,
  typedReason: string,
): Promise<WithdrawOutcome> {
  const reason = readReason(typedReason);
  return commit(core, async (tx): Promise<WithdrawOutcome> => {
    const found = await lockEnrolment(tx, actor, enrolmentId);
    if (!found?.rights.see) return { kind: 'refused', reason: 'not-found' };
    if (!isLiving(found.state)) return { kind: 'settled', enrolmentId: found.id, state: found.state };
    if (!found.rights.withdraw) return { kind: 'refused', reason: 'not-yours' };
    if (!reason) return { kind: 'no-reason' };
    return takeOut(core, tx, actor, found, reason);
  });
}

async function takeOut(
  core: Core,
  tx: Tx,
  actor: Actor,
  found: LockedEnrolment,
  reason: string,
): Promise<WithdrawOutcome> {
  const { id: enrolmentId, urn, cohort, state: was } = found;
  await endEnrolment(core, tx, enrolmentId, { state: 'withdrawn', withdrawReason: reason });
  // The application behind the place ends too, so that the school may apply again.
  await tx.application.updateMany({
    where: { cohortId: cohort.id, urn, state: 'approved' },
    data: { state: 'withdrawn', decidedAt: core.clock.now() },
  });
  const line = { act: 'withdraw-school', subject: 'enrolment', subjectId: enrolmentId, outcome: 'withdrawn' } as const;
  await recordAct(tx, actor, line, core.clock.now());
  if (was === 'registered' || was === 'waiting') {
    const heads = (await knownHeads(tx, urn)).filter((id) => id !== actor.personId);
    const message: Notice = {
      key: `enrolment-withdrawn:${enrolmentId}`,
      kind: 'enrolment-withdrawn',
      payload: { enrolmentId },
    };
    await tellPeople(core, tx, heads, message);
  }
  const passedOn =
    was === 'registered' && stillRuns(cohort, core.clock.now()) ? await fillFreePlaces(core, tx, cohort) : 0;
  return { kind: 'withdrawn', enrolmentId, was, passedOn };
}

/** Ends an enrolment and the parts of its people, which stay on record. */
async function endEnrolment(
  core: Core,
  tx: Tx,
  id: string,
  data: { state: 'declined' | 'withdrawn'; confirmedById?: string | null; withdrawReason?: string },
): Promise<void> {
  const at = core.clock.now();
  await tx.enrolment.update({ where: { id }, data: { ...data, endedAt: at }, select: { id: true } });
  await tx.enrolmentLead.updateMany({ where: { enrolmentId: id, until: null }, data: { until: at } });
}

interface NamedParts {
  readonly lead: PersonChoice;
  readonly contact: PersonChoice | undefined;
}

type NamingOutcome =
  | { readonly kind: 'named'; readonly enrolmentId: string }
  | { readonly kind: 'faulty'; readonly faults: { readonly lead?: PersonFault; readonly contact?: PersonFault } }
  /** Not an enrolment of their school, one that has ended, or not theirs to change. */
  | { readonly kind: 'refused'; readonly reason: 'not-found' | 'ended' | 'not-yours' };

/** Changes the lead and contact. Earlier ones stay on record, with their first and last day. */
export async function changePeople(
  core: Core,
  actor: Actor,
  enrolmentId: string,
  parts: NamedParts,
): Promise<NamingOutcome> {
  return commit(core, async (tx): Promise<NamingOutcome> => {
    const found = await lockEnrolment(tx, actor, enrolmentId);
    if (!found?.rights.see) return { kind: 'refused', reason: 'not-found' };
    if (!isLiving(found.state)) return { kind: 'refused', reason: 'ended' };
    if (!found.rights.namePeople) return { kind: 'refused', reason: 'not-yours' };
    const lead = await personFault(tx, found.urn, parts.lead);
    const contact = parts.contact && (await personFault(tx, found.urn, parts.contact));
    if (lead || contact) return { kind: 'faulty', faults: { ...(lead && { lead }), ...(contact && { contact }) } };
    await nameParts(core, tx, actor, found, parts);
    const line = { act: 'name-people', subject: 'enrolment', subjectId: found.id, outcome: 'named' } as const;
    await recordAct(tx, actor, line, core.clock.now());
    return { kind: 'named', enrolmentId: found.id };
  });
}

/** Stores lead and contact. Call under the cohort's lock, after `personFault` found nothing. */
export async function nameParts(
  core: Core,
  tx: Tx,
  actor: Actor,
  enrolment: { readonly id: string; readonly urn: number },
  parts: NamedParts,
): Promise<void> {
  const at = core.clock.now();
  const by = belongsTo(actor, enrolment.urn) ? 'colleague' : 'organiser';
  const lead = await settlePerson(tx, enrolment.urn, parts.lead, by, at);
  await setPart(core, tx, enrolment.id, 'lead', lead, actor);
  const contact = parts.contact && (await settlePerson(tx, enrolment.urn, parts.contact, by, at));
  await setPart(core, tx, enrolment.id, 'contact', contact, actor);
}

async function setPart(
  core: Core,
  tx: Tx,
  enrolmentId: string,
  part: 'lead' | 'contact',
  personId: string | undefined,
  actor: Actor,
): Promise<void> {
  const at = core.clock.now();
  const current = await tx.enrolmentLead.findFirst({
    where: { enrolmentId, part, until: null },
    select: { id: true, personId: true },
  });
  if (current?.personId === personId) return;
  if (current) await tx.enrolmentLead.update({ where: { id: current.id }, data: { until: at }, select: { id: true } });
  if (personId === undefined) return;
  const named = await tx.enrolmentLead.create({
    data: { enrolmentId, part, personId, from: at },
    select: { id: true },
  });
  if (personId === actor.personId || part !== 'lead') return;
  const message: Notice = { key: `lead-named:${named.id}`, kind: 'lead-named', payload: { enrolmentId } };
  await tellPeople(core, tx, [personId], message);
}
