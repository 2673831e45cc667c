import { isOfAnotherKind, namesItsSubject, speaksOf } from './anchor.js';
import { formOf, hasQuestionForm, isIndirectRequest, isPoliteRequest, takesSomebodyOff } from './clause-form.js';
import { saysOwnPlace } from './own-place.js';
import { isPlainRequest } from './plain-requests.js';
import type { ReadClause, Reading } from './reading.js';

/**
 * What is to be done about a clause. This file is the whole policy: the model weighs, this decides.
 * - `do`: the words alone are enough.
 * - `offer`: what it is about is shown with the button that does it, which is one tap.
 * - `for-another`: it is for somebody else than the speaker.
 * - `leave`: they said not to; nothing is done, and we say so.
 * - `tell`: they ask or speak about it; it is not to be done.
 * - `open`: it is none of the acts; the records, the programme and the knowledge base are asked.
 */
type Verdict = 'do' | 'offer' | 'for-another' | 'leave' | 'tell' | 'open';

export interface Decision {
  readonly clause: ReadClause;
  readonly act: string;
  readonly verdict: Verdict;
  /** The share of the model's first choice, and how surely it is a question about what the speaker already has. */
  readonly sure: number;
  /** Nothing beside it takes it back, and it does not end as a question does. */
  readonly stands: boolean;
  /** Besides, nothing in it denies, asks, supposes or tells. */
  readonly plain: boolean;
}

/** An act is looked at when the model gives it this share; to commit on words alone it and the stance need more. */
const enough = 0.5;
const enoughToCommit = 0.8;
const sureOnTalk = 0.9;

/** Acts that change something as soon as they are said; all others show, ask or confirm first. */
const committing = new Set(['book', 'wait', 'accept', 'mute', 'unmute']);

/** The acts of which a person may ask, tell, deny and suppose as well as want them. */
const deeds = new Set([
  ...committing,
  'check-in',
  'cancel',
  'move',
  'substitute',
  'book-others',
  'decline',
  'project-join',
  'project-interest',
  'project-leave',
  'forget',
  'org-cancel',
  'org-move',
  'org-write',
  'org-copy',
  'org-edit',
]);

/** Said for the sake of the talk; nothing is wanted. */
const courtesies = new Set(['greet', 'thanks', 'leave-it']);

/**
 * Decides each clause in the light of the whole message.
 * @param talk whether an event was just spoken of: words that name none may then be about it
 */
export function decide(reading: Reading, talk = { ofEvent: false }): Decision[] {
  return reading.clauses.map((clause, at) => {
    const likeliest = likeliestOf(clause);
    const leans = talk.ofEvent && leansOnTalk(clause);
    const said =
      likeliest &&
      !(callsOff(likeliest.name) && (pointsAtNothing(clause, talk) || isHeldElsewhere(clause))) &&
      (clause.proposed === true || leans || speaksOf(likeliest.name, clause)) &&
      !leansOnElsewhere(clause, reading.clauses[at - 1]);
    const likely = said && likeliest.share >= enough ? actMeant(likeliest.name, clause) : '';
    const named = isInMyPlace(clause)
      ? 'substitute'
      : booksForNamed(clause)
        ? 'book-others'
        : cancelsForNamed(clause)
          ? 'cancel'
          : likely;
    // What there is helps them to decide; and "what can I book" asks for what there is.
    const isOfProgramme = isUndecided(clause) || asksWhatThereIs.test(`${clause.words.join(' ')} `);
    const act = isOfProgramme ? 'programme' : givesBack.test(clause.text) && !clause.asks ? 'cancel' : named;
    // A courtesy is said in ordinary words and names nothing: "who fires the kiln" or "the second" is none.
    const names = clause.mentions.length > 0 || clause.words.includes('UNKNOWN');
    const sure = isOfProgramme ? 1 : courtesies.has(act) && names ? 0 : (likeliest?.share ?? 0);
    const verdict =
      act !== 'mute' && act !== 'unmute' && leavesAlone(clause)
        ? 'leave'
        : deeds.has(act)
          ? verdictOnDeed(act, clause, reading)
          : 'open';
    const stands = doesStand(clause, reading);
    return { clause, act, verdict, sure, stands, plain: stands && isSpokenPlainly(clause) };
  });
}

