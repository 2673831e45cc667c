import { dayMs } from '../../domain/durations.js';
import type { FiguresQuery, Measure, Operation, Subject, Times } from '../../domain/figures/figures-query.js';
import { yearsLater } from '../../domain/figures/years-later.js';
import { tokensOf } from '../tokens.js';
import type { FigureDays } from './figure-days.js';
import { faultsOf } from './figure-faults.js';
import { type NamesFound, singular } from './figure-names.js';
import { type FiguresView, type Parts, partsOf, strangeIn } from './figure-parts.js';
import type { FigureWords } from './figure-words.js';
import { queryOf } from './query-of-parts.js';
import type { FiguresRead } from './read-figures.js';
import { lengthOf } from './stretches.js';
import { subjectsMeant } from './subjects-meant.js';

/**
 * Reads a few words that lean on the figure told last: "and the year before?", "and eastholm?", "by locality?". What they
 * say takes the place of the same part of the question before; the rest of it stays.
 * @returns undefined when they do not, or hold a word that is not known
 */
export function readFiguresFollowUp(text: string, before: FiguresQuery, view: FiguresView): FiguresRead | undefined {
  const parts = partsOf(text, view);
  const { days, words, found } = parts;
  if (words.elsewhere.length > 0 || parts.typed.length > 12) return undefined;
  const typed = parts.typed.join(' ');
  if (/\b(when|where|who|why|next|book|cancel)\b|^((please )?(tell|show|give) (me|us) )?more( please)?$/.test(typed))
    return undefined;
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
    words.audiences.length +
    (parts.without ? 1 : 0);
  const leans = days.years !== undefined || days.rounds !== undefined;
  const schools = words.schools && /\bschools\b/.test(text.toLowerCase());
  const ofPeople = words.counts && peopleAfter(before, parts) !== before.measure;
  if (says === 0 && !leans && !words.academies && !schools && !ofPeople) return undefined;
  const near = merged(before, parts, view.zone);
  const strange = strangeIn(parts);
  if (strange.length > 0) return { kind: 'unclear', unclear: { why: 'words', words: strange }, near };
  const fault = [
    ...(isBesideNothing(before, parts) ? ['the one after that'] : []),
    ...(isYearOfNone(before, parts) ? ['the year before'] : []),
    ...faultsOf(parts, near, before),
  ];
  if (fault.length > 0) return { kind: 'unclear', unclear: { why: 'beyond', words: fault }, near };
  return { kind: 'query', query: near };
}

function merged(before: FiguresQuery, parts: Parts, zone: string): FiguresQuery {
  const { days, words } = parts;
  const subjects = subjectsAfter(before, parts);
  const said = queryOf(ofTheSame(parts, before), subjects, before.unsure && subjects === before.subjects, zone);
  // "Just primaries" narrows what was counted; "and schools?" counts something else.
  const narrows = words.phases.length > 0 || words.academies;
  // "How many of them were primaries": of what was just counted.
  const ofThem = /\b(?:of|among) (?:them|those|these)\b/.test(parts.typed.join(' '));
  const counted = words.measures.length > 0 || (words.schools && ((words.counts && !ofThem) || !narrows));
  const operation = operationAfter(before, parts, said.operation);
  const by = groupAfter(before, parts, operation, said.by);
  const isOfAll = isTakenIn(before, parts) || isOfWhole(before, parts, said.operation);
  const { places, areas } = isOfAll ? { places: [], areas: [] } : whereNow(before, parts);
  const where = places.length > 0 || areas.length > 0;
  const { by: _, academies: __, without: ___, ...kept } = before;
  // "And in person", of those that came online.
  const stillThere = before.places.filter((name) => !parts.without?.places.includes(name));
  const without = isOfWhole(before, parts, said.operation) ? undefined : withoutNow(before, parts);
  return {
    ...kept,
    subjects,
    unsure: subjects === before.subjects ? before.unsure : isUnsure(subjects, parts),
    measure: counted ? measureAfter(before, parts, said.measure) : peopleAfter(before, parts),
    operation:
      (days.times.length > 1 || days.rounds !== undefined) && words.operations.length === 0 ? 'value' : operation,
    ...(by ? { by } : {}),
    times: timesAfter(before, parts, operation, zone),
    places: where && places.length > 0 ? places : isOfAll || (where && !isOfSchoolsAlone(before)) ? [] : stillThere,
    areas: where ? areas : isOfAll ? [] : before.areas,
    phases: words.phases.length > 0 ? words.phases : isOfAll ? [] : before.phases,
    ...(words.academies || (before.academies && !isOfAll) ? { academies: true as const } : {}),
    ...(without ? { without } : {}),
  };
}

