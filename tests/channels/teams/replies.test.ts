import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { Reply, Turn } from '../../../src/conversation/talk/turn.js';
import type { Card, Form } from '../../../src/rendering/card.js';
import { hostileTexts } from '../../support/hostile/hostile-text.js';
import { visibleText } from '../../support/teams/adaptive-card.js';
import { type ChatPlace, type TeamsChat, teamsChat } from '../../support/teams/teams.js';
import { type TestService, teamsService } from './service.js';

const card: Card = {
  fallback: 'Next briefing: Lincoln',
  blocks: [{ kind: 'heading', text: 'Next briefing' }],
  actions: [
    { kind: 'act', label: 'Book', verb: 'book', data: { session: '7' }, style: 'primary' },
    { kind: 'act', label: 'More', verb: 'whats-on', keepsCard: true },
  ],
};
const second: Card = { fallback: 'You are booked', blocks: [{ kind: 'text', text: 'You are booked.' }] };
const form: Form = {
  title: 'Which school?',
  fields: [
    { kind: 'text', id: 'school', label: 'School', required: true },
    { kind: 'choices', id: 'days', label: 'Days', options: [{ value: 'a,b', label: 'Monday' }] },
  ],
  submit: { label: 'Send', verb: 'choose-school', data: { step: '1' } },
  fallback: 'Which school?',
};
const text = (words: string) => ({ kind: 'text', text: words }) as const;

let service: TestService | undefined;
let chat: TeamsChat | undefined;

async function start(say: (turn: Turn) => Promise<readonly Reply[]> | readonly Reply[], place?: ChatPlace) {
  service = await teamsService({ say });
  const who = { baseUrl: service.baseUrl, user: 'user-1', tenant: 'tenant-1' };
  chat = await teamsChat({ ...who, ...(place && { place }) });
  return { service, chat, connector: chat.connector };
}

afterEach(async () => {
  await service?.stop();
  await chat?.close();
});

const isSaid = (turn: Turn) => turn.input.kind === 'said';

describe('a message', () => {
  it('is answered in order, cards with a summary', async () => {
    const { chat } = await start(() => [text('Here it is.'), { kind: 'card', card }, { kind: 'form', form }]);
    const { messages, status } = await chat.say('next briefing');
    expect(status).toBe(200);
    expect(messages.map(({ type, text: words, summary }) => ({ type, words, summary }))).toEqual([
      { type: 'message', words: 'Here it is.', summary: undefined },
      { type: 'message', words: undefined, summary: 'Next briefing: Lincoln' },
      { type: 'message', words: undefined, summary: 'Which school?' },
    ]);
    expect(messages[1]?.attachments?.[0]?.content).toMatchObject({ type: 'AdaptiveCard', version: '1.5' });
    expect(messages[0]?.from).toEqual({ id: '28:staffroom', name: '' });
  });

  it('that was answered before is answered with nothing', async () => {
    const { chat } = await start(() => [{ kind: 'nothing' }]);
    expect(await chat.say('hello')).toMatchObject({ status: 200, messages: [], elsewhere: [] });
  });

  it('in a channel is answered in its thread', async () => {
    const place = { kind: 'channel', id: '19:c@thread.tacv2', team: '19:t' } as const;
    const { chat, connector } = await start(() => [text('Here.')], place);
    expect((await chat.say('hello')).text).toBe('Here.');
    expect(connector.posted[0]?.conversationId).toMatch(/^19:c@thread\.tacv2;messageid=/);
  });

  it('keeps hostile text as plain text that opens no tag', async () => {
    const { chat } = await start(({ input }) => [text(input.kind === 'said' ? input.text : '')]);
    for (const hostile of hostileTexts) {
      const { messages } = await chat.say(hostile);
      expect(messages[0]?.textFormat).toBe('plain');
      expect(messages[0]?.text).not.toMatch(/<[^\s\u2060]/);
    }
  });
});

