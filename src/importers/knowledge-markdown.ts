import { fieldName, knownFields, neededFields, type ReadArticle, readArticle } from './article-fields.js';
import { articleFileWords } from './article-file-words.js';

/**
 * Reads articles from Markdown. Each begins with a heading of the second level that is its question; below it stand its
 * fields, a line each, as a list or not; then an empty line, and the answer up to the next such heading:
 *
 *     ## When will the networks start?
 *     - slug: timescales
 *     - aliases: start date | which term does it begin
 *     - source: S5
 *     - owner: Partnership office
 *     - as of: 2020-01-01
 *     - review by: 2021-01-01
 *
 *     In the autumn term of 2020. The East goes first.
 *
 * `as of` must be there, the others may. What stands before the first heading is passed over.
 */
export function readKnowledgeMarkdown(text: string): ReadArticle[] {
  const lines = text.split('\n');
  const starts = lines.flatMap((line, index) => (/^##\s+\S/.test(line) ? [index] : []));
  if (starts.length === 0) {
    const faults = [articleFileWords.noArticle];
    return [{ kind: 'unreadable', line: 1, slug: '', faults }];
  }
  return starts.map((start, number) => readSection(lines.slice(start, starts[number + 1] ?? lines.length), start + 1));
}

const fieldLine = /^\s*(?:[-*]\s+)?([A-Za-z][A-Za-z _-]{1,20}):\s*(.*)$/;

function readSection([heading = '', ...rest]: readonly string[], line: number): ReadArticle {
  const question = heading.replace(/^##\s+/, '').replace(/\s+#+\s*$/, '');
  const fields = new Map([['question', question]]);
  const body = rest.findIndex((text) => text.trim() !== '');
  const block = rest.slice(Math.max(0, body));
  const end = block.findIndex((text) => !fieldLine.test(text));
  const given = block.slice(0, end === -1 ? block.length : end);
  for (const text of given) {
    const [, name = '', value = ''] = fieldLine.exec(text) ?? [];
    fields.set(fieldName(name), value);
  }
  fields.set('answer', block.slice(given.length).join('\n').trim());
  const strange = [...fields.keys()].filter((name) => !knownFields.some((known) => known === name));
  if (strange.length > 0) {
    const faults = [articleFileWords.noSuchField(strange, knownFields.join(', '))];
    return { kind: 'unreadable', line, slug: question, faults };
  }
  const missing = neededFields.filter((name) => !fields.get(name));
  if (missing.length > 0)
    return { kind: 'unreadable', line, slug: question, faults: [articleFileWords.lacks(missing.join(' and no '))] };
  return readArticle(fields, line);
}
