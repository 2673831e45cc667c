import type { Actor } from '../../domain/actor.js';
import { holds } from '../../domain/actor.js';
import { isUuid } from '../../domain/uuid.js';
import type { Core } from '../core.js';

/** A quote in the form in which it was approved. */
export interface ApprovedQuote {
  readonly id: string;
  readonly words: string;
  /** The attribution, such as "Headteacher, primary school". */
  readonly by: string;
  readonly about: string;
  readonly givenAt: Date;
}

/** Which feedback: all events of a series, one event, or a project. By slug. */
type QuotesOf = { readonly series: string } | { readonly event: string } | { readonly project: string };

/**
 * Approved quotes that this person may see, the newest first. In the chat that takes consent to public use; consent for
 * the board alone is enough only in a board member's own chat. Withdrawn, rejected and unmoderated quotes are never
 * shown.
 * @param privately only the person asking reads the answer
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
    // A shortened quote without its shortened text would show what the moderator cut.
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

/** Enters quotes shown in answers in the ledger, so that a withdrawal can tell where they were used. */
export async function noteQuotesShown(core: Core, quoteIds: readonly string[]): Promise<void> {
  const data = quoteIds.filter(isUuid).map((quoteId) => ({ quoteId, place: 'answer', ref: 'chat' }));
  await core.prisma.quoteUse.createMany({ data, skipDuplicates: true });
}
