import { type Actor, noAccount } from '../../domain/actor.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { readEvents, readProjects } from './own-records.js';

/** Matches no row, for an account that is not linked to a person. */
const nobody = '00000000-0000-0000-0000-000000000000';

/**
 * Everything held about the person behind an account, as plain data: instants in UTC (ISO 8601), field names as in the
 * database. It includes what others wrote about them, such as an organiser's reason. Their own work for the partnership
 * is listed without other people's names.
 */
export async function readOwnData(core: Core, actor: Actor) {
  const personId = actor.personId ?? nobody;
  const accounts = await readAccounts(core, actor, personId);
  const accountIds = accounts.map(({ id }) => id);
  const [person, events, projects, messagesSent, work, auditTrail] = await Promise.all([
    readPerson(core, personId),
    readEvents(core, personId),
    readProjects(core, personId),
    readMessages(core, personId, accountIds),
    readWork(core, accountIds),
    readTrail(core, personId, accountIds),
  ]);
  return { heldAt: core.clock.now(), person, accounts, ...events, ...projects, messagesSent, work, auditTrail };
}

function readPerson({ prisma }: Core, personId: string) {
  return prisma.person.findUnique({
    where: { id: personId },
    select: {
      name: true,
      email: true,
      remindersMuted: true,
      mornings: true,
      seenByCluster: true,
      mails: true,
      digestReader: { select: { addedAt: true } },
      mailRefusal: { select: { kind: true, code: true, at: true } },
      invitationsStopped: true,
      noticeDue: true,
      createdAt: true,
      posts: {
        select: {
          ...{ position: true, title: true, claim: true, from: true, until: true },
          ...{ proof: true, provenAt: true, askedAt: true },
          school: { select: { name: true, urn: true } },
        },
      },
      calendarFeeds: { select: { createdAt: true, revokedAt: true } },
    },
  });
}

function readAccounts({ prisma }: Core, actor: Actor, personId: string) {
  return prisma.account.findMany({
    where: actor.personId ? { personId } : { id: actor.accountId },
    orderBy: { createdAt: 'asc' },
    select: {
      id: true,
      platform: true,
      tenant: true,
      user: true,
      transportId: true,
      vouchedEmail: true,
      createdAt: true,
      seenAt: true,
      grants: {
        select: { role: true, grantedAt: true, revokedAt: true, series: { select: { name: true } } },
      },
      tickets: { select: { askedAt: true, ticket: { select: { question: true, answer: true } } } },
      conversations: { select: { externalId: true, kind: true, name: true, reference: true, updatedAt: true } },
      contexts: { select: { place: true, state: true, expiresAt: true } },
      homeTab: { select: { openedAt: true } },
    },
  });
}

function readMessages({ prisma }: Core, personId: string, accountIds: string[]) {
  return prisma.delivery.findMany({
    where: { OR: [{ personId }, { conversation: { kind: 'personal', accountId: { in: accountIds } } }] },
    orderBy: { createdAt: 'asc' },
    select: { kind: true, state: true, payload: true, createdAt: true, sentAt: true },
  });
}

/** Their work for the partnership: which record and when. */
async function readWork({ prisma }: Core, accountIds: string[]) {
  const mine = { in: accountIds };
  const [
    rolesGiven,
    channelsAdded,
    digestReadersAdded,
    quotesModerated,
    papersMade,
    articlesChanged,
    ticketsTaken,
    decided,
    nominees,
  ] = await Promise.all([
    prisma.grant.findMany({ where: { grantedById: mine }, select: { role: true, grantedAt: true } }),
    prisma.subscription.findMany({ where: { addedById: mine }, select: { kind: true, addedAt: true } }),
    prisma.digestReader.findMany({ where: { addedById: mine }, select: { addedAt: true } }),
    prisma.quote.findMany({ where: { moderatorId: mine }, select: { moderation: true, moderatedAt: true } }),
    prisma.paper.findMany({ where: { madeById: mine }, select: { from: true, to: true, madeAt: true } }),
    prisma.articleRevision.findMany({
      where: { changedById: mine },
      select: { version: true, changedAt: true, article: { select: { slug: true } } },
    }),
    prisma.ticket.findMany({
      where: { takenById: mine },
      select: { question: true, answer: true, answeredAt: true },
    }),
    prisma.application.findMany({
      where: { decidedById: mine },
      select: { state: true, reason: true, decidedAt: true },
    }),
    prisma.nomination.findMany({
      where: { decidedById: mine },
      select: { state: true, reason: true, decidedAt: true },
    }),
  ]);
  const decisions = { applicationsDecided: decided, nominationsDecided: nominees };
  return {
    rolesGiven,
    channelsAdded,
    digestReadersAdded,
    quotesModerated,
    papersMade,
    articlesChanged,
    ticketsTaken,
    ...decisions,
  };
}

function readTrail({ prisma }: Core, personId: string, accountIds: string[]) {
  return prisma.auditEntry.findMany({
    where: { OR: [{ personId }, { accountId: { in: accountIds } }, { subjectId: { in: [personId, ...accountIds] } }] },
    orderBy: { id: 'asc' },
    select: { at: true, act: true, subject: true, subjectId: true, outcome: true, detail: true },
  });
}

export type OwnData = Awaited<ReturnType<typeof readOwnData>>;

/** Records in the audit trail that somebody downloaded their data. */
export async function noteDownload(core: Core, actor: Actor): Promise<void> {
  const { accountId, personId } = actor;
  const whose =
    accountId === noAccount
      ? ({ subject: 'person', subjectId: personId ?? nobody } as const)
      : ({ subject: 'account', subjectId: accountId } as const);
  const line = { act: 'download-own-data', ...whose, outcome: 'sent' } as const;
  await commit(core, (tx) => recordAct(tx, actor, line, core.clock.now()));
}
