import { ordinaryWords } from './model.js';
import type { ReadClause } from './reading.js';
import { tokensOf } from './tokens.js';
import { kindsOfEvent } from './vocabulary.js';

/** What comes by itself, whether it is to end or to begin. */
const ofReminders =
  / (remind\w*|nudg\w*|notif\w*|messag\w*|prompt\w*|mute|unmute|unsubscribe|sending|(stop|quit|no more) \w+ing( me)?) /;

/**
 * Words by which each act is spoken of. The model takes any clause for the act that it is most like; what has neither such a
 * word nor the name of something that can be booked here is about something else ("i cant take on another meeting").
 */
const wordsOfAct: Readonly<Record<string, RegExp>> = {
  book: / (book\w*|reserv\w*|regist\w*|sign(ed|ing)? (me|us|myself|up)|places?|seats?|spots?|enrol\w*|count me|put (me|us|myself)|save (me|us)|(UNKNOWN|get|have) me (down |in )?(on|onto|in|for)( the)? (EVENT|PLACE)|(EVENT|PLACE|DATE) THAT is|waiting list|waitlist) /,
  wait: / (wait\w*|queue|(the|a|any|that|reserve) list|(what|which|my) number|position) /,
  accept: / (accept\w*|take up|offer\w*|place|seat) /,
  decline: / (declin\w*|turn(ing)? (it )?down|offer\w*|place|seat) /,
  cancel:
    / (cancel\w*|withdraw\w*|unbook\w*|take (me|us|my name) off|me (out|off)( of)?|remove (me|us|my)|(drop|ditch|scratch|lose|skip|miss|get rid of|leave) (EVENT|PLACE|DATE|THAT|the EVENT)|pull(ing)? out|drop(ping)? out|(get(ting)?|back(ing)?|bow(ing)?) out|give up|release|(my|our) (places?|bookings?|seats?|name)|(can|could|will) not (make|do|come|be|attend|get|go|manage)|not (coming|attending|going)(?! to (?!the|my|our|EVENT|PLACE|THAT|DATE|PROJECT)\w)|unable to|waiting list|waitlist|queue) /,
  move: / (mov(e|ed|ing) (me|us|my|our)|(swap|switch|transfer|chang\w+) (me|us|my (place|booking|date|session))|(my|our) (place|booking|seat)|(other|another|different) (date|day|session|venue)) /,
  substitute:
    / (substitut\w*|stand in|(my|our) (place|seat|booking)|in place of|in my stead|instead|(swap|replace) me|take over from me) /,
  'book-others':
    / (book\w*|reserv\w*|regist\w*|sign (up|on)|places?|seats?|spots?|enrol\w*|put \w+ (\w+ )?down|add|bring (my|our|an?|another|someone|somebody|PERSON|ROLE)) /,
  mute: ofReminders,
  unmute: ofReminders,
  forget: / (forget|forgotten|delet\w*|eras\w*|remov\w*|wip\w*|clear\w*|destroy\w*|clos\w* my account) /,
  'check-in': / (check|checking|here|arrived|code|in) /,
  'my-bookings':
    / (book\w*|places?|seats?|down for|down as|sign(ed)? up|regist\w*|calendar|going to|have i got|am i (on|in|at|going)|number am i|waiting list|my (events?|dates?|diary|sessions?|confirmation)|(said|say|tell|told|agreed?|committed?|promised?|put) .*(i|me|myself|yes|to) |link|confirm\w*) /,
  certificate: / (certificat\w*|proof|evidence|show) /,
  'my-projects': / (appl\w+|projects?|join\w*|sign(ed|ing)?( up)?|regist\w*|nominat\w*|in|doing|down|part) /,
  link: / (links?|joining|join|url|zoom|teams|dial) /,
  details:
    / (park\w*|car park|step|wheelchair|accessible|access|lift|ramp|stairs|steps|loop|toilet|lunch|coffee|tea|break\w*|food|eat|refreshments|wifi|registration|keynote|talks?|bring|laptop|speak\w*|present\w*|talking|platform|agenda|order|timetable|theme|plan|happens|happening|station|train|bus|transport|contact|ring|call|email|ask|slides|powerpoint|handouts|record\w*|watch|joining) /,
  attendees: / (who|names?|list|delegates?|attendees?|attending|coming|going|schools) /,
  thanks:
    / (thank\w*|thx|cheers|ta|great|brilliant|perfect|lovely|ok|fab\w*|nice|appreciat\w*|helpful|good|super|sorted|wonderful|excellent|amazing|star|legend|right|fine|cool|bye) /,
  'my-data': / (data|information|details|hold|held|keep|kept|stor\w+|records?|file|gdpr|privacy) /,
  'change-school':
    /(?=.* (schools?|role|job|post|position|ROLE) )(?=.* (mov\w+|chang\w+|updat\w+|new|now|wrong|correct\w*|start\w*|left|promot\w+) )/,
  'ask-team':
    / (team|organisers?|office|person|human|people|someone|somebody|anyone|call|ring|phone|contact|speak|talk|reach) /,
  greet: / (hi|hello|hey|hiya|yo|greetings|(good )?(morning|afternoon|evening)|how are you|you there|who are you) /,
};

