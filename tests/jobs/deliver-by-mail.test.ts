import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Core } from '../../src/app/core.js';
import { failedGroups, resendFailed } from '../../src/app/messages/failed-deliveries.js';
import { scheduleDelivery } from '../../src/app/messages/schedule-delivery.js';
import { waysOf } from '../../src/app/messages/ways.js';
import { type MailChannel, mailChannel } from '../../src/channels/mail/port.js';
import type { PlatformPort, Sending } from '../../src/channels/port.js';
import type { Services } from '../../src/conversation/talk/turn-context.js';
import type { Database } from '../../src/db/database.js';
import { deliver } from '../../src/jobs/deliver.js';
import { PutOff } from '../../src/queue/jobs.js';
import { clockAt } from '../support/clock.js';
import { openTestDatabase } from '../support/database/database.js';
import { idleQueue } from '../support/database/idle-queue.js';
import { startSmtp, type TestSmtp } from '../support/mail/smtp.js';
import { coreOf, makeActors, makeSession } from '../support/worlds/programme.js';

const log = pino({ level: 'silent' });
let database: Database;
let clock: ReturnType<typeof clockAt>;
let core: Core;
let services: Services;
let smtp: TestSmtp;
let mails: MailChannel;
/** What came in the chat, and what the platform says of it. */
let posted: number;
let inChat: Sending;
let registrationId: string;
let personId: string;

const none = () => '';

beforeEach(async () => {
  database = await openTestDatabase();
  clock = clockAt('2026-11-22T10:00:00Z');
  core = { ...coreOf(database, idleQueue, clock), mailConnected: true };
  smtp = await startSmtp();
  mails = mailChannel(smtp.settings, { connectMs: 1_000, silentMs: 300, leftAloneMs: 0 });
  const links = { calendar: none, place: none, feed: none, attendanceChecklist: none, attendees: none };
  const page = (_person: string, topic: { readonly kind: string }) => `https://staffroom.example/my/${topic.kind}`;
  services = {
    core,
    links: {
      ...links,
      ownData: none,
      personData: none,
      certificate: none,
      page,
      notice: 'https://staffroom.example/privacy',
    },
    personas: undefined,
    mail: { from: smtp.settings.from, replyTo: smtp.settings.replyTo },
  };
  posted = 0;
  inChat = { kind: 'taken', messageId: 'message-1' };
  const person = await database.prisma.person.create({ data: { name: 'Ada Marsh', email: 'ada@school.example' } });
  personId = person.id;
  const sessionId = await makeSession(database.prisma, clock.now(), { capacity: 5 });
  const registration = await database.prisma.registration.create({
    data: { sessionId, personId, state: 'confirmed', confirmedAt: clock.now() },
  });
  registrationId = registration.id;
});
afterEach(async () => {
  mails.stop();
  await smtp.stop();
  await database.close();
});

const chat: PlatformPort = {
  platform: 'teams',
  post: async () => {
    posted += 1;
    return inChat;
  },
  update: async () => inChat,
};

/** Queues a message about the place. @returns the ids of all its deliveries */
async function schedule(): Promise<string[]> {
  const key = `place-given:${registrationId}`;
  await database.prisma.$transaction((tx) =>
    scheduleDelivery(core, tx, { key, kind: 'place-given', to: { personId }, payload: { registrationId } }),
  );
  const rows = await database.prisma.delivery.findMany({ orderBy: { key: 'asc' } });
  return rows.map(({ id }) => id);
}

const run = (id: string) => deliver(services, { teams: chat, mail: mails.port }, log, id);
const row = (id: string) => database.prisma.delivery.findUniqueOrThrow({ where: { id } });
const refusal = () => database.prisma.mailRefusal.findUnique({ where: { personId } });
const openChat = () =>
  database.prisma.account.create({ data: { platform: 'teams', tenant: 'tenant', user: 'ada', personId } });
const organiser = async () => {
  const [made] = await makeActors(database.prisma, 1);
  if (!made) throw new Error('Nobody');
  return { ...made, grants: [{ role: 'organiser', seriesId: null }] } as const;
};
const way = async () => (await waysOf(core, database.prisma, [personId], 'own')).get(personId);

describe('somebody without a chat', () => {
  it('gets the message by e-mail, once, and the ledger has its Message-ID', async () => {
    const [id = ''] = await schedule();
    await run(id);
    await run(id);
    expect(await row(id)).toMatchObject({ state: 'sent', via: 'mail', messageId: `<${id}@partnership.example>` });
    expect(smtp.taken.map(({ to }) => to)).toEqual([['ada@school.example']]);
    expect(smtp.taken[0]?.mail).toMatchObject({ subject: 'Place given: Leadership briefing' });
    expect(smtp.taken[0]?.mail.text).toMatch(/^Dear Ada Marsh,\n\n✓ Good news: a place has come free/);
    expect(posted).toBe(0);
  });

  it('is written to in the chat as soon as there is one', async () => {
    const [id = ''] = await schedule();
    await openChat();
    await run(id);
    expect([posted, smtp.taken.length]).toEqual([1, 0]);
  });

  it.each([
    ['no address', { email: null }, 'no-address'],
    ['stopped e-mails', { mails: 'none' as const }, 'stopped'],
  ])('and with %s is not written to, and the organisers read why', async (_what, data, why) => {
    await database.prisma.person.update({ where: { id: personId }, data });
    const [id = ''] = await schedule();
    await run(id);
    expect(await row(id)).toMatchObject({ state: 'missed', fault: why });
    expect((await failedGroups(core, await organiser()))?.groups).toMatchObject([{ count: 1, to: ['Ada Marsh'], why }]);
  });

  it('is told by nothing at all where no mail server is connected', async () => {
    services = { ...services, core: { ...core, mailConnected: false } };
    const [id = ''] = await schedule();
    await deliver(services, { teams: chat }, log, id);
    expect(await row(id)).toMatchObject({ state: 'missed', via: null });
  });
});

