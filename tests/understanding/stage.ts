import pino from 'pino';
import { loadDemonstrationData } from '../../prisma/demo/load.js';
import { personas } from '../../prisma/demo/personas.js';
import type { Role } from '../../src/domain/actor.js';
import type { Position } from '../../src/domain/person.js';
import { startService } from '../../src/service/service.js';
import { readConfig } from '../../src/settings/config.js';
import { clockAt, type MovableClock } from '../support/clock.js';
import { openTestDatabase } from '../support/database/database.js';
import { demoTenant } from '../support/service.js';
import { type TeamsChat, teamsChat } from '../support/teams/teams.js';
import { fakeConnector } from '../support/teams/teams-connector.js';
import { addTrustHistory } from '../support/worlds/trust-history.js';
import { loadTrustPartnership } from '../support/worlds/trust-partnership.js';
import { type ChangeBook, openChangeBook } from './changes.js';
import { articleRows, type Collection } from './collections.js';

/** Whom an item may speak as. */
export const speakers = [
  'headteacher',
  'board',
  'organiser',
  'administrator',
  'governor',
  'deputy',
  'business-manager',
] as const;
export type Speaker = (typeof speakers)[number];

/** The day that the items speak of: the programme follows from it. */
export const askedOn = new Date('2026-11-28T10:00:00Z');

/** The product as it runs, with everybody's own chat. */
export interface Stage {
  /** A chat that nobody used before, of somebody who speaks as that. */
  open(as: Speaker): Promise<TeamsChat>;
  readonly changes: ChangeBook;
  stop(): Promise<void>;
}

/**
 * Starts the whole service over a database of its own, the clock standing at the day that the items speak of.
 * @param given a partnership with these articles, without aliases, and nothing else to answer from; or the trust; without
 *   either, the demonstration
 */
export async function openStage(given: Collection | 'demonstration' | 'trust' = 'demonstration'): Promise<Stage> {
  const database = await openTestDatabase();
  const clock = clockAt(askedOn.toISOString());
  const people = given === 'trust' ? await loadTrust(database, clock) : await loadDemonstration(database.prisma, clock);
  if (typeof given === 'object') await replaceKnowledge(database.prisma, given);
  const changes = await openChangeBook(database.prisma);
  const log = pino({ level: 'silent' });
  const config = { ...readConfig({}), port: 0 };
  const service = await startService({ config, log, database, clock, personas: [] });
  const connector = await fakeConnector();
  const baseUrl = `http://127.0.0.1:${service.port}`;
  let users = 0;
  return {
    open: async (as) => {
      users += 1;
      const user = `asks-${users}`;
      const { personId, role } = people[as];
      await database.prisma.account.create({
        data: {
          platform: 'teams',
          tenant: demoTenant,
          user,
          personId,
          seenAt: askedOn,
          ...(role ? { grants: { create: { role, grantedAt: askedOn } } } : {}),
        },
      });
      return teamsChat({ baseUrl, user, tenant: demoTenant, connector });
    },
    changes,
    stop: async () => {
      await service.stop();
      await connector.close();
      await changes.close();
      await database.close();
    },
  };
}

type Database = Awaited<ReturnType<typeof openTestDatabase>>;
type Db = Database['prisma'];

interface Known {
  readonly personId: string;
  readonly role?: Role;
}

type Speakers = Readonly<Record<Speaker, Known>>;

async function loadDemonstration(prisma: Db, clock: MovableClock): Promise<Speakers> {
  await loadDemonstrationData(prisma, clock, { timeZone: 'Europe/London' });
  return findSpeakers(prisma);
}

async function loadTrust(database: Database, clock: MovableClock): Promise<Speakers> {
  const titles = await loadTrustPartnership(database, clock);
  const personOf = (key: string): string => titles.find((one) => one.key === key)?.personId ?? '';
  const { governor, deputy, businessManager } = await addTrustHistory(database.prisma);
  return {
    headteacher: { personId: personOf('headteacher') },
    board: { personId: personOf('board'), role: 'board' },
    organiser: { personId: personOf('organiser'), role: 'organiser' },
    administrator: { personId: personOf('organiser'), role: 'administrator' },
    governor: { personId: governor },
    deputy: { personId: deputy },
    'business-manager': { personId: businessManager },
  };
}

async function findSpeakers(prisma: Db): Promise<Speakers> {
  const { urn } = personas.headteacher;
  const holder = async (position: Position, at?: number): Promise<Known> => {
    const { personId } = await prisma.post.findFirstOrThrow({
      where: { position, ...(at === undefined ? {} : { urn: at }) },
      orderBy: { id: 'asc' },
      select: { personId: true },
    });
    return { personId };
  };
  return {
    headteacher: { personId: personas.headteacher.personId },
    board: { personId: personas.board.personId, role: 'board' },
    organiser: { personId: personas.organiser.personId, role: 'organiser' },
    administrator: { personId: personas.organiser.personId, role: 'administrator' },
    governor: await holder('chair_of_governors', urn),
    deputy: await holder('deputy_headteacher', urn),
    'business-manager': await holder('business_manager'),
  };
}

/** Schools and people stay; what was answered from is taken back to drafts, and the collection comes. */
async function replaceKnowledge(prisma: Db, collection: Collection): Promise<void> {
  await prisma.article.deleteMany();
  await prisma.event.updateMany({ data: { status: 'draft' } });
  await prisma.series.updateMany({ data: { status: 'draft' } });
  await prisma.project.updateMany({ data: { status: 'draft' } });
  await prisma.article.createMany({ data: articleRows(collection) });
}
