import type { FiguresQuery, Measure, Subject, Times } from '../../domain/figures/figures-query.js';
import { type FiguresView, isRollQuestion, type Parts, partsOf, strangeIn } from './figure-parts.js';
import type { FigureWords } from './figure-words.js';
import { queryOf } from './query-of-parts.js';
import { yearsLater } from './stretches.js';
import { subjectsMeant } from './subjects-meant.js';

/** Why a question for a number cannot be answered as it stands. */
type Unclear =
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

/**
 * Reads a question for a number. Every word must be accounted for: what is not known makes it `unclear`, never another
 * question.
 * @param subject what it is about where the words name nothing
 */
export function readFigures(text: string, view: FiguresView, subject?: Subject): FiguresRead {
  const parts = partsOf(text, view);
  const { words, days } = parts;
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
  const fault = [...strange, ...clash, ...cannotBeAsked(words, query), ...ofTwoKinds(parts, query)];
  if (fault.length > 0) return unclear('words', namedOf(fault));
  if (subjects.length === 0 && needsSubject(query)) return unclear('subject', []);
  return { kind: 'query', query };
}

/** Whether it asks for a number that the records of events and projects hold. */
function asksForNumber(
  { words, days, found, typed }: Parts,
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
  const ofWhom = typed[0] === 'who' && !words.counts && !words.measures.includes('absent');
  if (words.elsewhere.length > 0 || ofWhom) return false;
  if (
    words.operations.length > 0 &&
    !words.counts &&
    !words.ofEvents &&
    found.subjects.length + found.kinds.length === 0 &&
    strange.length > 0
  )
    return false;
  if (isRollQuestion({ words, found, days })) return strange.length === 0;
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
      ? named && days.times.some(({ kind }) => kind === 'stretch') && !days.times.some((one) => isSoon(one, view))
      : days.times.length > 0 && days.times.every((one) => isOver(one, view))) &&
    strange.length === 0 &&
    !typed.some((word) => /^(who|when|where|what|why|is|are|next)$/.test(word));
  if (bare && words.measures.length === 0) return true;
  const beside = strange.length === 0 || found.places.length > 0 || words.audiences.length > 0;
  const ofHeld = named || (words.ofEvents && beside);
  const says = words.measures.length + words.operations.length + words.audiences.length + days.times.length > 0;
  return asks && anchored && (ofHeld || (says && strange.length === 0));
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

/** What is told of it: "by" alone is nothing that a record could hold. */
function namedOf(fault: readonly string[]): string[] {
  const named = [...new Set(fault)].filter((word) => word !== 'by');
  return named.length > 0 ? named : ['by'];
}

/** By what schools, and so people, are told apart. */
function groupsSchools({ by }: Pick<FigureWords, 'by'>): boolean {
  return by.some((group) => ['locality', 'district', 'authority', 'phase', 'trust'].includes(group));
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

/** Parts that no single query can hold. */
function cannotBeAsked(words: FigureWords, query: FiguresQuery): string[] {
  const operations = new Set(words.operations);
  const bounds = operations.has('most') && operations.has('least');
  const average =
    operations.has('mean') && (operations.has('most') || operations.has('least') || operations.has('sum'));
  const several = new Set(words.by.filter((by) => by !== 'event')).size > 1;
  const absentPeople = query.measure === 'absent' && !words.schools ? ['people who never came'] : [];
  const fresh = words.measures.includes('joined-new') && query.measure !== 'joined-new';
  return [
    ...(bounds ? ['most and least'] : []),
    ...(average ? ['average with most or total'] : []),
    ...(several ? ['by two things at once'] : []),
    ...(fresh ? ['new'] : []),
    ...absentPeople,
  ];
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

function needsSubject({ measure, times, operation, by, places, areas }: FiguresQuery): boolean {
  if (measure === 'on-roll' || measure === 'absent' || by === 'project') return false;
  if (times.some(({ kind }) => kind === 'stretch')) return false;
  if (operation === 'most' || operation === 'least')
    return by === 'locality' || by === 'district' || by === 'authority' || (!by && areas.length > 1);
  return places.length === 0 && !(by && groupsSchools({ by: [by] }));
}
