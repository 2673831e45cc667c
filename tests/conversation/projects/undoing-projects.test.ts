import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MessageKind } from '../../../src/app/messages/message-kinds.js';
import { releaseOverdue } from '../../../src/app/organising/held-sendings.js';
import { eventually } from '../../support/eventually.js';
import { startTestService, type TestService } from '../../support/service.js';
import { buttonsOf } from '../../support/teams/adaptive-card.js';
import { type FilesInTeams, filesInTeams } from '../../support/teams/files-in-teams.js';
import { personalChatOf, type Seen, type TeamsChat } from '../../support/teams/teams.js';
import { makeActors, makeSchool, makeSession } from '../../support/worlds/programme.js';
import { makeCohort } from '../../support/worlds/projects.js';

let service: TestService;
let chat: TeamsChat;
let files: FilesInTeams;
let made = 0;
let reader: { readonly personId: string; readonly user: string; readonly urn: number };

beforeAll(async () => {
  // A Monday at ten.
  service = await startTestService('2026-11-23T10:00:00Z');
  chat = await service.chatAs('organiser', 'undoes-projects');
  files = await filesInTeams();
}, 60_000);
afterAll(async () => {
  files.close();
  await service.stop();
});

const prismaOf = () => service.database.prisma;
const postedTo = (user: string) =>
  JSON.stringify(service.connector.posted.filter(({ conversationId }) => conversationId === personalChatOf(user)));
const ledger = (kind: string) => prismaOf().delivery.count({ where: { kind, personId: reader.personId } });

