import { writeFileSync } from 'node:fs';

const file = new URL('../../src/knowledge/weights.ts', import.meta.url);

type Weights = Readonly<Record<string, number>>;

/** Writes src/knowledge/weights.ts, numbers to two places. */
export function writeWeights(ranking: Weights, answering: Weights, offering: Weights): void {
  const rows = (weights: Weights) =>
    Object.entries(weights)
      .map(([name, weight]) => `  ${name}: ${Number(weight.toFixed(2))},\n`)
      .join('');
  writeFileSync(
    file,
    `import type { Evidence } from './evidence.js';
import type { Grounds } from './judge.js';

// Written by \`npm run fit\` from questions to several collections: change the questions or the evidence, not the numbers.

export type RankingWeights = Readonly<Record<keyof Evidence, number>>;

/** How much each piece of evidence counts when documents are ranked. */
export const rankingWeights: RankingWeights = {
${rows(ranking)}};

export type JudgingWeights = Readonly<Record<keyof Grounds | 'constant', number>>;

/** How much each ground counts when it is judged whether the first candidate is the answer. */
export const answeringWeights: JudgingWeights = {
${rows(answering)}};

/** How much each ground counts when it is judged whether the answer is among the first three. */
export const offeringWeights: JudgingWeights = {
${rows(offering)}};
`,
  );
}
