import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { TZDate } from '@date-fns/tz';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sendDigests } from '../../../src/app/board/digest.js';
import { createClient } from '../../../src/channels/slack/client.js';
import { slackPort } from '../../../src/channels/slack/port.js';
import { createWorkspace } from '../../../src/channels/slack/workspace.js';
import type { Services } from '../../../src/conversation/talk/turn-context.js';
import type { Database } from '../../../src/db/database.js';
import { createDatabase } from '../../../src/db/open-database.js';
import { createServerPool } from '../../../src/db/server.js';
import { deliver } from '../../../src/jobs/deliver.js';
import { clockAt } from '../../support/clock.js';
import { idleQueue } from '../../support/database/idle-queue.js';
import { cloneTemplate } from '../../support/database/server-database.js';
import { eventually } from '../../support/eventually.js';
import { type FakeSlack, fakeSlack } from '../../support/slack/slack-api.js';
import { botToken, team } from '../../support/slack/slack-workspace.js';
import { coreOf } from '../../support/worlds/programme.js';

const server = process.env.TEST_DATABASE_URL;
const program = fileURLToPath(new URL('../../support/database/digest-process.ts', import.meta.url));
const log = pino({ level: 'silent' });
const channel = 'C0BOARD';
const ends: Array<() => Promise<unknown>> = [];
let url: string;
let database: Database;
let slack: FakeSlack;

