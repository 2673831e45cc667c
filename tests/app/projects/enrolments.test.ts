import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Core } from '../../../src/app/core.js';
import { changePeople, decideEnrolment, withdrawEnrolment } from '../../../src/app/projects/enrolment-changes.js';
import { enrolmentsOfSchool, findEnrolment } from '../../../src/app/projects/enrolment-views.js';
import { registerSchool, showInterest } from '../../../src/app/projects/enrolments.js';
import { tickMilestone } from '../../../src/app/projects/milestones.js';
import type { Database } from '../../../src/db/database.js';
import type { Actor } from '../../../src/domain/actor.js';
import { clockAt } from '../../support/clock.js';
import { openTestDatabase } from '../../support/database/database.js';
import { idleQueue } from '../../support/database/idle-queue.js';
import { coreOf } from '../../support/worlds/programme.js';
import { type MadeCohort, makeCohort, makeSchools, makeStaff } from '../../support/worlds/projects.js';

type Staff = Actor & { readonly personId: string };

let database: Database;
let core: Core;
let heads: readonly [Staff, Staff, Staff];
const clock = clockAt('2026-11-22T10:00:00Z');
const urns = [100001, 100002, 100003] as const;
beforeAll(async () => {
  database = await openTestDatabase();
  core = coreOf(database, idleQueue, clock);
  await makeSchools(database.prisma, [...urns, 100009]);
  heads = [
    await makeStaff(database.prisma, { urn: urns[0], name: 'Head One' }),
    await makeStaff(database.prisma, { urn: urns[1], name: 'Head Two' }),
    await makeStaff(database.prisma, { urn: urns[2], name: 'Head Three' }),
  ];
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.prisma.delivery.deleteMany();
  await database.prisma.enrolment.deleteMany();
});

const leadSelf = (actor: Staff) => ({ lead: { kind: 'known' as const, personId: actor.personId }, contact: undefined });
const ask = (actor: Staff, cohort: MadeCohort, strands: readonly string[] = []) =>
  registerSchool(core, actor, { cohortId: cohort.id, strands, ...leadSelf(actor) });
const told = async () => {
  const rows = await database.prisma.delivery.findMany({ orderBy: { kind: 'asc' } });
  return rows.map(({ kind, personId }) => [kind, personId]);
};
const states = async (cohort: MadeCohort) => {
  const rows = await database.prisma.enrolment.findMany({ where: { cohortId: cohort.id }, orderBy: { queue: 'asc' } });
  return rows.map(({ urn, state }) => [urn, state]);
};
/** The enrolment id of an outcome, if it has one. */
const idOf = (outcome: object): string => ('enrolmentId' in outcome ? String(outcome.enrolmentId) : '');

