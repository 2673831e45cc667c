import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepEvent } from '../../../src/app/turns/unfinished-slack-events.js';
import type { Reply, Turn } from '../../../src/conversation/talk/turn.js';
import { systemClock } from '../../../src/domain/clock.js';
import type { Form } from '../../../src/rendering/card.js';
import { eventually } from '../../support/eventually.js';
import { readSlack } from '../../support/readable-text.js';
import { slackFixture, slackPayload } from '../../support/slack/slack-payloads.js';
import { coreOf } from '../../support/worlds/programme.js';
import { type SlackTestService, slackService } from './service.js';

const form: Form = {
  title: 'Your school',
  fields: [{ kind: 'text', id: 'school', label: 'School' }],
  submit: { label: 'Find', verb: 'find-school' },
  fallback: 'Say "my school is …"',
};
const heard: readonly Reply[] = [{ kind: 'text', text: 'Heard.' }];
const button: readonly Reply[] = [
  {
    kind: 'card',
    card: {
      fallback: 'Who are you?',
      blocks: [{ kind: 'text', text: 'Who are you?' }],
      actions: [{ kind: 'act', label: 'Tell', verb: 'who-am-i', opensForm: true }],
    },
  },
];
/** Looks as soon as Slack is answered, whatever follows. */
const impatient = async () => undefined;
let service: SlackTestService;
type Say = (turn: Turn) => Promise<readonly Reply[]> | readonly Reply[];
/** What somebody is answered; else it is heard. */
const answers = new Map<string, Say>();

beforeAll(async () => {
  service = await slackService({ say: (turn) => answers.get(turn.account.user)?.(turn) ?? heard });
  // What is measured is not the first start of anything.
  await service.chat().say('hello');
});
afterAll(() => service.stop());

async function slowly(ms: number, replies: readonly Reply[]): Promise<readonly Reply[]> {
  await wait(ms);
  return replies;
}

async function openForm(user: string) {
  const chat = service.chat({ user, settled: impatient });
  answers.set(user, () => button);
  const { message } = await chat.say('hello');
  answers.set(user, () => [{ kind: 'form', form }]);
  const opened = await chat.click(message, 'Tell');
  return { chat, message, modal: opened.modal };
}

/** The database answers nobody until the returned function is called. */
async function stopDatabase(): Promise<() => void> {
  const clients = await Promise.all(
    Array.from({ length: service.database.pool.options.max ?? 1 }, () => service.database.pool.connect()),
  );
  return () => {
    for (const client of clients) client.release();
  };
}

describe.concurrent('what takes four seconds to answer', () => {
  it('is acknowledged within three when it is an event, once it is kept, and the answer follows', async () => {
    answers.set('U0SLOW', () => slowly(4_000, heard));
    const chat = service.chat({ user: 'U0SLOW', settled: impatient });
    const seen = await chat.say('book me');
    expect(seen).toMatchObject({ status: 200, body: undefined, messages: [] });
    expect(seen.ms).toBeLessThan(3_000);
    const kept = await service.database.prisma.inbound.findMany({
      where: { keptAt: { not: null }, body: { path: ['body', 'event', 'user'], equals: 'U0SLOW' } },
    });
    expect(kept).toMatchObject([{ body: { body: { event: { user: 'U0SLOW', text: 'book me' } } }, doneAt: null }]);
    await eventually(() => expect(service.slack.state.in('D0SLOW')).toMatchObject([{ text: 'Heard.' }]));
    await eventually(async () => {
      const row = await service.database.prisma.inbound.findUnique({ where: { key: kept[0]?.key ?? '' } });
      expect(row).toMatchObject({ body: null, keptAt: null, doneAt: expect.any(Date) });
    });
  });

  it('acts once when it comes again meanwhile', async () => {
    answers.set('U0AGAIN', () => slowly(2_500, heard));
    const chat = service.chat({ user: 'U0AGAIN', settled: impatient });
    const [first, second] = await Promise.all([chat.say('book me'), wait(1_000).then(() => chat.again(1))]);
    const acted = service.turns.filter(({ account }) => account.user === 'U0AGAIN');
    expect([first.status, second.status, acted.length]).toEqual([200, 200, 1]);
    await eventually(() => expect(service.slack.state.in('D0AGAIN')).toHaveLength(1));
  });

  it('waits in the modal when it is one, and shows there what is wrong with all that was typed', async () => {
    const { chat, modal } = await openForm('U0FAULT');
    const values = { school: 'Lincon' };
    const refused = { ...form, values, faults: { school: 'No school matches that.' } };
    answers.set('U0FAULT', () => slowly(4_000, [{ kind: 'form', form: refused }]));
    const seen = await chat.submit(modal, values);
    expect(seen.status).toBe(200);
    expect(readSlack(seen.modal?.shown)).toEqual(['Staffroom', 'One moment…', 'Close']);
    expect(seen.ms).toBeLessThan(3_000);
    await eventually(() => {
      expect(readSlack(modal?.shown).join('\n')).toContain('Lincon');
      expect(readSlack(modal?.shown).join('\n')).toContain('No school matches that.');
    });
    answers.set('U0FAULT', () => heard);
    expect((await chat.submit(modal, { school: 'Lincoln' })).messages).toMatchObject([{ text: 'Heard.' }]);
  });

  it('says in the modal that it is done, and answers where it was opened', async () => {
    const { chat, modal } = await openForm('U0DONE');
    answers.set('U0DONE', () => slowly(4_000, heard));
    await chat.submit(modal, { school: 'Lincoln' });
    await eventually(() => expect(service.slack.state.in('D0DONE').at(-1)?.text).toBe('Heard.'));
    expect(readSlack(modal?.shown)).toContain('Done. The answer is in the chat.');
  });
});

