import { type Actor, holds } from '../../domain/actor.js';
import { showCuts } from '../../domain/quote.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { refreshSummaries } from '../messages/schedule-summaries.js';
import { type QuoteUse, rerenderWhereShown } from './quote-ledger.js';

/** An unmoderated quote, with what the moderator should know. */
export interface PendingQuote {
  readonly id: string;
  readonly words: string;
  readonly about: string;
  readonly attribution: string;
  /** `board`, `public papers`, `website`, as consented. */
  readonly uses: readonly string[];
  /** How many attendees the attribution could refer to; null when it is anonymous or gives the name. */
  readonly alike: number | null;
}

/** Unmoderated quotes from the actor's events, and from projects for organisers of everything; the oldest first. */
export async function pendingQuotes(core: Core, actor: Actor): Promise<PendingQuote[]> {
  const rows = await core.prisma.quote.findMany({
    where: { moderation: 'pending', withdrawnAt: null },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    include: {
      event: { select: { title: true, seriesId: true } },
      project: { select: { name: true } },
      response: { select: { request: { select: { personId: true } } } },
    },
  });
  const own = rows.filter(({ event }) => holds(actor, 'organiser', event?.seriesId));
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
      return { id, words, about: event?.title ?? row.project?.name ?? '', attribution, uses, alike };
    }),
  );
}

/** How many attendees have the same position, at the same school or in the same phase. Never 0: the speaker counts. */
async function countAlike(core: Core, eventId: string, personId: string, sameSchool: boolean): Promise<number> {
  const [found] = await core.prisma.$queryRaw<Array<{ alike: number }>>`
    SELECT count(DISTINCT o."personId")::int AS alike
      FROM "Post" own LEFT JOIN "School" os ON os.urn = own.urn
      JOIN "Post" o ON o.until IS NULL AND o.proof IS NOT NULL AND o.position = own.position
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
  /** It was withdrawn, or somebody else moderated it first. */
  | { readonly kind: 'settled' }
  | { readonly kind: 'refused'; readonly reason: 'not-found' | 'not-organiser' | 'never-said' };

/** An organiser approves a quote, in full or shortened, or rejects it. */
export async function moderateQuote(
  core: Core,
  actor: Actor,
  quoteId: string,
  choice: ModerationChoice,
): Promise<ModerateOutcome> {
  if (!isUuid(quoteId)) return { kind: 'refused', reason: 'not-found' };
  return commit(core, async (tx): Promise<ModerateOutcome> => {
    const quote = await tx.quote.findUnique({
      where: { id: quoteId },
      select: { words: true, eventId: true, event: { select: { seriesId: true } } },
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
      // Matching on the words makes sure that the moderator has read this version.
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
    // Feedback arrives after the summary was sent, so approved quotes are added to it.
    if (words !== null && quote.eventId) await refreshSummaries(core, tx, quote.eventId);
    return { kind: 'moderated', words };
  });
}

/** An approved quote, as its organisers see it. */
export interface UsableQuote {
  readonly id: string;
  readonly words: string;
  readonly about: string;
  readonly attribution: string;
}

/**
 * Approved quotes from the actor's events, and from projects for organisers of everything; the latest approval first.
 */
export async function usableQuotes(core: Core, actor: Actor, limit: number): Promise<UsableQuote[]> {
  const rows = await core.prisma.quote.findMany({
    where: { moderation: { in: ['approved', 'shortened'] }, withdrawnAt: null },
    orderBy: [{ moderatedAt: { sort: 'desc', nulls: 'last' } }, { id: 'asc' }],
    select: {
      id: true,
      words: true,
      approvedWords: true,
      attribution: true,
      event: { select: { title: true, seriesId: true } },
      project: { select: { name: true } },
    },
  });
  return rows
    .filter(({ event }) => holds(actor, 'organiser', event?.seriesId))
    .slice(0, limit)
    .map(({ id, words, approvedWords, attribution, event, project }) => ({
      id,
      words: approvedWords ?? words,
      about: event?.title ?? project?.name ?? '',
      attribution,
    }));
}

type UnapproveOutcome =
  | { readonly kind: 'unapproved'; readonly uses: readonly QuoteUse[] }
  | { readonly kind: 'settled' }
  | { readonly kind: 'refused'; readonly reason: 'not-found' | 'not-organiser' };

/** An organiser undoes an approval: the quote waits for moderation again and is removed from channel messages. */
export async function unapproveQuote(core: Core, actor: Actor, quoteId: string): Promise<UnapproveOutcome> {
  if (!isUuid(quoteId)) return { kind: 'refused', reason: 'not-found' };
  return commit(core, async (tx): Promise<UnapproveOutcome> => {
    const quote = await tx.quote.findUnique({
      where: { id: quoteId },
      select: { event: { select: { seriesId: true } } },
    });
    if (!quote) return { kind: 'refused', reason: 'not-found' };
    if (!holds(actor, 'organiser', quote.event?.seriesId)) return { kind: 'refused', reason: 'not-organiser' };
    const changed = await tx.quote.updateMany({
      where: { id: quoteId, moderation: { in: ['approved', 'shortened'] } },
      data: { moderation: 'pending', approvedWords: null, moderatorId: null, moderatedAt: null },
    });
    if (changed.count === 0) return { kind: 'settled' };
    const uses = await rerenderWhereShown(core, tx, quoteId);
    const line = { act: 'moderate-quote', subject: 'quote', subjectId: quoteId, outcome: 'unapproved' } as const;
    await recordAct(tx, actor, line, core.clock.now());
    return { kind: 'unapproved', uses };
  });
}
