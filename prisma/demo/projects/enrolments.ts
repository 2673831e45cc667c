import { dayMs } from '../../../src/domain/durations.js';
import { idsOf } from '../ids.js';
import type { Member } from '../people.js';
import { personas } from '../personas.js';
import { type Chooser, chooserFrom } from '../random.js';
import type { SchoolRow } from '../schools/schools.js';
import { type CohortRow, type MilestoneRow, running, runningCohortId, strands } from './cohorts.js';
import type { ProjectSlug } from './project-row.js';

export interface EnrolmentRow {
  id: string;
  cohortId: string;
  urn: number;
  state: 'interested' | 'awaiting_head' | 'registered' | 'waiting' | 'withdrawn';
  askedById: string;
  confirmedById: string | null;
  createdAt: Date;
  registeredAt: Date | null;
  endedAt: Date | null;
  withdrawReason: string | null;
}

export interface Enrolments {
  enrolments: EnrolmentRow[];
  enrolmentStrands: { enrolmentId: string; strandId: string }[];
  leads: { id: string; enrolmentId: string; personId: string; part: 'lead' | 'contact'; from: Date }[];
  ticks: { enrolmentId: string; milestoneId: string; tickedById: string; tickedAt: Date }[];
}

/** The data enrolments are made from. */
interface EnrolmentGround {
  schools: readonly SchoolRow[];
  /** Headteacher of each school by URN, and the deputy if it has one. */
  heads: ReadonlyMap<number, Member>;
  deputies: ReadonlyMap<number, Member>;
  cohorts: readonly CohortRow[];
  milestones: readonly MilestoneRow[];
  now: Date;
}

/** The playground headteacher's school takes part in these, this year and last. */
const ofHeadteacher: readonly ProjectSlug[] = ['mobilise', 'peer-review'];

/** Schools in the order in which they join, similar each year so that many stay. */
function queueFor(slug: ProjectSlug, schools: readonly SchoolRow[], step: number): SchoolRow[] {
  const eager = chooserFrom(slug.length * 1_000 + slug.charCodeAt(1));
  const moody = chooserFrom(slug.length * 1_000 + step);
  return schools
    .filter((school) => school.urn !== personas.headteacher.urn && school.urn % 19 !== 4)
    .filter((school) => slug !== 'small-schools' || (school.phase === 'primary' && school.pupils < 130))
    .map((school) => ({ school, score: eager.whole(0, 100) + moody.whole(0, 40) }))
    .sort((a, b) => a.score - b.score)
    .map(({ school }) => school);
}

class EnrolmentBuilder {
  readonly rows: Enrolments = { enrolments: [], enrolmentStrands: [], leads: [], ticks: [] };
  private readonly nextId = idsOf('enrolment');
  private readonly nextLead = idsOf('lead');

  constructor(
    private readonly ground: EnrolmentGround,
    private readonly chooser: Chooser,
  ) {}

  add(
    cohort: CohortRow,
    urn: number,
    state: EnrolmentRow['state'],
    withdrawReason: string | null = null,
  ): EnrolmentRow {
    const head = this.ground.heads.get(urn);
    if (!head) throw new Error(`School ${urn} has no headteacher: give it one`);
    const asker = state === 'awaiting_head' ? (this.ground.deputies.get(urn) ?? head) : head;
    const createdAt = this.momentWithin(cohort);
    const registered = state === 'registered' || state === 'withdrawn';
    const row: EnrolmentRow = {
      id: this.nextId(),
      cohortId: cohort.id,
      urn,
      state,
      askedById: asker.personId,
      confirmedById: registered ? head.personId : null,
      createdAt,
      registeredAt: registered ? createdAt : null,
      endedAt: state === 'withdrawn' ? new Date(createdAt.getTime() + 9 * dayMs) : null,
      withdrawReason,
    };
    this.rows.enrolments.push(row);
    return row;
  }

  chooseStrands(enrolment: EnrolmentRow, chosen?: readonly number[]): void {
    const count = this.chooser.whole(1, 2);
    const picked = chosen
      ? strands.filter((_, index) => chosen.includes(index))
      : this.chooser.shuffle(strands).slice(0, count);
    this.rows.enrolmentStrands.push(...picked.map(({ id }) => ({ enrolmentId: enrolment.id, strandId: id })));
  }