const givingUp: ReadonlySet<string> = new Set(['cancel', 'decline', 'substitute', 'forget']);

/** "Is my adviser going" asks whether there will still be one; who goes to an event is asked with a word for people. */
const ofPeople = / (who|names?|list|delegates?|attendees?|attending) /;

/** Acts of organisers are always about an event, a project or the people of one. */
const whomOrganisersMean =
  / (everyone|everybody|all|attendees|delegates|people|those|heads|governors|event|session|briefing) /;

/** To take somebody off, rather than to leave something out. */
const removes =
  / (remov\w*|tak(e|es|en|ing)|took|off|delet\w*|cancel\w*|unbook\w*|drop\w*|strike|cross|cut|withdr\w+|pull\w*|out|scrap|releas\w*|not (able to )?(be )?(coming|attending|going|come|attend|make)) /;

/** To hold something once more, or to begin from what there is. */
const copies =
  / (cop(y|ies|ied|ying)|duplicat\w*|clon\w*|repeat\w*|re ?run|re ?use|again|same|another|based|template|roll(ing)? over) /;

/** What else makes words a question about the programme when they name no event and no town. */
const ofTheProgramme =
  / (on|events?|coming up|happening|programme|calendar|dates?|anything|something|nothing|whats|sessions?|one) /;

/**
 * Whether a clause speaks of the act at all: it has a word of it, or names an event, a town or a day and is made of words that
 * are known.
 */
export function speaksOf(act: string, clause: ReadClause): boolean {
  const said = ` ${clause.words.join(' ')} `;
  if (asksForRoom(clause) && ['book', 'wait', 'programme'].includes(act)) return false;
  if (act === 'book' && asksLeaveForElse.test(said)) return false;
  const named = namesSomething(clause);
  // What leans on the talk names nothing: "how much is it", "any places left".
  if (act === 'programme') return asksOfProgramme(clause) || isMadeOfKnownWords(clause);
  if (act === 'org-remove' && !removes.test(said)) return false;
  if (act === 'org-copy' && !copies.test(said)) return false;
  if (act.startsWith('org-')) return / (EVENT|PLACE|THAT|DATE|PROJECT) /.test(said) || hasWhom(act, said);
  if (act.startsWith('project-')) return true;
  if (act === 'attendees' && / (my|our) UNKNOWN /.test(said)) return named || ofPeople.test(said);
  const word = wordsOfAct[act];
  if (!word || word.test(said)) return true;
  // What is given up is said in so many words, or the model is all but certain of it: to name an event gives up nothing.
  if (givingUp.has(act) && ((clause.act[0]?.share ?? 0) < certain || onlyNames.test(said))) return false;
  return (
    !said.includes(' UNKNOWN ') &&
    (named || / (DATE|PROJECT) /.test(said) || pointsToSomething(clause)) &&
    !isAside(said)
  );
}

/** "Right, Eastholm then please": a name, and words for the tone. */
const onlyNames =
  /^ (?:(?:right|ok|yes|no|so|and|then|please|thanks|sorry|just|the|one|ones|at|in|on|for|me|us|maybe|fine|PLACE|EVENT|DATE|THAT|NUMBER) )+$/;

/**
 * "Can I claim mileage for the briefing", "may we park there": leave is asked to do something else than come. A place, a booking
 * and what takes them are spoken of with few verbs; all others are about something else.
 */
const asksLeaveForElse =
  /^ (?:(?:please|so|and|but|ok|hi|also|just|actually) )*(?:can|could|may|might) (?:i|we) (?!(?:(?:please|just|still|also|both|all|possibly|maybe|now|quickly|instead) )*(?:book|reserve|regist\w*|enrol\w*|sign|come|attend|go|join|be|put|add|squeeze|take part|turn up|sneak|do|make|grab|secure|hop|jump|participate|come along|reply|confirm|say|drop in|tag|(?:get|have|take|save|bag|nab|order) (?:\S+ ){0,3}(?:places?|seats?|spots?|spaces?|tickets?|bookings?|on|onto|in|into|EVENT|PLACE|THAT|NUMBER|one)|(?:want|need|like|love|see|hear) |[A-Z]) ?)\S+ /;

/** What the programme says of an event. */
const factsOfEvents =
  / (when|where) (is|are) | what (time|date|day|else) | how (long|much|many|far|near) | (about|free|full|costs?|online|places?|seats?|spaces?|room|left|starts?|begins?|finish(es)?|ends?|dates?|venue|address) /;

