import type { Core } from '../../app/core.js';
import {
  type ArticleRecord,
  type KnowledgeRecord,
  knowledgeVersion,
  readKnowledge,
} from '../../app/knowledge-records.js';
import { buildIndex, type KnowledgeIndex } from '../../knowledge/build-index.js';
import type { KnowledgeDocument } from '../../knowledge/document.js';

/** What can be answered from, as it was when it was last read. */
export interface Library {
  readonly index: KnowledgeIndex;
  /** Published articles by slug. */
  readonly articles: ReadonlyMap<string, ArticleRecord>;
  /** Names of projects, series and events, by kind and slug as `titleKey` joins them. */
  readonly titles: ReadonlyMap<string, string>;
  readonly version: string;
}

interface Shelf {
  library: Library | undefined;
  /** When the database was last asked whether anything changed, by the machine's steady clock in milliseconds. */
  checkedAt: number;
  /** A reading or a check under way: whoever comes meanwhile waits for the same one. */
  pending: Promise<Library> | undefined;
}

/** One library for each open database. */
const shelves = new WeakMap<object, Shelf>();

/** Another copy of the service may have changed a record: asked again after so long, in milliseconds. */
const checkEveryMs = 3_000;

/**
 * The library, read at the first question and built again when a record has changed. A question does not wait for the
 * check of what other copies of the service changed: it is answered from what is here, and the next one from what is new.
 * A change made in this process calls `forgetLibrary`, so that it is seen by the very next question.
 */
export async function openLibrary(core: Core): Promise<Library> {
  const shelf = shelfOf(core);
  if (!shelf.library) return refresh(core, shelf);
  if (performance.now() - shelf.checkedAt > checkEveryMs) {
    // A database that does not answer now is found out by whoever needs it; the old library still answers.
    refresh(core, shelf).catch(() => undefined);
  }
  return shelf.library;
}

/** After a change of this process: the next question waits for the new library. */
export function forgetLibrary(core: Core): void {
  const shelf = shelfOf(core);
  shelf.library = undefined;
  shelf.pending = undefined;
}

/** Asks the database at once whether anything changed, and reads it when so. */
export async function freshLibrary(core: Core): Promise<Library> {
  return refresh(core, shelfOf(core));
}

export function titleKey(kind: KnowledgeDocument['kind'], slug: string): string {
  return `${kind}:${slug}`;
}

function shelfOf(core: Core): Shelf {
  const known = shelves.get(core.prisma);
  if (known) return known;
  const shelf: Shelf = { library: undefined, checkedAt: 0, pending: undefined };
  shelves.set(core.prisma, shelf);
  return shelf;
}

function refresh(core: Core, shelf: Shelf): Promise<Library> {
  if (shelf.pending) return shelf.pending;
  const reading = read(core, shelf.library);
  const pending = reading
    .then((library) => {
      // A change that came while this was read has taken it out of the shelf already: it is not put back.
      if (shelf.pending === pending) shelf.library = library;
      return library;
    })
    .finally(() => {
      if (shelf.pending === pending) shelf.pending = undefined;
    });
  shelf.pending = pending;
  shelf.checkedAt = performance.now();
  return pending;
}

async function read(core: Core, known: Library | undefined): Promise<Library> {
  // The version is read first: a change between the two is read twice rather than missed.
  const version = await knowledgeVersion(core.prisma);
  if (known?.version === version) return known;
  return libraryOf(await readKnowledge(core.prisma), version);
}

/** Builds a library from records. */
export function libraryOf(records: readonly KnowledgeRecord[], version: string): Library {
  const articles = records.filter((record): record is ArticleRecord => record.kind === 'article');
  return {
    index: buildIndex(records.map(documentOf)),
    articles: new Map(articles.map((article) => [article.slug, article])),
    titles: new Map(records.map((record) => [titleKey(record.kind, record.slug), titleOf(record)])),
    version,
  };
}

function titleOf(record: KnowledgeRecord): string {
  return record.kind === 'article' ? record.question : record.title;
}

function documentOf(record: KnowledgeRecord): KnowledgeDocument {
  if (record.kind !== 'article') return record;
  const { slug, question, aliases, answer } = record;
  return { kind: 'article', slug, title: question, question, aliases, text: answer };
}
