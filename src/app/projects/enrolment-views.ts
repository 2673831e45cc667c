import type { Db, Tx } from '../../db/database.js';
import type { Prisma } from '../../db/generated/client.js';
import { type Actor, holds } from '../../domain/actor.js';
import { type EnrolmentState, type Joinable, livingStates, type Rights, rightsIn } from '../../domain/enrolment.js';
import type { Phase } from '../../domain/person.js';
import { isUuid } from '../../domain/uuid.js';
import type { Core } from '../core.js';
import { type LockedCohort, lockCohort } from './cohorts.js';
import { waitingPosition } from './enrolment-places.js';

/** One school in one cohort, as its own people and organisers see it. */
export interface EnrolmentView {
  readonly id: string;
  readonly urn: number;
  readonly school: string;
  readonly state: EnrolmentState;
  readonly cohortId: string;
  readonly projectSlug: string;
  readonly projectName: string;
  readonly academicYear: number;
  readonly label: string;
  readonly strands: readonly string[];
  readonly askedBy: string | undefined;
  readonly lead: NamedPerson | undefined;
  readonly contact: NamedPerson | undefined;
  /** Who was lead or contact before, first ones first. */
  readonly before: readonly FormerPerson[];
  readonly milestones: ReadonlyArray<{
    readonly id: string;
    readonly title: string;
    readonly dueOn: Date | null;
    readonly tickedAt: Date | null;
  }>;
  /** In the waiting list; null when it does not wait. */
  readonly position: number | null;
  readonly withdrawReason: string | null;
  /** What the one who looks may do. */
  readonly rights: Rights;
}

export interface NamedPerson {
  readonly personId: string;
  readonly name: string;
  /** No longer has a post at the school. */
  readonly left: boolean;
}

/** Somebody who had a part in it from one day until another. */
export interface FormerPerson {
  readonly part: 'lead' | 'contact';
  readonly name: string;
  readonly from: Date;
  readonly until: Date;
}

const shown = {
  school: { select: { name: true } },
  askedBy: { select: { name: true } },
  leads: {
    orderBy: [{ from: 'asc' }, { id: 'asc' }],
    select: {
      part: true,
      personId: true,
      from: true,
      until: true,
      person: { select: { name: true, posts: { where: { until: null }, select: { urn: true } } } },
    },
  },
  strands: { select: { strand: { select: { name: true } } }, orderBy: { strandId: 'asc' } },
  ticks: { select: { milestoneId: true, tickedAt: true } },
  cohort: {
    include: {
      project: { select: { slug: true, name: true } },
      milestones: { orderBy: { order: 'asc' }, select: { id: true, title: true, dueOn: true } },
    },
  },
} as const satisfies Prisma.EnrolmentInclude;

type Row = Prisma.EnrolmentGetPayload<{ include: typeof shown }>;

/** Who looks: an actor, or the receiver of a message. */
export type Onlooker = Pick<Actor, 'personId' | 'grants'> & {
  readonly post: Pick<NonNullable<Actor['post']>, 'urn' | 'position' | 'unconfirmed'> | null;
};

/** One enrolment; undefined when there is none, or it is another school's. */
export async function findEnrolment(core: Core, who: Onlooker, id: string): Promise<EnrolmentView | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await core.prisma.enrolment.findUnique({ where: { id }, include: shown });
  const view = row && (await viewOf(core.prisma, row, who));
  return view?.rights.see ? view : undefined;
}

/** What the actor's own school is in or on its way into, of this academic year and later ones, by name. */
export async function enrolmentsOfSchool(core: Core, actor: Actor, academicYear: number): Promise<EnrolmentView[]> {
  const urn = actor.post?.urn;
  if (actor.personId === null || urn === null || urn === undefined) return [];
  const rows = await core.prisma.enrolment.findMany({
    where: { urn, state: { in: [...livingStates] }, cohort: { academicYear: { gte: academicYear } } },
    orderBy: [{ cohort: { project: { name: 'asc' } } }, { cohort: { academicYear: 'asc' } }, { id: 'asc' }],
    include: shown,
  });
  const views: EnrolmentView[] = [];
  for (const row of rows) views.push(await viewOf(core.prisma, row, actor));
  return views;
}

