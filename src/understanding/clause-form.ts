import { saysOwnPlace } from './own-place.js';
import type { ReadClause } from './reading.js';

/** What the form of a clause says by itself, whatever the model thinks of it. */
export interface Form {
  /** They say not to do it. */
  negated(act: string): boolean;
  /** It has a word that denies. */
  readonly denies: boolean;
  /** They will not be there. */
  readonly absent: boolean;
  /** They want no more of what comes by itself. */
  readonly unwelcome: boolean;
  /** It begins as a question does that is answered with a fact: why, how, what. */
  readonly inquires: boolean;
  /** They ask about it, or how, or why. */
  readonly asksAbout: boolean;
  /** Somebody else is named, or spoken of. */
  readonly another: boolean;
  /** It is past, hearsay, or somebody else's wish. */
  readonly told: boolean;
  /** The speaker's own place is spoken of. */
  readonly ownPlace: boolean;
  /** It is what some people do: "staff who cancel at the last minute". */
  readonly ofSome: boolean;
}

const refuses =
  / (do|did|does|please) not | never | not (book|want|need|going|coming|interested|yet)| no need | rather not | stop (booking|putting|signing|registering|adding) | (will|would|shall|should|must|can|could) not /;
const keeps =
  / (do|did) not (\w+ ){0,4}(cancel|remove|release|give|withdraw|want|ask|mean|pull|drop|move|decline|accept|stop|turn|delete|forget) | never | (keep|leave) (my|me) | not want to | wo?uld not miss | hope /;

function isRefusable(act: string): boolean {
  return act === 'cancel' || act === 'decline' || act === 'mute' || act.startsWith('org-');
}

const denies =
  / (not|no|never|none|neither|nor|without|stop|keep|leave|hold|wait|rather|instead of|unless|hope|mistake|wrong|forget|ignore|scrap|avoid|skip) /;
const absent =
  / (i|we) (can|could|will|am|are) not (now )?(make|come|be|attend|get|go|manage|able|coming|attending|going) /;

/** "I don't want any more reminders" asks for an end of them; "I don't want to stop them" does not. */
const unwelcome =
  / ((do|did|does|would) not (want|need|like)|(no longer|rather not) (want|need|get|have|receive|be)) (?!((you|me) )?to (?!get |be |have |receive ))| no (more )?(reminders?|notifications|messages|nudges) /;

const leadIn = '(so |and |but |ok |right |just |actually |sorry )*';
const inquires = new RegExp(`^ ${leadIn}(how|why|when|where|what|who|which|whose) (?!book |cancel )`);

const questions: readonly RegExp[] = [
  / (if|when|suppose|supposing|say) (i|we) .* (do|can|could|will|would|may|is|are|what|how|does) (i|we|he|she|they|(my|our|the) \S+|PERSON|ROLE|EVENT|THAT|someone|somebody|there|happens) /,
  // Without its mark, at the end of what is told: "we have a cluster, do we have to scrap it".
  / (do|does|did|must|would|will) (i|we|they|he|she|schools|heads|people|PERSON|ROLE|(my|our) \S+) (still |even |really )?(have|need|get|has|got) to /,
  new RegExp(
    `^ ${leadIn}(how|why|when|where|what|who|which|whose|should|shall|did|do(?! not)|does|was|were|has|have|had|is|are|am(?= i )|must|might) (?!book |cancel |me )`,
  ),
  / (how to|how do|how can|whether|why|should i|should we) /,
  // "Can members cancel on the day": what people in general may do.
  /^ (so |and |but )*(can|could|may|will) (people|members|heads|schools|governors|delegates|they|everyone|everybody) (?!(\S+ )*(me|us|my) )/,
  /^ (can|could|would|do) you (tell|explain|check|confirm|remind me how|say|recommend|go|come) /,
  / (can you|could you|please) check /,
];

