import { holdsSomewhere } from '../../domain/actor.js';
import { findForeignTopics } from '../../knowledge/foreign-topics.js';
import { splitWords } from '../../knowledge/words.js';
import { isOfAnotherKind, isTalk, isToldOfOneself, namesSomething } from '../../understanding/anchor.js';
import { hasQuestionForm } from '../../understanding/clause-form.js';
import { numberAsked } from '../../understanding/figures/number-asked.js';
import { type Decision, decide } from '../../understanding/policy.js';
import type { ReadClause, Reading } from '../../understanding/reading.js';
import { saidInstead, saysInstead } from '../../understanding/said-instead.js';
import { tokensOf } from '../../understanding/tokens.js';
import { figuresAsked } from '../figures/figures-asked.js';
import { ratingAsked } from '../figures/rating-asked.js';
import { lookUp } from '../knowledge/look-up.js';
import { onlyNarrowing } from '../programme/narrowing.js';
import { programmeOf } from '../programme/programme-of-turn.js';
import { narrowProgramme } from '../programme/programme-words.js';
import type { Subject, TurnContext } from '../talk/turn-context.js';
import { plainWords } from '../talk/wording.js';
import { type Act, actOf, deedOnTalk, heard, saysToRun } from './act-on-words.js';
import { answerToQuestion, toTake } from './answer-to-question.js';
import { askForWay } from './ask-of-event.js';
import { askedOfTalk } from './asked-of-talk.js';
import { asksForNoNumber, namesWhich } from './asks-for-no-number.js';
import { chosenSession } from './choosing/choose-session.js';
import { correction, takenInstead } from './choosing/correction.js';
import { colleagueToo } from './colleague-too.js';
import { offersDays, withDaysBeside } from './days-beside.js';
import { asksOfDetails } from './detail-question.js';
import { bringsFile, fileOf, saidOfFile } from './file-brought.js';
import { keepAsked, readFollowUp } from './follow-up.js';
import { asksByMeasure } from './measure-question.js';
import { withNameBeside } from './named-beside.js';
import { proposeReading } from './propose-reading.js';
import { isOfElsewhere, questionFor } from './question-for.js';
import { readMessageOfTurn } from './read-message-of-turn.js';
import { asksForWords, runningSaid } from './running/running-act.js';
import { ofSchoolsShown } from './running/schools-shown.js';
import { empty, intended, type Said } from './said.js';
import { commandIn, isDoubtful, mayFollow } from './set-command.js';
import { strange } from './strange-words.js';

/**
 * Understands what somebody wrote: reads it, lets the policy decide clause by clause, and finds the intent for each: a set
 * command of the intent table, an act of the chat, what leans on the talk so far, else a question for the programme, the
 * records and the knowledge base. At most two things of one message are answered. What nothing here accounts for is read
 * by a language model, where one is configured, and decided by the same policy.
 */
export async function understandSaid(context: TurnContext, typed: string): Promise<Said> {
  const file = fileOf(context);
  if (file) return saidOfFile(typed, file);
  const reading = await readMessageOfTurn(context, typed);
  if (reading.concern) return intended('safeguarding', empty(''));
  if (!bringsFile(context)) return understandRead(context, reading);
  const left = intended('file-left', empty(''));
  // "Here is the register" is about the file; a question or a request beside it is answered, too.
  const also = reading.clauses.some(({ asks }) => asks) ? await understandRead(context, reading) : undefined;
  return also && !also.unknown ? { ...left, also } : left;
}

async function understandRead(context: TurnContext, reading: Reading): Promise<Said> {
  const answered = answerToQuestion(context, reading);
  if (answered) return answered;
  const said = await understandReading(context, reading);
  const instead = saidOtherwise(context, reading, said);
  if (instead) return understandRead(context, await readMessageOfTurn(context, instead));
  const ofWork = await perhapsOfWork(context, reading, said);
  if (ofWork) return ofWork;
  const ofTalk = await askedOfTalk(context, reading, said);
  if (ofTalk) return ofTalk;
  if (!said.unknown) return said;
  const proposal = await proposeReading(context, reading);
  if (!proposal) return said;
  const again =
    proposal.kind === 'about'
      ? intended('answer', { text: reading.text, data: { proposed: proposal.keys }, values: {} })
      : await understandReading(context, proposal.reading);
  return again.unknown ? said : again;
}