describe('while the database does not answer', () => {
  it('an event is given back to Slack within three seconds, and acts once when it comes again', async () => {
    const start = await stopDatabase();
    let asked = 0;
    answers.set('U0STUCK', async () => {
      asked += 1;
      await service.database.prisma.$queryRaw`SELECT 1 AS one`;
      return heard;
    });
    const chat = service.chat({ user: 'U0STUCK', settled: impatient });
    const seen = await chat.say('book me');
    expect(seen.status).toBe(503);
    expect(seen.ms).toBeLessThan(3_000);
    expect((await chat.again(1)).status).toBe(503);
    start();
    await eventually(() => expect(service.slack.state.in('D0STUCK')).toHaveLength(1));
    expect(asked).toBe(1);
  });

  it('a command and a press are acknowledged all the same, and answered later', async () => {
    answers.set('U0PRESS', () => button);
    const { message } = await service.chat({ user: 'U0PRESS', settled: impatient }).say('hello');
    const start = await stopDatabase();
    answers.set('U0PRESS', async () => {
      await service.database.prisma.$queryRaw`SELECT 1 AS one`;
      return [{ kind: 'form', form }];
    });
    const chat = service.chat({ user: 'U0PRESS', settled: impatient });
    const command = await chat.command('change my school');
    const press = await chat.click(message, 'Tell');
    for (const seen of [command, press]) {
      expect(seen.status).toBe(200);
      expect(seen.ms).toBeLessThan(3_000);
    }
    // The trigger does not last: the modal stands open before the form is there.
    expect(readSlack(press.modal?.shown)).toEqual(['Staffroom', 'One moment…', 'Close']);
    // A command shows nothing by itself: whoever typed it reads that it is worked on.
    expect(service.slack.state.in('D0PRESS', 'U0PRESS').at(-1)?.text).toContain('this takes a little longer');
    start();
    await eventually(() => expect(readSlack(press.modal?.shown)).toContain('School'));
    expect(press.modal?.shown.callback_id).toBe('form');
    // A command does not tell that a form will come: a button opens it once the trigger has lapsed.
    await eventually(() => expect(service.slack.state.in('D0PRESS', 'U0PRESS').at(-1)?.text).toContain('my school is'));
  });
});

describe('what a process left half done when it died', () => {
  async function leave(name: string, changes: Record<string, unknown>, key: string) {
    const core = coreOf(service.database, {} as never, systemClock);
    await keepEvent(core, { key, body: slackPayload(name, changes) });
    const longAgo = new Date(Date.now() - 120_000);
    await service.database.prisma.inbound.update({ where: { key }, data: { keptAt: longAgo, doneAt: longAgo } });
    return () => service.database.prisma.inbound.findUniqueOrThrow({ where: { key } });
  }

  it('is worked through by the next one, once', async () => {
    const event = { user: 'U0LEFT', channel: 'D0LEFT', ts: '1795341600.777777' };
    const row = await leave('message-im', { event }, 'slack:T0PARTNERS:D0LEFT:1795341600.777777');
    await service.channel.tick();
    await service.channel.tick();
    expect(service.slack.state.in('D0LEFT')).toMatchObject([{ text: 'Heard.' }]);
    expect(await row()).toMatchObject({ body: null, doneAt: expect.any(Date) });
  });

  it('is answered in the own chat when it was a modal, which is long closed', async () => {
    const changes = { user: { id: 'U0SAM' }, view: { id: 'V0LONGGONE' } };
    await leave('view-submission', changes, 'slack:T0PARTNERS:form:123.462.abc');
    const before = service.slack.state.in('D0SAM').length;
    await service.channel.tick();
    expect(service.slack.state.in('D0SAM').slice(before)).toMatchObject([{ text: 'Heard.' }]);
  });

  it('is let go after half an hour', async () => {
    const before = service.turns.length;
    const key = 'slack:T0PARTNERS:D0SAM:1795341600.888888';
    await leave('message-im', {}, key);
    const since = new Date(Date.now() - 3_600_000).toISOString();
    await service.database.prisma.inbound.update({
      where: { key },
      data: { body: { since, body: slackFixture('message-im') as never } },
    });
    await service.channel.tick();
    expect(service.turns.length).toBe(before);
    expect(await service.database.prisma.inbound.findUnique({ where: { key } })).toMatchObject({ body: null });
  });
});
