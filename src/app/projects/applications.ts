import { z } from 'zod';
import type { Db, Tx } from '../../db/database.js';
import { type Actor, holds } from '../../domain/actor.js';
import type { ApplicationAnswers } from '../../domain/decision.js';
import { isHead } from '../../domain/enrolment.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { tellOrganisers } from '../messages/tell-organisers.js';
import { knownHeads, tellPeople } from '../messages/tell-people.js';
import { belongsTo, ownSchool, type WithPost } from '../people/school-standing.js';
import { lockCohort } from './cohorts.js';
import { askerOf, type JoinOutcome, refuseJoining } from './enrolments.js';

export type ApplyOutcome =
  | { readonly kind: 'asked'; readonly applicationId: string }
  | { readonly kind: 'already-asked'; readonly applicationId: string }
  | Extract<JoinOutcome, { kind: 'already' | 'refused' }>;

/**
 * Submits a school's application; a school can have one active application. The organisers are told, and the
 * headteacher when somebody else applied.
 */
export async function applyForSchool(
  core: Core,
  actor: Actor,
  cohortId: string,
  answers: ApplicationAnswers,
): Promise<ApplyOutcome> {
  const asker = askerOf(actor);
  if ('kind' in asker) return asker;
  if (!isUuid(cohortId)) return { kind: 'refused', reason: 'not-found' };
  return commit(core, async (tx): Promise<ApplyOutcome> => {
    const cohort = await lockCohort(tx, cohortId);
    const refusal = await refuseJoining(core, tx, cohort, asker, 'application');
    if (refusal || !cohort) return refusal ?? { kind: 'refused', reason: 'not-found' };
    const living = await tx.application.findFirst({
      where: { cohortId: cohort.id, urn: asker.urn, state: { in: ['asked', 'approved'] } },
      select: { id: true },
    });
    if (living) return { kind: 'already-asked', applicationId: living.id };
    const at = core.clock.now();
    const { id: applicationId } = await tx.application.create({
      data: { cohortId: cohort.id, urn: asker.urn, askedById: asker.personId, answers: { ...answers }, createdAt: at },
      select: { id: true },
    });
    await tellOfApplication(core, tx, applicationId, asker);
    await recordAct(
      tx,
      actor,
      { act: 'apply', subject: 'application', subjectId: applicationId, outcome: 'asked' },
      at,
    );
    return { kind: 'asked', applicationId };
  });
}

async function tellOfApplication(
  core: Core,
  tx: Tx,
  applicationId: string,
  asker: { readonly actor: Actor; readonly personId: string; readonly urn: number },
): Promise<void> {
  const payload = { applicationId };
  const notice = { key: `application-new:${applicationId}`, kind: 'application-new', payload } as const;
  await tellOrganisers(core, tx, notice, 'the programme');
  if (isHead(asker.actor.post)) return;
  const heads = (await knownHeads(tx, asker.urn)).filter((id) => id !== asker.personId);
  await tellPeople(core, tx, heads, { key: `application-made:${applicationId}`, kind: 'application-made', payload });
}

/** An application, for people of the school and organisers. */
export interface ApplicationView {
  readonly id: string;
  readonly urn: number;
  readonly school: string;
  readonly projectSlug: string;
  readonly projectName: string;
  readonly academicYear: number;
  readonly state: 'asked' | 'approved' | 'declined' | 'withdrawn';
  readonly answers: ApplicationAnswers | undefined;
  readonly askedBy: string | undefined;
  readonly askedById: string | null;
  readonly reason: string | null;
  readonly createdAt: Date;
  /** Whether the reader may decide it. */
  readonly mayDecide: boolean;
  readonly mayWithdraw: boolean;
}

const shown = {
  school: { select: { name: true } },
  askedBy: { select: { name: true } },
  cohort: { select: { academicYear: true, project: { select: { slug: true, name: true } } } },
} as const;

const kept = z.object({ title: z.string(), amount: z.number(), plan: z.string(), judged: z.string() });

/** Undecided applications, the oldest first. Undefined for anyone but an organiser. */
export async function openApplications(core: Core, actor: Actor): Promise<ApplicationView[] | undefined> {
  if (!holds(actor, 'organiser')) return undefined;
  return readApplications(core.prisma, actor, { state: 'asked' });
}

/** Applications of the actor's school, for its own people: for this academic year and later ones, the newest first. */
export async function applicationsOfSchool(core: Core, actor: Actor, academicYear: number): Promise<ApplicationView[]> {
  const urn = ownSchool(actor);
  if (urn === null) return [];
  return readApplications(core.prisma, actor, { urn, cohort: { academicYear: { gte: academicYear } } });
}

/** One application; undefined when there is none, or it belongs to another school. */
export async function findApplication(
  core: Core,
  who: Parameters<typeof viewOf>[1],
  id: string,
): Promise<ApplicationView | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await core.prisma.application.findUnique({ where: { id }, include: shown });
  const view = row ? viewOf(row, who) : undefined;
  return view && (holdsOrganiser(who) || belongsTo(who, view.urn)) ? view : undefined;
}

async function readApplications(
  db: Db,
  actor: Actor,
  where: { state: 'asked' } | { urn: number; cohort: object },
): Promise<ApplicationView[]> {
  const rows = await db.application.findMany({
    where,
    orderBy: [{ createdAt: 'state' in where ? 'asc' : 'desc' }, { id: 'asc' }],
    take: 50,
    include: shown,
  });
  return rows.map((row) => viewOf(row, actor));
}

type Who = Pick<Actor, 'personId' | 'grants'> & WithPost;

interface Row {
  readonly id: string;
  readonly urn: number;
  readonly state: ApplicationView['state'];
  readonly answers: unknown;
  readonly askedById: string | null;
  readonly reason: string | null;
  readonly createdAt: Date;
  readonly school: { readonly name: string };
  readonly askedBy: { readonly name: string } | null;
  readonly cohort: {
    readonly academicYear: number;
    readonly project: { readonly slug: string; readonly name: string };
  };
}

function viewOf(row: Row, who: Who): ApplicationView {
  const { school, askedBy, cohort, answers, ...rest } = row;
  const parsed = kept.safeParse(answers);
  const open = row.state === 'asked';
  const own = belongsTo(who, row.urn) && (row.askedById === who.personId || isHead(who.post));
  return {
    id: rest.id,
    urn: rest.urn,
    state: rest.state,
    askedById: rest.askedById,
    reason: rest.reason,
    createdAt: rest.createdAt,
    school: school.name,
    askedBy: askedBy?.name,
    projectSlug: cohort.project.slug,
    projectName: cohort.project.name,
    academicYear: cohort.academicYear,
    answers: parsed.success ? parsed.data : undefined,
    mayDecide: open && holdsOrganiser(who),
    mayWithdraw: open && own,
  };
}

function holdsOrganiser(who: Who): boolean {
  return holds(who, 'organiser');
}
