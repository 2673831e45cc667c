import type { Tx } from '../db/database.js';
import { type Actor, holds } from '../domain/actor.js';
import { showCuts } from '../domain/quote.js';
import { recordAct } from './audit.js';
import type { Core } from './core.js';
import { isUuid } from './programme.js';

/** A quote as its speaker sees it. */
export interface OwnQuote {
  readonly id: string;
  readonly words: string;
  readonly about: string;
  readonly attribution: string;
  readonly withdrawn: boolean;
  readonly uses: readonly QuoteUse[];
}

/** Where words were used. */
export interface QuoteUse {
  /** `summary`, `digest`, `committee paper`, `answer` */
  readonly place: string;
  readonly printed: boolean;
  readonly usedAt: Date;
}

const useFields = { place: true, printed: true, usedAt: true } as const;

/** What this person let us quote, the latest first. */
export async function quotesOfPerson(core: Core, personId: string): Promise<OwnQuote[]> {
  const rows = await core.prisma.quote.findMany({
    where: { response: { request: { personId } } },
    orderBy: { createdAt: 'desc' },
    take: 8,
    include: { event: { select: { title: true } }, uses: { select: useFields, orderBy: { usedAt: 'asc' } } },
  });
  return rows.map(({ id, words, event, attribution, withdrawnAt, uses }) => ({
    id,
    words,
    about: event?.title ?? '',
    attribution,
    withdrawn: withdrawnAt !== null,
    uses,
  }));
}

export type WithdrawOutcome =
  | { readonly kind: 'withdrawn'; readonly uses: readonly QuoteUse[] }
  | { readonly kind: 'refused'; readonly reason: 'not-found' };

/** Its speaker takes the consent back, at any time. What was sent is drawn up anew without it; what was printed stays printed. */
export async function withdrawQuote(core: Core, actor: Actor, quoteId: string): Promise<WithdrawOutcome> {
  const { personId } = actor;
  if (!isUuid(quoteId) || personId === null) return { kind: 'refused', reason: 'not-found' };
  const outcome = await core.prisma.$transaction(async (tx): Promise<WithdrawOutcome> => {
    const own = await tx.quote.findFirst({
      where: { id: quoteId, response: { request: { personId } } },
      select: { id: true },
    });
    if (!own) return { kind: 'refused', reason: 'not-found' };
    const uses = await withdrawUnderLock(core, tx, quoteId);
    const line = { act: 'withdraw-quote', subject: 'quote', subjectId: quoteId, outcome: 'withdrawn' };
    await recordAct(tx, actor, line, core.clock.now());
    return { kind: 'withdrawn', uses };
  });
  core.queue.nudge();
  return outcome;
}

/** Withdraws, and has the messages that show it drawn up anew without it. @returns where it was used */
export async function withdrawUnderLock(core: Core, tx: Tx, quoteId: string): Promise<QuoteUse[]> {
  await tx.quote.updateMany({ where: { id: quoteId, withdrawnAt: null }, data: { withdrawnAt: core.clock.now() } });
  const uses = await tx.quoteUse.findMany({
    where: { quoteId },
    select: { ...useFields, ref: true },
    orderBy: { usedAt: 'asc' },
  });
  for (const { place, ref, printed } of uses) {
    if ((place === 'summary' || place === 'digest') && !printed && isUuid(ref)) {
      await core.queue.enqueue(tx, { name: 'refresh', data: { deliveryId: ref } });
    }
  }
  return uses.map(({ ref: _ref, ...use }) => use);
}

/** A quote that waits for a moderator, with what speaks for caution. */
export interface PendingQuote {
  readonly id: string;
  readonly words: string;
  readonly about: string;
  readonly attribution: string;
  /** `board`, `public papers`, `website`, as consented. */
  readonly uses: readonly string[];
  /** How many who came the attribution fits; null when it names nobody, or names them outright. */
  readonly alike: number | null;
}

