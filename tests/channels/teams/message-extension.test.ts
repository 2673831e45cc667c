import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BothPlatforms, startBothPlatforms } from '../../support/both-platforms.js';
import { buttonsOf, visibleText } from '../../support/teams/adaptive-card.js';
import { hostCard } from '../../support/teams/adaptive-card-host.js';
import { pasteLink, searchFromBox } from '../../support/teams/message-box.js';
import type { TeamsChat } from '../../support/teams/teams.js';

let service: BothPlatforms;
let box: TeamsChat;

beforeAll(async () => {
  service = await startBothPlatforms();
  box = await service.inTeams('somebody', { place: { kind: 'group', id: '19:staff@thread.v2' } });
});
afterAll(() => service.stop());

describe('looking for something to put into a chat', () => {
  it('offers what is on next when the box is opened, each with a card and a line to choose it by', async () => {
    const { previews, cards } = await searchFromBox(box, '');
    expect(previews.length).toBeGreaterThan(3);
    expect(cards).toHaveLength(previews.length);
    expect(previews[0]?.text).toMatch(/2026|2027/);
  });

  it.each([
    ['half a word', 'briefi', 'Leadership briefing'],
    ['a word that is misspelt', 'confrence', 'Annual conference'],
    ['a place', 'grantham', 'Leadership briefing'],
  ])('finds events by %s', async (_by, words, title) => {
    const { previews } = await searchFromBox(box, words);
    expect(previews.map((preview) => preview.title)).toContainEqual(expect.stringContaining(title));
  });

  it('finds the published answer to a question, and puts it first', async () => {
    const [article] = await service.database.prisma.article.findMany({ where: { status: 'published' }, take: 1 });
    const { previews, cards } = await searchFromBox(box, article?.question ?? '');
    expect(previews[0]?.title).toBe(article?.question);
    expect(visibleText(cards[0] ?? {})).toContain(article?.answer.slice(0, 60));
  });

  it('says what to try where nothing is found, and turns pages without repeating itself', async () => {
    expect((await searchFromBox(box, 'xyzzy qwrtp')).message).toContain('Try the name of an event');
    const all = await searchFromBox(box, '');
    const rest = await searchFromBox(box, '', 2);
    expect(rest.previews[0]).toEqual(all.previews[2]);
  });

  it('offers nothing that is a draft, and says nothing of whoever looks', async () => {
    const { prisma } = service.database;
    const event = await prisma.event.findFirstOrThrow({
      where: { status: 'published', sessions: { some: { startsAt: { gt: service.clock.now() } } } },
    });
    await prisma.event.update({ where: { id: event.id }, data: { status: 'draft', title: 'Zephyr rehearsal' } });
    expect((await searchFromBox(box, 'zephyr')).previews).toEqual([]);
    await prisma.event.update({ where: { id: event.id }, data: { status: event.status, title: event.title } });
  });

  it('makes cards that Teams takes', async () => {
    for (const card of (await searchFromBox(box, '')).cards) {
      expect((await hostCard(card)).problems).toEqual([]);
      expect(buttonsOf(card).length).toBeLessThanOrEqual(6);
    }
  });

  it('refuses what is no search of ours', async () => {
    expect((await box.invoke('composeExtension/query', { commandId: 'other' })).status).toBe(400);
    expect((await box.invoke('composeExtension/query', null)).status).toBe(400);
  });
});

describe('a link to one of our pages, pasted into a chat', () => {
  it('to check in is shown with the event it is for', async () => {
    const { prisma } = service.database;
    const session = await prisma.session.findFirstOrThrow({
      where: { startsAt: { gt: service.clock.now() } },
      include: { event: true },
    });
    const organiser = await service.inTeams('runs-it');
    await service.grant({ platform: 'teams', user: 'runs-it' }, 'organiser');
    const shown = await organiser.send({
      type: 'invoke',
      name: 'adaptiveCard/action',
      value: {
        action: { type: 'Action.Execute', data: { $: { verb: 'check-in-code', data: { session: session.id } } } },
      },
    });
    const [page = ''] =
      /https:\/\/staffroom\.example\/check-in\/[\w.-]+/.exec(JSON.stringify(shown.replaced ?? shown.messages)) ?? [];
    const { cards, previews } = await pasteLink(box, page.replace(/\.png$/, ''));
    expect(previews[0]?.title).toContain(session.event.title);
    expect(cards[0]).toMatchObject({ version: '1.3' });
    expect(JSON.stringify(cards)).not.toContain('Action.Execute');
  });

  it('of one person is not shown: whoever pasted it is told to take it out', async () => {
    const { previews, cards } = await pasteLink(box, 'https://staffroom.example/my/abc.def');
    expect(previews[0]?.title).toBe('A page of one person’s own');
    expect(visibleText(cards[0] ?? {})).toContain('take it out of the message');
  });

  it.each(['https://other.example/privacy', 'https://staffroom.example/nothing', 'no address'])(
    'that shows nothing is left alone: %s',
    async (url) => expect((await pasteLink(box, url)).cards).toEqual([]),
  );
});
