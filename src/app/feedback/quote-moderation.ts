import { type Actor, holds } from '../../domain/actor.js';
import { showCuts } from '../../domain/quote.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { refreshSummaries } from '../messages/schedule-summaries.js';
import { type QuoteUse, redrawWhereShown } from './quote-ledger.js';

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
    // Feedback comes after the summary was sent: what was approved of it is shown there then.
    if (words !== null && quote.eventId) await refreshSummaries(core, tx, quote.eventId);
    return { kind: 'moderated', words };
  });
}

/** A quote that may be used, as its organisers see it. */
export interface PassedQuote {
  readonly id: string;
  readonly words: string;
  readonly about: string;
  readonly attribution: string;
}

/** Approved quotes of the actor's events, and of projects for whoever organises everything; the latest approved first. */
export async function passedQuotes(core: Core, actor: Actor, limit: number): Promise<PassedQuote[]> {
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

export type UnapproveOutcome =
  | { readonly kind: 'unapproved'; readonly uses: readonly QuoteUse[] }
  | { readonly kind: 'settled' }
  | { readonly kind: 'refused'; readonly reason: 'not-found' | 'not-organiser' };

/** An organiser thinks better of it: the quote waits for a moderator again, and is taken out of messages in channels. */
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
    const uses = await redrawWhereShown(core, tx, quoteId);
    const line = { act: 'moderate-quote', subject: 'quote', subjectId: quoteId, outcome: 'unapproved' } as const;
    await recordAct(tx, actor, line, core.clock.now());
    return { kind: 'unapproved', uses };
  });
}
