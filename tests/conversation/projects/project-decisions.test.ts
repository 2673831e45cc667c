import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personas } from '../../../prisma/demo/personas.js';
import { eventually } from '../../support/eventually.js';
import { giveSchoolAddress } from '../../support/school-address.js';
import { startTestService, type TestService } from '../../support/service.js';
import { personalChatOf } from '../../support/teams/teams.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const toldTo = (user: string) =>
  JSON.stringify(service.connector.posted.filter(({ conversationId }) => conversationId === personalChatOf(user)));
/** Several accounts act as one person here: a message goes to the one seen last. */
const later = () => service.clock.advance(2 * 60 * 60_000);

describe('the innovation fund', () => {
  it('takes one application of a school, which an organiser decides, and tells the school', async () => {
    later();
    const head = await service.chatAs('headteacher', 'applicant');
    const organiser = await service.chatAs('organiser', 'decider');
    const form = await head.say('apply to the innovation fund');
    const typed = { title: 'Do walks help?', amount: '2 pounds', plan: 'We walk.', judged: 'We count.' };
    const refused = await head.submit(form.card, typed);
    expect(refused.text).toContain('Give whole pounds, such as 2500.');
    expect(JSON.stringify(refused.card)).toContain('Do walks help?');
    const sent = await head.submit(refused.card, { ...typed, amount: '£2,500' });
    expect(sent.text).toContain('Your application has been sent.');
    expect((await head.say('apply to the innovation fund')).text).toContain('Your school has applied already.');
    await eventually(() => expect(toldTo('decider')).toContain('A new application is waiting for your decision.'));
    const list = await organiser.say('applications');
    expect(list.text).toContain('Do walks help?');
    const opened = await organiser.click(list.card, 'Open', 'Do walks help?');
    expect(opened.text).toContain('£2,500');
    const question = await organiser.click(opened.card, 'Approve');
    const approved = await organiser.submit(question.card, { reason: 'Go on, and tell us' });
    expect(approved.text).toContain('Approved.');
    service.clock.advance(31_000);
    await eventually(() => expect(toldTo('applicant')).toContain('application has been approved'));
    const mine = await head.say('my projects');
    expect(mine.text).toContain('Innovation Fund 2026/27');
    expect(mine.text).toContain('Taking part');
  });

  it('shows applications to organisers alone', async () => {
    const { id } = await service.database.prisma.application.findFirstOrThrow({
      where: { state: 'asked', urn: { not: personas.board.urn } },
    });
    const board = await service.chatAs('board', 'curious-board');
    expect((await board.say('applications')).text).not.toContain('Applications to decide');
    const ours = { verb: 'application', data: { application: id } };
    const action = { type: 'Action.Execute', title: 'x', verb: 'application', data: { $: ours } };
    const seen = await board.send({
      type: 'invoke',
      name: 'adaptiveCard/action',
      value: { action, trigger: 'manual' },
    });
    expect(seen.text).toContain('I cannot find that application from your school.');
  });
});

describe('LeadLincs', () => {
  it('takes a colleague’s name, tells them, and an organiser decides with a reason', async () => {
    later();
    const deputy = await service.chat('named-deputy', { name: 'Dora Deputy' });
    await giveSchoolAddress(service, 'named-deputy', personas.headteacher.urn);
    const who = await deputy.say('change my school');
    const found = await deputy.submit(who.card, {
      school: String(personas.headteacher.urn),
      position: 'deputy_headteacher',
    });
    await deputy.click(found.card, "That's mine");
    const head = await service.chatAs('headteacher', 'nominator');
    const organiser = await service.chatAs('organiser', 'chooser');
    const form = await head.say('nominate my deputy for LeadLincs');
    const sent = await head.submit(form.card, {
      nominee: 'Dora Deputy, Deputy headteacher',
      why: 'She leads already.',
    });
    expect(sent.text).toContain('They will be told in their own chat');
    await eventually(() => expect(toldTo('named-deputy')).toContain('You have been put forward.'));
    expect((await deputy.say('my nominations')).text).toContain('Dora Deputy');
    const opened = await organiser.click((await organiser.say('nominations')).card, 'Open', 'Dora Deputy');
    const question = await organiser.click(opened.card, 'Decline');
    const declined = await organiser.submit(question.card, { reason: 'Next year, please' });
    expect(declined.text).toContain('Declined.');
    service.clock.advance(31_000);
    await eventually(() => expect(toldTo('named-deputy')).toContain('Next year, please'));
    const board = await service.chatAs('board', 'not-concerned');
    expect((await board.say('my projects')).text).not.toContain('Dora');
  });
});

describe('an organisers’ channel', () => {
  it('hears of a school whose head nobody knows, and of an application, without any name', async () => {
    const { prisma } = service.database;
    const place = { kind: 'channel', id: '19:team@thread.tacv2', team: '19:t' } as const;
    await service.chatAs('organiser', 'in-channel');
    await (await service.chat('in-channel', { place })).say('help');
    const conversation = await prisma.conversation.findFirstOrThrow({ where: { externalId: place.id } });
    await prisma.subscription.create({ data: { conversationId: conversation.id, kind: 'organisers' } });
    const clerk = await service.chat('headless-clerk', { name: 'Cleo Clerk' });
    await giveSchoolAddress(service, 'headless-clerk', personas.board.urn + 40);
    const who = await clerk.say('change my school');
    const school = String(personas.board.urn + 40);
    await clerk.click((await clerk.submit(who.card, { school, position: 'clerk' })).card, "That's mine");
    const form = await clerk.say('sign our school up for Caring2Learn');
    expect((await clerk.submit(form.card)).text).toContain('I have told the organisers.');
    const application = await clerk.say('apply to the innovation fund');
    const typed = { title: 'Do clerks help?', amount: '900', plan: 'We ask.', judged: 'We read.' };
    expect((await clerk.submit(application.card, typed)).text).toContain('Your application has been sent.');
    await eventually(() => {
      const posted = JSON.stringify(
        service.connector.posted.filter(({ conversationId }) => conversationId === place.id),
      );
      expect(posted).toContain('I do not know a headteacher there');
      expect(posted).toContain('applies to Innovation Fund');
      expect(posted).not.toContain('Cleo');
      expect(posted).not.toContain('Do clerks help?');
    });
  });
});

describe('participation', () => {
  it.each([
    ['how many schools in each district take part in Mobilise?', 'by district'],
    ['how many schools of each trust are in Mobilise?', 'by trust'],
    ['how many schools in Boston are in Mobilise?', 'schools of Boston'],
  ])('"%s"', async (words, shown) => {
    const chat = await service.chatAs('board', 'counts');
    const { text } = await chat.say(words);
    expect(text).toContain(shown);
    expect(text).toMatch(/take part/i);
  });

  it('counts what has just been registered', async () => {
    const { prisma } = service.database;
    const chat = await service.chatAs('board', 'counts-again');
    const before = (await chat.say('how many schools are in the small schools project?')).text;
    const cohort = await prisma.cohort.findFirstOrThrow({
      where: { academicYear: 2026, project: { slug: 'small-schools' } },
    });
    const number = await prisma.enrolment.count({ where: { cohortId: cohort.id, state: 'registered' } });
    expect(before).toContain(`${number} schools take part this year`);
    const head = await service.chatAs('headteacher', 'joins-small');
    const form = await head.say('register our school for the small schools project');
    expect((await head.submit(form.card)).text).toContain('Your school is registered');
    expect((await chat.say('how many schools are in the small schools project?')).text).toContain(
      `${number + 1} schools take part this year`,
    );
  });
});
