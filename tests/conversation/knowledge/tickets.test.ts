import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../../support/eventually.js';
import type { TestService } from '../../support/service.js';
import { pressOf, visibleText } from '../../support/teams/adaptive-card.js';
import { personalChatOf, type Seen, type TeamsChat } from '../../support/teams/teams.js';
import { journeyWorlds } from '../../support/worlds/journey-worlds.js';

describe.each(journeyWorlds)('in $title', ({ start, head, organiser }) => {
  let service: TestService;
  beforeAll(async () => {
    service = await start();
  });
  afterAll(() => service.stop());

  const office = { kind: 'channel', id: '19:office@thread.tacv2', team: '19:team' } as const;

  /** What was posted to a conversation, as text. */
  function postedTo(conversation: string): string[] {
    return service.connector.posted
      .filter(({ conversationId }) => conversationId.startsWith(conversation))
      .map(({ activity }) =>
        (activity.attachments ?? []).map(({ content }) => visibleText(content as never)).join('\n'),
      );
  }

  /** Passes it on, whether something near was proposed or nothing. */
  const passOn = (asker: TeamsChat, { card, text }: Seen) =>
    asker.click(card, text.includes('Yes, ask the team') ? 'Yes, ask the team' : 'None of these: ask the team');

  async function organiserIn(place: typeof office, user: string) {
    await service.chatAs('organiser', user);
    return service.chat(user, { place });
  }

  describe('a question for the team', () => {
    it('is one ticket with two askers, taken by one organiser, answered to both in their own chats', async () => {
      const channel = await organiserIn(office, 'first-organiser');
      expect((await channel.say('send questions here')).text).toContain('come here from now on');
      expect((await channel.say('send questions here')).text).toContain('already');

      const asker = await service.chatAs('headteacher', 'asker');
      const unknown = await asker.say('which quizzical badger painted the gatehouse');
      expect(unknown.text).toContain('I don’t know that. Shall I ask the team?');
      expect((await asker.click(unknown.card, 'Yes, ask the team')).text).toContain('I have asked the team.');
      expect((await asker.click(unknown.card, 'Yes, ask the team')).text).toContain('You have already asked this');

      const other = await service.chat('other-asker');
      await other.say('Which badger, quizzical, painted the gatehouse?');
      expect((await other.say('yes please')).text).toContain('Others have asked the same');
      await eventually(() => expect(postedTo(office.id).join()).toContain('quizzical badger painted the gatehouse'));
      expect(await service.database.prisma.ticket.count()).toBe(1);

      const waiting = await (await service.chatAs('organiser', 'first-organiser')).say('open questions');
      expect(waiting.text).toContain('asked by 2 people');
      expect(waiting.text).not.toContain(head.name);

      const first = await service.chatAs('organiser', 'first-organiser');
      const opened = await first.click((await first.say('open questions')).card, 'Open', 'quizzical badger');
      const taken = await first.click(opened.card, 'Take it');
      expect(taken.text).toContain('It is yours to answer.');
      const second = await service.chatAs('board', 'second-organiser');
      await second.say('act as organiser');
      const late = await second.click(opened.card, 'Take it');
      expect(late.text).toContain(`${organiser.name} has already taken it.`);
      const form = await first.click(taken.card, 'Answer');
      expect((await second.click(taken.card, 'Answer')).text).toContain('has already taken it');
      const sent = await first.submit(form.card, { answer: 'The badger of Bicker Fen did, in 1931.' });
      expect(sent.text).toContain('Sent to 2 of 2.');
      for (const user of ['asker', 'other-asker']) {
        await eventually(() =>
          expect(postedTo(personalChatOf(user)).join()).toContain('The badger of Bicker Fen did, in 1931.'),
        );
      }
      expect((await first.submit(form.card, { answer: 'Twice' })).text).toContain(
        'It had already been answered, so your answer was not sent.',
      );
    });

    it('becomes a draft by one tap, and is answered from it once it is published', async () => {
      const organiser = await service.chatAs('organiser', 'writer');
      const asker = await service.chatAs('headteacher', 'second-asker');
      const question = 'who waters the hydroponic rhubarb';
      await asker.click((await asker.say(question)).card, 'Yes, ask the team');
      const ticket = await organiser.click((await organiser.say('open questions')).card, 'Open', 'hydroponic rhubarb');
      const taken = await organiser.click(ticket.card, 'Take it');
      const form = await organiser.click(taken.card, 'Answer');
      const sent = await organiser.submit(form.card, { answer: 'The caretaker of each school waters it on Fridays.' });
      const draft = await organiser.click(sent.card, 'Make it an article');
      expect(draft.text).toContain('Nobody sees it until you publish it.');
      expect((await asker.say(question)).text).toContain('I don’t know that');
      expect((await organiser.click(draft.card, 'Publish')).text).toContain('People can see it now');
      const answered = await asker.say(question);
      expect(answered.text).toContain('The caretaker of each school waters it on Fridays.');
      expect(answered.text).toContain('Source: Partnership team.');
      expect((await organiser.say('what could you not answer?')).text).not.toContain('rhubarb');
    });

    it('becomes another way to ask for an article by one tap', async () => {
      const organiser = await service.chatAs('organiser', 'aliaser');
      const asker = await service.chatAs('headteacher', 'third-asker');
      const question = 'zorbing quorum of the board of heads';
      const first = await asker.say(question);
      await passOn(asker, first);
      const opened = await organiser.click((await organiser.say('open questions')).card, 'Open', 'zorbing');
      const taken = await organiser.click(opened.card, 'Take it');
      const sent = await organiser.submit((await organiser.click(taken.card, 'Answer')).card, {
        answer: 'See the article.',
      });
      const label = /Same as: [^\n]+/.exec(sent.text)?.[0] ?? '';
      expect((await organiser.click(sent.card, ...pressOf(sent.card, label))).text).toContain(
        'will now get this answer',
      );
      const alias = await service.database.prisma.articleAlias.findFirst({ where: { phrase: question } });
      expect(alias).not.toBeNull();
      expect((await asker.say(question)).text).not.toContain('I don’t know that');
    });
  });

  describe('what could not be answered', () => {
    it('is listed by how often it was asked, without who asked and without addresses', async () => {
      const asker = await service.chatAs('headteacher', 'often');
      for (const words of [
        'where is my blue kettle',
        'Where is my blue kettle?',
        'mail kettle.owner@fen.example about the moped on 01522 555 0199',
      ])
        await asker.say(words);
      const organiser = await service.chatAs('organiser', 'reader');
      const listed = await organiser.say('what could you not answer?');
      expect(listed.text).toMatch(/blue kettle\??\n2 times/);
      expect(listed.text).toContain('mail [address] about the moped on [number]');
      const opened = await organiser.click(listed.card, 'Open', 'blue kettle');
      expect((await organiser.click(opened.card, 'Needs no answer')).text).toContain('It is off the list.');
      expect((await organiser.say('what could you not answer?')).text).not.toContain('blue kettle');
      const kept = await service.database.prisma.unanswered.findMany();
      expect(JSON.stringify(kept)).not.toContain('fen.example');
    });
  });

  describe('permissions', () => {
    const organisersOnly = [
      'ticket',
      'ticket-take',
      'ticket-release',
      'ticket-form',
      'tickets',
      'unanswered',
      'unanswered-open',
      'unanswered-drop',
      'questions-here',
      'questions-stop',
      'articles',
      'article',
      'article-form',
      'article-publish',
      'article-retire',
      'article-history',
      'ticket-article',
      'ticket-alias',
      'unanswered-alias',
    ];
    it.each(['headteacher', 'board'] as const)(
      'a %s takes no ticket, sees no list and changes no article',
      async (persona) => {
        const organiser = await service.chatAs('organiser', 'owner-of-ticket');
        const asker = await service.chatAs('headteacher', `asks-${persona}`);
        await passOn(asker, await asker.say(`what is a ${persona} snorkel`));
        const card = await organiser.click((await organiser.say('open questions')).card, 'Open', `${persona} snorkel`);
        const intruder = await service.chatAs(persona, `intruder-${persona}`);
        const pressed = await intruder.click(card.card, 'Take it');
        expect(pressed.text).toContain('Only the partnership’s organisers can do that.');
        const ticket = await service.database.prisma.ticket.findFirstOrThrow({
          where: { question: `what is a ${persona} snorkel` },
        });
        const article = await service.database.prisma.article.findFirstOrThrow();
        for (const verb of organisersOnly) {
          const data = { $: { verb, data: { ticket: ticket.id, slug: article.slug, key: 'x' } } };
          const seen = await intruder.send({
            type: 'invoke',
            name: 'adaptiveCard/action',
            value: { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' },
          });
          expect(seen.text, verb).toContain('Only the partnership’s organisers can do that.');
        }
        const after = await service.database.prisma.ticket.findUniqueOrThrow({ where: { id: ticket.id } });
        expect(after.state).toBe('open');
        for (const words of ['open questions', 'what could you not answer?', 'articles', 'send questions here'])
          expect((await intruder.say(words)).text).not.toContain('snorkel\n');
      },
    );
  });
});
