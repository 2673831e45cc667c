import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personas } from '../../../prisma/demo/personas.js';
import { type BothPlatforms, startBothPlatforms } from '../../support/both-platforms.js';
import { eventually } from '../../support/eventually.js';
import type { SlackChat } from '../../support/slack/slack.js';

const channelId = 'C0BOARD';
const words = 'The part on mornings changed how we greet every child.';
let service: BothPlatforms;
let sessionId: string;
let quoteId: string;
let organiser: SlackChat;
let speaker: SlackChat;

beforeAll(async () => {
  service = await startBothPlatforms('2026-11-22T20:30:00Z');
  const { prisma } = service.database;
  await service.grant({ platform: 'slack', user: 'U0BOARD' }, 'board');
  await service.grant({ platform: 'slack', user: 'U0ORG' }, 'organiser');
  service.vouch({ slack: 'U0HEAD' }, 'whitfield@school.example');
  organiser = service.inSlack('U0ORG');
  speaker = service.inSlack('U0HEAD');
  await speaker.say('hello');
  const { personId, urn } = personas.headteacher;
  await prisma.account.updateMany({ where: { user: 'U0HEAD' }, data: { personId } });
  const series = await prisma.series.findUniqueOrThrow({ where: { slug: 'leadership-briefing' } });
  const startsAt = new Date('2026-11-22T18:00:00Z');
  const about = { slug: 'owls-evening', title: 'Owls evening', academicYear: 2026, term: 'autumn' } as const;
  const event = await prisma.event.create({ data: { ...about, seriesId: series.id, status: 'published' } });
  const endsAt = new Date('2026-11-22T20:00:00Z');
  const session = await prisma.session.create({
    data: { eventId: event.id, venue: 'Barn', town: 'Lincoln', startsAt, endsAt },
  });
  sessionId = session.id;
  await prisma.attendance.create({ data: { sessionId, personId, urn, source: 'organiser' } });
  const closesAt = new Date('2026-12-20T09:00:00Z');
  const asked = await prisma.feedbackRequest.create({
    data: { eventId: event.id, personId, closesAt, askedAt: endsAt },
  });
  await prisma.feedbackResponse.create({ data: { requestId: asked.id, rating: 5, givenAt: endsAt } });
  const quote = { eventId: event.id, responseId: asked.id, urn, words, attribution: 'Headteacher' };
  await prisma.quote.updateMany({ where: { moderation: 'pending' }, data: { moderation: 'rejected' } });
  quoteId = (await prisma.quote.create({ data: { ...quote, consentPublic: true, consentBoard: true } })).id;
});
afterAll(() => service.stop());

const posted = (part: string) =>
  service.slack.state
    .in(channelId)
    .filter((message) => `${message.text}${JSON.stringify(message.blocks)}`.includes(part));
const only = (part: string) => {
  const [message, ...others] = posted(part);
  if (!message || others.length > 0) throw new Error(`${others.length + (message ? 1 : 0)} messages with “${part}”`);
  return { ...message, all: `${message.text}${JSON.stringify(message.blocks)}` };
};
const pass = async (hours: number) => {
  service.clock.advance(hours * 3_600_000);
  await service.tick();
};

