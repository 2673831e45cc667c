import type { Actor } from '../domain/actor.js';
import { recordAct } from './audit.js';
import type { Core } from './core.js';

/**
 * All that is held about the person behind an account, as plain data: instants in UTC (ISO 8601), names of fields as they
 * are kept. What somebody wrote about them elsewhere (a reason an organiser gave) is in it too.
 */
export async function readOwnData(core: Core, actor: Actor) {
  const { prisma } = core;
  const personId = actor.personId ?? '00000000-0000-0000-0000-000000000000';
  const session = { select: { startsAt: true, label: true, event: { select: { title: true } } } } as const;
  const cohort = { select: { academicYear: true, project: { select: { name: true } } } } as const;
  const [person, accounts, registrations, booked, attendance, feedback, leads, nominations, applications, sent] =
    await Promise.all([
      prisma.person.findUnique({
        where: { id: personId },
        select: {
          name: true,
          email: true,
          remindersMuted: true,
          createdAt: true,
          posts: { select: { position: true, from: true, until: true, school: { select: { name: true, urn: true } } } },
          calendarFeeds: { select: { createdAt: true, revokedAt: true } },
        },
      }),
      prisma.account.findMany({
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
      }),
      prisma.registration.findMany({
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
      }),
      prisma.registration.count({ where: { bookedById: personId, personId: { not: personId } } }),
      prisma.attendance.findMany({
        where: { personId },
        select: { present: true, minutes: true, source: true, recordedAt: true, session },
      }),
      prisma.feedbackRequest.findMany({
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
      }),
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
      prisma.delivery.findMany({
        where: { personId },
        orderBy: { createdAt: 'asc' },
        select: { kind: true, state: true, createdAt: true, sentAt: true },
      }),
    ]);
  return {
    heldAt: core.clock.now(),
    person,
    accounts,
    registrations,
    bookedForOthers: booked,
    attendance,
    feedback,
    projectsLed: leads,
    nominations,
    applications,
    messagesSent: sent,
  };
}

export type OwnData = Awaited<ReturnType<typeof readOwnData>>;

/** Notes that somebody took their data with them. */
export async function noteDownload(core: Core, actor: Actor): Promise<void> {
  const line = { act: 'download-own-data', subject: 'account', subjectId: actor.accountId, outcome: 'sent' };
  await core.prisma.$transaction((tx) => recordAct(tx, actor, line, core.clock.now()));
}