/** "Sorry, meant to say move it"; of whoever runs events, "no wait, copy the other one", too: what is opened asks first. */
function saidOtherwise({ actor }: TurnContext, { text }: Reading, { intent }: Said): string | undefined {
  const words = plainWords(text);
  if (intent.verb === 'answer') return saysInstead(words);
  const runs = intent.verb === 'changed-nothing' && holdsSomewhere(actor, 'organiser');
  const rest = runs ? saidInstead(words) : undefined;
  return rest && ofEvents.test(rest) ? rest : undefined;
}

const ofEvents = /^(?:copy|duplicate|move|write to|e?mail|message|tell|publish|call off|door list|who) /;

/** Where nothing that is known answers it, or only a guess does, whoever runs the programme is taken to speak of the work. */
async function perhapsOfWork(context: TurnContext, reading: Reading, said: Said): Promise<Said | undefined> {
  if (!holdsSomewhere(context.actor, 'board')) return undefined;
  if (said.unknown || said.intent.verb === 'heard') return runningSaid(context, reading, true);
  const asks = reading.clauses.some((clause) => clause.asks || hasQuestionForm(clause));
  return !asks && (await isGuess(context, said)) ? runningSaid(context, reading, true) : undefined;
}

/** By the policy, clause by clause. */
async function understandReading(context: TurnContext, reading: Reading): Promise<Said> {
  const { events, session } = context.subject;
  const decisions = decide(reading, { ofEvent: session !== undefined || events.length > 0 });
  const ofWork = ofSchoolsShown(context, reading) ?? (await askedOfWork(context, reading));
  if (ofWork) return ofWork;
  if (await asksByMeasure(context, reading.text, decisions))
    return withAsked(context, intended('whats-on', empty(reading.text)));
  const isNoNumber =
    decisions.some((one) => isOrder(context, one)) || asksForNoNumber(context.subject, reading.text, decisions);
  const rating = isNoNumber ? undefined : await ratingAsked(context, reading.text, decisions);
  if (rating) return intended(rating.verb, rating.request);
  const whole = isNoNumber ? undefined : await figuresAsked(context, reading.text);
  // "Bookings" after a number of them may be a command all the same, and "attendees for" what is to come is the list of them.
  const named = whole && (await commandIn(context, reading.text));
  // "How many came to the last one" asks for a number outright, and opens no event.
  const leans = whole?.leans && numberAsked(reading.text) !== 'count';
  const command = named && (leans || named.intent.verb === 'attendees');
  if (whole?.sure && !command) return intended(whole.verb, whole.request);
  const [first, ...others] = worthAnswering(decisions).map((asked) => withNameBeside(asked, decisions));
  if (!first) return understandClause(context, reading.text, wholeOf(decisions, reading), { figures: whole });
  if (decisions.length === 1) return understandClause(context, reading.text, first, { figures: whole });
  const said = await understandClause(context, first.clause.text, first);
  const beside = (one: Said, of: Decision) => withDaysBeside(one, of, decisions);
  const [last] = others;
  if (!last)
    return said.unknown || (await isGuess(context, said))
      ? ofWholeMessage(context, reading, said)
      : beside(said, first);
  const next = await understandClause(context, last.clause.text, last);
  if (next.unknown) return said.unknown ? ofWholeMessage(context, reading, said) : beside(said, first);
  if (said.unknown) return (await isGuess(context, next)) ? ofWholeMessage(context, reading, next) : beside(next, last);
  if (isSameDeed(said, next) && namesWhich(first) && namesWhich(last)) return together(said, next);
  if (said.intent.verb !== next.intent.verb || said.intent.verb === 'answer') return { ...said, also: next };
  const later = beside(next, last);
  return later === next ? beside(said, first) : later;
}

/** Commands whose words are said of much else: "correct the article". */
const saidOfMuch: ReadonlySet<string> = new Set(['on-request']);

/** What those who run the programme ask for, unless it is said as a command is. */
async function askedOfWork(context: TurnContext, reading: Reading): Promise<Said | undefined> {
  if (!holdsSomewhere(context.actor, 'board')) return undefined;
  const command = await commandIn(context, reading.text);
  if (
    command &&
    !saidOfMuch.has(command.intent.verb) &&
    !isDoubtful(context, command, plainWords(command.request.text), false)
  )
    return undefined;
  const instead = asksForWords(reading);
  if (instead) return understandReading(context, await readMessageOfTurn(context, instead));
  return runningSaid(context, reading);
}

