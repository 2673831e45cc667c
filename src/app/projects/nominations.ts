import { z } from 'zod';
import type { Tx } from '../../db/database.js';
import type { Prisma } from '../../db/generated/client.js';
import { type Actor, holds } from '../../domain/actor.js';
import { longestWhy, readReason } from '../../domain/decision.js';
import { isForPhase, type JoiningState, joiningState } from '../../domain/enrolment.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { tellOrganisers } from '../messages/tell-organisers.js';
import { tellPeople } from '../messages/tell-people.js';
import { type PersonChoice, type PersonFault, personFault, settlePerson } from '../people/school-people.js';
import { type LockedCohort, lockCohort } from './cohorts.js';
import { askerOf } from './enrolments.js';

interface NominationRequest {
  readonly cohortId: string;
  /** The actor, or a colleague at their school. */
  readonly nominee: PersonChoice;
  readonly why: string;
}

type NominateOutcome =
  /** `self`: people nominated themselves, so they need no message. */
  | { readonly kind: 'asked'; readonly nominationId: string; readonly self: boolean }
  /** The person is nominated or accepted already. */
  | { readonly kind: 'already' }
  | {
      readonly kind: 'faulty';
      readonly faults: { readonly nominee?: PersonFault; readonly why?: 'missing' | 'too-long' };
    }
  | {
      readonly kind: 'refused';
      readonly reason:
        | Exclude<JoiningState, 'open'>
        | 'unknown-person'
        | 'no-school'
        | 'unproven'
        | 'other-phase'
        | 'other-way';
    };

/** Nominates a person of the actor's school. Nominees who did not do it themselves are told, and can withdraw it. */
export async function nominate(core: Core, actor: Actor, request: NominationRequest): Promise<NominateOutcome> {
  const asker = askerOf(actor);
  if ('kind' in asker) return asker;
  if (!isUuid(request.cohortId)) return { kind: 'refused', reason: 'not-found' };
  return commit(core, async (tx): Promise<NominateOutcome> => {
    const cohort = await lockCohort(tx, request.cohortId);
    const refusal = refuseNomination(core, cohort, actor);
    if (refusal || !cohort) return { kind: 'refused', reason: refusal ?? 'not-found' };
    const why = readReason(request.why, longestWhy);
    const nominee = await personFault(tx, asker.urn, request.nominee);
    if (!why || nominee) {
      const missing = request.why.trim() === '' ? ('missing' as const) : ('too-long' as const);
      return { kind: 'faulty', faults: { ...(nominee && { nominee }), ...(why ? {} : { why: missing }) } };
    }
    const nomineeId = await settlePerson(tx, asker.urn, request.nominee, 'colleague', core.clock.now());
    return putForward(core, tx, { actor, urn: asker.urn, cohort, nomineeId, why });
  });
}

function refuseNomination(core: Core, cohort: LockedCohort | undefined, actor: Actor) {
  const state = cohort ? joiningState(cohort, core.clock.now()) : 'not-found';
  if (state !== 'open') return state;
  if (cohort?.joinBy !== 'nomination') return 'other-way' as const;
  return isForPhase(cohort.phases, actor.post?.phase ?? null) ? undefined : ('other-phase' as const);
}

interface Forward {
  readonly actor: Actor;
  readonly urn: number;
  readonly cohort: LockedCohort;
  readonly nomineeId: string;
  readonly why: string;
}

async function putForward(core: Core, tx: Tx, forward: Forward): Promise<NominateOutcome> {
  const { actor, urn, cohort, nomineeId, why } = forward;
  const living = await tx.nomination.findFirst({
    where: { cohortId: cohort.id, nomineeId, state: { in: ['asked', 'approved'] } },
    select: { id: true },
  });
  if (living) return { kind: 'already' };
  const at = core.clock.now();
  const { id: nominationId } = await tx.nomination.create({
    data: { cohortId: cohort.id, urn, nomineeId, nominatorId: actor.personId, answers: { why }, createdAt: at },
    select: { id: true },
  });
  const payload = { nominationId };
  const notice = { key: `nomination-new:${nominationId}`, kind: 'nomination-new', payload } as const;
  await tellOrganisers(core, tx, notice, 'the programme');
  const self = nomineeId === actor.personId;
  if (!self) {
    await tellPeople(core, tx, [nomineeId], {
      key: `nomination-told:${nominationId}`,
      kind: 'nomination-told',
      payload,
    });
  }
  const line = {
    act: 'nominate',
    subject: 'nomination',
    subjectId: nominationId,
    outcome: self ? 'self' : 'colleague',
  } as const;
  await recordAct(tx, actor, line, at);
  return { kind: 'asked', nominationId, self };
}

