import { holdsSomewhere } from '../../domain/actor.js';
import type { Verb } from '../../rendering/verbs.js';
import { isToldOfPeople } from '../../understanding/anchor.js';
import { isDoneToOwnPlace } from '../../understanding/own-place.js';
import { isPlainRequest } from '../../understanding/plain-requests.js';
import type { Decision } from '../../understanding/policy.js';
import type { ReadClause } from '../../understanding/reading.js';
import type { TurnContext } from '../talk/turn-context.js';

/** Which intent a decision comes to, and what it carries beside the words. */
export interface Act {
  readonly verb: string;
  readonly data?: Readonly<Record<string, string>>;
}

/**
 * The intent for a decision of the policy; undefined when it is none of the acts of this chat, and the programme, the
 * records and the knowledge base are to be asked.
 */
export function actOf(context: TurnContext, decision: Decision): Act | undefined {
  const { verdict } = decision;
  if (dropsThat.test(decision.clause.words.join(' '))) return { verb: 'leave-it' };
  const organises = holdsSomewhere(context.actor, 'organiser');
  const { session, events, registration } = context.subject;
  // What was shown with their own place is spoken of as theirs.
  const isTalkedOf = registration === undefined && (session !== undefined || events.length === 1);
  if (verdict === 'open')
    return (
      listAct(decision, organises) ??
      ownProjectAct(context, decision) ??
      openAct(context, decision) ??
      (organises ? runningSaidPlainly(decision) : undefined)
    );
  if (verdict === 'leave') return { verb: 'changed-nothing' };
  if (isOfProject(context, decision)) return undefined;
  const running = organises ? runningAct(decision, isTalkedOf) : undefined;
  if (running) return running;
  return verdict === 'tell' ? toldAct(decision) : wantedAct(decision);
}

/** "Can I change that", of a project: no place at an event is meant. */
function isOfProject({ subject: { about, events, registration } }: TurnContext, { act, clause }: Decision): boolean {
  const names = clause.mentions.some(({ kind }) => kind === 'EVENT' || kind === 'PLACE' || kind === 'DATE');
  const isTalkedOf = about?.kind === 'project' && events.length === 0 && !registration;
  return isTalkedOf && !names && ['move', 'substitute'].includes(act) && !isDoneToOwnPlace(clause.words);
}

/** What somebody asks for, as far as their words alone may do it. */
function wantedAct({ act, verdict, clause }: Decision): Act | undefined {
  const tap = verdict === 'do' ? {} : { data: { tap: 'yes' } };
  const another = verdict === 'for-another';
  switch (act) {
    case 'book':
      return another ? { verb: 'book-colleagues' } : { verb: 'book', ...tap };
    case 'wait':
      return another ? { verb: 'book-colleagues' } : { verb: 'wait', ...tap };
    case 'book-others':
      return { verb: 'book-colleagues' };
    case 'cancel':
    case 'org-cancel':
      return { verb: 'cancel-ask', ...(another ? { data: { others: 'yes' } } : {}) };
    case 'move':
      return { verb: 'move' };
    case 'substitute':
      return { verb: 'substitute' };
    case 'accept':
      return { verb: 'accept', ...tap };
    case 'decline':
      return { verb: 'decline', ...tap };
    case 'forget':
      // "Too dear, forget it": what was spoken of, not oneself.
      if (forgetsThat.test(clause.words.join(' '))) return { verb: 'leave-it' };
      return another ? undefined : { verb: 'forget-ask' };
    case 'mute':
    case 'unmute':
      return remindersAct(act, verdict === 'do');
    default:
      return undefined;
  }
}

/** "Too dear, forget it": said last, it means nothing else, whatever the model makes of what is before it. */
const dropsThat = /(?:^|\w )(?:forget|scrap) THAT(?: then| thanks| please)?$/;

const forgetsThat = /\bforget THAT\b(?!.*\b(?:me|my|data|account|details|records?)\b)/;

function remindersAct(act: 'mute' | 'unmute', plain: boolean): Act {
  const verb = act === 'mute' ? 'mute-reminders' : 'unmute-reminders';
  if (plain) return { verb };
  return { verb: 'offer-deed', data: { deed: act } };
}

