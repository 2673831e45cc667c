import type { Db } from '../../src/db/database.js';
import { transportIdOf } from './teams/teams.js';
import type { FakeConnector } from './teams/teams-connector.js';

interface Where {
  readonly database: { readonly prisma: Db };
  readonly connector: FakeConnector;
}

/** The domain of a school: of its website in the register, or of the addresses of its people on record. */
export async function domainOf(prisma: Db, urn: number): Promise<string> {
  const school = await prisma.school.findUniqueOrThrow({
    where: { urn },
    select: { website: true, posts: { where: { until: null }, select: { person: { select: { email: true } } } } },
  });
  const emails = school.posts.map(({ person }) => person.email?.split('@').at(-1));
  const domain = school.website ? new URL(school.website).hostname.replace(/^www\./, '') : emails.find(Boolean);
  if (!domain) throw new Error(`School ${urn} has neither a website nor people with an address`);
  return domain;
}

/** Teams vouches for an address of the school, as it does for most of its people: this proves that they are of it. */
export async function giveSchoolAddress(where: Where, user: string, urn: number): Promise<void> {
  const email = `${user.toLowerCase()}@${await domainOf(where.database.prisma, urn)}`;
  where.connector.members.set(transportIdOf(user), { id: user, email });
}