describe('a pressed button', () => {
  it('turns its card into the first card of the answer; the rest is said below', async () => {
    const { chat, service } = await start((turn) =>
      isSaid(turn) ? [{ kind: 'card', card }] : [text('Done.'), { kind: 'card', card: second }, { kind: 'card', card }],
    );
    const shown = await chat.say('next briefing');
    const seen = await chat.click(shown.card, 'Book');
    expect(visibleText(seen.card)).toBe('You are booked.');
    expect(seen.replaced).toBe(seen.card);
    expect(seen.messages.map(({ text: words, summary }) => words ?? summary)).toEqual([
      'Done.',
      'Next briefing: Lincoln',
    ]);
    expect(service.turns[1]?.input).toEqual({ kind: 'clicked', verb: 'book', data: { session: '7' } });
  });

  it('turns into a form, which comes back filled in', async () => {
    const { chat, service } = await start(({ input }) => {
      if (input.kind === 'submitted') return [{ kind: 'form', form: { ...form, faults: { school: 'Not found.' } } }];
      return input.kind === 'clicked' ? [{ kind: 'form', form }] : [{ kind: 'card', card }];
    });
    const asked = await chat.click((await chat.say('hello')).card, 'Book');
    const back = await chat.submit(asked.card, { school: 'St <b>Hugh</b>', days: ['Monday'] });
    expect(service.turns[2]?.input).toEqual({
      kind: 'submitted',
      verb: 'choose-school',
      data: { step: '1' },
      values: { school: 'St <b>Hugh</b>', days: ['a,b'] },
    });
    expect(visibleText(back.card)).toContain('Not found.');
  });

  it('that keeps its card is answered below', async () => {
    const { chat } = await start(() => [{ kind: 'card', card }]);
    const seen = await chat.click((await chat.say('hello')).card, 'More');
    expect(seen).toMatchObject({ status: 200, notice: 'Answered below.' });
    expect(seen.replaced).toBeUndefined();
    expect(seen.messages).toHaveLength(1);
  });

  it('that was pressed before is told so', async () => {
    const { chat } = await start((turn) => (isSaid(turn) ? [{ kind: 'card', card }] : [{ kind: 'nothing' }]));
    const seen = await chat.click((await chat.say('hello')).card, 'Book');
    expect(seen).toMatchObject({ status: 200, messages: [], notice: 'This was answered already.' });
  });

  it('that is not one of ours gets a red line, and nothing happens', async () => {
    const { chat, service } = await start(() => []);
    const action = { type: 'Action.Execute', verb: 'drop', data: { verb: 'drop' } };
    const seen = await chat.send({ type: 'invoke', name: 'adaptiveCard/action', value: { action } });
    expect(seen).toMatchObject({ status: 200, fault: expect.stringContaining('no longer works') });
    expect(service.turns).toEqual([]);
  });

  it('whose answer takes too long is answered in time, and the answer follows', async () => {
    let answer: (replies: readonly Reply[]) => void = () => {};
    const { chat, service, connector } = await start((turn) =>
      isSaid(turn) ? [{ kind: 'card', card }] : new Promise((resolve) => (answer = resolve)),
    );
    const shown = await chat.say('hello');
    const before = Date.now();
    const seen = await chat.click(shown.card, 'Book');
    expect(Date.now() - before).toBeLessThan(15_000);
    expect(seen.notice).toContain('will follow');
    answer([{ kind: 'card', card: second }]);
    await service.channel.settled();
    expect(connector.posted.at(-1)?.activity.summary).toBe('You are booked');
  });
});

describe('other invokes', () => {
  it('are answered as not implemented', async () => {
    const { chat, service } = await start(() => []);
    for (const name of ['task/fetch', 'composeExtension/selectItem', 'signin/verifyState', 'fileConsent/invoke']) {
      expect((await chat.send({ type: 'invoke', name, value: {} })).status).toBe(501);
    }
    expect(service.turns).toEqual([]);
  });
});

describe('what is personal', () => {
  const aside: Reply = {
    kind: 'aside',
    replies: [text('You have two bookings.'), { kind: 'card', card: second }],
    notice: 'Sent to your own chat.',
    unreachable: 'Write to me alone, please.',
  };
  const channel: ChatPlace = { kind: 'channel', id: '19:c@thread.tacv2', team: '19:t' };

  it('goes to the asker’s own chat, and the channel hears only that it did', async () => {
    const { chat, connector } = await start(() => [aside], channel);
    const seen = await chat.say('my bookings');
    expect(seen.text).toBe('Sent to your own chat.');
    const own = connector.opened.get('29:user-1');
    expect(
      seen.elsewhere.map(({ conversationId, activity }) => [conversationId, activity.text ?? activity.summary]),
    ).toEqual([
      [own, 'You have two bookings.'],
      [own, 'You are booked'],
    ]);
  });

  it('asked for by a button is told of below the card, to whoever pressed it', async () => {
    const { chat } = await start((turn) => (isSaid(turn) ? [{ kind: 'card', card }] : [aside]), channel);
    const seen = await chat.click((await chat.say('hello')).card, 'Book');
    expect(seen).toMatchObject({ notice: 'Sent to your own chat.', messages: [] });
    expect(seen.elsewhere).toHaveLength(2);
  });

  it('is said to be unreachable when no chat can be opened', async () => {
    const { chat, connector, service } = await start(() => [aside], channel);
    connector.fail({ status: 403, body: { error: { code: 'BotNotInstalled' } } });
    expect((await chat.say('my bookings')).text).toBe('Write to me alone, please.');
    expect(service.lines).toContainEqual(expect.objectContaining({ status: 403 }));
  });
});

