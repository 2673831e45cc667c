import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Core } from '../../../src/app/core.js';
import {
  type DecisionOutcome,
  decideApplication,
  withdrawApplication,
} from '../../../src/app/projects/application-decisions.js';
import {
  applicationsOfSchool,
  applyForSchool,
  findApplication,
  openApplications,
} from '../../../src/app/projects/applications.js';
import { withdrawEnrolment } from '../../../src/app/projects/enrolment-changes.js';
import { decideNomination, withdrawNomination } from '../../../src/app/projects/nomination-decisions.js';
import { findNomination, nominate, nominationsOf, openNominations } from '../../../src/app/projects/nominations.js';
import type { Database } from '../../../src/db/database.js';
import type { Actor } from '../../../src/domain/actor.js';
import { clockAt } from '../../support/clock.js';
import { openTestDatabase } from '../../support/database/database.js';
import { idleQueue } from '../../support/database/idle-queue.js';
import { coreOf } from '../../support/worlds/programme.js';
import { makeCohort, makeSchools, makeStaff } from '../../support/worlds/projects.js';

type Staff = Actor & { readonly personId: string };
let database: Database;
let core: Core;
let heads: readonly [Staff, Staff];
let organiser: Staff;
let board: Staff;
const urns = [100001, 100002] as const;
beforeAll(async () => {
  database = await openTestDatabase();
  core = coreOf(database, idleQueue, clockAt('2026-11-22T10:00:00Z'));
  await makeSchools(database.prisma, urns);
  heads = [await makeStaff(database.prisma, { urn: urns[0] }), await makeStaff(database.prisma, { urn: urns[1] })];
  organiser = await makeStaff(database.prisma, { position: 'council_officer', role: 'organiser' });
  board = await makeStaff(database.prisma, { position: 'other', role: 'board' });
});
afterAll(() => database.close());
beforeEach(async () => {
  const { prisma } = database;
  await prisma.delivery.deleteMany();
  await prisma.application.deleteMany();
  await prisma.nomination.deleteMany();
});

const answers = { title: 'Walks', amount: 2500, plan: 'Two classes walk.', judged: 'We count.' };
const told = async () => {
  const rows = await database.prisma.delivery.findMany();
  return rows.map(({ kind, personId }) => `${kind} ${personId}`).sort();
};
const approve = { answer: 'approve', reason: '' } as const;
const decline = { answer: 'decline', reason: 'Not yet' } as const;