/** What somebody asks or tells about an act: what they have is shown; all else is a question like any other. */
function toldAct({ act, clause }: Decision): Act | undefined {
  const words = clause.words.join(' ');
  const ofTheirs =
    /\b(did|(have|has) (i|we|my|our|you)|(i|we) have|am|are|was|were|why|who|already|mistake|number|where am|check)\b/.test(
      words,
    );
  const inGeneral =
    /^(so |and |but )*(how|who can|what if|what happens|where can|where do|when (do|does|can|must|should)|what (date|day) (do|does|is)|by when|should|can|could|do (i|we) (have|need) to)\b/.test(
      words,
    );
  if (
    ['book', 'wait', 'move', 'cancel'].includes(act) &&
    ofTheirs &&
    !inGeneral &&
    /\b(i|me|my|we|us|our)\b/.test(words)
  ) {
    return { verb: 'my-bookings' };
  }
  return undefined;
}

/** Lists of one event, which only those who run it see. */
function listAct({ act, sure, clause }: Decision, organises: boolean): Act | undefined {
  if (sure < 0.5) return undefined;
  switch (act) {
    case 'attendees':
      // "Reserve list for the workshop please": a member wants to be on it.
      return !organises && namesWaitingList.test(clause.words.join(' '))
        ? { verb: 'wait', data: { tap: 'yes' } }
        : undefined;
    case 'org-door':
      return organises ? running('door') : { verb: 'attendees-meant' };
    case 'org-remove':
      // Whoever booked for a colleague gives up that place, after a question, and never their own.
      return organises ? { verb: 'attendees' } : { verb: 'cancel-ask', data: { others: 'yes' } };
    case 'org-waiting':
      return organises ? { verb: 'waiting-list' } : undefined;
    case 'org-new':
      return organises && sure >= sureEnough ? { verb: 'organise-new' } : undefined;
    default:
      return undefined;
  }
}

/** "Stop taking bookings": nobody's place is meant. */
const closesBooking =
  /\b(close|closing|stop|stopping|end|shut|freeze) (off |up |down )?(taking |accepting |any )?(the |more |all |further )?(bookings?|registrations?|sign[- ]?ups?)\b/i;

const namesWaitingList = /^(?:(?:please|ok|yes|just|the) )*(?:waiting|reserve|wait) list(?= |$)|^waitlist(?= |$)/;

/** Words that say which of the organisers' acts it is, whatever else is said. */
function saidPlainly({ text, words }: Decision['clause']): 'org-copy' | 'org-write' | 'org-close' | undefined {
  const said = ` ${words.join(' ')} `;
  if (closesBooking.test(text)) return 'org-close';
  if (/ (copy|duplicate|clone) /.test(said) || /^ (?:the |do |run )*same (?:again|thing) /.test(said))
    return 'org-copy';
  const writes =
    /^ (please |can you |could you )*(write|email|message|tell|text|inform|notify|remind|let|contact) /.test(said);
  return writes && / (everyone|everybody|them|all|people|those|attendees|delegates|whoever) /.test(said)
    ? 'org-write'
    : undefined;
}

/** "The Eastholm evening is off": whoever runs it says so of what is to be called off, and is asked before it is. */
const callsItOff =
  /^(?:(?:hi|so|sorry|right|ok|afraid|unfortunately) )*(?:the |our )*(?:EVENT|PLACE)(?: (?:EVENT|PLACE|on DATE|DATE|in|at|one))* (?:is|are|will be|has been|needs to be|has to be|must be) (?:off|cancelled|called off|scrapped|not (?:happening|running|on|going ahead|taking place))(?= |$)/;

const copiesEvent =
  /^(?:the |do |run )*same (?:again|thing) .*\b(?:EVENT|PLACE)\b|\b(?:make|create) (?:me |us )?(?:a|another) copy of (?:the |our )?(?:EVENT|PLACE)\b/;