describe('a channel of the board in Slack', () => {
  it('gets a summary marked provisional two days after, with a chart that says what it shows', async () => {
    const channel = service.inSlack('U0BOARD', { channel: channelId });
    expect((await channel.say('send summaries here')).text).toContain('A summary after each event will be sent here');
    await pass(47);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(posted('Owls evening')).toEqual([]);
    await pass(2);
    await eventually(() => expect(only('Owls evening').all).toContain('Provisional'));
    const image = only('Owls evening').blocks.find((block) => (block as { type: string }).type === 'image');
    expect(image).toMatchObject({
      image_url: expect.stringMatching(/^https:\/\/staffroom\.example\/charts\/.+\.png$/),
      alt_text: expect.stringMatching(/^Bar chart of how many people came to Leadership briefing: .*November 2026 1$/),
    });
  });

  it('sees the same message updated when the list is confirmed afterwards', async () => {
    const list = await organiser.say('attendance list for owls evening');
    expect((await organiser.click(list.message, 'Confirm the list')).text).toContain('This list is confirmed.');
    await eventually(() => expect(only('Owls evening').all).toContain('From the confirmed attendance lists'));
    expect(only('Owls evening')).toMatchObject({ edits: 1 });
    expect(only('Owls evening').all).not.toContain('Provisional');
    await pass(1);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(only('Owls evening')).toMatchObject({ edits: 1 });
  });

  it('is shown a quote that is approved after that, and no longer when the approval is taken back', async () => {
    const pending = await organiser.say('quotes to moderate');
    expect(pending.text).toContain(words);
    expect((await organiser.click(pending.message, 'Approve')).text).toContain('Approved:');
    await eventually(() => expect(only('Owls evening').all).toContain(words));
    const approved = await organiser.say('approved quotes');
    const back = await organiser.click(approved.message, 'Withdraw approval');
    expect(back.text).toContain('It is waiting to be moderated again.');
    expect(back.text).toContain('I am taking them out of the messages in channels now.');
    await eventually(() => expect(only('Owls evening').all).not.toContain(words));
    expect((await organiser.say('quotes to moderate')).text).toContain(words);
  });
});

describe('the weekly digest in Slack', () => {
  it('comes once, and still covers its own week when a quote is withdrawn from it', async () => {
    const channel = service.inSlack('U0BOARD', { channel: channelId });
    expect((await channel.say('send the digest here')).text).toContain('on Mondays at 8am');
    const pending = await organiser.say('quotes to moderate');
    await organiser.click(pending.message, 'Approve');
    await pass(5 * 24 + 10);
    await pass(1);
    await eventually(() => expect(only('The week to').all).toContain(words));
    const week = /The week to [A-Za-z0-9 ]+/.exec(only('The week to').text)?.[0];
    const said = await speaker.say('what did people say about the leadership briefing?');
    expect(said.text).toContain(words);
    await pass(3 * 24);
    const mine = await speaker.say('my quotes');
    expect(mine.text).toContain('an answer in the chat');
    const gone = await speaker.click(mine.message, 'Withdraw');
    expect(gone.text).toContain('I am taking them out of the messages in channels now.');
    expect(gone.text).toContain('Answers already given in a chat still show them; new ones will not.');
    await eventually(() => expect(only('The week to').all).not.toContain(words));
    await eventually(() => expect(only('Owls evening').all).not.toContain(words));
    expect(only('The week to').text).toContain(week);
    expect(only('The week to').text).toContain('Updated on');
    const again = await speaker.say('what did people say about the leadership briefing?');
    expect(again.text).not.toContain(words);
  });

  it('says that a message it can no longer update still shows the quote', async () => {
    const { prisma } = service.database;
    await prisma.quote.update({ where: { id: quoteId }, data: { withdrawnAt: null } });
    await prisma.conversation.updateMany({
      where: { externalId: channelId },
      data: { goneAt: service.clock.now() },
    });
    const mine = await speaker.say('my quotes');
    expect((await speaker.click(mine.message, 'Withdraw')).text).toContain('One message still shows them');
    await prisma.conversation.updateMany({ where: { externalId: channelId }, data: { goneAt: null } });
  });

  it('is skipped in a quiet week, and the list of posts says so', async () => {
    const { prisma } = service.database;
    await prisma.subscription.updateMany({ where: { kind: 'digest' }, data: { sections: ['unanswered'] } });
    await prisma.unanswered.deleteMany();
    await pass(7 * 24);
    await eventually(async () =>
      expect(await prisma.delivery.count({ where: { kind: 'digest', state: 'missed' } })).toBe(1),
    );
    expect(posted('The week to')).toHaveLength(1);
    const ledger = await service.inSlack('U0BOARD').say('digest ledger');
    expect(ledger.text).toContain('not sent: There was nothing left to tell when it was due.');
    expect(ledger.text).toContain('Summary: Owls evening');
  });
});