/** Quotes of the actor's events that nobody has moderated, the oldest first. */
export async function pendingQuotes(core: Core, actor: Actor): Promise<PendingQuote[]> {
  const rows = await core.prisma.quote.findMany({
    where: { moderation: 'pending', withdrawnAt: null, eventId: { not: null } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    include: {
      event: { select: { title: true, seriesId: true } },
      response: { select: { request: { select: { personId: true } } } },
    },
  });
  const own = rows.filter(({ event }) => event && holds(actor, 'organiser', event.seriesId));
  return Promise.all(
    own.map(async (row): Promise<PendingQuote> => {
      const { id, words, event, attribution, naming, consentBoard, consentPublic, consentWebsite } = row;
      const uses = [
        ...(consentBoard ? ['board'] : []),
        ...(consentPublic ? ['public papers'] : []),
        ...(consentWebsite ? ['website'] : []),
      ];
      const personId = row.response?.request.personId;
      const described = naming === 'role' || naming === 'role_and_school';
      const alike =
        described && personId
          ? await countAlike(core, row.eventId ?? '', personId, naming === 'role_and_school')
          : null;
      return { id, words, about: event?.title ?? '', attribution, uses, alike };
    }),
  );
}

/** How many who came to the event have the same position, at the same school or in the same phase. Never 0: the speaker counts. */
async function countAlike(core: Core, eventId: string, personId: string, sameSchool: boolean): Promise<number> {
  const [found] = await core.prisma.$queryRaw<Array<{ alike: number }>>`
    SELECT count(DISTINCT o."personId")::int AS alike
      FROM "Post" own LEFT JOIN "School" os ON os.urn = own.urn
      JOIN "Post" o ON o.until IS NULL AND o.position = own.position
      LEFT JOIN "School" s ON s.urn = o.urn
      JOIN "Attendance" a ON a."personId" = o."personId" AND a.present
      JOIN "Session" t ON t.id = a."sessionId" AND t."eventId" = ${eventId}::uuid
     WHERE own."personId" = ${personId}::uuid AND own.until IS NULL
       AND CASE WHEN ${sameSchool} THEN o.urn IS NOT DISTINCT FROM own.urn ELSE s.phase IS NOT DISTINCT FROM os.phase END`;
  return Math.max(1, found?.alike ?? 1);
}

export type ModerationChoice =
  | { readonly kind: 'approve' }
  | { readonly kind: 'reject' }
  | { readonly kind: 'shorten'; readonly words: string };

export type ModerateOutcome =
  | { readonly kind: 'moderated'; readonly words: string | null }
  /** Withdrawn, or moderated by somebody else, meanwhile. */
  | { readonly kind: 'settled' }
  | { readonly kind: 'refused'; readonly reason: 'not-found' | 'not-organiser' | 'never-said' };

/** An organiser lets words be used, shortened or not, or never. */
export async function moderateQuote(
  core: Core,
  actor: Actor,
  quoteId: string,
  choice: ModerationChoice,
): Promise<ModerateOutcome> {
  if (!isUuid(quoteId)) return { kind: 'refused', reason: 'not-found' };
  return core.prisma.$transaction(async (tx): Promise<ModerateOutcome> => {
    const quote = await tx.quote.findUnique({
      where: { id: quoteId },
      select: { words: true, event: { select: { seriesId: true } } },
    });
    if (!quote) return { kind: 'refused', reason: 'not-found' };
    if (!holds(actor, 'organiser', quote.event?.seriesId)) return { kind: 'refused', reason: 'not-organiser' };
    const shown = choice.kind === 'shorten' ? showCuts(quote.words, choice.words) : quote.words;
    if (shown === undefined) return { kind: 'refused', reason: 'never-said' };
    const at = core.clock.now();
    const words = choice.kind === 'reject' ? null : shown;
    const moderation =
      choice.kind === 'reject'
        ? 'rejected'
        : choice.kind === 'shorten' && shown !== quote.words
          ? 'shortened'
          : 'approved';
    const settled = await tx.quote.updateMany({
      // The words are part of it: whoever changed them meanwhile has not been read.
      where: { id: quoteId, moderation: 'pending', withdrawnAt: null, words: quote.words },
      data: { moderation, approvedWords: words, moderatorId: actor.accountId, moderatedAt: at },
    });
    if (settled.count === 0) return { kind: 'settled' };
    await recordAct(
      tx,
      actor,
      { act: 'moderate-quote', subject: 'quote', subjectId: quoteId, outcome: moderation },
      at,
    );
    return { kind: 'moderated', words };
  });
}

/** Notes that words were put somewhere. @param ref names the very message or paper */
export async function noteQuoteUses(
  tx: Tx,
  quoteIds: readonly string[],
  use: { readonly place: 'summary' | 'digest' | 'committee paper'; readonly ref: string; readonly printed: boolean },
): Promise<void> {
  await tx.quoteUse.createMany({ data: quoteIds.map((quoteId) => ({ quoteId, ...use })), skipDuplicates: true });
}
