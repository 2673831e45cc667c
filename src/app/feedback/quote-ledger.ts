import type { Db, Tx } from '../../db/database.js';
import type { Actor } from '../../domain/actor.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';

/** A quote as the person who gave it sees it. */
export interface OwnQuote {
  readonly id: string;
  readonly words: string;
  readonly about: string;
  readonly attribution: string;
  readonly withdrawn: boolean;
  readonly uses: readonly QuoteUse[];
}

/** A place where a quote was used. */
export interface QuoteUse {
  /** `summary`, `digest`, `committee paper`, `answer` */
  readonly place: string;
  readonly printed: boolean;
  readonly usedAt: Date;
  /** The quote can still be taken out: a message in a channel that the bot is still a member of. */
  readonly inReach: boolean;
}

const useFields = { place: true, printed: true, usedAt: true, ref: true } as const;

type UseRow = Omit<QuoteUse, 'inReach'> & { readonly ref: string };

function isMessage({ place, printed, ref }: UseRow): boolean {
  return (place === 'summary' || place === 'digest') && !printed && isUuid(ref);
}

/**
 * For each use, whether the sent message can be rendered again without the quote. Unsent messages are rendered later
 * anyway.
 */
async function locateUses(db: Db | Tx, uses: readonly UseRow[]): Promise<QuoteUse[]> {
  const refs = uses.filter(isMessage).map(({ ref }) => ref);
  const there = await db.delivery.findMany({
    where: { id: { in: refs }, state: { in: ['scheduled', 'claimed', 'sent'] }, conversation: { goneAt: null } },
    select: { id: true },
  });
  const reached = new Set(there.map(({ id }) => id));
  return uses.map(({ ref, ...use }) => ({ ...use, inReach: reached.has(ref) }));
}

/** A person's quotes, the latest first. */
export async function quotesOfPerson(core: Core, personId: string): Promise<OwnQuote[]> {
  const rows = await core.prisma.quote.findMany({
    where: { response: { request: { personId } } },
    orderBy: { createdAt: 'desc' },
    take: 8,
    include: { event: { select: { title: true } }, uses: { select: useFields, orderBy: { usedAt: 'asc' } } },
  });
  return Promise.all(
    rows.map(async ({ id, words, event, attribution, withdrawnAt, uses }) => ({
      id,
      words,
      about: event?.title ?? '',
      attribution,
      withdrawn: withdrawnAt !== null,
      uses: await locateUses(core.prisma, uses),
    })),
  );
}

export type WithdrawOutcome =
  | { readonly kind: 'withdrawn'; readonly uses: readonly QuoteUse[] }
  | { readonly kind: 'refused'; readonly reason: 'not-found' };

/**
 * The person withdraws their consent, at any time. Sent messages are rendered again without the quote; printed papers
 * cannot be changed.
 */
export async function withdrawQuote(core: Core, actor: Actor, quoteId: string): Promise<WithdrawOutcome> {
  const { personId } = actor;
  if (!isUuid(quoteId) || personId === null) return { kind: 'refused', reason: 'not-found' };
  return commit(core, async (tx): Promise<WithdrawOutcome> => {
    const own = await tx.quote.findFirst({
      where: { id: quoteId, response: { request: { personId } } },
      select: { id: true },
    });
    if (!own) return { kind: 'refused', reason: 'not-found' };
    const uses = await withdrawUnderLock(core, tx, quoteId);
    const line = { act: 'withdraw-quote', subject: 'quote', subjectId: quoteId, outcome: 'withdrawn' } as const;
    await recordAct(tx, actor, line, core.clock.now());
    return { kind: 'withdrawn', uses };
  });
}

/** Withdraws a quote and renders the messages that show it again. @returns where it was used */
export async function withdrawUnderLock(core: Core, tx: Tx, quoteId: string): Promise<QuoteUse[]> {
  await tx.quote.updateMany({ where: { id: quoteId, withdrawnAt: null }, data: { withdrawnAt: core.clock.now() } });
  return rerenderWhereShown(core, tx, quoteId);
}

/** Renders the channel messages that show a quote again, which leaves it out if it may no longer be shown. */
export async function rerenderWhereShown(core: Core, tx: Tx, quoteId: string): Promise<QuoteUse[]> {
  const uses = await tx.quoteUse.findMany({ where: { quoteId }, select: useFields, orderBy: { usedAt: 'asc' } });
  for (const use of uses.filter(isMessage)) {
    await core.queue.enqueue(tx, { name: 'refresh', data: { deliveryId: use.ref } });
  }
  return locateUses(tx, uses);
}

/** Records where quotes were used. @param ref id of the message or paper */
export async function noteQuoteUses(
  tx: Tx,
  quoteIds: readonly string[],
  use: { readonly place: 'summary' | 'digest' | 'committee paper'; readonly ref: string; readonly printed: boolean },
): Promise<void> {
  await tx.quoteUse.createMany({ data: quoteIds.map((quoteId) => ({ quoteId, ...use })), skipDuplicates: true });
}
