import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personas } from '../../../prisma/demo/personas.js';
import { forge } from '../../support/every-verb.js';
import { giveSchoolAddress } from '../../support/school-address.js';
import { startTestService, type TestService } from '../../support/service.js';
import { makeCohort, makeStaff } from '../../support/worlds/projects.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  const { prisma } = service.database;
  // All before anything is said: what the bot knows of projects is read once in a while.
  await makeCohort(prisma, { name: 'Hedgehog readers' });
  await makeCohort(prisma, { name: 'Dormouse maths', opensAt: new Date('2027-01-10T09:00:00Z') });
  await makeCohort(prisma, { name: 'Squirrel science' });
  await makeCohort(prisma, { name: 'Badger music' });
});
afterAll(() => service.stop());

const { urn } = personas.headteacher;
const school = 'Marrowfen Church of England Primary School';

/** Somebody at a school, with an address there, who says so in their own chat. */
async function somebody(user: string, name: string, at: number, position: string) {
  const chat = await service.chat(user, { name });
  await giveSchoolAddress(service, user, at);
  const found = await chat.submit((await chat.say('change my school')).card, { school: String(at), position });
  await chat.click(found.card, "That's mine");
  return chat;
}

describe('schools that want to join', () => {
  it('are listed for organisers: who waits for a head, who is interested, and since when', async () => {
    const { prisma } = service.database;
    const teacher = await somebody('asks-for', 'Tess Teacher', urn, 'teacher');
    const form = await teacher.say('sign us up for Hedgehog readers');
    await teacher.submit(form.card);
    const noted = await teacher.say('we are interested in Dormouse maths');
    expect(noted.text).toContain('noted');
    const organiser = await service.chatAs('organiser', 'sees-wishes');
    const list = await organiser.say('which schools want to join?');
    expect(list.text).toContain('Waiting for the headteacher to confirm');
    expect(list.text).toContain('Hedgehog readers 2026/27 · asked by Tess Teacher · since Sunday 22 November 2026');
    expect(list.text).toContain('Dormouse maths 2026/27');
    const opened = await organiser.click(list.card, 'Open', 'Hedgehog readers');
    expect(opened.text).toContain(`${school} is waiting for the headteacher to confirm.`);
    await organiser.click(opened.card, 'Confirm');
    const rest = await organiser.say('which schools are interested?');
    expect(rest.text).not.toContain('Hedgehog readers');
    expect(rest.text).toContain('Dormouse maths');
    const states = await prisma.enrolment.findMany({
      where: { cohort: { project: { name: { in: ['Hedgehog readers', 'Dormouse maths'] } } } },
      orderBy: { state: 'asc' },
    });
    expect(states.map(({ state }) => state)).toEqual(['interested', 'registered']);
  });

  it('are hidden from schools', async () => {
    const head = await service.chatAs('headteacher', 'curious');
    expect((await head.say('which schools want to join?')).text).not.toContain('asked by');
  });
});

describe('a project whose people change', () => {
  it('shows who led it before, to the school and to organisers', async () => {
    const { prisma } = service.database;
    const second = await makeStaff(prisma, { urn, position: 'teacher', name: 'Lena Later' });
    const head = await service.chatAs('headteacher', 'changes-lead');
    const form = await head.say('register our school for Squirrel science');
    const done = await head.submit(form.card);
    service.clock.advance(40 * 24 * 60 * 60_000);
    const people = await head.click(done.card, 'Change lead or contact');
    const saved = await head.submit(people.card, { lead: second.personId });
    const words = `Led before by: ${personas.headteacher.name}, Sunday 22 November 2026 to Friday 1 January 2027`;
    expect(saved.text).toContain('Lead: Lena Later');
    expect(saved.text).toContain(words);
    const organiser = await service.chatAs('organiser', 'sees-history');
    const { id } = await prisma.enrolment.findFirstOrThrow({
      where: { cohort: { project: { name: 'Squirrel science' } } },
    });
    expect((await forge(organiser, 'enrolment', { enrolment: id })).text).toContain(words);
  });

  it('stays the school’s when its head goes to another school: the next head has it, the old one does not', async () => {
    const organiser = await service.chatAs('organiser', 'confirms-heads');
    const confirm = async (name: string) =>
      organiser.click((await organiser.say('head claims')).card, 'Yes, they are', name);
    const first = await somebody('goes', 'Gwen Goes', personas.board.urn, 'headteacher');
    await confirm('Gwen Goes');
    const joined = await first.submit((await first.say('register our school for Badger music')).card);
    expect(joined.text).toContain('Taking part');
    await giveSchoolAddress(service, 'goes', urn);
    const found = await first.submit((await first.say('change my school')).card, {
      school: String(urn),
      position: 'headteacher',
    });
    await first.click(found.card, "That's mine");
    expect((await first.say('my projects')).text).not.toContain('Badger music');
    expect((await first.click(joined.card, 'Withdraw')).text).toContain('I cannot find that registration');
    const next = await somebody('comes', 'Cara Comes', personas.board.urn, 'headteacher');
    await confirm('Cara Comes');
    const mine = await next.say('my projects');
    expect(mine.text).toContain('Badger music');
    const opened = await next.click(mine.card, 'Open', 'Badger music');
    expect(opened.text).toContain('Taking part');
    expect(opened.text).toContain('Gwen Goes (no longer at the school: please name somebody else)');
    expect(opened.text).toContain('Change lead or contact');
  });
});
