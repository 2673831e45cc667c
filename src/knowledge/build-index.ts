import MiniSearch from 'minisearch';
import { isGrammar } from './common-words.js';
import type { Rarity } from './coverage.js';
import type { KnowledgeDocument } from './document.js';
import { collectSpellings, type Spellings } from './spelling.js';
import { thesaurusWords } from './thesaurus.js';
import { type ParsedText, parseText } from './units.js';
import { splitWords } from './words.js';

/** A document taken apart for ranking. */
export interface IndexedDocument {
  readonly document: KnowledgeDocument;
  /** Its title, question and aliases, each on its own. */
  readonly phrases: readonly ParsedText[];
  /** Stems and meanings of all its phrases. */
  readonly named: ReadonlySet<string>;
  /** Stems and meanings of its text. */
  readonly said: ReadonlySet<string>;
}

/** All that ranking needs; immutable. Build a new one when a record changes. */
export interface KnowledgeIndex {
  readonly documents: readonly IndexedDocument[];
  /** The series among them, by slug. */
  readonly series: ReadonlyMap<string, IndexedDocument>;
  readonly search: MiniSearch<SearchRow>;
  /** In how many subjects a stem or meaning occurs. */
  readonly rarity: Rarity;
  readonly spellings: Spellings;
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
  const indexed = documents.map(indexDocument);
  const words = new Set(thesaurusWords);
  for (const { document } of indexed) for (const word of wordsOf(document)) words.add(word);
  const search = new MiniSearch<SearchRow>({
    fields: ['named', 'said'],
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
    searchOptions: { boost: { named: 2.5 } },
  });
  search.addAll(indexed.map(searchRow));
  const series = indexed.filter(({ document }) => document.kind === 'series');
  return {
    documents: indexed,
    series: new Map(series.map((entry) => [entry.document.slug, entry])),
    search,
    rarity: countSubjects(indexed),
    spellings: collectSpellings(words),
  };
}

/** A series and its events are one subject: many rounds of a briefing do not make "briefing" a common word. */
function countSubjects(entries: readonly IndexedDocument[]): Rarity {
  const subjects = new Map<string, Set<string>>();
  for (const { document, named, said } of entries) {
    const subject = document.series ? `series ${document.series}` : `${document.kind} ${document.slug}`;
    const tokens = subjects.get(subject) ?? new Set();
    for (const token of named) tokens.add(token);
    for (const token of said) tokens.add(token);
    subjects.set(subject, tokens);
  }
  const frequency = new Map<string, number>();
  for (const tokens of subjects.values()) {
    for (const token of tokens) frequency.set(token, (frequency.get(token) ?? 0) + 1);
  }
  return { frequency, total: subjects.size };
}

function indexDocument(document: KnowledgeDocument): IndexedDocument {
  const phrases = phrasesOf(document).map(parseText);
  const named = new Set(phrases.flatMap((phrase) => [...phrase.tokens]));
  return { document, phrases, named, said: parseText(document.text).tokens };
}

function phrasesOf(document: KnowledgeDocument): string[] {
  return [...new Set([document.title, document.question ?? document.title, ...document.aliases])];
}

function wordsOf(document: KnowledgeDocument): string[] {
  return splitWords([...phrasesOf(document), document.text].join(' \n '));
}

function searchRow(entry: IndexedDocument, id: number): SearchRow {
  const content = (tokens: Iterable<string>) => [...tokens].filter((token) => !isGrammar(token)).join(' ');
  return { id, named: content(entry.phrases.flatMap((phrase) => [...phrase.tokens])), said: content(entry.said) };
}
