/**
 * `npm run train`: learns the weights of the understanding from the patterns in tests/understanding/sentences, says how well it does
 * on the part that it did not learn from, then learns from all of them and writes src/understanding/weights.json. `npm run
 * train -- tuning` writes nothing, reports on the part for tuning as well and lists the misses of that one. The reported part is for its
 * totals only: its misses are never listed.
 */
import { writeFileSync } from 'node:fs';
import { abstractClause } from '../../src/understanding/mentions.js';
import { featuresOf, inModel, type Likely, loadModel, type Model, weigh } from '../../src/understanding/model.js';
import { tokensOf } from '../../src/understanding/tokens.js';
import { kindsOfEvent, namesOf } from '../../src/understanding/vocabulary.js';
import { dice, type Part, type Pattern, readPatterns, sayCasually, sayOne, slotNames } from './sentences.js';
import { fitSoftmax } from './softmax.js';

const now = new Date('2026-11-28T09:00:00Z');
const zone = 'Europe/London';
const everyWay = 72;

const patterns = readPatterns();
const acts = [...new Set(patterns.map(({ label }) => label.split(' ')[0] ?? ''))].sort();
const stances = [...new Set(patterns.map(({ label }) => label.split(' ')[1] ?? ''))].sort();
const words = ordinaryWordsOf(patterns);
const names = namesOf(slotNames, words);
const byLetter = loadModel({ acts: [], stances: [], words: [...words].join(' '), features: {} }).byLetter;

interface Said {
  readonly label: string;
  readonly text: string;
  readonly words: readonly string[];
  readonly asks: boolean;
}

const tunes = process.argv.includes('tuning');
const parts: readonly Part[] = tunes ? ['learning'] : ['learning', 'tuning'];
const ready = loadModel(learnFrom(parts));
for (const part of ['tuning', 'reported'] as const) if (!parts.includes(part)) report(part);
if (!tunes) {
  // How well it does is known now; what is used leaves no way of saying things unlearnt.
  const model = learnFrom(['learning', 'tuning', 'reported']);
  writeFileSync(
    new URL('../../src/understanding/weights.json', import.meta.url),
    `${JSON.stringify(model, null, 2)}\n`,
  );
}

function ordinaryWordsOf(some: readonly Pattern[]): Set<string> {
  const literal = some.flatMap(({ text }) => tokensOf(text.replace(/<\w+>/g, ' ').replace(/[{}|]/g, ' ')));
  return new Set(literal.filter((word) => !kindsOfEvent.has(word) && !/\d/.test(word)));
}

function sentencesOf(part: Part, ways: number, seed: number): Said[] {
  const roll = dice(seed);
  return patterns
    .filter((pattern) => pattern.part === part)
    .flatMap(({ label, text, frame }) => {
      const said = Array.from({ length: frame ? Math.ceil(ways / 6) : ways }, () => {
        const casual = sayCasually(sayOne(text, roll), label, roll);
        const asks = /question/.test(label)
          ? roll() < 0.5
          : /^(can|could|would|will|may|is) /.test(casual) && roll() < 0.5;
        return { casual, asks };
      });
      const distinct = new Map(said.map((one) => [`${one.casual}${one.asks}`, one]));
      return [...distinct.values()].map(({ casual, asks }): Said => {
        const abstract = abstractClause(casual, names, (word) => words.has(word), now, zone);
        return { label, text: casual, asks, words: abstract.words.map((word) => inModel(word, { words, byLetter })) };
      });
    });
}

function learnFrom(some: readonly Part[]): Model {
  const learning = some.flatMap((part) => sentencesOf(part, everyWay, 1));
  const how = { rounds: 12, rate: 0.3, shrink: 0.00005, rareBelow: 18 };
  const featured = learning.map(({ label, words: said, asks }) => ({
    label: label.split(' '),
    features: [...featuresOf(said, asks)],
  }));
  const heads = [acts, stances].map((heading, head) => {
    const cases = featured.map(({ label, features }) => ({ label: heading.indexOf(label[head] ?? ''), features }));
    return fitSoftmax(cases, heading.length, how);
  });
  const features: Record<string, string> = {};
  for (const name of [...(heads[0]?.keys() ?? [])].sort()) {
    const pairs = heads.flatMap((head, which) =>
      [...(head.get(name) ?? [])].flatMap((weight, label) =>
        Math.abs(weight) >= 0.3 ? [label + which * acts.length, Math.round(weight * 100)] : [],
      ),
    );
    if (pairs.length > 0) features[name] = pairs.join(' ');
  }
  console.log(
    `${acts.length} acts, ${stances.length} stances, ${Object.keys(features).length} features, ${learning.length} sentences learnt from`,
  );
  return { acts, stances, words: [...words].sort().join(' '), features };
}

function report(part: Part): void {
  const said = sentencesOf(part, 8, 7);
  let right = 0;
  let rightAct = 0;
  let rightStance = 0;
  const misses = new Map<string, string>();
  for (const one of said) {
    const { act, stance } = weigh(one.words, one.asks, ready);
    const label = one.label.split(' ');
    const [isAct, isStance] = [act[0]?.name === label[0], stance[0]?.name === label[1]];
    rightAct += Number(isAct);
    rightStance += Number(isStance);
    right += Number(isAct && isStance);
    if (!isAct || !isStance) misses.set(one.text, `${one.label} -> ${saidFirst(act)}, ${saidFirst(stance)}`);
  }
  const share = (count: number) => (count / said.length).toFixed(3);
  console.log(
    `${part}: ${said.length} sentences, act and stance ${share(right)}, act ${share(rightAct)}, stance ${share(rightStance)}`,
  );
  if (part === 'tuning' && process.argv.includes('tuning')) {
    for (const [text, miss] of misses) console.log(`  ${text}: ${miss}`);
  }
}

function saidFirst(ranked: readonly Likely<string>[]): string {
  return `${ranked[0]?.name} ${ranked[0]?.share.toFixed(2)}`;
}
