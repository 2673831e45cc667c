import type { Tx } from '../../db/database.js';
import { isPersonal, type QuestionKind, questionKinds } from '../../domain/event-plan.js';
import { toStore } from '../attendance/row-outcome.js';
import { recordAct } from '../audit/audit.js';
import type { Core } from '../core.js';
import { kindsWithWords } from '../messages/message-kinds.js';
import { anonymiseInactive, endOfCohort } from './anonymise-inactive.js';
import { blankQuotes } from './blank-quotes.js';
import type { HeldKindName } from './register-of-held-data.js';

/** Ends the retention of one kind. @param before older rows are deleted or anonymised @returns how many rows */
export type End = (core: Core, tx: Tx, before: Date) => Promise<number>;

/** Counted from the last session of the event, so that nothing is deleted while any of it is still to come. */
const eventOver = (before: Date) => ({ sessions: { none: { endsAt: { gte: before } } } });

/** What ends each kind. `context` ends within minutes, and what is missing here ends with the person. */
export const ends: { readonly [Kind in HeldKindName]?: End } = {
  inbound: async (_core, tx, before) => (await tx.inbound.deleteMany({ where: { receivedAt: { lt: before } } })).count,
  'message-words': async (_core, tx, before) => tx.$executeRaw`
    UPDATE "Delivery" SET payload = payload - 'words'
     WHERE kind = ANY(${kindsWithWords}) AND payload ? 'words' AND "dueAt" < ${before} AND state NOT IN ('scheduled', 'claimed')`,
  // Whoever uses it again gets a new row.
  channels: async (_core, tx, before) =>
    (await tx.conversation.deleteMany({ where: { goneAt: { lt: before } } })).count,
  messages: async (_core, tx, before) => (await tx.delivery.deleteMany({ where: { dueAt: { lt: before } } })).count,
  invitations: async (_core, tx, before) =>
    (await tx.invitation.deleteMany({ where: { event: eventOver(before) } })).count,
  'personal-answers': (_core, tx, before) => deleteAnswers(tx, questionKinds.filter(isPersonal), before),
  'booking-answers': async (_core, tx, before) => {
    const reasons = await tx.registration.updateMany({
      where: { jumpReason: { not: null }, session: { event: eventOver(before) } },
      data: { jumpReason: null },
    });
    return (
      reasons.count +
      (await deleteAnswers(
        tx,
        questionKinds.filter((kind) => !isPersonal(kind)),
        before,
      ))
    );
  },
  'attendance-files': async (_core, tx, before) => {
    const { count } = await tx.attendanceImportRow.updateMany({
      where: { import: { importedAt: { lt: before } }, NOT: { given: { equals: {} } } },
      data: { given: {}, ...toStore({ kind: 'file-deleted' }) },
    });
    // Rows not matched by now cannot be matched without the name.
    await tx.attendanceImportRow.updateMany({
      where: { import: { importedAt: { lt: before } }, state: 'doubtful' },
      data: { state: 'ignored', ...toStore({ kind: 'not-settled' }) },
    });
    return count;
  },
  feedback: async (_core, tx, before) => {
    const { count } = await tx.feedbackResponse.updateMany({
      where: {
        editedAt: { lt: before },
        AND: [
          { OR: [{ mostUseful: { not: null } }, { toChange: { not: null } }] },
          { OR: [{ quote: null }, { quote: { withdrawnAt: { not: null } } }, { quote: { moderation: 'rejected' } }] },
        ],
      },
      data: { mostUseful: null, toChange: null },
    });
    return count;
  },
  'ended-quotes': async (_core, tx, before) => {
    const ended = [{ withdrawnAt: { lt: before } }, { moderation: 'rejected' as const, moderatedAt: { lt: before } }];
    return blankQuotes(tx, { OR: ended });
  },
  'old-quotes': (_core, tx, before) => blankQuotes(tx, { responseId: null, createdAt: { lt: before } }),
  'refused-answers': blankRefused,
  'project-answers': blankOldAnswers,
  'survey-words': async (_core, tx, before) => tx.$executeRaw`
    UPDATE "SurveyAnswer" a SET words = '{}'::jsonb FROM "Survey" v
     WHERE v.id = a."surveyId" AND v."closesAt" < ${before} AND a.words <> '{}'::jsonb`,
  tickets: async (_core, tx, before) => {
    const { count } = await tx.ticket.deleteMany({
      where: {
        createdAt: { lt: before },
        askers: { none: { askedAt: { gte: before } } },
        OR: [{ answeredAt: null }, { answeredAt: { lt: before } }],
      },
    });
    return count;
  },
  unanswered: async (_core, tx, before) =>
    (await tx.unanswered.deleteMany({ where: { lastAt: { lt: before } } })).count,
  'spent-links': async (_core, tx, before) => {
    const links = await tx.spentLink.deleteMany({ where: { spentAt: { lt: before } } });
    return links.count + (await tx.calendarFeed.deleteMany({ where: { revokedAt: { lt: before } } })).count;
  },
  'unknown-account': async (_core, tx, before) => {
    const { count } = await tx.account.deleteMany({
      where: {
        personId: null,
        seenAt: { lt: before },
        grants: { none: { revokedAt: null, role: 'administrator' } },
      },
    });
    return count;
  },
  person: anonymiseInactive,
  audit: shortenAudit,
};

