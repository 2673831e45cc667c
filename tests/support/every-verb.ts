import { randomUUID } from 'node:crypto';
import { intents } from '../../src/conversation/intents.js';
import type { Db } from '../../src/db/database.js';
import { Prisma } from '../../src/db/generated/client.js';
import type { Clock } from '../../src/domain/clock.js';
import { giveSchoolAddress } from './school-address.js';
import { startTestService, type TestService } from './service.js';
import type { Seen, TeamsChat } from './teams/teams.js';
import { makeGuardedSaved } from './worlds/guarded-saved.js';
import { makeGuardedSchool } from './worlds/guarded-school.js';
import { makeGuardedSurvey } from './worlds/guarded-survey.js';
import { makeGuardedWork } from './worlds/guarded-work.js';
import { makeActors, makeSchool, makeSession } from './worlds/programme.js';

/** Records of somebody else's that buttons can name, and what of them must not change under whoever may not. */
export interface OthersRecords {
  /** All ids a button could contain, under every name that a verb reads. */
  readonly data: Readonly<Record<string, string>>;
  /** The school that the enrolment, application and nomination are of. */
  readonly urn: number;
  /** Names and words of that school that nobody else may read. */
  readonly secrets: readonly string[];
  /** The present state of those records, for comparison. */
  look(): Promise<string>;
}

const toldByOrganisers = [
  ...[
    'session-moved',
    'session-cancelled',
    'survey-asked',
    'survey-reminder',
    'project-invitation',
    'calendar-cleared',
    'organiser-message',
    'project-cancelled',
  ],
  ...['event-cancelled', 'series-cancelled', 'project-moved', 'head-settled', 'audience-message'],
];

/**
 * Somebody with a place and somebody waiting at a published event, a draft, a role and a channel, none of them the
 * test's own.
 */
export function makeOthersRecords(service: Pick<TestService, 'database' | 'clock'>): Promise<OthersRecords> {
  return makeOthersRecordsIn(service.database.prisma, service.clock.now());
}

/** The same in any database. */
async function makeOthersRecordsIn(prisma: Db, now: Date): Promise<OthersRecords> {
  const sessionId = await makeSession(prisma, now, { capacity: 1, title: 'Guarded event' });
  const session = await prisma.session.findUniqueOrThrow({ where: { id: sessionId }, include: { event: true } });
  const [holder, waiter] = await makeActors(prisma, 2);
  if (!holder || !waiter) throw new Error('Nobody to guard');
  const register = (personId: string | null, state: 'confirmed' | 'waiting') =>
    prisma.registration.create({ data: { sessionId, personId: personId ?? '', state, confirmedAt: now } });
  const registration = await register(holder.personId, 'confirmed');
  await register(waiter.personId, 'waiting');
  const grant = await prisma.grant.create({ data: { accountId: holder.accountId, role: 'board' } });
  const ticket = await prisma.ticket.create({ data: { question: 'Who has the key?', normalised: randomUUID() } });
  const cohort = await prisma.cohort.findFirst({
    include: { project: { include: { strands: true } }, milestones: true },
  });
  const strand = cohort?.project.strands[0];
  if (!cohort) throw new Error('No project to guard');
  const milestone = await prisma.milestone.create({
    data: { cohortId: cohort.id, title: 'Guarded milestone', order: 90 + cohort.milestones.length },
  });
  const survey = await makeGuardedSurvey(prisma, cohort.id, now);
  const school = await makeGuardedSchool(prisma, cohort.id);
  const saved = await makeGuardedSaved(prisma, session.event.seriesId);
  const work = await makeGuardedWork(prisma, {
    ...{ sessionId, now, accountId: holder.accountId },
    personId: holder.personId ?? '',
  });
  const post = await prisma.post.create({
    data: { personId: holder.personId ?? '', urn: school.urn, position: 'headteacher', claim: 'asked' },
  });
  const question = await prisma.bookingQuestion.create({
    data: { eventId: session.eventId, kind: 'dietary', prompt: 'Food?', order: 90 },
  });
  const request = await prisma.feedbackRequest.create({
    data: {
      eventId: session.eventId,
      personId: holder.personId ?? '',
      closesAt: new Date(now.getTime() + 86_400_000),
      questions: ['Guarded question'],
    },
  });
  const quote = await prisma.quote.create({
    data: { eventId: session.eventId, words: 'It was worth the drive.', consentBoard: true },
  });
  const holiday = await prisma.schoolHoliday.findFirst();
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
      instead: registration.id,
      registrations: registration.id,
      sessions: sessionId,
      series: event.seriesId,
      person: holder.personId ?? '',
      account: holder.accountId,
      role: 'organiser',
      grant: grant.id,
      post: post.id,
      conversation: conversation.id,
      ...work.data,
      ...saved,
      ...survey,
      ticket: ticket.id,
      ...{ cohort: cohort.id, project: cohort.project.slug, question: question.id, request: request.id },
      ...school.data,
      quote: quote.id,
      ...(holiday ? { holiday: holiday.id } : {}),
      ...(strand ? { strand: strand.id } : {}),
      milestone: milestone.id,
      ...(article ? { article: article.slug, slug: article.slug } : {}),
    },
    urn: school.urn,
    secrets: [...school.secrets, ...work.secrets],
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
        ${rowsOf('Project', Prisma.sql`id = ${cohort.projectId}::uuid`)},
        ${rowsOf('Cohort', Prisma.sql`"projectId" = ${cohort.projectId}::uuid`)},
        ${rowsOf('Strand', Prisma.sql`"projectId" = ${cohort.projectId}::uuid`)},
        ${rowsOf('Milestone', Prisma.sql`"cohortId" = ${cohort.id}::uuid`)},
        (SELECT count(*) FROM "Event" WHERE status = 'draft'),
        ${rowsOf('Ticket', Prisma.sql`id = ${ticket.id}::uuid`)},
        ${rowsOf('Article', Prisma.sql`id = ${article?.id ?? null}::uuid`)},
        ${rowsOf('Enrolment', Prisma.sql`urn = ${school.urn}`)},
        ${rowsOf('EnrolmentLead', Prisma.sql`"enrolmentId" = ${school.data.enrolment}::uuid`)},
        ${rowsOf('BookingQuestion', Prisma.sql`id = ${question.id}::uuid`)},
        ${rowsOf('FeedbackRequest', Prisma.sql`id = ${request.id}::uuid`)},
        ${rowsOf('Quote', Prisma.sql`id = ${quote.id}::uuid`)},
        ${rowsOf('AttendanceImportRow', Prisma.sql`id = ${work.data.row}::uuid`)},
        ${rowsOf('Delivery', Prisma.sql`id = ${work.data.delivery}::uuid`)},
        ${rowsOf('Audience', Prisma.sql`id = ${saved.audience}::uuid`)},
        ${rowsOf('MessageTemplate', Prisma.sql`id = ${saved.template}::uuid`)},
        ${rowsOf('Figure', Prisma.sql`id = ${saved.figure}::uuid`)},
        ${rowsOf('Source', Prisma.sql`id = ${saved.source}`)},
        ${rowsOf('Survey', Prisma.sql`id = ${survey.survey}::uuid`)},
        (SELECT json_agg(a ORDER BY a."enrolmentId") FROM "SurveyAnswer" a WHERE a."surveyId" = ${survey.survey}::uuid),
        ${rowsOf('Paper', Prisma.sql`id = ${work.data.paper}::uuid`)},
        (SELECT count(*) FROM "Unanswered" WHERE normalised = ${work.data.key}),
        (SELECT count(*) FROM "Context" WHERE "accountId" = ${holder.accountId}::uuid),
        ${rowsOf('SchoolHoliday', Prisma.sql`id = ${holiday?.id ?? null}::uuid`)},
        (SELECT json_agg(json_build_array(id, state) ORDER BY id) FROM "Application"),
        (SELECT json_agg(json_build_array(id, state) ORDER BY id) FROM "Nomination"))::text AS all`;
      if (!row) throw new Error('Nothing to look at');
      return row.all;
    },
  };
}

/** Rows of a table as one value, read in one statement with others because this runs after each of a thousand turns. */
function rowsOf(table: Prisma.ModelName, where: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT json_agg(t ORDER BY t.id) FROM ${Prisma.raw(`"${table}"`)} t WHERE ${where})`;
}