/** "Can we stop taking bookings for Eastholm", "make a copy of the briefing": asked for in so many words, whatever the model takes it for. */
function runningSaidPlainly({ clause, plain, stands }: Decision): Act | undefined {
  const named = clause.mentions.some(({ kind }) => kind === 'EVENT' || kind === 'PLACE' || kind === 'DATE');
  const isOff = named && !clause.asks && callsItOff.test(clause.words.join(' '));
  if (isOff) return running('cancel');
  const deed = plain && named ? saidPlainly(clause) : undefined;
  // A copy of the slides is no copy of an event.
  if (deed === 'org-copy') return copiesEvent.test(clause.words.join(' ')) ? running('copy') : undefined;
  if (deed === 'org-write') return running('write');
  if (
    stands &&
    named &&
    !clause.asks &&
    !/ (?:not|if|or) /.test(` ${clause.words.join(' ')} `) &&
    changesEvent.test(clause.words.join(' ')) &&
    !isDoneToOwnPlace(clause.words)
  )
    return running('move');
  return deed === 'org-close' ? running('close') : undefined;
}

/** Whether somebody who runs events says what is to be done to one, in words that ask for no number. */
export function saysToRun(decision: Decision): boolean {
  const said = decision.clause.words.join(' ');
  return (
    (decision.plain && saidPlainly(decision.clause) === 'org-write') || (decision.stands && changesEvent.test(said))
  );
}

/** "Switch Eastholm to the town hall", "new date for the training". */
const changesEvent =
  /^(?:(?:please|ok|so|and|right|can|could|we|you|let|us|need|to|i|want) )*(?:(?:(?:are|have|had|will be|will|having|got) )?(?:to )?(?:switch(?:ing)?|mov(?:e|ed|ing)|chang(?:e|ed|ing)|shift(?:ing)?|swap|push|bring|put) (?:the )?(?:EVENT|PLACE)(?: \S+)*? (?:to|back|forward|earlier|later|on|until)(?= |$)|(?:a |the )?(?:new|different|change of|other) (?:date|day|time|start|venue|room|place|UNKNOWN) (?:for|of|at) )|^(?:the |our )?(?:venue|date|time|room|start(?: time)?|UNKNOWN) (?:for|of|at) (?:the )?(?:EVENT|PLACE)(?: \S+){0,4} (?:has|have|is|will|needs to) (?:be |been |now )*(?:chang(?:e|ed)|moved?|different|UNKNOWN)$/;

/** What organisers say of an event that they run. Of their own place they say "my place", "me", or that they cannot come. */
function runningAct({ act, clause, verdict }: Decision, isTalkedOf: boolean): Act | undefined {
  if (verdict === 'tell') return undefined;
  const mine = isDoneToOwnPlace(clause.words);
  const named = clause.mentions.some(({ kind }) => kind === 'EVENT' || kind === 'PLACE' || kind === 'DATE');
  switch (((named || isTalkedOf) && saidPlainly(clause)) || act) {
    case 'cancel':
      if (mine || !(named || isTalkedOf)) return undefined;
      return verdict === 'for-another' ? { verb: 'attendees' } : running('cancel');
    case 'org-cancel':
      return mine ? undefined : running('cancel');
    case 'wait':
      // "And the waiting list", of what they run: the list, not a place on it.
      return !mine && isTalkedOf && showsWaitingList.test(clause.words.join(' '))
        ? { verb: 'waiting-list' }
        : undefined;
    case 'move':
      return mine || !(named || isTalkedOf) ? undefined : running('move');
    case 'org-move':
      return running('move');
    case 'org-edit':
      return running('edit');
    case 'org-write':
      return running('write');
    case 'org-copy':
      return running('copy');
    case 'org-close':
      return running('close');
    default:
      return undefined;
  }
}

const showsWaitingList =
  /^(?:(?:and|so|ok|show|see|the|what|about|then|now|me|please) )*(?:(?:waiting|wait|reserve) list|waitlist)(?: (?:please|then|now|thanks|too))*$/;

function running(deed: string): Act {
  return { verb: 'organise-meant', data: { deed } };
}

/** At this share an act is taken at its word; below it the records are asked first. */
const sureEnough = 0.75;

