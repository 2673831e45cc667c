import { type Actor, holds } from '../../domain/actor.js';
import { withoutContacts } from '../../domain/contacts.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { longestKey, longestQuestion, type TeamQuestion } from './tickets.js';

/** An unanswered question and how often it was asked. Who asked is not stored. */
export interface UnansweredQuestion {
  /** The normalised wording by which questions are counted together. */
  readonly normalised: string;
  /** The latest wording, without addresses and telephone numbers. */
  readonly question: string;
  readonly count: number;
  readonly lastAt: Date;
  /** What was shown and not meant, as `article:slug`. */
  readonly rejected: string | null;
  /** What was chosen among the answers that were offered, as `article:slug`. */
  readonly chosen: string | null;
}

/** What somebody who asked said about the answers, as `kind:slug`. */
interface Hint {
  readonly rejected?: string | undefined;
  readonly chosen?: string | undefined;
}

/** Counts an unanswered question, without storing who asked. */
export async function countUnanswered(core: Core, asked: TeamQuestion): Promise<void> {
  const at = core.clock.now();
  const question = withoutContacts(asked.question.slice(0, longestQuestion));
  const normalised = withoutContacts(asked.normalised.slice(0, longestKey));
  if (normalised.trim() === '') return;
  await core.prisma.$executeRaw`
    INSERT INTO "Unanswered" (normalised, question, "firstAt", "lastAt") VALUES (${normalised}, ${question}, ${at}, ${at})
    ON CONFLICT (normalised) DO UPDATE
      SET count = "Unanswered".count + 1, question = EXCLUDED.question, "lastAt" = EXCLUDED."lastAt"`;
}

/**
 * Keeps what an answer was not, or which of those offered it was, as an unanswered question is kept: counted, and without who
 * asked.
 */
export async function keepHint(core: Core, asked: TeamQuestion, { rejected, chosen }: Hint): Promise<void> {
  await countUnanswered(core, asked);
  const normalised = withoutContacts(asked.normalised.slice(0, longestKey));
  await core.prisma.unanswered.updateMany({
    where: { normalised },
    data: { ...(rejected ? { rejected } : {}), ...(chosen ? { chosen } : {}) },
  });
}

/** Unanswered questions, the most frequent first. Undefined for anyone but an organiser. */
export async function listUnanswered(core: Core, actor: Actor, limit = 20): Promise<UnansweredQuestion[] | undefined> {
  if (!holds(actor, 'organiser')) return undefined;
  return core.prisma.unanswered.findMany({
    orderBy: [{ count: 'desc' }, { lastAt: 'desc' }, { normalised: 'asc' }],
    take: limit,
    select: { normalised: true, question: true, count: true, lastAt: true, rejected: true, chosen: true },
  });
}

/** Removes questions that have an answer now or need none. @returns how many were on the list */
export async function settleUnanswered(core: Core, actor: Actor, normalised: readonly string[]): Promise<number> {
  if (!holds(actor, 'organiser')) return 0;
  const keys = normalised.map((key) => withoutContacts(key.slice(0, longestKey)));
  return commit(core, async (tx) => {
    const { count } = await tx.unanswered.deleteMany({ where: { normalised: { in: keys } } });
    const line = { act: 'settle-unanswered', subject: 'unanswered', outcome: 'settled', detail: { count } } as const;
    if (count > 0) await recordAct(tx, actor, line, core.clock.now());
    return count;
  });
}