describe('an application', () => {
  async function apply(actor: Actor, cohortId: string): Promise<string> {
    const outcome = await applyForSchool(core, actor, cohortId, answers);
    return outcome.kind === 'asked' ? outcome.applicationId : outcome.kind;
  }

  it('is sent once while it is active, and tells organisers, and the headteacher when somebody else sent it', async () => {
    const cohort = await makeCohort(database.prisma, { joinBy: 'application' });
    const teacher = await makeStaff(database.prisma, { urn: urns[0], position: 'teacher' });
    const id = await apply(teacher, cohort.id);
    expect(await told()).toEqual(
      [`application-made ${heads[0].personId}`, `application-new ${organiser.personId}`].sort(),
    );
    expect(await applyForSchool(core, heads[0], cohort.id, answers)).toEqual({
      kind: 'already-asked',
      applicationId: id,
    });
    expect((await withdrawApplication(core, teacher, id)).kind).toBe('withdrawn');
    expect(await apply(heads[0], cohort.id)).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('registers the school when an organiser approves it, and tells the applicant and the headteacher', async () => {
    const cohort = await makeCohort(database.prisma, { joinBy: 'application', places: 1 });
    const teacher = await makeStaff(database.prisma, { urn: urns[0], position: 'teacher' });
    const id = await apply(teacher, cohort.id);
    const other = await apply(heads[1], cohort.id);
    await database.prisma.delivery.deleteMany();
    expect(await decideApplication(core, organiser, id, approve)).toMatchObject({ kind: 'approved' });
    expect(await decideApplication(core, organiser, id, decline)).toEqual({ kind: 'settled', state: 'approved' });
    const enrolled = await database.prisma.enrolment.findMany({
      where: { cohortId: cohort.id },
      include: { leads: true },
    });
    expect(enrolled.map(({ urn, state, leads }) => [urn, state, leads[0]?.personId])).toEqual([
      [urns[0], 'registered', teacher.personId],
    ]);
    expect(await told()).toEqual(
      [`application-decided ${teacher.personId}`, `application-decided ${heads[0].personId}`].sort(),
    );
    expect(await decideApplication(core, organiser, other, approve)).toEqual({ kind: 'full', places: 1 });
    expect((await findApplication(core, organiser, other))?.state).toBe('asked');
    // The school withdraws, so it may apply again and the place is free.
    await withdrawEnrolment(core, heads[0], enrolled[0]?.id ?? '', 'Changed our minds');
    expect(await decideApplication(core, organiser, other, approve)).toMatchObject({ kind: 'approved' });
    expect(await apply(heads[0], cohort.id)).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is declined only with a reason, which the school sees', async () => {
    const cohort = await makeCohort(database.prisma, { joinBy: 'application' });
    const id = await apply(heads[0], cohort.id);
    expect(await decideApplication(core, organiser, id, { ...decline, reason: ' ' })).toEqual({ kind: 'no-reason' });
    expect(await decideApplication(core, organiser, id, decline)).toMatchObject({ kind: 'declined' });
    expect((await findApplication(core, heads[0], id))?.reason).toBe('Not yet');
    expect(await database.prisma.enrolment.count({ where: { cohortId: cohort.id } })).toBe(0);
  });

  it('is decided by organisers only, and visible to its school and to them only', async () => {
    const cohort = await makeCohort(database.prisma, { joinBy: 'application' });
    const id = await apply(heads[0], cohort.id);
    const refused = { kind: 'refused', reason: 'not-organiser' };
    for (const who of [heads[0], heads[1], board]) {
      expect(await decideApplication(core, who, id, approve)).toEqual(refused);
      expect(await openApplications(core, who)).toBeUndefined();
    }
    const teacher = await makeStaff(database.prisma, { urn: urns[0], position: 'teacher' });
    expect(await withdrawApplication(core, heads[1], id)).toEqual({ kind: 'refused', reason: 'not-found' });
    expect(await withdrawApplication(core, teacher, id)).toEqual({ kind: 'refused', reason: 'not-yours' });
    expect(await findApplication(core, heads[1], id)).toBeUndefined();
    expect(await findApplication(core, board, id)).toBeUndefined();
    expect(await applicationsOfSchool(core, heads[1], 2026)).toEqual([]);
    expect((await openApplications(core, organiser))?.map((one) => one.id)).toEqual([id]);
    expect((await findApplication(core, organiser, id))?.answers).toEqual(answers);
  });

  it.each([
    ['closed', { closesAt: new Date('2026-11-01') }, 'closed'],
    ['joined in another way', { joinBy: 'registration' }, 'other-way'],
  ] as const)('is refused when it is %s', async (_what, given, reason) => {
    const cohort = await makeCohort(database.prisma, { joinBy: 'application', ...given });
    expect(await applyForSchool(core, heads[0], cohort.id, answers)).toEqual({ kind: 'refused', reason });
  });
});

describe('a nomination', () => {
  const why = 'People come to them first.';
  async function putForward(actor: Staff, nominee: Staff, places = 5) {
    const cohort = await makeCohort(database.prisma, { joinBy: 'nomination', places });
    const outcome = await nominate(core, actor, {
      cohortId: cohort.id,
      nominee: { kind: 'known', personId: nominee.personId },
      why,
    });
    return { cohort, outcome, id: outcome.kind === 'asked' ? outcome.nominationId : '' };
  }

  it('tells the colleague nominated, and is visible to the two people and organisers only', async () => {
    const deputy = await makeStaff(database.prisma, { urn: urns[0], position: 'deputy_headteacher' });
    const colleague = await makeStaff(database.prisma, { urn: urns[0], position: 'teacher' });
    const { id, cohort } = await putForward(heads[0], deputy);
    expect(await told()).toEqual([`nomination-new ${organiser.personId}`, `nomination-told ${deputy.personId}`].sort());
    const seen = [];
    for (const who of [deputy, heads[0], organiser, colleague, heads[1], board])
      seen.push((await findNomination(core, who, id))?.why);
    expect(seen).toEqual([why, why, why, undefined, undefined, undefined]);
    expect(await nominationsOf(core, colleague, 2026)).toEqual([]);
    expect(await openNominations(core, heads[0])).toBeUndefined();
    const again = await nominate(core, deputy, {
      cohortId: cohort.id,
      nominee: { kind: 'known', personId: deputy.personId },
      why,
    });
    expect(again).toEqual({ kind: 'already' });
  });

  it('of oneself tells only the organisers', async () => {
    const { outcome } = await putForward(heads[0], heads[0]);
    expect(outcome).toMatchObject({ kind: 'asked', self: true });
    expect(await told()).toEqual([`nomination-new ${organiser.personId}`]);
  });

  it('is refused for people at another school, with the reason', async () => {
    const { outcome } = await putForward(heads[0], heads[1]);
    expect(outcome).toEqual({ kind: 'faulty', faults: { nominee: 'not-at-school' } });
    const cohort = await makeCohort(database.prisma, { joinBy: 'nomination' });
    const nominee = { kind: 'known', personId: heads[0].personId } as const;
    const faults = async (words: string) => {
      const refused = await nominate(core, heads[0], { cohortId: cohort.id, nominee, why: words });
      return refused.kind === 'faulty' ? refused.faults : refused.kind;
    };
    expect([await faults(' '), await faults('x'.repeat(1_001))]).toEqual([{ why: 'missing' }, { why: 'too-long' }]);
  });

  it('is decided by organisers only, within the number of places; nominee and nominator are told', async () => {
    const deputy = await makeStaff(database.prisma, { urn: urns[0], position: 'deputy_headteacher' });
    const { id, cohort } = await putForward(heads[0], deputy, 1);
    const outcomes: DecisionOutcome[] = [];
    for (const who of [heads[0], deputy, board]) outcomes.push(await decideNomination(core, who, id, approve));
    expect(new Set(outcomes.map((one) => one.kind === 'refused' && one.reason))).toEqual(new Set(['not-organiser']));
    await database.prisma.delivery.deleteMany();
    expect(await decideNomination(core, organiser, id, approve)).toMatchObject({ kind: 'approved' });
    expect(await told()).toEqual(
      [`nomination-decided ${deputy.personId}`, `nomination-decided ${heads[0].personId}`].sort(),
    );
    const second = await nominate(core, heads[1], {
      cohortId: cohort.id,
      nominee: { kind: 'known', personId: heads[1].personId },
      why,
    });
    const secondId = second.kind === 'asked' ? second.nominationId : '';
    expect(await decideNomination(core, organiser, secondId, approve)).toEqual({ kind: 'full', places: 1 });
    // After the decision only the nominee can withdraw.
    expect(await withdrawNomination(core, heads[0], id)).toEqual({ kind: 'refused', reason: 'not-yours' });
    expect(await withdrawNomination(core, deputy, id)).toEqual({ kind: 'withdrawn' });
    expect(await decideNomination(core, organiser, secondId, approve)).toMatchObject({ kind: 'approved' });
  });

  it('is withdrawn by the nominee, and not by anybody it does not concern', async () => {
    const deputy = await makeStaff(database.prisma, { urn: urns[0], position: 'deputy_headteacher' });
    const { id } = await putForward(heads[0], deputy);
    expect(await withdrawNomination(core, heads[1], id)).toEqual({ kind: 'refused', reason: 'not-found' });
    await database.prisma.delivery.deleteMany();
    expect(await withdrawNomination(core, deputy, id)).toEqual({ kind: 'withdrawn' });
    expect(await told()).toEqual([`nomination-withdrawn ${heads[0].personId}`]);
    expect(await decideNomination(core, organiser, id, approve)).toEqual({ kind: 'settled', state: 'withdrawn' });
  });
});
