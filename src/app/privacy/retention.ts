import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns';
import type { Tx } from '../../db/database.js';
import { dayMs, hourMs } from '../../domain/durations.js';
import { isPersonal, type QuestionKind, questionKinds } from '../../domain/event-plan.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { kindsWithWords } from '../messages/message-kinds.js';
import { anonymise } from './erasure.js';
import { type HeldKindName, heldKind } from './register-of-held-data.js';

/** Runs once per calendar day, after 02:00 local time, when hardly anybody uses the bot. */
const beginsAtHour = 2;
/** People anonymised in one night, in a transaction of a few seconds; the rest follow the next night. */
const peopleANight = 50;

/** Ends the retention of one kind. @param before older rows are deleted or anonymised @returns how many rows */
type End = (core: Core, tx: Tx, before: Date) => Promise<number>;

/**
 * Applies the retention periods, each kind once a night however many processes run: claiming the night and deleting are
 * one transaction, which a second process waits for. A kind that fails does not stop the others, and is tried again at
 * the next call. Runs every minute, so a missed night is made up for.
 * @returns how many of each kind ended now; empty when the night's work is done
 * @throws AggregateError of what failed, after everything was tried
 */
export async function retainNightly(core: Core): Promise<Partial<Record<HeldKindName, number>>> {
  const night = nightOf(core);
  const rows = await core.prisma.setting.findMany({ where: { key: { startsWith: keyOf('') } } });
  const done = new Map(rows.map(({ key, value }) => [key, String(value)]));
  const ended: Partial<Record<HeldKindName, number>> = {};
  const faults: unknown[] = [];
  for (const [kind, end] of Object.entries(ends) as Array<[HeldKindName, End]>) {
    if ((done.get(keyOf(kind)) ?? '') >= night) continue;
    try {
      const count = await endKind(core, kind, end, night);
      if (count !== undefined) ended[kind] = count;
    } catch (fault) {
      faults.push(fault);
    }
  }
  if (faults.length > 0) throw new AggregateError(faults, 'Some of what is to be deleted could not be');
  return ended;
}

function nightOf({ clock, timeZone }: Core): string {
  return format(new TZDate(clock.now().getTime() - beginsAtHour * hourMs, timeZone), 'yyyy-MM-dd');
}

/** The row of `Setting` with the date of the first start. */
const beganKey = 'records-began';

/** Stores the date of the first start, by the service's clock. */
export async function noteRecordsBegan({ prisma, clock }: Core): Promise<void> {
  await prisma.setting.createMany({
    data: [{ key: beganKey, value: clock.now().toISOString() }],
    skipDuplicates: true,
  });
}

function keyOf(kind: string): string {
  return `retention:${kind}`;
}

async function endKind(core: Core, kind: HeldKindName, end: End, night: string): Promise<number | undefined> {
  const { until } = heldKind(kind);
  const now = core.clock.now();
  return commit(core, async (tx) => {
    const mine = await tx.$executeRaw`
      INSERT INTO "Setting" (key, value) VALUES (${keyOf(kind)}, to_jsonb(${night}::text))
      ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value WHERE "Setting".value #>> '{}' < EXCLUDED.value #>> '{}'`;
    if (mine === 0) return undefined;
    const count = await end(core, tx, new Date(now.getTime() - (until.days ?? 0) * dayMs));
    const detail = { kind, count };
    if (count > 0)
      await recordAct(tx, undefined, { act: 'retention', subject: 'records', outcome: 'ended', detail }, now);
    return count;
  });
}

/** Counted from the last session of the event, so that nothing is deleted while any of it is still to come. */
const eventOver = (before: Date) => ({ sessions: { none: { endsAt: { gte: before } } } });

