import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { KnowledgeDocument } from '../../src/knowledge/document.js';
import { documentOfArticle } from '../../src/knowledge/documents-of-records.js';

const article = z.object({ slug: z.string(), question: z.string(), answer: z.string() }).strict();

/** Articles of a partnership that is not the demonstration's: no aliases, as on the day they are taken in. */
export interface Collection {
  readonly name: CollectionName;
  readonly articles: readonly z.infer<typeof article>[];
}

export const collectionNames = ['trust-people', 'governors-association'] as const;
/** Those and one more, which the gate is fitted to and nothing is measured on. */
export const fittedNames = [...collectionNames, 'school-services'] as const;
export type CollectionName = (typeof fittedNames)[number];

/** Reads the articles of `collections/NAME.jsonl`. */
export function readCollection(name: CollectionName): Collection {
  return {
    name,
    articles: readLines(new URL(`collections/${name}.jsonl`, import.meta.url)).map((line) => article.parse(line)),
  };
}

/** As the service would index it. */
export function documentsOf({ articles }: Collection): KnowledgeDocument[] {
  return articles.map((one) => documentOfArticle({ ...one, aliases: [] }));
}

/** As rows of the database. */
export function articleRows({ articles }: Collection) {
  const dates = { asOf: new Date('2026-09-01'), reviewBy: new Date('2027-09-01') };
  return articles.map((one) => ({ ...one, ...dates, owner: 'The office' }));
}

/** The lines of a file of JSON lines; those that are empty or begin with `//` are left out. */
export function readLines(path: string | URL): unknown[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((text) => text.trim() !== '' && !text.startsWith('//'))
    .map((text) => JSON.parse(text));
}
