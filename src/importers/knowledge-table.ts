import {
  fieldName,
  type KnownField,
  knownFields,
  neededFields,
  type ReadArticle,
  type ReadArticles,
  readArticle,
} from './article-fields.js';
import { articleFileWords } from './article-file-words.js';
import type { Column, Columns } from './heading-row.js';
import { readTable } from './table.js';

const also: Partial<Record<KnownField, readonly string[]>> = {
  aliases: ['also asked', 'other words', 'alternatives'],
  'as of': ['date', 'as at', 'correct on'],
  'review by': ['review', 'review date'],
  source: ['source id'],
};

const columns = Object.fromEntries(
  knownFields.map((field): [KnownField, Column] => {
    const names = [field.replaceAll(' ', '-'), ...(also[field] ?? [])];
    const needed = neededFields.some((one) => one === field);
    return [field, { heading: field, also: names, example: '', ...(needed ? { required: true as const } : {}) }];
  }),
) as Columns<KnownField>;

/**
 * Reads articles from CSV or a workbook. Columns are found by their headings, in any order: question, answer and as of must be
 * there; slug, aliases (separated by `|` or line ends), source (the id of a source), owner, review by and status may be. Other
 * columns are left out, which the remarks say. @returns one article a row, or one fault for the whole file
 */
export function readKnowledgeTable(bytes: Uint8Array): ReadArticles {
  const table = readTable(bytes, columns);
  if (table.kind === 'unreadable') {
    const may = /Missing:/.test(table.words) ? articleFileWords.mayHave(knownFields.join(', ')) : '';
    const faults = [`${table.words}${may}`];
    return { found: [{ kind: 'unreadable', line: 1, slug: '', faults }], remarks: [] };
  }
  const found = table.rows.map(({ line, cell, broken }): ReadArticle => {
    if (broken) return { kind: 'unreadable', line, slug: cell('question'), faults: [broken] };
    return readArticle(new Map(knownFields.map((field) => [fieldName(field), cell(field)])), line);
  });
  return { found, remarks: table.remarks };
}
