import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BothPlatforms, startBothPlatforms } from '../../support/both-platforms.js';
import { forge } from '../../support/every-verb.js';
import { domainOf } from '../../support/school-address.js';
import { arrivals, marrowfen, say, unknown } from '../../support/worlds/arrivals.js';
import { makeSchool } from '../../support/worlds/programme.js';

let service: BothPlatforms;
let people: ReturnType<typeof arrivals>;
beforeAll(async () => {
  service = await startBothPlatforms();
  people = arrivals(service);
});
afterAll(() => service.stop());

describe('somebody is believed', () => {
  it('by an address of the school’s website in the register, or of its people, without noticing', async () => {
    const { prisma } = service.database;
    const urn = await makeSchool(prisma, { name: 'Register Primary' });
    const domain = await domainOf(prisma, urn);
    const head = await people.arrive('bl-site', urn, { position: 'headteacher', email: `head@office.${domain}` });
    expect(head.said.text).not.toContain('You can book a place for yourself.');
    expect(await people.postOf('bl-site')).toMatchObject({ proof: 'address', urn });
    expect((await head.chat.say('my projects')).text).not.toContain(unknown);
    await people.arrive('bl-people', marrowfen, { email: `new@${await domainOf(prisma, marrowfen)}` });
    expect(await people.postOf('bl-people')).toMatchObject({ proof: 'address' });
  });

  it('not by a domain that several schools share, nor by a public provider’s', async () => {
    const { prisma } = service.database;
    const [one, two] = [
      await makeSchool(prisma, { name: 'Trust One' }),
      await makeSchool(prisma, { name: 'Trust Two' }),
    ];
    await prisma.school.updateMany({
      where: { urn: { in: [one, two] } },
      data: { website: 'http://www.fens-trust.example/one' },
    });
    await people.arrive('bl-trust', one, { email: 'somebody@fens-trust.example' });
    expect(await people.postOf('bl-trust')).toMatchObject({ proof: null });
    const third = await makeSchool(prisma, { name: 'Free Primary' });
    await prisma.school.update({ where: { urn: third }, data: { website: 'https://gmail.com/free-primary' } });
    await people.arrive('bl-free', third, { email: 'somebody@gmail.com' });
    expect(await people.postOf('bl-free')).toMatchObject({ proof: null });
  });

  it('not by a domain that may be their trust’s, until another of its schools is known to have its own', async () => {
    const { prisma } = service.database;
    const makeTrust = async (name: string, openSchools: number | null) =>
      (await prisma.trust.create({ data: { name, openSchools }, select: { id: true } })).id;
    const several = await makeTrust('Saltmarsh Trust', null);
    const [one, two] = [
      await makeSchool(prisma, { name: 'Saltmarsh One' }),
      await makeSchool(prisma, { name: 'Saltmarsh Two' }),
    ];
    await prisma.school.updateMany({ where: { urn: { in: [one, two] } }, data: { trustId: several, website: null } });
    await prisma.school.update({ where: { urn: one }, data: { website: 'https://www.saltmarsh.example' } });
    await people.arrive('bl-marsh', one, { email: 'somebody@saltmarsh.example' });
    expect(await people.postOf('bl-marsh')).toMatchObject({ proof: null });
    const chat = await service.inTeams('bl-marsh', { name: 'Person bl-marsh' });
    await prisma.school.update({ where: { urn: two }, data: { website: 'http://saltmarsh-two.example/home' } });
    expect((await chat.say('my projects')).text).not.toContain(unknown);
    // The register counts schools of the trust that are not on record here.
    const far = await makeSchool(prisma, { name: 'Lone Marsh' });
    const trustId = await makeTrust('Wide Trust', 9);
    await prisma.school.update({ where: { urn: far }, data: { trustId, website: 'https://wide-trust.example/lone' } });
    await people.arrive('bl-wide', far, { email: 'somebody@wide-trust.example' });
    expect(await people.postOf('bl-wide')).toMatchObject({ proof: null });
    await prisma.trust.update({ where: { id: trustId }, data: { openSchools: 1 } });
    await people.arrive('bl-single', far, { email: 'another@wide-trust.example' });
    expect(await people.postOf('bl-single')).toMatchObject({ proof: 'address' });
  });

  it('not by the domain above those of several schools, which is the council’s', async () => {
    const { prisma } = service.database;
    const [one, two] = [await makeSchool(prisma, { name: 'Reed One' }), await makeSchool(prisma, { name: 'Reed Two' })];
    await prisma.school.update({ where: { urn: one }, data: { website: 'http://one.reedshire.sch.example' } });
    await prisma.school.update({ where: { urn: two }, data: { website: 'http://two.reedshire.sch.example' } });
    await people.arrive('bl-reed', one, { email: 'head@one.reedshire.sch.example' });
    expect(await people.postOf('bl-reed')).toMatchObject({ proof: 'address' });
    await prisma.person.updateMany({
      where: { accounts: { some: { user: 'bl-reed' } } },
      data: { email: 'head@reedshire.sch.example' },
    });
    await people.arrive('bl-reed-two', one, { email: 'somebody@reedshire.sch.example' });
    expect(await people.postOf('bl-reed-two')).toMatchObject({ proof: null });
  });

  it('by their address later, once an organiser has said yes to a colleague with the same', async () => {
    const { prisma } = service.database;
    const urn = await makeSchool(prisma, { name: 'Later Primary' });
    await prisma.school.update({ where: { urn }, data: { website: null } });
    const first = await people.arrive('bl-later-a', urn, { position: 'headteacher', email: 'a@later-primary.example' });
    const second = await people.arrive('bl-later-b', urn, { email: 'b@later-primary.example' });
    expect((await second.chat.say('my projects')).text).toContain('I have asked the organisers');
    const desk = await people.organiser('bl-later-desk');
    const list = await desk.say('claims');
    const listed = await desk.readOn(list);
    expect(listed).toContain('Person bl-later-a, headteacher of Later Primary');
    expect(listed).toContain('address at later-primary.example');
    const done = await desk.click(list.card, 'Yes', 'Person bl-later-a');
    expect(done.text).toContain('Person bl-later-a is confirmed at Later Primary and has been told.');
    expect((await first.chat.say('my projects')).text).not.toContain(unknown);
    expect((await second.chat.say('my projects')).text).not.toContain(unknown);
    expect(await people.postOf('bl-later-b')).toMatchObject({ proof: 'address' });
  });

  it('beside the schools by an organiser, because no school could say', async () => {
    const { prisma } = service.database;
    const user = 'bl-council';
    const chat = await service.inTeams(user, { name: `Person ${user}` });
    await chat.say('hello');
    const { personId } = await prisma.account.findFirstOrThrow({ where: { user } });
    const person = personId ?? (await prisma.person.create({ data: { name: `Person ${user}` } })).id;
    await prisma.account.updateMany({ where: { user }, data: { personId: person } });
    await prisma.post.create({ data: { personId: person, urn: null, position: 'council_officer' } });
    const teacher = await people.teacherOf('bl-not-asked', await makeSchool(prisma, { name: 'Not Asked Primary' }));
    const post = (await people.postOf(user)).id;
    expect((await forge(teacher, 'belongs-yes', { post })).text).toContain('or an organiser, can say that');
    const desk = await people.organiser('bl-council-desk');
    const list = await desk.say('claims');
    expect(await desk.readOn(list)).toContain(`Person ${user}, council officer`);
    const done = await desk.click(list.card, 'Yes', `Person ${user}`);
    expect(done.text).toContain(`Person ${user} is confirmed as council officer and has been told.`);
    expect(await people.postOf(user)).toMatchObject({ proof: 'organiser', urn: null });
    await people.cardTo(user, 'You are confirmed as council officer.');
  });

  it('by one tap of somebody there, who is asked once; not by themselves, another unproven, or another school', async () => {
    const { prisma } = service.database;
    const urn = await makeSchool(prisma, { name: 'Tap Primary' });
    const teacher = await people.teacherOf('bl-teacher', urn);
    const { chat } = await people.arrive('bl-new', urn);
    expect((await chat.say('my projects')).text).toContain('I have asked somebody there to confirm it');
    expect((await chat.say('my projects')).text).toContain('I have asked already');
    await say(chat, urn, 'senior_leader');
    const card = await people.cardTo(
      'bl-teacher',
      'Person bl-new says they are senior leader of Tap Primary. Do they work there?',
    );
    const others = [chat, (await people.arrive('bl-other', urn)).chat, await people.headOfMarrowfen('bl-head')];
    for (const other of others) {
      for (const label of ['Yes, they work here', 'No'])
        expect((await other.click(card, label)).text).toContain('Only people who are confirmed at that school');
    }
    expect((await teacher.click(card, 'Yes, they work here')).text).toContain(
      'Person bl-new is confirmed at Tap Primary',
    );
    expect((await teacher.click(card, 'No')).text).toContain('That has already been answered.');
    await people.cardTo('bl-new', 'You are confirmed at Tap Primary.');
    expect((await chat.say('my projects')).text).not.toContain(unknown);
    expect(people.asksTo('bl-teacher')).toHaveLength(1);
    expect(await people.postOf('bl-new')).toMatchObject({ proof: 'colleague' });
    const acts = await prisma.auditEntry.findMany({
      where: {
        act: { in: ['ask-belonging', 'confirm-belonging'] },
        subjectId: (await people.postOf('bl-new')).personId,
      },
    });
    expect(acts.map(({ act, outcome }) => [act, outcome])).toEqual([
      ['ask-belonging', 'colleagues'],
      ['confirm-belonging', 'confirmed'],
    ]);
  });

  it('no more after a no: the school is not asked again, and old buttons do nothing', async () => {
    const { prisma } = service.database;
    const urn = await makeSchool(prisma, { name: 'Nay Primary' });
    const teacher = await people.teacherOf('bl-nay', urn);
    const { chat } = await people.arrive('bl-refused', urn);
    await chat.say('my projects');
    const card = await people.cardTo('bl-nay', 'Person bl-refused says');
    expect((await teacher.click(card, 'No')).text).toContain('Person bl-refused is no longer on record at Nay Primary');
    await people.cardTo('bl-refused', 'I was told that you do not work at Nay Primary');
    expect((await chat.say('who am i')).text).toContain('Tell me your school and your role.');
    await say(chat, urn, 'teacher');
    expect((await chat.say('my projects')).text).toContain('I have asked the organisers');
    expect(people.asksTo('bl-nay')).toHaveLength(1);
    expect((await teacher.click(card, 'Yes, they work here')).text).toContain('already been answered');
  });
});
