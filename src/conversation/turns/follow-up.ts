import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { daysInWords } from '../../understanding/dates.js';
import { saidInstead } from '../../understanding/said-instead.js';
import { tokensOf } from '../../understanding/tokens.js';
import { kindsOfEvent } from '../../understanding/vocabulary.js';
import { aspectInWords, isAspect, namesNothing } from '../knowledge/aspects.js';
import { documentKey } from '../knowledge/library.js';
import { isToldOf, lookUp } from '../knowledge/look-up.js';
import { sayAudience } from '../programme/audience-named.js';
import { filtersInWords } from '../programme/programme-filters.js';
import { type Narrowed, narrowProgramme, ordinalInWords } from '../programme/programme-words.js';
import { projectActInWords } from '../projects/project-intents.js';
import { pastDaysInWords } from '../talk/past-days.js';
import type { RecordRef, Subject, TurnContext } from '../talk/turn-context.js';
import { plainWords } from '../talk/wording.js';
import { askOfEvent, dataOfTalk, emptyAsk, type FollowUp, isForSomebody } from './ask-of-event.js';
import { ofSame } from './choosing/correction.js';
import { daysAfter, daysOfShown } from './days-after.js';
import { listsOfOneEvent } from './remembered.js';

/**
 * Understands words that lean on what was talked of: "the second one" of the answers that were offered, "how many came?",
 * "is it free?", "tell me more", "and governors?", "what about Eastholm?".
 * @param sessions the programme to come
 * @returns undefined when the words stand on their own, or nothing was talked of
 */
export async function readFollowUp(
  context: TurnContext,
  typed: string,
  sessions: () => Promise<readonly ProgrammeSession[]>,
): Promise<FollowUp | undefined> {
  const words = plainWords(typed);
  const followed = await readLeaning(context, words, sessions);
  if (followed) return followed;
  // "Whos running it", "wheres that": as they are meant.
  const written = `${tokensOf(typed).join(' ')}${words.endsWith('?') ? '?' : ''}`;
  return written === words ? undefined : readLeaning(context, written, sessions);
}

async function readLeaning(
  context: TurnContext,
  words: string,
  sessions: () => Promise<readonly ProgrammeSession[]>,
): Promise<FollowUp | undefined> {
  return (
    pickChoice(context.subject, words) ??
    (await askAgain(context, words, sessions)) ??
    daysBeside(context, words) ??
    (await besideShown(context, words, sessions)) ??
    (await theOneAfter(context, words, sessions)) ??
    (await askOfEvent(context, words, sessions)) ??
    askOfSame(context, words) ??
    (await askSameOfOther(context, words)) ??
    (await narrowSame(context, words, sessions))
  );
}

