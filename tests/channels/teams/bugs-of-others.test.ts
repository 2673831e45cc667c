import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personas } from '../../../prisma/demo/personas.js';
import type { Turn } from '../../../src/conversation/talk/turn.js';
import { type BothPlatforms, startBothPlatforms, teamsTenant } from '../../support/both-platforms.js';
import { findButton } from '../../support/teams/adaptive-card.js';
import { teamsChat } from '../../support/teams/teams.js';
import { teamsService } from './service.js';

/** What went wrong in other bots by their public reports, each tried here. */
let world: BothPlatforms;
const { personId } = personas.headteacher;
beforeAll(async () => {
  world = await startBothPlatforms('2026-11-28T10:00:00Z');
  const seenAt = world.clock.now();
  await world.database.prisma.account.create({
    data: { platform: 'teams', tenant: teamsTenant, user: 'head', personId, seenAt },
  });
});
afterAll(() => world.stop());

/** Somebody who says this to a bot that answers nothing: what reached the conversation, and what was answered. */
async function heard(activity: Readonly<Record<string, unknown>>) {
  const service = await teamsService({ say: () => [] });
  const chat = await teamsChat({ baseUrl: service.baseUrl, user: 'user-1', tenant: 'tenant-1' });
  try {
    return { seen: await chat.send(activity), turns: [...service.turns] as readonly Turn[] };
  } finally {
    await service.stop();
    await chat.close();
  }
}

describe('somebody who is mentioned', () => {
  const mention = (id: string, name: string) => ({
    type: 'mention',
    text: `<at>${name}</at>`,
    mentioned: { id, name },
  });

  // github.com/OfficeDev/Microsoft-Teams-Samples/issues/969, github.com/microsoft/botbuilder-js/issues/4379
  it('in parts of the name is one person of that name', async () => {
    const { turns } = await heard({
      type: 'message',
      text: 'book <at>Jane</at> <at>Field</at> and <at>Sam</at> <at>Moor</at>',
      entities: [mention('29:j', 'Jane'), mention('29:j', 'Field'), mention('29:s', 'Sam'), mention('29:s', 'Moor')],
    });
    expect(turns[0]?.input).toEqual({
      kind: 'said',
      text: 'book @somebody1 and @somebody2',
      mentioned: [
        { id: '29:j', name: 'Jane Field' },
        { id: '29:s', name: 'Sam Moor' },
      ],
    });
  });

  it('twice in one message stays of one name', async () => {
    const { turns } = await heard({
      type: 'message',
      text: '<at>Jane Field</at> is ill, so book <at>Jane</at> out',
      entities: [mention('29:j', 'Jane Field'), mention('29:j', 'Jane')],
    });
    expect(turns[0]?.input).toMatchObject({
      text: '@somebody1 is ill, so book @somebody1 out',
      mentioned: [{ id: '29:j', name: 'Jane Field' }],
    });
  });
});

describe('a press', () => {
  const places = () => world.database.prisma.registration.count({ where: { personId, state: 'confirmed' } });

  // github.com/microsoft/botbuilder-dotnet/issues/5005, github.com/microsoft/BotFramework-Services/issues/59,
  // github.com/MicrosoftDocs/msteams-docs/issues/6084: Teams sends it again, first with the same id and later with another
  it('that comes again, with its id or with another, is done once', async () => {
    const chat = await world.inTeams('head');
    const shown = await chat.click((await chat.say("what's on")).card, 'See details', 'briefing');
    const { verb, data, title } = findButton(shown.card, 'Book', 'Lincoln');
    const value = { action: { type: 'Action.Execute', title, verb, data }, trigger: 'manual' };
    const before = await places();
    await chat.send({ type: 'invoke', name: 'adaptiveCard/action', value });
    await chat.again();
    expect((await chat.send({ type: 'invoke', name: 'adaptiveCard/action', value })).status).toBe(200);
    expect(await places()).toBe(before + 1);
  });

  // github.com/vercel/chat/issues/731, github.com/microsoft/botbuilder-js/issues/3776 and 4445
  it('is answered with a type and some words, also where nothing is to be said: else Teams sends it again', async () => {
    const action = { type: 'Action.Execute', title: 'x', verb: 'book', data: { $: { verb: 'book', data: {} } } };
    const { seen, turns } = await heard({ type: 'invoke', name: 'adaptiveCard/action', value: { action } });
    expect(turns).toHaveLength(1);
    expect(seen.notice).toMatch(/\w+/);
  });
});

describe('what is no turn', () => {
  // github.com/microsoft/botbuilder-js/issues/4635: a reaction to a card that a press had changed
  it.each([
    { type: 'messageReaction', reactionsAdded: [{ type: 'like' }], replyToId: '1' },
    { type: 'messageDelete', channelData: { eventType: 'softDeleteMessage' } },
    { type: 'typing' },
  ])('$type is taken, and answered with nothing', async (activity) => {
    const { seen, turns } = await heard(activity);
    expect(seen.status).toBe(200);
    expect([turns, seen.messages]).toEqual([[], []]);
  });

  // github.com/MicrosoftDocs/msteams-docs/issues/3185, github.com/microsoft/teams-sdk/pull/2932
  it.each([
    ['fileConsent/invoke', { type: 'fileUpload', action: 'accept', context: {} }, 501],
    ['task/fetch', { data: {} }, 501],
    ['application/search', undefined, 400],
    ['application/search', { queryText: null, dataset: 'schools' }, 400],
    ['composeExtension/query', undefined, 400],
  ])('%s that we never asked for, or that says nothing, is refused and breaks nothing', async (name, value, status) => {
    expect((await (await world.inTeams('head')).invoke(name, value)).status).toBe(status);
  });
});

describe('the message extension', () => {
  type Found = { composeExtension: { type: string; attachments?: Array<{ preview?: { contentType?: string } }> } };
  const ask = async (parameters: unknown) => {
    const value = { commandId: 'search', parameters, queryOptions: { skip: 0, count: 25 } };
    const { status, body } = await (await world.inTeams('head')).invoke('composeExtension/query', value);
    expect(status).toBe(200);
    return (body as Found).composeExtension;
  };

  // github.com/MicrosoftDocs/msteams-docs/issues/13167: the phone says that it was just opened whenever the box is emptied
  it.each([
    ['just opened', [{ name: 'initialRun', value: 'true' }]],
    ['emptied', [{ name: 'words', value: '' }]],
    ['emptied on a phone', [{ name: 'initialRun', value: true }, { name: 'words' }]],
  ])('shows what is on when it is %s', async (_, parameters) => {
    expect((await ask(parameters)).attachments?.length).toBeGreaterThan(0);
  });

  // github.com/MicrosoftDocs/msteams-docs/issues/5233 and 4507, github.com/microsoft/teams.net/pull/148
  it('has a preview for each card, without which Teams shows nothing', async () => {
    const { attachments = [] } = await ask([{ name: 'words', value: 'briefing' }]);
    expect(attachments.length).toBeGreaterThan(0);
    for (const { preview } of attachments)
      expect(preview?.contentType).toBe('application/vnd.microsoft.card.thumbnail');
  });
});
