import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runHousekeeping } from '../../../src/app/housekeeping.js';
import { heldKinds } from '../../../src/app/privacy/register-of-held-data.js';
import { retainNightly } from '../../../src/app/privacy/retention.js';
import { clockAt } from '../../support/clock.js';
import { eventually } from '../../support/eventually.js';
import { startTestService, type TestService } from '../../support/service.js';
import { makeActors, makeSession } from '../../support/worlds/programme.js';

const day = 24 * 60 * 60_000;
const start = '2026-11-22T10:00:00Z';

let service: TestService;
beforeAll(async () => {
  service = await startTestService(start);
});
afterAll(() => service.stop());

/** The use cases with the clock that many days later. */
function daysLater(days: number) {
  return { ...service.core, clock: clockAt(new Date(service.clock.now().getTime() + days * day).toISOString()) };
}

/** A row of each kind with a retention period, created at `at`; `left` reads what is left of it. */
interface Sample {
  readonly kind: string;
  readonly days: number;
  readonly left: () => Promise<unknown>;
  readonly gone: unknown;
}

async function makeSamples(): Promise<Sample[]> {
  const { prisma } = service.database;
  const at = service.clock.now();
  const endsAt = new Date(at.getTime() - 60_000);
  const [holder, booker, writer, lost] = await makeActors(prisma, 4);
  if (!holder?.personId || !booker?.personId || !writer?.personId || !lost?.personId) throw new Error('Nobody');
  await prisma.account.updateMany({ where: { tenant: 'tenant' }, data: { seenAt: at } });
  await prisma.person.update({ where: { id: lost.personId }, data: { name: 'Lost Soul', email: 'lost@fen.example' } });
  // People known longest come first, and there are more than one night anonymises.
  await prisma.person.update({ where: { id: lost.personId }, data: { createdAt: new Date('2000-01-01') } });
  const sessionId = await makeSession(prisma, at, { capacity: null });
  await prisma.session.update({
    where: { id: sessionId },
    data: { startsAt: new Date(endsAt.getTime() - 3_600_000), endsAt },
  });
  const { eventId } = await prisma.session.findUniqueOrThrow({ where: { id: sessionId } });
  const registration = await prisma.registration.create({
    data: { sessionId, personId: holder.personId, state: 'confirmed', confirmedAt: at, jumpReason: 'Her talk' },
  });
  const answer = async (order: number, kind: 'dietary' | 'text') => {
    const question = await prisma.bookingQuestion.create({ data: { eventId, kind, prompt: kind, order } });
    await prisma.bookingAnswer.create({
      data: { registrationId: registration.id, questionId: question.id, answer: 'No nuts' },
    });
    return () => prisma.bookingAnswer.count({ where: { questionId: question.id } });
  };
  const [dietary, other] = [await answer(0, 'dietary'), await answer(1, 'text')];
  const message = { kind: 'organiser-message', personId: holder.personId, dueAt: at, createdAt: at };
  const words = await prisma.delivery.create({
    data: { ...message, key: randomUUID(), payload: { words: 'Bring boots', eventId }, state: 'sent', sentAt: at },
  });
  const file = await prisma.attendanceImport.create({
    data: { sessionId, fileHash: randomUUID(), format: 'list', importedAt: at },
  });
  const row = await prisma.attendanceImportRow.create({
    data: { importId: file.id, line: 1, given: { name: 'A. Stranger' }, state: 'doubtful', outcome: 'Nobody matches' },
  });
  const announced = await prisma.announcement.create({ data: { eventId, createdAt: at } });
  const invited = await prisma.invitation.create({
    data: { announcementId: announced.id, eventId, personId: holder.personId ?? '', sentAt: at },
  });
  const request = { eventId, closesAt: at };
  const asked = await prisma.feedbackRequest.create({ data: { ...request, personId: holder.personId } });
  const texts = { mostUseful: 'The soup', toChange: 'The chairs', givenAt: at, editedAt: at };
  await prisma.feedbackResponse.create({ data: { requestId: asked.id, rating: 4, ...texts } });
  const cohort = await prisma.cohort.findFirstOrThrow();
  const nomination = await prisma.nomination.create({
    data: {
      cohortId: cohort.id,
      nomineeId: writer.personId,
      nominatorId: booker.personId,
      answers: { why: 'Because' },
      state: 'declined',
      decidedAt: at,
      createdAt: at,
    },
  });
  const ticket = await prisma.ticket.create({
    data: {
      question: 'Who?',
      normalised: randomUUID(),
      state: 'answered',
      answer: 'She',
      createdAt: at,
      answeredAt: at,
    },
  });
  const unanswered = await prisma.unanswered.create({
    data: { normalised: randomUUID(), question: 'Why?', firstAt: at, lastAt: at },
  });
  const link = await prisma.spentLink.create({ data: { id: randomUUID(), spentAt: at } });
  const inbound = await prisma.inbound.create({ data: { key: randomUUID(), receivedAt: at, doneAt: at } });
  const nobody = await prisma.account.create({
    data: { platform: 'teams', tenant: 'tenant', user: randomUUID(), seenAt: at, createdAt: at },
  });
  const audit = await prisma.auditEntry.create({ data: { act: 'sample', subject: 'x', outcome: 'y', at } });
  const year = 365;
  const quoted = { eventId, words: 'Well said', attribution: 'Head', createdAt: at };
  const old = await prisma.quote.create({ data: { ...quoted, moderation: 'approved' } });
  const takenBack = await prisma.quote.create({ data: { ...quoted, withdrawnAt: at } });
  const wordsOf = (id: string) => async () =>
    prisma.quote.findUniqueOrThrow({ where: { id }, select: { words: true, attribution: true } });
  const withdrawn = { words: 'Withdrawn.', attribution: '' };
  const ended = await prisma.cohort.create({
    data: { projectId: cohort.projectId, academicYear: 2025, label: 'ended', endsOn: at },
  });
  const granted = await prisma.nomination.create({
    data: { cohortId: ended.id, nomineeId: writer.personId, answers: { why: 'So' }, state: 'approved', createdAt: at },
  });
  const survey = await prisma.survey.create({
    data: { cohortId: cohort.id, title: 'How was it?', askedAt: at, closesAt: at },
  });
  const enrolled = await prisma.enrolment.create({
    data: { cohortId: ended.id, urn: (await prisma.school.findFirstOrThrow()).urn, state: 'registered' },
  });
  const said = { surveyId: survey.id, enrolmentId: enrolled.id };
  await prisma.surveyAnswer.create({ data: { ...said, figures: { a: 4 }, words: { b: 'Well' }, givenAt: at } });
  const channel = await prisma.conversation.create({
    data: { platform: 'teams', tenant: 't', externalId: randomUUID(), kind: 'channel', reference: {}, goneAt: at },
  });
  return [
    { kind: 'old-quotes', days: 2192, left: wordsOf(old.id), gone: withdrawn },
    { kind: 'ended-quotes', days: year, left: wordsOf(takenBack.id), gone: withdrawn },
    {
      kind: 'project-answers',
      days: 2192,
      left: async () => (await prisma.nomination.findUniqueOrThrow({ where: { id: granted.id } })).answers,
      gone: {},
    },
    {
      kind: 'survey-words',
      days: 731,
      left: async () => {
        const key = { surveyId_enrolmentId: said };
        const { figures, words: written } = await prisma.surveyAnswer.findUniqueOrThrow({ where: key });
        return { figures, written };
      },
      gone: { figures: { a: 4 }, written: {} },
    },
    { kind: 'channels', days: year, left: () => prisma.conversation.count({ where: { id: channel.id } }), gone: 0 },
    { kind: 'invitations', days: year, left: () => prisma.invitation.count({ where: { id: invited.id } }), gone: 0 },
    { kind: 'personal-answers', days: 14, left: dietary, gone: 0 },
    { kind: 'booking-answers', days: year, left: other, gone: 0 },
    {
      kind: 'message-words',
      days: 30,
      left: async () => (await prisma.delivery.findUniqueOrThrow({ where: { id: words.id } })).payload,
      gone: { eventId },
    },
    { kind: 'messages', days: 731, left: () => prisma.delivery.count({ where: { id: words.id } }), gone: 0 },
    {
      kind: 'attendance-files',
      days: 90,
      left: async () => (await prisma.attendanceImportRow.findUniqueOrThrow({ where: { id: row.id } })).given,
      gone: {},
    },
    {
      kind: 'feedback',
      days: 731,
      left: () =>
        prisma.feedbackResponse.findUniqueOrThrow({
          where: { requestId: asked.id },
          select: { rating: true, mostUseful: true, toChange: true },
        }),
      gone: { rating: 4, mostUseful: null, toChange: null },
    },
    {
      kind: 'refused-answers',
      days: year,
      left: async () => (await prisma.nomination.findUniqueOrThrow({ where: { id: nomination.id } })).answers,
      gone: {},
    },
    { kind: 'tickets', days: year, left: () => prisma.ticket.count({ where: { id: ticket.id } }), gone: 0 },
    {
      kind: 'unanswered',
      days: year,
      left: () => prisma.unanswered.count({ where: { normalised: unanswered.normalised } }),
      gone: 0,
    },
    { kind: 'spent-links', days: 400, left: () => prisma.spentLink.count({ where: { id: link.id } }), gone: 0 },
    { kind: 'inbound', days: 3, left: () => prisma.inbound.count({ where: { key: inbound.key } }), gone: 0 },
    { kind: 'unknown-account', days: year, left: () => prisma.account.count({ where: { id: nobody.id } }), gone: 0 },
    {
      kind: 'person',
      days: 2192,
      left: () =>
        prisma.person.findUniqueOrThrow({
          where: { id: lost.personId ?? '' },
          select: { name: true, email: true, accounts: { select: { id: true } } },
        }),
      gone: { name: 'Erased person', email: null, accounts: [] },
    },
    { kind: 'audit', days: 2192, left: () => prisma.auditEntry.count({ where: { id: audit.id } }), gone: 0 },
  ];
}