describe('a school is registered', () => {
  it('at once when its headteacher asks, with strands, lead and contact; asking twice registers it once', async () => {
    const cohort = await makeCohort(database.prisma, { strands: { English: null, Cognition: null }, strandsEach: 2 });
    const deputy = await makeStaff(database.prisma, { urn: urns[0], position: 'deputy_headteacher', name: 'Dep One' });
    const request = {
      cohortId: cohort.id,
      strands: cohort.strands,
      lead: { kind: 'known', personId: deputy.personId },
      contact: { kind: 'new', name: ' New  Colleague ', position: 'teacher' },
    } as const;
    const outcome = await registerSchool(core, heads[0], request);
    expect(outcome.kind).toBe('registered');
    const again = await registerSchool(core, heads[0], request);
    expect(again).toEqual({ kind: 'already', enrolmentId: idOf(outcome), state: 'registered' });
    const view = await findEnrolment(core, heads[0], idOf(outcome));
    expect(view).toMatchObject({
      strands: ['English', 'Cognition'],
      lead: { name: 'Dep One' },
      contact: { name: 'New Colleague', left: false },
    });
    expect(await told()).toEqual([['lead-named', deputy.personId]]);
    const made = await database.prisma.post.findMany({ where: { person: { name: 'New Colleague' } } });
    expect(made.map(({ urn, position }) => [urn, position])).toEqual([[urns[0], 'teacher']]);
  });

  it('only after the headteacher has confirmed it, when somebody else asks', async () => {
    const cohort = await makeCohort(database.prisma, { places: 1 });
    const teacher = await makeStaff(database.prisma, { urn: urns[0], position: 'teacher' });
    const asked = await ask(teacher, cohort);
    expect(asked).toMatchObject({ kind: 'awaiting-head', told: 'head' });
    expect(await told()).toEqual([['enrolment-asked', heads[0].personId]]);
    expect(await database.prisma.enrolment.count({ where: { state: 'registered' } })).toBe(0);
    expect(await decideEnrolment(core, teacher, idOf(asked), 'confirm')).toEqual({
      kind: 'refused',
      reason: 'not-head',
    });
    expect(await decideEnrolment(core, heads[1], idOf(asked), 'confirm')).toEqual({
      kind: 'refused',
      reason: 'not-found',
    });
    expect(await states(cohort)).toEqual([[urns[0], 'awaiting_head']]);
    expect(await decideEnrolment(core, heads[0], idOf(asked), 'confirm')).toMatchObject({ kind: 'registered' });
    expect(await decideEnrolment(core, heads[0], idOf(asked), 'decline')).toMatchObject({
      kind: 'settled',
      state: 'registered',
    });
    expect(await told()).toContainEqual(['enrolment-decided', teacher.personId]);
  });

  it('not at all when the headteacher declines; it may ask again', async () => {
    const cohort = await makeCohort(database.prisma);
    const teacher = await makeStaff(database.prisma, { urn: urns[0], position: 'teacher' });
    const asked = await ask(teacher, cohort);
    expect((await decideEnrolment(core, heads[0], idOf(asked), 'decline')).kind).toBe('declined');
    expect(await states(cohort)).toEqual([[urns[0], 'declined']]);
    expect((await ask(teacher, cohort)).kind).toBe('awaiting-head');
  });

  it('in order of confirmation, even after joining has closed', async () => {
    const closesAt = new Date('2026-11-22T11:00:00Z');
    const cohort = await makeCohort(database.prisma, { places: 1, closesAt });
    const teacher = await makeStaff(database.prisma, { urn: urns[0], position: 'teacher' });
    const asked = await ask(teacher, cohort);
    expect((await ask(heads[1], cohort)).kind).toBe('registered');
    expect(await ask(heads[2], cohort)).toMatchObject({ kind: 'waiting', position: 1 });
    const later = { ...core, clock: clockAt('2026-11-22T12:00:00Z') };
    expect(
      await registerSchool(later, heads[0], { cohortId: cohort.id, strands: [], ...leadSelf(heads[0]) }),
    ).toMatchObject({
      kind: 'already',
    });
    expect(await decideEnrolment(later, heads[0], idOf(asked), 'confirm')).toMatchObject({
      kind: 'waiting',
      position: 2,
    });
  });

  it('through the organisers when the bot knows no headteacher', async () => {
    const organiser = await makeStaff(database.prisma, { position: 'council_officer', role: 'organiser' });
    await makeStaff(database.prisma, { urn: 100009, account: false, name: 'Head without chat' });
    const cohort = await makeCohort(database.prisma);
    const clerk = await makeStaff(database.prisma, { urn: 100009, position: 'clerk' });
    const asked = await ask(clerk, cohort);
    expect(asked).toMatchObject({ kind: 'awaiting-head', told: 'organisers' });
    expect(await told()).toEqual([['enrolment-headless', organiser.personId]]);
    expect((await decideEnrolment(core, organiser, idOf(asked), 'confirm')).kind).toBe('registered');
  });

  it.each([
    ['before it opens', { opensAt: new Date('2026-12-01') }, 'not-open-yet'],
    ['after it closed', { closesAt: new Date('2026-11-01') }, 'closed'],
    ['where one applies', { joinBy: 'application' }, 'other-way'],
    ['in a project of another phase', { phases: ['secondary'] }, 'other-phase'],
  ] as const)('not %s', async (_when, given, reason) => {
    const cohort = await makeCohort(database.prisma, given);
    expect(await ask(heads[0], cohort)).toEqual({ kind: 'refused', reason });
    expect(await states(cohort)).toEqual([]);
  });

  it('with no more strands than allowed, none of another project, and nobody of another school', async () => {
    const other = await makeCohort(database.prisma, { strands: { Singing: null } });
    const cohort = await makeCohort(database.prisma, { strands: { English: null, Cognition: null }, strandsEach: 1 });
    expect(await ask(heads[0], cohort, cohort.strands)).toEqual({ kind: 'faulty', faults: { strands: 'too-many' } });
    expect(await ask(heads[0], cohort, other.strands)).toEqual({ kind: 'faulty', faults: { strands: 'unknown' } });
    expect(await ask(heads[0], cohort)).toEqual({ kind: 'faulty', faults: { strands: 'none' } });
    const crafted = {
      cohortId: cohort.id,
      strands: cohort.strands.slice(0, 1),
      lead: { kind: 'known', personId: heads[1].personId },
      contact: { kind: 'new', name: '!!', position: 'teacher' },
    } as const;
    expect(await registerSchool(core, heads[0], crafted)).toEqual({
      kind: 'faulty',
      faults: { lead: 'not-at-school', contact: 'no-name' },
    });
    expect(await states(cohort)).toEqual([]);
  });

  it('not for somebody without a school, and not for a made-up cohort', async () => {
    const cohort = await makeCohort(database.prisma);
    const officer = await makeStaff(database.prisma, { position: 'council_officer' });
    expect(await ask(officer, cohort)).toEqual({ kind: 'refused', reason: 'no-school' });
    for (const id of ['', 'x', '00000000-0000-7000-8000-000000000000'])
      expect(await ask(heads[0], { ...cohort, id })).toEqual({ kind: 'refused', reason: 'not-found' });
  });

  it('after an expression of interest, which takes no place', async () => {
    const cohort = await makeCohort(database.prisma, { places: 1 });
    const noted = await showInterest(core, heads[0], cohort.id);
    expect((await showInterest(core, heads[0], cohort.id)).kind).toBe('already');
    expect((await ask(heads[1], cohort)).kind).toBe('registered');
    expect(await ask(heads[0], cohort)).toEqual({ kind: 'waiting', position: 1, enrolmentId: idOf(noted) });
  });
});

