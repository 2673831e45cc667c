import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bookPlace } from '../../../src/app/bookings/book-place.js';
import { releaseOverdue } from '../../../src/app/organising/held-sendings.js';
import { eventually } from '../../support/eventually.js';
import { makeActors, makeSchool } from '../../support/worlds/programme.js';
import { openUndoneWorld, type UndoneWorld } from '../../support/worlds/undone-projects.js';

let world: UndoneWorld;
beforeAll(async () => {
  world = await openUndoneWorld();
});
afterAll(() => world.stop());
beforeEach(() => world.anotherReader());

describe('a decision on an application', () => {
  it.each([
    ['Approve', undefined],
    ['Approve', 'interested'],
    ['Decline', undefined],
  ] as const)(
    'to %s it (%s before) is taken back within half a minute, and nobody is told',
    async (answer, enrolled) => {
      const { slug } = await world.anApplication(enrolled);
      const before = await world.recordOf(slug);
      const done = await world.decide(answer, 'Not this time');
      expect(done.text).toContain('until then it can be undone');
      expect(await world.recordOf(slug)).not.toBe(before);
      const undone = await world.chat.click(done.card, 'Undo');
      expect(undone.text).toContain('Undone. It waits for a decision again. Nobody was told.');
      expect(await world.recordOf(slug)).toBe(before);
      expect(await world.ledger('application-decided')).toBe(0);
      const [line] = await world.prisma.auditEntry.findMany({
        where: { act: 'undo' },
        orderBy: { id: 'desc' },
        take: 1,
      });
      expect([line?.subject, line?.outcome]).toEqual(['application', 'decide-application']);
      expect((await world.chat.click(done.card, 'Undo')).text).toContain('It is too late to undo');
      const again = await world.decide('Approve');
      expect(again.text).toContain('Approved.');
    },
  );

  it('stays after that, the school is told, and what to do instead is said', async () => {
    const { slug } = await world.anApplication();
    const done = await world.decide('Approve');
    expect(world.postedTo(world.reader.user)).not.toContain('has been approved');
    world.service.clock.advance(31_000);
    await eventually(() => expect(world.postedTo(world.reader.user)).toContain('application has been approved'));
    const decided = await world.recordOf(slug);
    const late = await world.chat.click(done.card, 'Undo');
    expect(late.text).toContain('The school can apply again, or leave the project; please tell them.');
    expect(await world.recordOf(slug)).toBe(decided);
  });

  it('is not taken back once the school has done something with its place', async () => {
    const { slug, cohortId } = await world.anApplication();
    const done = await world.decide('Approve');
    const milestone = await world.prisma.milestone.create({ data: { cohortId, title: 'Begin', order: 0 } });
    const { id: enrolmentId } = await world.prisma.enrolment.findFirstOrThrow({ where: { cohortId } });
    await world.prisma.milestoneTick.create({ data: { enrolmentId, milestoneId: milestone.id } });
    const decided = await world.recordOf(slug);
    expect((await world.chat.click(done.card, 'Undo')).text).toContain('It is too late to undo');
    expect(await world.recordOf(slug)).toBe(decided);
    expect(await world.ledger('application-decided')).toBe(1);
  });

  it('is taken back by organisers of everything alone', async () => {
    const { slug } = await world.anApplication();
    const done = await world.decide('Approve');
    const decided = await world.recordOf(slug);
    const other = await world.service.chatAs('board', 'undoes-not');
    await other.click(done.card, 'Undo');
    expect(await world.recordOf(slug)).toBe(decided);
  });
});

describe('a decision on a nomination', () => {
  it('is taken back, and waits again', async () => {
    const slug = await world.aNomination();
    const before = await world.recordOf(slug);
    const done = await world.approveNomination();
    expect((await world.chat.click(done.card, 'Undo')).text).toContain('It waits for a decision again.');
    expect(await world.recordOf(slug)).toBe(before);
    expect(await world.ledger('nomination-decided')).toBe(0);
  });
});