beforeEach(async () => {
  const clone = await cloneTemplate(server ?? '', `staffroom_test_${randomUUID()}`);
  url = clone.url;
  database = createDatabase({ kind: 'server', pool: createServerPool(url), close: async () => {} }, log);
  slack = await fakeSlack();
  ends.push(
    clone.drop,
    () => database.close(),
    () => slack.close(),
  );
  const { id } = await database.prisma.conversation.create({
    data: { platform: 'slack', tenant: team, externalId: channel, kind: 'channel', name: 'board', reference: {} },
  });
  const addedAt = new Date('2026-11-20T09:00:00Z');
  const sections = ['coming', 'coverage'];
  await database.prisma.subscription.create({
    data: { conversationId: id, kind: 'digest', addedAt, sections, skipQuietWeeks: false },
  });
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

interface Copy {
  readonly child: ChildProcess;
  /** Runs the minute tasks. */
  tick(): Promise<void>;
}

/** Another copy of the service on the same database, with its clock fixed at the given time. */
async function startCopy(at: string): Promise<Copy> {
  const child = spawn(process.execPath, ['--import', 'tsx', program, url, slack.url, at], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  ends.push(async () => {
    if (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL')) await once(child, 'exit');
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await lines.next();
  return {
    child,
    tick: async () => {
      child.stdin.write('tick\n');
      await lines.next();
    },
  };
}

const posts = () => slack.state.in(channel).filter(({ text }) => text.includes('The week to'));
const ledger = () => database.prisma.delivery.findMany({ where: { kind: 'digest' } });

/** Makes the digest due in the current minute, because Slack numbers messages by its own clock. @returns that time */
async function dueNow(): Promise<Date> {
  const due = new Date(Math.floor(Date.now() / 60_000) * 60_000);
  const local = new TZDate(due, 'Europe/London');
  const settings = { weekday: local.getDay() || 7, minuteOfDay: local.getHours() * 60 + local.getMinutes() };
  await database.prisma.subscription.updateMany({
    data: { ...settings, addedAt: new Date(due.getTime() - 86_400_000) },
  });
  return due;
}

const after = (moment: Date, seconds: number) => new Date(moment.getTime() + seconds * 1_000).toISOString();

/** Runs the digest's job, like the queue does at first or again. */
async function work(at: string): Promise<void> {
  const core = coreOf(database, idleQueue, clockAt(at));
  const client = createClient({ botToken, apiUrl: slack.url }, log);
  const port = slackPort({ core, client, workspace: createWorkspace(client), log, mend: (shown) => shown });
  const nothing = () => '';
  const links = {
    notice: '',
    calendar: nothing,
    place: nothing,
    page: nothing,
    feed: nothing,
    attendanceChecklist: nothing,
    attendees: nothing,
  };
  const services: Services = {
    core,
    links: { ...links, ownData: nothing, personData: nothing, certificate: nothing },
    personas: undefined,
  };
  const [row] = await ledger();
  await deliver(services, { slack: port }, log, row?.id ?? '').catch(() => undefined);
}

describe.runIf(server)('the weekly digest, with two copies of the service', () => {
  it('is sent once when both start late on a Monday afternoon', async () => {
    const copies = await Promise.all([0, 1].map(() => startCopy('2026-11-23T14:00:00Z')));
    await Promise.all(copies.flatMap(({ tick }) => [tick(), tick(), tick()]));
    await eventually(async () => expect(await ledger()).toMatchObject([{ state: 'sent', attempts: 1 }]));
    await Promise.all(copies.map(({ tick }) => tick()));
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(posts()).toHaveLength(1);
  });

  it('would be sent twice if the ledger accepted a week twice (proof that the test notices)', async () => {
    await database.prisma.$executeRawUnsafe('DROP INDEX "Delivery_key_key"');
    const copies = await Promise.all([0, 1].map(() => startCopy('2026-11-23T14:00:00Z')));
    await Promise.all(copies.flatMap(({ tick }) => [tick(), tick()]));
    await eventually(() => expect(posts().length).toBeGreaterThan(1));
  });

  it('is sent once when the sending copy dies while Slack receives it, and another starts', async () => {
    const due = await dueNow();
    await sendDigests(coreOf(database, idleQueue, clockAt(after(due, -1))));
    expect(await ledger()).toEqual([]);
    slack.state.granted.add('channels:history');
    slack.fail('chat.postMessage', { slowMs: 1_500 });
    const dying = await startCopy(after(due, 0));
    await dying.tick();
    await eventually(() => expect(slack.callsOf('chat.postMessage')).toHaveLength(1));
    dying.child.kill('SIGKILL');
    await once(dying.child, 'exit');
    await eventually(() => expect(posts()).toHaveLength(1));
    expect(await ledger()).toMatchObject([{ state: 'claimed' }]);
    const next = await startCopy(after(due, 120));
    await next.tick();
    // The copy that sent it might only have lost the database: it is given time to say how it went.
    await work(after(due, 120));
    expect(await ledger()).toMatchObject([{ state: 'claimed' }]);
    await work(after(due, 300));
    expect(await ledger()).toMatchObject([{ state: 'sent', messageId: posts()[0]?.ts }]);
    expect(posts()).toHaveLength(1);
  });

  it.each([
    ['has taken it and breaks off, and may be looked at', 'cut', true, 'sent', 1],
    ['has not taken it and answers 500, and may be looked at', { status: 500 }, true, 'sent', 1],
    ['has taken it and breaks off, and may not be looked at', 'cut', false, 'failed', 1],
    ['has not taken it and answers 500, and may not be looked at', { status: 500 }, false, 'failed', 0],
  ] as const)(
    'is sent at most once when Slack %s',
    async (_, trouble, seen, state, times) => {
      if (!seen) slack.state.granted.delete('channels:history');
      slack.fail('chat.postMessage', trouble);
      const due = await dueNow();
      await sendDigests(coreOf(database, idleQueue, clockAt(after(due, 0))));
      await work(after(due, 0));
      expect(await ledger()).toMatchObject([{ state: 'claimed', attempts: 1 }]);
      await work(after(due, 120));
      const fault = state === 'failed' ? { fault: 'chat/doubt' } : {};
      expect(await ledger()).toMatchObject([{ state, ...fault }]);
      expect(posts()).toHaveLength(times);
    },
    60_000,
  );

  it('is sent once in the week when its hour occurs twice, and in the week when it is skipped', async () => {
    const { prisma } = database;
    await prisma.subscription.updateMany({ data: { weekday: 7, minuteOfDay: 90 } });
    const keysAt = async (moments: readonly string[]) => {
      for (const at of moments) await sendDigests(coreOf(database, idleQueue, clockAt(at)));
      return (await ledger()).map(({ key }) => key.split(':').at(-1));
    };
    await prisma.subscription.updateMany({ data: { addedAt: new Date('2026-10-24T12:00:00Z') } });
    const autumn = ['2026-10-25T00:30:00Z', '2026-10-25T01:29:00Z', '2026-10-25T01:30:00Z', '2026-10-25T03:00:00Z'];
    expect(await keysAt(autumn)).toEqual(['2026-W43']);
    await prisma.delivery.deleteMany();
    await prisma.subscription.updateMany({ data: { addedAt: new Date('2027-03-27T12:00:00Z') } });
    const spring = ['2027-03-28T00:30:00Z', '2027-03-28T01:29:00Z', '2027-03-28T01:30:00Z', '2027-03-28T09:00:00Z'];
    expect(await keysAt(spring)).toEqual(['2027-W12']);
  });
});