/** "Do not send it", "I am not asking you to", "leave it for now": whatever was spoken of stays as it is. */
function leavesAlone({ asks, words }: ReadClause): boolean {
  const said = `${words.join(' ')} `;
  // "Do I have to keep it", with or without its mark, is a question.
  return !asks && (forbids.test(said) || (leavesIt.test(said) && !asksWhether.test(` ${said}`)));
}

const asksWhether = / (?:do|does|did|should|shall|must|can|could|may|would) (?:i|we|you|they|people|schools) /;

const lead = '(?:(?:no|please|wait|sorry|and|but|ok|just|oh|actually) )*';
const forbids = new RegExp(
  `^${lead}(?:(?:(?:do not|never) (?:actually |ever |go )?(?:send|publish|book|cancel|move|delete|remove|change|announce|post|share|email|write|copy|close|open|invite|swap|withdraw|release|approve|reject|print|upload|import|save|submit|apply|add|tell|touch|do) )|(?:i am|we are|i was|i did) not (?:asking|ask|telling|tell|saying|say) (?:you |for |to |that )*(?:\\S+ ){0,6})`,
);
const leavesIt =
  / (?:leave|keep) (?:it|that|this|things|THAT) (?:(?:for now|for the moment|for today|alone|as (?:it|THAT) is|be|there|though|please|THAT|UNKNOWN) )*$/;

const asksWhatThereIs =
  /^(?:(?:so|and|ok|but|right) )*(?:what|which)(?: \S+)?(?: else)? (?:can|could|may) (?:i|we) (?:still )?book (?!for )/;

/** "I am torn between Eastholm and Northgate": which one, they do not know yet. */
function isUndecided({ words }: ReadClause): boolean {
  const said = ` ${words.join(' ')} `;
  return / (?:torn|undecided|deciding|dithering|toss ?up|choosing|choose) /.test(said) || between.test(said);
}

const between = / between (?:the )?(?:PLACE|EVENT|DATE|UNKNOWN) (?:EVENT )?(?:and|or) /;

/** Whether reminders are to end or to begin, few words say; that they are spoken of, all of them: the two are weighed as one. */
function likeliestOf({ act }: ReadClause): ReadClause['act'][number] | undefined {
  const [first] = act;
  if (first?.name !== 'mute' && first?.name !== 'unmute') return first;
  const both = act.filter(({ name }) => name === 'mute' || name === 'unmute');
  return { name: first.name, share: both.reduce((sum, { share }) => sum + share, 0) };
}

const callsOff = (act: string) => act === 'cancel' || act === 'org-cancel';

/** "Do we have to scrap it", where no event was spoken of: what it points to is none that is held here. */
function pointsAtNothing({ words, mentions }: ReadClause, talk: { readonly ofEvent: boolean }): boolean {
  const pointsOnly = mentions.length > 0 && mentions.every(({ kind }) => kind === 'THAT');
  return (
    pointsOnly && !talk.ofEvent && !saysOwnPlace(` ${words.join(' ')} `) && / (we|our|us) /.test(` ${words.join(' ')} `)
  );
}

/** "The reservation at Luigi's": it names where, that is nowhere here, and to the model it sounds of elsewhere besides. */
function isHeldElsewhere({ act, words, mentions }: ReadClause): boolean {
  const sounds = (act.find(({ name }) => name === 'elsewhere')?.share ?? 0) >= soundsOfElsewhere;
  const held = mentions.some(({ kind }) => kind === 'EVENT' || kind === 'PLACE' || kind === 'PROJECT');
  return sounds && !held && / (?:at|for|with|from) (?:(?:the|my|our|a) )?UNKNOWN /.test(` ${words.join(' ')} `);
}

const soundsOfElsewhere = 0.15;

/** Acts that ask first or open a form, of which the model may be believed without a word of their own once an event is spoken of. */
const leaningActs = new Set(['substitute', 'book-others', 'org-write', 'org-move', 'org-edit']);

/** "Can my deputy go instead": nothing but what is done is said, and the model is all but certain of it. */
function leansOnTalk({ act: [likeliest], mentions }: ReadClause): boolean {
  const names = mentions.some(({ kind }) => kind === 'EVENT' || kind === 'PLACE' || kind === 'PROJECT');
  return likeliest !== undefined && leaningActs.has(likeliest.name) && likeliest.share >= sureOnTalk && !names;
}