describe('a cancelled project', () => {
  it.each(['Cancel the project', 'Cancel this year'])(
    'is as it was after “%s” and Undo: every school, decision and reason, and nobody is told',
    async (label) => {
      const { slug, name } = await world.aBusyProject();
      const before = await world.recordOf(slug);
      let shown = await world.chat.click((await world.chat.say('manage projects')).card, 'Open', name);
      if (label === 'Cancel this year') shown = await world.chat.click(shown.card, 'Open', '2026/27');
      const form = await world.chat.click(shown.card, label);
      const done = await world.chat.submit(form.card, { reason: 'The money has gone.' });
      expect(done.text).toContain('until then it can be undone');
      expect(await world.recordOf(slug)).not.toBe(before);
      const undone = await world.chat.click(done.card, 'Undo');
      expect(undone.text).toContain('as they were. Nobody was told.');
      expect(await world.recordOf(slug)).toBe(before);
      expect(await world.ledger('project-cancelled')).toBe(0);
    },
  );

  it('is cancelled for good after half a minute, tells why, and says so in what was decided', async () => {
    const { slug, name } = await world.aBusyProject();
    const shown = await world.chat.click((await world.chat.say('manage projects')).card, 'Open', name);
    const form = await world.chat.click(shown.card, 'Cancel the project');
    const done = await world.chat.submit(form.card, { reason: 'The money has gone.' });
    // The process that would have sent it is gone: whoever looks every minute takes it up.
    world.service.clock.advance(95_000);
    await releaseOverdue(world.service.core);
    await eventually(() => expect(world.postedTo(world.reader.user)).toContain('The money has gone.'));
    const cohort = { project: { slug } };
    const reasons = await world.prisma.application.findMany({ where: { cohort }, select: { reason: true } });
    expect(reasons.map(({ reason }) => reason)).toEqual(['The money has gone.', 'The money has gone.']);
    const late = await world.chat.click(done.card, 'Undo');
    expect(late.text).toContain('Reopen the project, and add its year again');
    expect(await world.prisma.enrolment.count({ where: { cohort, state: 'registered' } })).toBe(0);
    const opened = await world.chat.click(done.card, 'Open the project');
    expect(opened.text).toContain('Cancelled.');
  });
});

const milestonesOf = (cohortId: string) =>
  world.prisma.milestone.findMany({
    where: { cohortId },
    orderBy: { order: 'asc' },
    select: { id: true, title: true, dueOn: true, order: true, ticks: true },
  });

describe('a published year', () => {
  it('that moved has its days and its place again, and nobody is told', async () => {
    const { slug, year } = await world.aYear(1);
    const before = await world.recordOf(slug);
    const ask = await world.chat.submit((await world.chat.click(year.card, 'Change the days')).card, {
      starts: '2027-01-11',
      venue: 'The Drill Hall',
    });
    const done = await world.chat.click(ask.card, 'Yes, change it and tell them');
    expect(await world.recordOf(slug)).not.toBe(before);
    const undone = await world.chat.click(done.card, 'Undo');
    expect(undone.text).toContain('The year has the days and the place that it had. Nobody was told.');
    expect(await world.recordOf(slug)).toBe(before);
    expect(await world.ledger('project-moved')).toBe(0);
  });

  it('has a milestone again that was moved or taken out, in its place and with who had done it', async () => {
    const { cohortId, year } = await world.aYear(1);
    const before = await milestonesOf(cohortId);
    const changes = [
      ['First visit', { due: '2027-03-01' }],
      ['First visit', { remove: 'true' }],
      ['Second visit', { due: '2027-03-01' }],
    ] as const;
    for (const [title, typed] of changes) {
      const form = await world.chat.click(year.card, 'Change', title);
      const ask = await world.chat.submit(form.card, typed);
      const done = await world.chat.click(ask.card, 'Yes, change it and tell them');
      expect(await milestonesOf(cohortId)).not.toEqual(before);
      expect((await world.chat.click(done.card, 'Undo')).text).toContain('The milestone is as it was.');
      expect(await milestonesOf(cohortId)).toEqual(before);
    }
    expect(await world.ledger('project-moved')).toBe(0);
  });

  it('with more places takes them back, and the school that got one waits again', async () => {
    const { slug, year } = await world.aYear(1);
    const before = await world.recordOf(slug);
    const done = await world.chat.submit((await world.chat.click(year.card, 'Places')).card, { capacity: '3' });
    expect(done.text).toContain('1 waiting school now has a place.');
    const undone = await world.chat.click(done.card, 'Undo');
    expect(undone.text).toContain('whoever waited waits again');
    expect(await world.recordOf(slug)).toBe(before);
    expect(await world.ledger('enrolment-passed')).toBe(0);
    const saved = await world.chat.submit((await world.chat.click(year.card, 'Places')).card, { capacity: '1' });
    expect(saved.text).not.toContain('undone');
  });

  it('keeps its places once another school has joined on one of them', async () => {
    const { slug, year } = await world.aYear(1);
    const done = await world.chat.submit((await world.chat.click(year.card, 'Places')).card, { capacity: '3' });
    const { id: cohortId } = await world.prisma.cohort.findFirstOrThrow({ where: { project: { slug } } });
    const urn = await makeSchool(world.prisma, { name: 'Late School' });
    await world.prisma.enrolment.create({ data: { cohortId, urn, state: 'registered' } });
    const passed = await world.recordOf(slug);
    expect((await world.chat.click(done.card, 'Undo')).text).toContain('It is too late to undo');
    expect(await world.recordOf(slug)).toBe(passed);
  });

  it('with more places in a strand takes them back in the same way, unless somebody changed them since', async () => {
    const { slug, form } = await world.aFullStrand();
    const before = await world.recordOf(slug);
    const done = await world.chat.submit(form.card, { offered: 'true', capacity: '2' });
    expect(done.text).toContain('1 waiting school now has a place.');
    expect((await world.chat.click(done.card, 'Undo')).text).toContain('The strand has as many places as before');
    expect(await world.recordOf(slug)).toBe(before);
    expect(await world.ledger('enrolment-passed')).toBe(0);
    const again = await world.chat.submit(form.card, { offered: 'true', capacity: '3' });
    await world.chat.submit(form.card, { offered: 'true', capacity: '4' });
    expect((await world.chat.click(again.card, 'Undo')).text).toContain('It is too late to undo');
    expect(await world.ledger('enrolment-passed')).toBe(1);
  });
});