/** "Is this how I book", "what do I say": the deed is asked about. */
const howItIsDone =
  / (how|what) ((i|you|we|people|one|to|THAT|do|does|would) )+(book|reserve|say|type|ask|work|do|done|put) /;

/**
 * Whether a question says what it is about, by a name or by a word of it. "Is that right", "who does it" do not: beside a request,
 * they ask about the request itself.
 */
export function namesItsSubject(act: string, { words, mentions }: Pick<ReadClause, 'words' | 'mentions'>): boolean {
  const said = ` ${words.join(' ')} `;
  if (howItIsDone.test(said)) return false;
  const word = act === 'programme' ? factsOfEvents : wordsOfAct[act];
  return mentions.some(({ kind }) => kind !== 'THAT') || word === undefined || word.test(said);
}

/** A meeting room is no meeting, and nothing that can be booked here. */
export function asksForRoom({ words, mentions }: Pick<ReadClause, 'words' | 'mentions'>): boolean {
  const events = mentions.filter(({ kind }) => kind === 'EVENT');
  const isRoom = ({ words: named }: ReadClause['mentions'][number]) => {
    const [kind = '', room = '', ...others] = named.split(' ');
    return kindsOfEvent.has(kind) && /^rooms?$/.test(room) && others.length === 0;
  };
  return (
    events.length > 0 &&
    (events.every(isRoom) || (events.length === 1 && / EVENT rooms? /.test(` ${words.join(' ')} `)))
  );
}

/** What may follow words that point to something: "book that for me", "cancel it please". */
const small = new Set(
  'and or but please thanks thank then now too also as instead again yet still anyway for from on at in into to of with by before after because if when while so is was are not will would can could may i we me us my our you a an the all up off out one today tomorrow is then thx cheers ok sorry right away soon over down back'.split(
    ' ',
  ),
);

/** "Move it", "go to that one": before a word of its own, as in "stop this song", it points to nothing. */
function pointsToSomething({ words }: ReadClause): boolean {
  return words.some((word, at) => {
    const next = words[at + 1];
    return word === 'THAT' && (next === undefined || /^[A-Z]/.test(next) || small.has(next));
  });
}

function hasWhom(act: string, said: string): boolean {
  return act === 'org-write' ? whomOrganisersMean.test(said) : / (event|session|one) /.test(said);
}

/** "Come on, it's cuts, isn't it": what it points to is the talk itself. */
function isAside(said: string): boolean {
  return / (come on|is not|does not|would not) THAT /.test(said) || / THAT is (?!full|free|on|open)/.test(said);
}

/** An event by its name, a town, or a kind of event with "the", "my", "next" before it: "another meeting" is none. */
export function namesSomething({ words, mentions }: Pick<ReadClause, 'words' | 'mentions'>): boolean {
  let at = -1;
  return mentions.some(({ kind, words: named }) => {
    at = words.indexOf(kind, at + 1);
    if (kind === 'PLACE') return true;
    if (kind !== 'EVENT') return false;
    if (!named.split(' ').every((word) => kindsOfEvent.has(word))) return true;
    const before = words[at - 1] === 'NUMBER' ? words[at - 2] : words[at - 1];
    return words.length < 4 || /^(the|my|our|this|that|next|your|any|which|what|last)$/.test(before ?? '');
  });
}

/** It names what is on, or days, or asks what is on: the programme may answer it by itself. */
export function asksOfProgramme(clause: Pick<ReadClause, 'words' | 'mentions'>): boolean {
  return namesSomething(clause) || isOfDays(clause, ` ${clause.words.join(' ')} `);
}

/** From this share on the model alone is believed, where it knows every word. */
const certain = 0.9;

/** Nothing in it is strange to the model, and it is certain. */
export function isMadeOfKnownWords({ words, act }: Pick<ReadClause, 'words' | 'act'>): boolean {
  return (act[0]?.share ?? 0) >= certain && !words.includes('UNKNOWN');
}

/** "What's on for governors": whom it is for, and nothing else. */
const forWhom = / for (the |our |my |any )?(ROLE|governors|heads|headteachers|leaders) (please )?$/;

/** A day, with little else or with a word of the programme: "week of 14 december", "anything after christmas". */
function isOfDays({ words }: Pick<ReadClause, 'words'>, said: string): boolean {
  if (said.includes(' UNKNOWN ')) return false;
  if (said.includes(' DATE ')) return words.length <= 4 || ofTheProgramme.test(said);
  if (
    forWhom.test(said) &&
    /^ (so |and |ok )*(what is |what else is |is there )?(anything|something|on|coming up|events?) /.test(said)
  )
    return true;
  return (
    /^ (so |and |ok )*(what is|what else is|anything|something|events?|show me|list|what have you|is there anything|any) .*(on|coming up|events?|happening|dates|programme|sessions?|online|near|local|nearer|evening|got) $/.test(
      said,
    ) || words.length <= 3
  );
}

