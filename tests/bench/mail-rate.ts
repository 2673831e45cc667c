/**
 * Mails reminders through the ledger, the queue and real SMTP connections to a server that takes a number of them a second and
 * refuses the rest. Prints the actual rate beside the permitted one, and what came twice or not at all.
 * `tsx tests/bench/mail-rate.ts 2000` alone, beside TEST_DATABASE_URL or DATABASE_URL.
 */

import pino from 'pino';
import { SMTPServer } from 'smtp-server';
import { scheduleReminders } from '../../src/app/bookings/reminders.js';
import { createCore } from '../../src/app/core.js';
import { mailChannel } from '../../src/channels/mail/port.js';
import { standIns } from '../../src/conversation/talk/stand-ins.js';
import type { Services } from '../../src/conversation/talk/turn-context.js';
import type { Database } from '../../src/db/database.js';
import { openDatabase } from '../../src/db/open-database.js';
import { deliver } from '../../src/jobs/deliver.js';
import { rateLimitedMail, rateLimitedPorts } from '../../src/jobs/rate-limited-ports.js';
import { startQueue } from '../../src/queue/queue.js';
import type { MailSettings } from '../../src/settings/mail.js';
import { clockAt } from '../support/clock.js';
import { makeSession } from '../support/worlds/programme.js';
import { withOwnDatabase } from './bench-database.js';
import { printColumns } from './table.js';

const permitted = 50;
const promised = 0.95;
const now = '2026-12-09T10:00:00Z';
const startsAt = new Date('2026-12-10T09:30:00Z');

export async function benchMailRate(databaseUrl: string | undefined, mails = 10_000): Promise<void> {
  await withOwnDatabase(databaseUrl, (url) => measure(url, mails));
}

interface Figures {
  /** How often each addressee got it. */
  readonly arrived: Map<string, number>;
  refused: number;
  connections: number;
  firstAt: number;
  lastAt: number;
}

/** Counts strictly by second, as mail servers do. */
async function strictServer(): Promise<{
  readonly server: SMTPServer;
  readonly port: number;
  readonly figures: Figures;
}> {
  const figures: Figures = { arrived: new Map(), refused: 0, connections: 0, firstAt: 0, lastAt: 0 };
  const bySecond = new Map<number, number>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onConnect: (_session, done) => {
      figures.connections += 1;
      done();
    },
    onMailFrom: (_address, _session, done) => {
      const second = Math.floor(Date.now() / 1_000);
      const taken = bySecond.get(second) ?? 0;
      if (taken >= permitted) {
        figures.refused += 1;
        return done(Object.assign(new Error('4.3.2 Too fast'), { responseCode: 451 }));
      }
      bySecond.set(second, taken + 1);
      done();
    },
    onData: (stream, session, done) => {
      stream.on('end', () => {
        for (const { address } of session.envelope.rcptTo)
          figures.arrived.set(address, (figures.arrived.get(address) ?? 0) + 1);
        figures.firstAt ||= Date.now();
        figures.lastAt = Date.now();
        done();
      });
      stream.resume();
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = server.server.address();
  return { server, port: typeof at === 'object' ? (at?.port ?? 0) : 0, figures };
}

async function measure(url: string, mails: number): Promise<void> {
  const log = pino({ level: 'error' });
  const database = await openDatabase({ url, dataDir: '', log });
  const queue = await startQueue(database, log);
  const clock = clockAt(now);
  const core = createCore({ database, queue, clock, timeZone: 'Europe/London', standIns, mailConnected: true });
  const { server, port, figures } = await strictServer();
  const settings: MailSettings = {
    ...{ host: '127.0.0.1', port, tls: 'if-offered', user: undefined, password: undefined },
    ...{ from: { name: 'Bench', address: 'bench@partnership.example' }, replyTo: undefined, perMinute: permitted * 60 },
  };
  const channel = mailChannel(settings);
  await seed(database, mails);
  const ports = rateLimitedPorts({ mail: rateLimitedMail(channel.port, settings.perMinute) });
  const idle = async () => {};
  const services = servicesOf(core, settings);
  await queue.work({
    deliver: ({ deliveryId }) => deliver(services, ports, log, deliveryId),
    refresh: idle,
    release: idle,
    tick: idle,
  });
  const scheduled = await scheduleReminders(core);
  if (scheduled !== mails) throw new Error(`${scheduled} reminders were due; there should be ${mails}`);
  while (figures.arrived.size < mails) await new Promise((resolve) => setTimeout(resolve, 100));
  await queue.stop();
  channel.stop();
  server.close();
  await database.close();
  print(figures, mails);
}

function servicesOf(core: Services['core'], { from }: MailSettings): Services {
  const none = () => 'https://staffroom.example/x';
  const links = { calendar: none, place: none, page: none, feed: none, attendanceChecklist: none, attendees: none };
  return {
    core,
    links: { ...links, ownData: none, personData: none, certificate: none, notice: 'https://staffroom.example' },
    personas: undefined,
    mail: { from },
  };
}

/** People with an address and no chat, with a place. */
async function seed({ prisma }: Database, mails: number): Promise<void> {
  const sessionId = await makeSession(prisma, new Date(now), { capacity: null, startsAt });
  const confirmedAt = new Date('2026-11-01T10:00:00Z');
  for (let done = 0; done < mails; done += 1_000) {
    const people = await prisma.person.createManyAndReturn({
      data: Array.from({ length: Math.min(1_000, mails - done) }, (_, index) => ({
        name: `Person ${done + index}`,
        email: `person-${done + index}@school.example`,
      })),
      select: { id: true },
    });
    await prisma.registration.createMany({
      data: people.map(({ id }) => ({ sessionId, personId: id, state: 'confirmed' as const, confirmedAt })),
    });
  }
}

function print({ arrived, refused, connections, firstAt, lastAt }: Figures, mails: number): void {
  const seconds = (lastAt - firstAt) / 1_000;
  const rate = (arrived.size - 1) / seconds;
  const twice = [...arrived.values()].filter((times) => times > 1).length;
  console.log(`\n${mails.toLocaleString('en-GB')} mails to a server that takes ${permitted} a second\n`);
  printColumns([
    ['', 'a second', 'seconds', 'refused for now', 'twice', 'connections', 'rate / permitted', 'promised'],
    [
      'mails',
      ...[rate.toFixed(1), seconds.toFixed(1), String(refused), String(twice), String(connections)],
      (rate / permitted).toFixed(3),
      `${promised}: ${rate / permitted >= promised ? 'kept' : 'MISSED'}`,
    ],
  ]);
}

if (process.argv[1]?.endsWith('mail-rate.ts'))
  await benchMailRate(process.env.TEST_DATABASE_URL ?? process.env.DATABASE_URL, Number(process.argv[2] ?? 10_000));