/** Deeds that are done to several at once, after one question. */
const ofSeveral = new Set(['book', 'cancel-ask']);

function isSameDeed(said: Said, next: Said): boolean {
  return said.intent.verb === next.intent.verb && ofSeveral.has(said.intent.verb);
}

/** "Book me on the briefing, and put me down for the conference too": both at once, which is more than words alone may do. */
function together(said: Said, next: Said): Said {
  const text = `${said.request.text} and ${next.request.text}`;
  return { ...said, request: { ...said.request, text, data: { ...said.request.data, tap: 'yes' } } };
}

/**
 * What a clause alone does not say, the message may: "we are a small school. What is there for us?" What it only seems to say, the
 * message must bear out: "what do I send them", after "the parents have appealed".
 */
async function ofWholeMessage(context: TurnContext, { text }: Reading, said: Said): Promise<Said> {
  if (await isAnswered(context, text)) return intended('answer', empty(text));
  if (said.unknown)
    return (await narrowsInAll(context, text)) ? withAsked(context, intended('whats-on', empty(text))) : said;
  const { request } = said;
  return { ...said, request: { ...request, data: { ...request.data, guess: 'no' } }, unknown: true };
}

/** "I can only do Wednesdays. What is there": in all it says when, and nothing of another subject. */
async function narrowsInAll(context: TurnContext, text: string): Promise<boolean> {
  if (!offersDays(text) || isOfElsewhere(plainWords(text))) return false;
  const programme = await programmeOf(context);
  const rest = await onlyNarrowing(context, text, programme);
  const narrowed = narrowProgramme(programme, rest ?? text, context.now, context.zone);
  return (rest !== undefined || narrowed.days !== undefined) && strange(narrowed, true).length === 0;
}

/** Of which nothing is known for sure: it would be answered with a choice. */
async function isGuess(context: TurnContext, { intent, request }: Said): Promise<boolean> {
  return intent.verb === 'answer' && (await lookUp(context, request.text)).finding.kind === 'choices';
}

const courtesies = new Set(['greet', 'thanks', 'leave-it', 'personal']);

/** "I am out until Tuesday", "no rush": said beside a question, nothing is asked by it. */
const asideStances: ReadonlySet<string> = new Set(['statement', 'reported', 'negated']);

const goesOn = /^(?:ok |oh |yes |right |well )*(?:go on|go for it|go ahead)(?: then)?$/;

/** At most two requests or questions; other statements are ignored. */
function worthAnswering(decisions: readonly Decision[]): readonly Decision[] {
  const asked = decisions.filter(({ act, sure, clause, verdict }) => {
    // "Go on then, put me down": it is what follows that is wanted.
    if (decisions.length > 1 && goesOn.test(clause.words.join(' '))) return false;
    if (verdict !== 'open' || sure === 0) return true;
    const stance = clause.stance[0]?.name;
    return !courtesies.has(act) && stance !== 'social' && (clause.asks || !(stance && asideStances.has(stance)));
  });
  // Beside what clearly asks, words that ask for nothing known are an aside: "no rush, I am out of school until Tuesday".
  const clear = asked.filter(({ act, clause }) => act !== '' || clause.asks);
  const wanted = clear.length > 0 ? clear : asked;
  const deeds = wanted.filter(({ verdict }) => verdict !== 'open');
  const told = decisions.filter(({ act }) => !courtesies.has(act));
  return (wanted.length > 0 ? [...deeds, ...wanted.filter((one) => !deeds.includes(one))] : told).slice(0, 2);
}

/** Courtesies alone, or nothing that could be read. */
function wholeOf(decisions: readonly Decision[], reading: Reading): Decision {
  const clause = { text: reading.text, asks: false, words: [], mentions: [], act: [], stance: [] };
  return decisions[0] ?? { clause, act: '', verdict: 'open', sure: 0, stands: false, plain: false };
}

