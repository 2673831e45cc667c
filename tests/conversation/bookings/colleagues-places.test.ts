import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../../support/eventually.js';
import { giveSchoolAddress } from '../../support/school-address.js';
import type { TestService } from '../../support/service.js';
import { journeyWorlds } from '../../support/worlds/journey-worlds.js';
import { onFile } from '../../support/worlds/on-file.js';
import { makeSession } from '../../support/worlds/programme.js';

describe.each(journeyWorlds)('in $title', ({ start, head, otherUrn }) => {
  let service: TestService;
  let deputy: string;
  beforeAll(async () => {
    service = await start();
    const { prisma } = service.database;
    const { urn } = head;
    await prisma.post.updateMany({
      where: { urn, position: 'deputy_headteacher', until: null },
      data: { until: service.clock.now() },
    });
    const person = await prisma.person.create({
      data: { name: 'Priya Deputy', posts: { create: { urn, position: 'deputy_headteacher', ...onFile } } },
    });
    deputy = person.id;
    const chat = await service.chat('priya');
    await chat.say('hello');
    await prisma.account.updateMany({ where: { user: 'priya' }, data: { personId: deputy } });
  });
  afterAll(() => service.stop());

  const posted = (user: string) =>
    service.connector.posted.filter(({ conversationId }) => conversationId === `a:chat-of-${user}`);
  const told = (user: string) => JSON.stringify(posted(user));

  /** The newest card that the bot sent to somebody of its own accord, with these words. */
  function cardTold(user: string, words: string) {
    const shown = posted(user).findLast(({ activity }) => JSON.stringify(activity).includes(words));
    return shown?.activity.attachments?.[0]?.content as Parameters<
      Awaited<ReturnType<TestService['chat']>>['click']
    >[0];
  }

  const pageIn = (card: unknown) => /\/place\/([\w.-]+)/.exec(JSON.stringify(card))?.[0] ?? '';

  /** An event with a required choice and food to say, unless it asks nothing. */
  async function event(title: string, given: { asks?: boolean; capacity?: number; label?: string } = {}) {
    const { prisma } = service.database;
    const { asks = true, capacity = 5, label = '' } = given;
    const sessionId = await makeSession(prisma, service.clock.now(), { capacity, title, label });
    const { eventId } = await prisma.session.findUniqueOrThrow({ where: { id: sessionId } });
    const ask = (data: { kind: 'choice' | 'dietary'; prompt: string; options: string[]; required: boolean }) =>
      prisma.bookingQuestion.create({ data: { ...data, eventId, order: data.required ? 0 : 1 } });
    const options = ['Maths', 'Music'];
    if (!asks) return { sessionId, eventId, workshop: '', food: '' };
    const workshop = await ask({ kind: 'choice', prompt: 'Which workshop?', options, required: true });
    const food = await ask({ kind: 'dietary', prompt: 'Anything about food?', options: [], required: false });
    return { sessionId, eventId, workshop: workshop.id, food: food.id };
  }

  const answersOf = async (sessionId: string, name: string) => {
    const rows = await service.database.prisma.bookingAnswer.findMany({
      where: { registration: { sessionId, person: { name } } },
      orderBy: { question: { order: 'asc' } },
    });
    return rows.map(({ answer }) => answer);
  };

  describe('what the organisers ask of colleagues who are booked together', () => {
    it('is asked of the booker in the form, of a colleague in their own chat, and of others on their page', async () => {
      const { sessionId, workshop, food } = await event('Marigold forum');
      const chat = await service.chatAs('headteacher', 'asks-all');
      const form = await chat.say('book my deputy and me on the Marigold forum');
      expect(form.text).toContain('Which workshop?');
      const refused = await chat.submit(form.card, { me: 'true', people: deputy, others: 'Nell Page, governor' });
      expect(refused.text).toContain('Please answer this: the organisers need it.');
      expect(await service.database.prisma.registration.count({ where: { sessionId } })).toBe(0);
      const done = await chat.submit(refused.card, { [workshop]: 'Maths', [food]: 'No nuts' });
      expect(done.text).toContain('They are asked: Which workshop?');
      expect(await answersOf(sessionId, head.name)).toEqual(['Maths', 'No nuts']);

      await eventually(() => expect(told('priya')).toContain('The organisers still need an answer from you'));
      const priya = await service.chat('priya');
      const asked = await priya.click(cardTold('priya', 'Marigold forum'), 'Answer the questions');
      const saved = await priya.submit(asked.card, { [workshop]: 'Music', [food]: 'Vegan' });
      expect(saved.text).toContain('Thank you, that is noted.');
      expect(saved.text).not.toContain('still need');

      const url = `${service.baseUrl}${pageIn(done.card)}`;
      const page = await (await fetch(url)).text();
      expect(page).toContain('Which workshop?');
      const send = (body: Record<string, string>) => fetch(url, { method: 'POST', body: new URLSearchParams(body) });
      expect(await (await send({ answer: 'save', [food]: 'Halal' })).text()).toContain('Please answer this');
      expect(await (await send({ answer: 'save', [workshop]: '<b>Art</b>' })).text()).toContain(
        'choose one of the list',
      );
      const file = await fetch(`${service.baseUrl}${/\/calendar\/[\w.-]+\.ics/.exec(page)?.[0]}`);
      expect(await file.text()).toContain('SUMMARY:Marigold forum');
      const after = await (await send({ answer: 'save', [workshop]: 'Music', [food]: 'Halal' })).text();
      expect(after).toContain('Thank you, your answers are noted.');
      expect(after).toContain('value="Music" selected');
      expect(after).not.toContain('Halal');
      expect(await answersOf(sessionId, 'Nell Page')).toEqual(['Music', 'Halal']);
    });

    it('may be answered by the booker, who never reads what a colleague said about food', async () => {
      const { sessionId, workshop, food } = await event('Larkspur forum');
      const chat = await service.chatAs('headteacher', 'answers-for');
      const form = await chat.say('book colleagues on the Larkspur forum');
      const done = await chat.submit(form.card, { me: 'false', people: deputy });
      const blank = await chat.click(done.card, 'Answer for them', 'Priya Deputy');
      expect(blank.text).toContain('about Priya Deputy');
      expect((await chat.submit(blank.card, { [workshop]: 'Maths' })).text).toContain('For: Priya Deputy');
      const priya = await service.chat('priya');
      const own = await priya.say('change my answers for the Larkspur forum');
      await priya.submit(own.card, { [workshop]: 'Music', [food]: 'Only turnips' });
      const again = await chat.click(done.card, 'Answer for them', 'Priya Deputy');
      expect(JSON.stringify(again.card)).not.toContain('turnips');
      expect(again.text).toContain('Already answered.');
      await chat.submit(again.card, { [workshop]: 'Maths' });
      expect(await answersOf(sessionId, 'Priya Deputy')).toEqual(['Maths', 'Only turnips']);
      const stranger = await service.chatAs('board', 'nosy');
      expect((await stranger.click(done.card, 'Answer for them', 'Priya Deputy')).text).toContain(
        'You have no booking',
      );
    });

    it('shows organisers who has not answered, and board members how many', async () => {
      await event('Foxglove forum');
      const chat = await service.chatAs('headteacher', 'leaves-open');
      const form = await chat.say('book colleagues on the Foxglove forum');
      await chat.submit(form.card, { me: 'false', people: deputy, others: 'Silent Sam, governor' });
      expect(await chat.readOn(await chat.say('my bookings'))).toContain('a question is not answered yet');
      const organiser = await service.chatAs('organiser', 'sees-open');
      const list = await organiser.say('booking answers for the Foxglove forum');
      expect(list.text).toContain('Still to answer: Priya Deputy, Silent Sam');
      const board = await service.chatAs('board', 'counts-open');
      const counts = await board.say('booking answers for the Foxglove forum');
      expect(counts.text).toContain('not answered yet: 2');
      expect(counts.text).not.toContain('Priya');
    });
  });

  describe('a place that somebody booked for a colleague', () => {
    it('is cancelled from "my bookings" by the booker, and the colleague is told', async () => {
      const { sessionId } = await event('Snowdrop forum', { asks: false });
      const chat = await service.chatAs('headteacher', 'cancels-for');
      const form = await chat.say('book colleagues on the Snowdrop forum');
      const done = await chat.submit(form.card, { me: 'false', people: deputy });
      await chat.click(done.card, 'Open', 'Priya Deputy');
      const mine = await chat.say('my bookings');
      expect(mine.text).toContain('Booked for colleagues');
      const open = await chat.click(mine.card, 'Open', 'Priya Deputy: Snowdrop forum');
      expect(open.text).toContain('Priya Deputy has a place.');
      const question = await chat.click(open.card, 'Cancel this place');
      expect(question.text).toContain('Cancel Priya Deputy’s place at Snowdrop forum?');
      const gone = await chat.click(question.card, 'Yes, cancel it');
      expect(gone.text).toContain(
        'Priya Deputy’s place at Snowdrop forum is cancelled. I will tell them in their own chat.',
      );
      expect(await service.database.prisma.registration.count({ where: { sessionId, state: 'confirmed' } })).toBe(0);
      await eventually(() =>
        expect(told('priya')).toContain('A colleague has cancelled your booking for Snowdrop forum'),
      );
    });

    it('is cancelled in words that name the colleague, and never one’s own by mistake', async () => {
      const { sessionId } = await event('Bluebell forum', { asks: false });
      const chat = await service.chatAs('headteacher', 'names-them');
      const form = await chat.say('book my deputy and me on the Bluebell forum');
      await chat.submit(form.card, { me: 'true', people: deputy });
      const question = await chat.say("cancel Priya's place at the Bluebell forum");
      expect(question.text).toContain('Cancel Priya Deputy’s place at Bluebell forum?');
      await chat.say('yes');
      const held = await service.database.prisma.registration.findMany({ where: { sessionId, state: 'confirmed' } });
      expect(held.map(({ personId }) => personId)).toEqual([head.personId]);
      expect((await chat.say('cancel my place at the Bluebell forum')).text).toContain('Cancel your place at Bluebell');
    });

    it('is given to a substitute or moved to another date by the booker, with who holds it told', async () => {
      const { sessionId } = await event('Primrose forum', { asks: false, label: 'North' });
      const { prisma } = service.database;
      const {
        id: _id,
        checkInCode: _code,
        ...row
      } = await prisma.session.findUniqueOrThrow({ where: { id: sessionId } });
      const south = await prisma.session.create({ data: { ...row, label: 'South' } });
      const chat = await service.chatAs('headteacher', 'moves-for');
      const form = await chat.say('book colleagues on the Primrose forum North');
      const done = await chat.submit(form.card, { me: 'false', people: deputy });
      const open = await chat.click(done.card, 'Open', 'Priya Deputy');
      const days = await chat.click(open.card, 'Move to another date');
      expect(days.text).toContain('Move Priya Deputy’s place from North to South?');
      const moved = await chat.click(days.card, 'Move here', 'South');
      expect(moved.text).toContain('Priya Deputy’s place has been moved.');
      await eventually(() => expect(told('priya')).toContain('A colleague has moved your place to another date.'));
      const choose = await chat.click(moved.card, 'Name a substitute');
      const sent = await chat.click(choose.card, 'Send them', head.name);
      expect(sent.text).toContain('You now have the place at Primrose forum');
      await eventually(() => expect(told('priya')).toContain('Your school is sending somebody else to Primrose forum'));
      const held = await prisma.registration.findMany({ where: { sessionId: south.id, state: 'confirmed' } });
      expect(held.map(({ personId }) => personId)).toEqual([head.personId]);
    });

    it('tells the booker when the colleague gives it up on their page', async () => {
      await event('Cowslip forum', { asks: false });
      service.clock.advance(2 * 60 * 60_000);
      const chat = await service.chatAs('headteacher', 'hears');
      const form = await chat.say('book colleagues on the Cowslip forum');
      const done = await chat.submit(form.card, { me: 'false', others: 'Away Day, governor' });
      const decline = { method: 'POST', body: new URLSearchParams({ answer: 'decline' }) };
      await fetch(`${service.baseUrl}${pageIn(done.card)}`, decline);
      await eventually(() => expect(told('hears')).toContain('Away Day cannot come to Cowslip forum'));
    });

    it('can no longer be changed by the booker once they have left the school', async () => {
      const { sessionId } = await event('Speedwell forum', { asks: false });
      const { prisma } = service.database;
      const chat = await service.chatAs('headteacher', 'moves-on');
      const form = await chat.say('book colleagues on the Speedwell forum');
      const done = await chat.submit(form.card, { me: 'false', people: deputy });
      const open = await chat.click(done.card, 'Open', 'Priya Deputy');
      const question = await chat.click(open.card, 'Cancel this place');
      const { personId, urn } = head;
      await prisma.post.updateMany({ where: { personId, until: null }, data: { urn: otherUrn } });
      expect((await chat.click(question.card, 'Yes, cancel it')).text).toContain('You no longer have that booking.');
      await prisma.post.updateMany({ where: { personId, until: null }, data: { urn } });
      expect(await prisma.registration.count({ where: { sessionId, state: 'confirmed' } })).toBe(1);
    });
  });

  describe('a head who goes to another school', () => {
    it('cannot give the place away: the school keeps it, and its next head sends somebody', async () => {
      const { sessionId } = await event('Campion forum', { asks: false, capacity: 1 });
      const { prisma } = service.database;
      const { urn } = head;
      const settle = async (user: string, name: string, at: number) => {
        const chat = await service.chat(user, { name });
        await giveSchoolAddress(service, user, at);
        const form = await chat.say('change my school');
        const found = await chat.submit(form.card, { school: String(at), position: 'headteacher' });
        await chat.click(found.card, "That's mine");
        return chat;
      };
      const leaver = await settle('leaver', 'Lena Leaver', urn);
      await leaver.say('book me on the Campion forum');
      const next = await settle('next-head', 'Nadia Next', urn);
      const organiser = await service.chatAs('organiser', 'confirms-heads');
      await organiser.click((await organiser.say('head claims')).card, 'Yes, they are', 'Nadia Next');
      await settle('leaver', 'Lena Leaver', otherUrn);
      await leaver.say('cancel my place at the Campion forum');
      expect((await leaver.say('yes')).text).toContain('belongs to the school you have left');
      const mine = await next.say('my bookings');
      expect(mine.text).toContain('Lena Leaver: Campion forum');
      const open = await next.click(mine.card, 'Open', 'Lena Leaver: Campion forum');
      const choose = await next.click(open.card, 'Name a substitute');
      expect((await next.click(choose.card, 'Send them', 'Priya Deputy')).text).toContain(
        'Priya Deputy now has the place',
      );
      const held = await prisma.registration.findMany({ where: { sessionId, state: 'confirmed' } });
      expect(held.map((one) => [one.personId, one.urn])).toEqual([[deputy, urn]]);
    });
  });

  describe('messages about places', () => {
    it.each([
      ['book 0 places at the Campion forum', 'A booking is for at least one person.'],
      ['book 300 places at the Campion forum', 'That is 300 people. I can book at most 20 at once'],
      ['book three places at the Campion forum', 'Book for colleagues'],
      ['where am I on the waiting list?', 'You have'],
      ['can my deputy go to the Campion forum instead?', 'You have no place that somebody else could take.'],
    ])('"%s"', async (words, answer) => {
      const chat = await service.chatAs('headteacher', 'says-places');
      expect((await chat.say(words)).text).toContain(answer);
    });
  });
});
