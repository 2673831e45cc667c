import MiniSearch from 'minisearch';
import { isGrammar } from './common-words.js';
import { type Kin, type Rarity, type WeighedUnit, weighUnit } from './coverage.js';
import type { KnowledgeDocument } from './document.js';
import { findForeignTopics } from './foreign-topics.js';
import { isPlaceName } from './places.js';
import { collectSpellings, type Spellings } from './spelling.js';
import { thesaurusWords } from './thesaurus.js';
import { type Told, toldBy } from './told.js';
import { parseWords, tokensOf, type Unit } from './units.js';
import { type Neighbourhood, neighboursOf, openNeighbourhood } from './word-vectors.js';
import { splitWords, stemOf } from './words.js';

/** A title, question or alias, split into weighted units. */
export interface Phrase {
  readonly units: readonly WeighedUnit[];
  /** Each once. */
  readonly tokens: readonly string[];
}

/** A document prepared for ranking. */
export interface IndexedDocument {
  readonly document: KnowledgeDocument;
  /** Its title, question and aliases, each separately. */
  readonly phrases: readonly Phrase[];
  /** Stems and meanings of all its phrases. */
  readonly named: ReadonlySet<string>;
  /** Stems and meanings of its text. */
  readonly said: ReadonlySet<string>;
  /** What of time, number and money it tells. */
  readonly tells: ReadonlySet<Told>;
}

/** All that ranking needs; immutable. Build a new one when a record changes. */
export interface KnowledgeIndex {
  /** Prepared when first needed, so that a large collection is quick to build. */
  readonly documentAt: (position: number) => IndexedDocument | undefined;
  /** Positions of the series, by slug. */
  readonly series: ReadonlyMap<string, number>;
  readonly search: MiniSearch<SearchRow>;
  readonly rarity: Rarity;
  readonly spellings: Spellings;
  /** Subjects of other trades that several of the documents are about: here they are no other trade's. */
  readonly treated: ReadonlySet<string>;
  /** Stems of the documents that may stand for a stem, the nearest first. */
  readonly kinOf: (stem: string) => readonly Kin[];
}

interface SearchRow {
  readonly id: number;
  readonly named: string;
  readonly said: string;
}

/**
 * Builds the index over documents.
 * @param documents any order; two of one slug and kind are both kept
 */
export function buildIndex(documents: readonly KnowledgeDocument[]): KnowledgeIndex {
  const words = new Set(thesaurusWords);
  const subjects = new Map<string, Set<string>>();
  const search = new MiniSearch<SearchRow>({
    fields: ['named', 'said'],
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
    searchOptions: { boost: { named: 2.5 } },
  });
  const series = new Map<string, number>();
  for (const [id, document] of documents.entries()) {
    const phrases = phrasesOf(document);
    for (const word of splitWords([...phrases, document.text].join('\n'))) words.add(word);
    const named = phrases.map(tokensOf);
    const said = tokensOf(document.text);
    addToSubject(subjects, document, [...named, said]);
    search.add({ id, named: named.map(contentOf).join(' '), said: contentOf(said) });
    if (document.kind === 'series') series.set(document.slug, id);
  }
  const rarity = { ...countSubjects(subjects), naming: findNaming(documents) };
  return {
    documentAt: takeApart(documents, rarity),
    series,
    search,
    rarity,
    spellings: collectSpellings(words),
    treated: findTreated(documents),
    kinOf: findKin(rarity),
  };
}

function phrasesOf(document: KnowledgeDocument): string[] {
  return [...new Set([document.title, document.question ?? document.title, ...document.aliases])];
}

const contentOf = (tokens: ReadonlySet<string>) => [...tokens].filter((token) => !isGrammar(token)).join(' ');

/** A series and its events are one subject: many rounds of a briefing do not make "briefing" a common word. */
function addToSubject(
  subjects: Map<string, Set<string>>,
  document: KnowledgeDocument,
  texts: readonly ReadonlySet<string>[],
): void {
  const subject = document.series ? `series ${document.series}` : `${document.kind} ${document.slug}`;
  const tokens = subjects.get(subject) ?? new Set();
  for (const text of texts) for (const token of text) tokens.add(token);
  subjects.set(subject, tokens);
}

/** A word in the names of more than this share of documents identifies none of them. */
const mostNamed = 0.06;

