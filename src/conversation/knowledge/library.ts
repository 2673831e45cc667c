import { countCommits } from '../../app/commit.js';
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

/** Everything that questions are answered from, as last read. */
export interface Library {
  readonly index: KnowledgeIndex;
  /** Published articles by slug. */
  readonly articles: ReadonlyMap<string, ArticleRecord>;
  /** Series that are not drafts, by slug. */
  readonly series: ReadonlyMap<string, SeriesFacts>;
  /** Everything that can answer, by kind and slug as `documentKey` joins them. */
  readonly documents: ReadonlyMap<string, KnowledgeDocument>;
  readonly version: string;
}

interface Shelf {
  library: Library | undefined;
  /** When the database was last checked for changes, by the monotonic clock, in milliseconds. */
  checkedAt: number;
  /** How many changes this process had made at that check. */
  commits: number;
  /** A read or check in progress, shared by concurrent questions. */
  pending: Promise<Library> | undefined;
}

function emptyShelf(): Shelf {
  return { library: undefined, checkedAt: 0, commits: 0, pending: undefined };
}

/** How often to check whether another copy of the service has changed a record, in milliseconds. */
const checkEveryMs = 3_000;

/** How long a question waits for a newer library before the cached one is used, in milliseconds. */
const patienceMs = 1_000;

/**
 * The library, read at the first question and rebuilt when a record has changed, which is checked at most every few
 * seconds. A change in this process is seen by the very next question.
 */
export async function openLibrary(core: Core): Promise<Library> {
  const shelf = shelfOf(core);
  const { library } = shelf;
  if (!library) return refresh(core, shelf);
  if (shelf.commits !== countCommits(core)) {
    // What is being read may be from before the change.
    shelf.pending = undefined;
    return refresh(core, shelf).catch(() => library);
  }
  if (performance.now() - shelf.checkedAt <= checkEveryMs) return library;
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<Library>((resolve) => {
    timer = setTimeout(() => resolve(library), patienceMs);
  });
  // If the database does not answer, the cached library is used.
  const fresh = refresh(core, shelf).catch(() => library);
  try {
    return await Promise.race([fresh, patience]);
  } finally {
    clearTimeout(timer);
  }
}

export function documentKey(kind: KnowledgeDocument['kind'], slug: string): string {
  return `${kind}:${slug}`;
}

/** @param keys as `documentKey` makes them, with spaces between; what is published no longer is left out */
export function documentsOfKeys({ documents }: Library, keys: string): readonly KnowledgeDocument[] {
  return keys.split(' ').flatMap((key) => documents.get(key) ?? []);
}

function shelfOf({ memory }: Core): Shelf {
  return memory.of(emptyShelf);
}

function refresh(core: Core, shelf: Shelf): Promise<Library> {
  if (shelf.pending) return shelf.pending;
  shelf.commits = countCommits(core);
  const reading = read(core, shelf.library);
  const pending = reading
    .then((library) => {
      // A question that came after a change reads anew; what was read before is not kept.
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