/** @param read the number that the words ask for, where it was read already */
async function understandClause(
  context: TurnContext,
  typed: string,
  decision: Decision,
  read?: { readonly figures: Awaited<ReturnType<typeof figuresAsked>> },
): Promise<Said> {
  const words = plainWords(typed);
  const way = await askForWay(context, words, () => programmeOf(context));
  if (way) return intended(way.verb, way.ask);
  const chosen = isAnyShown(context) && decision.stands && (await chosenAmongShown(context, decision.clause, typed));
  if (chosen) return intended(chosen.verb, chosen.ask);
  const command = await commandIn(context, typed);
  const ofAnother = isOfAnotherKind(decision.clause);
  const doubtful = command && isDoubtful(context, command, plainWords(command.request.text), ofAnother);
  if (command && !doubtful && mayFollow(command, decision)) return command;
  if (!ofAnother && (await asksOfDetails(context, typed, decision)))
    return intended('event-asked', { text: typed, data: {}, values: {} });
  const same = context.subject.again && asksForSame.test(words) ? await followed(context, typed) : undefined;
  if (same) return same;
  const known = isForeign(decision, words) && !isOrder(context, decision) ? undefined : actOf(context, decision);
  // "My deputy will do it instead" sounds like a move to another day.
  const isUnsure = decision.verdict === 'open' || !known || known.verb === 'move';
  const act = isUnsure ? (deedOnTalk(context, decision) ?? known) : known;
  const figures = read ? read.figures : await figuresAsked(context, typed);
  // What asks for a number only in part gives way to a deed: "write to everyone coming to the briefing".
  if (figures && (figures.sure || !isDeed(act, decision))) return intended(figures.verb, figures.request);
  if (act && !(await givesWay(context, act, decision, typed)))
    return withAsked(context, intended(act.verb, { text: typed, data: act.data ?? {}, values: {} }));
  const colleague = colleagueToo(context, decision.clause, typed);
  if (colleague) return intended(colleague.verb, colleague.ask);
  const followUp = await followed(context, typed);
  if (followUp) return followUp;
  const programme = () => programmeOf(context);
  const question = await questionFor(context, typed, decision, programme);
  const told: Record<string, string> = act?.verb === 'heard' ? { told: 'yes' } : {};
  const request = { ...question.request, data: { ...question.request.data, ...told } };
  const said = await withAsked(context, intended(question.verb, request));
  if (!question.unknown) return said;
  return saidInPassing(decision, words) ?? { ...said, unknown: true };
}

/** "And the same for Eastholm": of what was asked before. */
const asksForSame = /^(?:(?:and|ok|now|do|can (?:i|we|you) (?:have|do|get)) )*(?:the )?same (?:for|with|at|of) /;

async function followed(context: TurnContext, typed: string): Promise<Said | undefined> {
  const followUp = await readFollowUp(context, typed, () => programmeOf(context));
  return followUp && withAsked(context, intended(followUp.verb, followUp.ask));
}

/** Which of what was shown is meant, or where they would rather go than where they have just been booked. */
async function chosenAmongShown(context: TurnContext, clause: ReadClause, typed: string) {
  const programme = await programmeOf(context);
  const isSeveral = !context.subject.session && context.subject.events.length > 1;
  // "I'd like to go", where several were shown: which one is asked.
  const ofThese = isSeveral ? { verb: 'book', ask: { ...empty(''), data: { tap: 'yes' } } } : undefined;
  const taken = isTaken(context.subject, typed) ? (toTake(context.subject) ?? ofThese) : undefined;
  const instead = taken ?? takenInstead(context, typed, programme);
  if (instead) return instead;
  const corrected = () =>
    correction(context, typed, programme) ?? correction(context, asTyped(context, typed), programme);
  const chosen = () => chosenSession(context, clause, typed, programme);
  // "I meant the briefing", asked which one, is one of those that were offered.
  return context.subject.choosing ? ((await chosen()) ?? corrected()) : (corrected() ?? chosen());
}

/** With the "actually" before it, which is otherwise passed over. */
function asTyped({ turn: { input } }: TurnContext, typed: string): string {
  const isAll = input.kind === 'said' && input.text.endsWith(typed) && input.text.length - typed.length < mostBefore;
  return isAll ? input.text : typed;
}

const mostBefore = 24;

/** "Ok that one", "I would like to go", "just me": what was shown, with its button. */
function isTaken({ choosing, choices }: Subject, typed: string): boolean {
  if (choosing || choices?.length) return false;
  return takesShown.test(`${tokensOf(typed).join(' ')} `);
}

