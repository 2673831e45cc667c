import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { findForeignTopics } from '../../knowledge/foreign-topics.js';
import { splitWords } from '../../knowledge/words.js';
import { asksForRoom, asksOfProgramme } from '../../understanding/anchor.js';
import { impossibleDayInWords } from '../../understanding/dates.js';
import { numberAsked } from '../../understanding/figures/number-asked.js';
import type { Decision } from '../../understanding/policy.js';
import type { ReadClause } from '../../understanding/reading.js';
import { kindsOfEvent } from '../../understanding/vocabulary.js';
import { pastEventMeant } from '../figures/past-event.js';
import { aspectInWords } from '../knowledge/aspects.js';
import type { Library } from '../knowledge/library.js';
import { type Finding, isNamedIn, lookUp } from '../knowledge/look-up.js';
import { leftOutOf } from '../programme/left-out.js';
import { namesWhatIsNotOn } from '../programme/missing-names.js';
import { onlyNarrowing } from '../programme/narrowing.js';
import { unknownPlaceInWords } from '../programme/place-not-held.js';
import { filtersInWords } from '../programme/programme-filters.js';
import { ofProgramme } from '../programme/programme-of-turn.js';
import { type Narrowed, narrowProgramme, sessionsNamed, wordsOf } from '../programme/programme-words.js';
import { projectActInWords } from '../projects/project-intents.js';
import type { TurnContext, TurnRequest } from '../talk/turn-context.js';
import { plainWords } from '../talk/wording.js';
import { dataOfTalk } from './ask-of-event.js';
import { knownBeside } from './follow-up.js';
import { strange } from './strange-words.js';

/** "Has it been called off": asked of something that is on the programme, it is no word of another subject. */
const asksIfStillOn =
  /(?<=^\W*(?:(?:so|and|ok|hi) )*(?:why )?(?:is|are|has|have|was|were|did|do|does|will|isn['’]?t|hasn['’]?t)\b.*)(?:\b(?:been |being |getting |get )?(?:called off|cancelled|canceled|postponed)|\bstill (?:on|going ahead|happening|running|going on|taking place)|\bgoing ahead|\bgo ahead)\b/gi;

/** Which intent answers a question, and with what. */
export interface Question {
  readonly verb: string;
  readonly request: TurnRequest;
  /** Nothing that is held answers it. */
  readonly unknown?: true;
}

/** What answers words that are no act: the programme to come, a project, the records, the knowledge base. */
export async function questionFor(
  context: TurnContext,
  said: string,
  decision: Decision,
  programme: () => Promise<readonly ProgrammeSession[]>,
): Promise<Question> {
  const typed = inMonthOfTalk(context, said);
  const { act, sure, clause, verdict } = decision;
  const words = plainWords(typed);
  const request: TurnRequest = { text: typed, data: {}, values: {} };
  if (impossibleDayInWords(typed)) return { verb: 'whats-on', request };
  const { finding, library } = await lookUp(context, typed);
  if (finding.kind !== 'article' && answersWhichSchool(context, words)) {
    return { verb: 'find-school', request: { ...request, values: { school: typed } } };
  }
  const project = projectMeant(finding, library, typed) || projectNamed(clause, library, typed);
  const deed =
    project && verdict !== 'leave' && verdict !== 'tell'
      ? (projectActInWords(words, clause.words) ?? projectActWeighed(decision))
      : undefined;
  const ofDays = act === 'programme' && sure >= enoughForProgramme;
  // What is known and speaks of no date or event needs no look at the programme: most questions end here.
  if (!deed && !ofDays && isKnown(finding) && !ofProgramme.test(words)) return knownAnswer(finding, request);
  const sessions = await programme();
  // Where nothing is on, what names nothing of the programme is about what is known: "what about us has to go online".
  if (sessions.length === 0 && finding.kind === 'choices' && !asksOfProgramme(clause) && !ofProgramme.test(words))
    return knownAnswer(finding, request);
  // A cut-off is a deadline; "off" by itself asks whether something is.
  const left = leftOutOf(typed, sessions, (name) => sessionsNamed(sessions, name));
  const narrowed = narrowProgramme(
    sessions,
    (left?.rest ?? typed).replace(/\bcut[ -]?off\b/gi, 'deadline').replace(asksIfStillOn, ' '),
    context.now,
    context.zone,
  );
  // "Register us for peer review" means the project, "register us for the peer review training" the event.
  if (deed && !(narrowed.named && strange(narrowed).length === 0 && ofProgramme.test(words))) {
    return { verb: deed, request: { ...request, data: { project } } };
  }
  if (left && verdict === 'open' && !numberAsked(typed) && strange(narrowed, true).length === 0)
    return { verb: 'whats-on', request };
  const elsewhere = isKnown(finding) ? undefined : await unknownPlaceInWords(context, typed, sessions);
  const asked = { typed, words, request, ofDays, finding, narrowed, sessions, elsewhere };
  const ofWhatIsOn = await questionOfProgramme(context, decision, asked);
  // A list of what is on is no answer to a question for a number of something else.
  const isList = ofWhatIsOn?.verb === 'whats-on' || ofWhatIsOn?.verb === 'event';
  return (isList && numberAsked(typed) ? undefined : ofWhatIsOn) ?? knownAnswer(finding, request);
}