/** By what it is broken down now. @param said by the words alone */
function groupAfter(
  before: FiguresQuery,
  { words }: Parts,
  operation: Operation,
  said: FiguresQuery['by'],
): FiguresQuery['by'] {
  if (words.by.length > 0) return said;
  const isOfAll =
    operation === 'trend' || operation === 'compare' || (operation === 'mean' && words.operations.length > 0);
  const isOutOfRank = operation === 'value' && (before.operation === 'most' || before.operation === 'least');
  if (isOfAll || isOutOfRank) return undefined;
  return words.operations.length > 0 && !isOfGroups(before, operation) ? said : (before.by ?? toldApartBy(before));
}

/** "How many schools is that", of what was booked, is of the schools that booked. */
function measureAfter(before: FiguresQuery, { words, typed }: Parts, said: Measure): Measure {
  if (before.measure === 'booked' && said === 'schools' && words.measures.length === 0) return 'booked-schools';
  // "What share is that" of people is of those who came, unless schools are said.
  const isOfPeople = before.measure === 'attended' && said === 'school-share' && !typed.includes('schools');
  return isOfPeople ? 'people-share' : said;
}

/** "How many people is that", of schools that were counted. */
function peopleAfter({ measure }: FiguresQuery, { typed }: Parts): Measure {
  if (!typed.some((word) => /^(?:people|heads|governors|leaders)$/.test(word))) return measure;
  if (measure === 'schools') return 'attended';
  return measure === 'booked-schools' ? 'booked' : measure;
}

/** Of those who stayed away the worst is the most, also where only "which was worst" is said. */
function ofTheSame(parts: Parts, { measure }: FiguresQuery): Parts {
  const { words, found } = parts;
  // "Which schools are in it" are those that are.
  const saysWhich = words.schools || found.subjects.length > 0;
  const isOfAway = (measure === 'missed' || measure === 'absent') && words.measures.length === 0 && !saysWhich;
  return isOfAway ? { ...parts, words: { ...words, measures: [measure] } } : parts;
}

/** "And with Eastholm?" after what was counted without it. */
function isTakenIn({ without }: FiguresQuery, { found, typed }: Parts): boolean {
  const left = new Set([...(without?.places ?? []), ...(without?.areas ?? [])]);
  const named = [...found.places, ...found.areas];
  return (
    named.length > 0 && named.every((name) => left.has(name)) && typed.some((word) => /^(?:with|including)$/.test(word))
  );
}

/** "And in total?" of what was told of one event at one place, or of the schools of one area. */
function isOfWhole(before: FiguresQuery, { found, words }: Parts, operation: Operation): boolean {
  const named = found.places.length + found.areas.length + words.by.length;
  return operation === 'sum' && named === 0 && isOfPart(before);
}

/** Of one round, and of a part of it alone. */
function isOfPart({ times, places, areas, phases, without }: FiguresQuery): boolean {
  const isOneRound = times.every((one) =>
    one.kind === 'stretch' ? lengthOf(one.stretch) < longestRoundMs : one.kind === 'last' && one.count === 1,
  );
  return (
    isOneRound &&
    places.length + areas.length + phases.length + (without?.places.length ?? 0) + (without?.areas.length ?? 0) > 0
  );
}

/** What was left out is still, until another place or kind of school is named. */
function withoutNow(before: FiguresQuery, { found, words, without }: Parts): FiguresQuery['without'] {
  const narrows = found.places.length + found.areas.length + words.phases.length > 0 || words.academies;
  return without ?? (narrows ? undefined : before.without);
}

/** "Which was the lowest?" of what was told by locality is one of those. */
function isOfGroups(before: FiguresQuery, operation: Operation): boolean {
  const by = before.by ?? toldApartBy(before);
  return by !== undefined && by !== 'event' && (operation === 'most' || operation === 'least');
}

