import type { Tx } from '../../db/database.js';
import type { Actor } from '../../domain/actor.js';
import { isRating } from '../../domain/feedback-questions.js';
import { type Attribution, attributionOf, type Consent, type Naming } from '../../domain/quote.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { ownSchool } from '../people/school-standing.js';
import { withdrawUnderLock } from './quote-ledger.js';

/** The answers on a feedback form. */
export interface FeedbackAnswer {
  /** 1 to 5. */
  readonly rating: number;
  readonly mostUseful: string;
  readonly toChange: string;
  /** Words that may be quoted; empty when there are none. */
  readonly words: string;
  readonly consents: readonly Consent[];
  readonly naming: Naming;
}

/** A feedback request as the person asked sees it, with their answers so far. */
export interface FeedbackRequest {
  readonly id: string;
  readonly title: string;
  readonly closesAt: Date;
  readonly open: boolean;
  readonly answer: FeedbackAnswer | undefined;
  /** What they are asked besides, as it stood when they were asked. */
  readonly questions: readonly string[];
  /** 1 to 5 for each of the questions, 0 where it was left out; empty while none is answered. */
  readonly marks: readonly number[];
}

/** Puts an attribution into the words that the person agreed to, which are kept as they were read; empty for none. */
export type SayAttribution = (attribution: Attribution) => string;

/** In characters, each of the texts. */
export const longestFeedback = 1_000;

/** A request made to this person; undefined for anyone else's. */
export async function findFeedbackRequest(
  core: Core,
  personId: string | null,
  requestId: string,
): Promise<FeedbackRequest | undefined> {
  if (personId === null || !isUuid(requestId)) return undefined;
  const found = await core.prisma.feedbackRequest.findFirst({
    where: { id: requestId, personId },
    select: {
      id: true,
      closesAt: true,
      questions: true,
      event: { select: { title: true } },
      response: { include: { quote: true } },
    },
  });
  if (!found) return undefined;
  const { id, closesAt, questions, event, response } = found;
  const quote = response?.quote?.withdrawnAt ? null : response?.quote;
  const answer = response
    ? {
        rating: response.rating,
        mostUseful: response.mostUseful ?? '',
        toChange: response.toChange ?? '',
        words: quote?.words ?? '',
        consents: quote ? consentsOf(quote) : [],
        naming: quote?.naming ?? ('unnamed' as const),
      }
    : undefined;
  const open = closesAt > core.clock.now();
  return { id, title: event.title, closesAt, open, answer, questions, marks: response?.marks ?? [] };
}

function consentsOf(quote: { consentBoard: boolean; consentPublic: boolean; consentWebsite: boolean }): Consent[] {
  const { consentBoard, consentPublic, consentWebsite } = quote;
  return [
    ...(consentBoard ? (['board'] as const) : []),
    ...(consentPublic ? (['public'] as const) : []),
    ...(consentWebsite ? (['website'] as const) : []),
  ];
}

/** The open request made to this person about an event. */
export async function requestOfEvent(core: Core, personId: string, eventId: string): Promise<string | undefined> {
  if (!isUuid(personId) || !isUuid(eventId)) return undefined;
  const found = await core.prisma.feedbackRequest.findFirst({
    where: { personId, eventId, closesAt: { gt: core.clock.now() } },
    select: { id: true },
  });
  return found?.id;
}

