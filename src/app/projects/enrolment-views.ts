import type { Db, Tx } from '../../db/database.js';
import type { Prisma } from '../../db/generated/client.js';
import { type Actor, holds } from '../../domain/actor.js';
import { dayMs } from '../../domain/durations.js';
import {
  type EnrolmentState,
  type Joinable,
  type LivingState,
  livingStates,
  type Rights,
  rightsIn,
} from '../../domain/enrolment.js';
import type { Phase } from '../../domain/person.js';
import { isUuid } from '../../domain/uuid.js';
import type { Core } from '../core.js';
import { belongsTo, ownSchool, type WithPost } from '../people/school-standing.js';
import { type LockedCohort, lockCohort, waitingPosition } from './cohorts.js';

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
  /** The last day of the cohort, at midnight UTC; null where none is set. */
  readonly endsOn: Date | null;
  readonly strands: readonly string[];
  readonly askedBy: string | undefined;
  readonly lead: NamedPerson | undefined;
  readonly contact: NamedPerson | undefined;
  /** Former leads and contacts, the earliest first. */
  readonly before: readonly FormerPerson[];
  readonly milestones: ReadonlyArray<{
    readonly id: string;
    readonly title: string;
    readonly dueOn: Date | null;
    readonly tickedAt: Date | null;
  }>;
  /** What the schools of its year were asked, the first to close first; also what is closed. */
  readonly surveys: ReadonlyArray<{
    readonly id: string;
    readonly title: string;
    readonly closesAt: Date;
    readonly answered: boolean;
  }>;
  /** Position in the waiting list; null when the school is not waiting. */
  readonly position: number | null;
  readonly withdrawReason: string | null;
  /** What the reader may do. */
  readonly rights: Rights;
}

export interface NamedPerson {
  readonly personId: string;
  readonly name: string;
  /** They no longer have a post at the school. */
  readonly left: boolean;
}

/** Somebody who was lead or contact between two days. */
interface FormerPerson {
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
  surveyAnswers: { select: { surveyId: true } },
  cohort: {
    include: {
      project: { select: { slug: true, name: true } },
      milestones: { orderBy: { order: 'asc' }, select: { id: true, title: true, dueOn: true } },
      surveys: {
        where: { askedAt: { not: null } },
        orderBy: [{ closesAt: 'asc' }, { id: 'asc' }],
        select: { id: true, title: true, closesAt: true },
      },
    },
  },
} as const satisfies Prisma.EnrolmentInclude;

type Row = Prisma.EnrolmentGetPayload<{ include: typeof shown }>;

/** The reader: an actor, or the recipient of a message. */
export type Viewer = Pick<Actor, 'personId' | 'grants'> & WithPost;

/** One enrolment; undefined when there is none, or it belongs to another school. */
export async function findEnrolment(core: Core, who: Viewer, id: string): Promise<EnrolmentView | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await core.prisma.enrolment.findUnique({ where: { id }, include: shown });
  const view = row && (await viewOf(core.prisma, row, who));
  return view?.rights.see ? view : undefined;
}

/** What the actor's school is enrolled in or joining, for this academic year and later ones, by name; for its own people. */
export async function enrolmentsOfSchool(core: Core, actor: Actor, academicYear: number): Promise<EnrolmentView[]> {
  const urn = ownSchool(actor);
  if (urn === null) return [];
  const rows = await core.prisma.enrolment.findMany({
    where: { urn, state: { in: [...livingStates] }, cohort: { academicYear: { gte: academicYear } } },
    orderBy: [{ cohort: { project: { name: 'asc' } } }, { cohort: { academicYear: 'asc' } }, { id: 'asc' }],
    include: shown,
  });
  const views: EnrolmentView[] = [];
  for (const row of rows) views.push(await viewOf(core.prisma, row, actor));
  return views;
}