/** "Anything before the 12th", of a month that was just asked for: of that month. */
function inMonthOfTalk({ subject: { asked, events } }: TurnContext, typed: string): string {
  const month =
    events.length > 0
      ? /^(?:in )?(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)(?: 20\d\d)?$/i.exec(
          asked?.days ?? '',
        )?.[0]
      : undefined;
  if (!month) return typed;
  return typed.replace(
    /(?<=\b(?:before|after|by|until|on|from|to|the|than) )(\d{1,2})(?:st|nd|rd|th)\b(?! (?:of |one\b|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))/gi,
    `$1 ${month.replace(/^in /i, '')}`,
  );
}

/** What was asked, with what is known of it and what is on that fits it. */
interface AskedOfProgramme {
  readonly typed: string;
  readonly words: string;
  readonly request: TurnRequest;
  /** The model takes it for a question about what is coming. */
  readonly ofDays: boolean;
  readonly finding: Finding;
  readonly narrowed: Narrowed;
  readonly sessions: readonly ProgrammeSession[];
  /** A place that nobody here knows. */
  readonly elsewhere: string | undefined;
}

/** The part of the programme that is asked about, be it over; undefined where it is not asked about. */
async function questionOfProgramme(
  context: TurnContext,
  { sure, clause, verdict }: Decision,
  asked: AskedOfProgramme,
): Promise<Question | undefined> {
  const { typed, words, request, ofDays, finding, narrowed } = asked;
  if (asksForRoom(clause)) return undefined;
  if (isOfOwnDiary(asked)) return { verb: 'answer', request, unknown: true };
  const talkedOf = eventTalkedOf(context, clause);
  if (ofDays && talkedOf && !ofEverything.test(words) && !narrowed.named && !narrowed.days && !narrowed.audience) {
    return { verb: 'event', request: { ...request, text: '', data: dataOfTalk(context.subject, typed) } };
  }
  if (
    meansProgramme(ofDays ? sure : 0, clause, words, narrowed, finding) ||
    isForProgramme(ofDays && asksOfProgramme(clause), words, narrowed, finding)
  ) {
    if (leansOnTalk(context, clause, words))
      return { verb: 'whats-on', request: { ...request, data: { among: 'talk' } } };
    const past = narrowed.sessions.length === 0 && pastEventMeant(context, typed, narrowed.days, finding);
    return past ? { verb: 'answer', request: { ...request, data: past } } : { verb: 'whats-on', request };
  }
  if (isKnown(finding)) return undefined;
  if (verdict === 'open' && (narrowsList(context, asked) || (await onlyNarrows(context, clause, asked))))
    return { verb: 'whats-on', request: { ...request, text: withAskedOfTalk(context, asked) } };
  if (verdict === 'open' && isAccountedFor(clause, asked)) return { verb: 'whats-on', request };
  const nothing = verdict === 'open' ? topicOfNothing(clause, asked) : undefined;
  if (nothing) return { verb: 'whats-on', request: { ...request, data: { ...nothing } } };
  // "How do I book on the Northgate briefing": what is written of it, else the event with its button.
  const named = verdict !== 'open' && narrowed.named && !isOfElsewhere(words);
  return named ? { verb: 'whats-on', request } : undefined;
}

/** "Have I any meetings today", of a day with nothing on: what else they have on is in a diary that nobody here knows. */
function isOfOwnDiary({ words, narrowed }: AskedOfProgramme): boolean {
  const isTheirs = /\b(?:i|my|me)\b/.test(words) && /\b(?:meetings?|appointments?)\b/.test(words);
  return isTheirs && narrowed.days !== undefined && !narrowed.named && narrowed.sessions.length === 0;
}

