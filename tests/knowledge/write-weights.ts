import { writeFileSync } from 'node:fs';

const file = new URL('../../src/knowledge/weights.ts', import.meta.url);

type Weights = Readonly<Record<string, number>>;

/** Weights for a candidate that can be asked for by its name alone, and for one with many ways of asking on record. */
export interface Gate {
  readonly bare: Weights;
  readonly rich: Weights;
}

/** Writes src/knowledge/weights.ts, numbers to two places. */
export function writeWeights(ranking: Weights, answering: Gate, offering: Gate): void {
  const rows = (weights: Weights) =>
    Object.entries(weights)
      .map(([name, weight]) => `  ${name}: ${Number(weight.toFixed(2))},\n`)
      .join('');
  const gate = ({ bare, rich }: Gate) =>
    `  bare: {\n${rows(bare).replace(/^ {2}/gm, '    ')}  },\n  rich: {\n${rows(rich).replace(/^ {2}/gm, '    ')}  },\n`;
  writeFileSync(
    file,
    `import type { Evidence } from './evidence.js';
import type { Grounds } from './judge.js';

// Written by \`npm run fit\` from questions to several collections: change the questions or the evidence, not the numbers.

export type RankingWeights = Readonly<Record<keyof Evidence, number>>;

/** How much each piece of evidence counts when documents are ranked. */
export const rankingWeights: RankingWeights = {
${rows(ranking)}};

export type JudgingWeights = Readonly<Record<Exclude<keyof Grounds, 'ways'> | 'constant', number>>;

/**
 * For a candidate that can be asked for by its name alone, and for one with many ways of asking on record: between the two, in
 * proportion to \`ways\`.
 */
export interface Gate {
  readonly bare: JudgingWeights;
  readonly rich: JudgingWeights;
}

/** How much each ground counts when it is judged whether the first candidate is the answer. */
export const answeringWeights: Gate = {
${gate(answering)}};

/** How much each ground counts when it is judged whether the answer is among the first three. */
export const offeringWeights: Gate = {
${gate(offering)}};
`,
  );
}
