import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reply, Turn } from '../../../src/conversation/talk/turn.js';
import type { Card, Form } from '../../../src/rendering/card.js';
import { slackFixture, slackPayload } from '../../support/slack/slack-payloads.js';
import type { Message } from '../../support/slack/slack-state.js';
import { type SlackTestService, slackService } from './service.js';

const list: Card = {
  fallback: "What's on",
  blocks: [{ kind: 'text', text: "What's on" }],
  actions: [
    { kind: 'act', label: 'Open', verb: 'event', data: { event: 'e1' } },
    { kind: 'act', label: 'Beside', verb: 'event', keepsCard: true },
    { kind: 'act', label: 'Who', verb: 'who-am-i', opensForm: true },
  ],
};
const detail: Card = { fallback: 'Briefing', blocks: [{ kind: 'text', text: 'Briefing' }] };
const form: Form = {
  title: 'Your school',
  fields: [{ kind: 'text', id: 'school', label: 'School' }],
  submit: { label: 'Find', verb: 'find-school', data: { from: 'test' } },
  fallback: 'Say "my school is …"',
};
const listed: readonly Reply[] = [{ kind: 'card', card: list }];
const detailed: readonly Reply[] = [{ kind: 'card', card: detail }];
const asked: readonly Reply[] = [{ kind: 'form', form }];
const aside = (replies: Extract<Reply, { kind: 'aside' }>['replies']): readonly Reply[] => [
  { kind: 'aside', replies, notice: 'See your chat.', unreachable: 'Write to me.' },
];

let service: SlackTestService;
let say: (turn: Turn) => Promise<readonly Reply[]> | readonly Reply[] = () => [];

beforeAll(async () => {
  service = await slackService({ say: (turn) => say(turn) });
});
afterAll(() => service.stop());

async function listIn(channel?: string): Promise<Message> {
  say = () => listed;
  return (await service.chat(channel ? { channel } : {}).say("what's on")).message;
}

describe('a button', () => {
  it('carries its ids, and the answer replaces its card', async () => {
    const message = await listIn();
    say = () => [{ kind: 'text', text: 'One moment.' }, ...detailed, ...listed];
    const seen = await service.chat().click(message, 'Open');
    expect(service.turns.at(-1)?.input).toEqual({ kind: 'clicked', verb: 'event', data: { event: 'e1' } });
    expect(seen.messages[0]).toMatchObject({ ts: message.ts, text: 'Briefing', edits: 1 });
    expect(seen.messages.slice(1).map(({ text }) => text)).toEqual(['One moment.', "What's on"]);
  });

  it('that keeps its card is answered below it', async () => {
    const message = await listIn();
    say = () => detailed;
    const seen = await service.chat().click(message, 'Beside');
    expect(message.edits).toBe(0);
    expect(seen.messages).toMatchObject([{ text: 'Briefing' }]);
  });

  it('of a deleted message is answered with a new one', async () => {
    const message = await listIn();
    message.deleted = true;
    say = () => detailed;
    const seen = await service.chat().click(message, 'Open');
    expect(seen.message).toMatchObject({ text: 'Briefing', edits: 0 });
  });

  it('in a channel’s thread is answered there, and personal answers go to the own chat and leave the card', async () => {
    const message = await listIn('C0HEADS');
    say = () => aside([{ kind: 'card', card: detail }]);
    const seen = await service.chat({ channel: 'C0HEADS' }).click(message, 'Open');
    expect(message.edits).toBe(0);
    expect(seen.messages).toMatchObject([{ only: 'U0SAM', text: 'See your chat.', thread: message.thread }]);
    expect(seen.elsewhere).toMatchObject([{ channel: 'D0SAM', text: 'Briefing' }]);
    expect(service.turns.at(-1)?.place).toMatchObject({ kind: 'channel', id: 'C0HEADS', name: 'heads' });
  });

  it('with a link is only acknowledged', async () => {
    const before = service.turns.length;
    const seen = await service.chat().send('interaction', slackFixture('block-actions-link'));
    expect(seen).toMatchObject({ status: 200, text: '' });
    expect(service.turns.length).toBe(before);
  });
});

