/**
 * Memory that the knowledge base and its ranking take, in processes of their own: what is held after every question of the tuning
 * set was ranked, with 60, 1,000 and 10,000 articles, less what the articles themselves take. Run it with
 * `npx tsx tests/bench/memory-of-answers.ts`.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { demoDocuments } from '../knowledge/demo-documents.js';
import { readQuestions } from '../knowledge/questions.js';
import { padDocuments } from '../knowledge/timing.js';

const sizes = [60, 1_000, 10_000];
/** What may be held beside the articles, in MB. */
const most = 60;

const megabytes = (bytes: number) => bytes / 1_048_576;

function held(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return megabytes(heapUsed + external);
}

/** Runs in a process of its own, so that nothing of one size is counted for the next. */
async function measure(size: number): Promise<void> {
  const documents = padDocuments(demoDocuments(), size);
  const questions = readQuestions('tuning').map(({ question }) => question);
  const before = held();
  const { buildIndex } = await import('../../src/knowledge/build-index.js');
  const { rank } = await import('../../src/knowledge/rank.js');
  const index = buildIndex(documents);
  const built = held();
  for (const question of questions) rank(index, question);
  const asked = held();
  console.log(`${size} ${(built - before).toFixed(0)} ${(asked - before).toFixed(0)}`);
}

const file = fileURLToPath(import.meta.url);
const asked = Number(process.argv[2]);
if (asked) await measure(asked);
else {
  console.log('articles    index, MB    after all questions, MB    promised');
  for (const size of sizes) {
    const args = ['--expose-gc', '--import', 'tsx', file, String(size)];
    const [, built = '', after = ''] = execFileSync(process.execPath, args, { encoding: 'utf8' }).trim().split(' ');
    const promised = `${most}: ${Number(after) <= most ? 'kept' : 'MISSED'}`;
    console.log(`${String(size).padEnd(12)}${built.padEnd(13)}${after.padEnd(27)}${promised}`);
  }
}
