import { z } from 'zod';
import type { Tx } from '../../db/database.js';
import { Prisma } from '../../db/generated/client.js';
import { lockCohort } from './cohorts.js';

/** States by id, of what ended with a project or a year of it. */
const cancelled = z.object({
  /** When: another moment says that somebody changed it since. */
  at: z.string(),
  cohorts: z.array(z.string()),
  enrolments: z.record(z.enum(['interested', 'awaiting_head', 'registered', 'waiting'])),
  applications: z.record(z.object({ state: z.enum(['asked', 'approved']), decidedAt: z.string().nullable() })),
  nominations: z.record(z.object({ state: z.enum(['asked', 'approved']), decidedAt: z.string().nullable() })),
  /** Applications and nominations with a reason of their own: it stays until nothing can be undone any more. */
  reasoned: z.array(z.string()),
});
export type ProjectCancelled = z.infer<typeof cancelled>;

/** What there is to put back; read under the lock, before anything ends. */
export async function beforeCancelling(tx: Tx, cohorts: readonly string[], now: Date): Promise<ProjectCancelled> {
  const cohortId = { in: [...cohorts] };
  const enrolments = await tx.enrolment.findMany({
    where: { cohortId, state: { in: ['interested', 'awaiting_head', 'registered', 'waiting'] } },
    select: { id: true, state: true },
  });
  const decisions = {
    where: { cohortId, state: { in: ['asked' as const, 'approved' as const] } },
    select: { id: true, state: true, decidedAt: true, reason: true },
  };
  const [applications, nominations] = [
    await tx.application.findMany(decisions),
    await tx.nomination.findMany(decisions),
  ];
  const decidedOf = (rows: typeof applications) =>
    Object.fromEntries(
      rows.map(({ id, state, decidedAt }) => [id, { state, decidedAt: decidedAt?.toISOString() ?? null }]),
    );
  return cancelled.parse({
    at: now.toISOString(),
    cohorts: [...cohorts],
    enrolments: Object.fromEntries(enrolments.map(({ id, state }) => [id, state])),
    applications: decidedOf(applications),
    nominations: decidedOf(nominations),
    reasoned: [...applications, ...nominations].flatMap(({ id, reason }) => (reason === null ? [] : [id])),
  });
}

/**
 * Every year that was cancelled goes on, with each school, application and nomination as it was: nobody could join meanwhile.
 * @param project the whole project was cancelled
 * @returns false where it was opened or changed since
 */
export async function uncancel(
  tx: Tx,
  { subjectId, before }: { readonly subjectId: string; readonly before: unknown },
  project: boolean,
): Promise<boolean> {
  const was = cancelled.parse(before);
  if (project) await tx.$executeRaw`SELECT 1 FROM "Project" WHERE id = ${subjectId}::uuid FOR UPDATE`;
  for (const id of was.cohorts) await lockCohort(tx, id);
  const still = await tx.cohort.count({ where: { id: { in: was.cohorts }, status: 'cancelled' } });
  if (still < was.cohorts.length) return false;
  if (project) {
    const { count } = await tx.project.updateMany({
      where: { id: subjectId, status: 'cancelled' },
      data: { status: 'published' },
    });
    if (count === 0) return false;
  }
  await tx.cohort.updateMany({ where: { id: { in: was.cohorts } }, data: { status: 'published' } });
  await tx.$executeRaw`
    UPDATE "Enrolment" e SET state = w.state::"EnrolmentState", "endedAt" = NULL, "withdrawReason" = NULL
      FROM jsonb_each_text(${JSON.stringify(was.enrolments)}::jsonb) AS w(id, state)
     WHERE e.id = w.id::uuid AND e.state = 'withdrawn' AND e."endedAt" = ${was.at}::timestamptz`;
  await decideAgain(tx, 'Application', was.applications, was);
  await decideAgain(tx, 'Nomination', was.nominations, was);
  return true;
}

/** What ended with the year is asked or approved again. */
async function decideAgain(
  tx: Tx,
  table: 'Application' | 'Nomination',
  decided: ProjectCancelled['applications'],
  { at, reasoned }: Pick<ProjectCancelled, 'at' | 'reasoned'>,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE ${Prisma.raw(`"${table}"`)} a
       SET state = (w.was->>'state')::"DecisionState", "decidedAt" = (w.was->>'decidedAt')::timestamptz,
           reason = CASE WHEN a.id::text = ANY(${reasoned}) THEN a.reason END
      FROM jsonb_each(${JSON.stringify(decided)}::jsonb) AS w(id, was)
     WHERE a.id = w.id::uuid AND a.state = 'withdrawn' AND a."decidedAt" = ${at}::timestamptz`;
}

/** Why it was cancelled, in the place of why it was once decided. Once nothing can be undone; the messages have the words. */
export async function giveReasonOfCancelling(tx: Tx, heldId: string, before: unknown): Promise<void> {
  const { reasoned } = cancelled.parse(before);
  if (reasoned.length === 0) return;
  const [said] = await tx.$queryRaw<Array<{ words: string | null }>>`
    SELECT payload->>'words' AS words FROM "Delivery" WHERE "heldById" = ${heldId}::uuid LIMIT 1`;
  if (!said?.words) return;
  const where = { id: { in: reasoned }, state: 'withdrawn' as const };
  await tx.application.updateMany({ where, data: { reason: said.words } });
  await tx.nomination.updateMany({ where, data: { reason: said.words } });
}