async function viewOf(db: Db, row: Row, who: Viewer): Promise<EnrolmentView> {
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
    endsOn: cohort.endsOn,
    strands: row.strands.map(({ strand }) => strand.name),
    askedBy: row.askedBy?.name,
    lead: named('lead'),
    contact: named('contact'),
    before: row.leads.flatMap(({ part, person, from, until }) =>
      until === null ? [] : [{ part, name: person.name, from, until }],
    ),
    milestones: cohort.milestones.map((milestone) => ({ ...milestone, tickedAt: ticked.get(milestone.id) ?? null })),
    surveys: cohort.surveys.map((survey) => ({
      ...survey,
      answered: row.surveyAnswers.some(({ surveyId }) => surveyId === survey.id),
    })),
    position: row.state === 'waiting' ? await waitingPosition(db, row.id) : null,
    withdrawReason: row.withdrawReason,
    rights: rightsOf({ ...row, leads: row.leads.filter(({ until }) => until === null) }, who),
  };
}

function rightsOf(
  row: Pick<Row, 'urn' | 'askedById'> & { readonly leads: ReadonlyArray<{ part: string; personId: string }> },
  who: Viewer,
): Rights {
  const is = (personId: string | null) => personId !== null && personId === who.personId;
  return rightsIn({
    atSchool: belongsTo(who, row.urn),
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

/** Locks the cohort of an enrolment and reads what the actor may do; undefined for an unknown id. */
export async function lockEnrolment(tx: Tx, actor: Actor, id: string): Promise<LockedEnrolment | undefined> {
  if (!isUuid(id)) return undefined;
  const found = await tx.enrolment.findUnique({ where: { id }, select: { cohortId: true } });
  const cohort = found && (await lockCohort(tx, found.cohortId));
  if (!cohort) return undefined;
  // Read after the lock, because somebody may have decided while this waited for it.
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

/** A school that is joining a cohort, or enrolled in it. */
export interface CohortSchool {
  readonly enrolmentId: string;
  readonly school: string;
  readonly state: LivingState;
  readonly projectName: string;
  readonly academicYear: number;
  readonly label: string;
  readonly askedBy: string | null;
  /** Since when it has had this state, as far as known. */
  readonly since: Date;
}

/** Schools listed in one answer; the rest are only counted. */
const listedSchools = 30;

export interface CohortSchools {
  /** Those awaiting the headteacher first, then interested, waiting and enrolled schools. */
  readonly schools: readonly CohortSchool[];
  /** The total, including schools not listed. */
  readonly count: number;
}

const order = { awaiting_head: 0, interested: 1, waiting: 2, registered: 3 } as const;

/**
 * Schools of cohorts that are not over, for organisers.
 * @param cohortId one cohort with all its schools; undefined is every cohort, but only with schools that are joining
 * @returns undefined for anyone but an organiser of everything
 */
export async function schoolsOfCohorts(
  core: Core,
  actor: Actor,
  cohortId: string | undefined,
): Promise<CohortSchools | undefined> {
  if (!holds(actor, 'organiser')) return undefined;
  if (cohortId !== undefined && !isUuid(cohortId)) return { schools: [], count: 0 };
  const today = new Date(core.clock.now().getTime() - dayMs);
  const states: LivingState[] =
    cohortId === undefined ? ['awaiting_head', 'interested'] : ['awaiting_head', 'interested', 'waiting', 'registered'];
  const rows = await core.prisma.enrolment.findMany({
    where: {
      state: { in: states },
      ...(cohortId === undefined ? { cohort: { OR: [{ endsOn: null }, { endsOn: { gte: today } }] } } : { cohortId }),
    },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      state: true,
      createdAt: true,
      registeredAt: true,
      school: { select: { name: true } },
      askedBy: { select: { name: true } },
      cohort: { select: { academicYear: true, label: true, project: { select: { name: true } } } },
    },
  });
  const schools = rows.map((row): CohortSchool => {
    const state = row.state as LivingState;
    return {
      enrolmentId: row.id,
      school: row.school.name,
      state,
      projectName: row.cohort.project.name,
      academicYear: row.cohort.academicYear,
      label: row.cohort.label,
      askedBy: row.askedBy?.name ?? null,
      since: (state === 'registered' ? row.registeredAt : null) ?? row.createdAt,
    };
  });
  const sorted = schools.sort((a, b) => order[a.state] - order[b.state] || a.projectName.localeCompare(b.projectName));
  return { schools: sorted.slice(0, listedSchools), count: sorted.length };
}
