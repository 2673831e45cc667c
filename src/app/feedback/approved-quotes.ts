import type { Actor } from '../../domain/actor.js';
import { holds } from '../../domain/actor.js';
import { isUuid } from '../../domain/uuid.js';
import type { Core } from '../core.js';

/** Words that somebody let us show here, as they were approved. */
export interface ApprovedQuote {
  readonly id: string;
  readonly words: string;
  /** How they are named, such as "Headteacher, primary school". */
  readonly by: string;
  readonly about: string;
  readonly givenAt: Date;
}

/** What was said of: all events of a series, one event, or a project. By slug. */
export type QuotesOf = { readonly series: string } | { readonly event: string } | { readonly project: string };

/**
 * Approved words that may be shown to this asker, the newest first. Only a consent to public use covers an answer in the
 * chat; a consent for the board alone covers a board member's own chat. What was withdrawn, rejected or never moderated is
 * not here for anybody.
 * @param privately the answer is read by the asker alone
 */
export async function approvedQuotes(
  core: Core,
  actor: Actor,
  of: QuotesOf,
  privately: boolean,
  limit = 3,
): Promise<ApprovedQuote[]> {
  const consents = [{ consentPublic: true }, ...(privately && holds(actor, 'board') ? [{ consentBoard: true }] : [])];
  const rows = await core.prisma.quote.findMany({
    where: { AND: [whereOf(of), { OR: consents }], moderation: { in: ['approved', 'shortened'] }, withdrawnAt: null },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: limit,
    include: { event: { select: { title: true } }, project: { select: { name: true } } },
  });
  return rows.flatMap((row): ApprovedQuote[] => {
    // Shortened words without the shortened form would show what the moderator cut.
    const words = row.approvedWords ?? (row.moderation === 'approved' ? row.words : undefined);
    if (!words) return [];
    const about = row.event?.title ?? row.project?.name ?? '';
    return [{ id: row.id, words, by: row.attribution, about, givenAt: row.createdAt }];
  });
}

function whereOf(of: QuotesOf) {
  if ('series' in of) return { event: { series: { slug: of.series } } };
  if ('event' in of) return { event: { slug: of.event } };
  return { project: { slug: of.project } };
}

/** Notes in the ledger of quotes that these were shown in answers, so that a withdrawal can tell where they were used. */
export async function noteQuotesShown(core: Core, quoteIds: readonly string[]): Promise<void> {
  const data = quoteIds.filter(isUuid).map((quoteId) => ({ quoteId, place: 'answer', ref: 'chat' }));
  await core.prisma.quoteUse.createMany({ data, skipDuplicates: true });
}
