import type { Db, Tx } from '../../db/database.js';
import { Prisma } from '../../db/generated/client.js';
import type { Actor } from '../../domain/actor.js';
import { headPositions, isForPhase, joiningState } from '../../domain/enrolment.js';
import type { FiguresQuery } from '../../domain/figures/figures-query.js';
import { longestInvitation } from '../../domain/invitations/invitations.js';
import type { Phase } from '../../domain/person.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { readProjectSchools } from '../figures/project-schools.js';
import { type Reach, reachOf } from '../messages/reach.js';
import { type NewDelivery, scheduleDeliveries } from '../messages/schedule-delivery.js';
import { isReached } from '../messages/ways.js';
import { heldStill, holdSending, takeBack } from '../organising/held-sendings.js';
import { nextWorkingMoment } from '../programme/working-calendar.js';
import { findCohort, type JoinableCohort, lockCohort } from './cohorts.js';
import { runsProjects } from './organised-projects.js';

/** Schools of the list that are not invited, by why. */
interface LeftOut {
  /** It is in that year or was, or has asked to be, whatever was answered. */
  readonly joined: number;
  /** The project is for other phases. */
  readonly otherPhase: number;
  readonly invited: number;
  /** Its head wants no invitations. */
  readonly stopped: number;
  readonly noHead: number;
}

/** Whom an invitation into a year of a project would reach. */
export interface SchoolsToInvite {
  /** Of the heads, one for each school. */
  readonly reach: Reach;
  readonly left: LeftOut;
  /** At once, or when working hours begin. */
  readonly goesOutAt: Date;
}

type NotInvited = 'not-allowed' | 'not-found' | 'not-open' | 'nobody';

type InviteSchoolsOutcome =
  | ({ readonly kind: 'invited'; readonly held: string } & SchoolsToInvite)
  /** They were invited before; `held` while it can still be undone, until `until`. */
  | { readonly kind: 'already'; readonly held: string; readonly until: Date }
  | { readonly kind: 'refused'; readonly reason: NotInvited };

/** Which schools into which year, and what the organiser adds. */
export interface SchoolsInvited {
  readonly cohortId: string;
  /** The question whose schools they are, asked afresh each time. */
  readonly query: FiguresQuery;
  readonly words: string;
}

/** Whom it would reach, for organisers. */
export async function previewInvitingSchools(
  core: Core,
  actor: Actor,
  { cohortId, query }: SchoolsInvited,
): Promise<SchoolsToInvite | Exclude<NotInvited, 'nobody'>> {
  if (!runsProjects(actor)) return 'not-allowed';
  const cohort = await openCohort(core, core.prisma, cohortId);
  if (typeof cohort === 'string') return cohort;
  return (await choose(core, core.prisma, await listed(core, actor, query), cohort)).toInvite;
}

/**
 * Invites the schools of a list into a year of a project: one head of each, once for that year however often it is asked. It goes out
 * in working hours; until then, and for half a minute at least, it can be undone.
 */
export async function inviteSchools(core: Core, actor: Actor, asked: SchoolsInvited): Promise<InviteSchoolsOutcome> {
  if (!runsProjects(actor)) return { kind: 'refused', reason: 'not-allowed' };
  const urns = await listed(core, actor, asked.query);
  return commit(core, async (tx): Promise<InviteSchoolsOutcome> => {
    if (isUuid(asked.cohortId)) await lockCohort(tx, asked.cohortId);
    const cohort = await openCohort(core, tx, asked.cohortId);
    if (typeof cohort === 'string') return { kind: 'refused', reason: cohort };
    const { toInvite, heads } = await choose(core, tx, urns, cohort);
    const { reach, goesOutAt } = toInvite;
    if (reach.reached.length === 0) {
      const keys = urns.map((urn) => keyOf(cohort.id, urn));
      const still = await heldStill(tx, keys);
      return still ? { kind: 'already', held: still.id, until: still.until } : { kind: 'refused', reason: 'nobody' };
    }
    const act = { act: 'invite-schools', subjectId: cohort.id } as const;
    const hold = await holdSending(core, tx, { ...act, notBefore: goesOutAt });
    const words = asked.words.trim().slice(0, longestInvitation);
    const reached = new Set(reach.reached);
    const deliveries = heads
      .filter(({ personId }) => reached.has(personId))
      .map(
        ({ urn, personId }): NewDelivery => ({
          ...{ key: keyOf(cohort.id, urn), kind: 'project-invitation', to: { personId } },
          payload: { cohortId: cohort.id, urn, ...(words ? { words } : {}) },
        }),
      );
    const count = await scheduleDeliveries(core, tx, deliveries, hold);
    if (count === 0) {
      await takeBack(tx, hold.id);
      return { kind: 'refused', reason: 'nobody' };
    }
    const line = { act: 'invite-schools', subject: 'cohort', subjectId: cohort.id, outcome: 'invited' } as const;
    await recordAct(tx, actor, { ...line, detail: { count } }, core.clock.now());
    return { kind: 'invited', held: hold.id, ...toInvite };
  });
}

async function listed(core: Core, actor: Actor, query: FiguresQuery): Promise<number[]> {
  return (await readProjectSchools(core, actor, query))?.schools.map(({ urn }) => urn) ?? [];
}

