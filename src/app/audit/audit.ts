import type { SqlTx } from '../../db/fast/sql.js';
import { type Actor, noAccount } from '../../domain/actor.js';
import type { Core } from '../core.js';
import type { AuditAct, AuditSubject } from './audit-acts.js';

/** An entry of the audit trail: ids and our own wording, never a name or what somebody wrote. */
export interface AuditLine {
  /** What was done, such as `book` or `cancel`. */
  readonly act: AuditAct;
  readonly subject: AuditSubject;
  readonly subjectId?: string;
  readonly outcome: string;
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
}

/** Records who did what, in the transaction that does it. @param actor undefined when the service acts by itself */
export async function recordAct(tx: SqlTx, actor: Actor | undefined, line: AuditLine, at: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "AuditEntry" (at, "accountId", "personId", act, subject, "subjectId", outcome, detail)
    VALUES (${at}, ${accountOf(actor)}::uuid, ${actor?.personId ?? null}::uuid, ${line.act}, ${line.subject},
            ${line.subjectId ?? null}, ${line.outcome}, ${line.detail ? JSON.stringify(line.detail) : null}::jsonb)`;
}

/** The same for several entries of one act, in one statement. */
export async function recordActs(
  tx: SqlTx,
  actor: Actor | undefined,
  lines: readonly AuditLine[],
  at: Date,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "AuditEntry" (at, "accountId", "personId", act, subject, "subjectId", outcome, detail)
    SELECT ${at}::timestamptz, ${accountOf(actor)}::uuid, ${actor?.personId ?? null}::uuid, line.act, line.subject,
           line."subjectId", line.outcome, line.detail
      FROM jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
        AS line (act text, subject text, "subjectId" text, outcome text, detail jsonb)`;
}

/** Records that somebody was refused. @param asked a verb of the chat, which need not be an act of the audit trail */
export async function recordRefusal(core: Core, actor: Actor, asked: string): Promise<void> {
  const { personId } = actor;
  const accountId = accountOf(actor);
  const whose = accountId ? { subject: 'account', subjectId: accountId } : { subject: 'person', subjectId: personId };
  await core.prisma.auditEntry.create({
    data: { at: core.clock.now(), accountId, personId, act: asked, ...whose, outcome: 'not-allowed' },
    select: { id: true },
  });
}

/** The account of an entry: null where the service acts by itself, or a person by a link. */
export function accountOf(actor: Actor | undefined): string | null {
  return actor && actor.accountId !== noAccount ? actor.accountId : null;
}
