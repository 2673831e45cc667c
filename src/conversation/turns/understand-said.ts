import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { organisesSomething } from '../../domain/actor.js';
import { isGrammar } from '../../knowledge/common-words.js';
import { findForeignTopics } from '../../knowledge/foreign-topics.js';
import { splitWords, stemOf } from '../../knowledge/words.js';
import { pastEventMeant } from '../figures/past-event.js';
import { intentOf } from '../intents.js';
import { aspectInWords } from '../knowledge/aspects.js';
import { type Finding, lookUp } from '../knowledge/look-up.js';
import { ofProgramme, programmeOf } from '../programme/programme-of-turn.js';
import { type Narrowed, narrowProgramme } from '../programme/programme-words.js';
import { projectActInWords } from '../projects/project-intents.js';
import { impossibleDayInWords } from '../talk/dates-in-words.js';
import { importKindOfFile } from '../talk/import-words.js';
import type { AttachedFile } from '../talk/turn.js';
import type { Subject, TurnContext, TurnRequest } from '../talk/turn-context.js';
import { plainWords } from '../talk/wording.js';
import { keepAsked, readFollowUp } from './follow-up.js';
import { type Understood, understandWords } from './understand.js';

/** What words ask for, and what of them is kept for a follow-up. */
export interface Said extends Understood {
  readonly keep?: Pick<Subject, 'asked'>;
}

type Programme = () => Promise<readonly ProgrammeSession[]>;

/**
 * Understands what somebody wrote: a command of the intent table; what leans on the talk so far; what the programme
 * answers; else a question for the records and the knowledge base. A pattern of the table that may as well be part of a
 * question ("what happens if we pull out", "programme for future heads") gives way when the records know better.
 */
export async function understandSaid(context: TurnContext, typed: string): Promise<Said> {
  const file = fileOf(context);
  if (file) {
    const kind = importKindOfFile(typed, file.name);
    return intended(kind ? 'import-data' : 'import-attendance', {
      text: typed,
      data: kind ? { kind } : {},
      values: {},
    });
  }
  const command = understandWords(typed, context.subject, context.actor, context.services);
  if (command && !isDoubtful(context, command, plainWords(typed))) return command;
  const programme: Programme = () => programmeOf(context);
  const followUp = await readFollowUp(context, typed, programme);
  const said = followUp ? intended(followUp.verb, followUp.ask) : await decide(context, typed, command, programme);
  if (said.intent.verb !== 'whats-on') return said;
  const narrowed = narrowProgramme(await programme(), said.request.text, context.now, context.zone);
  return { ...said, keep: { asked: keepAsked(narrowed, said.request.text) } };
}

/** Whoever organises something attaches what is to be taken in. */
function fileOf({ turn, actor }: TurnContext): AttachedFile | undefined {
  return turn.input.kind === 'said' && organisesSomething(actor) ? turn.input.files?.[0] : undefined;
}

