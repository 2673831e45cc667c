import type { Without } from '../../domain/figures/figures-query.js';
import { tokensOf } from '../tokens.js';
import { dayVocabulary, type FigureDays, figureDaysInWords } from './figure-days.js';
import { limitsIn } from './figure-limits.js';
import {
  type FigureNames,
  type FigurePhrases,
  type NamesFound,
  namesInTokens,
  phrasesOf,
  singular,
  spelt,
} from './figure-names.js';
import { type FigureWords, figureVocabulary, figureWordsIn } from './figure-words.js';
import { leftOutIn } from './left-out.js';
import { withTitleWords } from './title-words.js';

/** What is read against. */
export interface FiguresView {
  readonly names: FigureNames;
  readonly now: Date;
  /** IANA name. */
  readonly zone: string;
}

/** A message in its parts, before it is made a query. */
export interface Parts {
  readonly days: FigureDays;
  readonly found: NamesFound;
  readonly words: FigureWords;
  readonly typed: readonly string[];
  /** What it bounds itself by, which no query holds: "more than one", "rather than Eastholm". */
  readonly limits: readonly string[];
  readonly without: Without | undefined;
  readonly known: FigurePhrases;
}

export function partsOf(text: string, { names, now, zone }: FiguresView): Parts {
  const known = phrasesOf(names);
  const lexicon = [dayVocabulary, figureVocabulary, known.words];
  const mended = text
    .replace(/\bv\.?(?= )/gi, 'versus')
    .replace(/(?<!\b(?:came|come|comes|coming|go|went|are|is|were|was) )\b(?:way )?back (?=in |at |on )/gi, '')
    .replace(/%/g, ' per cent ')
    .replace(/\b(?:figs|yrs?|avg|pct|approx|attnd)\b/gi, (short) => inFull[short.toLowerCase()] ?? short)
    .replace(/[A-Za-z']{5,}/g, (word) => spelt(word.toLowerCase(), lexicon));
  const { rest: unbounded, limits: bounds, exclusions } = limitsIn(mended);
  const { without, beyond } = leftOutIn(exclusions, known);
  const limits = [...bounds, ...beyond];
  const { hidden, shown } = hideTimelyNames(unbounded, names, now, zone);
  const days = figureDaysInWords(hidden, now, zone);
  const tokens = tokensOf(shown(days.rest)).map((token) => spelt(token, lexicon));
  const found = withTitleWords(namesInTokens(tokens, known), known);
  const { rest, kinds } = qualified(found, known);
  const words = figureWordsIn(rest);
  const named = { ...found, kinds };
  const isOfSchools = asksOfSchools(named, words, days);
  const left = isOfSchools && without ? { ...without, ...whereSchoolsAre(without, names) } : without;
  const where = isOfSchools ? { ...named, ...whereSchoolsAre(named, names) } : named;
  return { days, found: where, words, typed: tokensOf(text), limits, without: left, known };
}

/** What people write short. */
const inFull: Readonly<Record<string, string>> = {
  figs: 'figures',
  yr: 'year',
  yrs: 'years',
  avg: 'average',
  pct: 'per cent',
  approx: 'about',
  attnd: 'attendance',
};

/** A project called "Talk first" or a series called "Spring forum" says no time: its name is kept from whoever reads days. */
function hideTimelyNames(text: string, { series, projects }: FigureNames, now: Date, zone: string) {
  const said = text.toLowerCase();
  const timely = [...series, ...projects]
    .flatMap(({ name, aliases }) => [name, ...aliases])
    .filter((name) => said.includes(name.toLowerCase()))
    .filter((name) => figureDaysInWords(name, now, zone).times.length > 0)
    .sort((one, other) => other.length - one.length);
  const place = (at: number) => `qqname${at}qq`;
  return {
    hidden: timely.reduce((left, name, at) => replaceWords(left, name, place(at)), text),
    shown: (rest: string) => timely.reduce((left, name, at) => replaceWords(left, place(at), name), rest),
  };
}

function replaceWords(text: string, words: string, by: string): string {
  const pattern = words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, 'giu'), () => by);
}

