import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personas } from '../../../prisma/demo/personas.js';
import { sendDigests } from '../../../src/app/board/digest.js';
import type { Core } from '../../../src/app/core.js';
import { withdrawQuote } from '../../../src/app/feedback/quote-ledger.js';
import { sendSummaries } from '../../../src/app/messages/schedule-summaries.js';
import type { Actor } from '../../../src/domain/actor.js';
import { defaultDigest, isDigestDue, lastDigestWeek } from '../../../src/domain/digest.js';
import { eventually } from '../../support/eventually.js';
import { startTestService, type TestService } from '../../support/service.js';
import type { TeamsChat } from '../../support/teams/teams.js';
import { makeSession } from '../../support/worlds/programme.js';

const place = { kind: 'channel', id: '19:board@thread.tacv2', team: '19:team', name: 'Board' } as const;
const words = 'The part on mornings changed how we greet every child.';
let service: TestService;
let core: Core;
let channel: TeamsChat;
let sessionId: string;
let quoteId: string;
beforeAll(async () => {
  service = await startTestService('2026-11-22T10:00:00Z');
  ({ core } = service);
  const { prisma } = service.database;
  await service.chatAs('board', 'member');
  channel = await service.chat('member', { place });
  const startsAt = new Date('2026-11-22T06:30:00Z');
  sessionId = await makeSession(prisma, service.clock.now(), { capacity: 40, title: 'Beekeeping day', startsAt });
  const { eventId } = await prisma.session.findUniqueOrThrow({ where: { id: sessionId } });
  const { personId, urn } = personas.headteacher;
  await prisma.attendance.create({ data: { sessionId, personId, urn, source: 'organiser' } });
  const closesAt = new Date('2026-12-20T09:00:00Z');
  const request = { eventId, closesAt, askedAt: startsAt, questions: ['I can use it', 'Seldom answered'] };
  const asked = await prisma.feedbackRequest.create({ data: { ...request, personId } });
  await prisma.feedbackResponse.create({ data: { requestId: asked.id, rating: 5, marks: [4, 1] } });
  const others = await prisma.person.findMany({ where: { id: { not: personId } }, take: 4, select: { id: true } });
  for (const { id } of others) {
    const theirs = await prisma.feedbackRequest.create({ data: { ...request, personId: id } });
    await prisma.feedbackResponse.create({ data: { requestId: theirs.id, rating: 5, marks: [3, 0] } });
  }
  const quote = { eventId, responseId: asked.id, words, approvedWords: words, consentBoard: true };
  quoteId = (await prisma.quote.create({ data: { ...quote, moderation: 'approved', attribution: 'Headteacher' } })).id;
  const unapproved = { ...quote, responseId: null, words: 'Never shown to anybody.', moderation: 'pending' as const };
  await prisma.quote.create({ data: { ...unapproved, approvedWords: null } });
});
afterAll(() => service.stop());

const inChannel = () =>
  JSON.stringify(service.connector.posted.filter(({ conversationId }) => conversationId.startsWith(place.id)));
const ledger = (kind: string) => service.database.prisma.delivery.findMany({ where: { kind } });

