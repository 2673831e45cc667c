import { z } from 'zod';
import type { Tx } from '../../db/database.js';
import { newId } from '../../db/new-id.js';
import { type Actor, holds } from '../../domain/actor.js';
import { type ArticleContent, type ArticleFaults, articleLimits, faultsOfArticle } from '../../domain/article.js';
import { dayMs } from '../../domain/durations.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { insertArticle, keepDraft, lockArticle } from './article-versions.js';

/** A question and its answer, as found in a document. */
export interface FoundFaq {
  readonly question: string;
  readonly answer: string;
}

/** What was found in a document, and what was noticed that is no fault. */
export interface FoundFaqs {
  readonly kind: 'faqs';
  readonly faqs: readonly FoundFaq[];
  readonly remarks: readonly string[];
}

/**
 * What taking it would do. `new`: a new article. `same`: it is on record just so. `differs`: an article has the question with
 * another answer, and this would wait as a draft of it. `drafted`: that article has a draft already, which is left alone.
 * `too-long`: it is longer than an article may be.
 */
export type FaqStanding = 'new' | 'same' | 'differs' | 'drafted' | 'too-long';

export interface KeptFaq extends FoundFaq {
  /** Its place in the document, counted from 0. */
  readonly at: number;
  readonly standing: FaqStanding;
}

/** What was found in a document is deleted after this, if nobody takes it. */
const keptMs = 7 * dayMs;

const kept = z.object({
  faqs: z.array(z.object({ question: z.string(), answer: z.string() })),
  remarks: z.array(z.string()),
});

/** Keeps what was found, for the account that sent the document. @returns its id; undefined for anyone but an organiser */
export async function keepFaqs(core: Core, actor: Actor, { faqs, remarks }: FoundFaqs): Promise<string | undefined> {
  if (!holds(actor, 'organiser')) return undefined;
  const id = newId();
  const expiresAt = new Date(core.clock.now().getTime() + keptMs);
  await core.prisma.$executeRaw`
    INSERT INTO "Context" ("accountId", place, state, "expiresAt")
    VALUES (${actor.accountId}::uuid, ${placeOf(id)}, ${JSON.stringify({ faqs, remarks })}::jsonb, ${expiresAt})`;
  return id;
}

/** What was found, with what taking each would do now; undefined when it is gone or somebody else's. */
export async function readFaqs(
  core: Core,
  actor: Actor,
  id: string,
): Promise<{ readonly faqs: readonly KeptFaq[]; readonly remarks: readonly string[] } | undefined> {
  if (!holds(actor, 'organiser')) return undefined;
  const found = await readKept(core, core.prisma, actor, id);
  return found && { faqs: await withStanding(core.prisma, found.faqs), remarks: found.remarks };
}

/** Who looks after what is taken, and from when it is true until when it is looked at again. */
export interface FaqTerms extends Pick<ArticleContent, 'owner' | 'asOf' | 'reviewBy'> {
  /** Otherwise new articles are drafts. */
  readonly publish: boolean;
}

export type SaveFaqsOutcome =
  | {
      readonly kind: 'saved';
      /** Questions of new articles. */
      readonly added: readonly string[];
      /** Questions of articles that have this answer as a draft now. */
      readonly drafted: readonly string[];
      /** How many were on record already, had a draft, or are too long. */
      readonly left: number;
    }
  | { readonly kind: 'faulty'; readonly faults: ArticleFaults }
  | { readonly kind: 'refused'; readonly reason: 'not-allowed' | 'not-found' };

/**
 * Makes articles of the chosen ones, in one transaction. A published answer is never overwritten: another answer to a question
 * on record waits as its draft. Taking the same twice changes nothing.
 * @param chosen places in the document
 */
