import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePaper } from '../../../src/app/board/papers.js';
import type { Core } from '../../../src/app/core.js';
import { askForFeedback, remindOfFeedback } from '../../../src/app/feedback/feedback-requests.js';
import { idleQueue } from '../../support/database/idle-queue.js';
import type { TestService } from '../../support/service.js';
import type { TeamsChat } from '../../support/teams/teams.js';
import { journeyWorlds } from '../../support/worlds/journey-worlds.js';
import { coreOf, makeSession } from '../../support/worlds/programme.js';

describe.each(journeyWorlds)('in $title', (world) => {
  const words = 'It was long, but the part on mornings changed how we greet every child at the gate.';
  let service: TestService;
  let core: Core;
  let eventId: string;
  beforeAll(async () => {
    service = await world.start('2026-11-12T16:00:00Z');
    const { prisma } = service.database;
    core = coreOf(service.database, idleQueue, service.clock);
    const startsAt = new Date('2026-11-12T09:30:00Z');
    const sessionId = await makeSession(prisma, service.clock.now(), {
      capacity: 40,
      title: 'Beekeeping day',
      startsAt,
    });
    ({ eventId } = await prisma.session.findUniqueOrThrow({ where: { id: sessionId } }));
    const there = [world.head.personId, world.board.personId];
    await prisma.attendance.createMany({
      data: there.map((personId) => ({ sessionId, personId, source: 'organiser', urn: world.head.urn })),
    });
  });
  afterAll(() => service.stop());

  const requests = () => service.database.prisma.feedbackRequest.findMany({ where: { eventId } });
  const kinds = async () => {
    const rows = await service.database.prisma.delivery.findMany({ where: { kind: { startsWith: 'feedback-' } } });
    const own = new Set((await requests()).map(({ id }) => id));
    return rows
      .filter(({ key }) => own.has(key.split(':')[1] ?? ''))
      .map(({ kind }) => kind)
      .sort();
  };

  const first = 'It was useful for my school';
  const chosen = [first, 'The venue was easy to reach', 'It was worth the drive'];
  const opened = async (chat: TeamsChat) => {
    const event = await chat.click((await chat.say('manage events')).card, 'Open', 'Beekeeping day');
    const asked = await chat.click(event.card, 'Questions');
    return chat.click(asked.card, 'Change what is asked afterwards');
  };

  describe('what is asked besides how it was', () => {
    it('is ticked and written by an organiser, five at most, and comes with a copy of the event', async () => {
      const chat = await service.chatAs('organiser', 'chooses');
      const form = await opened(chat);
      const typed = { starters: ['useful', 'venue'], own: 'It was worth the drive\nit was WORTH the drive!' };
      const many = await chat.submit(form.card, { ...typed, own: 'One\nTwo\nThree\nFour' });
      expect(many.text).toContain('At most 5 questions in all');
      const saved = await chat.submit(many.card, typed);
      for (const words of ['Saved.', 'How was it?', ...chosen]) expect(saved.text).toContain(words);
      expect(saved.text).not.toContain('WORTH');
      const event = await chat.click(saved.card, 'Back to the event');
      const copy = await chat.click(event.card, 'Copy');
      expect((await chat.click(copy.card, 'Questions')).text).toContain('It was worth the drive');
      await chat.click((await chat.click(copy.card, 'Discard')).card, 'Yes, delete it');
      const member = await service.chatAs('headteacher', 'chooses-not');
      expect((await member.submit(form.card, { own: 'Mine' })).text).toContain('Only the partnership’s organisers');
    });

    it('is what its series asks, for an event without questions of its own', async () => {
      const chat = await service.chatAs('organiser', 'chooses-for-all');
      const form = await opened(chat);
      expect((await chat.submit(form.card, { starters: [], own: '' })).text).not.toContain(first);
      const { prisma } = service.database;
      const { seriesId } = await prisma.event.findUniqueOrThrow({ where: { id: eventId } });
      await prisma.series.update({ where: { id: seriesId }, data: { name: 'Bees and hives' } });
      const asked = await chat.say('feedback questions for bees and hives');
      const saved = await chat.submit(asked.card, { starters: ['useful', 'venue'], own: 'It was worth the drive' });
      expect(saved.text).toContain('how it was, and 3 more questions');
      const event = await prisma.event.findUniqueOrThrow({ where: { id: eventId } });
      expect(event).toMatchObject({ feedbackQuestions: [], ownFeedbackQuestions: false });
      expect((await prisma.series.findUniqueOrThrow({ where: { id: seriesId } })).feedbackQuestions).toEqual(chosen);
      expect(JSON.stringify((await opened(chat)).card)).toContain('It was worth the drive');
      // The service's own round may have asked before there were any.
      await prisma.feedbackRequest.deleteMany({ where: { eventId } });
    });
  });

  describe('a participant', () => {
    it('is asked once, by day, two hours after the end', async () => {
      await askForFeedback(core);
      await askForFeedback(core);
      expect(await requests()).toHaveLength(2);
      expect(await kinds()).toEqual(['feedback-request', 'feedback-request']);
    });

    it('answers in a form that keeps what was typed when something is missing, and changes it later', async () => {
      const chat = await service.chatAs('headteacher', 'answers');
      const form = await chat.say('feedback');
      expect(form.text).toContain('Beekeeping day');
      const refused = await chat.submit(form.card, { rating: '4', words });
      expect(refused.text).toContain('Tick where we may use your words, or leave the words empty.');
      const given = await chat.submit(refused.card, { consent: 'board', naming: 'role_and_school' });
      expect(given.text).toContain('Thank you, that helps.');
      const quote = await service.database.prisma.quote.findFirstOrThrow({ where: { eventId } });
      expect(quote).toMatchObject({
        words,
        moderation: 'pending',
        consentBoard: true,
        consentPublic: false,
        attribution: `Headteacher, ${world.head.school}`,
      });
      const again = await chat.click(given.card, 'Change my feedback');
      expect((await chat.submit(again.card, { rating: '5' })).text).toContain('I have changed it.');
      expect(
        await service.database.prisma.feedbackResponse.findFirst({ where: { request: { eventId } } }),
      ).toMatchObject({ rating: 5 });
    });

    it('answers what else was asked in one form, once it is rated, and keeps the questions as they were asked', async () => {
      const { prisma } = service.database;
      const chat = await service.chatAs('headteacher', 'answers');
      const rated = await chat.submit((await chat.say('feedback')).card, { rating: '5' });
      const form = await chat.click(rated.card, 'Answer 3 more questions');
      for (const words of chosen) expect(form.text).toContain(words);
      expect((await chat.submit(form.card, {})).text).toContain('Answer at least one of the questions.');
      const stranger = await service.chatAs('board', 'answers-not');
      expect((await stranger.submit(form.card, { q1: '1' })).text).toContain('I can no longer find that request');
      const marksOf = async () =>
        (await prisma.feedbackResponse.findFirstOrThrow({ where: { request: { eventId } } })).marks;
      const given = await chat.submit(form.card, { q1: '5', q3: '4' });
      expect(given.text).toContain('Thank you, that helps.');
      expect(await marksOf()).toEqual([5, 0, 4]);
      // An older form, sent last, takes back no answer that it did not show.
      await chat.submit(form.card, { q2: '1' });
      expect(await marksOf()).toEqual([5, 1, 4]);
      const organiser = await service.chatAs('organiser', 'chooses-later');
      await organiser.submit((await opened(organiser)).card, { starters: [], own: 'Something else' });
      expect(JSON.stringify(given.card)).not.toContain('more question');
      const again = await chat.click(given.card, 'Change my answers');
      expect(again.text).not.toContain('Something else');
      expect((await chat.submit(again.card, { q2: '2', q3: '3' })).text).toContain('I have changed it.');
      expect(await marksOf()).toEqual([5, 2, 3]);
    });

    it('is quoted as no more than their name while nothing speaks for where they work', async () => {
      const { prisma } = service.database;
      const chat = await service.chat('unproven-voice', { name: 'Una Unproven' });
      const who = await chat.say('change my school');
      const found = await chat.submit(who.card, { school: String(world.otherUrn), position: 'headteacher' });
      await chat.click(found.card, "That's mine");
      const account = await prisma.account.findFirstOrThrow({ where: { user: 'unproven-voice' } });
      const closesAt = new Date(service.clock.now().getTime() + 86_400_000);
      const event = await prisma.event.findFirstOrThrow({ where: { id: { not: eventId }, status: 'published' } });
      const personId = account.personId ?? '';
      const { id } = await prisma.feedbackRequest.create({
        data: { eventId: event.id, personId, closesAt, askedAt: service.clock.now() },
      });
      for (const [naming, attribution] of [
        ['role_and_school', ''],
        ['role', ''],
        ['name', 'Una Unproven'],
      ]) {
        const form = await chat.say('feedback');
        const given = await chat.submit(form.card, { rating: '4', words, consent: 'board', naming: naming ?? '' });
        expect(given.text).toContain('You are quoted without your role and school');
        expect(await prisma.quote.findFirstOrThrow({ where: { responseId: id } })).toMatchObject({
          attribution,
          urn: null,
        });
      }
    });

    it('is reminded once when they have not answered, and not after that', async () => {
      service.clock.advance(6 * 86_400_000);
      await remindOfFeedback(core);
      await remindOfFeedback(core);
      expect(await kinds()).toEqual(['feedback-reminder', 'feedback-request', 'feedback-request']);
    });
  });

  describe('an organiser', () => {
    it('sees how many answered, is warned of a small group, shortens with the cut shown, and adds nothing', async () => {
      const chat = await service.chatAs('organiser', 'moderates');
      expect((await chat.say('feedback so far')).text).toContain('1 of 2 (50%)');
      await service.database.prisma.quote.updateMany({
        where: { moderation: 'pending', OR: [{ eventId: { not: eventId } }, { eventId: null }] },
        data: { moderation: 'rejected' },
      });
      const card = await chat.say('quotes to moderate');
      expect(card.text).toContain(words);
      expect(card.text).toContain('it could show who said it');
      const form = await chat.click(card.card, 'Shorten');
      const refused = await chat.submit(form.card, { words: 'It was wonderful.' });
      expect(refused.text).toContain('This has words that are not in the original');
      const done = await chat.submit(refused.card, { words: 'the part on mornings changed how we greet every child' });
      expect(done.text).toContain('“[…] the part on mornings changed how we greet every child […]”');
      const head = await service.chatAs('board', 'reads');
      expect((await head.say('quotes to moderate')).text).not.toContain('mornings');
    });

    it('enters what somebody said of an event in a letter, with what they agreed to, for organisers of its series', async () => {
      const { prisma } = service.database;
      const chat = await service.chatAs('organiser', 'enters-a-quote');
      const event = await chat.click((await chat.say('manage events')).card, 'Open', 'Beekeeping day');
      const form = await chat.click(event.card, 'Add a quote');
      expect(form.text).toContain('Ask them first.');
      const said = { words: 'The bees were the best of it.', position: 'governor', phase: 'primary' };
      const consent = ['board', 'public'];
      const saved = await chat.submit(form.card, { ...said, consent });
      expect(saved.text).toContain('Nobody sees it until it has been moderated');
      expect((await chat.submit(form.card, { ...said, consent })).text).toContain('These words are there already.');
      const { id } = await prisma.quote.findFirstOrThrow({ where: { words: said.words } });
      const quoted = async () => (await service.chatAs('board', 'reads-quotes')).say('quotes from Beekeeping day');
      expect((await quoted()).text).not.toContain('The bees');
      await chat.click((await chat.click(saved.card, 'Moderate')).card, 'Approve', said.words);
      expect(await prisma.quote.findUniqueOrThrow({ where: { id } })).toMatchObject({
        ...{ eventId, responseId: null, moderation: 'approved', naming: 'role', consentWebsite: false },
        attribution: expect.stringMatching(/^Governor, .*primary/),
      });
      const elsewhere = await service.chatAs('organiser', 'of-another-series');
      const { seriesId } = await prisma.event.findFirstOrThrow({ where: { id: { not: eventId } } });
      await prisma.grant.updateMany({ where: { account: { user: 'of-another-series' } }, data: { seriesId } });
      const refused = await elsewhere.submit(form.card, { ...said, words: 'No bees.', consent });
      expect(refused.text).toContain('I cannot find that event among those you organise.');
      expect(await prisma.quote.count({ where: { words: 'No bees.' } })).toBe(0);
      await prisma.quote.delete({ where: { id } });
    });

    it('moderates again what was said of a project, once its approval is withdrawn', async () => {
      const { prisma } = service.database;
      const chat = await service.chatAs('organiser', 'moderates-projects');
      const project = await prisma.project.findFirstOrThrow({ where: { status: 'published' } });
      await prisma.quote.updateMany({ where: { moderation: 'pending' }, data: { moderation: 'rejected' } });
      const said = 'Even the caretaker reads at lunch now.';
      const quote = { projectId: project.id, words: said, approvedWords: said, consentPublic: true };
      await prisma.quote.create({ data: { ...quote, moderation: 'approved', moderatedAt: service.clock.now() } });
      const back = await chat.click((await chat.say('approved quotes')).card, 'Withdraw approval', project.name);
      expect(back.text).toContain('It is waiting to be moderated again.');
      expect((await chat.say('what needs doing?')).text).toContain('1 quote to moderate');
      const waiting = await chat.say('quotes to moderate');
      expect(waiting.text).toContain(said);
      expect(waiting.text).toContain(`${project.name}. May be used for: public papers.`);
      expect((await chat.click(waiting.card, 'Reject')).text).toContain('Rejected.');
    });
  });

  describe('feedback over several rounds', () => {
    it('says once what several said, keeps opposites apart, and compares only rounds with five answers', async () => {
      const { prisma } = service.database;
      const now = service.clock.now();
      const series = await prisma.series.create({
        data: { slug: 'beacon-hours', name: 'Beacon hours', summary: 'Hours.', description: 'Hours.' },
      });
      const round = async (
        title: string,
        startsAt: Date,
        answers: ReadonlyArray<[number, string | null]>,
        questions: readonly string[] = ['It was useful'],
      ) => {
        const sessionId = await makeSession(prisma, now, { capacity: 40, title, startsAt });
        const session = await prisma.session.findUniqueOrThrow({ where: { id: sessionId } });
        await prisma.event.update({ where: { id: session.eventId }, data: { seriesId: series.id } });
        for (const [index, [rating, toChange]] of answers.entries()) {
          const person = await prisma.person.create({ data: { name: `Answerer ${title} ${index}` } });
          await prisma.feedbackRequest.create({
            data: {
              ...{ eventId: session.eventId, personId: person.id, askedAt: now, closesAt: now },
              questions: [...questions],
              response: {
                create: {
                  ...{ rating, toChange, givenAt: now, editedAt: new Date(+now + index) },
                  marks: questions.map(() => rating),
                },
              },
            },
          });
        }
      };
      const plain = (rating: number): [number, null] => [rating, null];
      /** What was asked at booking, and how many said yes and no. */
      const asked = async (title: string, prompt: string, yes: number, no: number) => {
        const event = await prisma.event.findFirstOrThrow({ where: { title }, include: { sessions: true } });
        const question = await prisma.bookingQuestion.create({ data: { eventId: event.id, kind: 'yes_no', prompt } });
        for (const answer of [...Array(yes).fill('Yes'), ...Array(no).fill('No')]) {
          const { id: personId } = await prisma.person.create({ data: { name: 'Somebody asked' } });
          const sessionId = event.sessions[0]?.id ?? '';
          const answers = { create: { questionId: question.id, answer } };
          await prisma.registration.create({ data: { sessionId, personId, state: 'confirmed', answers } });
        }
      };
      await round('First hour', new Date('2026-10-01T09:00:00Z'), [3, 3, 3, 4, 4].map(plain));
      await round('Second hour', new Date('2026-10-15T09:00:00Z'), [1, 1].map(plain));
      await round('Third hour', new Date('2026-11-13T09:00:00Z'), [
        [5, 'The room was far too cold.'],
        [4, 'The room was too cold'],
        [5, 'Room was to cold, far too cold!'],
        [4, 'The room was too hot.'],
        [4, 'More time for questions please'],
        [4, 'Please have more time for our qestions.'],
        [4, 'Less time for questions.'],
      ]);
      await asked('First hour', 'Will you stay for lunch?', 3, 2);
      await asked('Second hour', 'Will you stay for lunch?', 1, 1);
      await asked('Third hour', 'will you stay for lunch', 9, 1);
      const chat = await service.chatAs('organiser', 'compares');
      const results = await chat.say('feedback so far');
      expect(results.text).not.toContain('Answerer');
      const shown = JSON.stringify(results.card);
      expect(shown).toContain('2 people said much the same as: More time for questions please');
      expect(shown).toContain('3 people said much the same as: The room was too cold');
      expect(shown.match(/much the same as/g)).toHaveLength(2);
      for (const alone of ['The room was too hot', 'Less time for questions']) expect(shown).toContain(alone);
      const trend = await chat.say('how did feedback change over the beacon hours?');
      expect(trend.text).toContain('went up from 3.4 of 5 on Thursday 1 October 2026 to 4.3 of 5');
      expect(trend.text).toContain('fewer than five answered: Second hour, Thursday 15 October 2026.');
      expect(trend.text).toContain('To change: 7 people wrote.');
      expect(trend.text).not.toContain('1.0 of 5');
      expect(trend.text).toContain('Asked at booking: Will you stay for lunch?');
      expect(trend.text).toContain('Yes 60% (3), No 40% (2)');
      expect(trend.text).toContain('Yes 90% (9), No 10% (1)');
      expect(trend.text).not.toContain('Yes 50%');
      const url = /http:[^"]*\/feedback-trend\/[^"]*\.xlsx/.exec(JSON.stringify(trend.card))?.[0] ?? '';
      const file = await fetch(`${service.baseUrl}${new URL(url).pathname}`, { method: 'POST' });
      const parts = unzipSync(new Uint8Array(await file.arrayBuffer()));
      const said = Object.values(parts)
        .map((part) => strFromU8(part))
        .join('');
      expect(said).toContain('Will you stay for lunch?');
      for (const words of ['First hour', 'It was useful', 'Asked afterwards']) expect(said).toContain(words);
      expect(said).not.toContain('Somebody asked');
      await round('Fourth hour', new Date('2026-11-16T09:00:00Z'), [5, 5, 5, 5, 5].map(plain), ['it was useful!']);
      const third = await chat.say('feedback by question for the third hour');
      expect(third.text).toContain('It was useful\n4.3 of 5 on average, from 7 people (1: 0, 2: 0, 3: 0, 4: 5, 5: 2).');
      const second = await chat.say('feedback by question for the second hour');
      expect(second.text).toContain('It was useful\nFewer than 5 have answered it.');
      expect(second.text).not.toContain('on average');
      const byQuestion = await chat.say("trend of 'useful' in the beacon hours");
      expect(byQuestion.text).toContain(
        'It went up from 4.3 of 5 on Friday 13 November 2026 to 5.0 of 5 on Monday 16 November 2026. What came before a gap is not compared.',
      );
      expect(byQuestion.text).toMatch(/Second hour, Thursday 15 October 2026\nNot asked, or fewer than five answered/);
      const overall = await chat.click(byQuestion.card, 'All questions');
      expect(overall.text).toContain('up from 4.3 of 5 over 2 rounds');
      const paper = await makePaper(core, undefined, { from: '2026-09-01', to: '2026-11-18' });
      expect(paper).toMatchObject({ kind: 'made' });
      const lines = paper.kind === 'made' ? paper.paper.data.feedback.byQuestion : [];
      expect(lines).toEqual([
        { series: 'Beacon hours', prompt: 'it was useful!', events: 3, answered: 17, rating: (17 + 30 + 25) / 17 },
      ]);
      const which = await chat.say('feedback trends');
      expect(which.text).toContain('Feedback over which series?');
      expect((await chat.click(which.card, 'Show', 'Beacon hours')).text).toContain('Feedback over Beacon hours');
      const board = await service.chatAs('board', 'sees-ratings');
      const rated = await board.say('how were the beacon hours in november rated?');
      expect(rated.text).toMatch(/Ratings: Beacon hours[\s\S]*Third hour[\s\S]*Rated 4\.3 of 5, from 7 of/);
      const all = JSON.stringify((await board.say('what are the ratings of the beacon hours')).card);
      for (const hidden of ['1.0 of 5', 'too cold', 'Answerer']) expect(all).not.toContain(hidden);
      expect(all).toContain('Fewer than 5 answered');
      expect((await board.say('how did feedback change over the beacon hours?')).text).toContain('went up from 3.4');
      expect((await board.say('feedback by question for the third hour')).text).not.toContain('too cold');
      const member = await service.chatAs('headteacher', 'compares-not');
      expect((await member.say('how were the beacon hours rated?')).text).not.toContain('Rated');
      expect((await member.say('how did feedback change over the beacon hours?')).text).not.toContain('3.4');
    });
  });

  describe('a person who was quoted', () => {
    it('withdraws consent, is told where the quote was used, and nobody sees it any more', async () => {
      const { prisma } = service.database;
      const quote = await prisma.quote.findFirstOrThrow({ where: { eventId } });
      await prisma.quoteUse.create({
        data: { quoteId: quote.id, place: 'committee paper', ref: 'paper-1', printed: true, usedAt: core.clock.now() },
      });
      const chat = await service.chatAs('headteacher', 'answers');
      const mine = await chat.say('my quotes');
      const gone = await chat.click(mine.card, 'Withdraw', 'Changed your mind?');
      expect(gone.text).toContain('They were used in a committee paper on Wednesday 18 November 2026 (printed)');
      expect((await prisma.quote.findUniqueOrThrow({ where: { id: quote.id } })).withdrawnAt).not.toBeNull();
    });

    it('cannot answer once it has closed, nor for somebody else', async () => {
      const { prisma } = service.database;
      const own = await prisma.feedbackRequest.findFirstOrThrow({
        where: { eventId, personId: world.board.personId },
      });
      const other = await service.chatAs('headteacher', 'answers');
      const chat = await service.chatAs('board', 'late');
      const form = await chat.say('feedback');
      expect((await other.submit(form.card, { rating: '1' })).text).toContain('I can no longer find that request');
      await prisma.feedbackRequest.update({ where: { id: own.id }, data: { closesAt: core.clock.now() } });
      expect((await chat.submit(form.card, { rating: '1' })).text).toContain('has closed');
    });
  });
});