describe('a full cohort', () => {
  it('gives a free place to the school that has waited longest, and tells its lead and headteacher', async () => {
    const cohort = await makeCohort(database.prisma, { places: 1 });
    const lead = await makeStaff(database.prisma, { urn: urns[1], position: 'teacher' });
    const first = await ask(heads[0], cohort);
    const parts = { lead: { kind: 'known', personId: lead.personId }, contact: undefined } as const;
    await registerSchool(core, heads[1], { cohortId: cohort.id, strands: [], ...parts });
    expect(await ask(heads[2], cohort)).toMatchObject({ kind: 'waiting', position: 2 });
    await database.prisma.delivery.deleteMany();
    const gone = await withdrawEnrolment(core, heads[0], idOf(first), 'Our lead has left');
    expect(gone).toMatchObject({ kind: 'withdrawn', was: 'registered', passedOn: 1 });
    expect(await states(cohort)).toEqual([
      [urns[0], 'withdrawn'],
      [urns[1], 'registered'],
      [urns[2], 'waiting'],
    ]);
    expect((await told()).sort()).toEqual(
      [
        ['enrolment-passed', heads[1].personId],
        ['enrolment-passed', lead.personId],
      ].sort(),
    );
  });

  it('lets a school into a strand with places while another strand is full', async () => {
    const cohort = await makeCohort(database.prisma, { strands: { English: 1, Cognition: 1 } });
    const [english = '', cognition = ''] = cohort.strands;
    await ask(heads[0], cohort, [english]);
    expect((await ask(heads[1], cohort, [english])).kind).toBe('waiting');
    expect((await ask(heads[2], cohort, [cognition])).kind).toBe('registered');
  });
});