/** Of schools as such, not of anything that was held. */
function asksOfSchools(found: NamesFound, words: FigureWords, days: FigureDays): boolean {
  const ofProject = found.subjects.length > 0 && found.subjects.every(({ kind }) => kind === 'project');
  const held = found.subjects.length + found.kinds.length > 0 || words.ofEvents || days.times.length > 0 || days.soFar;
  return ofProject || (words.schools && !held);
}

/** Of schools as such, a town says where they are; nothing is held there. */
function whereSchoolsAre(
  found: Pick<NamesFound, 'places' | 'areas'>,
  names: FigureNames,
): Pick<NamesFound, 'places' | 'areas'> {
  const isArea = (name: string) => names.areas.includes(name);
  return {
    places: found.places.filter((name) => !isArea(name)),
    areas: [...found.areas, ...found.places.filter(isArea)],
  };
}

/** "Annual" and "success" say which conference or workshop it is; they are taken out. */
function qualified(found: NamesFound, known: FigurePhrases): { rest: string[]; kinds: string[] } {
  const kinds = found.kinds.flatMap((kind) => known.kinds.get(kind) ?? []);
  if (kinds.length === 0) return { rest: [...found.rest], kinds: [] };
  const qualifiers = new Map(
    known.names.series
      .filter(({ slug }) => kinds.includes(slug))
      .map(({ slug, name }) => [slug, new Set(tokensOf(name).slice(0, -1).map(singular))]),
  );
  const has = (slug: string, word: string) => qualifiers.get(slug)?.has(singular(word)) ?? false;
  const said = found.rest.filter(
    (word) => kinds.some((slug) => has(slug, word)) && !/^(heads?|governors?)$/.test(word),
  );
  const narrowed = kinds.filter((slug) => said.some((word) => has(slug, word)));
  return { rest: found.rest.filter((word) => !said.includes(word)), kinds: narrowed.length > 0 ? narrowed : kinds };
}

/** Words of which nothing is known, and those that ask what no record counts. */
export function strangeIn({ words, typed, limits }: Parts): string[] {
  // Who came to every one of several is no sum of those who came to each.
  const together = / (?:to|attended|in|both) (every|both|all|most|half|some|none) /.exec(` ${typed.join(' ')} `)?.[1];
  const summed = words.operations.includes('sum');
  return [
    ...limits,
    ...words.beyond,
    ...words.unknown,
    ...words.elsewhere,
    ...(together && !summed && words.ofEvents ? [together] : []),
  ];
}

/** How many schools there are of a kind in a place: nothing that was held, and no project. */
export function isRollQuestion({
  words,
  found,
  days,
  typed,
}: Pick<Parts, 'words' | 'found' | 'days' | 'typed'>): boolean {
  const nothingHeld = found.subjects.length === 0 && found.kinds.length === 0 && days.times.length === 0 && !days.soFar;
  // "How many schools do we have", all of them.
  const ofAll = /\bhow many schools (?:(?:do|have) (?:we|you)(?: have| got)?|(?:are|is) (?:we|there in))(?= |$)/;
  const where =
    (ofAll.test(typed.join(' ')) && words.phases.length === 0 && !words.academies) ||
    found.areas.length > 0 ||
    words.by.some((by) => ['locality', 'district', 'authority', 'phase', 'trust'].includes(by));
  // "Primaries in Northgate", and nothing else is said.
  const isKindInPlace = found.areas.length > 0 && (words.phases.length > 0 || words.academies);
  return (
    nothingHeld &&
    words.schools &&
    where &&
    words.measures.length === 0 &&
    (words.counts || words.operations.length > 0 || isKindInPlace)
  );
}
