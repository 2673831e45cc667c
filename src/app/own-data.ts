import type { Actor } from '../domain/actor.js';
import { recordAct } from './audit.js';
import type { Core } from './core.js';

const session = { select: { startsAt: true, label: true, event: { select: { title: true } } } } as const;
const cohort = { select: { academicYear: true, project: { select: { name: true } } } } as const;

/**
 * All that is held about the person behind an account, as plain data: instants in UTC (ISO 8601), names of fields as they
 * are kept. What somebody wrote about them elsewhere (a reason an organiser gave) is in it too.
 */
export async function readOwnData(core: Core, actor: Actor) {
  const personId = actor.personId ?? '00000000-0000-0000-0000-000000000000';
  const [person, accounts, registrations, bookedForOthers, attendance, feedback, projects, messagesSent] =
    await Promise.all([
      readPerson(core, personId),
      readAccounts(core, actor, personId),
      readRegistrations(core, personId),
      core.prisma.registration.count({ where: { bookedById: personId, personId: { not: personId } } }),
      readAttendance(core, personId),
      readFeedback(core, personId),
      readProjects(core, personId),
      readMessages(core, personId),
    ]);
  const heldAt = core.clock.now();
  const events = { registrations, bookedForOthers, attendance, feedback };
  return { heldAt, person, accounts, ...events, ...projects, messagesSent };
}

function readPerson({ prisma }: Core, personId: string) {
  return prisma.person.findUnique({
    where: { id: personId },
    select: {
      name: true,
      email: true,
      remindersMuted: true,
      createdAt: true,
      posts: { select: { position: true, from: true, until: true, school: { select: { name: true, urn: true } } } },
      calendarFeeds: { select: { createdAt: true, revokedAt: true } },
    },
  });
}

function readAccounts({ prisma }: Core, actor: Actor, personId: string) {
  return prisma.account.findMany({
    where: actor.personId ? { personId } : { id: actor.accountId },
    select: {
      platform: true,
      tenant: true,
      user: true,
      vouchedEmail: true,
      createdAt: true,
      seenAt: true,
      grants: {
        select: { role: true, grantedAt: true, revokedAt: true, series: { select: { name: true } } },
      },
      tickets: { select: { askedAt: true, ticket: { select: { question: true } } } },
    },
  });
}

function readRegistrations({ prisma }: Core, personId: string) {
  return prisma.registration.findMany({
    where: { personId },
    orderBy: { createdAt: 'asc' },
    select: {
      state: true,
      urn: true,
      createdAt: true,
      endedAt: true,
      jumpReason: true,
      session,
      answers: { select: { answer: true, question: { select: { prompt: true } } } },
    },
  });
}

function readAttendance({ prisma }: Core, personId: string) {
  return prisma.attendance.findMany({
    where: { personId },
    select: { present: true, minutes: true, source: true, recordedAt: true, session },
  });
}

function readFeedback({ prisma }: Core, personId: string) {
  return prisma.feedbackRequest.findMany({
    where: { personId },
    select: {
      askedAt: true,
      event: { select: { title: true } },
      response: {
        select: {
          rating: true,
          mostUseful: true,
          toChange: true,
          givenAt: true,
          quote: { select: { words: true, naming: true, attribution: true, withdrawnAt: true } },
        },
      },
    },
  });
}

async function readProjects({ prisma }: Core, personId: string) {
  const [projectsLed, nominations, applications] = await Promise.all([
    prisma.enrolmentLead.findMany({
      where: { personId },
      select: { part: true, from: true, until: true, enrolment: { select: { cohort, urn: true } } },
    }),
    prisma.nomination.findMany({
      where: { OR: [{ nomineeId: personId }, { nominatorId: personId }] },
      select: { answers: true, state: true, createdAt: true, cohort },
    }),
    prisma.application.findMany({
      where: { askedById: personId },
      select: { answers: true, state: true, createdAt: true, urn: true, cohort },
    }),
  ]);
  return { projectsLed, nominations, applications };
}

function readMessages({ prisma }: Core, personId: string) {
  return prisma.delivery.findMany({
    where: { personId },
    orderBy: { createdAt: 'asc' },
    select: { kind: true, state: true, createdAt: true, sentAt: true },
  });
}

export type OwnData = Awaited<ReturnType<typeof readOwnData>>;

/** Notes that somebody took their data with them. */
export async function noteDownload(core: Core, actor: Actor): Promise<void> {
  const line = { act: 'download-own-data', subject: 'account', subjectId: actor.accountId, outcome: 'sent' };
  await core.prisma.$transaction((tx) => recordAct(tx, actor, line, core.clock.now()));
}
