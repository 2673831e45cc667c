import { z } from 'zod';
import { isCommon } from '../common-words.js';
import { splitWords, stemOf } from '../words.js';
import { parseJson } from './parse-json.js';
import type { Passage } from './passages.js';
import { saysTheSameWayRound } from './supported.js';

const reply = z.object({ answer: z.string().nullable(), from: z.array(z.string()).max(10).default([]) });

/** What a model's reply comes to. `unfounded`: not to be shown, because it says more than the passages do. */
type CheckedReply =
  | { readonly kind: 'answered'; readonly text: string; readonly slugs: readonly string[] }
  | { readonly kind: 'unanswered' }
  | { readonly kind: 'unfounded' };

const longestAnswer = 900;
/** Share of an answer's words of substance that may come from nowhere: the words that join facts into sentences. */
const mostUnfounded = 0.3;

/**
 * Checks a model's reply against the passages that it was given: it names some of them, says no number and no address
 * that they do not have, is made of their words, and affirms and denies what they do, clause by clause.
 * @param ids ids that the passages were given under, in their order
 * @returns undefined for a reply that is not in the form that was asked for
 */
export function checkReply(
  content: string,
  passages: readonly Passage[],
  ids: readonly string[],
): CheckedReply | undefined {
  const parsed = reply.safeParse(parseJson(content));
  if (!parsed.success) return undefined;
  const { answer, from } = parsed.data;
  const text = answer?.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  if (!text) return { kind: 'unanswered' };
  const used = [...new Set(from)].map((id) => passages[ids.indexOf(id)]);
  const known = used.filter((passage) => passage !== undefined);
  if (known.length === 0 || known.length < used.length || text.length > longestAnswer) return { kind: 'unfounded' };
  return isFounded(text, known)
    ? { kind: 'answered', text, slugs: known.map(({ slug }) => slug) }
    : { kind: 'unfounded' };
}

const address = /https?:|www\.|@|\]\(|\b[\w-]+\.(com|org|net|uk|io|example|gov|info|link)\b/i;

function isFounded(text: string, passages: readonly Passage[]): boolean {
  if (address.test(text)) return false;
  const words = splitWords(passages.map(({ title, text: said, source }) => `${title} ${said} ${source}`).join(' '));
  const stems = new Set(words.map(stemOf));
  const said = [...new Set(splitWords(text).map(stemOf))];
  if (said.some((stem) => /^\d/.test(stem) && !stems.has(stem))) return false;
  const content = said.filter((stem) => !isCommon(stem));
  const unfounded = content.filter((stem) => !stems.has(stem));
  if (unfounded.length > content.length * mostUnfounded) return false;
  return saysTheSameWayRound(
    text,
    passages.map(({ title, text: passage }) => `${title}\n${passage}`),
  );
}