const ends: { readonly [Kind in HeldKindName]?: End } = {
  inbound: async (_core, tx, before) => (await tx.inbound.deleteMany({ where: { receivedAt: { lt: before } } })).count,
  'message-words': async (_core, tx, before) => tx.$executeRaw`
    UPDATE "Delivery" SET payload = payload - 'words'
     WHERE kind = ANY(${kindsWithWords}) AND payload ? 'words' AND "dueAt" < ${before} AND state NOT IN ('scheduled', 'claimed')`,
  messages: async (_core, tx, before) =>
    (await tx.delivery.deleteMany({ where: { dueAt: { lt: before }, state: { notIn: ['scheduled', 'claimed'] } } }))
      .count,
  'personal-answers': (_core, tx, before) => deleteAnswers(tx, questionKinds.filter(isPersonal), before),
  'booking-answers': async (_core, tx, before) => {
    const reasons = await tx.registration.updateMany({
      where: { jumpReason: { not: null }, session: { event: eventOver(before) } },
      data: { jumpReason: null },
    });
    return reasons.count + (await deleteAnswers(tx, questionKinds.filter((kind) => !isPersonal(kind)), before));
  },
  'attendance-files': async (_core, tx, before) => {
    const { count } = await tx.attendanceImportRow.updateMany({
      where: { import: { importedAt: { lt: before } }, NOT: { given: { equals: {} } } },
      data: { given: {} },
    });
    // Rows not matched by now cannot be matched without the name.
    await tx.attendanceImportRow.updateMany({
      where: { import: { importedAt: { lt: before } }, state: 'doubtful' },
      data: { state: 'ignored', outcome: 'Nobody settled it in time' },
    });
    return count;
  },
  feedback: async (_core, tx, before) => {
    const { count } = await tx.feedbackResponse.updateMany({
      where: {
        editedAt: { lt: before },
        AND: [
          { OR: [{ mostUseful: { not: null } }, { toChange: { not: null } }] },
          { OR: [{ quote: null }, { quote: { withdrawnAt: { not: null } } }] },
        ],
      },
      data: { mostUseful: null, toChange: null },
    });
    return count;
  },
  'refused-answers': async (_core, tx, before) => {
    const over = { state: { in: ['declined' as const, 'withdrawn' as const] }, decidedAt: { lt: before } };
    const held = { ...over, NOT: { answers: { equals: {} } } };
    const applications = await tx.application.updateMany({ where: held, data: { answers: {} } });
    const nominations = await tx.nomination.updateMany({ where: held, data: { answers: {} } });
    return applications.count + nominations.count;
  },
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
      where: { personId: null, seenAt: { lt: before }, grants: { none: { revokedAt: null } } },
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
 * People with a role are left out: an administrator revokes roles. Imported people are counted from their import,
 * whatever date their record has, so nobody is anonymised before these records are old enough.
 */
async function anonymiseInactive(core: Core, tx: Tx, before: Date): Promise<number> {
  const people = await tx.$queryRaw<Array<{ id: string }>>`
    SELECT p.id FROM "Person" p
     WHERE p."erasedAt" IS NULL AND p."createdAt" < ${before}
       AND (SELECT (value #>> '{}')::timestamptz FROM "Setting" WHERE key = ${beganKey}) < ${before}
       AND NOT EXISTS (SELECT 1 FROM "Account" a WHERE a."personId" = p.id AND (a."seenAt" >= ${before}
             OR EXISTS (SELECT 1 FROM "Grant" g WHERE g."accountId" = a.id AND g."revokedAt" IS NULL)))
       AND NOT EXISTS (SELECT 1 FROM "Registration" r JOIN "Session" s ON s.id = r."sessionId"
             WHERE (r."personId" = p.id OR r."bookedById" = p.id) AND (r."createdAt" >= ${before} OR s."endsAt" >= ${before}))
       AND NOT EXISTS (SELECT 1 FROM "Attendance" a WHERE a."personId" = p.id AND a."recordedAt" >= ${before})
       AND NOT EXISTS (SELECT 1 FROM "FeedbackRequest" f WHERE f."personId" = p.id AND f."closesAt" >= ${before})
       AND NOT EXISTS (SELECT 1 FROM "EnrolmentLead" l WHERE l."personId" = p.id AND (l.until IS NULL OR l.until >= ${before}))
       AND NOT EXISTS (SELECT 1 FROM "Nomination" n WHERE (n."nomineeId" = p.id OR n."nominatorId" = p.id) AND n."createdAt" >= ${before})
       AND NOT EXISTS (SELECT 1 FROM "Application" q WHERE q."askedById" = p.id AND q."createdAt" >= ${before})
       AND NOT EXISTS (SELECT 1 FROM "Post" o WHERE o."personId" = p.id AND o.from >= ${before})
     ORDER BY p."createdAt", p.id LIMIT ${peopleANight}`;
  const now = core.clock.now();
  for (const { id } of people) {
    await anonymise(core, tx, id);
    await recordAct(tx, undefined, { act: 'anonymise', subject: 'person', subjectId: id, outcome: 'inactive' }, now);
  }
  return people.length;
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