/** Several that were named are told apart, though nothing said by what. */
function toldApartBy({ places, phases, subjects, unsure, operation }: FiguresQuery): FiguresQuery['by'] {
  if (operation === 'mean' || operation === 'trend') return undefined;
  if (places.length > 1) return 'venue';
  if (phases.length > 1) return 'phase';
  return subjects.length > 1 && !unsure ? 'series' : undefined;
}

/** Of the schools alone that stayed away, or of a share of them, a town is where they are. */
function isOfSchoolsAlone({ measure }: FiguresQuery): boolean {
  return measure === 'absent' || measure === 'school-share' || measure === 'people-share';
}

function whereNow(before: FiguresQuery, { found, known }: Parts): Pick<FiguresQuery, 'places' | 'areas'> {
  if (!isOfSchoolsAlone(before)) return found;
  const isArea = (name: string) => known.names.areas.includes(name);
  return {
    places: found.places.filter((name) => !isArea(name)),
    areas: [...found.areas, ...found.places.filter(isArea)],
  };
}

/** Of bookings, December is the next one: a year before it is the latest that was. */
function aheadOf({ stretch }: Extract<Times, { kind: 'stretch' }>, { measure }: FiguresQuery): number {
  return stretch.latest && (measure === 'booked' || measure === 'booked-schools' || measure === 'waiting') ? 1 : 0;
}

/** "And 2026?" after March 2025 is March 2026. */
function sameMonthIn(one: Times, { times: [old] }: FiguresQuery, zone: string): Times {
  const [year, month] = [/^in (20\d\d)$/, /^in [A-Z][a-z]+ (20\d\d)$/].map((pattern, at) => {
    const times = at === 0 ? one : old;
    return times?.kind === 'stretch' ? pattern.exec(times.stretch.said)?.[1] : undefined;
  });
  if (!year || !month || old?.kind !== 'stretch') return one;
  return { kind: 'stretch', stretch: yearsLater(old.stretch, Number(year) - Number(month), zone) };
}

/** "Is that up?" of an average is of the averages of that time and the same a year before. */
function isMeanAgainst({ operation, times }: FiguresQuery, { times: named }: FigureDays, said: Operation): boolean {
  const [only, ...others] = times;
  const isOfOne = only?.kind === 'stretch' && others.length === 0 && named.length === 0;
  return operation === 'mean' && (said === 'trend' || said === 'compare') && isOfOne;
}

/** "How many came to Eastholm in June" asks plainly; and of one alone of those that were ranked, nothing is the most. */
function isOfItself({ operation }: FiguresQuery, { counts, measures }: FigureWords, found: NamesFound): boolean {
  const isRank = operation === 'most' || operation === 'least';
  const isAsked = counts && measures.length > 0 && operation !== 'mean';
  return isAsked || (isRank && found.places.length + found.areas.length === 1);
}

/** "Is that up?" of one event holds it against the one a year before. */
function operationAfter(before: FiguresQuery, { words, days, found }: Parts, said: Operation): Operation {
  if (words.operations.length === 0) return isOfItself(before, words, found) ? 'value' : before.operation;
  if (isMeanAgainst(before, days, said)) return 'mean';
  const [only, ...others] = before.times;
  const ofOne =
    only &&
    others.length === 0 &&
    (only.kind === 'stretch' || only.kind === 'last') &&
    days.times.every((one) => one.kind === 'stretch' && one.stretch.orCalendarYear !== undefined);
  return said === 'trend' && ofOne ? 'compare' : said;
}

/** A stretch up to this long, in milliseconds, is of one round: a month or a term. */
const longestRoundMs = 160 * dayMs;

/** "And governors?" after a briefing for heads is the briefing for governors. */
function subjectsAfter(before: FiguresQuery, parts: Parts): readonly Subject[] {
  const meant = subjectsMeant(parts, undefined);
  if (meant.subjects.length === 0) return before.subjects;
  // Asked which of two is meant, they say: "governors".
  const chosen = before.unsure
    ? before.subjects.filter(({ slug }) => meant.subjects.some((one) => one.slug === slug))
    : [];
  if (chosen.length > 0 && chosen.length < before.subjects.length) return chosen;
  const { series } = parts.known.names;
  const lastWord = (slug: string) =>
    singular(tokensOf(series.find((one) => one.slug === slug)?.name ?? '').at(-1) ?? '');
  const [old] = before.subjects;
  const isOfOne = before.subjects.length === 1;
  if (parts.found.subjects.length === 0 && parts.found.kinds.length === 0 && isOfOne && old?.kind === 'series') {
    const sibling = meant.subjects.filter(({ slug }) => lastWord(slug) === lastWord(old.slug));
    if (sibling.length > 0) return sibling.some(({ slug }) => slug === old.slug) ? before.subjects : sibling;
  }
  return meant.subjects;
}

