import type { Passage } from '../../knowledge/model/passages.js';
import type { ActAction } from '../../rendering/card.js';
import { sayArticleSource } from '../talk/source-cards.js';
import type { Answer, RecordRef, TurnContext } from '../talk/turn-context.js';
import { askTeamAction, phrasedCard } from './answer-cards.js';
import { documentKey, type Library } from './library.js';
import type { LookedUp } from './look-up.js';
import { withoutKnownNames } from './without-names.js';

/** A passage with its record. */
interface Offered extends Passage {
  readonly record: RecordRef;
}

/**
 * Lets a language model, if one is configured, word an answer from the passages found. It is used only for text, not for
 * live figures, dates or places, nor for questions that are declined. It sees the question without names and published
 * passages only, and has no tools.
 * @returns undefined without a model, and when its answer is late, invalid or not supported by the passages; the caller then
 *   shows the article itself
 */
export async function phraseAnswer(
  context: TurnContext,
  question: string,
  found: LookedUp,
): Promise<Answer | undefined> {
  const { model } = context.services;
  const { finding, library, ranking } = found;
  if (!model || (finding.kind !== 'article' && finding.kind !== 'choices')) return undefined;
  const offered = ranking.candidates.flatMap(({ kind, slug }) => passagesOf(context, library, { kind, slug }));
  if (offered.length === 0) return undefined;
  const clear = await withoutKnownNames(context, question, offered);
  const answer = await model.answer(clear.question, clear.texts, library.index.spellings);
  if (answer.kind !== 'answered') return undefined;
  const used = offered.filter(({ slug }) => answer.slugs.includes(slug));
  const sources = used.map(({ title, source }) => `${title} ${source}`);
  const actions = [...used.slice(0, 3).map(openAction), askTeamAction(question)];
  const [first] = used;
  return {
    replies: [{ kind: 'card', card: phrasedCard(answer.text, sources, actions) }],
    subject: { events: [], ...(first ? { about: first.record } : {}) },
  };
}

function passagesOf(context: TurnContext, library: Library, record: RecordRef): Offered[] {
  const { kind, slug } = record;
  const document = library.documents.get(documentKey(kind, slug));
  // An event's text is of one day; its dates and places are the programme's to tell.
  if (!document || kind === 'event') return [];
  const article = kind === 'article' ? library.articles.get(slug) : undefined;
  const source = article ? sayArticleSource(article, context.now).join(' ') : 'From the records of the partnership.';
  return [{ record, slug: documentKey(kind, slug), title: document.title, text: document.text, source }];
}

function openAction({ title, record }: Offered): ActAction {
  const { kind, slug } = record;
  return { kind: 'act', label: title, verb: 'answer', data: { kind, slug }, keepsCard: true };
}
