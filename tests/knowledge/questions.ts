import { readFileSync } from 'node:fs';
import { z } from 'zod';

const line = z.object({ question: z.string().min(1), slug: z.string().nullable() });

/** A question and the slug that answers it; null is not ours to answer. */
export type Asked = z.infer<typeof line>;

/**
 * Reads a question set of this folder, or any file of the same lines.
 * @param name `tuning` (for fitting and for looking at), `reported` (for its totals only), or a path
 */
export function readQuestions(name: string): Asked[] {
  const path = name.includes('/') ? name : new URL(`questions/${name}.jsonl`, import.meta.url);
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((text) => text.trim() !== '');
  return lines.map((text) => line.parse(JSON.parse(text)));
}
