import type { FiguresQuery, Measure, Subject, Times } from '../../domain/figures/figures-query.js';
import { yearsLater } from '../../domain/figures/years-later.js';
import { faultsOf, groupsSchools } from './figure-faults.js';
import { type FiguresView, isRollQuestion, type Parts, partsOf, strangeIn } from './figure-parts.js';
import type { FigureWords } from './figure-words.js';
import { queryOf } from './query-of-parts.js';
import { subjectsMeant } from './subjects-meant.js';

/** Why a question for a number cannot be answered as it stands. */
type Unclear =
  /** Words of which nothing is known, or that cannot be counted by. */
  | { readonly why: 'words'; readonly words: readonly string[] }
  /** Every word is known, and together they ask what no query holds. */
  | { readonly why: 'beyond'; readonly words: readonly string[] }
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

/**
 * Reads a question for a number. Every word must be accounted for: what is not known makes it `unclear`, never another
 * question.
 * @param subject what it is about where the words name nothing
 */
export function readFigures(text: string, view: FiguresView, subject?: Subject): FiguresRead {
  const parts = partsOf(text, view);
  const { days } = parts;
  const strange = strangeIn(parts);
  if (!asksForNumber(parts, subject, strange, view)) return { kind: 'none' };
  const { subjects, unsure, clash } = subjectsMeant(parts, subject);
  const query = queryOf(parts, subjects, unsure, view.zone);
  const unclear = (why: Unclear['why'], said: readonly string[]): FiguresRead => ({
    kind: 'unclear',
    unclear: { why, words: said },
    near: query,
  });
  if (days.vague) return unclear('days', [days.vague]);
  const fault = [...strange, ...clash, ...againstYear(parts, query), ...faultsOf(parts, query)];
  if (fault.length > 0) return unclear('words', namedOf(fault));
  if (subjects.length === 0 && ((needsSubject(query) && !isOfAll(parts)) || leansOnNothing(parts)))
    return unclear('subject', []);
  return { kind: 'query', query };
}

/** Whether it asks for a number that the records of events and projects hold. */
function asksForNumber(
  { words, days, found, typed, limits }: Parts,
  given: Subject | undefined,
  strange: readonly string[],
  view: FiguresView,
): boolean {
  const named = found.subjects.length > 0 || found.kinds.length > 0 || isOfProjects(words);
  // "Which term gets the most governors": of whatever is for them.
  const ofThem = words.audiences.length > 0 && words.by.length > 0 && words.operations.length > 0;
  const anchored =
    named || ofThem || found.places.length > 0 || days.times.length > 0 || days.soFar || found.areas.length > 0;
  const asks =
    words.counts ||
    words.operations.length > 0 ||
    words.by.some((by) => by !== 'event' && by !== 'project') ||
    isOfProjects(words) ||
    words.measures.some((one) => telling.has(one)) ||
    (days.soFar && words.ofEvents);
  // A record whose figures are known to be meant: what is not understood is said, and no number told.
  if (given) return true;
  const ofWhom = typed[0] === 'who' && !words.counts && !words.measures.some((one) => ofStayingAway.has(one));
  if (words.elsewhere.length > 0 || ofWhom) return false;
  if (
    words.operations.length > 0 &&
    !words.counts &&
    !words.ofEvents &&
    found.subjects.length + found.kinds.length === 0 &&
    strange.length > 0
  )
    return false;
  // "How many schools came only once": a bound is of something that was counted.
  if (limits.length > 0 && words.ofEvents && (words.counts || named)) return true;
  if (isOfKindThere(words, days, typed, named, view)) return true;
  if (isRollQuestion({ words, found, days, typed })) return strange.length === 0;
  if (groupsByUnknown(typed, words, strange)) return true;
  // "Attendance by area" is of all that was held.
  if (groupsSchools(words) && (words.counts || words.ofEvents) && strange.length === 0) return true;
  if (words.measures.includes('absent')) {
    const whom = typed.find((word) => /^(which|what|list|name|show|who)$/.test(word));
    const ofSchools = words.schools && (words.counts || anchored || whom !== undefined);
    // "Who has not come to a briefing": people are not told by name, and their schools are offered.
    return strange.length === 0 && (ofSchools || (typed[0] === 'who' && named));
  }
  // A date and an event or a place, and nothing else: who came to it is what can be told.
  const bare =
    (found.places.length === 0
      ? named && days.times.some(isOfStretch) && !days.times.some((one) => isSoon(one, view))
      : days.times.length > 0 && days.times.every((one) => isOver(one, view))) &&
    strange.length === 0 &&
    !typed.some((word) => /^(who|when|where|what|why|is|are|next)$/.test(word));
  if (bare && words.measures.length === 0) return true;
  // "What share of those who book do not come": of all that is held, or which of it is meant is asked.
  if (
    words.ofEvents &&
    strange.length === 0 &&
    (words.counts || words.operations.length + words.by.length > 0) &&
    !isOfOneself(typed)
  )
    return true;
  const beside = strange.length === 0 || found.places.length > 0 || words.audiences.length > 0;
  const ofHeld = named || (words.ofEvents && beside);
  const says = words.measures.length + words.operations.length + words.audiences.length + days.times.length > 0;
  return asks && anchored && (ofHeld || (says && strange.length === 0));
}