describe('the nightly retention', () => {
  it('keeps every kind of data for its period, deletes it the night after, and leaves counts unchanged', async () => {
    const samples = await makeSamples();
    const nightly = heldKinds.filter(({ kind, until }) => until.days && kind !== 'jobs').map(({ kind }) => kind);
    expect(samples.map(({ kind }) => kind).sort()).toEqual([...nightly].sort());
    const registrations = await service.database.prisma.registration.count();
    const attendances = await service.database.prisma.attendance.count();
    for (const days of [...new Set(samples.map((sample) => sample.days))].sort((a, b) => a - b)) {
      const due = samples.filter((sample) => sample.days === days);
      await runHousekeeping(daysLater(days - 1));
      for (const { kind, left, gone } of due) expect([kind, await left()]).not.toEqual([kind, gone]);
      await runHousekeeping(daysLater(days + 1));
      for (const { kind, left, gone } of due) expect([kind, await left()]).toEqual([kind, gone]);
    }
    expect(await service.database.prisma.registration.count()).toBe(registrations);
    expect(await service.database.prisma.attendance.count()).toBe(attendances);
  });

  it('runs once a night however many processes there are, and makes up for a missed night', async () => {
    const { prisma } = service.database;
    const inbound = () =>
      prisma.inbound.create({ data: { key: randomUUID(), receivedAt: new Date('2040-01-01T10:00:00Z') } });
    const at = (moment: string) => ({ ...service.core, clock: clockAt(moment) });
    await Promise.all([inbound(), inbound()]);
    const rounds = await Promise.all([1, 2, 3, 4].map(() => retainNightly(at('2040-01-10T02:30:00Z'))));
    expect(rounds.map(({ inbound: count }) => count).filter((count) => count !== undefined)).toEqual([2]);
    await inbound();
    expect(await retainNightly(at('2040-01-10T23:59:00Z'))).toEqual({});
    expect(await retainNightly(at('2040-01-11T01:59:00Z'))).toEqual({});
    expect((await retainNightly(at('2040-01-14T16:00:00Z'))).inbound).toBe(1);
    const noted = await prisma.auditEntry.findMany({
      where: { act: 'retention', at: { gte: new Date('2040-01-10') } },
    });
    expect(noted.filter(({ detail }) => JSON.stringify(detail).includes('inbound'))).toHaveLength(2);
  });

  it('does not let one kind that fails stop the others, and tries it again', async () => {
    const { prisma } = service.database;
    const core = { ...service.core, clock: clockAt('2041-03-10T12:00:00Z') };
    const broken = {
      ...core,
      prisma: prisma.$extends({
        query: { unanswered: { deleteMany: () => Promise.reject(new Error('The disk is full')) } },
      }) as typeof prisma,
    };
    await expect(retainNightly(broken)).rejects.toThrow('Some of what is to be deleted could not be');
    expect(Object.keys(await retainNightly(core))).toEqual(['unanswered']);
  });

  it('ends only as many people in a night as the machine is fast enough for, and goes on the next night', async () => {
    const slow = service.database.prisma.$extends({
      query: {
        post: {
          deleteMany: async ({ args, query }) => {
            await new Promise((resolve) => setTimeout(resolve, 5_100));
            return query(args);
          },
        },
      },
    }) as typeof service.core.prisma;
    const on = (day: string) => clockAt(`${day}T12:00:00Z`);
    expect((await retainNightly({ ...service.core, prisma: slow, clock: on('2042-05-01') })).person).toBe(1);
    expect((await retainNightly({ ...service.core, clock: on('2042-05-02') })).person).toBeGreaterThan(1);
  });

  it('keeps imported people from the day of their import, not from the date in their record', async () => {
    const erased = await service.database.prisma.auditEntry.count({
      where: { act: 'anonymise', at: { lte: daysLater(2190).clock.now() } },
    });
    expect(erased).toBe(0);
  });

  it('deletes only audit entries that are old enough, which the database enforces', async () => {
    const { prisma } = service.database;
    const newest = await prisma.auditEntry.findFirstOrThrow({ orderBy: { at: 'desc' } });
    const fiveYears = new Date(newest.at.getTime() - 5 * 365 * day);
    const young = await prisma.auditEntry.create({ data: { act: 'young', subject: 'x', outcome: 'y', at: fiveYears } });
    const remove = prisma.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT set_config('staffroom.audit_retention', 'on', true)`;
      await tx.auditEntry.delete({ where: { id: young.id } });
    });
    await expect(remove).rejects.toThrow('append-only: DELETE refused');
    await expect(prisma.auditEntry.update({ where: { id: young.id }, data: { act: 'other' } })).rejects.toThrow(
      'append-only: UPDATE refused',
    );
  });

  it('runs as one of the minute tasks, so that nobody has to call it', async () => {
    await eventually(async () => {
      const done = await service.database.prisma.setting.findMany({ where: { key: { startsWith: 'retention:' } } });
      expect(done.length).toBeGreaterThan(10);
    });
  });
});
