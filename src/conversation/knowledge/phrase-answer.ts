import { namesInText } from '../../app/people/known-names.js';
import type { Passage } from '../../knowledge/model-passages.js';
import type { ActAction } from '../../rendering/card.js';
import { sayArticleSource } from '../talk/source-cards.js';
import type { Answer, RecordRef, TurnContext } from '../talk/turn-context.js';
import { askTeamAction, phrasedCard } from './answer-cards.js';
import { documentKey, type Library } from './library.js';
import type { LookedUp } from './look-up.js';

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
  const clear = await removeNames(context, question, offered);
  const answer = await model.answer(clear.question, clear.passages, library.index.spellings);
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

/** Removes names of people and schools from question and passages; from the question even parts of a person's name. */
async function removeNames(context: TurnContext, question: string, passages: readonly Passage[]) {
  const texts = passages.map(({ title, text }) => `${title}\n${text}`);
  const said = [question, context.actor.name, ...texts].join('\n');
  const { people, schools } = await namesInText(context.services.core.prisma, said);
  const names = [...people, context.actor.name, ...schools];
  const clear = (text: string) => withoutNames(text, names);
  const parts = [...people, context.actor.name].flatMap((name) => name.split(/\s+/));
  return {
    question: withoutNames(clear(question), parts),
    passages: passages.map((passage) => ({ ...passage, title: clear(passage.title), text: clear(passage.text) })),
  };
}

function withoutNames(text: string, names: readonly string[]): string {
  const longestFirst = names.filter((name) => name.trim() !== '').sort((a, b) => b.length - a.length);
  return longestFirst.reduce((seen, name) => seen.replaceAll(nameIn(name), '…'), text);
}

function nameIn(name: string): RegExp {
  const words = name.split(/\s+/).map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`(?<![\\p{L}\\d])${words.join('\\s+')}(?![\\p{L}\\d])`, 'giu');
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
