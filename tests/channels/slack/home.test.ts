import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personas } from '../../../prisma/demo/personas.js';
import { type BothPlatforms, startBothPlatforms } from '../../support/both-platforms.js';
import { eventually } from '../../support/eventually.js';
import { readSlack } from '../../support/readable-text.js';
import { type SlackTestService, slackService } from './service.js';

let service: BothPlatforms;
const email = 'head@marrowfen.example';

beforeAll(async () => {
  service = await startBothPlatforms();
  const { personId } = personas.headteacher;
  await service.database.prisma.person.update({ where: { id: personId }, data: { email } });
  await service.database.prisma.registration.deleteMany({ where: { personId } });
  service.vouch({ teams: 'head', slack: 'U0HEAD' }, email);
});
afterAll(() => service.stop());

function never(): never {
  throw new Error('No Home tab');
}

const homeText = (user: string) => readSlack(service.slack.state.homes.get(user)?.shown.blocks).join('\n');

describe('the first time somebody opens the bot', () => {
  it('they are welcomed in its chat, once, and find a Home tab that asks who they are', async () => {
    const chat = service.inSlack('U0NEWCOMER');
    const first = await chat.openHome();
    expect(first.messages.map(({ text }) => text)).toEqual([expect.stringContaining('I am Staffroom')]);
    expect(homeText('U0NEWCOMER')).toContain('[Tell me your school]');
    expect((await chat.openHome()).messages).toEqual([]);
    expect((await service.inSlack('U0WRITER').openHome('messages')).home).toBeUndefined();
  });
});

describe('the Home tab', () => {
  it('of somebody known shows their bookings, what is on for them, their projects, and what they can do', async () => {
    await service.inSlack('U0HEAD').openHome();
    const text = homeText('U0HEAD');
    for (const words of [
      personas.headteacher.name,
      'Headteacher',
      'My bookings',
      "What's on for me",
      'Projects at Marrowfen',
      "[What's on]",
      '[Change my school]',
    ])
      expect(text).toContain(words);
    expect(text).toContain('You have no bookings just now.');
  });

  it('of an organiser shows what waits for them, the events they run and how the digest stands; others see none of it', async () => {
    const { prisma } = service.database;
    await service.grant({ platform: 'slack', user: 'U0RUNS' }, 'organiser');
    await prisma.account.updateMany({
      where: { platform: 'slack', user: 'U0RUNS' },
      data: { personId: personas.organiser.personId },
    });
    await prisma.ticket.create({ data: { question: 'Who chairs the panel?', normalised: 'who chairs the panel' } });
    const lost = {
      kind: 'reminder',
      payload: {},
      state: 'failed',
      fault: 'Refused.',
      dueAt: service.clock.now(),
    } as const;
    await prisma.delivery.create({ data: { ...lost, key: 'home:1', personId: personas.headteacher.personId } });
    const chat = service.inSlack('U0RUNS');
    const { home } = await chat.openHome();
    const text = homeText('U0RUNS');
    for (const words of [
      'For you to do',
      '1 message did not arrive',
      'Events you run',
      'Weekly digest',
      '[Plan an event]',
    ])
      expect(text).toContain(words);
    expect(text).toMatch(/\d+ questions? to answer/);
    expect(text).toMatch(/\d+ of \d+ places/);
    expect((await chat.click(home ?? never(), 'Answer', 'to answer')).text).toContain('Who chairs the panel?');
    await service.inSlack('U0HEAD').openHome();
    expect(homeText('U0HEAD')).not.toMatch(/did not arrive|Events you run|Weekly digest/);
  });

  it('answers in a modal, goes on in it, and shows afterwards what has changed', async () => {
    const chat = service.inSlack('U0HEAD');
    const { home } = await chat.openHome();
    if (!home) throw new Error('No Home tab');
    const event = await chat.click(home, 'See details', 'Leadership briefing');
    expect(event.text).toContain('[Book]');
    const booked = event.modal && (await chat.click(event.modal, 'Book', 'Lincoln'));
    expect(booked?.text).toContain('Your place is booked.');
    expect(booked).toMatchObject({ messages: [], elsewhere: [] });
    await eventually(() => expect(homeText('U0HEAD')).toContain('You have 1 booking'));
  });

  it('opens a form, and shows its answer where the form was', async () => {
    const chat = service.inSlack('U0NEWCOMER');
    const { home } = await chat.openHome();
    const opened = home && (await chat.click(home, 'Tell me your school'));
    const offered = await chat.suggest(opened?.modal, 'school', 'marrowf');
    const [[label, urn] = ['', '']] = offered;
    expect(label).toContain('Marrowfen');
    expect(urn).toMatch(/^\d{6}$/);
    expect(offered.at(-1)).toEqual(['“marrowf”, as I typed it', 'marrowf']);
    const stranger = service.inSlack('U9NOBODY', { team: 'T9ELSEWHERE' });
    expect(await stranger.suggest(opened?.modal, 'school', 'marrowf')).toEqual([]);
    const found = await chat.submit(opened?.modal, { school: urn, position: 'governor' });
    expect(found.body).toMatchObject({ response_action: 'update' });
    const settled = found.modal && (await chat.click(found.modal, "That's mine"));
    expect(settled?.text).toContain('Governor');
    await eventually(() => expect(homeText('U0NEWCOMER')).toContain('Governor, Marrowfen'));
  });

  it('shows within a minute what was changed on the other platform', async () => {
    await service.inSlack('U0HEAD').openHome();
    expect(homeText('U0HEAD')).toContain('You have 1 booking');
    const inTeams = await service.inTeams('head');
    const asked = await inTeams.say('cancel my place');
    await inTeams.click(asked.card, 'Yes, cancel my place');
    expect(homeText('U0HEAD')).toContain('You have 1 booking');
    await service.tick();
    await eventually(() => expect(homeText('U0HEAD')).toContain('You have no bookings just now.'));
  });

  it('is published again only when it has changed', async () => {
    const count = () => service.slack.callsOf('views.publish').length;
    // Another tab may still show what the last test changed.
    let before = count();
    await eventually(async () => {
      const was = before;
      await new Promise((resolve) => setTimeout(resolve, 200));
      before = count();
      expect(before).toBe(was);
    });
    await service.tick();
    await service.inSlack('U0HEAD').say("what's on");
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(count()).toBe(before);
  });
});

describe('a Home tab during a rate limit', () => {
  let scripted: SlackTestService;
  beforeAll(async () => {
    scripted = await slackService({
      home: () => ({ accountId: undefined, cards: [{ fallback: 'x', blocks: [{ kind: 'text', text: 'Home' }] }] }),
    });
  });
  afterAll(() => scripted.stop());

  it('is shown when the rate limit is over', async () => {
    scripted.slack.fail('views.publish', { status: 429, headers: { 'retry-after': '1' } });
    await scripted.chat().openHome();
    await eventually(() => expect(readSlack(scripted.slack.state.homes.get('U0SAM')?.shown.blocks)).toEqual(['Home']));
    expect(scripted.slack.callsOf('views.publish')).toHaveLength(2);
  });
});