describe('a session with more places', () => {
  const registrations = (sessionId: string) =>
    world.prisma.registration.findMany({ where: { sessionId }, orderBy: { id: 'asc' } });

  it('takes the offers back before anybody hears of them', async () => {
    const { sessionId, form } = await world.aFullSession();
    const before = await registrations(sessionId);
    const done = await world.chat.submit(form.card, { capacity: '4' });
    expect(done.text).toContain('1 place is offered to the waiting list.');
    const undone = await world.chat.click(done.card, 'Undo');
    expect(undone.text).toContain('Undone. The session has as many places as before');
    expect(await registrations(sessionId)).toEqual(before);
    expect((await world.prisma.session.findUniqueOrThrow({ where: { id: sessionId } })).capacity).toBe(1);
    expect(await world.ledger('place-offered')).toBe(0);
    const again = await world.chat.submit(form.card, { capacity: '2' });
    world.service.clock.advance(31_000);
    await eventually(() => expect(world.postedTo(world.reader.user)).toContain(`Larch day ${world.made}`));
    expect((await world.chat.click(again.card, 'Undo')).text).toContain('It is too late to undo');
  });

  it('keeps its places when the undo and a booking come at once and the booking is first, and never has more people than places', async () => {
    const ends = new Set<string>();
    for (let round = 0; round < 6; round += 1) {
      const { sessionId, form } = await world.aFullSession();
      const done = await world.chat.submit(form.card, { capacity: '3' });
      const [booker] = await makeActors(world.prisma, 1);
      if (!booker) throw new Error('Nobody to book');
      const book = () => bookPlace(world.service.core, booker, sessionId, 'wait');
      const undo = () => world.chat.click(done.card, 'Undo');
      const [, undone] =
        round === 0
          ? [await book(), await undo()]
          : round === 1
            ? [undefined, await undo()]
            : await Promise.all([book(), undo()]);
      if (round === 1) await book();
      const { capacity } = await world.prisma.session.findUniqueOrThrow({ where: { id: sessionId } });
      const taken = (await registrations(sessionId)).filter(
        ({ state }) => state === 'confirmed' || state === 'offered',
      );
      expect(taken.length).toBeLessThanOrEqual(capacity ?? 0);
      ends.add(undone.text.includes('Undone.') ? `undone with ${capacity}` : `kept with ${capacity}`);
      await world.anotherReader();
    }
    expect([...ends].sort()).toEqual(['kept with 3', 'undone with 1']);
  });

  it('keeps a place that somebody has said yes to meanwhile', async () => {
    const { sessionId, form } = await world.aFullSession();
    const done = await world.chat.submit(form.card, { capacity: '2' });
    await world.prisma.registration.updateMany({
      where: { sessionId, personId: world.reader.personId, state: 'offered' },
      data: { state: 'confirmed', confirmedAt: world.service.clock.now() },
    });
    expect((await world.chat.click(done.card, 'Undo')).text).toContain('It is too late to undo');
    expect((await world.prisma.session.findUniqueOrThrow({ where: { id: sessionId } })).capacity).toBe(2);
  });
});
