import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personas } from '../../../prisma/demo/personas.js';
import { type BothPlatforms, startBothPlatforms } from '../../support/both-platforms.js';
import { eventually } from '../../support/eventually.js';
import { forge } from '../../support/every-verb.js';
import { domainOf } from '../../support/school-address.js';
import type { ShownCard } from '../../support/teams/adaptive-card.js';
import { personalChatOf, type Seen, type TeamsChat } from '../../support/teams/teams.js';
import { makeSchool, makeSession } from '../../support/worlds/programme.js';
import { makeCohort } from '../../support/worlds/projects.js';

let service: BothPlatforms;
beforeAll(async () => {
  service = await startBothPlatforms();
});
afterAll(() => service.stop());

const unknown = 'Nothing tells me yet that you work at';

interface Arrival {
  readonly position?: string;
  /** Vouched for by the platform. */
  readonly email?: string;
}

/** Somebody of an allowed tenant says where they work. */
async function arrive(user: string, urn: number, { position = 'senior_leader', email }: Arrival = {}) {
  if (email) service.vouch({ teams: user }, email);
  const chat = await service.inTeams(user, { name: `Person ${user}` });
  return { chat, said: await say(chat, urn, position) };
}

async function say(chat: TeamsChat, urn: number, position: string): Promise<Seen> {
  const form = await chat.say('change my school');
  const found = await chat.submit(form.card, { school: String(urn), position });
  return chat.click(found.card, "That's mine");
}

const postOf = (user: string) =>
  service.database.prisma.post.findFirstOrThrow({
    where: { until: null, person: { accounts: { some: { user } } } },
    orderBy: { from: 'desc' },
  });

async function organiser(user: string): Promise<TeamsChat> {
  await service.grant({ platform: 'teams', user }, 'organiser');
  return service.inTeams(user, { name: `Organiser ${user}` });
}

const cardsTo = (user: string) =>
  service.connector.posted.flatMap(({ conversationId, activity }) =>
    conversationId === personalChatOf(user) ? (activity.attachments ?? []).map(({ content }) => content) : [],
  );

async function cardTo(user: string, words: string): Promise<ShownCard> {
  await eventually(() => expect(JSON.stringify(cardsTo(user))).toContain(words));
  return cardsTo(user).find((card) => JSON.stringify(card).includes(words)) as ShownCard;
}

const asksTo = (user: string) => cardsTo(user).filter((card) => JSON.stringify(card).includes('Do they work there?'));

/** The head of the demonstration's Marrowfen, whose address the platform vouches for. */
async function headOfMarrowfen(user: string): Promise<TeamsChat> {
  const { prisma } = service.database;
  const { email } = await prisma.person.findUniqueOrThrow({ where: { id: personas.headteacher.personId } });
  service.vouch({ teams: user }, email ?? '');
  const chat = await service.inTeams(user, { name: personas.headteacher.name });
  await chat.say('my bookings');
  return chat;
}

const { urn: marrowfen } = personas.headteacher;

async function eventWithQuota(title: string, placesPerSchool: number): Promise<string> {
  const { prisma } = service.database;
  const sessionId = await makeSession(prisma, service.clock.now(), { capacity: 30, title });
  await prisma.event.updateMany({ where: { sessions: { some: { id: sessionId } } }, data: { placesPerSchool } });
  return sessionId;
}

/** A teacher who is proven by the domain of the school's website. */
async function teacherOf(user: string, urn: number): Promise<TeamsChat> {
  const email = `${user}@${await domainOf(service.database.prisma, urn)}`;
  return (await arrive(user, urn, { position: 'teacher', email })).chat;
}