export function pickChoice(subject: Subject, words: string): FollowUp | undefined {
  const ordinal = ordinalInWords(words);
  if (
    ordinal === undefined ||
    !subject.choices ||
    !/^\W*(the |number |option |#|no\.? ?)?\w+( one)?( please)?\W*$/.test(words)
  )
    return undefined;
  const chosen = subject.choices.at(ordinal > 0 ? ordinal - 1 : ordinal);
  if (!chosen) return undefined;
  const opened = openRecord(chosen, subject.aspect, '');
  const question = subject.pending?.verb === 'ask-team' ? subject.pending.data.question : undefined;
  return question ? { ...opened, ask: { ...opened.ask, data: { ...opened.ask.data, chosenFor: question } } } : opened;
}

/** "Did it work", "is that free": what is asked about has been named before. */
const pointsToTalk =
  /^(and |so |but )?(did|does|do|is|was|has|have|how|why|who|when|where|what|will|can) (\w+ ){0,2}(it|that|this|they|those)( \w+){0,2}\W*$/;

const isTime =
  /^(?:(?:ok|and|no|sorry|make it|to|at|for|from|say) )*(\d{1,2}(?:[:.]\d{2})? ?(?:am|pm)|\d{1,2}[:.]\d{2})(?: please| instead)?\W*$/;

const firstInLine =
  /^(?:and |so )?(?:who(?:'?s| is| comes| was)?|which(?: one| school)? is) (?:the )?(?:first|next|top|at the (?:top|front))(?: (?:in|on|of|up|one))?(?: (?:the )?(?:line|queue|list|it))*\W*$/;

/** "To the 12th", "make it 9 March". */
const toDay =
  /^(?:(?:ok|and|no|sorry|make it|change it|move it|it is|to|on|for|say) )+(?<day>.+?)(?: please| instead| now)*\W*$/;

/** A list of one event, or the question or form of a deed, asked for of another ("and Eastholm"), or how long the list is. */
async function askAgain(
  { subject, now, zone }: TurnContext,
  words: string,
  sessions: () => Promise<readonly ProgrammeSession[]>,
): Promise<FollowUp | undefined> {
  const { again, session } = subject;
  if (!again) return undefined;
  const { verb, data } = again;
  const isList = listsOfOneEvent.has(verb);
  const counted = verb === 'waiting-list' ? 'waiting' : 'coming|booked|going|registered';
  if (
    isList &&
    new RegExp(`^(and |so )?how many( (are|is) (there|that|it|${counted})| people| in all)?\\W*$`).test(words)
  )
    return { verb, ask: emptyAsk(session ? { session } : {}) };
  // "Who is next in line": the list says so.
  if (verb === 'waiting-list' && firstInLine.test(words)) return { verb, ask: emptyAsk(session ? { session } : {}) };
  // "To 10am", where it was asked what to move.
  if (data.deed === 'move' && isTime.test(words))
    return { verb, ask: { ...emptyAsk(data), text: words.replace(isTime, 'to $1') } };
  const day = data.deed === 'move' ? toDay.exec(words)?.groups?.day : undefined;
  if (day && daysInWords(day, now, zone)?.words.length === day.length)
    return { verb, ask: { ...emptyAsk(data), text: `move it to ${day}` } };
  const rest = elliptical(words);
  if (rest === undefined) return undefined;
  const programme = await sessions();
  const narrowed = narrowProgramme(programme, rest, now, zone);
  const { named, days, unknown, audience } = narrowed;
  // "Sorry, thanks" puts nothing right.
  if ((!isList || saidInstead(words) !== undefined) && (!(named || days) || unknown.length > 0)) return undefined;
  const ofKind = named || days || !audience ? '' : ` ${kindTalkedOf(subject, programme)}`;
  const text = `${ofSame(subject, narrowed.sessions, rest, programme)}${ofKind}`;
  return { verb, ask: { ...emptyAsk(data), text } };
}

/** "The governor one", after the conference for heads, is the conference for governors. */
function kindTalkedOf({ events }: Subject, programme: readonly ProgrammeSession[]): string {
  const title = programme.find(({ eventId }) => events.includes(eventId))?.title ?? '';
  return tokensOf(title)
    .filter((word) => kindsOfEvent.has(word))
    .join(' ');
}

const after =
  /^(and |so |ok |what about |when is |when's |is there )*(the |a )?(one|next|next one|following one|time) after( (that|this|it|that one|this one))?( one)?\W*$|^(and |what about )?the (next|following) one\W*$|^(and |what about |when is )?(the )?(next but one|one after next|next one after (that|this))\W*$/;
const before =
  /^(and |so |ok |what about |when is |is there )*(the |a )?(one|time) before( (that|this|it|that one|this one))?( one)?\W*$/;

/** "The week after", of the days that were asked for. */
function daysBeside({ subject, now, zone }: TurnContext, words: string): FollowUp | undefined {
  const days = daysAfter(subject, words, now, zone);
  return days === undefined ? undefined : { verb: 'whats-on', ask: { ...emptyAsk({}), text: days } };
}

const asksForOthers =
  /^(?:(?:and|so|ok|but|is there|are there|do you have|have you got|got) )*(?:any(?:thing)? (?:else|others?|other ones|other events)|what else(?: is|'s)?(?: on)?|others) (?=(?:in|at|on|before|after|during|near) )(?<rest>.+?)\W*$/;

/** "Anything else that week", after one event. */
async function besideShown(
  { subject: { events }, now, zone }: TurnContext,
  words: string,
  sessions: () => Promise<readonly ProgrammeSession[]>,
): Promise<FollowUp | undefined> {
  if (events.length !== 1) return undefined;
  // "Any others in Southmere": all of it but the one that was shown.
  const others = asksForOthers.exec(words)?.groups?.rest;
  const narrowed = others && narrowProgramme(await sessions(), others, now, zone);
  if (others && narrowed && (narrowed.named || narrowed.days) && narrowed.unknown.length === 0)
    return { verb: 'whats-on', ask: { ...emptyAsk({ without: events.join(' ') }), text: others } };
  if (!/\b(?:that|same) (?:day|week|month)\b/.test(words)) return undefined;
  const days = daysOfShown(
    (await sessions()).filter(({ eventId }) => eventId === events[0]),
    words,
    zone,
  );
  return days === undefined ? undefined : { verb: 'whats-on', ask: { ...emptyAsk({}), text: days } };
}

/** "The one after": of what was shown, the next one of the same series, else the next on the programme. */
async function theOneAfter(
  { subject }: TurnContext,
  words: string,
  sessions: () => Promise<readonly ProgrammeSession[]>,
): Promise<FollowUp | undefined> {
  const way = after.test(words) ? 1 : before.test(words) ? -1 : undefined;
  const [only, ...others] = subject.events;
  if (way === undefined || only === undefined || others.length > 0) return undefined;
  // What is off is after nothing.
  const programme = (await sessions()).filter(
    ({ eventId, eventStatus }) => eventId === only || eventStatus !== 'cancelled',
  );
  const shown = programme.filter(({ id, eventId }) => (subject.session ? id === subject.session : eventId === only));
  const edge = way > 0 ? shown.at(-1) : shown[0];
  if (!edge) return undefined;
  const beyond = programme.filter(
    ({ startsAt, eventId, eventStatus }) =>
      eventId !== only &&
      eventStatus !== 'cancelled' &&
      (way > 0 ? startsAt > edge.startsAt : startsAt < edge.startsAt),
  );
  const inOrder = way > 0 ? beyond : beyond.toReversed();
  const next = inOrder.find(({ seriesId }) => seriesId === edge.seriesId) ?? inOrder[0];
  return next && { verb: 'event', ask: emptyAsk({ event: next.eventId }) };
}

const asksToJoin =
  /^(?:(?:and|so|ok|but) )*(?:how (?:do|can|could|would) (?:we|i|schools?|my school) (?:join|sign up|register|apply|enrol|take part|get (?:on|in|involved|started))|can (?:we|i|my school) (?:still )?(?:join|sign up|apply|take part))(?: (?:in|for|to|on|up|it|that|this|with))*\W*$/;

const leadIn = /^(?:(?:ok|okay|yes|right|great|and|so|then|please|lovely|brilliant|go on|good)[\s,]+)+/;

/** Names nothing of its own: "how many came?", "who runs it?", "tell me more". */
function askOfSame(context: TurnContext, words: string): FollowUp | undefined {
  const { about, choices = [] } = context.subject;
  // "Have we applied for any of them", after a list of projects.
  if (!about && choices.some(({ kind }) => kind === 'project') && isOfOwnPart(words))
    return { verb: 'my-projects', ask: emptyAsk({}) };
  if (!about || about.kind === 'article') return undefined;
  const said = words.replace(leadIn, '');
  const deed = about.kind === 'project' ? projectActInWords(said, tokensOf(said)) : undefined;
  if (deed && namesNothing(words)) return { verb: deed, ask: emptyAsk({ project: about.slug }) };
  if (
    /^(tell me |say )?more( about (it|that|this|them))?[.!?]*$|^what('s| is| are) (it|that|this|they|those)( about)?\??$/.test(
      words,
    )
  ) {
    // Of the one day that was shown, and stays spoken of.
    const { session, events } = context.subject;
    return session && events.length === 1 && about.kind === 'event'
      ? { verb: 'event', ask: emptyAsk(dataOfTalk(context.subject, '')) }
      : openRecord(about, undefined, '');
  }
  if (about.kind === 'project' && asksOfOwnPart.test(words)) return { verb: 'my-projects', ask: emptyAsk({}) };
  // "How do we join?", of the project just talked of: until when, and with the button.
  if (about.kind === 'project' && asksToJoin.test(words)) return openRecord(about, 'deadline', words);
  const aspect = isForSomebody(words) ? 'audience' : aspectInWords(words);
  if (aspect === 'audience' && about.kind === 'project') return openRecord(about, aspect, words);
  const days = aspect === 'when' ? undefined : pastDaysInWords(words, context.now, context.zone);
  const rest = days ? words.replace(days.words.toLowerCase(), ' ') : words;
  if (!aspect || !(namesNothing(rest) || pointsToTalk.test(rest))) return undefined;
  if (aspect === 'mine')
    return about.kind === 'project' ? { verb: 'project-mine', ask: emptyAsk({ project: about.slug }) } : undefined;
  return openRecord(about, aspect, words);
}

/** "Who's our lead", of a project: what is held of the school's part in it says so. */
const asksOfOwnPart = /\b(?:our|my) (?:lead|contact|strands?|milestones?|application|nomination|registration|place)\b/;

function isOfOwnPart(words: string): boolean {
  return aspectInWords(words) === 'mine' && namesNothing(words.replace(/\bprojects?\b/g, ' '));
}

const leading =
  /^(?:(?:and|but|ok(?:ay)?|so|then|right)[\s,]+)*(?:(?:what|how) about|(?:(?:do |can (?:i|we|you) (?:have|do|get) )?(?:the )?same(?: again| thing| one)?) (?:for|with|at|of)|(?:only|just)(?=\s+(?:for |in |at |on )?(?:the )?\S+(?: \S+)? (?:ones?|lot|crowd|session|group|people)\b)|and for|and in|and at|and|or)\s+(?:for |in |at |on )?(?:the )?(?<rest>.+?)(?: (?:too|as well|then|please|instead|lot|crowd|group|people|ones))*[\s?.!]*$/;

const months: Readonly<Record<string, string>> = {
  jan: 'january',
  feb: 'february',
  mar: 'march',
  apr: 'april',
  jun: 'june',
  jul: 'july',
  aug: 'august',
  sep: 'september',
  sept: 'september',
  oct: 'october',
  nov: 'november',
  dec: 'december',
};

/** The words after "and", "what about"; a few words alone are the same. */
function elliptical(words: string): string | undefined {
  const rest = leading.exec(words)?.groups?.rest ?? saidInstead(words);
  if (rest) return months[rest] ?? rest;
  return words.split(' ').length <= 3 && words.endsWith('?')
    ? words.replace(/[?\s]+$/, '').replace(/^(in|at|for|on) /, '')
    : undefined;
}

/** The same question of another record, or of other days: "and the conference?", "what about March 2017?". */
async function askSameOfOther(context: TurnContext, words: string): Promise<FollowUp | undefined> {
  const { about, aspect } = context.subject;
  const rest = elliptical(words);
  if (!rest || !about || !isAspect(aspect) || aspect === 'when' || aspect === 'places') return undefined;
  const days = pastDaysInWords(rest, context.now, context.zone);
  if (days && namesNothing(rest.replace(days.words.toLowerCase(), ' '))) return openRecord(about, aspect, rest);
  const other = await otherRecord(context, about, rest);
  return other && openRecord(other, aspect, rest);
}

/**
 * The record that a few words mean beside the one talked of: what they name by themselves when that is sure, else its
 * sibling ("governors", after a briefing for heads, is the briefing for governors).
 */
async function otherRecord(context: TurnContext, about: RecordRef, rest: string): Promise<RecordRef | undefined> {
  const { ranking, library } = await lookUp(context, rest);
  const [best] = ranking.candidates;
  const kind = about.kind === 'event' ? 'series' : about.kind;
  if (best && ranking.confidence === 'sure' && best.kind === kind) return best;
  const kindOfThing =
    library.documents.get(documentKey(about.kind, about.slug))?.title.replace(/,.*$/, '').split(' ').at(-1) ?? '';
  const sibling = (await lookUp(context, `${rest} ${kindOfThing}`)).ranking;
  const found = sibling.candidates.find((candidate) => candidate.kind === kind && candidate.slug !== about.slug);
  const isMeant = found && sibling.confidence !== 'none' && sibling.candidates.indexOf(found) < 2;
  if (isMeant && isToldOf(library, found, rest)) return found;
  return best && ranking.confidence !== 'none' && best.kind !== 'article' ? best : undefined;
}

/** What is on, narrowed or widened by what was said now: "and governors?", "what about Eastholm?", "in March?". */
async function narrowSame(
  context: TurnContext,
  words: string,
  sessions: () => Promise<readonly ProgrammeSession[]>,
): Promise<FollowUp | undefined> {
  const rest = elliptical(words);
  const { asked } = context.subject;
  if (!rest || !asked) return undefined;
  const programme = await sessions();
  const read = (text: string) => narrowProgramme(programme, text, context.now, context.zone);
  const now = read(rest);
  if (now.unknown.length > 0 || (!now.named && !now.days && !now.audience)) return undefined;
  const text = mergedTexts(asked, rest, now, programme).find((candidate) => read(candidate).sessions.length > 0);
  return { verb: 'whats-on', ask: { ...emptyAsk({}), text: text ?? rest } };
}

/** The old words with the new ones, then with ever fewer of the old ones. */
function mergedTexts(
  asked: NonNullable<Subject['asked']>,
  rest: string,
  now: Narrowed,
  programme: readonly ProgrammeSession[],
): string[] {
  const places = placeWords(programme);
  const newPlace = now.known.some((word) => places.has(word));
  const newSeries = now.known.some((word) => !places.has(word));
  const kept = knownBeside(asked, rest).filter((word) => !(places.has(word) ? newPlace : newSeries));
  const days = now.days ? '' : asked.days;
  const audience = now.audience ? '' : asked.audience;
  const next = asked.next ? 'next' : '';
  const join = (known: readonly string[], when = days, whom = audience) =>
    [next, ...known, whom, rest, when].filter(Boolean).join(' ');
  return [
    join(kept),
    ...kept.map((dropped) => join(kept.filter((word) => word !== dropped))),
    join(kept, ''),
    join(kept, '', ''),
    join([]),
    join([], '', ''),
  ];
}

/** What was named before, without the time of day and the way where these are said anew: "and mornings?". */
export function knownBeside({ known }: NonNullable<Subject['asked']>, said: string): readonly string[] {
  if (filtersInWords(said).filters.length === 0) return known;
  return known.filter((word) => filtersInWords(word).filters.length === 0);
}

function placeWords(programme: readonly ProgrammeSession[]): ReadonlySet<string> {
  const words = (text: string | null) =>
    (text ?? '')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean);
  const named = new Set(programme.flatMap(({ title, seriesName }) => [...words(title), ...words(seriesName)]));
  const places = programme.flatMap(({ label, venue }) => [...words(label), ...words(venue)]);
  // A town is a place in a title, too.
  const towns = programme.flatMap(({ town }) => words(town));
  return new Set([...places.filter((word) => !named.has(word)), ...towns]);
}

/** What of a question about the programme is kept for the next one. */
export function keepAsked(narrowed: Narrowed, typed: string): NonNullable<Subject['asked']> {
  return {
    known: [...narrowed.known, ...filtersInWords(typed).words].slice(0, 12),
    days: narrowed.days?.words ?? '',
    audience: narrowed.audience
      ? `${narrowed.audience.phrase ? 'anything ' : ''}${sayAudience(narrowed.audience)}`
      : '',
    next: /\bnext\b/i.test(typed),
  };
}

function openRecord(record: RecordRef, aspect: string | undefined, words: string): FollowUp {
  const { kind, slug } = record;
  return { verb: 'answer', ask: emptyAsk({ kind, slug, words, ...(aspect ? { aspect } : {}) }) };
}
