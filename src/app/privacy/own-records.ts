import type { Core } from '../core.js';

const session = { select: { startsAt: true, label: true, event: { select: { title: true } } } } as const;
const cohort = { select: { academicYear: true, project: { select: { name: true } } } } as const;
const enrolment = { select: { cohort, urn: true } } as const;

/** A person's events: places, bookings for others, attendance, feedback and quotes. */
export async function readEvents({ prisma }: Core, personId: string) {
  const [registrations, bookedForOthers, attendance, rowsOfFiles, invitations, feedback] = await Promise.all([
    prisma.registration.findMany({
      where: { personId },
      orderBy: { createdAt: 'asc' },
      select: {
        state: true,
        urn: true,
        createdAt: true,
        confirmedAt: true,
        offeredAt: true,
        offerExpiresAt: true,
        endedAt: true,
        endReason: true,
        jumpReason: true,
        bookedBy: { select: { name: true } },
        session,
        answers: { select: { answer: true, question: { select: { prompt: true } } } },
      },
    }),
    prisma.registration.findMany({
      where: { bookedById: personId, personId: { not: personId } },
      orderBy: { createdAt: 'asc' },
      select: { state: true, urn: true, createdAt: true, session },
    }),
    prisma.attendance.findMany({
      where: { personId },
      select: { present: true, minutes: true, source: true, recordedAt: true, urn: true, session },
    }),
    readRowsOfFiles(prisma, personId),
    prisma.invitation.findMany({
      where: { personId },
      select: { sentAt: true, remindedAt: true, declinedAt: true, event: { select: { title: true } } },
    }),
    readFeedback(prisma, personId),
  ]);
  return { registrations, bookedForOthers, attendance, rowsOfFiles, invitations, feedback };
}

function readRowsOfFiles(prisma: Core['prisma'], personId: string) {
  return prisma.attendanceImportRow.findMany({
    where: { personId },
    select: {
      ...{ given: true, state: true, outcome: true, found: true },
      import: { select: { importedAt: true, session } },
    },
  });
}

function readFeedback(prisma: Core['prisma'], personId: string) {
  return prisma.feedbackRequest.findMany({
    where: { personId },
    select: {
      askedAt: true,
      remindedAt: true,
      closesAt: true,
      questions: true,
      event: { select: { title: true } },
      response: {
        select: {
          rating: true,
          marks: true,
          mostUseful: true,
          toChange: true,
          givenAt: true,
          editedAt: true,
          quote: {
            select: {
              words: true,
              approvedWords: true,
              naming: true,
              attribution: true,
              consentBoard: true,
              consentPublic: true,
              consentWebsite: true,
              withdrawnAt: true,
              moderation: true,
              uses: { select: { place: true, printed: true, usedAt: true } },
            },
          },
        },
      },
    },
  });
}

function readSurveysAnswered(prisma: Core['prisma'], personId: string) {
  return prisma.surveyAnswer.findMany({
    where: { byId: personId },
    select: {
      ...{ figures: true, words: true, givenAt: true, editedAt: true },
      ...{ survey: { select: { title: true, questions: true } }, enrolment },
    },
  });
}

/** A person's projects: what they lead, requested, confirmed and completed, and their nominations. */
export async function readProjects({ prisma }: Core, personId: string) {
  const dates = { state: true, createdAt: true, cohort } as const;
  const [projectsLed, asked, confirmed, milestonesTicked, surveysAnswered, nominations, applications] =
    await Promise.all([
      prisma.enrolmentLead.findMany({
        where: { personId },
        select: { part: true, from: true, until: true, enrolment },
      }),
      prisma.enrolment.findMany({
        where: { askedById: personId },
        select: { ...dates, urn: true, withdrawReason: true },
      }),
      prisma.enrolment.findMany({ where: { confirmedById: personId }, select: { ...dates, urn: true } }),
      prisma.milestoneTick.findMany({
        where: { tickedById: personId },
        select: { tickedAt: true, milestone: { select: { title: true } }, enrolment },
      }),
      readSurveysAnswered(prisma, personId),
      prisma.nomination.findMany({
        where: { OR: [{ nomineeId: personId }, { nominatorId: personId }] },
        select: { ...dates, answers: true, reason: true, decidedAt: true, nomineeId: true },
      }),
      prisma.application.findMany({
        where: { askedById: personId },
        select: { ...dates, answers: true, reason: true, decidedAt: true, urn: true },
      }),
    ]);
  return {
    projectsLed,
    enrolmentsAsked: asked,
    enrolmentsConfirmed: confirmed,
    milestonesTicked,
    surveysAnswered,
    nominations: nominations.map(({ nomineeId, ...nomination }) => ({
      as: nomineeId === personId ? 'the person put forward' : 'the person who put them forward',
      ...nomination,
    })),
    applications,
  };
}
