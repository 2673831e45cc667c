import type { Tx } from '../../db/database.js';
import { type Actor, holds } from '../../domain/actor.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { type DeliveryTarget, scheduleDelivery } from '../messages/schedule-delivery.js';
import { tellOrganisers } from '../messages/tell-organisers.js';

/** A question for the team. */
export interface TeamQuestion {
  /** As it was asked; cut at `longestQuestion`. */
  readonly question: string;
  /** Normalised so that the same question gets the same ticket; cut at `longestKey`. */
  readonly normalised: string;
}

/** In characters. The key is indexed and has to fit into a button. */
export const longestQuestion = 500;
export const longestKey = 200;

type AskOutcome =
  /**
   * `askers` includes this one; the ticket is new when it is 1. `reachable`: the answer can be sent to their own chat.
   */
  | { readonly kind: 'asked'; readonly ticketId: string; readonly askers: number; readonly reachable: boolean }
  | { readonly kind: 'asked-before'; readonly ticketId: string; readonly reachable: boolean };

/**
 * Opens a ticket for the team, or adds somebody to the unanswered ticket of the same question. A new ticket is posted
 * in every channel where organisers receive questions.
 */
export async function askTeam(core: Core, actor: Actor, asked: TeamQuestion): Promise<AskOutcome> {
  const at = core.clock.now();
  const question = asked.question.slice(0, longestQuestion);
  const normalised = asked.normalised.slice(0, longestKey);
  return commit(core, async (tx): Promise<AskOutcome> => {
    const { id, isNew } = await openOrJoin(tx, question, normalised, at);
    const joined = await tx.ticketAsker.createMany({
      data: [{ ticketId: id, accountId: actor.accountId, askedAt: at }],
      skipDuplicates: true,
    });
    const reachable = (await chatOf(tx, actor.accountId)) !== undefined;
    if (joined.count === 0) return { kind: 'asked-before', ticketId: id, reachable };
    if (isNew) {
      const notice = { key: `ticket:${id}`, kind: 'ticket', payload: { ticketId: id } } as const;
      await tellOrganisers(core, tx, notice, 'the programme');
    }
    const askers = await tx.ticketAsker.count({ where: { ticketId: id } });
    const line = { act: 'ask-team', subject: 'ticket', subjectId: id, outcome: isNew ? 'opened' : 'joined' } as const;
    await recordAct(tx, actor, line, at);
    return { kind: 'asked', ticketId: id, askers, reachable };
  });
}

/** The unanswered ticket of this question, locked so that nobody answers it before this person is added. */
async function openOrJoin(tx: Tx, question: string, normalised: string, at: Date) {
  for (;;) {
    const made = await tx.$queryRaw<Array<{ id: string }>>`
      INSERT INTO "Ticket" (id, question, normalised, "createdAt")
      VALUES (gen_random_uuid(), ${question}, ${normalised}, ${at})
      ON CONFLICT (normalised) WHERE state = ANY (ARRAY['open'::"TicketState", 'taken'::"TicketState"]) DO NOTHING
      RETURNING id`;
    if (made[0]) return { id: made[0].id, isNew: true };
    const known = await tx.$queryRaw<Array<{ id: string }>>`
      SELECT id FROM "Ticket" WHERE normalised = ${normalised} AND state IN ('open', 'taken') FOR UPDATE`;
    // It was answered between the two statements, so the question gets a new ticket.
    if (known[0]) return { id: known[0].id, isNew: false };
  }
}

/**
 * The account's own chat; otherwise the person, who may have one with another account; undefined when there is neither.
 */
async function chatOf(tx: Tx, accountId: string): Promise<DeliveryTarget | undefined> {
  const account = await tx.account.findUniqueOrThrow({
    where: { id: accountId },
    select: {
      personId: true,
      conversations: { where: { kind: 'personal', goneAt: null }, orderBy: { updatedAt: 'desc' }, take: 1 },
    },
  });
  const [chat] = account.conversations;
  if (chat) return { conversationId: chat.id };
  return account.personId ? { personId: account.personId } : undefined;
}

/** A ticket as organisers see it: the question and how many asked it, never who. */
export interface TicketView {
  readonly id: string;
  readonly question: string;
  readonly state: 'open' | 'taken' | 'answered' | 'closed';
  readonly askers: number;
  readonly takenById: string | null;
  /** Who is working on it, or answered it. */
  readonly takenBy: string | null;
  readonly answer: string | null;
  readonly articleSlug: string | null;
  readonly createdAt: Date;
}

/** Unanswered questions, the oldest first. Undefined for anyone but an organiser. */
export async function openTickets(core: Core, actor: Actor): Promise<TicketView[] | undefined> {
  if (!holds(actor, 'organiser')) return undefined;
  const rows = await core.prisma.ticket.findMany({
    where: { state: { in: ['open', 'taken'] } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: 50,
    include: shown,
  });
  return rows.map(viewOf);
}

/** One ticket. The caller checks who may see it: an organiser, or the organisers' channel. */
export async function findTicket(core: Core, id: string): Promise<TicketView | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await core.prisma.ticket.findUnique({ where: { id }, include: shown });
  return row ? viewOf(row) : undefined;
}

const shown = {
  takenBy: { select: { person: { select: { name: true } } } },
  article: { select: { slug: true } },
  _count: { select: { askers: true } },
} as const;

function viewOf(row: {
  id: string;
  question: string;
  state: TicketView['state'];
  takenById: string | null;
  takenBy: { person: { name: string } | null } | null;
  answer: string | null;
  article: { slug: string } | null;
  createdAt: Date;
  _count: { askers: number };
}): TicketView {
  const { id, question, state, takenById, answer, createdAt } = row;
  const takenBy = row.takenBy?.person?.name ?? null;
  return {
    id,
    question,
    state,
    takenById,
    takenBy,
    answer,
    createdAt,
    askers: row._count.askers,
    articleSlug: row.article?.slug ?? null,
  };
}