describe('a registered school', () => {
  async function registered() {
    const cohort = await makeCohort(database.prisma, { milestones: ['Begin', 'End'] });
    const id = idOf(await ask(heads[0], cohort));
    return { cohort, id, milestone: cohort.milestones[0] ?? '' };
  }

  it('can tick milestones off and undo it; other schools cannot', async () => {
    const { id, milestone } = await registered();
    const other = await makeCohort(database.prisma, { milestones: ['Elsewhere'] });
    for (const _twice of [1, 2])
      expect((await tickMilestone(core, heads[0], id, milestone, 'ticked')).kind).toBe('ticked');
    expect((await findEnrolment(core, heads[0], id))?.milestones[0]?.tickedAt).toEqual(clock.now());
    const stranger = await tickMilestone(core, heads[1], id, milestone, 'unticked');
    expect(stranger).toEqual({ kind: 'refused', reason: 'not-found' });
    const elsewhere = await tickMilestone(core, heads[0], id, other.milestones[0] ?? '', 'ticked');
    expect(elsewhere).toEqual({ kind: 'refused', reason: 'not-found' });
    expect((await tickMilestone(core, heads[0], id, milestone, 'unticked')).kind).toBe('unticked');
    expect((await findEnrolment(core, heads[0], id))?.milestones[0]?.tickedAt).toBeNull();
  });

  it('changes its lead and keeps the former one on record', async () => {
    const { id } = await registered();
    const teacher = await makeStaff(database.prisma, { urn: urns[0], position: 'teacher', name: 'Teacher One' });
    const to = { lead: { kind: 'new', name: 'teacher one', position: 'teacher' }, contact: undefined } as const;
    expect(await changePeople(core, teacher, id, to)).toEqual({ kind: 'refused', reason: 'not-yours' });
    expect(await changePeople(core, heads[1], id, to)).toEqual({ kind: 'refused', reason: 'not-found' });
    expect((await changePeople(core, heads[0], id, to)).kind).toBe('named');
    const history = await database.prisma.enrolmentLead.findMany({
      where: { enrolmentId: id },
      orderBy: { from: 'asc' },
    });
    expect(history.map(({ personId, until }) => [personId, until]).sort()).toEqual(
      [
        [heads[0].personId, clock.now()],
        [teacher.personId, null],
      ].sort(),
    );
  });

  it('is withdrawn with a reason, by those who may, and may join again', async () => {
    const { cohort, id } = await registered();
    const governor = await makeStaff(database.prisma, { urn: urns[0], position: 'governor' });
    expect(await withdrawEnrolment(core, governor, id, 'No')).toEqual({ kind: 'refused', reason: 'not-yours' });
    expect(await withdrawEnrolment(core, heads[1], id, 'No')).toEqual({ kind: 'refused', reason: 'not-found' });
    expect(await withdrawEnrolment(core, heads[0], id, '  ')).toEqual({ kind: 'no-reason' });
    expect((await withdrawEnrolment(core, heads[0], id, 'Enough')).kind).toBe('withdrawn');
    expect(await withdrawEnrolment(core, heads[0], id, 'Enough')).toMatchObject({
      kind: 'settled',
      state: 'withdrawn',
    });
    expect((await ask(heads[0], cohort)).kind).toBe('registered');
  });

  it('is visible to its own people and organisers, but not to other schools or people who have left', async () => {
    const { id } = await registered();
    const organiser = await makeStaff(database.prisma, { position: 'council_officer', role: 'organiser' });
    const board = await makeStaff(database.prisma, { position: 'headteacher', urn: urns[2], role: 'board' });
    const leaver = { ...heads[0], post: null };
    const seen = [];
    for (const who of [heads[0], organiser, heads[1], board, leaver])
      seen.push(Boolean(await findEnrolment(core, who, id)));
    expect(seen).toEqual([true, true, false, false, false]);
    expect((await enrolmentsOfSchool(core, heads[0], 2026)).map((view) => view.id)).toEqual([id]);
    expect(await enrolmentsOfSchool(core, heads[1], 2026)).toEqual([]);
  });
});
