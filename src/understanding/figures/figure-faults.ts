import type { FiguresQuery, Measure, Operation } from '../../domain/figures/figures-query.js';
import type { Parts } from './figure-parts.js';
import type { FigureWords } from './figure-words.js';
import { isCountedNoun } from './query-of-parts.js';

/**
 * What a question asks for that no single query can hold, in a few words each.
 * @param before what it leans on, where it does
 */
export function faultsOf(parts: Parts, query: FiguresQuery, before?: FiguresQuery): string[] {
  // Schools that stayed away were talked of: words that narrow it are of schools as well.
  const ofSchools = before?.measure === 'absent' ? { ...parts, words: { ...parts.words, schools: true } } : parts;
  return [...cannotBeAsked(ofSchools, query), ...ofTwoKinds(parts, query)];
}

/** By what schools, and so people, are told apart. */
export function groupsSchools({ by }: Pick<FigureWords, 'by'>): boolean {
  return by.some((group) => ['locality', 'district', 'authority', 'phase', 'trust'].includes(group));
}

function cannotBeAsked(parts: Parts, query: FiguresQuery): string[] {
  const { words, typed } = parts;
  const operations = new Set(words.operations);
  const bounds = operations.has('most') && operations.has('least');
  const average =
    operations.has('mean') && (operations.has('most') || operations.has('least') || operations.has('sum'));
  const movedMost =
    query.operation !== 'most' &&
    query.operation !== 'least' &&
    operations.has('trend') &&
    (operations.has('most') || operations.has('least'));
  const several = new Set(words.by.filter((by) => by !== 'event')).size > 1;
  // "Who has not come" is answered by their schools; how many people never came, nobody can say.
  const absentPeople =
    query.measure === 'absent' && !words.schools && typed[0] !== 'who' ? ['people who never came'] : [];
  const fresh = words.measures.includes('joined-new') && query.measure !== 'joined-new';
  return [
    ...(bounds ? ['most and least'] : []),
    ...(average ? ['average with most or total'] : []),
    ...(movedMost || isMostApart(query, operations) ? ['what changed the most'] : []),
    ...(isCrossed(parts, query) ? ['each of them at a time of its own'] : []),
    ...(isMostWithin(query) ? ['whether it was the most of them'] : []),
    ...(several ? ['by two things at once'] : []),
    ...(fresh ? [/\bfirst\b/.test(typed.join(' ')) ? 'for the first time' : 'new'] : []),
    ...(isOfTheSameTwice(parts) ? ['who was at both'] : []),
    ...ofOneEach(query, typed),
    ...(isOfEverybody(query) ? ['the share of the people'] : []),
    ...(ofPeopleAlone.has(query.measure) && words.schools && isCountedNoun(parts.found)
      ? ['schools, and not people']
      : []),
    ...absentPeople,
    ...(isOfBookingLately(query, typed) ? ['when somebody booked'] : []),
    ...(isOfBookingsByThen(query, typed) ? ['how far bookings had come by then'] : []),
    ...(isLeftOutOfProject(query) ? ['what is left out of a project'] : []),
  ];
}

/** "How many of those who came in June had come in March": no sum or pair of counts says who they were. */
function isOfTheSameTwice({ found }: Parts): boolean {
  const went = '(?:came|come|been|went|gone|attended|attend|booked|visited|joined|turned up|signed up)';
  const ofThose =
    '(?:of|among) (?:the |all |our )*(?:those|people|heads|governors|schools|delegates|leaders|ones)(?: \\S+)?? (?:at|in|on)';
  const mark = '‹(?:day|subject|kind|place)›';
  const within = '(?: (?!(?:how|what|which|than|versus|vs|compar\\w+|and|or|from|up|down) )\\S+)';
  const twice = new RegExp(
    `\\b(?:${went}|${ofThose})${within}{0,5}? ${mark}${within}{0,6}? ${went}${within}{0,3}? ${mark}`,
  );
  return twice.test(found.rest.join(' '));
}

/** "The biggest gap between bookings and attendance": nothing is named that could be held against another. */
function isMostApart(query: FiguresQuery, operations: ReadonlySet<Operation>): boolean {
  const { operation, by, times, places, areas, phases, subjects } = query;
  const isPair =
    [times, places, areas, phases, subjects].some((all) => all.length > 1) || (by !== undefined && by !== 'event');
  return operation === 'compare' && (operations.has('most') || operations.has('least')) && !isPair;
}

