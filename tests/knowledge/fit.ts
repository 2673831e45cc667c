/**
 * `npm run fit`: fits the weights of ranking and judging to the tuning questions and writes src/knowledge/weights.ts.
 * Run it after changing the evidence, the thesaurus or many documents, then `npm run eval`.
 */
import { buildIndex, type KnowledgeIndex } from '../../src/knowledge/build-index.js';
import type { Evidence } from '../../src/knowledge/evidence.js';
import type { Grounds } from '../../src/knowledge/judge.js';
import { type Question, readQuestion } from '../../src/knowledge/question.js';
import { findSubjects, groundsOf } from '../../src/knowledge/rank.js';
import type { RankingWeights } from '../../src/knowledge/weights.js';
import { demoDocuments } from './demo-documents.js';
import { type Case, fitCases, fitChoices } from './logit.js';
import { type Asked, misspell, readQuestions } from './questions.js';
import { writeWeights } from './write-weights.js';

const evidenceNames: readonly (keyof Evidence)[] = [
  'bm25',
  'covered',
  'coveredByNames',
  'phrase',
  'phraseCovers',
  'phraseCovered',
  'phrases',
  'name',
];
const groundNames: readonly (keyof Grounds)[] = [
  'covered',
  'coveredByNames',
  'phrase',
  'phraseCovers',
  'phraseCovered',
  'phrases',
  'name',
  'margin',
  'unknown',
  'anyUnknown',
  'anyCorrected',
  'foreign',
  'anyForeign',
  'field',
  'unnamed',
  'own',
  'substance',
];

const weightOfLure = 0.3;
const weightOfMisspelt = 0.2;

const documents = demoDocuments();
const index = buildIndex(documents);
/** With every other alias. */
const thinned = buildIndex(
  documents.map((document) => ({ ...document, aliases: document.aliases.filter((_, at) => at % 2 === 0) })),
);
const questions = process.argv.slice(2).concat('tuning').flatMap(readQuestions);
const ranking = fitRanking(index, questions);
writeWeights(ranking, fitJudging(index, questions, ranking));
console.log(`Fitted to ${questions.length} questions; see src/knowledge/weights.ts`);

function fitRanking(index: KnowledgeIndex, questions: readonly Asked[]): RankingWeights {
  const choices = questions.flatMap(({ question, slug }) => {
    const subjects = findSubjects(index, readQuestion(question, index));
    const chosen = subjects.findIndex(({ entry }) => entry.document.slug === slug);
    return chosen < 0
      ? []
      : [{ chosen, alternatives: subjects.map(({ by }) => evidenceNames.map((name) => by.evidence[name])) }];
  });
  return named(evidenceNames, fitChoices(choices, evidenceNames.length, 0.002));
}

/**
 * Both kinds weigh the same in sum. Lures count less than the questions that people really bring. Every question counts
 * a little more in a misspelt form. Half of a foreign question's weight is given to it with its foreign words unmarked:
 * the list of foreign words was made with such questions in mind, and the next one will use a word that is not on it. For
 * the same reason half of the weight of a question of ours is given to it as it is found with half of the aliases.
 */
function fitJudging(index: KnowledgeIndex, questions: readonly Asked[], weights: RankingWeights) {
  const weighted = [
    ...questions.map((asked) => ({ asked, weight: asked.lure ? weightOfLure : 1 })),
    ...misspell(questions).map((asked) => ({ asked, weight: weightOfMisspelt })),
  ];
  const sumOf = (holds: boolean) =>
    weighted.filter(({ asked }) => (asked.slug !== null) === holds).reduce((sum, { weight }) => sum + weight, 0);
  const [ours, foreign] = [sumOf(true), sumOf(false)];
  const cases = weighted.flatMap(({ asked, weight }): Case[] => {
    const read = readQuestion(asked.question, index);
    if (asked.slug !== null) {
      const half = weight / ours / 2;
      const readThinly = readQuestion(asked.question, thinned);
      return [...caseOf(index, read, true, half, weights), ...caseOf(thinned, readThinly, true, half, weights)];
    }
    const half = weight / foreign / 2;
    return [
      ...caseOf(index, read, false, half, weights),
      ...caseOf(index, { ...read, foreign: [] }, false, half, weights),
    ];
  });
  return named(['constant', ...groundNames] as const, fitCases(cases, groundNames.length + 1, 0.001));
}

function caseOf(
  index: KnowledgeIndex,
  question: Question,
  holds: boolean,
  weight: number,
  weights: RankingWeights,
): Case[] {
  const subjects = findSubjects(index, question, undefined, weights);
  if (subjects.length === 0) return [];
  const grounds = groundsOf(question, subjects, index);
  return [{ features: [1, ...groundNames.map((name) => grounds[name])], holds, weight }];
}

function named<Name extends string>(names: readonly Name[], weights: readonly number[]): Record<Name, number> {
  return Object.fromEntries(names.map((name, at) => [name, weights[at] ?? 0])) as Record<Name, number>;
}