  /** The deputy leads if there is one, with the headteacher as contact; otherwise the headteacher leads. */
  nameLead(enrolment: EnrolmentRow): void {
    const head = this.ground.heads.get(enrolment.urn);
    const lead = this.ground.deputies.get(enrolment.urn) ?? head;
    if (!head || !lead) return;
    const common = { enrolmentId: enrolment.id, from: enrolment.createdAt };
    this.rows.leads.push({ ...common, id: this.nextLead(), personId: lead.personId, part: 'lead' });
    if (lead !== head)
      this.rows.leads.push({ ...common, id: this.nextLead(), personId: head.personId, part: 'contact' });
  }

  /** Most schools have ticked off the milestones that are due. */
  tickOff(enrolment: EnrolmentRow): void {
    for (const milestone of this.ground.milestones) {
      const due = milestone.cohortId === enrolment.cohortId && milestone.dueOn < this.ground.now;
      if (!due || !this.chooser.chance(0.82)) continue;
      const tickedAt = new Date(milestone.dueOn.getTime() - this.chooser.whole(1, 12) * dayMs + dayMs / 2);
      this.rows.ticks.push({
        enrolmentId: enrolment.id,
        milestoneId: milestone.id,
        tickedById: enrolment.askedById,
        tickedAt,
      });
    }
  }

  private momentWithin(cohort: CohortRow): Date {
    const from = cohort.opensAt ?? cohort.startsOn;
    const to = Math.min((cohort.closesAt ?? cohort.endsOn).getTime(), this.ground.now.getTime());
    return new Date(from.getTime() + Math.floor(((to - from.getTime()) * this.chooser.whole(0, 9_900)) / 10_000));
  }
}

/** Enrolments of the last two academic years and this one, with this year's strands, leads and milestones. */
export function buildEnrolments(ground: EnrolmentGround): Enrolments {
  const book = new EnrolmentBuilder(ground, chooserFrom(7717));
  const cohorts = new Map(ground.cohorts.map((cohort) => [cohort.id, cohort]));
  for (const project of running) {
    // LeadLincs is joined by people, through nominations.
    if (project.slug === 'leadlincs') continue;
    for (const step of [0, 1, 2] as const) {
      const cohort = cohorts.get(runningCohortId(project.slug, step));
      if (!cohort) throw new Error(`No cohort ${step} of ${project.slug}: list it among the running ones`);
      const queue = queueFor(project.slug, ground.schools, step);
      const joined = queue.splice(0, project.joined[step]).map(({ urn }) => book.add(cohort, urn, 'registered'));
      if (ofHeadteacher.includes(project.slug) && step > 0) joined.push(ofPersona(book, cohort));
      if (project.slug === 'mobilise')
        joined.forEach((row) => {
          book.chooseStrands(row, row.urn === personas.headteacher.urn ? [0, 2] : undefined);
        });
      if (step < 2) continue;
      for (const row of joined) {
        if (project.slug !== 'peer-review' || row.urn === personas.headteacher.urn) book.nameLead(row);
        book.tickOff(row);
      }
      addUnsettled(book, project.slug, cohort, queue);
    }
  }
  return book.rows;
}

function ofPersona(book: EnrolmentBuilder, cohort: CohortRow): EnrolmentRow {
  return book.add(cohort, personas.headteacher.urn, 'registered');
}

/** Schools that showed interest, await the headteacher or a place, or withdrew. */
function addUnsettled(book: EnrolmentBuilder, slug: ProjectSlug, cohort: CohortRow, queue: SchoolRow[]): void {
  const take = (count: number): SchoolRow[] => queue.splice(0, count);
  if (slug === 'mobilise') {
    for (const { urn } of take(4)) book.add(cohort, urn, 'interested');
    for (const { urn } of take(3)) book.add(cohort, urn, 'awaiting_head');
    for (const { urn } of take(2)) book.add(cohort, urn, 'withdrawn', 'Our lead has left and we start again next year');
  }
  if (slug === 'lens') for (const { urn } of take(3)) book.add(cohort, urn, 'waiting');
}
