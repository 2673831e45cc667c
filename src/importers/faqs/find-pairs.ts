import type { Block } from './blocks.js';

/** A question and its answer, as a document has them. */
export interface Pair {
  readonly question: string;
  readonly answer: string;
}

/** What tells the questions of a document apart from its answers. */
type Mark = 'label' | 'term' | 'asking-heading' | 'asking-bold' | 'asking-item' | 'asking-line' | 'heading';

/** From the surest to the least sure. */
const marks: readonly Mark[] = [
  'label',
  'term',
  'asking-heading',
  'asking-bold',
  'asking-line',
  'asking-item',
  'heading',
];

export interface FoundPairs {
  readonly pairs: readonly Pair[];
  /** How they were told apart; `table`: in rows of a question and an answer. */
  readonly by: Mark | 'table' | 'nothing';
}

const longestQuestion = 300;
const labelled = /^(?:q|question)\s*\d*\s*[.:)–-]\s*(?=\S)/i;
const numbered = /^(?:\d{1,3}(?:\.\d{1,2})*|[a-z])\s*[.)]\s+/i;
const answerLabel = /^(?:a|answer|ans)\s*\d*\s*[.:)–-]\s*(?=\S)/i;

/**
 * Finds questions with their answers: in rows of a table, else in what comes below each question. Which lines are the questions is
 * told by the surest sign that the document has: a label, a term, a question mark in headings, in bold, in lines, or headings alone.
 */
export function findPairs(blocks: readonly Block[]): FoundPairs {
  const inTables = pairsOfRows(blocks);
  if (inTables.length > 1) return { pairs: inTables, by: 'table' };
  const count = (mark: Mark) => blocks.filter((block) => hasMark(block, mark)).length;
  const by = marks.find((mark) => count(mark) > 1) ?? marks.find((mark) => count(mark) > 0);
  const pairs = by ? pairsBelow(blocks, by) : [];
  if (pairs.length === 0 && inTables.length > 0) return { pairs: inTables, by: 'table' };
  return pairs.length > 0 && by ? { pairs, by } : { pairs: [], by: 'nothing' };
}

function hasMark(block: Block, mark: Mark): boolean {
  if (block.kind === 'row') return false;
  const { text } = block;
  const asks = /\?\W*$/.test(text) && text.length <= longestQuestion && !text.includes('\n');
  switch (mark) {
    case 'label':
      return labelled.test(text);
    case 'term':
      return block.kind === 'term';
    case 'asking-heading':
      return block.kind === 'heading' && asks;
    case 'asking-bold':
      return block.kind === 'text' && block.bold && asks;
    case 'asking-line':
      return block.kind === 'text' && asks && isOneSentence(text);
    case 'asking-item':
      return block.kind === 'item' && asks && isOneSentence(text);
    case 'heading':
      return block.kind === 'heading';
  }
}

/** A paragraph that only ends with a question is no question. */
function isOneSentence(text: string): boolean {
  return !/[.!?]\s+\p{Lu}/u.test(text.replace(numbered, '').replace(/\?\W*$/, ''));
}

function pairsBelow(blocks: readonly Block[], by: Mark): Pair[] {
  const pairs: Pair[] = [];
  let question: string | undefined;
  let answer: Block[] = [];
  const close = () => {
    const words = answerOf(answer);
    if (question && words) pairs.push({ question, answer: words });
    answer = [];
  };
  for (const block of blocks) {
    if (hasMark(block, by) && block.kind !== 'row') {
      close();
      const { first, rest } = splitQuestion(block.text);
      question = first;
      answer = rest ? [{ kind: 'text', text: rest, bold: false }] : [];
    } else if (block.kind === 'heading') {
      // A heading that is no question begins another part.
      close();
      question = undefined;
    } else if (question) answer.push(block);
  }
  close();
  return pairs;
}

/** `Q1. When? At ten.` on one line, or on several lines of one paragraph. */
function splitQuestion(text: string): { readonly first: string; readonly rest: string } {
  const bare = text.replace(labelled, '').replace(numbered, '').trim();
  const [line = '', ...lines] = bare.split('\n');
  const within = labelled.test(text) ? /^(.*?\?)\s+(?=\S)(.*)$/.exec(line) : null;
  const rest = [within?.[2] ?? '', ...lines].filter(Boolean).join('\n');
  return { first: (within?.[1] ?? line).trim(), rest };
}

function answerOf(blocks: readonly Block[]): string {
  let words = '';
  for (const block of blocks) {
    const text = block.kind === 'row' ? block.cells.filter(Boolean).join(': ') : block.text;
    if (text === '') continue;
    const isLine = block.kind === 'item' || block.kind === 'row';
    words += words === '' ? '' : isLine ? '\n' : '\n\n';
    words += isLine ? `- ${text}` : text;
  }
  return words.replace(answerLabel, '').trim();
}

function pairsOfRows(blocks: readonly Block[]): Pair[] {
  const rows = blocks.flatMap((block) => (block.kind === 'row' ? [block.cells] : []));
  const isHead = (cells: readonly string[]) =>
    /^(frequently asked )?questions?\W*$|^faqs?\W*$/i.test(cells[0] ?? '') &&
    /^(answers?|responses?|reply)\W*$/i.test(cells[1] ?? '');
  const headed = rows.some(isHead);
  return rows.flatMap((cells) => {
    const [first = '', second = ''] = cells;
    if (isHead(cells) || first === '' || second === '') return [];
    if (!headed && !/\?\W*$/.test(first)) return [];
    return [{ question: splitQuestion(first).first, answer: second.replace(answerLabel, '') }];
  });
}
