import type { IndexedDocument, KnowledgeIndex } from './build-index.js';
import { isGrammar } from './common-words.js';
import type { DocumentKind } from './document.js';
import { type Evidence, evidenceFor } from './evidence.js';
import { foldEvents, type Subject } from './fold-events.js';
import { type Grounds, groundsFor, type LeadingChances } from './judge.js';
import { type Question, readQuestion } from './question.js';
import { sentencesOf } from './sentences.js';
import type { Told } from './told.js';
import {
  answeringWeights,
  type Gate,
  type JudgingWeights,
  offeringWeights,
  type RankingWeights,
  rankingWeights,
} from './weights.js';

/** One possible answer. */
export interface Candidate {
  readonly slug: string;
  readonly kind: DocumentKind;
  /** Comparable within one ranking only. */
  readonly score: number;
  /** Of a series: the event that the question seems to mean. */
  readonly event?: string;
}

/**
 * How sure the ranking is that the question is one of ours and that the first candidate answers it.
 * `sure`: answer with the first. `nearly`: offer the first three. `none`: say that it is not known.
 */
export type Confidence = 'sure' | 'nearly' | 'none';

export interface Ranking {
  /** Best first, at most ten; also given with `none`, for the nearest answers on a ticket. */
  readonly candidates: readonly Candidate[];
  readonly confidence: Confidence;
  /** Probability, 0 to 1, that the question is one that the collection answers. */
  readonly ours: number;
  /** Words that were put right, as they were read. */
  readonly readAs: readonly string[];
}

/** A document that was found, with what speaks for it. */
export interface Found {
  readonly entry: IndexedDocument;
  readonly evidence: Evidence;
  readonly score: number;
}

const reranked = 24;
const kept = 10;
/**
 * From this probability that the first candidate is the answer it is given alone, and from this one that the answer is among the
 * first three they are offered. The more ways of asking are on record for a candidate, the likelier another question meets one by
 * chance: of the second number to each. What speaks of another trade is held to the third. Chosen by leaving out one collection
 * after the other, so that of what is nobody's business hardly any is answered and a choice is offered rather than nothing.
 */
const leastSure: Bar = { bare: 0.8, rich: 0.93, foreign: 0.95 };
const leastOffered: Bar = { bare: 0.15, rich: 0.18, foreign: 0.5 };

interface Bar {
  readonly bare: number;
  readonly rich: number;
  readonly foreign: number;
}
/** It is given alone only when it is likelier than all other candidates together. */
const leastAhead = 0.52;
/** Asked in the very words that are on record for it, it is the answer whatever the rest of the collection is like. */
const sameWords = 0.97;

/**
 * Ranks all documents as answers to a question: found by MiniSearch (BM25 over stems and meanings), weighed one by
 * one, then judged whether the question is ours at all. Of several sentences the one that is answered best counts.
 * @param text as it was typed; only the first 80 words of a sentence are read
 * @param now for events that fit alike: the next to come is meant, else the latest that was
 */
export function rank(index: KnowledgeIndex, text: string, now?: Date): Ranking {
  const read = text.slice(0, mostLetters);
  const sentences = sentencesOf(read);
  const readings = sentences.length > 1 ? [sentences.join(' '), ...sentences] : [sentences[0] ?? read];
  const [first, ...others] = readings.map((reading) => rankReading(index, reading, now));
  if (!first) throw new Error('A text without any reading: give at least the text itself');
  return others.reduce((best, other) => (isSurer(other, best) ? other : best), first);
}

const mostLetters = 4_000;
const sureness: readonly Confidence[] = ['none', 'nearly', 'sure'];

function isSurer(one: Ranking, other: Ranking): boolean {
  const ahead = sureness.indexOf(one.confidence) - sureness.indexOf(other.confidence);
  return ahead > 0 || (ahead === 0 && one.ours > other.ours);
}

function rankReading(index: KnowledgeIndex, text: string, now: Date | undefined): Ranking {
  const question = readQuestion(text, index);
  const subjects = findSubjects(index, question, now);
  const readAs = question.words.filter((_, position) => question.corrected.has(position));
  if (subjects.length === 0) return { candidates: [], confidence: 'none', ours: 0, readAs };
  const grounds = groundsOf(question, subjects, index);
  const ours = restsOnGuess(question, grounds) ? 0 : probability(grounds, offeringWeights);
  return {
    candidates: subjects.slice(0, kept).map(candidateOf),
    confidence:
      ours > 0 && isSure(grounds)
        ? 'sure'
        : ours >= least(leastOffered, grounds, shareOfForeign(grounds))
          ? 'nearly'
          : 'none',
    ours,
    readAs,
  };
}