function findNaming(documents: readonly KnowledgeDocument[]): Set<string> {
  const named = documents.filter(({ kind }) => kind !== 'event');
  const counts = new Map<string, number>();
  for (const { title, question = '' } of named) {
    for (const word of new Set(splitWords(`${title} ${question}`).map(stemOf))) {
      if (!isGrammar(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  const most = Math.max(2, named.length * mostNamed);
  return new Set([...counts].filter(([, count]) => count <= most).map(([word]) => word));
}

/** From this share of the documents on, and two of them, a subject is one of the collection's own. */
const leastTreated = 0.03;

function findTreated(documents: readonly KnowledgeDocument[]): Set<string> {
  const named = documents.filter(({ kind }) => kind !== 'event');
  const counts = new Map<string, number>();
  for (const { title, question = '' } of named) {
    const topics = findForeignTopics(splitWords(`${title} ${question}`)).map(({ topic }) => topic);
    for (const topic of new Set(topics)) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  }
  const least = Math.max(2, named.length * leastTreated);
  return new Set([...counts].filter(([, count]) => count >= least).map(([topic]) => topic));
}

function countSubjects(subjects: ReadonlyMap<string, ReadonlySet<string>>): Omit<Rarity, 'naming'> {
  const frequency = new Map<string, number>();
  for (const tokens of subjects.values()) {
    for (const token of tokens) frequency.set(token, (frequency.get(token) ?? 0) + 1);
  }
  return { frequency, total: subjects.size };
}

/** Below the first, two words are at best from the same field; from the second on, they mean the same. */
const leastLikeness = 0.35;
const fullLikeness = 0.8;
const mostKin = 12;
const rememberedKin = 5_000;

function findKin({ frequency }: Rarity): KnowledgeIndex['kinOf'] {
  let among: Neighbourhood | undefined;
  const known = new Map<string, readonly Kin[]>();
  return (stem) => {
    const found = known.get(stem);
    if (found) return found;
    // Counties are used alike, and none of them stands for another.
    if (isPlaceName(stem)) return [];
    among ??= openNeighbourhood([...frequency.keys()].filter((token) => !isGrammar(token)));
    const kin = neighboursOf(stem, among, leastLikeness, mostKin).map(({ stem: other, likeness }) => ({
      stem: other,
      nearness: Math.min(1, (likeness - leastLikeness) / (fullLikeness - leastLikeness)),
    }));
    if (known.size >= rememberedKin) known.clear();
    known.set(stem, kin);
    return kin;
  };
}

/**
 * So many documents are kept prepared, the latest asked about: all of a large collection would take hundreds of megabytes. The
 * larger it is, the more its index takes, and the fewer there are; a question looks at forty.
 */
const mostPrepared = (documents: number) => Math.max(50, Math.min(1_000, Math.round(2_500_000 / documents) - 200));

function takeApart(documents: readonly KnowledgeDocument[], rarity: Rarity): KnowledgeIndex['documentAt'] {
  const known = new Map<number, IndexedDocument>();
  const weighed = weighOnce(rarity);
  const most = mostPrepared(documents.length);
  return (position) => {
    const document = documents[position];
    if (!document) return undefined;
    const entry = known.get(position) ?? indexDocument(document, weighed);
    // The order of a map is that of being put in: the first is the one that was longest not asked for.
    known.delete(position);
    known.set(position, entry);
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    return entry;
  };
}

const rememberedUnits = 5_000;

/** The same words weigh the same wherever they stand: once in memory, and once looked at in a question. */
function weighOnce(rarity: Rarity): (unit: Unit) => WeighedUnit {
  const known = new Map<string, WeighedUnit>();
  return (unit) => {
    const key = [...unit.stems, ...unit.meanings.map(({ token, strength }) => `${token} ${strength}`)].join(' ');
    const weighed = known.get(key) ?? weighUnit(unit, rarity);
    if (known.size >= rememberedUnits) known.clear();
    known.set(key, weighed);
    return weighed;
  };
}

function indexDocument(document: KnowledgeDocument, weighed: (unit: Unit) => WeighedUnit): IndexedDocument {
  const phrases = phrasesOf(document).map((text) => {
    const { units, tokens } = parseWords(splitWords(text));
    return { units: units.map(weighed), tokens: [...tokens] };
  });
  const named = new Set(phrases.flatMap((phrase) => [...phrase.tokens]));
  return { document, phrases, named, said: tokensOf(document.text), tells: toldBy(document) };
}
