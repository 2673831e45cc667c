import type { FiguresQuery, Measure, Operation, Subject, Times } from '../../domain/figures-query.js';
import { tokensOf } from '../tokens.js';
import { type FigureDays, figureDaysInWords, yearsLater } from './figure-days.js';
import {
  type Audience,
  type FigureNames,
  type FigurePhrases,
  type NamesFound,
  namesInTokens,
  phrasesOf,
  singular,
  spelt,
} from './figure-names.js';
import { type FigureWords, figureVocabulary, figureWordsIn } from './figure-words.js';

/** Why a question for a number cannot be answered as it stands. */
export type Unclear =
  /** Words of which nothing is known, or that cannot be counted by. */
  | { readonly why: 'words'; readonly words: readonly string[] }
  /** "Before covid": nobody can say the day. */
  | { readonly why: 'days'; readonly words: readonly string[] }
  /** Nothing says what it is about. */
  | { readonly why: 'subject'; readonly words: readonly string[] };

/** What a message asks of the records. */
export type FiguresRead =
  /** It asks for no number of ours. */
  | { readonly kind: 'none' }
  | { readonly kind: 'query'; readonly query: FiguresQuery }
  /** It asks for one; `near` is the question without what is not understood. */
  | { readonly kind: 'unclear'; readonly unclear: Unclear; readonly near: FiguresQuery };

/** What is read against. */
export interface FiguresView {
  readonly names: FigureNames;
  readonly now: Date;
  /** IANA name. */
  readonly zone: string;
}

/** A message in its parts, before it is made a query. */
interface Parts {
  readonly days: FigureDays;
  readonly found: NamesFound;
  readonly words: FigureWords;
  readonly typed: readonly string[];
  readonly known: FigurePhrases;
}