describe('a stranger of an allowed tenant who says they are senior leader of a school', () => {
  it('sees and changes nothing of the school, is told why, and the head is asked once', async () => {
    const { prisma } = service.database;
    await headOfMarrowfen('bl-head');
    const cohort = await makeCohort(prisma, { name: 'Cowslip readers', joinBy: 'application' });
    const { id: enrolment } = await prisma.enrolment.findFirstOrThrow({ where: { urn: marrowfen } });
    const application = await prisma.application.create({
      data: {
        ...{ cohortId: cohort.id, urn: marrowfen, askedById: personas.headteacher.personId },
        answers: { title: 'Secret plan', amount: 900, plan: 'We try.', judged: 'We look.' },
      },
    });
    const { chat, said } = await arrive('bl-stranger', marrowfen);
    expect(said.text).toContain('You can book a place for yourself.');
    expect((await chat.say('who am i')).text).toContain('(not confirmed yet)');
    const before = await prisma.auditEntry.count({ where: { act: { in: ['apply', 'register-school', 'nominate'] } } });
    const asks = ['my projects', 'apply for Cowslip readers', 'is my school in mobilise?', 'book my deputy and me'];
    for (const words of asks) {
      const seen = await chat.say(words);
      expect([words, seen.text]).toEqual([words, expect.stringContaining(unknown)]);
      expect(seen.text).not.toContain('Amara');
    }
    const data = {
      application: application.id,
      enrolment,
      cohort: cohort.id,
      project: cohort.slug,
      person: personas.headteacher.personId,
    };
    const fields = {
      title: 'text',
      amount: 'text',
      plan: 'text',
      judged: 'text',
      nominee: 'choice',
      why: 'text',
      lead: 'choice',
    };
    const typed = {
      title: 'x',
      amount: '900',
      plan: 'x',
      judged: 'x',
      nominee: data.person,
      why: 'x',
      lead: data.person,
    };
    for (const verb of [
      ...['application', 'application-send', 'application-withdraw', 'enrolment', 'enrolment-people', 'milestone'],
      ...['enrolment-people-save', 'enrolment-withdraw', 'enrolment-confirm', 'project-join', 'project-enrol'],
      ...[
        'project-interest',
        'project-mine',
        'nomination-send',
        'book-colleagues',
        'book-group',
        'substitute',
        'take-over',
      ],
    ]) {
      const seen = await forge(chat, verb, data, { fields, typed });
      expect([verb, seen.text]).toEqual([verb, expect.stringContaining(unknown)]);
      expect(seen.text).not.toMatch(/Secret plan|Amara/);
    }
    expect(await prisma.auditEntry.count({ where: { act: { in: ['apply', 'register-school', 'nominate'] } } })).toBe(
      before,
    );
    await cardTo('bl-head', 'Person bl-stranger says they are senior leader of Marrowfen');
    expect(asksTo('bl-head')).toHaveLength(1);
  });

  it('books for themselves, but neither the head nor anybody else, and nobody is told so', async () => {
    const { prisma } = service.database;
    const sessionId = await eventWithQuota('Teasel forum', 2);
    const { chat } = await arrive('bl-books', marrowfen);
    const { personId } = personas.headteacher;
    const sent = await forge(
      chat,
      'book-group',
      { session: sessionId },
      {
        fields: { me: 'toggle', people: 'choices', others: 'text' },
        typed: { me: 'false', people: personId, others: '' },
      },
    );
    expect(sent.text).toContain(unknown);
    expect((await chat.say('book me on the Teasel forum')).text).toContain('Your place is booked.');
    expect(await prisma.registration.count({ where: { sessionId } })).toBe(1);
    expect(await prisma.delivery.count({ where: { kind: 'booked-for-you', personId } })).toBe(0);
  });

  it('uses up none of the school’s places, whether free or awaited, and has one while nobody of the school has', async () => {
    const { prisma } = service.database;
    const urn = await makeSchool(prisma, { name: 'Quota Primary' });
    const sessionId = await eventWithQuota('Sorrel forum', 1);
    const book = async (chat: TeamsChat) => (await chat.say('book me on the Sorrel forum')).text;
    expect(await book((await arrive('bl-quota-a', urn)).chat)).toContain('Your place is booked.');
    expect(await book((await arrive('bl-quota-b', urn)).chat)).toContain('already has all its places');
    expect(await book(await teacherOf('bl-quota-c', urn))).toContain('Your place is booked.');
    expect(await book(await teacherOf('bl-quota-d', urn))).toContain('already has all its places');
    await prisma.session.update({ where: { id: sessionId }, data: { capacity: 1 } });
    const other = await makeSchool(prisma, { name: 'Waiting Primary' });
    const third = await makeSchool(prisma, { name: 'Third Primary' });
    const wait = async (chat: TeamsChat) => {
      await chat.say('book me on the Sorrel forum');
      return (await chat.say('join the waiting list for the Sorrel forum')).text;
    };
    await wait((await arrive('bl-wait-a', other)).chat);
    await wait(await teacherOf('bl-wait-b', third));
    // As the first of their school, in spite of the stranger: not behind everybody's second.
    expect(await wait(await teacherOf('bl-wait-c', other))).toContain('3rd on the waiting list');
  });
});

