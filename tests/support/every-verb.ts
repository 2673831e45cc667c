import { randomUUID } from 'node:crypto';
import { intents } from '../../src/conversation/intents.js';
import type { Db } from '../../src/db/database.js';
import { Prisma } from '../../src/db/generated/client.js';
import type { Clock } from '../../src/domain/clock.js';
import { startTestService, type TestService } from './service.js';
import type { Seen, TeamsChat } from './teams/teams.js';
import { makeActors, makeSession } from './worlds/programme.js';

/** Records of somebody else's that buttons can name, and what of them must not change under whoever may not. */
export interface Prey {
  /** What a button would carry: every id there is, under every name that a verb reads. */
  readonly data: Readonly<Record<string, string>>;
  /** All of it as it stands, to compare. */
  look(): Promise<string>;
}

const toldByOrganisers = [
  ...['session-moved', 'session-cancelled', 'organiser-message', 'project-cancelled'],
  ...['event-cancelled', 'series-cancelled', 'project-moved', 'head-settled'],
];

/** Somebody with a place and somebody who waits at a published event, a draft, a role, a channel: all another's. */
export function makePrey(service: TestService): Promise<Prey> {
  return makePreyIn(service.database.prisma, service.clock.now());
}

/** The same, in any database. */
async function makePreyIn(prisma: Db, now: Date): Promise<Prey> {
  const sessionId = await makeSession(prisma, now, { capacity: 1, title: 'Guarded event' });
  const session = await prisma.session.findUniqueOrThrow({ where: { id: sessionId }, include: { event: true } });
  const [holder, waiter] = await makeActors(prisma, 2);
  if (!holder || !waiter) throw new Error('Nobody to guard');
  const register = (personId: string | null, state: 'confirmed' | 'waiting') =>
    prisma.registration.create({ data: { sessionId, personId: personId ?? '', state, confirmedAt: now } });
  const registration = await register(holder.personId, 'confirmed');
  await register(waiter.personId, 'waiting');
  const grant = await prisma.grant.create({ data: { accountId: holder.accountId, role: 'board' } });
  const school = await prisma.school.findFirst({ where: { posts: { none: {} } }, select: { urn: true } });
  const post = await prisma.post.create({
    data: { personId: holder.personId ?? '', urn: school?.urn ?? null, position: 'headteacher', claim: 'asked' },
  });
  const ticket = await prisma.ticket.findFirst();
  const cohort = await prisma.cohort.findFirst({
    include: { project: { include: { strands: true } }, milestones: true },
  });
  const strand = cohort?.project.strands[0];
  const milestone = cohort?.milestones[0];
  const enrolment = await prisma.enrolment.findFirst();
  const article = await prisma.article.findFirst();
  const conversation = await prisma.conversation.create({
    data: {
      platform: 'teams',
      tenant: 'tenant',
      externalId: `19:guarded-${randomUUID()}`,
      kind: 'channel',
      reference: {},
    },
  });
  await prisma.subscription.create({ data: { conversationId: conversation.id, kind: 'digest' } });
  const event = session.event;
  return {
    data: {
      event: event.id,
      session: sessionId,
      registration: registration.id,
      series: event.seriesId,
      person: holder.personId ?? '',
      account: holder.accountId,
      role: 'organiser',
      grant: grant.id,
      post: post.id,
      conversation: conversation.id,
      draft: '00000000-0000-4000-8000-000000000000',
      ...(ticket ? { ticket: ticket.id } : {}),
      ...(cohort ? { cohort: cohort.id, project: cohort.project.slug } : {}),
      ...(strand ? { strand: strand.id } : {}),
      ...(milestone ? { milestone: milestone.id } : {}),
      ...(enrolment ? { enrolment: enrolment.id } : {}),
      ...(article ? { article: article.slug, slug: article.slug } : {}),
    },
    look: async () => {
      const people = [holder.personId, waiter.personId];
      const accounts = [holder.accountId, waiter.accountId];
      const [row] = await prisma.$queryRaw<Array<{ all: string }>>`SELECT json_build_array(
        ${rowsOf('Event', Prisma.sql`id = ${event.id}::uuid`)},
        ${rowsOf('Session', Prisma.sql`"eventId" = ${event.id}::uuid`)},
        ${rowsOf('Registration', Prisma.sql`"personId" = ANY(${people}::uuid[])`)},
        ${rowsOf('Person', Prisma.sql`id = ANY(${people}::uuid[])`)},
        ${rowsOf('Post', Prisma.sql`"personId" = ANY(${people}::uuid[])`)},
        ${rowsOf('Grant', Prisma.sql`"accountId" = ANY(${accounts}::uuid[])`)},
        (SELECT count(*) FROM "Attendance" WHERE "sessionId" = ${sessionId}::uuid),
        ${rowsOf('Subscription', Prisma.sql`"conversationId" = ${conversation.id}::uuid`)},
        (SELECT count(*) FROM "Delivery" WHERE kind = ANY(${toldByOrganisers})),
        ${rowsOf('Series', Prisma.sql`true`)},
        ${rowsOf('Project', Prisma.sql`id = ${cohort?.projectId ?? null}::uuid`)},
        ${rowsOf('Cohort', Prisma.sql`"projectId" = ${cohort?.projectId ?? null}::uuid`)},
        ${rowsOf('Strand', Prisma.sql`"projectId" = ${cohort?.projectId ?? null}::uuid`)},
        ${rowsOf('Milestone', Prisma.sql`"cohortId" = ${cohort?.id ?? null}::uuid`)},
        (SELECT count(*) FROM "Event" WHERE status = 'draft'),
        ${rowsOf('Ticket', Prisma.sql`id = ${ticket?.id ?? null}::uuid`)},
        ${rowsOf('Article', Prisma.sql`id = ${article?.id ?? null}::uuid`)},
        ${rowsOf('Enrolment', Prisma.sql`id = ${enrolment?.id ?? null}::uuid`)},
        (SELECT json_agg(json_build_array(id, state) ORDER BY id) FROM "Application"),
        (SELECT json_agg(json_build_array(id, state) ORDER BY id) FROM "Nomination"))::text AS all`;
      if (!row) throw new Error('Nothing to look at');
      return row.all;
    },
  };
}

