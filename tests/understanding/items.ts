import { readdirSync } from 'node:fs';
import { z } from 'zod';
import { type CollectionName, readLines } from './collections.js';
import { speakers } from './stage.js';

const patterns = z.union([z.string(), z.array(z.string())]).transform((given) => [given].flat());

/**
 * Something said, and what must come of it. `>>Label` presses the button of that label on the last card. `has`: patterns that
 * the last reply must all match; `not`: patterns that it must not. `change`: a pattern of what may be different in the database
 * afterwards, the empty one being nothing at all. `offers`: what is asked for, which is done, or is a tap away.
 */
const chatItem = z.object({
  set: z.string(),
  kind: z.string(),
  as: z.enum(speakers),
  say: z.array(z.string()).min(1),
  expect: z
    .object({
      change: z.string().optional(),
      has: patterns.optional(),
      not: patterns.optional(),
      offers: z.string().optional(),
    })
    .strict(),
});
export type ChatItem = z.infer<typeof chatItem>;

/** A question of the knowledge base, with the slugs of what answers it; none: nobody's business here. */
const question = z
  .object({
    question: z.string().min(1),
    slugs: z.array(z.string()).nullish(),
    slug: z.string().nullish(),
    words: z.enum(['field', 'own']).optional(),
  })
  .transform(({ question: asked, slug, slugs, words }) => ({
    question: asked,
    slugs: slugs ?? (slug ? [slug] : []),
    words,
  }));
export type KnowledgeItem = z.infer<typeof question>;

/** What may be looked at when tuning, and what nobody looks at but for its totals. */
export type Part = 'develop' | 'untouched';

/** Whose programme, places and people are spoken of: the demonstration's, or a trust of 14 schools. */
export const worlds = ['demonstration', 'trust'] as const;
export type World = (typeof worlds)[number];

/** All chat items of a part. */
export function readChatItems(part: Part, world: World = 'demonstration'): ChatItem[] {
  const folder = new URL(`sets/${part}/`, import.meta.url);
  const names = readdirSync(folder)
    .filter((name) => name.startsWith(world === 'trust' ? 'trust-chat' : 'chat-'))
    .sort();
  return names.flatMap((name) => readLines(new URL(name, folder))).map((line) => chatItem.parse(line));
}

/** A partnership whose answers are measured. */
export type Partnership = 'demonstration' | CollectionName;

/** Questions that a partnership answers. */
export function readKnowledgeItems(part: Part, partnership: Partnership): KnowledgeItem[] {
  return readQuestionFile(new URL(`sets/${part}/knowledge-${partnership}.jsonl`, import.meta.url));
}

/** Questions that are nobody's business there. */
export function readOutOfScope(part: Part, partnership: Partnership): KnowledgeItem[] {
  return readQuestionFile(new URL(`sets/${part}/out-of-scope-${partnership}.jsonl`, import.meta.url));
}

/** @param path a file of lines `{"question": …, "slugs": […]}`; null or no slugs: out of scope */
export function readQuestionFile(path: string | URL): KnowledgeItem[] {
  return readLines(path).map((line) => question.parse(line));
}
