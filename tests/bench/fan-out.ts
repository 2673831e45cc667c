/**
 * Sends 10,000 reminders through the ledger and the queue to a fake platform with a limit of messages a second, which
 * answers the rest by asking to wait a whole second. Prints the actual rate beside the permitted one.
 */
import { randomUUID } from 'node:crypto';
import pino from 'pino';
import { scheduleReminders } from '../../src/app/bookings/reminders.js';
import type { PlatformPort, Sending } from '../../src/channels/port.js';
import type { Services } from '../../src/conversation/talk/turn-context.js';
import type { Database } from '../../src/db/database.js';
import { openDatabase } from '../../src/db/open-database.js';
import { deliver } from '../../src/jobs/deliver.js';
import { rateLimitedPorts } from '../../src/jobs/rate-limited-ports.js';
import { startQueue } from '../../src/queue/queue.js';
import { clockAt } from '../support/clock.js';
import { coreOf, makeActors, makeSession } from '../support/worlds/programme.js';
import { withOwnDatabase } from './bench-database.js';
import { printColumns } from './table.js';

const reminders = 10_000;
/** Three times the limit of Teams for an app in one tenant: harder, and the bench lasts two minutes instead of six. */
const permitted = 100;
const promised = 0.95;
const now = '2026-12-09T10:00:00Z';
const startsAt = new Date('2026-12-10T09:30:00Z');

export async function benchFanOut(databaseUrl: string | undefined): Promise<void> {
  await withOwnDatabase(databaseUrl, measureFanOut);
}

/** Counts strictly by second, as platforms do. */
class FakePlatform implements PlatformPort {
  readonly platform = 'teams' as const;
  readonly arrived = new Set<string>();
  readonly bySecond = new Map<number, number>();
  refused = 0;
  firstAt = 0;
  lastAt = 0;

  async post(_destination: unknown, _card: unknown, key = ''): Promise<Sending> {
    const at = Date.now();
    const second = Math.floor(at / 1_000);
    const taken = this.bySecond.get(second) ?? 0;
    if (taken >= permitted) {
      this.refused += 1;
      return { kind: 'not-taken', why: 'busy', retryAfterMs: 1_000 };
    }
    if (this.arrived.has(key)) throw new Error(`The message ${key} came twice`);
    this.bySecond.set(second, taken + 1);
    this.arrived.add(key);
    this.firstAt ||= at;
    this.lastAt = at;
    return { kind: 'taken', messageId: randomUUID() };
  }

  async update(): Promise<Sending> {
    return { kind: 'taken', messageId: '' };
  }
}

async function measureFanOut(url: string): Promise<void> {
  const log = pino({ level: 'error' });
  const database = await openDatabase({ url, dataDir: '', log });
  const queue = await startQueue(database, log);
  const core = coreOf(database, queue, clockAt(now));
  await seed(database);
  const none = () => '';
  const links = {
    notice: '',
    calendar: none,
    place: none,
    page: none,
    feed: none,
    attendanceChecklist: none,
    attendees: none,
    ownData: none,
    personData: none,
    certificate: none,
  };
  const services: Services = { core, links, personas: undefined };
  const platform = new FakePlatform();
  const ports = rateLimitedPorts({ teams: platform }, { teams: permitted });
  const idle = async () => {};
  await queue.work({
    deliver: ({ deliveryId }) => deliver(services, ports, log, deliveryId),
    refresh: idle,
    release: idle,
    tick: idle,
  });
  const scheduled = await scheduleReminders(core);
  if (scheduled !== reminders) throw new Error(`${scheduled} reminders were due; there should be ${reminders}`);
  while (platform.arrived.size < reminders) await new Promise((resolve) => setTimeout(resolve, 100));
  await queue.stop();
  const again = await scheduleReminders(core);
  if (again !== 0) throw new Error(`${again} reminders were scheduled twice`);
  await database.close();
  print(platform);
}

async function seed({ prisma }: Database): Promise<void> {
  const sessionId = await makeSession(prisma, new Date(now), { capacity: null, startsAt });
  const confirmedAt = new Date('2026-11-01T10:00:00Z');
  for (let done = 0; done < reminders; done += 1_000) {
    const actors = await makeActors(prisma, 1_000);
    await prisma.registration.createMany({
      data: actors.map(({ personId }) => ({
        sessionId,
        personId: personId ?? '',
        state: 'confirmed' as const,
        confirmedAt,
      })),
    });
  }
}

function print(platform: FakePlatform): void {
  const seconds = (platform.lastAt - platform.firstAt) / 1_000;
  const rate = platform.arrived.size / seconds;
  const ratio = rate / permitted;
  console.log(`\n${reminders.toLocaleString('en-GB')} reminders to a platform that takes ${permitted} a second\n`);
  printColumns([
    ['', 'a second', 'seconds', 'told to wait', 'rate / permitted', 'promised'],
    [
      'reminders',
      rate.toFixed(1),
      seconds.toFixed(1),
      String(platform.refused),
      ratio.toFixed(3),
      `${promised}: ${ratio >= promised ? 'kept' : 'MISSED'}`,
    ],
  ]);
}
