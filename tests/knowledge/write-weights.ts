import { writeFileSync } from 'node:fs';

const file = new URL('../../src/knowledge/weights.ts', import.meta.url);

/** Writes src/knowledge/weights.ts, numbers to two places. */
export function writeWeights(
  ranking: Readonly<Record<string, number>>,
  judging: Readonly<Record<string, number>>,
): void {
  const rows = (weights: Readonly<Record<string, number>>) =>
    Object.entries(weights)
      .map(([name, weight]) => `  ${name}: ${Number(weight.toFixed(2))},\n`)
      .join('');
  writeFileSync(
    file,
    `import type { Evidence } from './evidence.js';
import type { Grounds } from './judge.js';

// Written by \`npm run fit\` from the tuning questions: change the questions or the evidence, not the numbers.

export type RankingWeights = Readonly<Record<keyof Evidence, number>>;

/** How much each piece of evidence counts when documents are ranked. */
export const rankingWeights: RankingWeights = {
${rows(ranking)}};

export type JudgingWeights = Readonly<Record<keyof Grounds | 'constant', number>>;

/** How much each ground counts when it is judged whether a question is ours. */
export const judgingWeights: JudgingWeights = {
${rows(judging)}};
`,
  );
}
