import type { ImportReport } from '../app/knowledge/article-import.js';
import { sayUnreadArticle } from '../conversation/talk/article-words.js';

/** The report of an import: one line for each article, then the result. */
export function sayImport(report: ImportReport): string {
  const lines = report.lines.map(({ line, slug, outcome, faults }) => {
    const name = slug ? ` ${slug}` : '';
    return [`line ${line}${name}: ${outcome}`, ...faults.map((fault) => `    ${sayUnreadArticle(fault)}`)].join('\n');
  });
  const count = (wanted: string) => report.lines.filter(({ outcome }) => outcome === wanted).length;
  const sum = report.stored
    ? `Stored: ${count('added')} added, ${count('changed')} changed, ${count('unchanged')} unchanged.`
    : `Nothing was stored: ${count('faulty')} of ${report.lines.length} cannot be kept as they are. Mend them and import the file again.`;
  return [...lines, ...(report.remarks ?? []), sum].join('\n');
}