function partsOf(text: string, { names, now, zone }: FiguresView): Parts {
  const known = phrasesOf(names);
  const lexicon = [figureVocabulary, known.words];
  const mended = text.replace(/[A-Za-z']{5,}/g, (word) => spelt(word.toLowerCase(), lexicon));
  const days = figureDaysInWords(mended, now, zone);
  const tokens = tokensOf(days.rest).map((token) => spelt(token, lexicon));
  const found = namesInTokens(tokens, known);
  const { rest, kinds } = qualified(found, known);
  return { days, found: { ...found, kinds }, words: figureWordsIn(rest), typed: tokensOf(text), known };
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

/**
 * Reads a question for a number. Every word must be accounted for: what is not known makes it `unclear`, never another
 * question.
 * @param subject what it is about where the words name nothing
 */
export function readFigures(text: string, view: FiguresView, subject?: Subject): FiguresRead {
  const parts = partsOf(text, view);
  const { words, days } = parts;
  const strange = strangeIn(parts);
  if (!asksForNumber(parts, subject, strange)) return { kind: 'none' };
  const { subjects, unsure, clash } = subjectsMeant(parts, subject);
  const query = queryOf(parts, subjects, unsure);
  const unclear = (why: Unclear['why'], said: readonly string[]): FiguresRead => ({
    kind: 'unclear',
    unclear: { why, words: said },
    near: query,
  });
  if (days.vague) return unclear('days', [days.vague]);
  const fault = [...strange, ...clash, ...cannotBeAsked(words, query)];
  if (fault.length > 0) return unclear('words', [...new Set(fault)]);
  if (subjects.length === 0 && needsSubject(query)) return unclear('subject', []);
  return { kind: 'query', query };
}

function strangeIn({ words, typed }: Parts): string[] {
  // A number that is no time and counts nothing is not understood either.
  return words.unknown.map((word) => typed.find((one) => one === word) ?? word);
}

/** Whether it asks for a number that the records of events and projects hold. */
function asksForNumber(
  { words, days, found, typed }: Parts,
  given: Subject | undefined,
  strange: readonly string[],
): boolean {
  const named = found.subjects.length > 0 || found.kinds.length > 0 || given !== undefined;
  const anchored = named || found.places.length > 0 || days.times.length > 0 || days.soFar || found.areas.length > 0;
  const asks =
    words.counts ||
    words.operations.length > 0 ||
    words.by.length > 0 ||
    words.measures.some((one) => telling.has(one));
  if (words.elsewhere && !given) return false;
  if (
    words.operations.length > 0 &&
    !words.counts &&
    !words.ofEvents &&
    found.subjects.length + found.kinds.length === 0 &&
    strange.length > 0
  )
    return false;
  if (isRollQuestion({ words, found, days })) return strange.length === 0;
  if (given) return asks || words.measures.length > 0 || strange.length === 0;
  if (words.measures.includes('absent')) return words.schools && (words.counts || anchored) && strange.length === 0;
  // A date and an event, and nothing else: who came to it is what can be told.
  const bare =
    named &&
    days.times.some(({ kind }) => kind === 'stretch') &&
    strange.length === 0 &&
    !typed.some((word) => /^(who|when|where|what|why|is|are|next)$/.test(word));
  if (bare && words.measures.length === 0) return true;
  const strange2 = strange.length > 0 && !words.ofEvents && !named;
  return (
    asks && anchored && (words.ofEvents || named || words.measures.length > 0 || days.times.length > 0) && !strange2
  );
}

/** They ask for a number by themselves. */
const telling: ReadonlySet<Measure> = new Set<Measure>(['missed', 'walk-ins', 'turnout', 'school-share']);

/** How many schools there are of a kind in a place: nothing that was held, and no project. */
function isRollQuestion({ words, found, days }: Pick<Parts, 'words' | 'found' | 'days'>): boolean {
  const nothingHeld = found.subjects.length === 0 && found.kinds.length === 0 && days.times.length === 0 && !days.soFar;
  const where =
    found.areas.length > 0 ||
    words.by.some((by) => by === 'locality' || by === 'district' || by === 'phase' || by === 'trust');
  return (
    nothingHeld &&
    words.schools &&
    where &&
    words.measures.length === 0 &&
    (words.counts || words.operations.length > 0)
  );
}

interface Meant {
  readonly subjects: readonly Subject[];
  readonly unsure: boolean;
  /** Words that do not go together: heads, at a series for governors. */
  readonly clash: readonly string[];
}

function subjectsMeant(parts: Parts, given: Subject | undefined): Meant {
  const { found, words, known } = parts;
  const outright = distinct(found.subjects);
  if (outright.length > 0) return { subjects: outright, unsure: isEitherName(found), clash: clashOf(parts, outright) };
  const forThem = (slugs: readonly string[]) =>
    words.audiences.length === 0
      ? slugs
      : slugs.filter((slug) => words.audiences.some((audience) => isFor(known, slug, audience)));
  const ofKind = [...new Set(found.kinds)];
  if (ofKind.length > 0) {
    const meant = forThem(ofKind);
    const subjects = seriesOf(meant.length > 0 ? meant : ofKind);
    const several = new Set(parts.words.audiences).size > 1;
    return { subjects, unsure: subjects.length > 1 && !several, clash: meant.length > 0 ? [] : words.audiences };
  }
  if (given) return { subjects: [given], unsure: false, clash: clashOf(parts, [given]) };
  if (words.audiences.length === 0) return { subjects: [], unsure: false, clash: [] };
  const all = seriesOf(forThem(known.names.series.map(({ slug }) => slug)));
  return { subjects: all, unsure: true, clash: [] };
}

/** One phrase that names two things leaves it open which. */
function isEitherName({ subjects, rest }: NamesFound): boolean {
  return distinct(subjects).length > rest.filter((word) => word === '‹subject›').length;
}

function clashOf({ words, known }: Parts, subjects: readonly Subject[]): string[] {
  const series = subjects.filter(({ kind }) => kind === 'series');
  if (series.length === 0) return [];
  return words.audiences.filter((audience) => !series.some(({ slug }) => isFor(known, slug, audience)));
}

function isFor({ names }: FigurePhrases, slug: string, audience: Audience): boolean {
  const whom = names.series.find((one) => one.slug === slug)?.audience ?? [];
  if (whom.length === 0) return true;
  return whom.some(
    (position) => (audience === 'governors') === (position === 'governor' || position === 'chair_of_governors'),
  );
}

function seriesOf(slugs: readonly string[]): Subject[] {
  return [...new Set(slugs)].map((slug) => ({ kind: 'series', slug }));
}

function distinct(subjects: readonly Subject[]): Subject[] {
  return subjects.filter(
    (one, at) => subjects.findIndex(({ kind, slug }) => kind === one.kind && slug === one.slug) === at,
  );
}

function queryOf(parts: Parts, subjects: readonly Subject[], unsure: boolean): FiguresQuery {
  const { words, found } = parts;
  const ofProject = subjects.some(({ kind }) => kind === 'project') || words.by.includes('project');
  const roll = isRollQuestion(parts);
  const by = groupOf(parts, subjects, unsure);
  return {
    subjects,
    unsure,
    measure: roll ? 'on-roll' : measureOf(words, ofProject, parts),
    operation: operationOf(parts, by),
    ...(by ? { by } : {}),
    times: timesOf(parts),
    places: found.places,
    areas: found.areas,
    phases: words.phases,
    ...(words.academies ? { academies: true as const } : {}),
  };
}

function measureOf(
  { measures, schools, coming, operations }: FigureWords,
  ofProject: boolean,
  { days, found }: Parts,
): Measure {
  const has = (...any: Measure[]) => any.find((one) => measures.includes(one));
  const share = has('school-share', 'joined-share');
  if (ofProject) return has('joined-new') ?? (share ? 'joined-share' : (has('absent') ?? 'joined'));
  const ofKindOfSchool = schools && !has('booked', 'waiting', 'missed', 'walk-ins', 'turnout', 'different');
  const special = has('missed', 'walk-ins', 'waiting', 'turnout', 'absent', 'school-share', 'held', 'different');
  if (special) return special;
  if (has('booked') || ((coming || isOnlyComing(days)) && !has('attended'))) return 'booked';
  if (days.soFar && !has('attended') && operations.length === 0 && !ofKindOfSchool) return 'booked';
  if (ofKindOfSchool && isCountedNoun(found)) return 'schools';
  return 'attended';
}

/** "Schools" stands by itself, not as "schools in Boston" or "secondary heads". */
function isCountedNoun({ rest }: NamesFound): boolean {
  return (
    rest.some((word) => /^(schools?|academ\w+|primar\w+|secondar\w+|nurser\w+|specials)$/.test(word)) &&
    !rest.some((word) => /^(heads|headteachers?|people|leaders)$/.test(word))
  );
}

function isOnlyComing({ times }: FigureDays): boolean {
  return times.length > 0 && times.every(({ kind }) => kind === 'coming');
}

function groupOf({ words, found }: Parts, subjects: readonly Subject[], unsure: boolean): FiguresQuery['by'] {
  const [first] = words.by;
  if (first === 'event' && subjects.length === 0 && found.kinds.length === 0) return 'event';
  if (first) return words.by.find((by) => by !== 'event') ?? first;
  if (words.operations.some((one) => one === 'most' || one === 'least')) {
    if (found.places.length > 1) return 'venue';
    if (found.areas.length > 1) return found.areas.length > 0 ? 'locality' : undefined;
    if (subjects.length > 1 && !unsure) return 'series';
    return 'event';
  }
  return undefined;
}

function operationOf({ words, days, found }: Parts, by: FiguresQuery['by']): Operation {
  const said = new Set(words.operations);
  const sides = Math.max(days.times.length, found.places.length, found.areas.length);
  if (said.has('compare')) return 'compare';
  if (said.has('trend')) return sides > 1 && !by ? 'compare' : 'trend';
  if (said.has('mean')) return 'mean';
  if (said.has('most')) return 'most';
  if (said.has('least')) return 'least';
  return said.has('sum') ? 'sum' : 'value';
}

function timesOf({ days, words, found }: Parts): Times[] {
  const times = days.times.filter((one, at) => one.kind !== 'ever' || at === 0);
  const named = times.filter(({ kind }) => kind !== 'ever');
  if (named.length > 0) return named;
  if (words.coming || days.soFar)
    return days.times.length > 0
      ? [...days.times]
      : [
          {
            kind:
              words.coming || found.subjects.length + found.kinds.length + found.places.length > 0 ? 'coming' : 'any',
          },
        ];
  return times.length > 0 ? times : [{ kind: 'any' }];
}

/** Parts that no single query can hold. */
function cannotBeAsked(words: FigureWords, query: FiguresQuery): string[] {
  const operations = new Set(words.operations);
  const bounds = operations.has('most') && operations.has('least');
  const average =
    operations.has('mean') && (operations.has('most') || operations.has('least') || operations.has('sum'));
  const several = new Set(words.by.filter((by) => by !== 'event')).size > 1;
  const fresh = words.measures.includes('joined-new') && query.measure !== 'joined-new';
  return [
    ...(bounds ? ['most and least'] : []),
    ...(average ? ['average with most or total'] : []),
    ...(several ? ['by two things at once'] : []),
    ...(fresh ? ['new'] : []),
  ];
}

function needsSubject({ measure, times, operation, by, places }: FiguresQuery): boolean {
  if (measure === 'on-roll' || measure === 'absent' || by === 'project') return false;
  if (times.some(({ kind }) => kind === 'stretch')) return false;
  if (operation === 'most' || operation === 'least') return by === 'locality' || by === 'district';
  return places.length === 0;
}

/**
 * Reads a few words that lean on the figure told last: "and the year before?", "and boston?", "by locality?". What they
 * say takes the place of the same part of the question before; the rest of it stays.
 * @returns undefined when they do not, or hold a word that is not known
 */
export function readFiguresFollowUp(text: string, before: FiguresQuery, view: FiguresView): FiguresRead | undefined {
  const parts = partsOf(text, view);
  const { days, words, found } = parts;
  if (words.elsewhere || parts.typed.length > 12) return undefined;
  if (/\b(when|where|who|why|next|book|cancel)\b/.test(parts.typed.join(' '))) return undefined;
  const says =
    days.times.length +
    found.subjects.length +
    found.kinds.length +
    found.places.length +
    found.areas.length +
    words.measures.length +
    words.operations.length +
    words.by.length +
    words.phases.length +
    words.audiences.length;
  const leans = days.years !== undefined || days.rounds !== undefined;
  const schools = words.schools && /\bschools\b/.test(text.toLowerCase());
  if (says === 0 && !leans && !words.academies && !schools) return undefined;
  const near = merged(before, parts, view.zone);
  const strange = strangeIn(parts);
  if (strange.length > 0) return { kind: 'unclear', unclear: { why: 'words', words: strange }, near };
  return { kind: 'query', query: near };
}

function merged(before: FiguresQuery, parts: Parts, zone: string): FiguresQuery {
  const { days, words, found } = parts;
  const subjects = subjectsAfter(before, parts);
  const said = queryOf(parts, subjects, false);
  const counted = words.measures.length > 0 || words.schools;
  const operation = words.operations.length > 0 ? said.operation : before.operation;
  const byNow = words.by.length > 0 ? said.by : words.operations.length > 0 ? said.by : before.by;
  const by =
    operation === 'trend' || operation === 'compare' || (operation === 'mean' && words.operations.length > 0)
      ? words.by.length > 0
        ? byNow
        : undefined
      : byNow;
  const where = found.places.length > 0 || found.areas.length > 0;
  const { by: _, academies: __, ...kept } = before;
  return {
    ...kept,
    subjects,
    unsure: before.unsure && subjects === before.subjects,
    measure: counted ? said.measure : before.measure,
    operation: days.times.length > 1 && words.operations.length === 0 ? 'value' : operation,
    ...(by ? { by } : {}),
    times: timesAfter(before, parts, operation, zone),
    places: where ? found.places : before.places,
    areas: where ? found.areas : before.areas,
    phases: words.phases.length > 0 ? words.phases : before.phases,
    ...(words.academies || before.academies ? { academies: true as const } : {}),
  };
}

/** A stretch up to this long, in milliseconds, is of one round: a month or a term. */
const longestRoundMs = 160 * 86_400_000;

/** "And governors?" after a briefing for heads is the briefing for governors. */
function subjectsAfter(before: FiguresQuery, parts: Parts): readonly Subject[] {
  const meant = subjectsMeant(parts, undefined);
  if (meant.subjects.length === 0) return before.subjects;
  const { series } = parts.known.names;
  const lastWord = (slug: string) =>
    singular(tokensOf(series.find((one) => one.slug === slug)?.name ?? '').at(-1) ?? '');
  const [old] = before.subjects;
  if (parts.found.subjects.length === 0 && parts.found.kinds.length === 0 && old?.kind === 'series') {
    const sibling = meant.subjects.filter(({ slug }) => lastWord(slug) === lastWord(old.slug));
    if (sibling.length > 0) return sibling.some(({ slug }) => slug === old.slug) ? before.subjects : sibling;
  }
  return meant.subjects;
}

function timesAfter(
  before: FiguresQuery,
  { days, words, found }: Parts,
  operation: Operation,
  zone: string,
): readonly Times[] {
  const shift = days.years;
  // "More than last year?" holds what was told against the same a year before.
  const againstYear =
    days.times.length === 1 &&
    days.times.some((one) => one.kind === 'stretch' && one.stretch.orCalendarYear !== undefined);
  if (againstYear && (operation === 'compare' || operation === 'trend')) return before.times;
  if (days.times.length > 0) return days.times;
  if (shift !== undefined)
    return before.times.map((one) =>
      one.kind === 'stretch' ? { kind: 'stretch', stretch: yearsLater(one.stretch, shift, zone) } : one,
    );
  if (days.rounds !== undefined)
    return before.times.map((one) =>
      one.kind === 'last' ? { ...one, skip: Math.max(0, one.skip - (days.rounds ?? 0)) } : one,
    );
  // "Which was the best?" after one round asks of all of them.
  const widens = words.operations.length > 0 && operation !== 'value' && found.places.length === 0;
  const single = before.times.every(
    (one) => one.kind !== 'stretch' || one.stretch.to.getTime() - one.stretch.from.getTime() < longestRoundMs,
  );
  return widens && single ? [{ kind: 'any' }] : before.times;
}