describe('somebody is believed', () => {
  it('by an address of the school’s website in the register, or of its people, without noticing', async () => {
    const { prisma } = service.database;
    const urn = await makeSchool(prisma, { name: 'Register Primary' });
    const domain = await domainOf(prisma, urn);
    const head = await arrive('bl-site', urn, { position: 'headteacher', email: `head@office.${domain}` });
    expect(head.said.text).not.toContain('You can book a place for yourself.');
    expect(await postOf('bl-site')).toMatchObject({ proof: 'address', urn });
    expect((await head.chat.say('my projects')).text).not.toContain(unknown);
    await arrive('bl-people', marrowfen, { email: `new@${await domainOf(prisma, marrowfen)}` });
    expect(await postOf('bl-people')).toMatchObject({ proof: 'address' });
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
    await arrive('bl-trust', one, { email: 'somebody@fens-trust.example' });
    expect(await postOf('bl-trust')).toMatchObject({ proof: null });
    const third = await makeSchool(prisma, { name: 'Free Primary' });
    await prisma.school.update({ where: { urn: third }, data: { website: 'https://gmail.com/free-primary' } });
    await arrive('bl-free', third, { email: 'somebody@gmail.com' });
    expect(await postOf('bl-free')).toMatchObject({ proof: null });
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
    await arrive('bl-marsh', one, { email: 'somebody@saltmarsh.example' });
    expect(await postOf('bl-marsh')).toMatchObject({ proof: null });
    const chat = await service.inTeams('bl-marsh', { name: 'Person bl-marsh' });
    await prisma.school.update({ where: { urn: two }, data: { website: 'http://saltmarsh-two.example/home' } });
    expect((await chat.say('my projects')).text).not.toContain(unknown);
    // The register counts schools of the trust that are not on record here.
    const far = await makeSchool(prisma, { name: 'Lone Marsh' });
    const trustId = await makeTrust('Wide Trust', 9);
    await prisma.school.update({ where: { urn: far }, data: { trustId, website: 'https://wide-trust.example/lone' } });
    await arrive('bl-wide', far, { email: 'somebody@wide-trust.example' });
    expect(await postOf('bl-wide')).toMatchObject({ proof: null });
    await prisma.trust.update({ where: { id: trustId }, data: { openSchools: 1 } });
    await arrive('bl-single', far, { email: 'another@wide-trust.example' });
    expect(await postOf('bl-single')).toMatchObject({ proof: 'address' });
  });

  it('not by the domain above those of several schools, which is the council’s', async () => {
    const { prisma } = service.database;
    const [one, two] = [await makeSchool(prisma, { name: 'Reed One' }), await makeSchool(prisma, { name: 'Reed Two' })];
    await prisma.school.update({ where: { urn: one }, data: { website: 'http://one.reedshire.sch.example' } });
    await prisma.school.update({ where: { urn: two }, data: { website: 'http://two.reedshire.sch.example' } });
    await arrive('bl-reed', one, { email: 'head@one.reedshire.sch.example' });
    expect(await postOf('bl-reed')).toMatchObject({ proof: 'address' });
    await prisma.person.updateMany({
      where: { accounts: { some: { user: 'bl-reed' } } },
      data: { email: 'head@reedshire.sch.example' },
    });
    await arrive('bl-reed-two', one, { email: 'somebody@reedshire.sch.example' });
    expect(await postOf('bl-reed-two')).toMatchObject({ proof: null });
  });

  it('by their address later, once an organiser has said yes to a colleague with the same', async () => {
    const { prisma } = service.database;
    const urn = await makeSchool(prisma, { name: 'Later Primary' });
    await prisma.school.update({ where: { urn }, data: { website: null } });
    const first = await arrive('bl-later-a', urn, { position: 'headteacher', email: 'a@later-primary.example' });
    const second = await arrive('bl-later-b', urn, { email: 'b@later-primary.example' });
    expect((await second.chat.say('my projects')).text).toContain('I have asked the organisers');
    const desk = await organiser('bl-later-desk');
    const list = await desk.say('claims');
    const listed = await desk.readOn(list);
    expect(listed).toContain('Person bl-later-a, headteacher of Later Primary');
    expect(listed).toContain('address at later-primary.example');
    const done = await desk.click(list.card, 'Yes', 'Person bl-later-a');
    expect(done.text).toContain('Person bl-later-a is confirmed at Later Primary and has been told.');
    expect((await first.chat.say('my projects')).text).not.toContain(unknown);
    expect((await second.chat.say('my projects')).text).not.toContain(unknown);
    expect(await postOf('bl-later-b')).toMatchObject({ proof: 'address' });
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
    const teacher = await teacherOf('bl-not-asked', await makeSchool(prisma, { name: 'Not Asked Primary' }));
    const post = (await postOf(user)).id;
    expect((await forge(teacher, 'belongs-yes', { post })).text).toContain('or an organiser, can say that');
    const desk = await organiser('bl-council-desk');
    const list = await desk.say('claims');
    expect(await desk.readOn(list)).toContain(`Person ${user}, council officer`);
    const done = await desk.click(list.card, 'Yes', `Person ${user}`);
    expect(done.text).toContain(`Person ${user} is confirmed as council officer and has been told.`);
    expect(await postOf(user)).toMatchObject({ proof: 'organiser', urn: null });
    await cardTo(user, 'You are confirmed as council officer.');
  });

  it('by one tap of somebody there, who is asked once; not by themselves, another unproven, or another school', async () => {
    const { prisma } = service.database;
    const urn = await makeSchool(prisma, { name: 'Tap Primary' });
    const teacher = await teacherOf('bl-teacher', urn);
    const { chat } = await arrive('bl-new', urn);
    expect((await chat.say('my projects')).text).toContain('I have asked somebody there to confirm it');
    expect((await chat.say('my projects')).text).toContain('I have asked already');
    await say(chat, urn, 'senior_leader');
    const card = await cardTo(
      'bl-teacher',
      'Person bl-new says they are senior leader of Tap Primary. Do they work there?',
    );
    const others = [chat, (await arrive('bl-other', urn)).chat, await headOfMarrowfen('bl-head')];
    for (const other of others) {
      for (const label of ['Yes, they work here', 'No'])
        expect((await other.click(card, label)).text).toContain('Only people who are confirmed at that school');
    }
    expect((await teacher.click(card, 'Yes, they work here')).text).toContain(
      'Person bl-new is confirmed at Tap Primary',
    );
    expect((await teacher.click(card, 'No')).text).toContain('That has already been answered.');
    await cardTo('bl-new', 'You are confirmed at Tap Primary.');
    expect((await chat.say('my projects')).text).not.toContain(unknown);
    expect(asksTo('bl-teacher')).toHaveLength(1);
    expect(await postOf('bl-new')).toMatchObject({ proof: 'colleague' });
    const acts = await prisma.auditEntry.findMany({
      where: { act: { in: ['ask-belonging', 'confirm-belonging'] }, subjectId: (await postOf('bl-new')).personId },
    });
    expect(acts.map(({ act, outcome }) => [act, outcome])).toEqual([
      ['ask-belonging', 'colleagues'],
      ['confirm-belonging', 'confirmed'],
    ]);
  });

  it('no more after a no: the school is not asked again, and old buttons do nothing', async () => {
    const { prisma } = service.database;
    const urn = await makeSchool(prisma, { name: 'Nay Primary' });
    const teacher = await teacherOf('bl-nay', urn);
    const { chat } = await arrive('bl-refused', urn);
    await chat.say('my projects');
    const card = await cardTo('bl-nay', 'Person bl-refused says');
    expect((await teacher.click(card, 'No')).text).toContain('Person bl-refused is no longer on record at Nay Primary');
    await cardTo('bl-refused', 'I was told that you do not work at Nay Primary');
    expect((await chat.say('who am i')).text).toContain('Tell me your school and your role.');
    await say(chat, urn, 'teacher');
    expect((await chat.say('my projects')).text).toContain('I have asked the organisers');
    expect(asksTo('bl-nay')).toHaveLength(1);
    expect((await teacher.click(card, 'Yes, they work here')).text).toContain('already been answered');
  });
});