describe('a form', () => {
  it('opens in a modal where a button was pressed', async () => {
    const message = await listIn();
    say = () => asked;
    const seen = await service.chat().click(message, 'Who');
    expect(seen.modal?.shown).toMatchObject({ type: 'modal', callback_id: 'form' });
    expect(seen.text).toBe('Your school\nSchool\nFind\nCancel');
    expect(message.edits).toBe(0);
  });

  it('is answered in place of the card whose button opened it', async () => {
    const message = await listIn();
    say = () => asked;
    const opened = await service.chat().click(message, 'Who');
    say = () => detailed;
    const seen = await service.chat().submit(opened.modal, { school: 'Lincoln' });
    expect(service.turns.at(-1)).toMatchObject({
      place: { kind: 'personal', id: 'D0SAM' },
      input: { kind: 'submitted', verb: 'find-school', data: { from: 'test' }, values: { school: 'Lincoln' } },
    });
    expect(seen).toMatchObject({ body: undefined, modal: undefined });
    expect(message).toMatchObject({ text: 'Briefing', edits: 1 });
  });

  it('that is refused shows each fault beside its field, keeps what was typed, and can be sent again', async () => {
    const message = await listIn();
    say = () => asked;
    const chat = service.chat();
    const opened = await chat.click(message, 'Who');
    say = () => [
      { kind: 'form', form: { ...form, values: { school: 'X' }, faults: { school: 'No school matches that.' } } },
    ];
    const refused = await chat.submit(opened.modal, { school: 'X' });
    expect(refused.errors).toEqual({ school: 'No school matches that.' });
    expect(refused.modal?.history).toHaveLength(1);
    say = () => detailed;
    const sent = await chat.submit(refused.modal, { school: 'Lincoln' });
    expect(sent.modal).toBeUndefined();
    expect(message.text).toBe('Briefing');
  });

  it('may lead to the next one, in the same modal', async () => {
    const message = await listIn();
    say = () => asked;
    const chat = service.chat();
    const opened = await chat.click(message, 'Who');
    const next: Form = { ...form, title: 'Your role', submit: { label: 'Save', verb: 'roles' } };
    say = () => [{ kind: 'form', form: next }];
    const seen = await chat.submit(opened.modal, { school: 'Lincoln' });
    expect(seen.body).toMatchObject({ response_action: 'update' });
    expect(seen.text).toContain('Your role');
    say = () => detailed;
    await chat.submit(seen.modal, { school: 'Lincoln' });
    expect(service.turns.at(-1)?.input).toMatchObject({ verb: 'roles' });
    expect(message.text).toBe('Briefing');
  });

  it('asked for by message opens from a button, because Slack needs a click', async () => {
    say = () => asked;
    const chat = service.chat({ user: 'U0NEW' });
    await service.database.prisma.account.create({ data: { platform: 'slack', tenant: 'T0PARTNERS', user: 'U0NEW' } });
    const prompted = await chat.say('book me');
    expect(prompted.text).toBe('Your school\n[Fill it in]');
    const before = service.turns.length;
    const opened = await chat.click(prompted.message, 'Fill it in');
    expect(opened.text).toContain('School\nFind');
    expect(service.turns.length).toBe(before);
    say = () => detailed;
    const sent = await chat.submit(opened.modal, { school: 'Lincoln' });
    expect(sent.messages).toMatchObject([{ ts: prompted.message.ts, text: 'Briefing' }]);
  });

  it('cannot be opened by anybody else, nor after a week', async () => {
    await service.database.prisma.account.create({ data: { platform: 'slack', tenant: 'T0PARTNERS', user: 'U0FORM' } });
    say = () => asked;
    const chat = service.chat({ user: 'U0FORM' });
    const { message } = await chat.say('book me');
    expect((await service.chat({ user: 'U0THIEF' }).click(message, 'Fill it in')).text).toContain(
      'no longer have that form',
    );
    await service.database.prisma.context.updateMany({ data: { expiresAt: new Date(0) } });
    expect((await chat.click(message, 'Fill it in')).text).toContain('no longer have that form');
  });

  it('that is personal opens for the person who clicked in a channel, and continues in their own chat', async () => {
    const message = await listIn('C0HEADS');
    say = () => aside([{ kind: 'form', form }]);
    const chat = service.chat({ channel: 'C0HEADS' });
    const opened = await chat.click(message, 'Open');
    expect(opened).toMatchObject({ messages: [], elsewhere: [] });
    say = () => aside([{ kind: 'card', card: detail }]);
    const sent = await chat.submit(opened.modal, { school: 'Lincoln' });
    // What was talked about in the channel is gone on with.
    expect(service.turns.at(-1)?.place).toMatchObject({ kind: 'channel', id: 'C0HEADS', name: 'heads' });
    expect(sent.elsewhere).toMatchObject([{ channel: 'D0SAM', text: 'Briefing' }]);
    expect(sent.messages).toMatchObject([{ only: 'U0SAM', text: 'See your chat.' }]);
    expect(message.edits).toBe(0);
  });
});