const interjections = new Set('ha haha hahaha hehe lol hmm hm oh ah aha wow oops ooh yay ugh meh x xx xxx'.split(' '));

/** Said for the sake of the talk, and nothing else is: nothing is asked, and nothing is named. */
export function isTalk({ text, words, mentions, act, stance, asks }: ReadClause): boolean {
  const pointsOnly = mentions.every(({ kind }) => kind === 'THAT' || kind === 'DATE');
  if (asks || !pointsOnly || words.length > 5 || mentions.some(({ words: said }) => pointsAtOneOf.test(said)))
    return false;
  const said = text
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter(Boolean);
  if (said.length > 0 && said.every((word) => interjections.has(word))) return true;
  if (words.length <= 3 && !words.includes('UNKNOWN') && wordsOfAct.thanks?.test(` ${words.join(' ')} `)) return true;
  const ofTalk = ['thanks', 'greet', 'leave-it'].includes(act[0]?.name ?? '') || stance[0]?.name === 'social';
  // "Where was that" asks, if without its mark; "approval" is no way of writing a word that the model knows.
  const asksAll =
    stance[0]?.name === 'question' && /^(what|who|how|when|where|why|which|did|was)$/.test(words[0] ?? '');
  return ofTalk && !asksAll && (act[0]?.share ?? 0) >= 0.3 && isMadeOfOrdinaryWords(text, mentions);
}

/** "No, the other one", "the first": one of what was shown. */
const pointsAtOneOf = /\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|last|other)\b/;

function isMadeOfOrdinaryWords(text: string, mentions: ReadClause['mentions']): boolean {
  const named = new Set(mentions.flatMap(({ words }) => words.split(' ')));
  return tokensOf(text).every((word) => ordinaryWords.has(word) || named.has(word));
}

const asksSomething =
  / (what|who|whom|whose|how|when|where|why|which|whether|if|can|could|do|does|did|should|would|may|need|needs|needing|want|wants|wanting|wish|require|you to|help|looking|please|tell|show|find|get|give|send|wonder|wondering|ask|asking|know|about) /;

/** "Anything for us" asks; "I do not need anything" does not. */
function asksForAny(said: string): boolean {
  return / any(thing|one|body|where)? /.test(said) && !/ (not|no|never|nor|without|hardly) /.test(said);
}

/**
 * Sounds like what is asked of assistants of other kinds, and names nothing of here: "my laptop will not turn on", "book a table for
 * two". By itself it decides nothing where an article or the programme answers.
 */
export function isOfAnotherKind({ act, mentions }: Pick<ReadClause, 'act' | 'mentions'>): boolean {
  const [likeliest] = act;
  const sounds = likeliest?.name === 'elsewhere' && likeliest.share >= 0.5;
  return sounds && !mentions.some(({ kind }) => kind === 'EVENT' || kind === 'PROJECT');
}

/**
 * "I am coeliac", "my deputy is ill": who it is said of is a person. Kin have few names; whatever else people have, a boiler or a
 * bus, is a thing, and what they tell of it is trouble with it.
 */
const ofAPerson =
  /^ (so |and |but |sorry |just |hi |ok |well |oh |by the way )*(i|we|(there are )?(\w+ )?of us|PERSON|ROLE|he|she|(my|our) (\w+ ){0,2}?(PERSON|ROLE)) /;

/** A family is spoken of in few words, whatever the model knows of them. */
const ofFamily =
  /^ (so |and |but |sorry |just |hi |ok |well |oh )*(my|our) (\w+ )?(husband|wife|partner|mum|mother|dad|father|parents?|son|daughter|kids?|children|baby|twins|brother|sister|nan|nanny|gran|granny|grandma|grandad|grandmother|grandfather|aunt|uncle|cousin|niece|nephew|family|friend|mother in law|father in law|carer) /;

/** Whether what is told is told of a person. */
export function isToldOfPeople(clause: ReadClause): boolean {
  if (ofFamily.test(` ${tokensOf(clause.text).join(' ')} `)) return true;
  return !isOfAnotherKind(clause) && ofAPerson.test(` ${clause.words.join(' ')} `);
}

/** "I have dyslexia", "my mum died on Friday": said of oneself, and nothing is asked. */
export function isToldOfOneself({ words, asks }: ReadClause): boolean {
  const said = ` ${words.join(' ')} `;
  return (
    !asks &&
    /^ (so |and |but |sorry |just |hi |ok )*(i|my|we|our) /.test(said) &&
    !asksSomething.test(said) &&
    !asksForAny(said)
  );
}