describe('somebody who has moved to another school', () => {
  it('hands the old one’s place to nobody, and sees nothing of it with its old cards', async () => {
    const { prisma } = service.database;
    const [old, next] = [
      await makeSchool(prisma, { name: 'Old Primary' }),
      await makeSchool(prisma, { name: 'Next Primary' }),
    ];
    const sessionId = await eventWithQuota('Yarrow forum', 3);
    await teacherOf('bl-stays', old);
    const chat = await teacherOf('bl-moves', old);
    const { id: cohortId } = await makeCohort(prisma, { name: 'Yarrow readers' });
    await prisma.enrolment.create({ data: { cohortId, urn: old, state: 'registered' } });
    const projects = await chat.say('my projects');
    const booked = await chat.say('book me on the Yarrow forum');
    expect(booked.text).toContain('Your place is booked.');
    const held = await prisma.registration.findFirstOrThrow({ where: { sessionId, state: 'confirmed' } });
    for (const proven of [false, true]) {
      if (proven) service.vouch({ teams: 'bl-moves' }, `moved@${await domainOf(prisma, next)}`);
      await say(chat, next, proven ? 'teacher' : 'senior_leader');
      const data = { registration: held.id };
      const typed = { others: 'Ivy Invented, teacher' };
      const sent = await forge(chat, 'substitute-named', data, { fields: { others: 'text' }, typed });
      expect(sent.text).toMatch(proven ? /I do not have you on record there now/ : new RegExp(unknown));
      for (const verb of ['substitute', 'substitute-other', 'substitute-as'])
        expect((await forge(chat, verb, { ...data, person: held.personId })).text).not.toMatch(
          /bl-stays|Send them|Name a/,
        );
      expect((await chat.click(projects.card, 'Open', 'Yarrow readers')).text).not.toContain('Taking part');
    }
    expect(await prisma.registration.findFirst({ where: { sessionId, state: 'confirmed' } })).toMatchObject({
      id: held.id,
    });
    expect(await prisma.person.count({ where: { name: 'Ivy Invented' } })).toBe(0);
  });
});

