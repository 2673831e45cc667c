import { randomUUID } from 'node:crypto';
import { makePaper } from '../../../src/app/board/papers.js';
import { exportedTables, rowsOf } from '../../../src/app/privacy/export-everything.js';
import type { TestService } from '../service.js';
import { makeActors } from './programme.js';

/** Somebody with a row in every table that can have one. */
export interface WholeLife {
  readonly personId: string;
  /** Words in the rows about them, which belong to them or name them. */
  readonly marks: readonly string[];
}

/**
 * Gives the person behind a chat's account a second account in Slack and a row of every kind, with text that occurs
 * nowhere else in the database.
 */
export async function liveWholeLife(service: TestService, user: string): Promise<WholeLife> {
  const { prisma } = service.database;
  const account = await prisma.account.findFirstOrThrow({ where: { user }, include: { person: true } });
  const { person } = account;
  if (!person) throw new Error('Nobody has this account yet');
  const slackUser = 'UWHOLELIFE';
  const slack = await prisma.account.create({
    data: {
      platform: 'slack',
      tenant: 'T0PARTNERS',
      user: slackUser,
      personId: person.id,
      vouchedEmail: 'whole@life.example',
      createdAt: new Date(service.clock.now().getTime() + 1),
    },
  });
  await prisma.person.update({ where: { id: person.id }, data: { email: 'whole@life.example' } });
  await talkInSlack(service, slack.id, person.id);
  const words = [...(await liveEvents(service, person.id, person.name)), ...(await liveProjects(service, person.id))];
  await workForPartnership(service, account.id);
  return { personId: person.id, marks: [person.name, 'whole@life.example', slackUser, user, 'D0WHOLELIFE', ...words] };
}

async function talkInSlack({ database: { prisma }, clock }: TestService, accountId: string, personId: string) {
  const at = clock.now();
  const chat = await prisma.conversation.create({
    data: {
      platform: 'slack',
      tenant: 'T0PARTNERS',
      externalId: 'D0WHOLELIFE',
      kind: 'personal',
      accountId,
      reference: {},
    },
  });
  const expiresAt = new Date(at.getTime() + 600_000);
  await prisma.context.create({ data: { accountId, place: 'D0WHOLELIFE', state: { events: [] }, expiresAt } });
  await prisma.homeTab.create({ data: { accountId, shown: 'digest', openedAt: at } });
  const message = { kind: 'organiser-message', payload: { words: 'Mark-message' }, dueAt: at };
  await prisma.delivery.create({
    data: { ...message, key: randomUUID(), conversationId: chat.id, state: 'sent', sentAt: at },
  });
  await prisma.delivery.create({
    data: { ...message, key: randomUUID(), personId, state: 'failed', fault: 'Slack was away' },
  });
  await prisma.calendarFeed.create({ data: { personId, tokenHash: randomUUID() } });
}

/** A past event with everything there is to record, and a colleague's place. */
async function liveEvents(service: TestService, personId: string, name: string): Promise<string[]> {
  const { prisma } = service.database;
  const at = service.clock.now();
  const past = await prisma.session.findFirstOrThrow({
    where: {
      status: 'published',
      endsAt: { lt: new Date(at.getTime() - 30 * 86_400_000), gt: new Date('2026-01-01') },
      registrations: { none: { personId } },
      attendances: { none: { personId } },
      event: { feedbackRequests: { none: { personId } } },
    },
    orderBy: { startsAt: 'desc' },
  });
  const { id: sessionId, eventId } = past;
  const registration = await prisma.registration.create({
    data: { sessionId, personId, bookedById: personId, state: 'confirmed', confirmedAt: at, jumpReason: 'Mark-jump' },
  });
  const question = await prisma.bookingQuestion.create({ data: { eventId, kind: 'text', prompt: 'Why?', order: 99 } });
  await prisma.bookingAnswer.create({
    data: { registrationId: registration.id, questionId: question.id, answer: 'Mark-answer' },
  });
  const [colleague] = await makeActors(prisma, 1);
  await prisma.registration.create({
    data: { sessionId, personId: colleague?.personId ?? '', bookedById: personId, state: 'confirmed', confirmedAt: at },
  });
  const file = await prisma.attendanceImport.create({ data: { sessionId, fileHash: randomUUID(), format: 'list' } });
  const given = { name, email: 'WHOLE@life.example', school: 'Mark-school' };
  const row = (line: number, matched: string | null) => ({
    importId: file.id,
    line,
    given,
    state: matched ? ('matched' as const) : ('doubtful' as const),
    outcome: 'As the file says',
    personId: matched,
  });
  await prisma.attendanceImportRow.createMany({ data: [row(1, personId), row(2, null)] });
  await prisma.attendance.create({ data: { sessionId, personId, source: 'organiser' } });
  const announced = await prisma.announcement.create({ data: { eventId, createdAt: at } });
  await prisma.invitation.create({ data: { announcementId: announced.id, eventId, personId, sentAt: at } });
  await prisma.mailRefusal.create({ data: { personId, addressDigest: 'digest', kind: 'hard', code: '550', at } });
  const request = await prisma.feedbackRequest.create({ data: { eventId, personId, askedAt: at, closesAt: at } });
  await prisma.feedbackResponse.create({
    data: { requestId: request.id, rating: 5, mostUseful: 'Mark-useful', toChange: 'Mark-change' },
  });
  await prisma.quote.create({
    data: {
      eventId,
      responseId: request.id,
      words: 'Mark-quote',
      approvedWords: 'Mark-quote',
      naming: 'name',
      attribution: `${name}, headteacher`,
      consentPublic: true,
      moderation: 'approved',
      createdAt: new Date(at.getTime() + 1),
    },
  });
  const day = (instant: Date) => instant.toISOString().slice(0, 10);
  const paper = await makePaper(service.core, undefined, { from: day(past.startsAt), to: day(past.startsAt) });
  if (paper.kind !== 'made' || !JSON.stringify(paper.paper.data).includes('Mark-quote'))
    throw new Error('The paper does not quote them: the test would prove nothing');
  return ['Mark-message', 'Mark-jump', 'Mark-answer', 'Mark-school', 'Mark-useful', 'Mark-change', 'Mark-quote'];
}