/** Clear whatever else the words say; every other match of these intents is weighed against the records. */
const clear: Readonly<Record<string, RegExp>> = {
  help: /^(help|\?+|menu|commands?|start|options)( me)?( please)?\W*$|\bwhat (can|do) you do\b|\bwhat can i (ask|say|do)\b|^how does (this|it) work\W*$/,
  'whats-on': /^(so )?what'?s (on|coming( up)?|happening|next)( for (me|us))?\W*$/,
  book: /^(please )?(book|reserve) (it|that|this|me|us)( (in|on|onto it|please|too))?\W*$|\b(first|second|third|fourth|fifth|sixth|seventh|eighth|last) one\b/,
  'cancel-ask':
    /\b(my|the|our|a|your) (place|places|seat|booking|registration|spot|waiting list)\b|^(please |can you |could you |i need to |i want to |i'd like to )?cancel\b|\b(can'?t|cannot|won'?t) (come|make|attend)\b/,
  'change-school': /\b(my|our) (school|role|job|position)\b|^(change|update|wrong)\b/,
};

function isDoubtful(context: TurnContext, command: Understood, words: string): boolean {
  const { verb } = command.intent;
  if (ofPlaces.has(verb) && isOfElsewhere(words)) return true;
  // "The second one" of the answers that were offered, not of events.
  if (verb === 'event') return (context.subject.choices?.length ?? 0) > 0;
  const pattern = clear[verb];
  if (pattern) return !pattern.test(words);
  // What only some may ask for is said in words of its own: "who has a role?" is no question for the records.
  return command.intent.may === undefined && command.intent.personal && asksInGeneral(words);
}

/** Commands whose words people also use of other things: "cancel my gym subscription", "add milk to my shopping list". */
const ofPlaces = new Set([
  'book',
  'book-colleagues',
  'calendar',
  'cancel-ask',
  'event',
  'move',
  'substitute',
  'whats-on',
]);
const ofOurs =
  /\b(places?|seats?|bookings?|briefings?|conferences?|workshops?|training|courses?|sessions?|events?|meetings?|waiting list|calendar|come|make it|attend|go)\b/;

/** Speaks of a subject that is never ours, and of nothing that can be booked here. */
function isOfElsewhere(words: string): boolean {
  return !ofOurs.test(words) && findForeignTopics(splitWords(words)).length > 0;
}

const question = /^(what|why|how|who|when|where|which|is|are|does|do|did|has|have|will|would|should)\b/;

/** "Why do pupils move schools?" is about nobody's own place. */
function asksInGeneral(words: string): boolean {
  return question.test(words) && !/\b(i|me|my|mine|we|us|our)\b/.test(words);
}

async function decide(
  context: TurnContext,
  typed: string,
  command: Understood | undefined,
  programme: Programme,
): Promise<Said> {
  // "Book me on 31 February": whoever is asked for it says which day there is not.
  if (command && impossibleDayInWords(typed)) return command;
  const words = plainWords(typed);
  const request: TurnRequest = { text: typed, data: {}, values: {} };
  const { finding } = await lookUp(context, typed);
  if (!command && finding.kind !== 'article' && answersWhichSchool(context, words)) {
    return intended('find-school', { ...request, values: { school: typed } });
  }
  const project = finding.kind === 'record' && finding.asked.about.kind === 'project' ? finding.asked.about.slug : '';
  const act = project ? projectActInWords(words) : undefined;
  // What is known and speaks of no date or event needs no look at the programme: most questions end here.
  if (!command && !act && isKnown(finding) && !ofProgramme.test(words)) return knownAnswer(finding, request);
  const narrowed = narrowProgramme(await programme(), typed, context.now, context.zone);
  // "Register us for peer review" means the project, "register us for the peer review training" the event.
  if (act && !(narrowed.named && strange(narrowed).length === 0 && ofProgramme.test(words))) {
    return intended(act, { ...request, data: { project } });
  }
  if (command && command.intent.verb !== 'whats-on' && commandFits(command.intent.verb, words, narrowed, finding)) {
    return command;
  }
  if (isForProgramme(command?.intent.verb, words, narrowed, finding)) {
    const past = narrowed.sessions.length === 0 && pastEventMeant(context, typed, narrowed.days, finding);
    return past ? intended('answer', { ...request, data: past }) : intended('whats-on', request);
  }
  return knownAnswer(finding, request);
}

/** Asked which school they are from, people type its name into the chat as well as into the form. */
function answersWhichSchool({ subject, actor }: TurnContext, words: string): boolean {
  const isName = words.split(' ').length <= 6 && !question.test(words) && !ofProgramme.test(words);
  return subject.pending !== undefined && actor.personId === null && isName && !isOfElsewhere(words);
}

/** An article, a project or a count of schools is sure to be meant. */
function isKnown(finding: Finding): boolean {
  if (finding.kind === 'schools') return true;
  return finding.kind === 'article' || (finding.kind === 'record' && finding.asked.about.kind === 'project');
}

function knownAnswer(finding: Finding, request: TurnRequest): Said {
  if (finding.kind === 'record' && finding.asked.about.kind === 'project' && finding.asked.aspect === 'mine') {
    return intended('project-mine', { ...request, data: { project: finding.asked.about.slug } });
  }
  return intended('answer', request);
}

/** Whether a doubtful match is the command after all. */
function commandFits(verb: string, words: string, narrowed: Narrowed, finding: Finding): boolean {
  if (finding.kind === 'unknown' && isOfElsewhere(words)) return false;
  const ours = narrowed.named || narrowed.days !== undefined || strange(narrowed).length === 0;
  switch (verb) {
    case 'book':
      return bookingFits(words, narrowed, finding);
    case 'help':
      return finding.kind === 'unknown' && strange(narrowed).length === 0;
    case 'event':
      return true;
    case 'cancel-ask':
      return ours && (finding.kind === 'unknown' || finding.kind === 'choices');
    default:
      return finding.kind === 'unknown' || finding.kind === 'choices';
  }
}

function bookingFits(words: string, narrowed: Narrowed, finding: Finding): boolean {
  if (!/\b(i|me|us|we|my|our)\b|^(please )?(book|reserve|register|sign|put)\b/.test(words)) return false;
  if (strange(narrowed).length === 0) return true;
  // "Book me a taxi to Boston" names a place and nothing that is on there.
  const plain =
    /\b(book|put|sign|register|reserve|enrol) (me|us|my|him|her)( (up|down|in))? (on|onto|for|in|into)\b/.test(words);
  return narrowed.named && (plain || namesOneOfOurs.test(words) || finding.kind !== 'unknown');
}

/** "Book the website workshop": what is asked for is called a workshop, not held at one. */
const namesOneOfOurs =
  /^(please )?(book|reserve)( me)? (the|a|an|that|this)( (?!(?:for|to|at|in|on|with|from)\b)[\w'-]+){0,4} (briefing|conference|workshop|training|course|session|event)s?\b/;

const ofRecords = new Set(['attendance', 'trend', 'schools', 'said', 'mine', 'held', 'results']);

/** Whether the programme to come accounts for all that was said. */
function isForProgramme(verb: string | undefined, words: string, narrowed: Narrowed, finding: Finding): boolean {
  const says = narrowed.named || narrowed.days !== undefined || narrowed.audience !== undefined || verb === 'whats-on';
  if (!says || strange(narrowed).length > 0 || ofRecords.has(aspectInWords(words) ?? '')) return false;
  if (finding.kind === 'unknown' && isOfElsewhere(words)) return false;
  // Nothing fits, and nothing else was meant: the programme says so and shows the nearest.
  if (narrowed.sessions.length === 0) {
    return (
      finding.kind === 'unknown' || finding.kind === 'choices' || (narrowed.days !== undefined && !isKnown(finding))
    );
  }
  return isKnown(finding)
    ? ofProgramme.test(words)
    : narrowed.named || narrowed.days !== undefined || verb === 'whats-on';
}

/** Words that the programme does not have, and that speak of something else. */
function strange(narrowed: Narrowed): string[] {
  return narrowed.unknown.filter(
    (word) => word === 'off' || (!isGrammar(word) && !isGrammar(stemOf(word)) && !fillers.has(word)),
  );
}

const fillers = new Set(
  'happen happening soon attend attending near nearest local still left available planned scheduled running held round term'.split(
    ' ',
  ),
);

function intended(verb: string, request: TurnRequest): Said {
  const intent = intentOf(verb);
  if (!intent) throw new Error(`No intent is called ${verb}: add it to the intent table`);
  return { intent, request: request };
}
