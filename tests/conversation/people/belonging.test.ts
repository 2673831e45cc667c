import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personas } from '../../../prisma/demo/personas.js';
import { type BothPlatforms, startBothPlatforms } from '../../support/both-platforms.js';
import { forge } from '../../support/every-verb.js';
import { domainOf } from '../../support/school-address.js';
import type { TeamsChat } from '../../support/teams/teams.js';
import { arrivals, marrowfen, say, unknown } from '../../support/worlds/arrivals.js';
import { makeSchool, makeSession } from '../../support/worlds/programme.js';
import { makeCohort } from '../../support/worlds/projects.js';

let service: BothPlatforms;
let people: ReturnType<typeof arrivals>;
beforeAll(async () => {
  service = await startBothPlatforms();
  people = arrivals(service);
});
afterAll(() => service.stop());

async function eventWithQuota(title: string, placesPerSchool: number): Promise<string> {
  const { prisma } = service.database;
  const sessionId = await makeSession(prisma, service.clock.now(), { capacity: 30, title });
  await prisma.event.updateMany({ where: { sessions: { some: { id: sessionId } } }, data: { placesPerSchool } });
  return sessionId;
}

describe('a stranger of an allowed tenant who says they are senior leader of a school', () => {
  it('sees and changes nothing of the school, is told why, and the head is asked once', async () => {
    const { prisma } = service.database;
    await people.headOfMarrowfen('bl-head');
    const cohort = await makeCohort(prisma, { name: 'Cowslip readers', joinBy: 'application' });
    const { id: enrolment } = await prisma.enrolment.findFirstOrThrow({ where: { urn: marrowfen } });
    const application = await prisma.application.create({
      data: {
        ...{ cohortId: cohort.id, urn: marrowfen, askedById: personas.headteacher.personId },
        answers: { title: 'Secret plan', amount: 900, plan: 'We try.', judged: 'We look.' },
      },
    });
    const { chat, said } = await people.arrive('bl-stranger', marrowfen);
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
    await people.cardTo('bl-head', 'Person bl-stranger says they are senior leader of Marrowfen');
    expect(people.asksTo('bl-head')).toHaveLength(1);
  });

  it('books for themselves, but neither the head nor anybody else, and nobody is told so', async () => {
    const { prisma } = service.database;
    const sessionId = await eventWithQuota('Teasel forum', 2);
    const { chat } = await people.arrive('bl-books', marrowfen);
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
    expect(await book((await people.arrive('bl-quota-a', urn)).chat)).toContain('Your place is booked.');
    expect(await book((await people.arrive('bl-quota-b', urn)).chat)).toContain('already has all its places');
    expect(await book(await people.teacherOf('bl-quota-c', urn))).toContain('Your place is booked.');
    expect(await book(await people.teacherOf('bl-quota-d', urn))).toContain('already has all its places');
    await prisma.session.update({ where: { id: sessionId }, data: { capacity: 1 } });
    const other = await makeSchool(prisma, { name: 'Waiting Primary' });
    const third = await makeSchool(prisma, { name: 'Third Primary' });
    const wait = async (chat: TeamsChat) => {
      await chat.say('book me on the Sorrel forum');
      return (await chat.say('join the waiting list for the Sorrel forum')).text;
    };
    await wait((await people.arrive('bl-wait-a', other)).chat);
    await wait(await people.teacherOf('bl-wait-b', third));
    // As the first of their school, in spite of the stranger: not behind everybody's second.
    expect(await wait(await people.teacherOf('bl-wait-c', other))).toContain('3rd on the waiting list');
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
    await people.teacherOf('bl-stays', old);
    const chat = await people.teacherOf('bl-moves', old);
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
