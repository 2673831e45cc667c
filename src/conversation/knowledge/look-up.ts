import { seriesHeldBetween } from '../../app/figures/figures.js';
import { readPartnership } from '../../app/setup/partnership.js';
import { isGrammar } from '../../knowledge/common-words.js';
import { type Candidate, type Ranking, rank } from '../../knowledge/rank.js';
import { splitWords, stemOf } from '../../knowledge/words.js';
import { inGeneralWords } from '../../understanding/own-names.js';
import { type WantedSchools, wantedSchools } from '../figures/schools/school-counts.js';
import { pastDaysInWords } from '../talk/past-days.js';
import type { RecordRef, TurnContext } from '../talk/turn-context.js';
import { plainWords } from '../talk/wording.js';
import { type Aspect, aspectInWords, kindsCounted, namesNothing } from './aspects.js';
import { documentKey, type Library, openLibrary } from './library.js';
import type { RecordQuestion } from './record-question.js';

/** How a question can be answered. */
export type Finding =
  | { readonly kind: 'article'; readonly slug: string }
  | { readonly kind: 'record'; readonly asked: RecordQuestion }
  /** Asks for a number of schools, which is counted in the records. */
  | { readonly kind: 'schools'; readonly wanted: WantedSchools }
  | { readonly kind: 'choices'; readonly choices: readonly Candidate[]; readonly aspect: Aspect | undefined }
  | { readonly kind: 'unknown' };

export interface LookedUp {
  readonly finding: Finding;
  readonly ranking: Ranking;
  readonly library: Library;
}

const offered = 3;

/** By question. */
const noLookUps = () => new Map<string, Promise<LookedUp>>();

/** Ranks articles, projects, series and events as answers to a question, and decides how it can be answered. */
export function lookUp(context: TurnContext, question: string): Promise<LookedUp> {
  const known = context.memory.of(noLookUps);
  const found = known.get(question) ?? lookUpNow(context, question);
  known.set(question, found);
  return found;
}

async function lookUpNow(context: TurnContext, question: string): Promise<LookedUp> {
  const library = await openLibrary(context.services.core);
  const ranked = rank(library.index, question, context.now);
  const ranking =
    (ranked.confidence === 'none' && (await rankByPastDays(context, library, question, ranked))) || ranked;
  const words = inGeneralWords(question, await readPartnership(context.services.core));
  return { finding: findingOf(library, ranking, question, plainWords(words)), ranking, library };
}

/**
 * "How many came in June 2017?" names no series, so it means every event at that time.
 * @returns undefined when the question names something else, or there was no event
 */
async function rankByPastDays(
  context: TurnContext,
  library: Library,
  question: string,
  ranked: Ranking,
): Promise<Ranking | undefined> {
  const words = plainWords(question);
  const aspect = aspectInWords(words);
  const days =
    aspect === 'attendance' || aspect === 'trend' ? pastDaysInWords(words, context.now, context.zone) : undefined;
  if (!days || !namesNothing(words.replace(days.words.toLowerCase(), ' '))) return undefined;
  const held = await seriesHeldBetween(context.services.core, days.from, days.to);
  const slugs = held.filter((slug) => library.documents.has(documentKey('series', slug)));
  if (slugs.length === 0) return undefined;
  const first = slugs.map((slug): Candidate => ({ kind: 'series', slug, score: 0 }));
  const others = ranked.candidates.filter(({ slug }) => !slugs.includes(slug));
  return {
    ...ranked,
    candidates: [...first, ...others],
    confidence: slugs.length === 1 ? 'sure' : 'nearly',
  };
}

/** @param words of the question, plain and without the partnership's own names */
function findingOf(library: Library, ranking: Ranking, question: string, words: string): Finding {
  const wanted = wantedSchools(words);
  if (wanted === 'elsewhere') return { kind: 'unknown' };
  if (wanted) return { kind: 'schools', wanted };
  const [best] = ranking.candidates;
  if (!best || ranking.confidence === 'none') return { kind: 'unknown' };
  // An article may answer a question about all schools; figures of one project or event cannot.
  if (best.kind !== 'article' && kindsCounted(words)) return { kind: 'unknown' };
  const aspect = aspectInWords(words);
  const asksForFigures = aspect !== undefined && ofFigures.has(aspect);
  if (ranking.confidence === 'nearly' && !(asksForFigures && isNamedIn(library, best, question)))
    return { kind: 'choices', choices: ranking.candidates.slice(0, offered), aspect };
  if (best.kind === 'article') return { kind: 'article', slug: best.slug };
  return { kind: 'record', asked: askOf(best, question, aspect) };
}

/** What only records hold: of a project or series that is named outright there is nothing else to be meant. */
const ofFigures: ReadonlySet<Aspect> = new Set<Aspect>(['attendance', 'trend', 'schools', 'rated']);

/** Whether the words have a project's or series' own name, or one of its other names, whole. */
export function isNamedIn(library: Library, { kind, slug }: RecordRef, question: string): boolean {
  if (kind === 'article') return false;
  const document = library.documents.get(documentKey(kind, slug));
  const stems = (text: string) => ` ${splitWords(text).map(stemOf).join(' ')} `;
  const said = stems(question);
  return document !== undefined && [document.title, ...document.aliases].some((name) => said.includes(stems(name)));
}

/** Whether the words have any word of a record's names: "governors" is of the briefing for governors, "busier than usual" of none. */
export function isToldOf(library: Library, { kind, slug }: RecordRef, words: string): boolean {
  const document = library.documents.get(documentKey(kind, slug));
  const stems = (text: string) =>
    splitWords(text)
      .filter((word) => !isGrammar(word))
      .map(stemOf);
  const own = new Set(document ? [document.title, ...document.aliases].flatMap(stems) : []);
  return stems(words).some((stem) => own.has(stem));
}

/** The question as one about a candidate. */
function askOf(
  candidate: RecordRef & { readonly event?: string },
  question: string,
  aspect: Aspect | undefined,
): RecordQuestion {
  const { kind, slug, event } = candidate;
  return { about: { kind, slug }, aspect, words: question, question, ...(event ? { event } : {}) };
}