/** Rows of a table as one value, in one statement with others: they are looked at after each of a thousand turns. */
function rowsOf(table: Prisma.ModelName, where: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT json_agg(t ORDER BY t.id) FROM ${Prisma.raw(`"${table}"`)} t WHERE ${where})`;
}

/** Gives the same prey as long as nobody has touched it, and afresh from then on. */
export function untouchedPrey(prisma: Db, clock: Clock): () => Promise<Prey> {
  let prey: Prey | undefined;
  let before = '';
  return async () => {
    if (prey && (await prey.look()) === before) return prey;
    prey = await makePreyIn(prisma, clock.now());
    before = await prey.look();
    return prey;
  };
}

/** Presses a button, or sends a form, that no card showed. @param fields what the form claims to have, by kind */
export function forge(
  chat: TeamsChat,
  verb: string,
  data: Readonly<Record<string, unknown>>,
  form?: { readonly fields: Readonly<Record<string, string>>; readonly typed: Readonly<Record<string, unknown>> },
): Promise<Seen> {
  const ours = { verb, data, ...(form ? { fields: form.fields } : {}) };
  const action = { type: 'Action.Execute', verb, data: { $: ours, ...(form?.typed ?? {}) } };
  return chat.send({ type: 'invoke', name: 'adaptiveCard/action', value: { action, trigger: 'manual' } });
}

/** What an administrator may try with anything: not to be forgotten, nor to be somebody else. */
export const triedVerbs = intents.map(({ verb }) => verb).filter((verb) => verb !== 'act-as' && verb !== 'forget');

/** The service with somebody of each role, and with what is another's. */
export async function startGuarded() {
  const service = await startTestService();
  const prey = await makePrey(service);
  return { service, prey, people: await peopleOfAllRoles(service) };
}

export type Guarded = Awaited<ReturnType<typeof startGuarded>>;

/** Somebody for each role; the organiser of one series organises another than the guarded one. */
async function peopleOfAllRoles(service: TestService) {
  const { prisma } = service.database;
  const stranger = await service.chat('role-stranger');
  await stranger.say('hello');
  const other = await service.chatAs('headteacher', 'role-other-series');
  const account = await prisma.account.findFirstOrThrow({ where: { user: 'role-other-series' } });
  const series = await prisma.series.findUniqueOrThrow({ where: { slug: 'governor-briefing' } });
  await prisma.grant.create({ data: { accountId: account.id, role: 'organiser', seriesId: series.id } });
  return {
    stranger,
    headteacher: await service.chatAs('headteacher', 'role-head'),
    board: await service.chatAs('board', 'role-board'),
    'organiser of another series': other,
    organiser: await service.chatAs('organiser', 'role-organiser'),
    administrator: await service.chatAs('administrator', 'role-administrator'),
  } as const;
}