describe('/staffroom', () => {
  it('is answered where it was typed, only for the person who typed it, as part of their own chat', async () => {
    say = () => listed;
    const chat = service.chat({ channel: 'C0HEADS' });
    const seen = await chat.command('my bookings');
    expect(service.turns.at(-1)).toMatchObject({
      place: { kind: 'channel', id: 'C0HEADS', name: 'heads' },
      alone: true,
      input: { kind: 'said', text: 'my bookings' },
    });
    expect(seen).toMatchObject({ status: 200, body: undefined, messages: [{ only: 'U0SAM', text: "What's on" }] });
    say = () => detailed;
    const next = await chat.click(seen.message, 'Open');
    expect(next.messages).toMatchObject([{ ts: seen.message.ts, only: 'U0SAM', text: 'Briefing' }]);
  });

  it('in a channel that the bot is not in is about their own chat', async () => {
    service.slack.state.channels.set('C0ELSEWHERE', { is_member: false });
    await service.chat({ channel: 'C0ELSEWHERE' }).command('send the digest here');
    expect(service.turns.at(-1)?.place).toEqual({ kind: 'personal', id: 'D0SAM' });
  });

  it('without text shows the help', async () => {
    await service.chat().command('  ');
    expect(service.turns.at(-1)?.input).toEqual({ kind: 'said', text: 'help' });
  });

  it('opens a form at once', async () => {
    say = () => asked;
    const chat = service.chat({ channel: 'C0HEADS' });
    const opened = await chat.command('change my school');
    expect(opened.text).toContain('Your school');
    say = () => detailed;
    const sent = await chat.submit(opened.modal, { school: 'Lincoln' });
    expect(sent.messages).toMatchObject([{ only: 'U0SAM', text: 'Briefing' }]);
  });

  it('continues in the own chat once the response URL has expired', async () => {
    say = () => [...detailed, ...detailed, ...detailed, ...detailed, ...detailed, ...listed];
    const seen = await service.chat({ channel: 'C0HEADS' }).command('everything');
    expect(seen.messages).toHaveLength(5);
    expect(seen.elsewhere).toMatchObject([{ channel: 'D0SAM', text: "What's on" }]);
  });
});

describe('a shortcut', () => {
  it('of a message opens the form with what the message asks, wherever it stands', async () => {
    say = () => asked;
    const chat = service.chat();
    const trigger_id = service.slack.state.trigger('U0SAM');
    const seen = await chat.send('interaction', slackPayload('message-shortcut', { trigger_id }));
    expect(service.turns.at(-1)).toMatchObject({
      place: { kind: 'personal', id: 'D0SAM' },
      input: {
        verb: 'ask-team-form',
        data: { question: 'Does anybody know who pays for supply cover on 12 November?' },
      },
    });
    expect(seen.text).toContain('Your school');
  });

  it('is answered in a modal, and so are the next steps', async () => {
    say = () => listed;
    const chat = service.chat();
    const seen = await chat.shortcut('whats-on');
    expect(service.turns.at(-1)).toMatchObject({
      place: { kind: 'personal', id: 'D0SAM' },
      input: { kind: 'clicked', verb: 'whats-on', data: {} },
    });
    expect(seen.text).toBe("Staffroom\nWhat's on\n[Open]\n[Beside]\n[Who]\nClose");
    say = () => asked;
    const form = seen.modal && (await chat.click(seen.modal, 'Who'));
    expect(form?.modal?.id).toBe(seen.modal?.id);
    say = () => detailed;
    const sent = await chat.submit(form?.modal, { school: 'Lincoln' });
    expect(sent).toMatchObject({ messages: [], text: 'Staffroom\nBriefing\nClose' });
  });
});
