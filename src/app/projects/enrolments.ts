import type { Tx } from '../../db/database.js';
import type { Actor } from '../../domain/actor.js';
import {
  chooseStrands,
  isForPhase,
  isHead,
  isLiving,
  type JoiningState,
  joiningState,
  type LivingState,
} from '../../domain/enrolment.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import type { Notice } from '../messages/schedule-delivery.js';
import { tellOrganisers } from '../messages/tell-organisers.js';
import { knownHeads, tellPeople } from '../messages/tell-people.js';
import { type PersonChoice, type PersonFault, personFault } from '../people/school-people.js';
import { belongsTo } from '../people/school-standing.js';
import { enterQueue, type LockedCohort, lockCohort, strandsOf } from './cohorts.js';
import { nameParts } from './enrolment-changes.js';

/** A school's request to join. Ids as submitted in the form. */
interface JoinRequest {
  readonly cohortId: string;
  readonly strands: readonly string[];
  readonly lead: PersonChoice;
  /** Contact person, when it is not the lead. */
  readonly contact: PersonChoice | undefined;
}

export type JoinRefusal =
  | Exclude<JoiningState, 'open'>
  | 'unknown-person'
  | 'no-school'
  /** Nothing speaks yet for their word that they belong to the school. */
  | 'unproven'
  /** The project is for schools of another phase. */
  | 'other-phase'
  /** It is joined by application, by nomination, or outside the bot. */
  | 'other-way';

export interface JoinFaults {
  readonly strands?: 'none' | 'too-many' | 'unknown';
  readonly lead?: PersonFault;
  readonly contact?: PersonFault;
}

export type JoinOutcome =
  | { readonly kind: 'registered'; readonly enrolmentId: string }
  | { readonly kind: 'waiting'; readonly enrolmentId: string; readonly position: number }
  /**
   * Nothing is registered yet: the headteacher was asked or, where the bot cannot reach one, the organisers were told.
   */
  | { readonly kind: 'awaiting-head'; readonly enrolmentId: string; readonly told: 'head' | 'organisers' }
  | { readonly kind: 'already'; readonly enrolmentId: string; readonly state: LivingState }
  | { readonly kind: 'faulty'; readonly faults: JoinFaults }
  | { readonly kind: 'refused'; readonly reason: JoinRefusal };

/** The person who asks for their school, and the cohort under its lock. */
export interface Asker {
  readonly actor: Actor;
  readonly personId: string;
  readonly urn: number;
}

/**
 * The actor as somebody who may ask for their school. It is always the school of their current and proven post, never
 * one from a button.
 */
export function askerOf(
  actor: Actor,
): Asker | { readonly kind: 'refused'; readonly reason: 'unknown-person' | 'no-school' | 'unproven' } {
  const { personId, post } = actor;
  if (personId === null || post === null) return { kind: 'refused', reason: 'unknown-person' };
  if (post.urn === null) return { kind: 'refused', reason: 'no-school' };
  if (!belongsTo(actor, post.urn)) return { kind: 'refused', reason: 'unproven' };
  return { actor, personId, urn: post.urn };
}

/**
 * Registers the actor's school for a cohort. A headteacher's request gets a place, or joins the waiting list; anyone
 * else's goes to the headteacher, and nothing is registered until the headteacher confirms it.
 */
export async function registerSchool(core: Core, actor: Actor, request: JoinRequest): Promise<JoinOutcome> {
  const asker = askerOf(actor);
  if ('kind' in asker) return asker;
  if (!isUuid(request.cohortId)) return { kind: 'refused', reason: 'not-found' };
  return commit(core, async (tx): Promise<JoinOutcome> => {
    const cohort = await lockCohort(tx, request.cohortId);
    const refusal = await refuseJoining(core, tx, cohort, asker, 'registration');
    if (refusal || !cohort) return refusal ?? { kind: 'refused', reason: 'not-found' };
    const faults = await findFaults(tx, cohort, asker.urn, request);
    if (Object.keys(faults).length > 0) return { kind: 'faulty', faults };
    return join(core, tx, { asker, cohort, request });
  });
}

/** Why a school cannot join now, or that it is enrolled already. An expression of interest does not count. */
export async function refuseJoining(
  core: Core,
  tx: Tx,
  cohort: LockedCohort | undefined,
  asker: Asker,
  joinBy: LockedCohort['joinBy'],
): Promise<Extract<JoinOutcome, { kind: 'refused' | 'already' }> | undefined> {
  const state = cohort ? joiningState(cohort, core.clock.now()) : 'not-found';
  if (!cohort || state === 'not-found') return { kind: 'refused', reason: 'not-found' };
  const living = await livingEnrolment(tx, cohort.id, asker.urn);
  if (living && living.state !== 'interested') return { kind: 'already', enrolmentId: living.id, state: living.state };
  if (state !== 'open') return { kind: 'refused', reason: state };
  if (cohort.joinBy !== joinBy) return { kind: 'refused', reason: 'other-way' };
  const school = await tx.school.findUnique({ where: { urn: asker.urn }, select: { phase: true, status: true } });
  if (!school || school.status === 'closed') return { kind: 'refused', reason: 'no-school' };
  if (!isForPhase(cohort.phases, school.phase)) return { kind: 'refused', reason: 'other-phase' };
  return undefined;
}

async function livingEnrolment(tx: Tx, cohortId: string, urn: number) {
  const rows = await tx.enrolment.findMany({
    where: { cohortId, urn, state: { in: ['interested', 'awaiting_head', 'registered', 'waiting'] } },
    select: { id: true, state: true },
  });
  const [row] = rows;
  return row && isLiving(row.state) ? { id: row.id, state: row.state } : undefined;
}