/** What somebody tells: of a person it is heard, and with anything else the team may help. */
export function heard(clause: ReadClause): Act {
  return { verb: 'heard', ...(isToldOfPeople(clause) ? {} : { data: { trouble: 'yes' } }) };
}

/** What shows or opens something and does nothing, and is asked for in more ways than its set words. */
const pageActs: Readonly<Record<string, Verb>> = {
  'my-data': 'my-data',
  'change-school': 'change-school',
  'ask-team': 'ask-team-form',
  'my-projects': 'my-projects',
  certificate: 'certificate',
};

/** Pages that are asked for as well by asking whether there is anything on them: "will I get a certificate". */
const pagesAskedAbout: ReadonlySet<string> = new Set(['my-projects', 'certificate']);

/** "Could somebody from the team …": whoever does it, it is asked for. */
const asksFor =
  /^(?:(?:please|hi|so|and|also|ok) )*(?:(?:can|could|would|may) (?:i|we|you|someone|somebody|anyone)|let me|give me|show me|send me) /;

/** "Has my school applied", of the project that is named or was just spoken of, is of that one, and not of all of theirs. */
function ownProjectAct({ subject: { about } }: TurnContext, { act, sure, clause }: Decision): Act | undefined {
  if (act !== 'my-projects' || sure < sureEnough || about?.kind !== 'project') return undefined;
  if (clause.stance[0]?.name !== 'question' || !isOfOne.test(clause.text)) return undefined;
  return { verb: 'project-mine', data: { project: about.slug } };
}

/** "Any of them", "which ones", "our projects" are of more than one. */
const isOfOne = /^(?!.*\b(?:any|which|what|all|projects)\b)/i;

/** Acts that are no deeds: they show something, or are courtesies. */
function openAct({ subject }: TurnContext, { act, sure, clause, stands }: Decision): Act | undefined {
  const stance = clause.stance[0]?.name;
  if (isThanks(clause)) return { verb: 'thanks' };
  if (sure < sureEnough) return undefined;
  const page = pageActs[act];
  const isAskedFor = stance === 'ask' || asksFor.test(clause.words.join(' '));
  if (page && pagesAskedAbout.has(act) && (isAskedFor || stance === 'question')) return { verb: page };
  if (page && stands && isAskedFor) return { verb: page };
  switch (act) {
    case 'link':
      // "How do I join", of what was shown and is not booked: it says so itself.
      if (subject.events.length === 1 && !subject.registration) return undefined;
      return { verb: 'my-bookings' };
    case 'my-bookings':
      // "What have we got in January": what is on then, with what of it is booked.
      if (whatIsThere.test(clause.words.join(' '))) return undefined;
      return { verb: clause.words.includes('calendar') ? 'calendar' : 'my-bookings' };
    case 'greet':
    case 'thanks':
      return clause.words.length <= 8 ? { verb: act } : undefined;
    case 'leave-it':
      return { verb: 'leave-it' };
    case 'personal':
      return stance === 'statement' ? heard(clause) : undefined;
    case 'attendees':
      // How many they are is a number, not the list of them.
      if (clause.words.join(' ').includes('how many')) return undefined;
      // Of something that is over, the records tell how many came.
      return clause.mentions.some(({ kind }) => kind === 'DATE') ? undefined : { verb: 'attendees-meant' };
    default:
      return undefined;
  }
}

/** "Thank you so much, that is really kind": thanked for, and nothing is named or asked besides. */
function isThanks({ words, asks, mentions, stance: [stance] }: ReadClause): boolean {
  const isSaid =
    /^(?:(?:ok|oh|great|lovely|brilliant|perfect|many|right|well|and) )*(?:thanks|thank you|thank|cheers|ta) /;
  return (
    !asks &&
    stance?.name === 'social' &&
    isSaid.test(`${words.join(' ')} `) &&
    mentions.every(({ kind }) => kind === 'THAT')
  );
}

const whatIsThere =
  /^(?:(?:so|and|ok|hi) )*what (?:else )?(?:have|do) we (?:got|have)(?: (?:on|coming up))?(?: .*)?DATE(?!.* (?:book\w*|places?|down|sign\w*|diary|calendar)(?: |$))/;

