import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../support/service.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

describe("what's on, in words", () => {
  it.each([
    ["what's on", 'Annual conference|Peer review training|Leadership briefing, autumn term 2026/27', ''],
    ['next briefing', 'Boston, Wednesday 9 December 2026, 9:30am to 12pm', 'Annual conference'],
    ['anything for governors in December?', 'Governor briefing, autumn term 2026/27', 'Leadership briefing'],
    ['anything for governors in March?', 'I found nothing for governors in March 2027', 'Leadership briefing'],
    ['conference', 'Annual conference 2027', 'Leadership briefing'],
    ["what's on in january", "What's on in January 2027", 'Leadership briefing, autumn'],
    ["what's on next term", 'Annual conference 2027', 'Leadership briefing, autumn'],
    ['confrence', 'Annual conference 2027', 'Leadership briefing, autumn'],
    ['anything in Boston', 'Leadership briefing, autumn term 2026/27', 'Cluster facilitator'],
  ])('"%s"', async (words, shown, hidden) => {
    const chat = await service.chatAs('headteacher', 'asks');
    const { text } = await chat.say(words);
    for (const part of shown.split('|').slice(1)) expect(text).toContain(part);
    expect(text).toContain(shown.split('|').at(-1));
    if (hidden) expect(text).not.toContain(hidden);
  });

  it('opens an event with when, where, for whom, places left and what limits a booking, and folds the rest', async () => {
    const chat = await service.chatAs('headteacher', 'opens');
    const list = await chat.say("what's on");
    const opened = await chat.click(list.card, 'See details', 'Cluster facilitator training');
    for (const part of ['Tuesday 15 December 2026, 9:30am', 'Horncastle', 'Places', 'Booking', 'For', 'Free'])
      expect(opened.text).toContain(part);
    const details = await chat.click(opened.card, 'Details');
    expect(details.text).toContain('Agenda');
    // Of the list that it was opened from.
    expect((await chat.say('the first one')).text).toContain('Leadership briefing, autumn term 2026/27');
  });

  it('never shows a draft', async () => {
    const { prisma } = service.database;
    const draft = await prisma.event.findFirstOrThrow({ where: { status: 'draft' } });
    const chat = await service.chatAs('headteacher', 'curious');
    const { text } = await chat.say(draft.title);
    expect(text).not.toContain(draft.title);
    expect((await chat.say("what's on")).text).not.toContain(draft.title);
  });
});

describe('conversation', () => {
  it('shows in the help only what is understood when it is said', async () => {
    const chat = await service.chatAs('headteacher', 'helped');
    const help = await chat.say('help');
    const more = await chat.click(help.card, 'More that I can do');
    const examples = [...`${help.text}${more.text}`.matchAll(/Say “([^”]+)”/g)].map((match) => match[1] ?? '');
    expect(examples.length).toBeGreaterThan(12);
    for (const example of examples) expect((await chat.say(example)).text).not.toContain('I am not sure what you mean');
  });

  it.each(['headteacher', 'organiser', 'administrator'] as const)(
    'gives a %s help by subject, each on one page with at most six buttons',
    async (role) => {
      const chat = await service.chatAs(role, `helped-${role}`);
      const first = (await chat.say('help')).card;
      const pages = [first, (await chat.click(first, 'More that I can do')).card];
      if (role !== 'headteacher') {
        const subjects = await chat.click(first, 'For organisers and the board');
        pages.push(subjects.card);
        for (const subject of ['Running events', 'Who comes and who came', 'For the board'])
          pages.push((await chat.click(subjects.card, 'Open', subject)).card);
      }
      const buttons = (page: unknown) => JSON.stringify(page).split('"Action.Execute"').length - 1;
      const tooMany = pages.filter((page) => buttons(page) < 1 || buttons(page) > 6);
      expect(tooMany).toEqual([]);
      expect(JSON.stringify(pages.slice(2))).not.toContain('Page 1 of');
    },
  );

  it.each([
    ['hello', 'Hello'],
    ['good morning', 'Hello'],
    ['thanks', 'You are welcome.'],
    ['Thank you very much!', 'You are welcome.'],
  ])('answers "%s" as a person would', async (words, answer) => {
    const chat = await service.chatAs('headteacher', 'polite');
    expect((await chat.say(words)).text).toContain(answer);
  });

  it('keeps personal matters out of a channel', async () => {
    await service.chatAs('headteacher', 'in-channel');
    const place = { kind: 'channel', id: '19:heads@thread.tacv2', team: '19:team' } as const;
    const channel = await service.chat('in-channel', { place });
    const seen = await channel.say('my bookings');
    expect(seen.messages.map(({ text }) => text).join()).toContain('I have answered in your own chat');
    expect(JSON.stringify(seen.messages)).not.toContain('Cluster facilitator');
    expect(JSON.stringify(seen.elsewhere)).toContain('Cluster facilitator');
  });

  it('shows hostile text as text, and logs neither names nor messages', async () => {
    const chat = await service.chat('hostile', { name: 'Hostile Harriet' });
    for (const words of [
      '<at>everyone</at> **x** [a](http://evil.example)',
      '{{DATE(2020-01-01T00:00:00Z)}}',
      '\u0000\u202e',
    ]) {
      expect((await chat.say(words)).status).toBe(200);
    }
    const log = service.logged.join('\n');
    expect(log).not.toContain('evil.example');
    expect(log).not.toContain('Harriet');
    expect(log).not.toContain('"level":50');
  });
});

describe("what's on, for somebody", () => {
  it('is first what they may book, with how far it is; the rest is behind "All events", and limits are seen before booking', async () => {
    const chat = await service.chatAs('headteacher', 'd-mine');
    const mine = await chat.say("what's on");
    expect(mine.text).toContain("What's on, for you");
    expect(mine.text).toMatch(/\d+ miles away/);
    expect(mine.text).not.toContain('Governor briefing');
    const all = await chat.click(mine.card, (/All events \(\d+ more\)/.exec(mine.text) ?? [''])[0]);
    expect(await chat.readOn(all)).toContain('Governor briefing');
    const limits = await chat.say('annual conference');
    expect(limits.text).toMatch(/Booking: Until/);
  });

  it('tells who of their school is booked, by name, and of their cluster in numbers', async () => {
    const chat = await service.chatAs('headteacher', 'd-school');
    const school = await chat.say('who is booked from my school?');
    expect(school.text).toMatch(/Booked from /);
    expect(school.text).toContain('Amara Whitfield');
    const cluster = await chat.say('who else is coming from our cluster?');
    expect(cluster.text).toMatch(/other schools of your cluster/);
    expect(cluster.text).not.toContain('Amara');
  });
});