/** From this share on booking is meant, be it for oneself or for another; and below this one it is not sure to be for oneself. */
const enoughForBooking = 0.7;
const surelyOwn = 0.6;

/** "Put Jo down for Eastholm": a word where the name of somebody stands. */
const booksNamed =
  / (?:put|book|sign|add|register|enrol|pop|stick) (?!(?:me|myself|us|my|our|the|an?|it|on|in|up|down|for|to|at|please|places?|seats?|spaces?|spots?|tickets?) )[a-zU]\S* (?:down|up|on|onto|in|to|for) .*(?:EVENT|PLACE|DATE|THAT) /;

/** Whose name nobody here knows is somebody else, whether or not the model makes two acts of it. */
function booksForNamed({ act, words }: ReadClause): boolean {
  const shareOf = (name: string) => act.find((one) => one.name === name)?.share ?? 0;
  const share = shareOf('book') + shareOf('book-others') + shareOf('wait');
  return share >= enoughForBooking && shareOf('book') < surelyOwn && booksNamed.test(` ${words.join(' ')} `);
}

/** Whether somebody else's place is to be given up, whichever of the acts that give up places the model takes it for. */
function cancelsForNamed({ act, words }: ReadClause): boolean {
  const share = act.filter(({ name }) => givesUp.has(name)).reduce((sum, one) => sum + one.share, 0);
  return share >= enough && takesSomebodyOff(words);
}

const givesUp: ReadonlySet<string> = new Set(['cancel', 'org-cancel', 'org-remove', 'substitute']);

/** "Jo will be coming in my stead", whichever of the acts that fill a place the model takes it for. */
function isInMyPlace({ act: [likeliest], text }: ReadClause): boolean {
  return likeliest !== undefined && fillsAPlace.has(likeliest.name) && inMyPlace.test(text);
}

const fillsAPlace = new Set(['book', 'book-others', 'substitute', 'move']);
const inMyPlace = /\b(?:in (?:my|our) (?:stead|place)|instead of (?:me|us)|in place of (?:me|us)|on my behalf)\b/i;

/** What its own words make of an act that the model took for its neighbour. */
function actMeant(act: string, clause: ReadClause): string {
  if (act === 'mute' || act === 'unmute') {
    const said = ` ${clause.words.join(' ')} `;
    // "I'd rather not get reminders": not to want them is to want an end of them.
    if (wantsAnEnd.test(said) || formOf(clause).unwelcome) return beginsAgain.test(said) ? act : 'mute';
    return act;
  }
  // "Put me on Eastholm and my deputy on Northgate": two places, and none is moved.
  if (act === 'move' && asksForPlace.test(clause.words.join(' ')) && !saysToMove.test(` ${clause.words.join(' ')} `))
    return 'book';
  // Whoever sends somebody moves nobody's booking to another date.
  return act === 'move' &&
    / (send|sending) ((my|our|the|a) )?(PERSON|ROLE|UNKNOWN) /.test(` ${clause.words.join(' ')} `)
    ? 'substitute'
    : act;
}

const asksForPlace =
  /^(?:(?:please|ok|and|can you|could you|also|so) )*(?:put|book|sign|add|register|pop|stick) (?:me|us) (?:down |up |in )?(?:on|onto|for|in|to) /;
const saysToMove = / (?:mov\w+|swap\w*|switch\w*|chang\w+|transfer\w*|instead|rather|from|off|not) /;

