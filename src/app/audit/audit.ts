import type { Tx } from '../../db/database.js';
import type { SqlTx } from '../../db/fast/quick-transaction.js';
import type { Actor } from '../../domain/actor.js';
import type { Core } from '../core.js';

/** One line of the audit trail: ids and words of our own, never a name or what somebody wrote. */
export interface AuditLine {
  /** What was done, such as `book` or `cancel`. */
  readonly act: string;
  readonly subject: string;
  readonly subjectId?: string;
  readonly outcome: string;
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
}

/** Writes who did what, in the transaction that does it. @param actor undefined when the service acts by itself */
export async function recordAct(tx: SqlTx, actor: Actor | undefined, line: AuditLine, at: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "AuditEntry" (at, "accountId", "personId", act, subject, "subjectId", outcome, detail)
    VALUES (${at}, ${actor?.accountId ?? null}::uuid, ${actor?.personId ?? null}::uuid, ${line.act}, ${line.subject},
            ${line.subjectId ?? null}, ${line.outcome}, ${line.detail ? JSON.stringify(line.detail) : null}::jsonb)`;
}

/** The same for many lines of one act, in one statement. */
export async function recordActs(
  tx: Tx,
  actor: Actor | undefined,
  lines: readonly AuditLine[],
  at: Date,
): Promise<void> {
  await tx.auditEntry.createMany({
    data: lines.map(({ act, subject, subjectId, outcome, detail }) => ({
      at,
      accountId: actor?.accountId ?? null,
      personId: actor?.personId ?? null,
      act,
      subject,
      subjectId: subjectId ?? null,
      outcome,
      ...(detail ? { detail } : {}),
    })),
  });
}

/** Notes that somebody asked for what they may not do. @param act what they asked for, such as a verb of the chat */
export async function recordRefusal(core: Core, actor: Actor, act: string): Promise<void> {
  const line = { act, subject: 'account', subjectId: actor.accountId, outcome: 'not-allowed' };
  await core.prisma.$transaction((tx) => recordAct(tx, actor, line, core.clock.now()));
}
