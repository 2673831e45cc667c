import { type Candidate, type Ranking, rank } from '../../knowledge/rank.js';
import type { RecordRef, Talk } from '../talk.js';
import { plainWords } from '../wording.js';
import { type Aspect, aspectInWords } from './aspects.js';
import { type Library, openLibrary } from './library.js';
import type { RecordQuestion } from './record-question.js';

/** Where a question leads. */
export type Finding =
  | { readonly kind: 'article'; readonly slug: string }
  | { readonly kind: 'record'; readonly asked: RecordQuestion }
  | { readonly kind: 'choices'; readonly choices: readonly Candidate[]; readonly aspect: Aspect | undefined }
  | { readonly kind: 'unknown' };

export interface LookedUp {
  readonly finding: Finding;
  readonly ranking: Ranking;
  readonly library: Library;
}

const offered = 3;

/** What was looked up in a turn: the understanding and the answer ask the same. */
const turns = new WeakMap<Talk, Map<string, Promise<LookedUp>>>();

/** Ranks articles, projects, series and events as answers to what was asked, and says where that leads. */
export function lookUp(talk: Talk, question: string): Promise<LookedUp> {
  const known = turns.get(talk) ?? new Map<string, Promise<LookedUp>>();
  turns.set(talk, known);
  const found = known.get(question) ?? lookUpNow(talk, question);
  known.set(question, found);
  return found;
}

async function lookUpNow(talk: Talk, question: string): Promise<LookedUp> {
  const library = await openLibrary(talk.desk.core);
  const ranking = rank(library.index, question, talk.now);
  return { finding: findingOf(ranking, question), ranking, library };
}

function findingOf(ranking: Ranking, question: string): Finding {
  const [best] = ranking.candidates;
  if (!best || ranking.confidence === 'none') return { kind: 'unknown' };
  const aspect = aspectInWords(plainWords(question));
  if (ranking.confidence === 'nearly')
    return { kind: 'choices', choices: ranking.candidates.slice(0, offered), aspect };
  if (best.kind === 'article') return { kind: 'article', slug: best.slug };
  return { kind: 'record', asked: askOf(best, question, aspect) };
}

/** The question as one about a candidate. */
export function askOf(
  candidate: RecordRef & { readonly event?: string },
  question: string,
  aspect: Aspect | undefined,
): RecordQuestion {
  const { kind, slug, event } = candidate;
  return { about: { kind, slug }, aspect, words: question, question, ...(event ? { event } : {}) };
}
