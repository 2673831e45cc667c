import { randomUUID } from 'node:crypto';
import type { Db } from '../../src/db/database.js';
import { makeActors, makeSession } from './programme.js';
import type { TestService } from './service.js';
import type { Seen, TeamsChat } from './teams.js';

/** Records of somebody else's that buttons can name, and what of them must not change under whoever may not. */
export interface Prey {
  /** What a button would carry: every id there is, under every name that a verb reads. */
  readonly data: Readonly<Record<string, string>>;
  /** All of it as it stands, to compare. */
  look(): Promise<string>;
}

const toldByOrganisers = ['session-moved', 'session-cancelled', 'organiser-message', 'project-cancelled'];

/** Somebody with a place and somebody who waits at a published event, a draft, a role, a channel: all another's. */
export function makePrey(service: TestService): Promise<Prey> {
  return makePreyIn(service.database.prisma, service.clock.now());
}

/** The same, in any database. */
export async function makePreyIn(prisma: Db, now: Date): Promise<Prey> {
  const sessionId = await makeSession(prisma, now, { capacity: 1, title: 'Guarded event' });
  const session = await prisma.session.findUniqueOrThrow({ where: { id: sessionId }, include: { event: true } });
  const [holder, waiter] = await makeActors(prisma, 2);
  if (!holder || !waiter) throw new Error('Nobody to guard');
  const register = (personId: string | null, state: 'confirmed' | 'waiting') =>
    prisma.registration.create({ data: { sessionId, personId: personId ?? '', state, confirmedAt: now } });
  const registration = await register(holder.personId, 'confirmed');
  await register(waiter.personId, 'waiting');
  const grant = await prisma.grant.create({ data: { accountId: holder.accountId, role: 'board' } });
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
      const parts = await Promise.all([
        prisma.event.findUnique({ where: { id: event.id } }),
        prisma.session.findMany({ where: { eventId: event.id } }),
        prisma.registration.findMany({ where: { personId: { in: [holder.personId ?? '', waiter.personId ?? ''] } } }),
        prisma.person.findMany({ where: { id: { in: [holder.personId ?? '', waiter.personId ?? ''] } } }),
        prisma.grant.findMany({
          where: { accountId: { in: [holder.accountId, waiter.accountId] } },
          orderBy: { id: 'asc' },
        }),
        prisma.attendance.count({ where: { sessionId } }),
        prisma.subscription.findMany({ where: { conversationId: conversation.id } }),
        prisma.delivery.count({ where: { kind: { in: toldByOrganisers } } }),
        prisma.series.findMany({ orderBy: { id: 'asc' } }),
        cohort
          ? prisma.project.findUnique({ where: { id: cohort.projectId }, include: { cohorts: true, strands: true } })
          : null,
        cohort ? prisma.milestone.findMany({ where: { cohortId: cohort.id }, orderBy: { id: 'asc' } }) : null,
        prisma.event.count({ where: { status: 'draft' } }),
        ticket ? prisma.ticket.findUnique({ where: { id: ticket.id } }) : null,
        article ? prisma.article.findUnique({ where: { id: article.id } }) : null,
        enrolment ? prisma.enrolment.findUnique({ where: { id: enrolment.id } }) : null,
        prisma.application.findMany({ orderBy: { id: 'asc' }, select: { id: true, state: true } }),
        prisma.nomination.findMany({ orderBy: { id: 'asc' }, select: { id: true, state: true } }),
      ]);
      return JSON.stringify(parts, (_key, value) => (typeof value === 'bigint' ? String(value) : value));
    },
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

/** Somebody for each role; the organiser of one series organises another than the guarded one. */
export async function peopleOfAllRoles(service: TestService) {
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
