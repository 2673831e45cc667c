import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../../support/eventually.js';
import { giveSchoolAddress } from '../../support/school-address.js';
import type { TestService } from '../../support/service.js';
import type { ShownCard } from '../../support/teams/adaptive-card.js';
import type { Seen, TeamsChat } from '../../support/teams/teams.js';
import { journeyWorlds } from '../../support/worlds/journey-worlds.js';
import { onFile } from '../../support/worlds/on-file.js';
import { makeSchool, makeSession } from '../../support/worlds/programme.js';
import { makeCohort } from '../../support/worlds/projects.js';

describe.each(journeyWorlds)('in $title', (world) => {
  let service: TestService;
  beforeAll(async () => {
    service = await world.start();
  });
  afterAll(() => service.stop());

  /** Somebody new, whose address is of the school, says who they are. */
  async function settle(user: string, urn: number, position = 'Headteacher'): Promise<{ chat: TeamsChat; said: Seen }> {
    await giveSchoolAddress(service, user, urn);
    const chat = await service.chat(user, { name: `Person ${user}` });
    const form = await chat.say('change my school');
    const found = await chat.submit(form.card, { school: String(urn), position });
    return { chat, said: await chat.click(found.card, "That's mine") };
  }

  const postOf = (user: string) =>
    service.database.prisma.post.findFirstOrThrow({
      where: { until: null, person: { accounts: { some: { user } } } },
      select: { id: true, position: true, claim: true, urn: true },
    });

  const cardsTo = (user: string) =>
    service.connector.posted.flatMap(({ conversationId, activity }) =>
      conversationId === `a:chat-of-${user}` ? (activity.attachments ?? []).map(({ content }) => content) : [],
    );

  const asksTo = (user: string) => cardsTo(user).filter((card) => JSON.stringify(card).includes('Is that right?'));

  async function cardTo(user: string, words: string): Promise<ShownCard> {
    await eventually(() => expect(JSON.stringify(cardsTo(user))).toContain(words));
    return cardsTo(user).find((card) => JSON.stringify(card).includes(words)) as ShownCard;
  }

  /** A school whose head said so first. */
  async function schoolWithHead(user: string) {
    const urn = await makeSchool(service.database.prisma, { name: `School of ${user}` });
    return { urn, ...(await settle(user, urn)) };
  }

  describe('somebody who says they are head of a school', () => {
    it('is believed when nobody else is on record, which organisers see and can undo', async () => {
      const { said, chat } = await schoolWithHead('hc-first');
      expect(said.text).not.toContain('on record');
      expect(await postOf('hc-first')).toMatchObject({ position: 'headteacher', claim: 'first' });
      const organiser = await service.chatAs('organiser', 'hc-organiser');
      const list = await organiser.say('head claims');
      expect(list.text).toContain('Person hc-first, headteacher of School of hc-first');
      expect(list.text).toContain('nobody else is on record, so it stands');
      const undone = await organiser.click(list.card, 'Undo', 'Person hc-first');
      expect(undone.text).toContain('Person hc-first is no longer recorded as headteacher of School of hc-first');
      expect((await organiser.click(list.card, 'Undo', 'Person hc-first')).text).toContain('already been decided');
      expect(await postOf('hc-first')).toMatchObject({ position: 'other', claim: 'none' });
      await cardTo('hc-first', 'I was told that you are not headteacher of School of hc-first');
      expect((await chat.say('who am i')).text).toContain('Other, School of hc-first');
      const acts = await service.database.prisma.auditEntry.count({ where: { act: 'refuse-head' } });
      expect(acts).toBe(1);
    });

    it('has to be confirmed, once, by the head on record in their own chat', async () => {
      const { urn, chat: head } = await schoolWithHead('hc-head');
      const { chat, said } = await settle('hc-new', urn);
      expect(said.text).toContain('Somebody else is on record in that role, so I have asked them to confirm it.');
      expect(said.text).not.toContain('hc-head,');
      expect((await chat.say('who am i')).text).toContain('Headteacher, School of hc-head (not confirmed yet)');
      await settle('hc-new', urn);
      const card = await cardTo('hc-head', 'Person hc-new says they are now headteacher of School of hc-head.');
      expect(asksTo('hc-head')).toHaveLength(1);
      const done = await head.click(card, 'Yes, they are');
      expect(done.text).toContain(
        'Person hc-new is now recorded as headteacher of School of hc-head and has been told.',
      );
      expect((await head.click(card, 'No')).text).toContain('already been decided');
      expect(await postOf('hc-new')).toMatchObject({ position: 'headteacher', claim: 'confirmed' });
      await cardTo('hc-new', 'You are confirmed as headteacher of School of hc-head.');
      expect((await chat.say('who am i')).text).not.toContain('not confirmed');
    });

    it('decides nothing until then: no project is confirmed, no colleague’s place is seen', async () => {
      const { prisma } = service.database;
      const { urn } = await schoolWithHead('hc-old');
      const { chat } = await settle('hc-eager', urn);
      const { id } = await makeCohort(prisma, { name: 'Tern readers' });
      const sessionId = await makeSession(prisma, service.clock.now(), { capacity: 5, title: 'Rush weaving' });
      const left = await prisma.person.create({
        data: {
          name: 'Left Already',
          posts: { create: { urn, position: 'teacher', until: service.clock.now(), ...onFile } },
        },
      });
      await prisma.registration.create({ data: { sessionId, personId: left.id, urn, state: 'confirmed' } });
      const asked = await prisma.enrolment.create({ data: { cohortId: id, urn, state: 'awaiting_head' } });
      expect((await chat.say('my bookings')).text).not.toContain('Left Already');
      const mine = await chat.click((await chat.say('my projects')).card, 'Open');
      expect(mine.text).not.toContain('Confirm');
      expect((await chat.say('book rush weaving')).text).toContain('Your place is booked.');
      const { id: post } = await postOf('hc-eager');
      const organiser = await service.chatAs('organiser', 'hc-organiser');
      await organiser.click((await organiser.say('head claims')).card, 'Yes, they are', 'Person hc-eager');
      expect((await prisma.post.findUniqueOrThrow({ where: { id: post } })).claim).toBe('confirmed');
      expect((await chat.say('my bookings')).text).toContain('Left Already');
      const open = await chat.click((await chat.say('my projects')).card, 'Open');
      await chat.click(open.card, 'Confirm');
      expect((await prisma.enrolment.findUniqueOrThrow({ where: { id: asked.id } })).state).toBe('registered');
    });

    it('is referred to the organisers when the head has no chat, and after a no', async () => {
      const { prisma } = service.database;
      const organiser = await service.chatAs('organiser', 'hc-desk');
      service.clock.advance(2 * 60 * 60_000);
      await organiser.say('hello');
      const urn = await makeSchool(prisma, { name: 'Chatless School' });
      await prisma.person.create({
        data: { name: 'Paper Head', posts: { create: { urn, position: 'headteacher', ...onFile } } },
      });
      const { said } = await settle('hc-paper', urn, 'Executive headteacher');
      expect(said.text).toContain('so I have asked the organisers to confirm it');
      const card = await cardTo(
        'hc-desk',
        'Person hc-paper says they are now executive headteacher of Chatless School',
      );
      expect((await organiser.click(card, 'No')).text).toContain('is no longer recorded as executive headteacher');
      await cardTo('hc-paper', 'I was told that you are not');
      expect((await settle('hc-paper', urn)).said.text).toContain('asked the organisers');
      const second = await schoolWithHead('hc-strict');
      await settle('hc-again', second.urn);
      const ask = await cardTo('hc-strict', 'Person hc-again says');
      await second.chat.click(ask, 'No');
      await cardTo('hc-again', 'I was told that you are not');
      expect((await settle('hc-again', second.urn)).said.text).toContain('asked the organisers');
      expect(asksTo('hc-strict')).toHaveLength(1);
    });

    it('is not confirmed by themselves, by another unconfirmed, or from another school', async () => {
      const { urn } = await schoolWithHead('hc-true');
      const { chat: other } = await schoolWithHead('hc-elsewhere');
      const { chat: first } = await settle('hc-one', urn);
      const card = await cardTo('hc-true', 'Person hc-one says');
      await settle('hc-one', urn, 'Teacher');
      expect((await settle('hc-one', urn)).said.text).toContain('asked the organisers');
      expect(asksTo('hc-true')).toHaveLength(1);
      await settle('hc-two', urn);
      const deputy = (await settle('hc-deputy', urn, 'Deputy headteacher')).chat;
      for (const chat of [first, other, deputy]) {
        for (const button of ['Yes, they are', 'No']) {
          expect((await chat.click(card, button)).text).toContain('Only the head on record there');
        }
      }
      const second = await cardTo('hc-true', 'Person hc-two says');
      expect((await first.click(second, 'Yes, they are')).text).toContain('Only the head on record there');
      expect(await postOf('hc-one')).toMatchObject({ claim: 'asked' });
      expect((await first.say('head claims')).text).toContain('organisers can');
    });

    it('has to be confirmed as chair of governors too, and of two at once only one is believed', async () => {
      const urn = await makeSchool(service.database.prisma, { name: 'Twin School' });
      await Promise.all(['hc-twin-a', 'hc-twin-b'].map((user) => settle(user, urn)));
      const claims = await Promise.all(['hc-twin-a', 'hc-twin-b'].map(postOf));
      expect(claims.map(({ claim }) => claim).sort()).toEqual(['asked', 'first']);
      expect((await settle('hc-chair', urn, 'Chair of governors')).said.text).not.toContain('on record');
      expect((await settle('hc-chair-b', urn, 'Chair of governors')).said.text).toContain('I have asked them');
      expect((await settle('hc-clerk', urn, 'Clerk to the governors')).said.text).not.toContain('on record');
    });
  });
});