/** Everything of a project, as the database has it. */
async function recordOf(slug: string): Promise<string> {
  const project = await prismaOf().project.findUniqueOrThrow({
    where: { slug },
    include: {
      cohorts: {
        include: {
          enrolments: { include: { leads: true, strands: true }, orderBy: { id: 'asc' } },
          applications: { orderBy: { id: 'asc' } },
          nominations: { orderBy: { id: 'asc' } },
        },
      },
    },
  });
  return JSON.stringify(project, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

/** Somebody with a chat, who is head of a school. */
async function anotherReader(): Promise<void> {
  made += 1;
  const user = `p-head-${made}`;
  const urn = await makeSchool(prismaOf(), { name: `Larch School ${made}` });
  await (await service.chat(user, { name: `Lin Larch ${made}` })).say('hello');
  const person = await prismaOf().person.create({
    data: { name: `Lin Larch ${made}`, posts: { create: { urn, position: 'headteacher', proof: 'organiser' } } },
  });
  await prismaOf().account.updateMany({ where: { user }, data: { personId: person.id } });
  reader = { personId: person.id, user, urn };
}
beforeEach(anotherReader);

async function anApplication(enrolled?: 'interested'): Promise<{ readonly slug: string; readonly cohortId: string }> {
  const { id: cohortId, slug } = await makeCohort(prismaOf(), { name: `Larch fund ${made}`, joinBy: 'application' });
  const answers = { title: `Do larches help ${made}?`, amount: 900, plan: 'We plant.', judged: 'We look.' };
  await prismaOf().application.create({
    data: { cohortId, urn: reader.urn, askedById: reader.personId, state: 'asked', answers },
  });
  if (enrolled)
    await prismaOf().enrolment.create({
      data: { cohortId, urn: reader.urn, state: enrolled, askedById: reader.personId },
    });
  return { slug, cohortId };
}

async function decide(answer: 'Approve' | 'Decline', reason = '') {
  const opened = await chat.click((await chat.say('applications')).card, 'Open', `Do larches help ${made}?`);
  return chat.submit((await chat.click(opened.card, answer)).card, { reason });
}

describe('a decision on an application', () => {
  it.each([
    ['Approve', undefined],
    ['Approve', 'interested'],
    ['Decline', undefined],
  ] as const)(
    'to %s it (%s before) is taken back within half a minute, and nobody is told',
    async (answer, enrolled) => {
      const { slug } = await anApplication(enrolled);
      const before = await recordOf(slug);
      const done = await decide(answer, 'Not this time');
      expect(done.text).toContain('until then it can be undone');
      expect(await recordOf(slug)).not.toBe(before);
      const undone = await chat.click(done.card, 'Undo');
      expect(undone.text).toContain('Undone. It waits for a decision again. Nobody was told.');
      expect(await recordOf(slug)).toBe(before);
      expect(await ledger('application-decided')).toBe(0);
      const [line] = await prismaOf().auditEntry.findMany({ where: { act: 'undo' }, orderBy: { id: 'desc' }, take: 1 });
      expect([line?.subject, line?.outcome]).toEqual(['application', 'decide-application']);
      expect((await chat.click(done.card, 'Undo')).text).toContain('It is too late to undo');
      const again = await decide('Approve');
      expect(again.text).toContain('Approved.');
    },
  );

  it('stays after that, the school is told, and what to do instead is said', async () => {
    const { slug } = await anApplication();
    const done = await decide('Approve');
    expect(postedTo(reader.user)).not.toContain('has been approved');
    service.clock.advance(31_000);
    await eventually(() => expect(postedTo(reader.user)).toContain('application has been approved'), 8_000);
    const decided = await recordOf(slug);
    const late = await chat.click(done.card, 'Undo');
    expect(late.text).toContain('The school can apply again, or leave the project; please tell them.');
    expect(await recordOf(slug)).toBe(decided);
  }, 15_000);

  it('is not taken back once the school has done something with its place', async () => {
    const { slug, cohortId } = await anApplication();
    const done = await decide('Approve');
    const milestone = await prismaOf().milestone.create({ data: { cohortId, title: 'Begin', order: 0 } });
    const { id: enrolmentId } = await prismaOf().enrolment.findFirstOrThrow({ where: { cohortId } });
    await prismaOf().milestoneTick.create({ data: { enrolmentId, milestoneId: milestone.id } });
    const decided = await recordOf(slug);
    expect((await chat.click(done.card, 'Undo')).text).toContain('It is too late to undo');
    expect(await recordOf(slug)).toBe(decided);
    expect(await ledger('application-decided')).toBe(1);
  });

  it('is taken back by organisers of everything alone', async () => {
    const { slug } = await anApplication();
    const done = await decide('Approve');
    const decided = await recordOf(slug);
    const other = await service.chatAs('board', 'undoes-not');
    await other.click(done.card, 'Undo');
    expect(await recordOf(slug)).toBe(decided);
  });
});

async function aNomination(): Promise<string> {
  const { id: cohortId, slug } = await makeCohort(prismaOf(), { name: `Larch leads ${made}`, joinBy: 'nomination' });
  await prismaOf().nomination.create({
    data: { cohortId, nomineeId: reader.personId, state: 'asked', answers: { why: 'Yes' } },
  });
  return slug;
}

async function approveNomination() {
  const opened = await chat.click((await chat.say('nominations')).card, 'Open', `Lin Larch ${made}`);
  return chat.submit((await chat.click(opened.card, 'Approve')).card, {});
}

describe('a decision on a nomination', () => {
  it('is taken back, and waits again', async () => {
    const slug = await aNomination();
    const before = await recordOf(slug);
    const done = await approveNomination();
    expect((await chat.click(done.card, 'Undo')).text).toContain('It waits for a decision again.');
    expect(await recordOf(slug)).toBe(before);
    expect(await ledger('nomination-decided')).toBe(0);
  });
});

/** A project with a year in which a school takes part, one has applied and got a grant, and somebody is put forward. */
async function aBusyProject() {
  const { slug, cohortId } = await anApplication();
  const [other] = [await makeSchool(prismaOf(), { name: `Other ${made}` })];
  const lead = { create: { personId: reader.personId } };
  const urns = { registered: reader.urn, waiting: other } as const;
  for (const state of ['registered', 'waiting'] as const)
    await prismaOf().enrolment.create({ data: { cohortId, urn: urns[state], state, leads: lead } });
  const decidedAt = new Date('2026-11-02T09:00:00Z');
  await prismaOf().application.create({
    data: { ...{ cohortId, urn: other, state: 'approved', decidedAt }, answers: {}, reason: 'A good plan' },
  });
  await prismaOf().nomination.create({
    data: { ...{ cohortId, nomineeId: reader.personId, state: 'approved', decidedAt }, answers: {}, reason: 'Ready' },
  });
  return { slug, name: `Larch fund ${made}` };
}

describe('a cancelled project', () => {
  it.each(['Cancel the project', 'Cancel this year'])(
    'is as it was after “%s” and Undo: every school, decision and reason, and nobody is told',
    async (label) => {
      const { slug, name } = await aBusyProject();
      const before = await recordOf(slug);
      let shown = await chat.click((await chat.say('manage projects')).card, 'Open', name);
      if (label === 'Cancel this year') shown = await chat.click(shown.card, 'Open', '2026/27');
      const form = await chat.click(shown.card, label);
      const done = await chat.submit(form.card, { reason: 'The money has gone.' });
      expect(done.text).toContain('until then it can be undone');
      expect(await recordOf(slug)).not.toBe(before);
      const undone = await chat.click(done.card, 'Undo');
      expect(undone.text).toContain('as they were. Nobody was told.');
      expect(await recordOf(slug)).toBe(before);
      expect(await ledger('project-cancelled')).toBe(0);
    },
  );

  it('is cancelled for good after half a minute, tells why, and says so in what was decided', async () => {
    const { slug, name } = await aBusyProject();
    const shown = await chat.click((await chat.say('manage projects')).card, 'Open', name);
    const form = await chat.click(shown.card, 'Cancel the project');
    const done = await chat.submit(form.card, { reason: 'The money has gone.' });
    // The process that would have sent it is gone: whoever looks every minute takes it up.
    service.clock.advance(95_000);
    await releaseOverdue(service.core);
    await eventually(() => expect(postedTo(reader.user)).toContain('The money has gone.'), 8_000);
    const cohort = { project: { slug } };
    const reasons = await prismaOf().application.findMany({ where: { cohort }, select: { reason: true } });
    expect(reasons.map(({ reason }) => reason)).toEqual(['The money has gone.', 'The money has gone.']);
    const late = await chat.click(done.card, 'Undo');
    expect(late.text).toContain('Reopen the project, and add its year again');
    expect(await prismaOf().enrolment.count({ where: { cohort, state: 'registered' } })).toBe(0);
    const opened = await chat.click(done.card, 'Open the project');
    expect(opened.text).toContain('Cancelled.');
  }, 20_000);
});

/** A published year with one school in it, one that waits, and a milestone that the first has done. */
async function aYear(places: number) {
  const {
    id: cohortId,
    slug,
    milestones,
  } = await makeCohort(prismaOf(), {
    ...{ name: `Larch year ${made}`, places },
    milestones: ['First visit'],
  });
  const lead = { create: { personId: reader.personId } };
  const registeredAt = new Date('2026-11-02T09:00:00Z');
  const other = await makeSchool(prismaOf(), { name: `Registered ${made}` });
  const { id: enrolmentId } = await prismaOf().enrolment.create({
    data: { cohortId, urn: other, state: 'registered', registeredAt, leads: lead },
  });
  await prismaOf().enrolment.create({ data: { cohortId, urn: reader.urn, state: 'waiting', leads: lead } });
  await prismaOf().milestoneTick.create({ data: { enrolmentId, milestoneId: milestones[0] ?? '' } });
  const shown = await chat.click((await chat.say('manage projects')).card, 'Open', `Larch year ${made}`);
  return { slug, cohortId, year: await chat.click(shown.card, 'Open', '2026/27') };
}

const milestonesOf = (cohortId: string) =>
  prismaOf().milestone.findMany({
    where: { cohortId },
    orderBy: { id: 'asc' },
    select: { id: true, title: true, dueOn: true, ticks: true },
  });

describe('a published year', () => {
  it('that moved has its days and its place again, and nobody is told', async () => {
    const { slug, year } = await aYear(1);
    const before = await recordOf(slug);
    const ask = await chat.submit((await chat.click(year.card, 'Change the days')).card, {
      starts: '2027-01-11',
      venue: 'The Drill Hall',
    });
    const done = await chat.click(ask.card, 'Yes, change it and tell them');
    expect(await recordOf(slug)).not.toBe(before);
    const undone = await chat.click(done.card, 'Undo');
    expect(undone.text).toContain('The year has the days and the place that it had. Nobody was told.');
    expect(await recordOf(slug)).toBe(before);
    expect(await ledger('project-moved')).toBe(0);
  });

  it('has a milestone again that was moved or taken out, with who had done it', async () => {
    const { cohortId, year } = await aYear(1);
    const before = await milestonesOf(cohortId);
    const changes: ReadonlyArray<Readonly<Record<string, string>>> = [{ due: '2027-03-01' }, { remove: 'true' }];
    for (const typed of changes) {
      const form = await chat.click(year.card, 'Change', 'First visit');
      const ask = await chat.submit(form.card, typed);
      const done = await chat.click(ask.card, 'Yes, change it and tell them');
      expect(await milestonesOf(cohortId)).not.toEqual(before);
      expect((await chat.click(done.card, 'Undo')).text).toContain('The milestone is as it was.');
      expect(await milestonesOf(cohortId)).toEqual(before);
    }
    expect(await ledger('project-moved')).toBe(0);
  });

  it('with more places takes them back, and the school that got one waits again', async () => {
    const { slug, year } = await aYear(1);
    const before = await recordOf(slug);
    const done = await chat.submit((await chat.click(year.card, 'Places')).card, { capacity: '3' });
    expect(done.text).toContain('1 waiting school now has a place.');
    const undone = await chat.click(done.card, 'Undo');
    expect(undone.text).toContain('whoever waited waits again');
    expect(await recordOf(slug)).toBe(before);
    expect(await ledger('enrolment-passed')).toBe(0);
    const saved = await chat.submit((await chat.click(year.card, 'Places')).card, { capacity: '1' });
    expect(saved.text).not.toContain('undone');
  });

  it('with more places in a strand takes them back in the same way, unless somebody changed them since', async () => {
    const { slug, form } = await aFullStrand();
    const before = await recordOf(slug);
    const done = await chat.submit(form.card, { offered: 'true', capacity: '2' });
    expect(done.text).toContain('1 waiting school now has a place.');
    expect((await chat.click(done.card, 'Undo')).text).toContain('The strand has as many places as before');
    expect(await recordOf(slug)).toBe(before);
    expect(await ledger('enrolment-passed')).toBe(0);
    const again = await chat.submit(form.card, { offered: 'true', capacity: '3' });
    await chat.submit(form.card, { offered: 'true', capacity: '4' });
    expect((await chat.click(again.card, 'Undo')).text).toContain('It is too late to undo');
    expect(await ledger('enrolment-passed')).toBe(1);
  });
});

/** A year with a strand for one school, which has it, and another that waits for it. */
async function aFullStrand() {
  const name = `Larch strand ${made}`;
  const { id: cohortId, slug, strands } = await makeCohort(prismaOf(), { name, strands: { Poetry: 1 } });
  const lead = { create: { personId: reader.personId } };
  const strand = { create: { strandId: strands[0] ?? '' } };
  const other = await makeSchool(prismaOf(), { name: `Registered ${made}` });
  const registeredAt = new Date('2026-11-02T09:00:00Z');
  await prismaOf().enrolment.create({
    data: { cohortId, urn: other, state: 'registered', registeredAt, leads: lead, strands: strand },
  });
  await prismaOf().enrolment.create({
    data: { cohortId, urn: reader.urn, state: 'waiting', leads: lead, strands: strand },
  });
  const shown = await chat.click((await chat.say('manage projects')).card, 'Open', name);
  const year = await chat.click(shown.card, 'Open', '2026/27');
  return { slug, form: await chat.click(year.card, 'Places', 'Poetry') };
}

/** One place, which somebody has, and the reader waits. */
async function aFullSession() {
  const title = `Larch day ${made}`;
  const sessionId = await makeSession(prismaOf(), service.clock.now(), { capacity: 1, title });
  const [holder] = await makeActors(prismaOf(), 1);
  const at = service.clock.now();
  await prismaOf().registration.create({
    data: { sessionId, personId: holder?.personId ?? '', state: 'confirmed', confirmedAt: at },
  });
  await prismaOf().registration.create({
    data: { sessionId, personId: reader.personId, urn: reader.urn, state: 'waiting' },
  });
  const event = await chat.click((await chat.say('manage events')).card, 'Open', title);
  const session = await chat.click(event.card, 'Open');
  return { sessionId, form: await chat.click(session.card, 'Places') };
}

describe('a session with more places', () => {
  const registrations = (sessionId: string) =>
    prismaOf().registration.findMany({ where: { sessionId }, orderBy: { id: 'asc' } });

  it('takes the offers back before anybody hears of them', async () => {
    const { sessionId, form } = await aFullSession();
    const before = await registrations(sessionId);
    const done = await chat.submit(form.card, { capacity: '4' });
    expect(done.text).toContain('1 place is offered to the waiting list.');
    const undone = await chat.click(done.card, 'Undo');
    expect(undone.text).toContain('Undone. The session has as many places as before');
    expect(await registrations(sessionId)).toEqual(before);
    expect((await prismaOf().session.findUniqueOrThrow({ where: { id: sessionId } })).capacity).toBe(1);
    expect(await ledger('place-offered')).toBe(0);
    const again = await chat.submit(form.card, { capacity: '2' });
    service.clock.advance(31_000);
    await eventually(() => expect(postedTo(reader.user)).toContain(`Larch day ${made}`), 8_000);
    expect((await chat.click(again.card, 'Undo')).text).toContain('It is too late to undo');
  }, 15_000);

  it('keeps a place that somebody has said yes to meanwhile', async () => {
    const { sessionId, form } = await aFullSession();
    const done = await chat.submit(form.card, { capacity: '2' });
    await prismaOf().registration.updateMany({
      where: { sessionId, personId: reader.personId, state: 'offered' },
      data: { state: 'confirmed', confirmedAt: service.clock.now() },
    });
    expect((await chat.click(done.card, 'Undo')).text).toContain('It is too late to undo');
    expect((await prismaOf().session.findUniqueOrThrow({ where: { id: sessionId } })).capacity).toBe(2);
  });
});

describe('what waits to be told', () => {
  const cancelling = async (label: string) => {
    const { name } = await aBusyProject();
    let shown = await chat.click((await chat.say('manage projects')).card, 'Open', name);
    if (label === 'Cancel this year') shown = await chat.click(shown.card, 'Open', '2026/27');
    return chat.submit((await chat.click(shown.card, label)).card, { reason: 'The money has gone.' });
  };
  const moving = async (open: (year: Seen) => Promise<Seen>, typed: Readonly<Record<string, string>>) => {
    const { year } = await aYear(1);
    const ask = await chat.submit((await open(year)).card, typed);
    return chat.click(ask.card, 'Yes, change it and tell them');
  };
  const guests = async () => {
    const title = `Larch evening ${made}`;
    await makeSession(prismaOf(), service.clock.now(), { capacity: 3, title });
    const email = `lin.larch.${made}@guests.example`;
    await prismaOf().person.update({ where: { id: reader.personId }, data: { email } });
    const list = `name,email\nLin Larch ${made},${email}`;
    const shown = await files.attach(chat, `guests for the ${title}`, `guests-${made}.csv`, list);
    return chat.click(shown.card, 'Apply');
  };
  const invited = async () => {
    await makeCohort(prismaOf(), { name: `Larch invitation ${made}` });
    const shown = await chat.click((await chat.say('manage projects')).card, 'Open', `Larch invitation ${made}`);
    const form = await chat.click((await chat.click(shown.card, 'Open', '2026/27')).card, 'Invite schools');
    const preview = await chat.submit(form.card, {});
    return chat.click(preview.card, buttonsOf(preview.card).find((label) => label.startsWith('Invite')) ?? '');
  };

  /** Each act of an organiser whose messages wait, and what the reader is sent. */
  const acts: ReadonlyArray<readonly [string, MessageKind, () => Promise<Seen>]> = [
    ['an application decided', 'application-decided', () => anApplication().then(() => decide('Approve'))],
    ['a nomination decided', 'nomination-decided', () => aNomination().then(approveNomination)],
    ['a project cancelled', 'project-cancelled', () => cancelling('Cancel the project')],
    ['a year cancelled', 'project-cancelled', () => cancelling('Cancel this year')],
    [
      'a year moved',
      'project-moved',
      () => moving((year) => chat.click(year.card, 'Change the days'), { venue: 'Elsewhere' }),
    ],
    [
      'a milestone moved',
      'project-moved',
      () => moving((year) => chat.click(year.card, 'Change', 'First visit'), { due: '2027-03-01' }),
    ],
    [
      'places of a year',
      'enrolment-passed',
      async () => chat.submit((await chat.click((await aYear(1)).year.card, 'Places')).card, { capacity: '3' }),
    ],
    [
      'places of a strand',
      'enrolment-passed',
      async () => chat.submit((await aFullStrand()).form.card, { offered: 'true', capacity: '2' }),
    ],
    [
      'places of a session',
      'place-offered',
      async () => chat.submit((await aFullSession()).form.card, { capacity: '2' }),
    ],
    ['guests added', 'booked-for-you', guests],
    ['schools invited', 'project-invitation', invited],
  ];

  it('is told once after a restart in the half minute, and can still be undone until then', async () => {
    const told: Array<readonly [act: string, kind: MessageKind, personId: string]> = [];
    for (const [act, kind, run] of acts) {
      await anotherReader();
      const done = await run();
      expect([act, done.text]).toEqual([act, expect.stringContaining('until then it can be undone')]);
      told.push([act, kind, reader.personId]);
    }
    await anotherReader();
    await anApplication();
    const undone = await decide('Approve');
    await service.restart();
    const states = async () => {
      const all = told.map(async ([act, kind, personId]) => {
        const rows = await prismaOf().delivery.findMany({ where: { kind, personId, heldById: { not: null } } });
        return [act, rows.map(({ state }) => state)];
      });
      return Promise.all(all);
    };
    const each = (state: string) => told.map(([act]) => [act, [state]]);
    expect(await states()).toEqual(each('scheduled'));
    expect((await chat.click(undone.card, 'Undo')).text).toContain('Nobody was told.');
    service.clock.advance(31_000);
    await eventually(async () => expect(await states()).toEqual(each('sent')), 20_000);
    expect(await ledger('application-decided')).toBe(0);
  }, 60_000);
});