describe('trouble', () => {
  it('a throw in the conversation is an apology, and its stack is in the log alone', async () => {
    const { chat, service } = await start((turn) => {
      if (isSaid(turn)) throw new Error('secret detail');
      return Promise.reject(new Error('secret detail'));
    });
    const said = await chat.say('hello');
    expect(said).toMatchObject({ status: 200, text: expect.stringContaining('Sorry') });
    const clicked = await chat.send({
      type: 'invoke',
      name: 'adaptiveCard/action',
      value: { action: { data: { $: { verb: 'book', data: {} } } } },
    });
    expect(clicked).toMatchObject({ status: 200, text: expect.stringContaining('Sorry') });
    expect(said.text + clicked.text).not.toMatch(/secret|Error|at .*:\d+/);
    const faults = service.lines.filter(({ level }) => level === 'error');
    expect(faults).toHaveLength(2);
    expect(faults[0]).toMatchObject({ requestId: expect.any(String), turn: service.turns[0]?.id });
  });

  it('a message that Teams fails to take is not sent twice, nor is what was heard asked for again', async () => {
    const { chat, connector, service } = await start(() => [text('Once.')]);
    connector.fail({ status: 500 });
    expect(await chat.say('hello')).toMatchObject({ status: 200, messages: [] });
    expect(connector.requests).toBe(1);
    expect(service.lines).toContainEqual(
      expect.objectContaining({ level: 'error', msg: 'an answer could not be posted' }),
    );
  });

  it('asked to wait a moment, the answer waits and comes', async () => {
    const { chat, connector } = await start(() => [text('After a moment.')]);
    connector.fail({ status: 429, headers: { 'retry-after': '0' } }, { status: 412 });
    expect((await chat.say('hello')).text).toBe('After a moment.');
    expect(connector.requests).toBe(3);
  });

  it('a connection that had ended meanwhile does not lose the answer', async () => {
    const { chat, connector } = await start(() => [text('Here it is.')]);
    connector.fail('hang-up', 'hang-up');
    expect((await chat.say('hello')).text).toBe('Here it is.');
    connector.fail('hang-up', 'hang-up', 'hang-up');
    expect(await chat.say('hello')).toMatchObject({ status: 200, messages: [] });
  });

  it('asked to wait long, it gives up rather than hold the request', async () => {
    const { chat, connector } = await start(() => [text('Too late.')]);
    connector.fail({ status: 429, headers: { 'retry-after': '30' } });
    expect(await chat.say('hello')).toMatchObject({ status: 200, messages: [] });
    expect(connector.requests).toBe(1);
  });

  it('an answer to a button that cannot be posted still turns the card', async () => {
    const { chat, connector } = await start((turn) =>
      isSaid(turn) ? [{ kind: 'card', card }] : [{ kind: 'card', card: second }, text('And this.')],
    );
    const shown = await chat.say('hello');
    connector.fail({ status: 502 });
    expect(visibleText((await chat.click(shown.card, 'Book')).card)).toBe('You are booked.');
  });

  it('a running turn is finished before the service stops', async () => {
    const { chat, service } = await start(async () => {
      await wait(300);
      return [text('Finished.')];
    });
    const saying = chat.say('hello');
    await expect.poll(() => service.turns.length).toBe(1);
    await service.stop();
    expect((await saying).text).toBe('Finished.');
    await expect(chat.say('again')).rejects.toThrow();
  });
});

describe('the verified address', () => {
  const ask = async (member: { email?: string; userPrincipalName?: string } | undefined) => {
    const { chat, connector } = await start(async (turn) => [text((await turn.vouchedEmail?.()) ?? 'none')]);
    if (member) connector.members.set('29:user-1', { id: '29:user-1', ...member });
    return (await chat.say('hello')).text;
  };

  it('is the mail address, in lower case, else the principal name', async () => {
    expect(await ask({ email: 'Ruth@School.Example', userPrincipalName: 'r@x.example' })).toBe('ruth@school.example');
  });
  it('is the principal name without a mail address', async () => {
    expect(await ask({ userPrincipalName: 'r@x.example' })).toBe('r@x.example');
  });
  it('does not exist for a guest’s generated principal name', async () => {
    expect(await ask({ userPrincipalName: 'r_x.example#EXT#@ours.example' })).toBe('none');
  });
  it('does not exist when Teams does not know it', async () => {
    expect(await ask(undefined)).toBe('none');
  });
});

it('words alone, in a chat with the bot, suggest what to say next; in a channel and beside a card they do not', async () => {
  const { chat } = await start(() => [{ kind: 'text', text: 'You are welcome.' }]);
  const suggested = (await chat.say('thanks')).messages.at(-1)?.suggestedActions?.actions ?? [];
  expect(suggested.map(({ type, value }) => [type, value])).toContainEqual(['imBack', 'My bookings']);
  await service?.stop();
  const inChannel = await start(() => [{ kind: 'text', text: 'You are welcome.' }], {
    kind: 'channel',
    id: '19:c@thread.tacv2',
    team: '19:t',
  });
  expect((await inChannel.chat.say('thanks')).messages.at(-1)?.suggestedActions).toBeUndefined();
  await service?.stop();
  const withCard = await start(() => [
    { kind: 'text', text: 'Here it is.' },
    { kind: 'card', card },
  ]);
  for (const { suggestedActions } of (await withCard.chat.say('show me')).messages)
    expect(suggestedActions).toBeUndefined();
});
