/**
 * `npm run eval:ranking`: how well questions are answered from the demonstration data, with 95% Wilson intervals, and how long
 * it takes. `npm run eval:ranking -- tuning` also lists the misses of that set; `reported` and `fresh` (written later, after what
 * is reported had been read many times) are for their totals only, so their misses are never listed. Further arguments are
 * files of questions.
 */
import { buildIndex } from '../../src/knowledge/build-index.js';
import { demoDocuments, measuredOn } from './demo-documents.js';
import { type Measured, measure } from './measure.js';
import { type Asked, misspell, readQuestions } from './questions.js';
import { timeRanking } from './timing.js';
import type { Share } from './wilson.js';

const names = process.argv.slice(2);
const documents = demoDocuments();
const index = buildIndex(documents);
const [tuning, reported, fresh] = [readQuestions('tuning'), readQuestions('reported'), readQuestions('fresh')];

console.log(
  row(
    'questions',
    'right first',
    'in first three',
    'ours, declined',
    'sure and wrong',
    'foreign, answered',
    'foreign, offered',
    'lures, answered',
  ),
);
measureSet('tuning', tuning);
measureSet('tuning, misspelt', misspell(tuning));
measureSet('reported', reported);
measureSet('reported, misspelt', misspell(reported));
measureSet('fresh', fresh);
for (const name of names.filter((each) => each.includes('/'))) measureSet(name, readQuestions(name));

console.log(
  '\nmilliseconds, in this process; the last column is processor time, which a busy machine does not lengthen',
);
console.log(timeRow('documents', 'index built', 'ranked p50', 'p95', 'processor p95'));
const asked = tuning.map(({ question }) => question);
for (const size of [documents.length, 1_000, 10_000]) {
  const { build, p50, p95, processorP95 } = timeRanking(documents, size, asked);
  console.log(timeRow(String(size), build.toFixed(0), p50.toFixed(2), p95.toFixed(2), processorP95.toFixed(2)));
}

function measureSet(name: string, questions: readonly Asked[]): void {
  const measured = measure(index, questions, measuredOn);
  const { first, firstThree, declined, wronglySure, answeredForeign, offeredForeign, answeredLures } = measured;
  const label = `${name.split('/').at(-1)} (${first.of}+${answeredForeign.of + answeredLures.of})`;
  console.log(
    row(label, ...[first, firstThree, declined, wronglySure, answeredForeign, offeredForeign, answeredLures].map(said)),
  );
  if (names.includes(name) && name !== 'reported' && name !== 'fresh') listMisses(measured);
}

function timeRow(...cells: readonly string[]): string {
  return cells
    .map((cell) => cell.padEnd(14))
    .join('')
    .trimEnd();
}

function said({ share, low, high, of }: Share): string {
  return of === 0 ? '-' : `${share.toFixed(3)} (${low.toFixed(3)}-${high.toFixed(3)})`;
}

function row(...cells: readonly string[]): string {
  return cells
    .map((cell, at) => cell.padEnd(at === 0 ? 28 : 20))
    .join(' ')
    .trimEnd();
}

function listMisses({ misses }: Measured): void {
  for (const { asked: each, ranking } of misses) {
    const found = ranking.candidates.slice(0, 3).map(({ slug, score }) => `${slug} ${score.toFixed(1)}`);
    const judged = `${ranking.confidence} ${ranking.ours.toFixed(2)}`;
    console.log(`  ${judged} ${each.slug ?? '-'}: ${each.question} → ${found.join(', ')}`);
  }
}