async function findFaults(tx: Tx, cohort: LockedCohort, urn: number, request: JoinRequest): Promise<JoinFaults> {
  const offered = [...(await strandsOf(tx, cohort.id)).keys()];
  const choice = chooseStrands(offered, cohort.strandsEach, request.strands);
  const lead = await personFault(tx, urn, request.lead);
  const contact = request.contact && (await personFault(tx, urn, request.contact));
  return {
    ...(choice.kind === 'refused' ? { strands: choice.reason } : {}),
    ...(lead ? { lead } : {}),
    ...(contact ? { contact } : {}),
  };
}

interface Joining {
  readonly asker: Asker;
  readonly cohort: LockedCohort;
  readonly request: JoinRequest;
}

async function join(core: Core, tx: Tx, joining: Joining): Promise<JoinOutcome> {
  const { asker, cohort, request } = joining;
  const head = isHead(asker.actor.post);
  const enrolmentId = await writeEnrolment(core, tx, asker, cohort.id, head);
  const chosen = [...new Set(request.strands)].map((strandId) => ({ enrolmentId, strandId }));
  await tx.enrolmentStrand.deleteMany({ where: { enrolmentId } });
  await tx.enrolmentStrand.createMany({ data: chosen });
  await nameParts(core, tx, asker.actor, { id: enrolmentId, urn: asker.urn }, request);
  const outcome: JoinOutcome = head
    ? { ...(await enterQueue(core, tx, cohort, enrolmentId)), enrolmentId }
    : { kind: 'awaiting-head', enrolmentId, told: await askHead(core, tx, enrolmentId, asker.urn) };
  if (head) await tellOtherHeads(core, tx, enrolmentId, asker);
  const line = { act: 'register-school', subject: 'enrolment', subjectId: enrolmentId, outcome: outcome.kind } as const;
  await recordAct(tx, asker.actor, line, core.clock.now());
  return outcome;
}

/** Creates an enrolment, or updates the one made by an expression of interest. */
async function writeEnrolment(core: Core, tx: Tx, asker: Asker, cohortId: string, head: boolean): Promise<string> {
  const known = await livingEnrolment(tx, cohortId, asker.urn);
  const asked = { askedById: asker.personId, confirmedById: head ? asker.personId : null };
  if (known) {
    await tx.enrolment.update({
      where: { id: known.id },
      data: { ...asked, state: 'awaiting_head' },
      select: { id: true },
    });
    return known.id;
  }
  const made = await tx.enrolment.create({
    data: { ...asked, cohortId, urn: asker.urn, state: 'awaiting_head', createdAt: core.clock.now() },
    select: { id: true },
  });
  return made.id;
}

async function askHead(core: Core, tx: Tx, enrolmentId: string, urn: number): Promise<'head' | 'organisers'> {
  const heads = await knownHeads(tx, urn);
  const payload = { enrolmentId };
  if (heads.length > 0) {
    await tellPeople(core, tx, heads, { key: `enrolment-asked:${enrolmentId}`, kind: 'enrolment-asked', payload });
    return 'head';
  }
  const notice = { key: `enrolment-headless:${enrolmentId}`, kind: 'enrolment-headless', payload } as const;
  await tellOrganisers(core, tx, notice, 'the programme');
  return 'organisers';
}

/** Other headteachers on record are told of what one of them did for the school. */
async function tellOtherHeads(core: Core, tx: Tx, enrolmentId: string, asker: Asker): Promise<void> {
  const others = (await knownHeads(tx, asker.urn)).filter((id) => id !== asker.personId);
  const message: Notice = { key: `enrolment-made:${enrolmentId}`, kind: 'enrolment-made', payload: { enrolmentId } };
  await tellPeople(core, tx, others, message);
}

export type InterestOutcome =
  | { readonly kind: 'noted'; readonly enrolmentId: string }
  | Extract<JoinOutcome, { kind: 'already' | 'refused' }>;

/**
 * Records that a school may want to join; it takes no place, commits to nothing, and asks nobody. Possible before
 * joining opens.
 */
export async function showInterest(core: Core, actor: Actor, cohortId: string): Promise<InterestOutcome> {
  const asker = askerOf(actor);
  if ('kind' in asker) return asker;
  if (!isUuid(cohortId)) return { kind: 'refused', reason: 'not-found' };
  return commit(core, async (tx): Promise<InterestOutcome> => {
    const cohort = await lockCohort(tx, cohortId);
    if (!cohort) return { kind: 'refused', reason: 'not-found' };
    const living = await livingEnrolment(tx, cohort.id, asker.urn);
    if (living) return { kind: 'already', enrolmentId: living.id, state: living.state };
    const refusal = await refuseJoining(core, tx, cohort, asker, cohort.joinBy);
    if (refusal && !(refusal.kind === 'refused' && refusal.reason === 'not-open-yet')) return refusal;
    if (cohort.joinBy === 'none' || cohort.joinBy === 'nomination') return { kind: 'refused', reason: 'other-way' };
    const at = core.clock.now();
    const { id: enrolmentId } = await tx.enrolment.create({
      data: { cohortId: cohort.id, urn: asker.urn, state: 'interested', askedById: asker.personId, createdAt: at },
      select: { id: true },
    });
    const line = { act: 'show-interest', subject: 'enrolment', subjectId: enrolmentId, outcome: 'noted' } as const;
    await recordAct(tx, actor, line, at);
    return { kind: 'noted', enrolmentId };
  });
}
