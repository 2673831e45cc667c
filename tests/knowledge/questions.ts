import { readFileSync } from 'node:fs';
import { z } from 'zod';

const line = z.object({ question: z.string().min(1), slug: z.string().nullable(), lure: z.literal(true).optional() });

/**
 * A question and the slug that answers it; null is not ours to answer. A lure is one of those that was made up to share
 * its main word with a document ("things to do in Hampshire"): rarer in life than in the set.
 */
export type Asked = z.infer<typeof line>;

/**
 * Reads a question set of this folder, or any file of the same lines.
 * @param name `tuning` (for fitting and for looking at), `reported` and `fresh` (for their totals only), or a path
 */
export function readQuestions(name: string): Asked[] {
  const path = name.includes('/') ? name : new URL(`questions/${name}.jsonl`, import.meta.url);
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((text) => text.trim() !== '');
  return lines.map((text) => line.parse(JSON.parse(text)));
}

/** The same questions with two neighbouring letters swapped in the longest word, when that has six letters or more. */
export function misspell(questions: readonly Asked[]): Asked[] {
  return questions.flatMap((asked) => {
    const longest = (asked.question.match(/[a-z]{6,}/gi) ?? []).sort((a, b) => b.length - a.length)[0];
    if (!longest) return [];
    const wrong = `${longest.slice(0, 2)}${longest.charAt(3)}${longest.charAt(2)}${longest.slice(4)}`;
    return wrong === longest ? [] : [{ ...asked, question: asked.question.replace(longest, wrong) }];
  });
}