/** "My place is no longer needed": what is held and not wanted is given up, whatever the model takes it for. */
const givesBack =
  /\bmy (?:place|booking|seat|spot|space)\b.*\b(?:no longer|not|isn['’]?t) (?:\S+ )?(?:needed|required)\b/i;

/** Words for an end of something that comes by itself; "do not stop", "start again" are for its going on. */
const wantsAnEnd =
  / (stop|stopping|end|pause\w*|mute|halt|suspend|cancel|quit|cease|silence|snooze|off|enough|too many|unsubscribe|no (?:more|longer)|without|(?:fed up|sick|tired) (?:of|with)) /;
/** "The reminders work well": they are what is spoken of, and nothing is wanted of them. */
function isToldOfReminders(said: string): boolean {
  const comesFirst = /^(?:\S+ ){0,2}(?:reminders?|messages|notifications|nudges) (?!off|on|please|stop)/;
  return (tells.test(said) || comesFirst.test(said)) && !wantsAnEnd.test(` ${said}`);
}

function isOfPeopleInGeneral({ words, mentions, stance: [stance] }: ReadClause): boolean {
  const named = mentions.some(({ kind }) => kind !== 'ROLE' && kind !== 'NUMBER');
  const said = ` ${words.join(' ')} `;
  return !named && stance?.name !== 'ask' && !/ (place|booking|seat|registration|not) /.test(said);
}

const beginsAgain =
  / (again|back on|resume|restart|unmute|unpause|start\w*|not (?:\S+ ){0,2}(?:stop|end|pause|mute|cancel)) /;

/** "My phone bill, what is it": what was just spoken of is nothing of here. */
function leansOnElsewhere({ mentions, words }: ReadClause, before: ReadClause | undefined): boolean {
  const points = words.length <= 4 && mentions.length > 0 && mentions.every(({ kind }) => kind === 'THAT');
  return points && before !== undefined && isOfAnotherKind(before);
}

function verdictOnDeed(act: string, clause: ReadClause, reading: Reading): Verdict {
  const form = formOf(clause);
  const said = `${clause.words.join(' ')} `;
  // "Why won't it let me book", "what if I book and can't come": what it denies is no refusal.
  if (form.inquires) return 'tell';
  if (form.negated(act)) return 'leave';
  // "Do you think you could stop the reminders": it asks for it in a roundabout way, and a tap settles it.
  if (isIndirectRequest(clause.words)) return 'offer';
  if (form.asksAbout) return 'tell';
  // "The reminders are helpful": no end of them is wanted.
  if (act === 'mute' && !form.unwelcome && isToldOfReminders(said)) return 'tell';
  // "Some of our staff cancel at the last minute": of people in general, and of no place of theirs.
  if (act === 'cancel' && form.another && isOfPeopleInGeneral(clause)) return 'tell';
  // "My deputy says she cancelled my place": what is told of one's own place asks for nothing.
  if (form.told && (form.ownPlace || form.ofSome) && !asksFirst(act, clause)) return 'tell';
  if (form.another && act !== 'substitute' && !act.startsWith('org-') && act !== 'book-others') return 'for-another';
  // What organisers run opens a form, whoever is spoken of: "email all who are booked on the conference".
  if (form.told && !asksFirst(act, clause) && act !== 'book-others' && act !== 'substitute' && !act.startsWith('org-'))
    return 'tell';
  const stance = clause.stance[0];
  if (!stance) return 'tell';
  switch (stance.name) {
    case 'negated':
      // Without a word of denial it is the model's guess, and a tap decides; not to come, or to want no reminders, is what is told.
      return form.denies &&
        !(act === 'cancel' && (form.absent || givesBack.test(clause.text))) &&
        !(act === 'mute' && form.unwelcome)
        ? 'leave'
        : 'offer';
    case 'question':
      // Where nothing in its form asks, it is the model's guess, and a tap decides: "move me to Eastholm".
      return isPoliteRequest(clause.words) || !hasQuestionForm(clause) ? 'offer' : 'tell';
    case 'other':
      // Whose place it is, the words say or they do not: the model's guess alone makes it nobody else's.
      return act === 'book-others' || act === 'substitute' || act === 'cancel' ? 'offer' : 'for-another';
    case 'reported':
      return act === 'book-others' || asksFirst(act, clause) ? 'offer' : 'tell';
    case 'conditional':
    case 'statement':
    case 'social':
      return 'offer';
    case 'ask':
      return committing.has(act) && isPlain(act, clause, reading) ? 'do' : 'offer';
  }
}

/** "Cancel my place, I am double booked": an order, and what is told after it is why; it asks before it does anything. */
function asksFirst(act: string, { words }: ReadClause): boolean {
  const isOrder =
    /^(please )*(cancel|withdraw|remove|unbook|move|swap|switch|drop) (me|my|our|the|EVENT|PLACE|DATE|THAT) /;
  return !committing.has(act) && isOrder.test(`${words.join(' ')} `);
}

/** It has the shape of a request and nothing else, one thing is named, and nothing else in the message speaks against it. */
function isPlain(act: string, clause: ReadClause, reading: Reading): boolean {
  const shares = [clause.act[0]?.share ?? 0, clause.stance[0]?.share ?? 0];
  if (shares.some((share) => share < enoughToCommit)) return false;
  if (!isPlainRequest(act, clause.words) || isOrderInDoubt(clause) || reading.reserved) return false;
  // "Book me on it", in answer to an older message: which one is meant, that message may say.
  if (reading.quotes && !clause.mentions.some(({ kind }) => kind === 'EVENT' || kind === 'PLACE')) return false;
  if (clause.mentions.filter(({ kind }) => kind === 'EVENT' || kind === 'PROJECT').length > 1) return false;
  // "Could I join Eastholm online": whether it can be joined so is what is asked.
  if (isPoliteRequest(clause.words) && clause.mentions.some(({ words }) => words.endsWith(' online'))) return false;
  return reading.clauses.every((other) => other === clause || speaksNotAgainst(other));
}

/** "Book me on the briefing?": an order that ends as a question does. */
function isOrderInDoubt({ asks, words }: ReadClause): boolean {
  return asks && !isPoliteRequest(words);
}

/** Questions about something else that people put beside a request. */
const besideRequest = new Set(['programme', 'details', 'link', 'attendees', 'my-bookings']);

/** A courtesy, or a question about something else. */
function speaksNotAgainst(other: ReadClause): boolean {
  const [act, stance] = [other.act[0], other.stance[0]];
  if (!act || !stance || formOf(other).negated(act.name)) return false;
  // "Or is it full", after a request: it hangs on the answer.
  if (/^(?:or|unless|if|otherwise|except|only)$/.test(other.words[0] ?? '')) return false;
  if (['thanks', 'greet'].includes(act.name)) return act.share >= enoughToCommit || isExclamation(other);
  const asksElse = hasQuestionForm(other) || /^(tell|send|show|give) /.test(`${other.words[0]} `);
  const isBeside = besideRequest.has(act.name) && act.share >= enough && speaksOf(act.name, other);
  return asksElse && isBeside && namesItsSubject(act.name, other);
}

/** "Lovely." before a request: one known word, said for the tone. "Yeah right" may be meant either way. */
function isExclamation({ words: [only = '', ...others], mentions, stance: [stance] }: ReadClause): boolean {
  const isSocial = stance?.name === 'social' && stance.share >= enoughToCommit;
  return isSocial && others.length === 0 && mentions.length === 0 && !isCounter.test(only);
}

const isCounter = /^(?:not|no|never|none|stop|wait|sorry|hm+|UNKNOWN)$/;

/** How what is told begins, rather than what is asked for: "the link stopped working", "i told the office". */
const tells =
  /^(?:(?:so|and|but|ok|right|well|oh|yes|hi) )*(?:(?:the|a|an|my|our|your|his|her|their|this|that|PERSON|ROLE|EVENT|PLACE|DATE|THAT) (?:\S+ ){4}|we (?!want |would (?!have )|need |wish )|(?:you|he|she|they|there|someone|somebody|everyone|people|nobody) |i (?!want |would |need |wish |am here )|(?!i |we would |please )\S+ (?:will|would|has|had|is|was|does|did|may|might|should|must|wants|needs) )/;

/** Nothing in the form of a clause speaks against doing what it says: no denial, question, condition, hearsay or story. */
function isSpokenPlainly(clause: ReadClause): boolean {
  const words = withoutMessage(clause.words);
  const form = formOf({ words });
  const denied = words.some((word) => ['not', 'never', 'nothing', 'if', 'unless', 'or', 'might'].includes(word));
  return !denied && !form.asksAbout && !form.told && !tells.test(`${words.join(' ')} `);
}

/** "Ask the team if there is parking": what is to be asked is theirs to judge. */
function withoutMessage(words: readonly string[]): readonly string[] {
  const said = words.join(' ');
  // "… or is that rude": whether to ask at all is in doubt.
  if (/ or (?:is|am|are|would|should|shall|will|do|does|not)(?= |$)/.test(said)) return words;
  const toWhom = /^(?:.* )?(?:ask|tell|contact|message) (?:the |your )?(?:ROLE|team|organisers?|office)(?= |$)/;
  return toWhom.exec(said)?.[0].split(' ') ?? words;
}

function doesStand(clause: ReadClause, { clauses, reserved }: Reading): boolean {
  const takesBack = (other: ReadClause) => formOf(other).denies || formOf(other).told || other.words.includes('not');
  return !reserved && !isOrderInDoubt(clause) && !clauses.some((other) => other !== clause && takesBack(other));
}