/** "Send someone else", "someone else use my place", "swap with our vice chair", "not me, our clerk": who goes instead. */
const instead =
  /^(?:swap|switch|trade)(?: (?:places?|seats?))? with (?:(?:my|our|the|a) )?(?:ROLE|PERSON|UNKNOWN|someone|somebody)(?: (?:else|UNKNOWN|instead|please|on THAT|THAT))*$|^(?:is there |there is |know |maybe |perhaps )?(?:(?:my|our|the|a) )?(?:ROLE|PERSON|UNKNOWN|anyone|anybody|someone|somebody|another person)(?: UNKNOWN| else)?(?: (?:who|that|THAT|can|could|may|might|will|would|is|able to|free to|to|like to|happy to|go|come|attend|going|coming|have|take|use|do))* (?:instead|in my place|my place|instead of me)(?: then| please)*$|^not (?:for )?me (?:(?:it is|but|for|make it|my|our|the) )*(?:ROLE|PERSON|UNKNOWN)(?: (?:UNKNOWN|please|instead))*$|^who (?:else )?(?:can|could|may|should|shall) (?:i|we) send(?: instead| in my place| to it)*$|^(?:send|have) (?:(?:my|our|the|a) )?(?:someone|somebody|anyone|anybody|another person|ROLE|PERSON)(?: else)?(?: to it| instead| in my place| along| over)*$|^(?:someone|somebody|anyone|anybody) else (?:go|come|attend|use|have|take|do)(?: it| THAT| instead| my place| the place)*$/;

/** What is done to what was just spoken of, by the verb: "move it to 10am", "email them", "copy that". */
const deeds: ReadonlyArray<readonly [RegExp, 'move' | 'write' | 'copy' | 'cancel']> = [
  [
    /^(?:move|change|swap|switch|shift|reschedule|postpone|push) (?:it|that|this|THAT|mine|the (?:time|date|day|start|venue))(?= |$)/,
    'move',
  ],
  [
    /^(?:write|e?mail|message|tell|text|contact|notify|let|warn|remind|send|drop|ask) (?:to )?(?:it|that|them|THAT|all|everyone|everybody|people|all of THAT|the lot(?: of THAT)?)(?= |$)/,
    'write',
  ],
  [/^(?:copy|duplicate|clone|repeat) (?:it|that|this|THAT)(?= |$)/, 'copy'],
  [/^(?:cancel|call off) (?:it|that|this|THAT)(?= |$)/, 'cancel'],
];

const politely =
  /^(?:(?:ok|please|and|so|then|also|just|yes|no|right|sorry|can|could|would|will|you|we|i|want|to|would like|need|let us) )*/;

/**
 * An order about the one event or booking that was just spoken of, which few words are enough for: "move it". It opens a form or
 * asks first.
 * @returns undefined where more than that is named, or nothing was spoken of
 */
export function deedOnTalk({ actor, subject }: TurnContext, { clause, stands }: Decision): Act | undefined {
  const { session, events, registration, choosing } = subject;
  const isOfOne = session !== undefined || events.length === 1;
  if (!isOfOne && !choosing && events.length === 0) return undefined;
  if (clause.mentions.some(({ kind }) => kind === 'EVENT' || kind === 'PROJECT')) return undefined;
  const said = clause.words.join(' ').replace(politely, '');
  if (isOfOne && instead.test(said)) return { verb: 'substitute' };
  if (!stands) return undefined;
  // "Save me a seat": too few words for the model, and a tap settles it.
  if (isOfOne && isPlainRequest('book', clause.words)) return { verb: 'book', data: { tap: 'yes' } };
  const deed = deeds.find(([pattern]) => pattern.test(said))?.[1];
  if (deed === undefined) return undefined;
  // Of several that were shown, which one is asked.
  if (registration === undefined && holdsSomewhere(actor, 'organiser'))
    return { verb: 'organise-meant', data: { deed } };
  if (!isOfOne) return undefined;
  return deed === 'move' ? { verb: 'move' } : undefined;
}
