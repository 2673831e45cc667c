import type { Core } from '../app/core.js';
import { type ImportReport, importArticles } from '../app/knowledge/article-import.js';
import { readKnowledgeCsv } from './knowledge-csv.js';
import { readKnowledgeMarkdown } from './knowledge-markdown.js';

/** Larger files are no knowledge base: in characters. */
const longestFile = 30_000_000;

/**
 * Imports articles from a file, all or none: see `readKnowledgeCsv` and `readKnowledgeMarkdown` for the two shapes.
 * @param name tells which it is: `.csv`, `.md` or `.markdown`
 * @returns a line for every article of the file, with what became of it
 */
export async function importKnowledge(core: Core, name: string, text: string): Promise<ImportReport> {
  const read = readerFor(name);
  if (!read) return refusal(`${name} is neither a .csv nor a .md file.`);
  if (text.length > longestFile) return refusal('The file is larger than 30 MB: split it.');
  if (text.trim() === '') return refusal('The file is empty.');
  const found = read(
    text
      .replace(/\r\n?/g, '\n')
      .replaceAll('\u0000', '')
      .replace(/\p{Cs}/gu, '\uFFFD'),
  );
  const unreadable = found.flatMap((one) => (one.kind === 'unreadable' ? [one] : []));
  const articles = found.flatMap((one) => (one.kind === 'read' ? [one.article] : []));
  if (articles.length === 0 && unreadable.length === 0) return refusal('The file has no article in it.');
  return importArticles(core, articles, unreadable);
}

function readerFor(name: string) {
  if (/\.csv$/i.test(name)) return readKnowledgeCsv;
  return /\.(md|markdown)$/i.test(name) ? readKnowledgeMarkdown : undefined;
}

function refusal(fault: string): ImportReport {
  return { stored: false, lines: [{ line: 1, slug: '', outcome: 'faulty', faults: [fault] }] };
}
