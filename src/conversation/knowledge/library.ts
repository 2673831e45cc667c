import type { Core } from '../../app/core.js';
import {
  type ArticleRecord,
  type KnowledgeRecords,
  knowledgeVersion,
  readKnowledge,
} from '../../app/knowledge/knowledge-records.js';
import type { SeriesFacts } from '../../app/programme/series.js';
import { sayMonth } from '../../domain/when.js';
import { buildIndex, type KnowledgeIndex } from '../../knowledge/build-index.js';
import type { KnowledgeDocument } from '../../knowledge/document.js';
import {
  documentOfArticle,
  documentOfEvent,
  documentOfProject,
  documentOfSeries,
} from '../../knowledge/documents-of-records.js';

/** What can be answered from, as it was when it was last read. */
export interface Library {
  readonly index: KnowledgeIndex;
  /** Published articles by slug. */
  readonly articles: ReadonlyMap<string, ArticleRecord>;
  /** Series that are no drafts, by slug. */
  readonly series: ReadonlyMap<string, SeriesFacts>;
  /** Everything that can answer, by kind and slug as `documentKey` joins them. */
  readonly documents: ReadonlyMap<string, KnowledgeDocument>;
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

/** How long a question waits for a newer library before it is answered from the one that is here, in milliseconds. */
const patienceMs = 1_000;

/**
 * The library, read at the first question and built again when a record has changed: at most every few seconds a question
 * asks the database whether anything did. A change made in this process calls `forgetLibrary`, so that it is seen by the very
 * next question.
 */
export async function openLibrary(core: Core): Promise<Library> {
  const shelf = shelfOf(core);
  const { library } = shelf;
  if (!library) return refresh(core, shelf);
  if (performance.now() - shelf.checkedAt <= checkEveryMs) return library;
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<Library>((resolve) => {
    timer = setTimeout(() => resolve(library), patienceMs);
  });
  // A database that does not answer is found out by whoever needs it; the library that is here still answers.
  const fresh = refresh(core, shelf).catch(() => library);
  try {
    return await Promise.race([fresh, patience]);
  } finally {
    clearTimeout(timer);
  }
}

/** After a change of this process: the next question waits for the new library. */
export function forgetLibrary(core: Core): void {
  const shelf = shelfOf(core);
  shelf.library = undefined;
  shelf.pending = undefined;
}

export function documentKey(kind: KnowledgeDocument['kind'], slug: string): string {
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
  return { ...libraryOf(await readKnowledge(core.prisma), core.timeZone), version };
}

/** @param zone IANA name, for the month that an event is known by */
function libraryOf(records: KnowledgeRecords, zone: string): Omit<Library, 'version'> {
  const { articles, projects, series, events } = records;
  const documents = [
    ...articles.map(documentOfArticle),
    ...projects.map(documentOfProject),
    ...series.map(documentOfSeries),
    ...events.map((event) =>
      documentOfEvent({ ...event, ...(event.startsAt ? { month: sayMonth(event.startsAt, zone) } : {}) }),
    ),
  ];
  return {
    index: buildIndex(documents),
    articles: new Map(articles.map((article) => [article.slug, article])),
    series: new Map(series.map((one) => [one.slug, one])),
    documents: new Map(documents.map((document) => [documentKey(document.kind, document.slug), document])),
  };
}
