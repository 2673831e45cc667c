import type { Core } from '../app/core.js';
import { type ImportReport, importArticles } from '../app/knowledge/article-import.js';
import type { ReadArticles } from './article-fields.js';
import { articleFileWords } from './article-file-words.js';
import { readKnowledgeMarkdown } from './knowledge-markdown.js';
import { readKnowledgeTable } from './knowledge-table.js';
import { decodeText } from './reading/decode.js';
import { limits } from './reading/limits.js';

/**
 * Reads articles from a file: see `readKnowledgeTable` and `readKnowledgeMarkdown` for the two shapes.
 * @param name tells which it is: `.md` or `.markdown`, `.csv` or `.xlsx`
 */
export function readArticles(name: string, bytes: Uint8Array): ReadArticles {
  if (/\.(csv|xlsx|txt|tsv)$/i.test(name)) return readKnowledgeTable(bytes);
  if (!/\.(md|markdown)$/i.test(name)) return refusal(articleFileWords.noSuchKind(name));
  if (bytes.length > limits.bytes) return refusal(articleFileWords.tooLarge);
  const text = decodeText(bytes)
    .replace(/\r\n?/g, '\n')
    .replaceAll('\u0000', '')
    .replace(/\p{Cs}/gu, '\uFFFD');
  return text.trim() === '' ? refusal(articleFileWords.empty) : { found: readKnowledgeMarkdown(text), remarks: [] };
}

/** Imports the articles of a file, all or none. @returns a line for every article of the file, with what became of it */
export async function importKnowledge(core: Core, { found, remarks }: ReadArticles): Promise<ImportReport> {
  const unreadable = found.flatMap((one) => (one.kind === 'unreadable' ? [one] : []));
  const articles = found.flatMap((one) => (one.kind === 'read' ? [one.article] : []));
  return { ...(await importArticles(core, articles, unreadable)), remarks };
}

function refusal(fault: string): ReadArticles {
  return { found: [{ kind: 'unreadable', line: 1, slug: '', faults: [fault] }], remarks: [] };
}