/** "Booked in the last week": when a place was taken, not when the event is. */
function isOfBookingLately({ measure, times }: FiguresQuery, typed: readonly string[]): boolean {
  const lately = /\bbook\w*\b.* (?:last|past|this) (?:week|month)$|\b(?:since|today|yesterday)\b/;
  return isOfBookings(measure) && times.some(({ kind }) => kind === 'stretch') && lately.test(typed.join(' '));
}

const isOfBookings = (measure: Measure) => measure === 'booked' || measure === 'booked-schools';

/** "How many had booked this time last year": what is on record is how many booked in the end. */
function isOfBookingsByThen({ measure, operation }: FiguresQuery, typed: readonly string[]): boolean {
  const byThen = /\b(?:same|this|that) (?:time|point|stage)\b|\bby (?:now|then)\b/;
  return isOfBookings(measure) && operation === 'value' && byThen.test(typed.join(' '));
}

/** Who took part in a project is counted whole. */
function isLeftOutOfProject({ without, subjects, by }: FiguresQuery): boolean {
  return without !== undefined && (by === 'project' || subjects.some(({ kind }) => kind === 'project'));
}

/** Of whom the records count people, and not their schools. */
const ofPeopleAlone: ReadonlySet<Measure> = new Set(['missed', 'waiting']);

/** "The forum in June and the symposium in March": a query holds them together at both times, which is another number. */
function isCrossed({ found, known }: Parts, { times }: FiguresQuery): boolean {
  const kinds = [...known.kinds.values()].filter((slugs) => slugs.some((slug) => found.kinds.includes(slug))).length;
  const several = [
    kinds,
    new Set(found.subjects.map(({ slug }) => slug)).size,
    found.places.length,
    found.areas.length,
  ];
  const marks = found.rest
    .filter((word) => /^‹(?:subject|kind|place|area|day)›$/.test(word))
    .map((word) => word === '‹day›');
  const apart = marks.slice(marks.indexOf(true), marks.lastIndexOf(true)).includes(false);
  return times.length > 1 && several.some((count) => count > 1) && apart;
}

/** "Was March 2026 our busiest since 2024": one time within another is ranked with it by no query. */
function isMostWithin({ operation, times }: FiguresQuery): boolean {
  const stretches = times.flatMap((one) => (one.kind === 'stretch' ? [one.stretch] : []));
  const isWithin = stretches.some((one) =>
    stretches.some((other) => other !== one && other.from <= one.from && other.to >= one.to),
  );
  return (operation === 'most' || operation === 'least') && isWithin;
}

/** "Which school sends the most": schools and people are not ranked. */
function ofOneEach({ operation, by }: FiguresQuery, typed: readonly string[]): string[] {
  const ranks = (operation === 'most' || operation === 'least') && (by === undefined || by === 'event');
  const whom =
    /\b(?:which|what|whose) (?:schools?|heads?|headteachers?|governors?|person|people)\b(?! (?:year|term))|^who\b/;
  const asked = whom.exec(typed.join(' '))?.[0];
  return ranks && asked ? [asked] : [];
}

/** Of the people who came, which: all of them came. */
function isOfEverybody({ measure, phases, areas, academies, by }: FiguresQuery): boolean {
  const some = phases.length + areas.length > 0 || academies || (by !== undefined && groupsSchools({ by: [by] }));
  return measure === 'people-share' && !some;
}

/** Only of events: nobody waits for a project, or is counted at its door. */
const ofEventsAlone: ReadonlyMap<Measure, string> = new Map([
  ['waiting', 'a waiting list'],
  ['missed', 'who did not come'],
  ['walk-ins', 'who had not booked'],
  ['turnout', 'turnout'],
  ['held', 'events'],
] as const);

/** What is asked of a project and of events at once, which no record brings together. */
function ofTwoKinds({ words, found }: Parts, { subjects, by }: FiguresQuery): string[] {
  const ofProjects = subjects.some(({ kind }) => kind === 'project') || by === 'project';
  if (!ofProjects) return [];
  const ofEvents = found.kinds.length > 0 || subjects.some(({ kind }) => kind !== 'project');
  return [
    ...(ofEvents ? ['events and projects together'] : []),
    ...words.measures.flatMap((measure) => ofEventsAlone.get(measure) ?? []),
  ];
}