/** Returns the same records until something has changed them, then creates new ones. */
export function untouchedOthersRecords(prisma: Db, clock: Clock): () => Promise<OthersRecords> {
  let others: OthersRecords | undefined;
  let before = '';
  return async () => {
    if (others && (await others.look()) === before) return others;
    others = await makeOthersRecordsIn(prisma, clock.now());
    before = await others.look();
    return others;
  };
}

/** Presses a button or submits a form that no card showed. @param fields field ids of the form, by kind */
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

/** Verbs an administrator may try with any data: all but being erased and acting as somebody else. */
export const triedVerbs = intents.map(({ verb }) => verb).filter((verb) => verb !== 'act-as' && verb !== 'forget');

/** Starts the service with a user of each role, and records that belong to others. */
export async function startGuarded() {
  const service = await startTestService();
  const others = await makeOthersRecords(service);
  return { service, others, people: await peopleOfAllRoles(service, others) };
}

export type Guarded = Awaited<ReturnType<typeof startGuarded>>;

/** A user for each role; the organiser of one series organises a different series. */
async function peopleOfAllRoles(service: TestService, { urn }: OthersRecords) {
  const { prisma } = service.database;
  const stranger = await service.chat('role-stranger');
  await stranger.say('hello');
  const other = await service.chatAs('headteacher', 'role-other-series');
  const account = await prisma.account.findFirstOrThrow({ where: { user: 'role-other-series' } });
  const series = await prisma.series.findUniqueOrThrow({ where: { slug: 'governor-briefing' } });
  await prisma.grant.create({ data: { accountId: account.id, role: 'organiser', seriesId: series.id } });
  return {
    stranger,
    'unproven member': await settled(service, 'role-unproven', urn),
    'former member of the school': await formerMember(service, urn),
    headteacher: await service.chatAs('headteacher', 'role-head'),
    board: await service.chatAs('board', 'role-board'),
    'organiser of another series': other,
    organiser: await service.chatAs('organiser', 'role-organiser'),
    administrator: await service.chatAs('administrator', 'role-administrator'),
  } as const;
}

/** Somebody who says that they are headteacher of the school. */
async function settled(service: TestService, user: string, urn: number): Promise<TeamsChat> {
  const chat = await service.chat(user);
  const form = await chat.say('change my school');
  const found = await chat.submit(form.card, { school: String(urn), position: 'headteacher' });
  await chat.click(found.card, "That's mine");
  return chat;
}

/** Somebody who was proven to be of the school, and is of another now. */
async function formerMember(service: TestService, urn: number): Promise<TeamsChat> {
  const user = 'role-former';
  for (const at of [urn, await makeSchool(service.database.prisma)]) {
    await giveSchoolAddress(service, user, at);
    await settled(service, user, at);
  }
  return service.chat(user);
}