export type TakeOutcome =
  | { readonly kind: 'taken' | 'taken-by-other' | 'answered'; readonly ticket: TicketView }
  | { readonly kind: 'refused' | 'not-found' };

/**
 * Assigns a ticket to an organiser; everyone after the first is told who has it.
 * @param from the account that has it, when it is to be taken over from that account
 */
export async function takeTicket(core: Core, actor: Actor, id: string, from?: string): Promise<TakeOutcome> {
  if (!holds(actor, 'organiser')) return { kind: 'refused' };
  if (!isUuid(id) || (from !== undefined && !isUuid(from))) return { kind: 'not-found' };
  const claim = from ? { id, state: 'taken' as const, takenById: from } : { id, state: 'open' as const };
  await commit(core, async (tx) => {
    const claimed = await tx.ticket.updateMany({ where: claim, data: { state: 'taken', takenById: actor.accountId } });
    if (claimed.count === 0) return;
    const outcome = from ? 'taken-over' : 'taken';
    await recordAct(tx, actor, { act: 'take-ticket', subject: 'ticket', subjectId: id, outcome }, core.clock.now());
  });
  return standing(core, actor, id);
}

/** Gives a ticket back; only whoever has it can. */
export async function releaseTicket(core: Core, actor: Actor, id: string): Promise<TakeOutcome> {
  if (!holds(actor, 'organiser')) return { kind: 'refused' };
  if (!isUuid(id)) return { kind: 'not-found' };
  await commit(core, async (tx) => {
    const { count } = await tx.ticket.updateMany({
      where: { id, state: 'taken', takenById: actor.accountId },
      data: { state: 'open', takenById: null },
    });
    const line = { act: 'release-ticket', subject: 'ticket', subjectId: id, outcome: 'open' } as const;
    if (count > 0) await recordAct(tx, actor, line, core.clock.now());
  });
  return standing(core, actor, id);
}

async function standing(core: Core, actor: Actor, id: string): Promise<TakeOutcome> {
  const ticket = await findTicket(core, id);
  if (!ticket) return { kind: 'not-found' };
  if (ticket.state === 'answered' || ticket.state === 'closed') return { kind: 'answered', ticket };
  return {
    kind: ticket.takenById !== null && ticket.takenById !== actor.accountId ? 'taken-by-other' : 'taken',
    ticket,
  };
}

export type AnswerOutcome =
  /** `told` people get it in their own chat; `unreachable` people have none. */
  | { readonly kind: 'sent'; readonly told: number; readonly unreachable: number; readonly ticket: TicketView }
  | { readonly kind: 'taken-by-other' | 'answered'; readonly ticket: TicketView }
  | { readonly kind: 'refused' | 'not-found' | 'empty' };

/**
 * Answers a ticket; everyone who asked gets the answer in their own chat. Answering an unassigned ticket assigns it as
 * well.
 */
export async function answerTicket(core: Core, actor: Actor, id: string, answer: string): Promise<AnswerOutcome> {
  if (!holds(actor, 'organiser')) return { kind: 'refused' };
  if (!isUuid(id)) return { kind: 'not-found' };
  const words = answer.trim().slice(0, 4_000);
  if (words === '') return { kind: 'empty' };
  const at = core.clock.now();
  const sent = await commit(core, async (tx) => {
    const claimed = await tx.ticket.updateMany({
      where: { id, OR: [{ state: 'open' }, { state: 'taken', takenById: actor.accountId }] },
      data: { state: 'answered', takenById: actor.accountId, answer: words, answeredAt: at },
    });
    if (claimed.count === 0) return undefined;
    const told = await tellAskers(core, tx, id);
    await recordAct(
      tx,
      actor,
      { act: 'answer-ticket', subject: 'ticket', subjectId: id, outcome: 'sent', detail: told },
      at,
    );
    return told;
  });
  const ticket = await findTicket(core, id);
  if (!ticket) return { kind: 'not-found' };
  if (sent) return { kind: 'sent', ...sent, ticket };
  return { kind: ticket.state === 'taken' ? 'taken-by-other' : 'answered', ticket };
}

async function tellAskers(core: Core, tx: Tx, ticketId: string): Promise<{ told: number; unreachable: number }> {
  const askers = await tx.ticketAsker.findMany({ where: { ticketId }, select: { accountId: true } });
  const count = { told: 0, unreachable: 0 };
  for (const { accountId } of askers) {
    const to = await chatOf(tx, accountId);
    if (!to) {
      count.unreachable += 1;
      continue;
    }
    const key = `ticket-answered:${ticketId}:${accountId}`;
    await scheduleDelivery(core, tx, { key, kind: 'ticket-answered', to, payload: { ticketId } });
    count.told += 1;
  }
  return count;
}

/** Records which article was written from an answered ticket. */
export async function linkTicketToArticle(core: Core, actor: Actor, id: string, articleSlug: string): Promise<boolean> {
  if (!holds(actor, 'organiser') || !isUuid(id)) return false;
  const article = await core.prisma.article.findUnique({ where: { slug: articleSlug }, select: { id: true } });
  if (!article) return false;
  return commit(core, async (tx) => {
    const { count } = await tx.ticket.updateMany({ where: { id, articleId: null }, data: { articleId: article.id } });
    const line = { act: 'link-ticket', subject: 'ticket', subjectId: id, outcome: articleSlug } as const;
    if (count > 0) await recordAct(tx, actor, line, core.clock.now());
    return count > 0;
  });
}
