import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Core } from '../../../src/app/core.js';
import type { MessagePayload } from '../../../src/app/messages/message-kinds.js';
import { findCohortChange, reachOfJoined } from '../../../src/app/projects/cohort-changes.js';
import { removeMilestone, saveMilestone } from '../../../src/app/projects/cohort-milestones.js';
import { changeCohort, publishCohort } from '../../../src/app/projects/plan-cohort.js';
import type { Database } from '../../../src/db/database.js';
import type { Actor } from '../../../src/domain/actor.js';
import type { CohortPlan } from '../../../src/domain/project-plan.js';
import { clockAt } from '../../support/clock.js';
import { openTestDatabase } from '../../support/database/database.js';
import { idleQueue, refusingQueue } from '../../support/database/idle-queue.js';
import { coreOf, makeSchool } from '../../support/worlds/programme.js';
import { makeCohort, makeStaff } from '../../support/worlds/projects.js';

let database: Database;
let core: Core;
let organiser: Actor;
const clock = clockAt('2026-11-22T10:00:00Z');
beforeAll(async () => {
  database = await openTestDatabase();
  core = coreOf(database, idleQueue, clock);
  organiser = await makeStaff(database.prisma, { role: 'organiser' });
});
afterAll(() => database.close());

const plan: CohortPlan = {
  academicYear: 2026,
  label: '',
  opensAt: null,
  closesAt: null,
  startsOn: null,
  endsOn: new Date('2027-08-31'),
  venue: null,
  places: null,
  strandsEach: null,
};

/** A cohort with schools in every state, and the people to be told. */
async function makeYear() {
  const { prisma } = database;
  const cohort = await makeCohort(prisma, { milestones: ['First visit'] });
  const enrol = async (
    state: 'registered' | 'waiting' | 'awaiting_head' | 'interested' | 'withdrawn',
    account?: false,
  ) => {
    const urn = await makeSchool(prisma);
    const asker = await makeStaff(prisma, { urn, position: 'teacher', ...(account === false ? { account } : {}) });
    const head = await makeStaff(prisma, { urn });
    const data = { cohortId: cohort.id, urn, state, askedById: asker.personId };
    return { asker, head, enrolment: await prisma.enrolment.create({ data }) };
  };
  const registered = await enrol('registered');
  const lead = await makeStaff(prisma, { urn: registered.enrolment.urn, position: 'senior_leader' });
  await prisma.enrolmentLead.create({
    data: { enrolmentId: registered.enrolment.id, personId: lead.personId, part: 'lead' },
  });
  const waiting = await enrol('waiting');
  const awaiting = await enrol('awaiting_head');
  const chatless = await enrol('registered', false);
  await enrol('interested');
  await enrol('withdrawn');
  const wanted = [registered.asker, lead, waiting.asker, awaiting.asker, chatless.head];
  return { ...cohort, told: wanted.map(({ personId }) => personId).sort() };
}

const sent = (cohortId: string) =>
  database.prisma.delivery.findMany({ where: { key: { startsWith: `project-moved:${cohortId}:` } } });

describe('changing the dates of a cohort that schools have joined', () => {
  it('tells the lead and contact of each school in it or joining it, or its headteacher, once', async () => {
    const year = await makeYear();
    expect((await reachOfJoined(core, organiser, year.id))?.chat).toBe(5);
    const moved = { ...plan, startsOn: new Date('2027-01-11'), venue: 'The Drill Hall' };
    const outcomes = await Promise.all([1, 2, 3].map(() => changeCohort(core, organiser, year.id, moved)));
    expect(outcomes.map((one) => (one.kind === 'saved' ? one.told : one.kind)).sort()).toEqual([0, 0, 5]);
    const messages = await sent(year.id);
    expect(messages.map(({ personId }) => personId).sort()).toEqual(year.told);
    const payload = messages[0]?.payload as MessagePayload<'project-moved'>;
    expect(await findCohortChange(database.prisma, payload)).toMatchObject({
      part: 'schedule',
      was: { startsOn: null, endsOn: new Date('2027-08-31'), venue: null },
      now: { startsOn: new Date('2027-01-11'), venue: 'The Drill Hall' },
    });
  });

  it('announces each change once more, including one that undoes another', async () => {
    const year = await makeYear();
    for (const startsOn of [new Date('2027-01-11'), null])
      await changeCohort(core, organiser, year.id, { ...plan, startsOn });
    expect(await sent(year.id)).toHaveLength(10);
  });

  it('announces no deadline, nothing past, and nothing of a draft', async () => {
    const year = await makeYear();
    await changeCohort(core, organiser, year.id, { ...plan, closesAt: new Date('2027-02-01') });
    await database.prisma.cohort.update({ where: { id: year.id }, data: { endsOn: new Date('2026-08-31') } });
    await changeCohort(core, organiser, year.id, { ...plan, endsOn: new Date('2026-07-31') });
    await database.prisma.cohort.update({ where: { id: year.id }, data: { status: 'draft' } });
    expect(await reachOfJoined(core, organiser, year.id)).toBeUndefined();
    await changeCohort(core, organiser, year.id, { ...plan, startsOn: new Date('2027-01-11') });
    await publishCohort(core, organiser, year.id);
    expect(await sent(year.id)).toEqual([]);
  });

  it('announces a milestone that is added, moved or deleted, but not a new title', async () => {
    const year = await makeYear();
    const [first = ''] = year.milestones;
    const told = async (act: ReturnType<typeof saveMilestone>) => {
      const outcome = await act;
      return outcome.kind === 'saved' ? outcome.told : outcome;
    };
    const due = new Date('2027-03-01');
    expect(await told(saveMilestone(core, organiser, year.id, { title: 'Visit', dueOn: null }, first))).toBe(0);
    expect(await told(saveMilestone(core, organiser, year.id, { title: 'Visit', dueOn: due }, first))).toBe(5);
    expect(await told(saveMilestone(core, organiser, year.id, { title: 'Visit', dueOn: due }, first))).toBe(0);
    expect(await told(saveMilestone(core, organiser, year.id, { title: 'Evaluate', dueOn: due }, undefined))).toBe(5);
    expect(await told(removeMilestone(core, organiser, year.id, first))).toBe(5);
    const seen = [];
    for (const { payload } of (await sent(year.id)).filter(({ personId }) => personId === year.told[0])) {
      seen.push(await findCohortChange(database.prisma, payload as MessagePayload<'project-moved'>));
    }
    expect(seen).toEqual([
      undefined,
      expect.objectContaining({ title: 'Evaluate', wasDueOn: undefined, dueOn: due }),
      expect.objectContaining({ part: 'milestone-gone', title: 'Visit' }),
    ]);
  });

  it('changes nothing when the messages cannot be queued', async () => {
    const year = await makeYear();
    const failing = coreOf(database, refusingQueue('The queue is away'), clock);
    await expect(changeCohort(failing, organiser, year.id, { ...plan, venue: 'Nowhere' })).rejects.toThrow('away');
    const cohort = await database.prisma.cohort.findUniqueOrThrow({ where: { id: year.id } });
    expect(cohort.venue).toBeNull();
  });
});
