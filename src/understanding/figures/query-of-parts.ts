import { dayMs } from '../../domain/durations.js';
import type { FiguresQuery, Measure, Operation, Stretch, Subject, Times } from '../../domain/figures/figures-query.js';
import { yearsLater } from '../../domain/figures/years-later.js';
import type { FigureDays } from './figure-days.js';
import type { NamesFound } from './figure-names.js';
import { isRollQuestion, type Parts } from './figure-parts.js';
import type { FigureWords } from './figure-words.js';
import { lengthOf } from './stretches.js';

/** Makes a query of the parts. */
export function queryOf(parts: Parts, subjects: readonly Subject[], unsure: boolean, zone: string): FiguresQuery {
  const { words, found } = parts;
  const ofProject = subjects.some(({ kind }) => kind === 'project') || words.by.includes('project');
  const roll = isRollQuestion(parts);
  const by = groupOf(parts, subjects, unsure);
  const measure = roll ? 'on-roll' : measureOf(words, ofProject, parts);
  // Who "is not in" a project is so now; nobody has missed an event that is still to come.
  const timed = measure === 'absent' && !ofProject ? { ...parts, words: { ...words, coming: false } } : parts;
  return {
    subjects,
    unsure,
    measure,
    operation: operationOf(parts, by),
    ...(by ? { by } : {}),
    times: distinctTimes(withinYear(timesOf(timed), zone), parts, zone),
    places: found.places,
    areas: found.areas,
    phases: words.phases,
    ...(words.academies ? { academies: true as const } : {}),
    ...(parts.without ? { without: parts.without } : {}),
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
  // "Growth as a percentage" is told with every change; it is no share of schools.
  const ofChange = operations.includes('trend') && !schools && measures.includes('school-share');
  const special = has(
    'missed',
    'walk-ins',
    'waiting',
    'turnout',
    'absent',
    'people-share',
    ...(ofChange ? [] : (['school-share'] as const)),
    'held',
  );
  // Who booked and who came, side by side, are told with those who booked and did not.
  if (!special && has('booked') && has('attended') && !coming) return 'missed';
  if (special) return special;
  // Different schools are schools, each once.
  if (has('different')) return schools && isCountedNoun(found) ? 'schools' : 'different';
  const booked = schools && isCountedNoun(found) ? 'booked-schools' : 'booked';
  if (has('booked') || ((coming || isOnlyComing(days)) && !has('attended'))) return booked;
  if (days.soFar && !has('attended') && operations.length === 0 && !ofKindOfSchool) return booked;
  if (ofKindOfSchool && isCountedNoun(found)) return 'schools';
  return 'attended';
}

/** "Schools" stands by itself, not as "secondary heads" or "how many from academies". */
export function isCountedNoun({ rest }: NamesFound): boolean {
  return (
    rest.some(
      (word, at) =>
        /^(schools?|academ\w+|primar\w+|secondar\w+|nurser\w+|specials)$/.test(word) && rest[at - 1] !== 'from',
    ) && !rest.some((word) => /^(heads|headteachers?|people|leaders)$/.test(word))
  );
}

function isOnlyComing({ times }: FigureDays): boolean {
  return times.length > 0 && times.every(({ kind }) => kind === 'coming');
}

/** "Which session of the June briefing had least": of the parts of one round. */
function asksOfSessions({ typed, days, found }: Parts): boolean {
  const [only, ...others] = days.times;
  const isOneRound =
    others.length === 0 &&
    ((only?.kind === 'last' && only.count === 1) ||
      (only?.kind === 'stretch' && lengthOf(only.stretch) < longestMonth));
  const ofThem = /\b(?:which|what) (?:session|date|day|evening|morning|one of (?:them|the sessions))\b/;
  return isOneRound && found.places.length === 0 && ofThem.test(typed.join(' '));
}

/** In milliseconds. */
const longestMonth = 32 * dayMs;

function groupOf(parts: Parts, subjects: readonly Subject[], unsure: boolean): FiguresQuery['by'] {
  const { words, found } = parts;
  const [first] = words.by;
  const isRank = words.operations.some((one) => one === 'most' || one === 'least');
  if (isRank && (first === undefined || first === 'event') && asksOfSessions(parts)) return 'venue';
  if (first === 'event' && subjects.length === 0 && found.kinds.length === 0) return 'event';
  if (first) return words.by.find((by) => by !== 'event') ?? first;
  if (isRank) {
    if (found.places.length > 1) return 'venue';
    // What kind of area they are, the records know.
    if (found.areas.length > 1) return undefined;
    if (subjects.length > 1 && !unsure) return 'series';
    return 'event';
  }
  return undefined;
}

function operationOf({ words, days, found, typed }: Parts, by: FiguresQuery['by']): Operation {
  // Of those who stayed away the worst is the most.
  const ofAway = words.measures.some((one) => one === 'missed' || one === 'absent');
  const said = new Set(ofAway && typed.some(tellsGoodFromBad) ? words.operations.map(otherEnd) : words.operations);
  const sides = Math.max(days.times.length + (days.rounds === -1 ? 1 : 0), found.places.length, found.areas.length);
  // "Do more come to Eastholm than Westholm on average": the averages stand side by side.
  if (said.has('mean') && said.has('compare') && sides > 1) return 'mean';
  const isOfBookings = words.measures.includes('booked') && words.measures.includes('attended');
  if (isOfBookings && sides < 2 && !by) return 'value';
  if (said.has('compare')) return 'compare';
  if (said.has('trend')) return sides > 1 && !by ? 'compare' : 'trend';
  if (said.has('mean')) return 'mean';
  if (said.has('most')) return 'most';
  if (said.has('least')) return 'least';
  return said.has('sum') ? 'sum' : 'value';
}

const tellsGoodFromBad = (word: string) => /^(?:best|worst|poorest)$/.test(word);

function otherEnd(operation: Operation): Operation {
  if (operation === 'most') return 'least';
  return operation === 'least' ? 'most' : operation;
}

function timesOf({ days, words, found }: Parts): Times[] {
  const times = days.times.filter((one, at) => one.kind !== 'ever' || at === 0);
  const named = withTheOneBefore(
    times.filter(({ kind }) => kind !== 'ever'),
    days,
  );
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

/** "The last one, and was it more than the one before?": both of them. */
function withTheOneBefore(times: Times[], { rounds }: FigureDays): Times[] {
  const [only, ...others] = times;
  const leans = rounds === -1 && others.length === 0 && only?.kind === 'last' && only.count === 1;
  return leans ? [only, { ...only, skip: only.skip + 1 }] : times;
}

/** "June and October in 2025/26": months without a year of their own are those of the year that is named. */
function withinYear(times: Times[], zone: string): Times[] {
  const years = times.filter(
    (one) => one.kind === 'stretch' && !one.stretch.latest && lengthOf(one.stretch) > 360 * dayMs,
  );
  const open = times.filter((one) => one.kind === 'stretch' && one.stretch.latest);
  const [year] = years;
  if (years.length !== 1 || open.length === 0 || year?.kind !== 'stretch') return times;
  return open.flatMap((one): Times[] => {
    if (one.kind !== 'stretch') return [];
    const { latest: _, ...stretch } = one.stretch;
    const within = [0, -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12]
      .map((years) => yearsLater(stretch, years, zone))
      .find(({ from, to }) => from >= year.stretch.from && to <= year.stretch.to);
    return [{ kind: 'stretch', stretch: within ?? stretch }];
  });
}

/** The same days twice are one time. */
function distinctTimes(times: readonly Times[], parts: Parts, zone: string): Times[] {
  const keyOf = (one: Times) =>
    one.kind === 'stretch' ? `${one.stretch.from.getTime()} ${one.stretch.to.getTime()}` : JSON.stringify(one);
  return sameMonthsApart(times, parts, zone).filter(
    (one, at, all) => all.findIndex((other) => keyOf(other) === keyOf(one)) === at,
  );
}

/**
 * "October against October last year": a month without a year, beside the same month of a year that is named, is this year's; where
 * that is the very one, the other is a year before.
 */
function sameMonthsApart(times: readonly Times[], { found }: Parts, zone: string): readonly Times[] {
  const [one, other, ...more] = times;
  if (one?.kind !== 'stretch' || other?.kind !== 'stretch' || more.length > 0) return times;
  const isOpen = (of: Stretch) => of.latest === true;
  if (isOpen(one.stretch) === isOpen(other.stretch) || !isSameMonth(one.stretch, other.stretch)) return times;
  const [open, named] = isOpen(one.stretch) ? [one.stretch, other.stretch] : [other.stretch, one.stretch];
  const { latest: _, ...own } = open;
  // Of two that are held against each other, the year is that of both.
  if (found.rest.filter((word) => /^‹(?:subject|kind|place|area)›$/.test(word)).length > 1)
    return [{ kind: 'stretch', stretch: named }];
  const isSame = own.from.getTime() === named.from.getTime();
  const before = isSame ? yearsLater(named, -1, zone) : named;
  return [
    { kind: 'stretch', stretch: own },
    { kind: 'stretch', stretch: before },
  ];
}

function isSameMonth(one: Stretch, other: Stretch): boolean {
  const nameOf = ({ said }: Stretch) => /^in ([A-Z][a-z]+) 20\d\d$/.exec(said)?.[1];
  return nameOf(one) !== undefined && nameOf(one) === nameOf(other);
}
