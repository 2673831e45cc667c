import { isCommon } from '../common-words.js';
import type { Spellings } from '../spelling.js';
import { stemOf } from '../words.js';

/** A published text that may answer a question; holds no person, registration or booking. */
export interface Passage {
  readonly slug: string;
  readonly title: string;
  readonly text: string;
  /** Where it comes from, as it is shown to the reader. */
  readonly source: string;
}

/**
 * The question as a model outside may see it: words of the published documents, of the field and of plain English; "…"
 * stands for everything else. Names, addresses and numbers of people are none of these.
 */
export function questionWithoutNames(question: string, spellings: Spellings): string {
  const seen = question.replaceAll(/[\p{L}\d'’@._%+-]+/gu, (word, at: number) =>
    maySee(word, at, question, spellings) ? word : '…',
  );
  return seen.replaceAll(/…(?:\s*…)+/g, '…').slice(0, 500);
}

function maySee(word: string, at: number, question: string, { words, stems }: Spellings): boolean {
  if (/@/.test(word)) return false;
  if (/\d/.test(word)) return /^\D{0,3}\d{1,4}\D{0,3}$/.test(word);
  const plain = word
    .toLowerCase()
    .replaceAll(/['’]s$|['’.]/g, '')
    .replaceAll('-', '');
  if (words.has(plain)) return true;
  // "Grace" and "Hope" within a sentence are people more often than virtues.
  const capitalWithin = /^\p{Lu}\p{Ll}/u.test(word) && /\S\s*$/.test(question.slice(0, at).replace(/[.?!]\s*$/, ''));
  return !capitalWithin && (isCommon(stemOf(plain)) || stems.has(stemOf(plain)));
}

const orders =
  /\b(ignore|disregard|forget|override)\b.{0,40}\b(instruction|instructions|rules?|above|previous|prior|everything|question)\b|\b(system|developer) (prompt|message)\b|\byou are (now )?(a|an|the) |\bas an? (ai|assistant|language model)\b|\b(respond|reply|answer|say) (only|with|that|exactly)\b|\bdo not (tell|mention|reveal)\b|<\/?(system|user|assistant)>|\bnew instructions\b/i;

/** Whether a text speaks to a model instead of a reader. Such a passage is not given to one: a reader may still have it. */
export function givesOrders(text: string): boolean {
  return orders.test(text.normalize('NFKC').replaceAll(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, ''));
}