/** Nothing is said but short words that were put right. Many a short word is near to one that is no word at all. */
function restsOnGuess({ words, corrected }: Question, { phrase }: Grounds): boolean {
  const isGuess = words.every((word, at) => (corrected.has(at) && word.length < longEnough) || isGrammar(word));
  return corrected.size > 0 && isGuess && phrase < sameWords;
}

const longEnough = 6;

function isSure(grounds: Grounds): boolean {
  if (grounds.ahead < leastAhead) return false;
  if (grounds.phrase >= sameWords) return true;
  // Where, when or how much: the answer leaves unsaid what was asked for, however much else of the question it has.
  if (grounds.elsewhere > 0 || grounds.unsaid > 0) return false;
  return probability(grounds, answeringWeights) >= least(leastSure, grounds, grounds.anyForeign);
}

/** For a choice it matters how much of the question is of another trade: to the next partnership it may be no other. */
function shareOfForeign({ foreign }: Grounds): number {
  return Math.min(1, 2 * foreign);
}

/** @param share how far the question speaks of another trade, 0 to 1 */
function least({ bare, rich, foreign }: Bar, { ways }: Grounds, share: number): number {
  return Math.max(bare + (rich - bare) * ways, bare + (foreign - bare) * share);
}

/** Finds and weighs what may answer a question: best first, events behind their series. */
export function findSubjects(
  index: KnowledgeIndex,
  question: Question,
  now?: Date,
  weights: RankingWeights = rankingWeights,
): Subject<Found>[] {
  const terms = question.terms;
  if (terms.size === 0) return [];
  const hits = index.search.search([...terms.keys()].join(' '), { boostTerm: (term) => terms.get(term) ?? 0 });
  const top = hits[0]?.score ?? 1;
  const found: Found[] = [];
  for (const hit of hits.slice(0, reranked)) {
    const entry = index.documentAt(Number(hit.id));
    if (!entry) continue;
    const evidence = evidenceFor(question, entry, hit.score / top);
    found.push({ entry, evidence, score: weigh(evidence, weights) });
  }
  found.sort((a, b) => b.score - a.score || (a.entry.document.slug < b.entry.document.slug ? -1 : 1));
  return foldEvents(found, (slug) => seriesOf(index, slug), now);
}

function seriesOf(index: KnowledgeIndex, slug: string): IndexedDocument | undefined {
  const position = index.series.get(slug);
  return position === undefined ? undefined : index.documentAt(position);
}

/** What speaks for and against the question being ours, seen from the first of at least one subject. */
export function groundsOf(question: Question, subjects: readonly Subject<Found>[], index: KnowledgeIndex): Grounds {
  const [first] = subjects;
  if (!first) throw new Error('Nothing was found to judge the question by: ask only when there is a subject');
  const entries = first.by.entry === first.entry ? [first.entry] : [first.entry, first.by.entry];
  const best = {
    evidence: first.by.evidence,
    named: { has: (token: string) => entries.some(({ named }) => named.has(token)) },
    anywhere: { has: (token: string) => entries.some(({ named, said }) => named.has(token) || said.has(token)) },
    phrases: entries.flatMap(({ phrases }) => phrases),
    tells: { has: (one: Told) => entries.some(({ tells }) => tells.has(one)) },
  };
  return groundsFor(question, best, aheadOf(subjects), index);
}

/** The ranking's weights are those of a multinomial logit, so its scores are log-odds. */
function aheadOf(subjects: readonly Subject<Found>[]): LeadingChances {
  const top = subjects[0]?.by.score ?? 0;
  const odds = subjects.map(({ by }) => Math.exp(by.score - top));
  const sum = (those: readonly number[]) => those.reduce((total, one) => total + one, 0);
  return { first: 1 / sum(odds), three: sum(odds.slice(0, 3)) / sum(odds) };
}

function weigh(evidence: Evidence, weights: RankingWeights): number {
  let score = 0;
  for (const [name, value] of Object.entries(evidence) as [keyof Evidence, number][]) score += weights[name] * value;
  return score;
}

/** What speaks for a question differs with the ways of asking on record: the more there are, the more "rich" counts. */
function probability({ ways, ...grounds }: Grounds, { bare, rich }: Gate): number {
  const weightOf = (name: keyof JudgingWeights) => bare[name] + (rich[name] - bare[name]) * ways;
  let sum = weightOf('constant');
  for (const [name, value] of Object.entries(grounds) as [keyof typeof grounds, number][])
    sum += weightOf(name) * value;
  return 1 / (1 + Math.exp(-sum));
}

function candidateOf({ entry, by }: Subject<Found>): Candidate {
  const { slug, kind } = entry.document;
  const event = by.entry === entry ? {} : { event: by.entry.document.slug };
  return { slug, kind, score: by.score, ...event };
}