async function deleteAnswers(tx: Tx, asked: readonly QuestionKind[], before: Date): Promise<number> {
  const { count } = await tx.bookingAnswer.deleteMany({
    where: { question: { kind: { in: [...asked] }, event: eventOver(before) } },
  });
  return count;
}

/**
 * The database only allows deletion of audit entries six years older than the newest one, so an entry is written first.
 */
async function shortenAudit(core: Core, tx: Tx, before: Date): Promise<number> {
  const count = await tx.auditEntry.count({ where: { at: { lt: before } } });
  if (count === 0) return 0;
  const line = { act: 'retention', subject: 'audit', outcome: 'begun', detail: { count } } as const;
  await recordAct(tx, undefined, line, core.clock.now());
  await tx.$queryRaw`SELECT set_config('staffroom.audit_retention', 'on', true)`;
  const { count: gone } = await tx.auditEntry.deleteMany({ where: { at: { lt: before } } });
  await tx.$queryRaw`SELECT set_config('staffroom.audit_retention', 'off', true)`;
  return gone;
}

/** Rows withdrawn before the moment of it was stored count from when they were made. */
async function blankRefused(_core: Core, tx: Tx, before: Date): Promise<number> {
  const applications = await tx.$executeRaw`
    UPDATE "Application" SET answers = '{}'::jsonb, reason = NULL
     WHERE state IN ('declined', 'withdrawn') AND COALESCE("decidedAt", "createdAt") < ${before}
       AND (answers <> '{}'::jsonb OR reason IS NOT NULL)`;
  const nominations = await tx.$executeRaw`
    UPDATE "Nomination" SET answers = '{}'::jsonb, reason = NULL
     WHERE state IN ('declined', 'withdrawn') AND COALESCE("decidedAt", "createdAt") < ${before}
       AND (answers <> '{}'::jsonb OR reason IS NOT NULL)`;
  const enrolments = await tx.$executeRaw`
    UPDATE "Enrolment" SET "withdrawReason" = NULL
     WHERE "withdrawReason" IS NOT NULL AND COALESCE("endedAt", "createdAt") < ${before}`;
  return applications + nominations + enrolments;
}

async function blankOldAnswers(_core: Core, tx: Tx, before: Date): Promise<number> {
  const applications = await tx.$executeRaw`
    UPDATE "Application" a SET answers = '{}'::jsonb, reason = NULL FROM "Cohort" c
     WHERE c.id = a."cohortId" AND ${endOfCohort} < ${before} AND a."createdAt" < ${before}
       AND (a.answers <> '{}'::jsonb OR a.reason IS NOT NULL)`;
  const nominations = await tx.$executeRaw`
    UPDATE "Nomination" a SET answers = '{}'::jsonb, reason = NULL FROM "Cohort" c
     WHERE c.id = a."cohortId" AND ${endOfCohort} < ${before} AND a."createdAt" < ${before}
       AND (a.answers <> '{}'::jsonb OR a.reason IS NOT NULL)`;
  return applications + nominations;
}