async function liveProjects({ database: { prisma }, clock }: TestService, personId: string): Promise<string[]> {
  const at = clock.now();
  const cohort = await prisma.cohort.findFirstOrThrow({ include: { milestones: true } });
  const school = await prisma.school.findFirstOrThrow({ where: { enrolments: { none: { cohortId: cohort.id } } } });
  const enrolment = await prisma.enrolment.create({
    data: {
      cohortId: cohort.id,
      urn: school.urn,
      state: 'registered',
      askedById: personId,
      confirmedById: personId,
      leads: { create: { personId } },
    },
  });
  const milestone = await prisma.milestone.create({ data: { cohortId: cohort.id, title: 'Begun', order: 77 } });
  await prisma.milestoneTick.create({
    data: { enrolmentId: enrolment.id, milestoneId: milestone.id, tickedById: personId },
  });
  await prisma.survey.create({
    data: {
      ...{ cohortId: cohort.id, title: 'How was it?', closesAt: at },
      answers: { create: { enrolmentId: enrolment.id, words: { q: 'Mark-survey' }, byId: personId } },
    },
  });
  const decided = { cohortId: cohort.id, state: 'declined' as const, decidedAt: at };
  await prisma.nomination.create({
    data: { ...decided, nomineeId: personId, nominatorId: personId, answers: { why: 'Mark-why' }, reason: 'Mark-no' },
  });
  await prisma.application.create({ data: { ...decided, urn: school.urn, askedById: personId, answers: {} } });
  return ['Mark-why', 'Mark-no', 'Mark-survey'];
}

/** Records of an organiser and administrator whose roles have ended. */
async function workForPartnership({ database: { prisma }, clock }: TestService, accountId: string): Promise<void> {
  const reader = await prisma.person.findFirstOrThrow({ where: { accounts: { some: { id: accountId } } } });
  await prisma.digestReader.create({ data: { personId: reader.id, addedById: accountId, addedAt: clock.now() } });
  const at = clock.now();
  const [other] = await makeActors(prisma, 1);
  const ended = { role: 'organiser' as const, revokedAt: at };
  await prisma.grant.create({ data: { ...ended, accountId, grantedById: accountId } });
  await prisma.grant.create({ data: { ...ended, accountId: other?.accountId ?? '', grantedById: accountId } });
  const channel = await prisma.conversation.create({
    data: { platform: 'teams', tenant: 't', externalId: randomUUID(), kind: 'channel', reference: {} },
  });
  await prisma.subscription.create({ data: { conversationId: channel.id, kind: 'digest', addedById: accountId } });
  await prisma.quote.updateMany({ where: { moderation: 'pending' }, data: { moderatorId: accountId } });
  await prisma.paper.create({ data: { from: at, to: at, data: {}, madeById: accountId } });
  const article = await prisma.article.findFirstOrThrow();
  const revision = { articleId: article.id, version: 77, content: {}, changedById: accountId };
  await prisma.articleRevision.create({ data: revision });
  const ticket = await prisma.ticket.create({
    data: { question: 'Who?', normalised: randomUUID(), state: 'answered', answer: 'She', takenById: accountId },
  });
  await prisma.ticketAsker.create({ data: { ticketId: ticket.id, accountId } });
  await prisma.application.updateMany({ where: { decidedAt: { not: null } }, data: { decidedById: accountId } });
  await prisma.nomination.updateMany({ where: { decidedAt: { not: null } }, data: { decidedById: accountId } });
}

/** Every row of every table, including queue and settings, as a line of text that starts with the table. */
export async function wholeDatabase(service: TestService): Promise<string[]> {
  const lines: string[] = [];
  for (const table of await exportedTables(service.core)) {
    for await (const rows of rowsOf(service.core, table))
      lines.push(...rows.map((row) => `${table.name} ${JSON.stringify(row)}`));
  }
  for (const table of ['public."Setting"', 'pgboss.job', 'pgboss.archive']) {
    const rows = await service.database.prisma.$queryRawUnsafe<Array<{ row: unknown }>>(
      `SELECT to_jsonb(t) AS row FROM ${table} t`,
    );
    lines.push(...rows.map(({ row }) => `${table} ${JSON.stringify(row)}`));
  }
  return lines;
}