/**
 * The model rather takes it for a question about what is coming, it says where or when, and no word of it is of anything else:
 * "is anything running in Southmere".
 */
function isAccountedFor({ act, mentions }: ReadClause, { words, narrowed, elsewhere }: AskedOfProgramme): boolean {
  const [likeliest] = act;
  const isLikely = likeliest?.name === 'programme' && likeliest.share >= enough;
  if (isOfElsewhere(words) || ofRecords.has(aspectInWords(words) ?? '') || ofWhatHasBeen.test(words)) return false;
  const places = mentions.filter(({ kind }) => kind === 'PLACE').map(({ words: said }) => said);
  const where = new Set([...places, elsewhere ?? ''].flatMap(wordsOf));
  const says = where.size > 0 || narrowed.named || narrowed.days !== undefined;
  // Asked for anything in a place, with no word of anything else, nothing else can be meant, whatever the model thinks.
  const isPlain = where.size > 0 && asksForAny.test(words);
  return says && (isLikely || isPlain) && strange(narrowed, isLikely).every((word) => where.has(word));
}

/**
 * "Any phonics training in January": what is on then is asked, and of something that is not on. Where the model is sure, words
 * that are of no subject are passed over: "what dates do they fall on".
 */
function topicOfNothing({ act }: ReadClause, asked: AskedOfProgramme): { readonly topic?: string } | undefined {
  const { typed, words, narrowed, finding } = asked;
  const [likeliest] = act;
  const share = likeliest?.name === 'programme' ? likeliest.share : 0;
  if (share < enoughForProgramme || !narrowed.days || finding.kind === 'article') return undefined;
  if (ofWhatHasBeen.test(words) || isOfElsewhere(words) || isOfRecords(asked)) return undefined;
  const topic = strange(narrowed, true);
  if (topic.length > mostTopic) return undefined;
  if (topic.length > 0 && namesWhatIsNotOn(typed, narrowed)) {
    // As it was typed: it is compared without its plural.
    const said = typed.split(/[^\p{L}\p{N}'’-]+/u).filter((word) => wordsOf(word).some((one) => topic.includes(one)));
    return { topic: said.join(' ') };
  }
  return share >= sureOfProgramme ? {} : undefined;
}

/** Words of a subject; what has more of its own is another question. */
const mostTopic = 2;

/** The records tell what has been: what is asked of days that lie ahead, and of oneself only as "what have we on", they cannot. */
function isOfRecords({ words, narrowed }: Pick<AskedOfProgramme, 'words' | 'narrowed'>): boolean {
  const aspect = aspectInWords(words) ?? '';
  return ofRecords.has(aspect) && !(aspect === 'mine' && narrowed.days !== undefined && narrowed.sessions.length > 0);
}

const enough = 0.5;
const asksForAny = /\b(any|anything|something|what'?s on|what is on|events?|sessions?|one)\b/;
const ofWhatHasBeen = /\b(was|were|did|came|been)\b/;

/** "Who has not come to a briefing this year": the records know. */
const ofWhoCame = /\b(has|have|had|hasn['’]?t|haven['’]?t)\b.*\b(come|attended|turned up|missed)\b/;

/** "Twilight", "anything online", "what is nearest to Southmere", "the next 3 events": all that it says is a narrowing of what is on. */
async function onlyNarrows(
  context: TurnContext,
  { mentions }: ReadClause,
  { typed, words, sessions }: AskedOfProgramme,
): Promise<boolean> {
  const rest = await onlyNarrowing(context, typed, sessions);
  const towns = mentions.filter(({ kind }) => kind === 'PLACE');
  const nearTown = towns.length > 0 && asksNearTown.test(words);
  if (rest === undefined && !nearTown) return false;
  const ofTown = new Set(nearTown ? towns.flatMap(({ words: said }) => splitWords(said)) : []);
  const left = strange(narrowProgramme(sessions, rest ?? typed, context.now, context.zone)).filter(
    (word) => !ofTown.has(word) && !ofReach.has(word) && !kindsOfEvent.has(word),
  );
  return left.length === 0 && !isOfElsewhere(words);
}

const asksNearTown =
  /\b(near|nearer|nearest|close|closer|closest|handy|handiest|convenient|local|(?:easy|easier|easiest|easily|quick|quicker|quickest|short|shortest|far|get to|drive|driv\w+|travel\w*|com(?:e|ing)|reach\w*)\b.*\bfrom)\b/;

/** Words of how one gets there. */
const ofReach = new Set(
  'easy easier easiest easily quick quicker quickest short shortest handy handiest convenient drive driving reach travel travelling direction way'.split(
    ' ',
  ),
);

/** "Not the governor ones", "just Southmere", of what was listed: it names days, people or something that is on, and nothing else. */
function narrowsList({ subject }: TurnContext, { words, narrowed }: AskedOfProgramme): boolean {
  const says = narrowed.named || narrowed.days !== undefined || narrowed.audience !== undefined;
  const isList = subject.asked !== undefined && subject.events.length > 1;
  return isList && says && pointsToList.test(words) && strange(narrowed, true).length === 0 && !isOfElsewhere(words);
}

/** "Only the ones near me", "and mornings?", after what is on in January: of what was asked for then. */
function withAskedOfTalk({ subject }: TurnContext, { typed, words, narrowed }: AskedOfProgramme): string {
  const { asked: before, events } = subject;
  if (!before || events.length === 0 || !pointsToList.test(words)) return typed;
  return [
    knownBeside(before, typed)
      .filter((word) => !narrowed.named || filtersInWords(word).filters.length > 0)
      .join(' '),
    narrowed.audience ? '' : before.audience,
    typed,
    narrowed.days ? '' : before.days,
  ]
    .filter(Boolean)
    .join(' ');
}

const pointsToList =
  /\b(ones?|those|these|them|only|just)\b|^(?:not|and|what about|how about|or|but|any (?=in|on|at|near))\b|^(?!any|what|is |are )(?:\S+ ?){1,3}$/;

/** "What's on": the whole programme, whatever was talked of. */
const ofEverything =
  /^(?:so|and|ok|okay|please|then|now|show me|tell me|\W)*\s*(?:what'?s|what is) (?:on|coming up|happening)(?: (?:please|then|now|next|soon|at the moment))*\W*$/;

/** The project that the words are about; of several it is the likeliest only when it is named outright. */
function projectMeant(finding: Finding, library: Library, typed: string): string {
  const [best] = finding.kind === 'choices' ? finding.choices : [];
  const likeliest = best && isNamedIn(library, best, typed) ? best : undefined;
  const about = finding.kind === 'record' ? finding.asked.about : likeliest;
  return about?.kind === 'project' ? about.slug : '';
}

/** The one project that is named outright, whatever else is said. */
function projectNamed({ mentions }: ReadClause, library: Library, typed: string): string {
  if (!mentions.some(({ kind }) => kind === 'PROJECT')) return '';
  const named = [...library.documents.values()].filter(
    ({ kind, slug }) => kind === 'project' && isNamedIn(library, { kind, slug }, typed),
  );
  return named.length === 1 ? (named[0]?.slug ?? '') : '';
}

/** "We'd like our school to join it": the model is all but certain, and what it opens is a form. */
function projectActWeighed({ act, sure, clause, stands }: Decision): 'project-join' | 'project-withdraw' | undefined {
  const wants = stands && !clause.asks && sure >= sureOfProgramme && clause.stance[0]?.name === 'ask';
  if (!wants) return undefined;
  return act === 'project-join' ? act : act === 'project-leave' ? 'project-withdraw' : undefined;
}

/** The one event that was just talked of, for words that name none: "where is it", "how many are waiting". */
function eventTalkedOf({ subject }: TurnContext, { mentions }: ReadClause): string | undefined {
  const [only, ...others] = subject.events;
  const named = mentions.some(({ kind }) => kind === 'EVENT' || kind === 'PLACE' || kind === 'PROJECT');
  return others.length === 0 && !named ? only : undefined;
}

/** "Any places left in Northgate", when several events or days were just shown: those in Northgate of them are meant first. */
function leansOnTalk({ subject }: TurnContext, { mentions }: ReadClause, words: string): boolean {
  const named = mentions.some(({ kind, words: said }) => kind === 'EVENT' && !/^(one|ones|sessions?)$/.test(said));
  return (
    subject.events.length > 0 &&
    !named &&
    !/\b(anything|what'?s on|what is on|events|something|else|other)\b/.test(words)
  );
}

/** The model takes it for a question about what is coming, and it names something that is, or nothing else than days. */
function meansProgramme(
  sure: number,
  { mentions, words: said }: ReadClause,
  words: string,
  narrowed: Narrowed,
  finding: Finding,
): boolean {
  // Where the model is sure and knows every word, all is accounted for: "is there still room for two at Eastholm".
  const certain =
    sure >= sureOfProgramme && !said.includes('UNKNOWN') && (!isOfElsewhere(words) || ofAttending.test(words));
  if (ofRecords.has(aspectInWords(words) ?? '') || /\b(was|were|last)\b/.test(words)) return false;
  if (!certain && isOfElsewhere(words)) return false;
  const plain = certain || strange(narrowed, sure >= enoughForProgramme).length === 0;
  // A town names what is on there only when all else is accounted for: "a house in Southmere" is not on.
  const named = mentions.some(({ kind }) => (kind === 'EVENT' && narrowed.named) || (kind === 'PLACE' && plain));
  if (isKnown(finding)) return sure >= sureOfProgramme && named && plain;
  return sure >= enoughForProgramme && (named || (plain && narrowed.days !== undefined));
}

/** Words that speak of coming to something, whatever else is said beside them: "a house in Southmere" has none. */
const ofAttending =
  /\b(one|anything|something|starts?|finish\w*|begins?|ends?|room for|places?|spaces?|seats?|book\w*|on)\b/;

/** Against an article or project that seems to answer it, the model must be this sure. */
const sureOfProgramme = 0.9;

/** From this share on the model is believed that the programme to come is meant. */
const enoughForProgramme = 0.6;

const ofOurs =
  /\b(places?|seats?|bookings?|briefings?|conferences?|workshops?|training|courses?|sessions?|events?|meetings?|waiting list|queue|calendar|come|make it|attend|go)\b/;

/** Speaks of a subject that is never ours, and of nothing that can be booked here. */
export function isOfElsewhere(words: string): boolean {
  return !ofOurs.test(words) && findForeignTopics(splitWords(words)).length > 0;
}

const question = /^(what|why|how|who|when|where|which|is|are|does|do|did|has|have|will|would|should)\b/;

/** "Why do pupils move schools?" is about nobody's own place. */
export function asksInGeneral(words: string): boolean {
  return question.test(words) && !/\b(i|me|my|mine|we|us|our)\b/.test(words);
}

/** Asked which school they are from, people type its name into the chat as well as into the form. */
function answersWhichSchool({ subject, actor }: TurnContext, words: string): boolean {
  const isName = words.split(' ').length <= 6 && !question.test(words) && !ofProgramme.test(words);
  const isUrn = /^(?:urn\W*)?\d{6}\W*$/.test(words);
  return subject.pending !== undefined && actor.personId === null && (isUrn || (isName && !isOfElsewhere(words)));
}

/** An article, a project or a count of schools is sure to be meant. */
function isKnown(finding: Finding): boolean {
  if (finding.kind === 'schools') return true;
  return finding.kind === 'article' || (finding.kind === 'record' && finding.asked.about.kind === 'project');
}

function knownAnswer(finding: Finding, request: TurnRequest): Question {
  if (finding.kind === 'record' && finding.asked.about.kind === 'project' && finding.asked.aspect === 'mine') {
    return { verb: 'project-mine', request: { ...request, data: { project: finding.asked.about.slug } } };
  }
  return { verb: 'answer', request, ...(finding.kind === 'unknown' ? { unknown: true } : {}) };
}

const ofComing = /^(and |so )?when\b|\b(next|dates?|events?|sessions?|anything|coming up|what'?s on|what is on)\b/;

const ofRecords = new Set(['attendance', 'trend', 'schools', 'said', 'rated', 'mine', 'held', 'results']);

/** Whether the programme to come accounts for all that was said. */
function isForProgramme(ofDays: boolean, words: string, narrowed: Narrowed, finding: Finding): boolean {
  const says = narrowed.named || narrowed.days !== undefined || narrowed.audience !== undefined || ofDays;
  // Of days or of something that is on, what fills any question is no other subject: "what is love" names neither.
  const lightly = ofDays && (narrowed.named || narrowed.days !== undefined);
  if (!says || strange(narrowed, lightly).length > 0 || isOfRecords({ words, narrowed })) return false;
  if (ofWhoCame.test(words)) return false;
  if (finding.kind === 'unknown' && isOfElsewhere(words)) return false;
  // Nothing fits, and nothing else was meant: the programme says so and shows the nearest.
  if (narrowed.sessions.length === 0) {
    return (
      finding.kind === 'unknown' || finding.kind === 'choices' || (narrowed.days !== undefined && !isKnown(finding))
    );
  }
  if (isKnown(finding)) return ofProgramme.test(words);
  // "When's the next governor thing": of whatever is for them.
  const ofThem = narrowed.audience !== undefined && ofComing.test(words);
  return narrowed.named || narrowed.days !== undefined || ofDays || ofThem;
}