async function openCohort(core: Core, db: Db | Tx, id: string): Promise<JoinableCohort | 'not-found' | 'not-open'> {
  const cohort = await findCohort(db, id);
  if (!cohort) return 'not-found';
  return canBeInvitedTo(cohort, core.clock.now()) ? cohort : 'not-open';
}

function canBeInvitedTo(cohort: JoinableCohort, now: Date): boolean {
  return cohort.joinBy !== 'none' && joiningState(cohort, now) === 'open';
}

function keyOf(cohortId: string, urn: number): string {
  return `project-invitation:${cohortId}:${urn}`;
}

interface Candidate {
  readonly urn: number;
  readonly phase: Phase;
  readonly joined: boolean;
  readonly invited: boolean;
  /** Null where no head is on record. */
  readonly personId: string | null;
  readonly stopped: boolean;
}

type Head = Candidate & { readonly personId: string };

async function choose(core: Core, db: Db | Tx, urns: readonly number[], cohort: JoinableCohort) {
  const all = await readCandidates(core, db, urns, cohort.id);
  const free = all.filter(({ joined }) => !joined);
  const meant = free.filter(({ phase }) => isForPhase(cohort.phases, phase));
  const fresh = meant.filter(({ invited }) => !invited);
  const headed = fresh.filter((one): one is Head => one.personId !== null);
  const heads = headed.filter(({ stopped }) => !stopped);
  const reach = await reachOf(
    core,
    db,
    heads.map(({ personId }) => personId),
    'news',
  );
  const left: LeftOut = {
    joined: all.length - free.length,
    otherPhase: free.length - meant.length,
    invited: meant.length - fresh.length,
    stopped: headed.length - heads.length,
    noHead: fresh.length - headed.length,
  };
  return { heads, toInvite: { reach, left, goesOutAt: await nextWorkingMoment(core, db) } };
}

/** Of the post `o`: who only says that they are head is not invited for the school. */
const provenHead = Prisma.sql`
  o.claim <> 'refused' AND o.proof IS NOT NULL AND o.position::text = ANY(${[...headPositions]}::text[])`;

/** One head of each, who is reached where one of them is. */
function readCandidates(core: Core, db: Db | Tx, urns: readonly number[], cohortId: string): Promise<Candidate[]> {
  return db.$queryRaw<Candidate[]>`
    SELECT s.urn, s.phase, head."personId", COALESCE(head.stopped, false) AS stopped, ${hasJoined(cohortId)} AS joined,
           EXISTS (SELECT 1 FROM "Delivery" d WHERE d.key = 'project-invitation:' || ${cohortId}::text || ':' || s.urn) AS invited
      FROM "School" s LEFT JOIN LATERAL (
        SELECT o."personId", p."invitationsStopped" AS stopped
          FROM "Post" o JOIN "Person" p ON p.id = o."personId" AND p."erasedAt" IS NULL
         WHERE o.urn = s.urn AND o.until IS NULL AND ${provenHead}
         ORDER BY p."invitationsStopped", ${isReached(core, Prisma.sql`p.id`)} DESC, o.position = 'headteacher' DESC, o."from" DESC, o.id
         LIMIT 1) head ON true
     WHERE s.urn = ANY(${[...urns]}::int[]) ORDER BY s.urn`;
}

/** A school that is only interested can be invited; not one that left, was turned down, or whose head said no. */
function hasJoined(cohortId: string): Prisma.Sql {
  const ofSchool = (row: 'e' | 'a' | 'n') =>
    Prisma.sql`${Prisma.raw(row)}."cohortId" = ${cohortId}::uuid AND ${Prisma.raw(row)}.urn = s.urn`;
  return Prisma.sql`(
    EXISTS (SELECT 1 FROM "Enrolment" e WHERE ${ofSchool('e')} AND e.state <> 'interested')
    OR EXISTS (SELECT 1 FROM "Application" a WHERE ${ofSchool('a')})
    OR EXISTS (SELECT 1 FROM "Nomination" n WHERE ${ofSchool('n')}))`;
}

/** What an invitation shows when it is sent. */
interface ProjectInvitation {
  readonly cohort: JoinableCohort;
  readonly school: string;
}

/** Undefined once it is over: the school has joined, the way in has closed, or the reader is no proven head of it or wants no invitations. */
export async function findProjectInvitation(
  core: Core,
  personId: string,
  { cohortId, urn }: { readonly cohortId: string; readonly urn: number },
): Promise<ProjectInvitation | undefined> {
  const cohort = await openCohort(core, core.prisma, cohortId);
  if (typeof cohort === 'string') return undefined;
  const [school] = await core.prisma.$queryRaw<Array<{ name: string }>>`
    SELECT s.name FROM "School" s JOIN "Post" o ON o.urn = s.urn AND o.until IS NULL AND ${provenHead}
      JOIN "Person" p ON p.id = o."personId" AND p."erasedAt" IS NULL AND NOT p."invitationsStopped"
     WHERE s.urn = ${urn} AND p.id = ${personId}::uuid AND NOT ${hasJoined(cohortId)}`;
  return school && { cohort, school: school.name };
}