/** A person's open requests, the latest first. */
export async function openFeedbackRequests(core: Core, personId: string): Promise<string[]> {
  const rows = await core.prisma.feedbackRequest.findMany({
    where: { personId, closesAt: { gt: core.clock.now() } },
    orderBy: [{ askedAt: 'desc' }, { id: 'asc' }],
    take: 8,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

type GiveOutcome =
  | { readonly kind: 'given' | 'changed' }
  | { readonly kind: 'refused'; readonly reason: 'not-found' | 'closed' | 'no-rating' | 'no-consent' };

/**
 * Saves the feedback; it can be changed until the request closes. Changed words, another attribution or a wider consent
 * need a new approval; removed words are withdrawn wherever they were used.
 * @param say how they are named, in the words that they agreed to
 */
export async function giveFeedback(
  core: Core,
  actor: Actor,
  requestId: string,
  answer: FeedbackAnswer,
  say: SayAttribution,
): Promise<GiveOutcome> {
  if (!Number.isInteger(answer.rating) || answer.rating < 1 || answer.rating > 5) {
    return { kind: 'refused', reason: 'no-rating' };
  }
  if (answer.words.trim() !== '' && answer.consents.length === 0) return { kind: 'refused', reason: 'no-consent' };
  if (!isUuid(requestId) || actor.personId === null) return { kind: 'refused', reason: 'not-found' };
  return commit(core, (tx) => giveUnderLock(core, tx, actor, requestId, answer, say));
}

async function giveUnderLock(
  core: Core,
  tx: Tx,
  actor: Actor,
  requestId: string,
  answer: FeedbackAnswer,
  say: SayAttribution,
): Promise<GiveOutcome> {
  const request = await lockRequest(core, tx, requestId, actor.personId);
  if (typeof request === 'string') return { kind: 'refused', reason: request };
  const at = core.clock.now();
  const text = (words: string) => words.trim().slice(0, longestFeedback) || null;
  const { rating } = answer;
  const texts = { mostUseful: text(answer.mostUseful), toChange: text(answer.toChange) };
  const before = await tx.feedbackResponse.findUnique({ where: { requestId }, select: { requestId: true } });
  await tx.feedbackResponse.upsert({
    where: { requestId },
    create: { requestId, rating, ...texts, givenAt: at, editedAt: at },
    update: { rating, ...texts, editedAt: at },
    select: { requestId: true },
  });
  await keepQuote(core, tx, actor, { requestId, eventId: request.eventId, words: text(answer.words) }, answer, say);
  const outcome = before ? 'changed' : 'given';
  await recordAct(tx, actor, { act: 'feedback', subject: 'event', subjectId: request.eventId, outcome }, at);
  return { kind: outcome };
}

async function keepQuote(
  core: Core,
  tx: Tx,
  actor: Actor,
  of: { readonly requestId: string; readonly eventId: string; readonly words: string | null },
  { consents, naming }: FeedbackAnswer,
  say: SayAttribution,
): Promise<void> {
  const before = await tx.quote.findUnique({ where: { responseId: of.requestId } });
  if (of.words === null) {
    if (before && !before.withdrawnAt) await withdrawUnderLock(core, tx, before.id);
    return;
  }
  const { post, name } = actor;
  const speaker = post && !post.proven ? { position: null, school: null, phase: null } : post;
  const known = { position: 'other' as const, school: null, phase: null, ...speaker };
  const attribution = say(attributionOf(naming, { ...known, name }));
  const consent = {
    consentBoard: consents.includes('board'),
    consentPublic: consents.includes('public'),
    consentWebsite: consents.includes('website'),
  };
  const said = { words: of.words, naming, attribution, urn: ownSchool(actor), ...consent };
  if (!before) {
    const { eventId, requestId: responseId } = of;
    const createdAt = core.clock.now();
    await tx.quote.create({ data: { ...said, eventId, responseId, createdAt } });
    return;
  }
  const same =
    before.words === said.words &&
    before.attribution === attribution &&
    consentsOf(consent).every((use) => consentsOf(before).includes(use)) &&
    before.withdrawnAt === null;
  const narrower = consentsOf(before).some((use) => !consentsOf(consent).includes(use));
  const reset = { moderation: 'pending' as const, approvedWords: null, moderatorId: null, moderatedAt: null };
  if (!same || narrower) await withdrawUnderLock(core, tx, before.id);
  await tx.quote.update({ where: { id: before.id }, data: { ...said, withdrawnAt: null, ...(same ? {} : reset) } });
}

/** Locks an open request made to this person, or says why it cannot be answered. */
async function lockRequest(
  core: Core,
  tx: Tx,
  requestId: string,
  personId: string | null,
): Promise<{ readonly eventId: string; readonly questions: readonly string[] } | 'not-found' | 'closed'> {
  const [request] = await tx.$queryRaw<Array<{ eventId: string; closesAt: Date; questions: string[] | null }>>`
    SELECT "eventId", "closesAt", questions FROM "FeedbackRequest"
     WHERE id = ${requestId}::uuid AND "personId" = ${personId}::uuid FOR UPDATE`;
  if (!request) return 'not-found';
  if (request.closesAt <= core.clock.now()) return 'closed';
  return { eventId: request.eventId, questions: request.questions ?? [] };
}

/** Saves a rating given in one tap; whatever else was answered stays. */
export async function rateEvent(core: Core, actor: Actor, requestId: string, rating: number): Promise<GiveOutcome> {
  if (!Number.isInteger(rating) || rating < 1 || rating > 5) return { kind: 'refused', reason: 'no-rating' };
  const { personId } = actor;
  if (!isUuid(requestId) || personId === null) return { kind: 'refused', reason: 'not-found' };
  return commit(core, async (tx): Promise<GiveOutcome> => {
    const request = await lockRequest(core, tx, requestId, personId);
    if (typeof request === 'string') return { kind: 'refused', reason: request };
    const at = core.clock.now();
    const before = await tx.feedbackResponse.findUnique({ where: { requestId }, select: { requestId: true } });
    await tx.feedbackResponse.upsert({
      where: { requestId },
      create: { requestId, rating, givenAt: at, editedAt: at },
      update: { rating, editedAt: at },
      select: { requestId: true },
    });
    const outcome = before ? 'changed' : 'given';
    await recordAct(tx, actor, { act: 'feedback', subject: 'event', subjectId: request.eventId, outcome }, at);
    return { kind: outcome };
  });
}

export type MarkOutcome =
  | { readonly kind: 'given' | 'changed' }
  /** Places of the questions with something else than a rating. */
  | { readonly kind: 'faulty'; readonly places: readonly number[] }
  /** Not rated: the rating of the whole comes first. */
  | { readonly kind: 'refused'; readonly reason: 'not-found' | 'closed' | 'not-rated' | 'empty' };

/**
 * Saves what was answered to the questions besides how it was, in the place of what was answered before.
 * @param marks for each question that the person was asked, in their order; 0 for one that is left out, undefined for one that
 *   stays as it was answered
 */
export async function answerFeedbackQuestions(
  core: Core,
  actor: Actor,
  requestId: string,
  marks: ReadonlyArray<number | undefined>,
): Promise<MarkOutcome> {
  const { personId } = actor;
  if (!isUuid(requestId) || personId === null) return { kind: 'refused', reason: 'not-found' };
  return commit(core, async (tx): Promise<MarkOutcome> => {
    const request = await lockRequest(core, tx, requestId, personId);
    if (typeof request === 'string') return { kind: 'refused', reason: request };
    const before = await tx.feedbackResponse.findUnique({ where: { requestId }, select: { marks: true } });
    if (!before) return { kind: 'refused', reason: 'not-rated' };
    const given = request.questions.map((_, at) => marks[at] ?? before.marks[at] ?? 0);
    const places = given.flatMap((mark, at) => (mark === 0 || isRating(mark) ? [] : [at]));
    if (places.length > 0) return { kind: 'faulty', places };
    if (given.every((mark) => mark === 0)) return { kind: 'refused', reason: 'empty' };
    const at = core.clock.now();
    const data = { marks: given, editedAt: at };
    await tx.feedbackResponse.update({ where: { requestId }, data, select: { requestId: true } });
    const outcome = before.marks.length > 0 ? 'changed' : 'given';
    await recordAct(tx, actor, { act: 'feedback', subject: 'event', subjectId: request.eventId, outcome }, at);
    return { kind: outcome };
  });
}
