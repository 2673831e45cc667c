import type { UnreadableFile } from '../../app/imports/import-file-format.js';
import type { FoundFaq, FoundFaqs } from '../../app/knowledge/found-faqs.js';
import { decodeText } from '../reading/decode.js';
import { limits, TooMuch } from '../reading/limits.js';
import { readSheets } from '../reading/sheets.js';
import { listParts } from '../reading/zip.js';
import type { Block } from './blocks.js';
import { docxBlocks } from './docx-blocks.js';
import { faqsWords } from './faqs-words.js';
import { findPairs } from './find-pairs.js';
import { htmlBlocks } from './html-blocks.js';
import { textBlocks } from './text-blocks.js';

/** More are no page that people read; the rest can be attached in a second file. */
const mostPairs = 200;
const longestText = 2_000_000;

/**
 * Finds questions and answers in a workbook or CSV, a Word document, a web page that was saved, Markdown or plain text.
 * @param name is not relied on: what a file is, its content tells
 */
export function readFaqs(name: string, bytes: Uint8Array): FoundFaqs | UnreadableFile {
  try {
    const blocks = blocksOf(name, bytes);
    return 'kind' in blocks ? blocks : foundIn(blocks);
  } catch (fault) {
    if (fault instanceof TooMuch) return unreadable(fault.message);
    throw fault;
  }
}

function blocksOf(name: string, bytes: Uint8Array): readonly Block[] | UnreadableFile {
  if (bytes.length === 0) return unreadable(faqsWords.empty);
  if (bytes.length > limits.bytes) return unreadable(faqsWords.tooLarge);
  const head = Buffer.from(bytes.subarray(0, 512)).toString('latin1');
  if (head.startsWith('PK') && listParts(bytes).includes('word/document.xml')) return docxBlocks(bytes);
  if (head.startsWith('%PDF-')) return unreadable(faqsWords.pdf);
  if (head.startsWith('\xd0\xcf\x11\xe0') && /\.docx?$/i.test(name)) return unreadable(faqsWords.oldWord);
  if (head.startsWith('PK') || /\.(csv|tsv|xlsx?)$/i.test(name)) return rowsOf(bytes);
  const text = decodeText(bytes);
  if (text.length > longestText) return unreadable(faqsWords.textTooLong);
  return /\.html?$/i.test(name) || /^\s*(<!doctype html|<html)/i.test(head) ? htmlBlocks(text) : textBlocks(text);
}

/** Columns are found by their headings; without any, the first two are the question and its answer. */
function rowsOf(bytes: Uint8Array): readonly Block[] | UnreadableFile {
  const read = readSheets(bytes);
  if (read.kind === 'unreadable') return read;
  const { question, answer } = read.sheets
    .flatMap(({ rows }) => rows.flatMap(({ cells }) => columnsIn(cells) ?? []))
    .at(0) ?? { question: 0, answer: 1 };
  return read.sheets.flatMap(({ rows }) =>
    rows.map(({ cells }): Block => ({ kind: 'row', cells: [cells[question] ?? '', cells[answer] ?? ''] })),
  );
}

function columnsIn(cells: readonly string[]): { readonly question: number; readonly answer: number } | undefined {
  const question = cells.findIndex((cell) => /^(frequently asked )?questions?\W*$|^faqs?\W*$/i.test(cell.trim()));
  const answer = cells.findIndex((cell) => /^(answers?|responses?|reply)\W*$/i.test(cell.trim()));
  return question >= 0 && answer >= 0 ? { question, answer } : undefined;
}

function foundIn(blocks: readonly Block[]): FoundFaqs | UnreadableFile {
  const { pairs, by } = findPairs(blocks);
  if (pairs.length === 0) return unreadable(faqsWords.noQuestions);
  const faqs = withoutTwins(pairs).slice(0, mostPairs);
  const remarks = [
    ...(by === 'heading' ? [faqsWords.headingsTaken] : []),
    ...(pairs.length > mostPairs ? [faqsWords.tooManyQuestions(pairs.length, mostPairs)] : []),
  ];
  return { kind: 'faqs', faqs, remarks };
}

/** The first of those with the same question. */
function withoutTwins(pairs: readonly FoundFaq[]): FoundFaq[] {
  const seen = new Set<string>();
  return pairs.filter(({ question }) => {
    const key = question.toLowerCase().replace(/\W+/g, ' ').trim();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function unreadable(words: string): UnreadableFile {
  return { kind: 'unreadable', words };
}