async function viewOf(db: Db, row: Row, who: Onlooker): Promise<EnrolmentView> {
  const { cohort } = row;
  const ticked = new Map(row.ticks.map(({ milestoneId, tickedAt }) => [milestoneId, tickedAt]));
  const named = (part: 'lead' | 'contact'): NamedPerson | undefined => {
    const found = row.leads.find((lead) => lead.part === part && lead.until === null);
    if (!found) return undefined;
    const left = !found.person.posts.some(({ urn }) => urn === row.urn);
    return { personId: found.personId, name: found.person.name, left };
  };
  return {
    id: row.id,
    urn: row.urn,
    school: row.school.name,
    state: row.state,
    cohortId: cohort.id,
    projectSlug: cohort.project.slug,
    projectName: cohort.project.name,
    academicYear: cohort.academicYear,
    label: cohort.label,
    strands: row.strands.map(({ strand }) => strand.name),
    askedBy: row.askedBy?.name,
    lead: named('lead'),
    contact: named('contact'),
    before: row.leads.flatMap(({ part, person, from, until }) =>
      until === null ? [] : [{ part, name: person.name, from, until }],
    ),
    milestones: cohort.milestones.map((milestone) => ({ ...milestone, tickedAt: ticked.get(milestone.id) ?? null })),
    position: row.state === 'waiting' ? await waitingPosition(db, row.id) : null,
    withdrawReason: row.withdrawReason,
    rights: rightsOf({ ...row, leads: row.leads.filter(({ until }) => until === null) }, who),
  };
}

function rightsOf(
  row: Pick<Row, 'urn' | 'askedById'> & { readonly leads: ReadonlyArray<{ part: string; personId: string }> },
  who: Onlooker,
): Rights {
  const is = (personId: string | null) => personId !== null && personId === who.personId;
  return rightsIn({
    atSchool: who.personId !== null && who.post?.urn === row.urn,
    position: who.post?.unconfirmed ? null : (who.post?.position ?? null),
    isLead: row.leads.some(({ part, personId }) => part === 'lead' && is(personId)),
    isContact: row.leads.some(({ part, personId }) => part === 'contact' && is(personId)),
    isAsker: is(row.askedById),
    isOrganiser: holds({ ...nobody, grants: who.grants }, 'organiser'),
  });
}

const nobody = { accountId: '', personId: null, name: '', post: null } as const;

/** An enrolment with its cohort locked, read after the lock was taken. */
export interface LockedEnrolment {
  readonly id: string;
  readonly urn: number;
  readonly state: EnrolmentState;
  readonly askedById: string | null;
  readonly leads: ReadonlyArray<{ readonly part: 'lead' | 'contact'; readonly personId: string }>;
  readonly cohort: LockedCohort & Joinable & { readonly phases: readonly Phase[] };
  readonly rights: Rights;
}

/** Locks the cohort of an enrolment and reads what the actor may do there; undefined for anything that is no enrolment. */
export async function lockEnrolment(tx: Tx, actor: Actor, id: string): Promise<LockedEnrolment | undefined> {
  if (!isUuid(id)) return undefined;
  const found = await tx.enrolment.findUnique({ where: { id }, select: { cohortId: true } });
  const cohort = found && (await lockCohort(tx, found.cohortId));
  if (!cohort) return undefined;
  // Read only now: while this waited for the lock, somebody may have decided.
  const row = await tx.enrolment.findUnique({
    where: { id },
    select: {
      id: true,
      urn: true,
      state: true,
      askedById: true,
      leads: { where: { until: null }, select: { part: true, personId: true } },
    },
  });
  return row ? { ...row, cohort, rights: rightsOf(row, actor) } : undefined;
}