/** A nomination, for the nominee, the nominator and organisers only. */
export interface NominationView {
  readonly id: string;
  readonly projectSlug: string;
  readonly projectName: string;
  readonly academicYear: number;
  readonly school: string | undefined;
  readonly nominee: string;
  readonly nominator: string | undefined;
  readonly why: string;
  readonly state: 'asked' | 'approved' | 'declined' | 'withdrawn';
  readonly reason: string | null;
  readonly createdAt: Date;
  /** Whether the reader is the nominee. */
  readonly own: boolean;
  readonly mayDecide: boolean;
  readonly mayWithdraw: boolean;
}

const shown = {
  school: { select: { name: true } },
  nominee: { select: { name: true } },
  nominator: { select: { name: true } },
  cohort: { select: { academicYear: true, project: { select: { slug: true, name: true } } } },
} as const satisfies Prisma.NominationInclude;
type Row = Prisma.NominationGetPayload<{ include: typeof shown }>;
type Who = Pick<Actor, 'personId' | 'grants'>;

const kept = z.object({ why: z.string() });

/** Undecided nominations, the oldest first. Undefined for anyone but an organiser. */
export async function openNominations(core: Core, actor: Actor): Promise<NominationView[] | undefined> {
  if (!holdsOrganiser(actor)) return undefined;
  return readNominations(core, actor, { state: 'asked' });
}

/** Nominations of the actor, and those made by them, for this academic year and later ones. */
export async function nominationsOf(core: Core, actor: Actor, academicYear: number): Promise<NominationView[]> {
  const { personId } = actor;
  if (personId === null) return [];
  return readNominations(core, actor, {
    OR: [{ nomineeId: personId }, { nominatorId: personId }],
    cohort: { academicYear: { gte: academicYear } },
  });
}

/** One nomination; undefined when there is none, or the reader may not see it. */
export async function findNomination(core: Core, who: Who, id: string): Promise<NominationView | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await core.prisma.nomination.findUnique({ where: { id }, include: shown });
  return row && (holdsOrganiser(who) || isParty(row, who)) ? viewOf(row, who) : undefined;
}

async function readNominations(core: Core, who: Who, where: Prisma.NominationWhereInput): Promise<NominationView[]> {
  const rows = await core.prisma.nomination.findMany({
    where,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: 50,
    include: shown,
  });
  return rows.map((row) => viewOf(row, who));
}

function viewOf(row: Row, who: Who): NominationView {
  const parsed = kept.safeParse(row.answers);
  return {
    id: row.id,
    projectSlug: row.cohort.project.slug,
    projectName: row.cohort.project.name,
    academicYear: row.cohort.academicYear,
    school: row.school?.name,
    nominee: row.nominee.name,
    nominator: row.nominatorId === row.nomineeId ? undefined : row.nominator?.name,
    why: parsed.success ? parsed.data.why : '',
    state: row.state,
    reason: row.reason,
    createdAt: row.createdAt,
    own: row.nomineeId === who.personId,
    mayDecide: row.state === 'asked' && holdsOrganiser(who),
    mayWithdraw: mayWithdrawNomination(row, who),
  };
}

/** The nominee can at any time while it is active; the nominator until it is decided. */
export function mayWithdrawNomination(
  row: { readonly state: string; readonly nomineeId: string; readonly nominatorId: string | null },
  who: Who,
): boolean {
  if (who.personId === null) return false;
  const nominee = row.nomineeId === who.personId;
  return row.state === 'asked' ? isParty(row, who) : row.state === 'approved' && nominee;
}

function isParty(row: { readonly nomineeId: string; readonly nominatorId: string | null }, who: Who): boolean {
  return who.personId !== null && (row.nomineeId === who.personId || row.nominatorId === who.personId);
}

function holdsOrganiser(who: Who): boolean {
  return holds(who, 'organiser');
}
