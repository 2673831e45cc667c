import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Core } from '../../../src/app/core.js';
import { decideEnrolment, withdrawEnrolment } from '../../../src/app/projects/enrolment-changes.js';
import { registerSchool, showInterest } from '../../../src/app/projects/enrolments.js';
import type { Database } from '../../../src/db/database.js';
import type { Actor } from '../../../src/domain/actor.js';
import { clockAt } from '../../support/clock.js';
import { openTestDatabase } from '../../support/database/database.js';
import { idleQueue } from '../../support/database/idle-queue.js';
import { coreOf } from '../../support/worlds/programme.js';
import { type MadeCohort, makeCohort, makeSchools, makeStaff } from '../../support/worlds/projects.js';

type Staff = Actor & { readonly personId: string };
const schools = 6;
let database: Database;
let core: Core;
let heads: Staff[];
let teachers: Staff[];
beforeAll(async () => {
  database = await openTestDatabase();
  core = coreOf(database, idleQueue, clockAt('2026-11-22T10:00:00Z'));
  const urns = Array.from({ length: schools }, (_, index) => 100_001 + index);
  await makeSchools(database.prisma, urns);
  heads = await Promise.all(urns.map((urn) => makeStaff(database.prisma, { urn })));
  teachers = await Promise.all(urns.map((urn) => makeStaff(database.prisma, { urn, position: 'teacher' })));
});
afterAll(() => database.close());

const step = fc.record({
  act: fc.oneof(
    { weight: 4, arbitrary: fc.constant('head-asks' as const) },
    { weight: 2, arbitrary: fc.constant('teacher-asks' as const) },
    { weight: 2, arbitrary: fc.constant('confirm' as const) },
    { weight: 1, arbitrary: fc.constant('decline' as const) },
    { weight: 3, arbitrary: fc.constant('withdraw' as const) },
    { weight: 1, arbitrary: fc.constant('interest' as const) },
  ),
  school: fc.nat(schools - 1),
});

/** Does one step at a school. @returns the outcome */
async function doStep(cohort: MadeCohort, { act, school }: { act: string; school: number }): Promise<string> {
  const [head, teacher] = [heads[school], teachers[school]];
  if (!head || !teacher) throw new Error(`There is no school ${school}`);
  const own = await database.prisma.enrolment.findFirst({
    where: { cohortId: cohort.id, urn: head.post?.urn ?? 0 },
    orderBy: { queue: 'desc' },
  });
  const id = own?.id ?? '';
  const ask = (actor: Staff) =>
    registerSchool(core, actor, {
      cohortId: cohort.id,
      strands: [],
      lead: { kind: 'known', personId: actor.personId },
      contact: undefined,
    });
  switch (act) {
    case 'head-asks':
      return (await ask(head)).kind;
    case 'teacher-asks':
      return (await ask(teacher)).kind;
    case 'interest':
      return (await showInterest(core, teacher, cohort.id)).kind;
    case 'withdraw':
      return (await withdrawEnrolment(core, head, id, 'No time')).kind;
    default:
      return (await decideEnrolment(core, head, id, act === 'confirm' ? 'confirm' : 'decline')).kind;
  }
}

const read = (cohort: MadeCohort, state: 'registered' | 'waiting') =>
  database.prisma.enrolment.findMany({ where: { cohortId: cohort.id, state }, orderBy: { queue: 'asc' } });

describe('a cohort, whatever its schools do in any order', () => {
  it('never exceeds its places, leaves none free while schools wait, loses no school, and keeps the order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 3 }),
        fc.array(step, { minLength: 5, maxLength: 25 }),
        async (places, steps) => {
          const cohort = await makeCohort(database.prisma, { places });
          for (const one of steps) {
            const waitingBefore = (await read(cohort, 'waiting')).map(({ id }) => id);
            const outcome = await doStep(cohort, one);
            const registered = await read(cohort, 'registered');
            const waiting = await read(cohort, 'waiting');
            expect(registered.length).toBeLessThanOrEqual(places);
            if (waiting.length > 0) expect(registered).toHaveLength(places);
            const living = [...registered, ...waiting];
            expect(new Set(living.map(({ urn }) => urn)).size).toBe(living.length);
            const stillWaiting = waiting.map(({ id }) => id);
            const passed = waitingBefore.filter((id) => registered.some((row) => row.id === id));
            const kept = waitingBefore.filter((id) => stillWaiting.includes(id));
            expect(waitingBefore.length - passed.length - kept.length).toBeLessThanOrEqual(
              outcome === 'withdrawn' ? 1 : 0,
            );
            // Waiting schools keep their order before newcomers, and the first of them get places first.
            expect(stillWaiting.slice(0, kept.length)).toEqual(kept);
            for (const id of passed)
              for (const other of kept) expect(waitingBefore.indexOf(id)).toBeLessThan(waitingBefore.indexOf(other));
          }
        },
      ),
      { numRuns: 12 },
    );
  });
});