export async function saveFaqs(
  core: Core,
  actor: Actor,
  id: string,
  chosen: ReadonlySet<number>,
  { publish, ...terms }: FaqTerms,
): Promise<SaveFaqsOutcome> {
  if (!holds(actor, 'organiser')) return { kind: 'refused', reason: 'not-allowed' };
  if (!isUuid(id)) return { kind: 'refused', reason: 'not-found' };
  const at = core.clock.now();
  const status = publish ? ('published' as const) : ('draft' as const);
  const contentOf = ({ question, answer }: FoundFaq): ArticleContent => ({
    ...{ question, answer, ...terms, status },
    ...{ aliases: [], sourceId: null },
  });
  const faults = faultsOfArticle(contentOf({ question: 'A?', answer: 'B' }), at);
  if (Object.keys(faults).length > 0) return { kind: 'faulty', faults };
  return commit(core, async (tx): Promise<SaveFaqsOutcome> => {
    // The second of two clicks waits here, and finds everything on record.
    await tx.$executeRaw`
      SELECT 1 FROM "Context" WHERE "accountId" = ${actor.accountId}::uuid AND place = ${placeOf(id)} FOR UPDATE`;
    const found = await readKept(core, tx, actor, id);
    if (!found) return { kind: 'refused', reason: 'not-found' };
    const meant = (await withStanding(tx, found.faqs)).filter((faq) => chosen.has(faq.at));
    const added: string[] = [];
    const drafted: string[] = [];
    for (const faq of meant) {
      const by = { accountId: actor.accountId, at };
      if (faq.standing === 'new') {
        await insertArticle(tx, contentOf(faq), by);
        added.push(faq.question);
      } else if (faq.standing === 'differs' && (await draftOver(tx, contentOf(faq), by))) drafted.push(faq.question);
    }
    const changed = added.length + drafted.length;
    const line = { act: 'import-knowledge', subject: 'article', outcome: 'stored', detail: { changed } } as const;
    if (changed > 0) await recordAct(tx, actor, line, at);
    return { kind: 'saved', added, drafted, left: meant.length - changed };
  });
}

async function draftOver(
  tx: Tx,
  content: ArticleContent,
  by: { readonly accountId: string; readonly at: Date },
): Promise<boolean> {
  const [known] = await articlesAsking(tx, [content.question]);
  const article = known && (await lockArticle(tx, known.slug));
  if (!article) return false;
  const { aliases, sourceId, status } = article.content;
  await keepDraft(tx, article, { ...content, aliases, sourceId, status }, by);
  return true;
}

interface KnownArticle {
  readonly slug: string;
  readonly question: string;
  readonly answer: string;
  readonly hasDraft: boolean;
}

/** Articles with these questions, however they are capitalised and punctuated. */
function articlesAsking(db: Pick<Tx, '$queryRaw'>, questions: readonly string[]): Promise<KnownArticle[]> {
  return db.$queryRaw<KnownArticle[]>`
    SELECT a.slug, a.question, a.answer,
           EXISTS (SELECT 1 FROM "ArticleRevision" r WHERE r."articleId" = a.id AND r.version > a.version) AS "hasDraft"
      FROM "Article" a
     WHERE trim(regexp_replace(lower(a.question), '[^[:alnum:]]+', ' ', 'g'))
           IN (SELECT trim(regexp_replace(lower(asked), '[^[:alnum:]]+', ' ', 'g')) FROM unnest(${[...questions]}::text[]) AS asked)
     ORDER BY a.status = 'retired', a.slug`;
}

async function withStanding(db: Pick<Tx, '$queryRaw'>, faqs: readonly FoundFaq[]): Promise<KeptFaq[]> {
  const known = await articlesAsking(
    db,
    faqs.map(({ question }) => question),
  );
  const byQuestion = new Map([...known].reverse().map((article) => [plain(article.question), article]));
  return faqs.map((faq, at) => ({ ...faq, at, standing: standingOf(faq, byQuestion.get(plain(faq.question))) }));
}

function standingOf({ question, answer }: FoundFaq, known: KnownArticle | undefined): FaqStanding {
  if (question.length > articleLimits.question || answer.length > articleLimits.answer) return 'too-long';
  if (!known) return 'new';
  if (known.answer.trim() === answer.trim()) return 'same';
  return known.hasDraft ? 'drafted' : 'differs';
}

/** As the statement above compares them. */
function plain(question: string): string {
  return question
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

async function readKept(core: Core, db: Pick<Tx, 'context'>, { accountId }: Actor, id: string) {
  if (!isUuid(id)) return undefined;
  const row = await db.context.findFirst({
    where: { accountId, place: placeOf(id), expiresAt: { gt: core.clock.now() } },
    select: { state: true },
  });
  const read = kept.safeParse(row?.state);
  return read.success ? read.data : undefined;
}

/** A prefix that no platform uses in its ids, so that this never collides with a conversation. */
function placeOf(id: string): string {
  return `faqs:${id}`;
}
