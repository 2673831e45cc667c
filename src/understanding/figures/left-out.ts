import type { Without } from '../../domain/figures/figures-query.js';
import { tokensOf } from '../tokens.js';
import type { Exclusion } from './figure-limits.js';
import { type FigurePhrases, namesInTokens, singular } from './figure-names.js';
import { figureWordsIn } from './figure-words.js';

/** What of the exclusions of a question the records can leave out, and those that they cannot, as they were typed. */
export interface LeftOut {
  readonly without: Without | undefined;
  readonly beyond: readonly string[];
}

/** Reads what is to be left out: "apart from the governor briefing", "without Eastholm", "not counting primaries". */
export function leftOutIn(exclusions: readonly Exclusion[], known: FigurePhrases): LeftOut {
  const read = exclusions.map((one) => ({ said: one.said, without: namedIn(one, known) }));
  const all = read.flatMap(({ without }) => without ?? []);
  const beyond = read.filter(({ without }) => !without).map(({ said }) => said);
  const [first] = all;
  if (!first) return { without: undefined, beyond };
  const academies = all.some((one) => one.academies);
  return {
    beyond,
    without: {
      subjects: all.flatMap(({ subjects }) => subjects),
      places: all.flatMap(({ places }) => places),
      areas: all.flatMap(({ areas }) => areas),
      phases: all.flatMap(({ phases }) => phases),
      ...(academies ? { academies: true as const } : {}),
    },
  };
}

/** @returns undefined where a word of it is not known, or it may be either of two */
function namedIn({ what }: Exclusion, known: FigurePhrases): Without | undefined {
  const tokens = tokensOf(what);
  const found = namesInTokens(tokens, known);
  const words = figureWordsIn(found.rest);
  const kinds = [...new Set(found.kinds)].map((kind) => known.kinds.get(kind) ?? []);
  // "The conference" is one, and there may be two of that kind; "conferences" are all of them.
  const isOne = found.kinds.some((kind) => tokens.some((token) => singular(token) === kind && token === kind));
  const isEither = kinds.some((slugs) => slugs.length > 1) && isOne;
  const isStrange =
    words.unknown.length + words.elsewhere.length + words.beyond.length + words.measures.length + words.by.length > 0;
  const ofProject = found.subjects.some(({ kind }) => kind === 'project');
  if (isEither || isStrange || ofProject || words.operations.length + words.audiences.length > 0) return undefined;
  const subjects = [...found.subjects, ...kinds.flat().map((slug) => ({ kind: 'series', slug }) as const)];
  const named = subjects.length + found.places.length + found.areas.length + words.phases.length;
  if (named === 0 && !words.academies) return undefined;
  return {
    subjects,
    places: found.places,
    areas: found.areas,
    phases: words.phases,
    ...(words.academies ? { academies: true as const } : {}),
  };
}