/** Days, or the first or last that was held in them. */
function isOfStretch(times: Times): boolean {
  return times.kind === 'stretch' || ((times.kind === 'first' || times.kind === 'last') && times.within !== undefined);
}

/** "How many have we booked": their own, which is in their bookings. */
function isOfOneself(typed: readonly string[]): boolean {
  return typed.some((word) => /^(i|me|my|mine|we|us|our|ours)$/.test(word));
}

/** "The March briefing", said in the winter: the coming one is nearer than the one that was. */
function isSoon(times: Times, { now, zone }: FiguresView): boolean {
  if (times.kind !== 'stretch' || !times.stretch.latest) return false;
  const next = yearsLater(times.stretch, 1, zone);
  return next.from.getTime() - now.getTime() < now.getTime() - times.stretch.to.getTime();
}

/** Days that are over by what was said of them, or several events that were. */
function isOver(times: Times, { now }: FiguresView): boolean {
  if (times.kind === 'last') return times.count > 1;
  return times.kind === 'stretch' && !times.stretch.latest && times.stretch.to <= now;
}

/** "Secondaries at the last briefing": a kind of school, and something that was held. */
function isOfKindThere(
  words: FigureWords,
  { times }: Parts['days'],
  typed: readonly string[],
  named: boolean,
  view: FiguresView,
): boolean {
  const wasHeld = times.length > 0 && times.every((one) => isHeldTime(one, view));
  return named && words.schools && wasHeld && !typed.some((word) => /^(when|where|why|next)$/.test(word));
}

function isHeldTime(times: Times, view: FiguresView): boolean {
  return times.kind === 'last' || times.kind === 'first' || (times.kind === 'stretch' && !isSoon(times, view));
}

/** They are told of whoever booked or could have come: "who booked and did not come" asks how many. */
const ofStayingAway: ReadonlySet<Measure> = new Set<Measure>(['absent', 'missed', 'walk-ins']);

/** What is told of it: "by" alone is nothing that a record could hold. */
function namedOf(fault: readonly string[]): string[] {
  const named = [...new Set(fault)].filter((word) => word !== 'by');
  return named.length > 0 ? named : ['by'];
}

/** "Attendance by region": by what no record tells apart, and all else is understood. */
function groupsByUnknown(typed: readonly string[], words: FigureWords, strange: readonly string[]): boolean {
  const at = typed.lastIndexOf('by');
  const by = at < 0 ? [] : typed.slice(at);
  const isBy = by.length > 1 && by.length <= 1 + mostOfGroup && strange.length > 0;
  return isBy && (words.counts || words.ofEvents) && strange.every((word) => by.includes(word));
}

/** Words that a group is called by, such as "local planning area". */
const mostOfGroup = 3;

/** "Which project has most schools": of all of them. */
function isOfProjects({ by, counts, operations }: FigureWords): boolean {
  return by.includes('project') && (counts || operations.length > 0);
}

/** They ask for a number by themselves. */
const telling: ReadonlySet<Measure> = new Set<Measure>(['missed', 'walk-ins', 'turnout', 'school-share']);

/** "In June and the year before": told of one time alone, a year that it leans on would be passed over. */
function againstYear({ days, typed }: Parts, { operation }: FiguresQuery): string[] {
  const isHeldAgainst = operation === 'compare' || operation === 'trend' || typed.join(' ').includes('year on year');
  return days.years === undefined || isHeldAgainst ? [] : ['the year before'];
}

/** "More than March?", and nothing that was told before. */
function leansOnNothing({ typed, words, found }: Parts): boolean {
  const named = found.subjects.length + found.kinds.length + found.places.length + found.areas.length;
  const leads = /^(?:(?:and|so|was|is|that|it) )*(?:more|fewer|less|better|worse|higher|lower|up|down) (?:than|on)\b/;
  return named + words.audiences.length === 0 && leads.test(typed.join(' '));
}

/** "Came to anything", "all events": of all that was held. */
function isOfAll({ typed, words }: Parts): boolean {
  const isAll = /\b(?:anything|everything|(?:any|all)(?: (?:of )?(?:the|our|your))? (?:events?|sessions?))\b/;
  return words.operations.every((one) => one === 'sum' || one === 'mean') && isAll.test(typed.join(' '));
}

function needsSubject({ measure, times, operation, by, places, areas }: FiguresQuery): boolean {
  if (measure === 'on-roll' || measure === 'absent' || by === 'project') return false;
  if (times.some(({ kind }) => kind === 'stretch')) return false;
  if (operation === 'most' || operation === 'least')
    return by === 'locality' || by === 'district' || by === 'authority' || (!by && areas.length > 1);
  return places.length === 0 && !(by && groupsSchools({ by: [by] }));
}
