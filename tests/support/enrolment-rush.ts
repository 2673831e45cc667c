// Run as a separate process: every headteacher of its share registers their school at once, and it prints the outcomes
// as JSON. `--without-lock` removes the row lock from the statements, to prove that the test notices.
import pino from 'pino';
import { registerSchool } from '../../src/app/projects/enrolments.js';
import type { Db } from '../../src/db/database.js';
import { Prisma } from '../../src/db/generated/client.js';
import { createDatabase } from '../../src/db/open-database.js';
import { createServerPool } from '../../src/db/server.js';
import { systemClock } from '../../src/domain/clock.js';
import { idleQueue } from './database/idle-queue.js';
import { coreOf } from './worlds/programme.js';

const [url, cohortId, share, shares, mode] = process.argv.slice(2);
if (!url || !cohortId || !share || !shares) throw new Error('Give the database, the cohort, the share and the shares');
const log = pino({ level: 'silent' });
const database = createDatabase({ kind: 'server', pool: createServerPool(url), close: async () => {} }, log);
const prisma = mode === '--without-lock' ? withoutLock(database.prisma) : database.prisma;
const core = coreOf({ ...database, prisma }, idleQueue, systemClock);
const posts = await database.prisma.post.findMany({
  where: { position: 'headteacher', until: null, urn: { not: null } },
  orderBy: { urn: 'asc' },
  select: { urn: true, personId: true, person: { select: { accounts: { select: { id: true } } } } },
});
const mine = posts.filter((_, index) => index % Number(shares) === Number(share));
process.stdout.write('ready\n');
await new Promise((resolve) => process.stdin.once('data', resolve));
const outcomes = await Promise.all(
  mine.map(({ urn, personId, person }) => {
    const post = {
      position: 'headteacher',
      urn,
      school: 'School',
      phase: 'primary',
      locality: 'East',
      proven: true,
    } as const;
    const actor = { accountId: person.accounts[0]?.id ?? '', personId, name: 'Somebody', post, grants: [] };
    const lead = { kind: 'known', personId } as const;
    return registerSchool(core, actor, { cohortId, strands: [], lead, contact: undefined });
  }),
);
process.stdout.write(`${JSON.stringify(outcomes.map(({ kind }) => kind))}\n`);
await database.close();
process.exit(0);

function withoutLock(db: Db): Db {
  return db.$extends({
    query: {
      $queryRaw: ({ args, query }) =>
        query(
          new Prisma.Sql(
            args.strings.map((part) => part.replace('FOR UPDATE OF c', '')),
            [...args.values],
          ),
        ),
    },
  }) as unknown as Db;
}
