/**
 * `npm run fit`: fits the weights of ranking and judging to questions of several collections and writes
 * src/knowledge/weights.ts. Run it after changing the evidence, the thesaurus or many documents, then `npm run eval:ranking`. It says first
 * how each collection fares that was left out of the fit: what a partnership will see whose articles nobody here has read.
 */
import { buildIndex, type KnowledgeIndex } from '../../src/knowledge/build-index.js';
import type { Grounds } from '../../src/knowledge/judge.js';
import { readQuestion } from '../../src/knowledge/question.js';
import { findSubjects, groundsOf } from '../../src/knowledge/rank.js';
import type { RankingWeights } from '../../src/knowledge/weights.js';
import { evidenceNames, groundNames } from './fitted-names.js';
import { type Case, fitCases, fitChoices } from './logit.js';
import { readTraining, type Training } from './training.js';
import { type Gate, writeWeights } from './write-weights.js';

/** What stands further behind is never the answer, and costs time. */
const mostAlternatives = 15;
const gateNames = ['constant', ...groundNames] as const;

const trainings = readTraining();
const indexes = new Map(trainings.map((training) => [training, buildIndex(training.documents)]));
if (!process.argv.includes('quick'))
  for (const left of new Set(trainings.map(({ collection }) => collection))) sayLeftOut(left);
const ranking = fitRanking(trainings);
const cases = trainings.map((training) => casesOf(training, ranking));
const [answering, offering] = [fitJudging(cases, 'first'), fitJudging(cases, 'three')];
writeWeights(ranking, answering, offering);
console.log('Fitted; see src/knowledge/weights.ts');

interface Judged {
  readonly features: readonly number[];
  /** Whether the question is one of the collection's. */
  readonly ours: boolean;
  readonly first: boolean;
  readonly three: boolean;
  readonly weight: number;
}

function indexOf(training: Training): KnowledgeIndex {
  const index = indexes.get(training);
  if (!index) throw new Error(`No index of ${training.collection}: build it first`);
  return index;
}

function fitRanking(from: readonly Training[]): RankingWeights {
  const choices = from.flatMap((training) =>
    training.ours.flatMap(({ question, slugs }) => {
      const index = indexOf(training);
      const subjects = findSubjects(index, readQuestion(question, index));
      const chosen = subjects.findIndex(({ entry }) => slugs.includes(entry.document.slug));
      if (chosen < 0 || chosen >= mostAlternatives) return [];
      const alternatives = subjects
        .slice(0, mostAlternatives)
        .map(({ by }) => evidenceNames.map((name) => by.evidence[name]));
      return [{ chosen, alternatives, weight: 1 / training.ours.length }];
    }),
  );
  return named(evidenceNames, fitChoices(choices, evidenceNames.length, 0.002));
}

function casesOf(training: Training, weights: RankingWeights): Judged[] {
  const index = indexOf(training);
  const judge = (question: string, slugs: readonly string[], weight: number): Judged[] => {
    const read = readQuestion(question, index);
    const subjects = findSubjects(index, read, undefined, weights);
    if (subjects.length === 0) return [];
    const grounds = groundsOf(read, subjects, index);
    const place = subjects.findIndex(({ entry }) => slugs.includes(entry.document.slug));
    return [
      {
        features: featuresOf(grounds),
        ours: slugs.length > 0,
        first: place === 0,
        three: place >= 0 && place < 3,
        weight,
      },
    ];
  };
  return [
    ...training.ours.flatMap(({ question, slugs }) => judge(question, slugs, 1 / training.ours.length)),
    ...training.foreign.flatMap((question) => judge(question, [], 1 / training.foreign.length)),
  ];
}

/** What is judged by, and all of it once more in proportion to the ways of asking: a gate for few of them and one for many. */
function featuresOf(grounds: Grounds): number[] {
  const plain = [1, ...groundNames.map((name) => grounds[name])];
  return [...plain, ...plain.map((value) => value * grounds.ways)];
}

function fitJudging(from: readonly (readonly Judged[])[], what: 'first' | 'three'): Gate {
  const cases = from.flat().map(({ features, weight, ...judged }): Case => ({ features, weight, holds: judged[what] }));
  const fitted = fitCases(cases, 2 * gateNames.length, 0.0006);
  const bare = fitted.slice(0, gateNames.length);
  const rich = bare.map((weight, at) => weight + (fitted[gateNames.length + at] ?? 0));
  return { bare: named(gateNames, bare), rich: named(gateNames, rich) };
}

/** How a collection fares under weights that were fitted to the others. */
function sayLeftOut(left: string): void {
  const others = trainings.filter(({ collection }) => collection !== left);
  const ranked = fitRanking(others);
  const otherCases = others.map((training) => casesOf(training, ranked));
  const [first, three] = [fitJudging(otherCases, 'first'), fitJudging(otherCases, 'three')];
  for (const training of trainings.filter(({ collection }) => collection === left)) {
    const judged = casesOf(training, ranked);
    for (const threshold of [0.3, 0.5, 0.7]) sayAt(`${left}, ${training.note}`, judged, first, three, threshold);
  }
}

function sayAt(name: string, judged: readonly Judged[], first: Gate, three: Gate, threshold: number): void {
  const at = ({ features }: Judged, { bare, rich }: Gate) => {
    const all = [
      ...gateNames.map((each) => bare[each] ?? 0),
      ...gateNames.map((each) => (rich[each] ?? 0) - (bare[each] ?? 0)),
    ];
    return 1 / (1 + Math.exp(-features.reduce((sum, value, place) => sum + value * (all[place] ?? 0), 0)));
  };
  const ours = judged.filter((one) => one.ours);
  const foreign = judged.filter((one) => !one.ours);
  const sure = (one: Judged) => at(one, first) >= threshold;
  const offered = (one: Judged) => !sure(one) && at(one, three) >= threshold;
  const share = (of: readonly Judged[], holds: (one: Judged) => boolean) =>
    (of.filter(holds).length / Math.max(1, of.length)).toFixed(3);
  console.log(
    `${name.padEnd(34)} at ${threshold}: ours answered ${share(ours, (one) => sure(one) && one.first)}`,
    `wrongly ${share(ours, (one) => sure(one) && !one.first)}, offered ${share(ours, (one) => offered(one) && one.three)}`,
    `| foreign answered ${share(foreign, sure)}, offered ${share(foreign, offered)} (${ours.length}+${foreign.length})`,
  );
}

function named<Name extends string>(names: readonly Name[], weights: readonly number[]): Record<Name, number> {
  return Object.fromEntries(names.map((name, at) => [name, weights[at] ?? 0])) as Record<Name, number>;
}
