import { findForeignTopics } from '../../knowledge/foreign-topics.js';
import { splitWords } from '../../knowledge/words.js';
import { proposableActs, proposableStances, withProposal } from '../../understanding/proposal.js';
import type { Reading } from '../../understanding/reading.js';
import { documentKey } from '../knowledge/library.js';
import { lookUp } from '../knowledge/look-up.js';
import { withoutKnownNames } from '../knowledge/without-names.js';
import type { TurnContext } from '../talk/turn-context.js';

/** Another reading of the same message, or keys of what may answer it, as `article:slug project:slug`. */
type Proposal =
  | { readonly kind: 'reading'; readonly reading: Reading }
  | { readonly kind: 'about'; readonly keys: string };

const fewestWords = 3;
const mostTitles = 60;

/**
 * Lets a language model, if one is configured, say how a message may be meant that nothing here accounts for. It sees the
 * message without names, the names of acts and the titles of what is published. What it proposes is shown with its button
 * at most: the policy and the permissions decide as for any other reading.
 * @returns undefined without a model, for words that are plainly of another trade, and when it is late or proposes nothing
 */
export async function proposeReading(context: TurnContext, reading: Reading): Promise<Proposal | undefined> {
  const { model } = context.services;
  const words = splitWords(reading.text);
  if (!model || words.length < fewestWords || findForeignTopics(words).length > 0) return undefined;
  const { ranking, library } = await lookUp(context, reading.text);
  const nearest = ranking.candidates.map(({ kind, slug }) => documentKey(kind, slug));
  const published = [...library.documents].filter(([, { kind }]) => kind !== 'event').map(([key]) => key);
  const keys = [...new Set([...nearest, ...published])].slice(0, mostTitles);
  const texts = keys.map((key) => ({ title: library.documents.get(key)?.title ?? '', text: '' }));
  const clear = await withoutKnownNames(context, reading.text, texts);
  const readings = { acts: proposableActs, stances: proposableStances, titles: clear.texts.map(({ title }) => title) };
  const reply = await model.read(clear.question, readings, library.index.spellings);
  if (reply.kind === 'local') return undefined;
  const { act, stance, about } = reply.reading;
  if (act) return { kind: 'reading', reading: withProposal(reading, { act, stance }) };
  const meant = about.map((at) => keys[at]).filter((key) => key !== undefined);
  return meant.length > 0 ? { kind: 'about', keys: meant.join(' ') } : undefined;
}
