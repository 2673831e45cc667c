import { randomUUID } from 'node:crypto';
import type { Db } from '../../src/db/database.js';
import { onFile } from '../support/worlds/on-file.js';
import { botId, tenant } from './activities.js';
import type { BenchUser } from './bench-user.js';

export interface BenchData {
  readonly readers: readonly BenchUser[];
  readonly bookers: readonly BenchUser[];
  readonly cancellers: readonly BenchUser[];
  /** Sessions without a limit of places, so that bookings are measured and not refusals. */
  readonly sessions: readonly string[];
  /** A session that everybody books. */
  readonly rushSession: string;
}

const sessionsCount = 12;
const daysAhead = 60;

/** Adds users, each at a school of the demonstration data, and sessions. */
export async function seedBench(
  db: Db,
  serviceUrl: string,
  counts: { book: number; cancel: number },
): Promise<BenchData> {
  const schools = await db.school.findMany({ where: { status: 'open' }, select: { urn: true } });
  if (schools.length === 0) throw new Error('The database has no schools: start the service with DEMO_DATA=true first');
  const urns = schools.map((school) => school.urn);
  const [rushSession = '', ...sessions] = await addSessions(db);
  const readers = makeUsers(200, urns);
  const bookers = makeUsers(counts.book, urns);
  const cancellers = makeUsers(counts.cancel, urns).map((user) => ({ ...user, registrationId: randomUUID() }));
  const all = [...readers, ...bookers, ...cancellers];
  for (let at = 0; at < all.length; at += 500) await addUsers(db, all.slice(at, at + 500), serviceUrl);
  await addPlaces(db, cancellers, sessions);
  return { readers, bookers, cancellers, sessions, rushSession };
}

function makeUsers(count: number, urns: readonly number[]): readonly BenchUser[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `Bench Head ${index}`,
    aadObjectId: randomUUID(),
    transportId: `29:${randomUUID()}`,
    chat: `a:${randomUUID()}`,
    personId: randomUUID(),
    urn: urns[index % urns.length] ?? null,
  }));
}

async function addSessions(db: Db): Promise<readonly string[]> {
  const series = { id: randomUUID(), slug: 'bench', name: 'Bench series', summary: '', description: '', audience: [] };
  await db.series.create({ data: series });
  const ids = Array.from({ length: sessionsCount + 1 }, () => randomUUID());
  const startsAt = new Date(Date.now() + daysAhead * 86_400_000);
  await db.event.create({
    data: {
      slug: 'bench',
      title: 'Bench day',
      seriesId: series.id,
      academicYear: startsAt.getUTCFullYear(),
      term: 'autumn',
      status: 'published',
      audience: [],
      phases: [],
      sessions: {
        create: ids.map((id, index) => ({
          id,
          label: `Room ${index}`,
          venue: `Room ${index}`,
          startsAt,
          endsAt: new Date(startsAt.getTime() + 3_600_000),
        })),
      },
    },
  });
  return ids;
}

async function addUsers(db: Db, users: readonly BenchUser[], serviceUrl: string): Promise<void> {
  const known = users.map((user) => ({ ...user, accountId: randomUUID() }));
  await db.person.createMany({ data: users.map((user) => ({ id: user.personId, name: user.name })) });
  await db.post.createMany({
    data: users.map(({ personId, urn }) => ({ personId, position: 'headteacher' as const, urn, ...onFile })),
  });
  await db.account.createMany({
    data: known.map((user) => ({
      id: user.accountId,
      platform: 'teams' as const,
      tenant,
      user: user.aadObjectId,
      personId: user.personId,
      transportId: user.transportId,
    })),
  });
  await db.conversation.createMany({
    data: known.map((user) => ({
      platform: 'teams' as const,
      tenant,
      externalId: user.chat,
      kind: 'personal' as const,
      accountId: user.accountId,
      reference: { serviceUrl, botId },
    })),
  });
}

/** Registrations as left by a booking. */
async function addPlaces(db: Db, users: readonly BenchUser[], sessions: readonly string[]): Promise<void> {
  await db.registration.createMany({
    data: users.map((user, index) => ({
      id: user.registrationId ?? randomUUID(),
      sessionId: sessions[index % sessions.length] ?? '',
      personId: user.personId,
      urn: user.urn,
      bookedById: user.personId,
      state: 'confirmed' as const,
      confirmedAt: new Date(),
    })),
  });
}
