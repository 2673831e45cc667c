import {
  articleHistory,
  listArticles,
  listSources,
  openArticle,
  type PublishOutcome,
  publishArticle,
  retireArticle,
  saveArticle,
} from '../../app/knowledge/articles.js';
import { settleUnanswered } from '../../app/knowledge/unanswered.js';
import type { ArticleContent } from '../../domain/article.js';
import { unreachable } from '../../domain/unreachable.js';
import { normalise } from '../../knowledge/question.js';
import type { FormValues } from '../../rendering/card.js';
import { sayArticleFaults } from '../talk/article-words.js';
import { newSourceOf } from '../talk/new-source.js';
import { refuseNonOrganiser } from '../talk/replies.js';
import { type Answer, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { articleForm, articlesCard, historyCard, organisedArticleCard, sayOfSuggested } from './articles-cards.js';
import { withoutKnownNames } from './without-names.js';

/** "Articles", "articles about funding". */
export async function answerArticles(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const articles = await listArticles(context.services.core, context.actor);
  if (!articles) return refuseNonOrganiser();
  const about = /\barticles? (?:about|on|for|called|named)\s+(.{2,100}?)[\s?.!]*$/i.exec(request.text)?.[1];
  if (!about) return { replies: [{ kind: 'card', card: articlesCard(articles, context) }] };
  const words = about.toLowerCase().split(/\s+/);
  const found = articles.filter(({ question, slug }) =>
    words.every((word) => `${question} ${slug}`.toLowerCase().includes(word)),
  );
  if (found.length === 0) return { replies: [text(`No article has “${about}” in its question.`)] };
  return { replies: [{ kind: 'card', card: articlesCard(found, context, about) }] };
}

/** One article with what can be done with it. */
export async function answerArticle(context: TurnContext, request: TurnRequest): Promise<Answer> {
  return showArticle(context, request.data.slug ?? '');
}

export async function showArticle(context: TurnContext, slug: string, lead?: string): Promise<Answer> {
  const article = await openArticle(context.services.core, context.actor, slug);
  if ('kind' in article) return article.kind === 'refused' ? refuseNonOrganiser() : gone();
  return {
    replies: [
      {
        kind: 'card',
        card: organisedArticleCard(article, context, { lead, suggests: context.services.model !== undefined }),
      },
    ],
  };
}

/** An empty form, one filled from the article, or one with a question that waits for an answer. */
export async function openArticleForm(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const sources = await listSources(core);
  const slug = request.data.slug;
  if (!slug) {
    const values = { question: request.data.question ?? '', ...termsNow(context.now) };
    return { replies: [{ kind: 'form', form: articleForm(sources, values, undefined) }] };
  }
  const article = await openArticle(core, context.actor, slug);
  if ('kind' in article) return article.kind === 'refused' ? refuseNonOrganiser() : gone();
  const content = article.draft ?? article.content;
  const values = valuesOf(content);
  const phrases = request.data.suggest ? await suggestedPhrases(context, content) : undefined;
  if (phrases) return suggestedForm(sources, values, { slug, state: article.state }, phrases);
  return { replies: [{ kind: 'form', form: articleForm(sources, values, { slug, state: article.state }) }] };
}

/** What the form of a new article begins with: true today, to be looked at in a year. */
export function termsNow(now: Date): { readonly owner: string; readonly asOf: string; readonly reviewBy: string } {
  const today = now.toISOString().slice(0, 10);
  const inAYear = `${Number(today.slice(0, 4)) + 1}${today.slice(4).replace('-02-29', '-02-28')}`;
  return { owner: 'Partnership team', asOf: today, reviewBy: inAYear };
}

/** Further ways to ask for an article, from the language model; none when it has none in time. */
async function suggestedPhrases(context: TurnContext, content: ArticleContent): Promise<readonly string[]> {
  const { question: title, answer, aliases } = content;
  const { texts } = await withoutKnownNames(context, '', [{ title, text: answer }]);
  const reply = texts[0] && (await context.services.model?.suggestQuestions(texts[0]));
  if (reply?.kind !== 'suggested') return [];
  const known = new Set([title, ...aliases].map(normalise));
  return reply.questions.filter((phrase) => !known.has(normalise(phrase)));
}

/** The form with what was suggested below the ways that are there: what is left in it when it is saved counts. */
function suggestedForm(
  sources: Parameters<typeof articleForm>[0],
  values: FormValues,
  edited: { readonly slug: string; readonly state: string },
  phrases: readonly string[],
): Answer {
  const aliases = [values.aliases, ...phrases].filter(Boolean).join('\n');
  const form = articleForm(sources, { ...values, aliases }, edited, undefined, sayOfSuggested(phrases.length));
  return { replies: [{ kind: 'form', form }] };
}

function valuesOf(content: ArticleContent): FormValues {
  const { question, aliases, answer, sourceId, owner, asOf, reviewBy } = content;
  const day = (date: Date) => date.toISOString().slice(0, 10);
  return {
    question,
    aliases: aliases.join('\n'),
    answer,
    source: sourceId ?? 'none',
    owner,
    asOf: day(asOf),
    reviewBy: day(reviewBy),
  };
}

/** The submitted form: keeps a draft and shows it as an asker would see it. */
export async function saveArticleForm(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const { slug, state } = request.data;
  const edited = slug && state ? { slug, state } : undefined;
  const back = async (faults: Readonly<Record<string, string>>): Promise<Answer> => ({
    replies: [{ kind: 'form', form: articleForm(await listSources(core), request.values, edited, faults) }],
  });
  const source = newSourceOf(request.values, context.now);
  if (source && 'faults' in source) return back(source.faults);
  const outcome = await saveArticle(core, context.actor, edited, contentOf(request.values), source);
  switch (outcome.kind) {
    case 'refused':
      return refuseNonOrganiser();
    case 'not-found':
      return gone();
    case 'faulty':
      return back(sayArticleFaults(outcome.faults));
    case 'changed-meanwhile':
      return back({
        question: 'Somebody else has changed it since you opened it. Look at theirs (“Not now”) before you save yours.',
      });
    case 'saved':
      return showArticle(context, outcome.slug, 'Saved. This is the preview.');
    default:
      return unreachable(outcome);
  }
}

function contentOf(values: FormValues): Omit<ArticleContent, 'status'> {
  const typed = (id: string) => typedIn(values, id);
  const source = typed('source');
  return {
    question: typed('question').replace(/\s+/g, ' '),
    aliases: typed('aliases').split('\n'),
    answer: typed('answer'),
    sourceId: source === '' || source === 'none' ? null : source,
    owner: typed('owner'),
    asOf: new Date(`${typed('asOf')}T00:00:00Z`),
    reviewBy: new Date(`${typed('reviewBy')}T00:00:00Z`),
  };
}

function typedIn(values: FormValues, id: string): string {
  const value = values[id];
  return typeof value === 'string' ? value.trim() : '';
}

/** Puts the draft in force; from the next question on it is what askers see. */
export async function publish(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const slug = request.data.slug ?? '';
  const outcome = await publishArticle(core, context.actor, slug);
  if (outcome.kind === 'done') {
    const { question, aliases } = outcome.content;
    await settleUnanswered(core, context.actor, [question, ...aliases].map(normalise));
  }
  return sayChange(context, slug, outcome, 'Published. People can see it now.', 'It is already published.');
}

export async function retire(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const slug = request.data.slug ?? '';
  const outcome = await retireArticle(context.services.core, context.actor, slug);
  return sayChange(context, slug, outcome, 'Retired. Nobody can see it any more.', 'It is already retired.');
}

async function sayChange(
  context: TurnContext,
  slug: string,
  outcome: PublishOutcome,
  done: string,
  unchanged: string,
): Promise<Answer> {
  switch (outcome.kind) {
    case 'refused':
      return refuseNonOrganiser();
    case 'not-found':
      return gone();
    case 'unchanged':
      return showArticle(context, slug, unchanged);
    case 'done':
      return showArticle(context, slug, done);
    default:
      return unreachable(outcome);
  }
}

export async function answerHistory(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const versions = await articleHistory(context.services.core, context.actor, request.data.slug ?? '');
  if ('kind' in versions) return versions.kind === 'refused' ? refuseNonOrganiser() : gone();
  if (versions.length === 0) return { replies: [text('It has not been changed since it was loaded.')] };
  return { replies: [{ kind: 'card', card: historyCard(versions, context) }] };
}

function gone(): Answer {
  return { replies: [text('That article is no longer there.')] };
}