describe('a channel of the board', () => {
  it('is subscribed by a board member, in a channel only', async () => {
    const chat = await service.chatAs('board', 'member');
    expect((await chat.say('send summaries here')).text).toContain('Say that in the channel');
    const head = await service.chatAs('headteacher', 'head');
    expect((await head.say('send summaries here')).text).not.toContain('from now on');
    expect((await channel.say('send summaries here')).text).toContain(
      'A summary after each event will be sent here from now',
    );
    expect((await channel.say('send summaries here')).text).toContain('is already sent here');
    expect((await channel.say('send the digest here')).text).toContain('on Mondays at 8am');
  });

  it('gets one summary when the list is confirmed, with approved words only', async () => {
    await sendSummaries(core);
    expect(await ledger('event-summary')).toHaveLength(0);
    const organiser = await service.chatAs('organiser', 'confirms');
    const roll = await organiser.say('attendance list for beekeeping');
    expect((await organiser.click(roll.card, 'Confirm the list')).text).toContain('This list is confirmed.');
    await Promise.all([sendSummaries(core), sendSummaries(core)]);
    await eventually(async () => expect(await ledger('event-summary')).toMatchObject([{ state: 'sent' }]));
    const told = inChannel();
    for (const part of ['1 person from 1 school came', words, '5.0 of 5', '5 of 5 (100%)', '“I can use it” 3.2 of 5']) {
      expect(told).toContain(part);
    }
    expect(told).toContain('“feedback by question for Beekeeping day”');
    expect(told).not.toContain('Seldom answered');
    expect(told).not.toContain('Never shown');
    expect(told).not.toContain('Provisional');
    expect(told).not.toContain('Amara');
  });

  it('no longer shows a quote once it is withdrawn', async () => {
    const { personId } = personas.headteacher;
    const account = await service.database.prisma.account.findFirstOrThrow({ where: { personId } });
    const headteacher: Actor = { accountId: account.id, personId, name: '', post: null, grants: [] };
    const outcome = await withdrawQuote(core, headteacher, quoteId);
    expect(outcome).toMatchObject({ kind: 'withdrawn', uses: [{ place: 'summary', printed: false }] });
    await eventually(() => {
      const updated = JSON.stringify(service.connector.updated.at(-1) ?? '');
      expect(updated).toContain('Beekeeping day');
      expect(updated).not.toContain('mornings');
    });
  });

  it('gets the digest once a week, late when the service starts late, and shows the ledger', async () => {
    await sendDigests(core);
    expect(await ledger('digest')).toHaveLength(0);
    service.clock.advance(30 * 60 * 60_000);
    await Promise.all([sendDigests(core), sendDigests(core)]);
    await sendDigests(core);
    await eventually(async () => expect(await ledger('digest')).toMatchObject([{ state: 'sent' }]));
    expect(inChannel()).toContain('The week to Monday 23 November 2026');
    const chat = await service.chatAs('board', 'member');
    expect((await chat.say('digest ledger')).text).toMatch(/Digest, week to Monday 23 November 2026[\s\S]*sent/);
    expect((await chat.say('digest now')).text).toContain('Not seen this year');
    expect(await ledger('digest')).toHaveLength(1);
  });

  it('has its own settings, and can be stopped', async () => {
    const form = await channel.say('digest settings');
    const saved = await channel.submit(form.card, { weekday: '5', time: '16:30' });
    expect(saved.text).toContain('Saved. The digest will be sent here on Fridays at 4:30pm.');
    expect(await service.database.prisma.subscription.findFirst({ where: { kind: 'digest' } })).toMatchObject({
      weekday: 5,
      minuteOfDay: 990,
    });
    expect((await channel.say('stop the digest')).text).toContain('is no longer sent here');
  });
});

describe('the attendance trend', () => {
  it('comes with a chart that says in words what it shows', async () => {
    const chat = await service.chatAs('board', 'asks');
    const seen = await chat.say('has briefing attendance gone up?');
    expect(service.logged.filter((line) => line.includes('turn failed'))).toEqual([]);
    const shown = JSON.stringify(seen.card);
    expect(shown).toContain('Bar chart of how many people came to');
    const url = /http:[^"]*\/charts\/[^"]*\.png/.exec(shown)?.[0] ?? '';
    const response = await fetch(`${service.baseUrl}${new URL(url).pathname}`);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(5_000);
    expect((await fetch(`${service.baseUrl}/charts/made-up.1.2.png`)).status).toBe(404);
  });
});

describe('the time of a digest', () => {
  const zone = 'Europe/London';
  const at = (iso: string, settings = defaultDigest) => lastDigestWeek(settings, new Date(iso), zone);
  it.each([
    ['2026-11-23T07:59:59Z', '2026-W47', '2026-11-16T08:00:00.000Z'],
    ['2026-11-23T08:00:00Z', '2026-W48', '2026-11-23T08:00:00.000Z'],
    ['2026-10-25T12:00:00Z', '2026-W43', '2026-10-19T07:00:00.000Z'],
    ['2026-10-26T08:00:00Z', '2026-W44', '2026-10-26T08:00:00.000Z'],
    ['2027-01-03T12:00:00Z', '2026-W53', '2026-12-28T08:00:00.000Z'],
  ])('at %s it is that of %s', (now, key, due) => {
    expect(at(now)).toEqual({ key, dueAt: new Date(due) });
  });

  it('comes once when the clock skips it or shows it twice', () => {
    const sunday = { ...defaultDigest, weekday: 7, minuteOfDay: 90 };
    expect(at('2027-03-28T01:29:00Z', sunday).key).toBe('2027-W11');
    expect(at('2027-03-28T01:30:00Z', sunday).key).toBe('2027-W12');
    const autumn = ['2026-10-25T00:30:00Z', '2026-10-25T01:29:00Z', '2026-10-25T01:30:00Z', '2026-10-25T03:00:00Z'];
    expect(autumn.map((now) => at(now, sunday).key)).toEqual(['2026-W42', '2026-W42', '2026-W43', '2026-W43']);
  });

  it('is never before somebody subscribed', () => {
    const monday = new Date('2026-11-23T09:00:00Z');
    expect(isDigestDue(defaultDigest, monday, new Date('2026-11-24T09:00:00Z'), zone)).toBeUndefined();
  });
});