describe('trying one school after another', () => {
  it('ends in the middle of it, by name and by claim, and leaves a trace', async () => {
    const { prisma } = service.database;
    const user = 'bl-tries';
    const chat = await service.inTeams(user, { name: 'Person tries' });
    const words: string[] = [];
    for (let step = 0; step < 8; step += 1) words.push((await say(chat, marrowfen + 2 + step, 'teacher')).text);
    expect(words.filter((text) => text.includes('many schools within a short time'))).toHaveLength(2);
    for (let step = 0; step < 15; step += 1) words.push((await chat.say('my school is Lincoln')).text);
    expect(words.at(-1)).toContain('many schools within a short time');
    const { id: accountId } = await prisma.account.findFirstOrThrow({ where: { user } });
    const noted = await prisma.auditEntry.groupBy({ by: ['act'], where: { accountId }, _count: true });
    expect(noted.map(({ act }) => act).sort()).toEqual(
      expect.arrayContaining(['choose-school', 'find-school', 'settle-post']),
    );
  });
});

describe('in Slack', () => {
  it('is the same: nothing of the school for a stranger, and an address of the school is enough', async () => {
    const { prisma } = service.database;
    const settle = async (user: string) => {
      const chat = service.inSlack(user);
      const opened = await chat.click((await chat.say('change my school')).message, 'Fill it in');
      const found = await chat.submit(opened.modal, { school: String(marrowfen), position: 'senior_leader' });
      return { chat, said: await chat.click(found.message, "That's mine") };
    };
    service.vouch({ slack: 'U0BELONGS' }, `slack@${await domainOf(prisma, marrowfen)}`);
    service.vouch({ slack: 'U0STRANGE' }, 'somebody@elsewhere.example');
    const stranger = await settle('U0STRANGE');
    expect(stranger.said.text).toContain('You can book a place for yourself.');
    for (const words of ['my projects', 'register our school for Lens', 'book my deputy and me'])
      expect((await stranger.chat.say(words)).text).toContain(unknown);
    const known = await settle('U0BELONGS');
    expect((await known.chat.say('my projects')).text).not.toContain(unknown);
  });
});