describe('somebody with a chat', () => {
  beforeEach(openChat);

  it('gets no e-mail unless they said "mail me too", and then the same message once by each way', async () => {
    const [id = '', ...more] = await schedule();
    expect(more).toEqual([]);
    await run(id);
    expect([posted, smtp.taken.length]).toEqual([1, 0]);
    await database.prisma.delivery.deleteMany();
    await database.prisma.person.update({ where: { id: personId }, data: { mails: 'too' } });
    const ids = await schedule();
    expect(await schedule()).toEqual(ids);
    for (const each of [...ids, ...ids]) await run(each);
    expect([ids.length, posted, smtp.taken.length]).toEqual([2, 2, 1]);
  });

  it('that the bot was removed from gets the message by e-mail', async () => {
    inChat = { kind: 'gone', of: 'recipient', cause: new Error('Gone') };
    const [id = ''] = await schedule();
    await run(id);
    expect([posted, smtp.taken.length]).toEqual([1, 1]);
    expect(await row(id)).toMatchObject({ state: 'sent', via: 'mail' });
  });
});

describe('an address that the mail server refuses', () => {
  it('for good is recorded with the code, and is not tried again until somebody says so', async () => {
    smtp.recipient = () => ({ code: 550, words: '5.1.1 No such user' });
    const [id = ''] = await schedule();
    await run(id);
    expect(await row(id)).toMatchObject({ state: 'failed', fault: 'mail/recipient/550 5.1.1' });
    expect(await refusal()).toMatchObject({ kind: 'hard', code: '550 5.1.1' });
    expect(await way()).toEqual({ kind: 'neither', why: 'refused' });
    await database.prisma.person.update({ where: { id: personId }, data: { email: 'ada.marsh@school.example' } });
    expect(await way()).toEqual({ kind: 'mail' });
    smtp.recipient = () => undefined;
    expect(await resendFailed(core, await organiser(), undefined)).toBe(1);
    await run(id);
    expect(smtp.taken.map(({ to }) => to)).toEqual([['ada.marsh@school.example']]);
  });

  it('is tried once more when an organiser sends the message again', async () => {
    smtp.recipient = () => ({ code: 550, words: '5.1.1 No such user' });
    const [id = ''] = await schedule();
    await run(id);
    smtp.recipient = () => undefined;
    expect(await resendFailed(core, await organiser(), undefined)).toBe(1);
    await run(id);
    expect(await row(id)).toMatchObject({ state: 'sent' });
    expect(await refusal()).toBeNull();
  });

  it('for now is tried again, and the refusal is forgotten once a message is taken', async () => {
    let tries = 0;
    smtp.recipient = () => (++tries < 3 ? { code: 451, words: '4.7.1 Greylisted' } : undefined);
    const [id = ''] = await schedule();
    for (let attempt = 1; attempt < 3; attempt += 1) {
      const fault = await run(id).catch((thrown: unknown) => thrown);
      expect(fault).toBeInstanceOf(PutOff);
      expect(await refusal()).toMatchObject({ kind: 'soft', code: '451 4.7.1' });
      expect(await way()).toEqual({ kind: 'mail' });
      clock.advance(60_000);
    }
    await run(id);
    expect(await row(id)).toMatchObject({ state: 'sent', attempts: 3 });
    expect(await refusal()).toBeNull();
    expect(smtp.taken).toHaveLength(1);
  });

  it('for three hours ends the message, and organisers read the code', async () => {
    smtp.recipient = () => ({ code: 452, words: '4.2.2 Full' });
    const [id = ''] = await schedule();
    for (let attempt = 0; attempt < 60 && (await row(id)).state === 'scheduled'; attempt += 1) {
      const fault = await run(id).catch((thrown: unknown) => thrown);
      if (fault instanceof PutOff) clock.advance(fault.retryAfterMs);
    }
    expect(await row(id)).toMatchObject({ state: 'failed', fault: 'mail/busy/452 4.2.2' });
    expect(await refusal()).toMatchObject({ kind: 'soft', code: '452 4.2.2' });
  });
});

describe('a mail server that falls silent after the message', () => {
  it('gets it once more with the same Message-ID, which is counted, and never a third time', async () => {
    smtp.message = () => 'break';
    const [id = ''] = await schedule();
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await run(id).catch(() => undefined);
      clock.advance(100_000);
    }
    expect(await row(id)).toMatchObject({
      state: 'failed',
      doubts: 1,
      fault: 'mail/doubt',
    });
    expect(smtp.taken.map(({ mail }) => mail.messageId)).toEqual(Array(2).fill(`<${id}@partnership.example>`));
  });

  it('is not asked a second time by a process that took over, before it is sure that the first has died', async () => {
    const [id = ''] = await schedule();
    await database.prisma.delivery.update({
      where: { id },
      data: { state: 'claimed', via: 'mail', claimedAt: clock.now(), triedSince: clock.now() },
    });
    await expect(run(id)).rejects.toBeInstanceOf(PutOff);
    expect(smtp.taken).toHaveLength(0);
  });
});

describe('a message that several processes come upon at once', () => {
  it('is mailed by one of them', async () => {
    const [id = ''] = await schedule();
    await Promise.allSettled(Array.from({ length: 8 }, () => run(id)));
    expect(smtp.taken).toHaveLength(1);
  });
});