/** "The one after that", of days: which that was, only the records know. */
function isBesideNothing({ times }: FiguresQuery, { days }: Parts): boolean {
  return days.rounds === 1 && times.some(({ kind }) => kind === 'stretch');
}

/** "And the year before?", of all that is on record. */
function isYearOfNone({ times }: FiguresQuery, { days, words }: Parts): boolean {
  const isShifted = days.years !== undefined && days.times.length === 0 && words.operations.length === 0;
  return isShifted && !times.some(({ kind }) => kind === 'stretch' || kind === 'last');
}

/** Of several that an audience may mean, it is not said which. */
function isUnsure(subjects: readonly Subject[], { found }: Parts): boolean {
  return subjects.length > 1 && found.subjects.length === 0;
}

function timesAfter(
  before: FiguresQuery,
  { days, words, found, typed }: Parts,
  operation: Operation,
  zone: string,
): readonly Times[] {
  const shift = days.years;
  const [meanOf] = before.times;
  if (
    operation === 'mean' &&
    words.operations.some((one) => one === 'trend' || one === 'compare') &&
    meanOf?.kind === 'stretch'
  )
    return [meanOf, { kind: 'stretch', stretch: yearsLater(meanOf.stretch, -1, zone) }];
  // "More than last year?" holds what was told against the same a year before.
  const againstYear =
    days.times.length === 1 &&
    days.times.some((one) => one.kind === 'stretch' && one.stretch.orCalendarYear !== undefined);
  if (againstYear && (operation === 'compare' || operation === 'trend')) return before.times;
  // "Compare that with 2024/25": what was told, and the other beside it.
  const [told, ...more] = before.times;
  const [against, ...rest] = days.times;
  const isPair = told?.kind === 'stretch' && against?.kind === 'stretch' && more.length + rest.length === 0;
  if (isPair && words.operations.includes('compare')) return [told, sameMonthIn(against, before, zone)];
  const weighsNow = words.operations.length > 0;
  if (shift === -1 && weighsNow && (operation === 'compare' || operation === 'trend')) return before.times;
  if (days.times.length > 0) return days.times.map((one) => sameMonthIn(one, before, zone));
  if (shift !== undefined)
    return before.times.map((one) =>
      one.kind === 'stretch'
        ? { kind: 'stretch', stretch: yearsLater(one.stretch, shift + aheadOf(one, before), zone) }
        : one,
    );
  if (days.rounds !== undefined) {
    const { rounds } = days;
    const earlier = before.times.flatMap((one) => (one.kind === 'stretch' ? [one.stretch.from] : []));
    if (rounds === -1 && earlier.length === before.times.length && earlier.length > 0) {
      const first = new Date(Math.min(...earlier.map((from) => from.getTime())));
      const one: Times = { kind: 'last', count: 1, skip: 0, before: first };
      return operation === 'compare' && weighsNow ? [...before.times, one] : [one];
    }
    const others = before.times.map((one) =>
      one.kind === 'last' ? { ...one, skip: Math.max(0, one.skip - rounds) } : one,
    );
    // "Was that more than the one before?" holds the two against each other.
    const isLast = before.times.every(({ kind }) => kind === 'last');
    return isLast && (operation === 'compare' || operation === 'trend') ? [...before.times, ...others] : others;
  }
  // "Which was the best?" after one round asks of all of them.
  // "And in total?" of one place is of all of them, at the same time.
  const pointsBack = typed.some((word) => /^(?:that|it|this|them|those|these)$/.test(word));
  if (operation === 'sum' && (isOfPart(before) || before.by !== undefined || pointsBack)) return before.times;
  const widens =
    words.operations.length > 0 && operation !== 'value' && found.places.length === 0 && !isOfGroups(before, operation);
  const single = before.times.every((one) => one.kind !== 'stretch' || lengthOf(one.stretch) < longestRoundMs);
  return widens && single ? [{ kind: 'any' }] : before.times;
}