const takesShown =
  /^(?:(?:ok|yes|right|fine|good|great|brilliant|perfect|lovely|and|so|then|actually|oh|well) )*(?:(?:ok|yes|right) (?:that|this)(?: one)?|(?:that|this) one|(?:i|we) (?:would like|would love|want|will) (?:to )?(?:go|come|attend|be there|join|do (?:it|that))|me (?:too|as well)|and me(?: too)?|(?:no )?(?:just|only) (?:me|myself|for me|for myself|the one))(?: (?:to|it|that|one|please|then|too|actually|thanks|this|time|for now|for the moment))* $/;

function isAnyShown({ subject }: TurnContext): boolean {
  return subject.choosing !== undefined || subject.events.length > 0;
}

/** "Email delegates on the 15th about parking": what they are told is of anything. */
function isOrder({ actor }: TurnContext, decision: Decision): boolean {
  return holdsSomewhere(actor, 'organiser') && saysToRun(decision);
}

function isDeed(act: Act | undefined, { verdict }: Decision): boolean {
  return act !== undefined && (act.verb === 'organise-meant' || (verdict !== 'open' && verdict !== 'tell'));
}

/** What nothing answers and nobody asked: small talk, and what somebody says of themselves. It is kept nowhere. */
function saidInPassing({ clause }: Decision, words: string): Said | undefined {
  // "Sing happy birthday" sounds like small talk, and asks for something that is done elsewhere.
  if (isTalk(clause) && !asksElsewhere(words) && !isOfAnotherKind(clause)) {
    const [likeliest] = clause.act;
    return intended(
      likeliest?.name === 'greet' || likeliest?.name === 'leave-it' ? likeliest.name : 'thanks',
      empty(''),
    );
  }
  if (!isToldOfOneself(clause)) return undefined;
  const { verb, data = {} } = heard(clause);
  return intended(verb, { ...empty(''), data });
}

/** Acts that need something on the programme. */
const needProgramme = new Set([
  'book',
  'book-colleagues',
  'wait',
  'cancel-ask',
  'move',
  'substitute',
  'attendees-meant',
]);

/**
 * What is only told gives way to an article that answers it, and so does what would be done about the programme where nothing is
 * on and nothing on it is named: "can I bring my rep with me".
 */
async function givesWay(context: TurnContext, act: Act, { clause }: Decision, typed: string): Promise<boolean> {
  if (act.verb === 'heard') return isAnswered(context, typed);
  if (!needProgramme.has(act.verb) || namesSomething(clause)) return false;
  return (await programmeOf(context)).length === 0 && isAnswered(context, typed);
}

/** What seems to be told only, and is what an article answers: "smells like a trust to me". */
async function isAnswered(context: TurnContext, typed: string): Promise<boolean> {
  const { finding } = await lookUp(context, typed);
  return finding.kind === 'article' || finding.kind === 'choices';
}

/** What a follow-up question about the programme needs. */
async function withAsked(context: TurnContext, said: Said): Promise<Said> {
  if (said.intent.verb !== 'whats-on') return said;
  const narrowed = narrowProgramme(await programmeOf(context), said.request.text, context.now, context.zone);
  return { ...said, keep: { asked: keepAsked(narrowed, said.request.text) } };
}

/** Speaks of something that is never ours: "cancel my gym subscription", "book me a taxi". */
function isForeign({ clause, act, verdict }: Decision, words: string): boolean {
  // Asked for in so many words: "can you turn off my reminders" is about no device.
  if (verdict === 'do' || act === 'my-bookings' || act === 'thanks' || act === 'personal') return false;
  // "Tell everybody on the list for Eastholm that the car park is full": what they are to be told is of anything.
  if (act === 'org-write' && clause.mentions.some(({ kind }) => kind === 'PLACE')) return false;
  if (act === 'greet') return asksElsewhere(words);
  return isOfElsewhere(words) && !clause.mentions.some(({ kind }) => kind === 'EVENT' || kind === 'PROJECT');
}

/** Of a trade that is not ours; to talk to the bot about itself is none. */
function asksElsewhere(words: string): boolean {
  return isOfElsewhere(words) && findForeignTopics(splitWords(words)).some(({ topic }) => topic !== 'chat');
}