/** "Jo's place", "take Jo off Eastholm", "my deputy" likewise: a word where the name of somebody stands. */
const takesOff =
  / (?:cancel|remove|release|withdraw|drop|unbook|take|get|strike|cross) (?:(?:my|our) (?=ROLE|PERSON))?(?!(?:me|myself|my|us|our|the|an?|it|that|this|them|everyone|everybody|all|anyone|part|place|EVENT|PLACE|DATE|THAT|NUMBER) )[a-zPRU]\S*(?: UNKNOWN)? (?:'s (?:place|booking|seat|spot|registration) |(?:off|from|out of) .*(?:EVENT|PLACE|DATE|THAT) )/;

/** Whether words would take somebody who is named off something, or give up the place of theirs. */
export function takesSomebodyOff(words: readonly string[]): boolean {
  return takesOff.test(` ${words.join(' ')} `);
}

/** "Ask Jo to cancel", "let the others know that they can": a message to somebody else, whose deed it is. */
const carries = /^ (please )?(ask|tell|remind|let|get) (?!me |us )(\S+ ){1,3}(to|that|they|know) (?!.* (me|my|mine) )/;

const ofAnother: readonly RegExp[] = [
  takesOff,
  carries,
  / 's (\w+ )?(place|booking|seat|registration) /,
  / (?:my|our|the|and) head(?:teacher)? (?!\w*(?:EVENT|teacher) )/,
  // "Sams place", typed without the apostrophe; whoever it is, nobody knows the name.
  / (?<!(a|the|my|our|this|that|any) )UNKNOWN (place|booking|seat|registration) /,
];

const somebody = / (PERSON|ROLE|him|her|his|he|she|they|their|us|we|our|someone|somebody|anyone) /;

/** Whether somebody else is named, or spoken of. */
function speaksOfAnother(said: string, ownPlace: boolean): boolean {
  if (ofAnother.some((pattern) => pattern.test(said))) return true;
  // "Could someone book me": whoever does it, it is for the speaker. "My place, as our term is full": why is told besides.
  const rest = said.replace(/ (can|could|would|will) (someone|somebody|anyone) (please )?(?=\w+ (me|my) )/, ' ');
  return somebody.test(ownPlace ? rest.replace(/ (us|we|our)(?= )/g, ' ') : rest);
}

const ofSome = / (who|whoever) (\w+ )?(cancel|book|withdraw|move|swap|join|accept|decline) /;

const told: readonly RegExp[] = [
  / (said|says|told|thinks|thought|wanted|wants|asked|apparently|supposedly|already|mistake|was|were|had(?! enough)|(?<! be )(booked|registered)) /,
  ofSome,
  / (i|we|you|he|she|they|PERSON|ROLE|UNKNOWN|nobody|somebody|someone) (cancelled|moved|swapped|stopped|dropped|declined|accepted|joined) /,
];

/** Reads the form of a clause. */
export function formOf({ words }: Pick<ReadClause, 'words'>): Form {
  const said = ` ${words.join(' ')} `;
  const ownPlace = saysOwnPlace(said);
  return {
    negated: (act) => (isRefusable(act) ? keeps : refuses).test(act === 'mute' ? said.replace(unwelcome, ' ') : said),
    denies: denies.test(said),
    absent: absent.test(said),
    unwelcome: unwelcome.test(said),
    inquires: inquires.test(said),
    asksAbout: questions.some((pattern) => pattern.test(said)),
    another: speaksOfAnother(said, ownPlace),
    told: told.some((pattern) => pattern.test(said)),
    ownPlace,
    ofSome: ofSome.test(said),
  };
}

/** It ends with a question mark, or begins as questions do. */
export function hasQuestionForm({ asks, words }: ReadClause): boolean {
  return (
    asks ||
    /^(so |and |but |ok |or |also |then |hi |please )*(what|when|where|who|whom|whose|why|which|how|is|are|am|was|were|do|does|did|has|have|had|can|could|may|might|will|would|shall|should|must|any|anyone|anybody|anything|wondering) /.test(
      `${words.join(' ')} `,
    )
  );
}

/** What people put before a request so as not to order anybody about, and who is to do it. */
const roundabout =
  /^(?:(?:please|ok|and|so|but|hi|just|also|sorry) )*(?:do you think|is there (?:any|a) (?:chance|way)|any chance|(?:i )?(?:was|am|were|just) wondering (?:if|whether)|i wonder (?:if|whether)|would it be (?:ok|possible|all right|fine) if|would you mind if|i would (?:be grateful|appreciate it) if|it would be (?:great|good|helpful|lovely) if)(?: that)? (?:i|you|we|somebody|someone) (?:can|could|may|might|would) (?!tell|explain|say|advise|recommend|remind me (?:how|when|what|where)|let me know|not\b)/;

const possibleTo =
  /^(?:(?:please|ok|and|so|but|hi|also) )*would (?:it|THAT) be (?:ok|possible|all right|fine) (?:for me )?to (?:book|reserve|have|get|take|come|join|attend) /;

/** "Is there a place at Eastholm I could have". */
const placeForMe =
  /^(?:(?:please|ok|and|so|but|hi|also) )*is there (?:still |maybe |perhaps )?(?:a|one|any) (?:place|seat|space|spot|ticket) (?:\S+ ){0,4}(?:for me|i (?:can|could|might|may) (?:have|take|book|get|grab)) /;

/** Whether a request is put as a question about whether it may be made. */
export function isIndirectRequest(words: readonly string[]): boolean {
  const said = `${words.join(' ')} `;
  return roundabout.test(said) || possibleTo.test(said) || placeForMe.test(said);
}

/** "Can I come to …", "may we have a place …": asks leave, and means it. */
export function isPoliteRequest(words: readonly string[]): boolean {
  return /^(please |ok |and |so )*(can|could|may|would|will) (i|you|we) /.test(words.join(' '));
}
