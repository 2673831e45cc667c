import { isEnglish } from '../../knowledge/english.js';
import { ordinaryWords } from '../../understanding/model.js';
import type { ReadClause } from '../../understanding/reading.js';
import type { Subject, TurnRequest } from '../talk/turn-context.js';

interface Asked {
  readonly verb: string;
  readonly ask: TurnRequest;
}

/** How people begin who want the same for somebody else: "and my deputy", "same again for our clerk", "book me and Sam", "me and Sam". */
const begins =
  /^(?:(?:and|also|plus|ok|yes|no|sorry|please|then|so|oh|great|lovely|thanks|cheers|ROLE(?= same)|for(?= me )|do|(?:is|would) THAT (?:be )?(?:ok|fine|possible|all right|alright) (?:to|if i|if we)|can you|could you|can i|can we|could i|could we) )*(?:(?:me|myself) (?:and|plus|with) |(?:and|also|plus|same|same again|the same|another|another one|one more|one)(?: (?:for|with|place for))? |(?:book|add|put|sign|bring|take|register|reserve)(?: (?:in|up|down|on|a place|one|one more))?(?: (?:me|myself))?(?: (?:and|for|with|plus))? )(?:(?:my|our|the|a|and|for|new) )*(?:ROLE|PERSON|head|headteacher|(?<=(?:bring|take) )(?:someone|somebody|anyone|anybody)|(?<=(?:same|same again|one|more|place) for )UNKNOWN|UNKNOWN (?=(?:my|our|the) ROLE )) |^for (?:(?:my|our|the|a) )?(?:ROLE|PERSON|head|headteacher) (?=(?:(?:too|also|as well|please) )+$)/;

/** What may follow: whatever names nothing else. */
const goesOn = new Set(
  'ROLE PERSON THAT UNKNOWN and with me else my our the too also as well please on in up down it for both of us instead then thanks i mean meant is that ok'.split(
    ' ',
  ),
);

/** "2 please", "two places", of the one session that was shown. */
const severalPlaces =
  /^(?:(?:ok|yes|can i have|i would like|i need|we need|for) )*NUMBER (?:(?:places|seats|spaces|tickets|spots|people|of us|please|for THAT|then) )+$/;

/** "Both of us", "for the two of us". */
const ofUs =
  /^(?:(?:and|ok|yes|no|please|then|so|can|could|may|book|put|add|sign|for|a|place|sorry|i|mean|it|is|on|in|that|THAT) )*(?:both of us|us both|the (?:two|NUMBER) of us|NUMBER of us|us (?:two|NUMBER)|(?<=(?:book|put|add|sign) )us)(?: (?:please|then|thanks|i|mean|too|want|would|like|hope|are|hoping|coming|going|go|come|attend|on|to|in|onto|down|up|the|list|waiting|it|that|THAT))* $/;

/**
 * "And my deputy too", when an event was just shown or booked: a place for them at the same one. It opens the form, which says
 * who and where.
 * @returns undefined when they name another event, or nobody
 */
export function colleagueToo(
  { subject }: { readonly subject: Subject },
  { words, mentions }: Pick<ReadClause, 'words' | 'mentions'>,
  typed: string,
): Asked | undefined {
  const { events, session } = subject;
  const whoItIs = whoIsMeant(subject, { words, mentions }, typed);
  if (whoItIs) return whoItIs;
  if (!session && events.length === 0) return undefined;
  if (mentions.some(({ kind }) => !['ROLE', 'PERSON', 'THAT', 'NUMBER'].includes(kind))) return undefined;
  const said = `${words.join(' ')} `;
  const wantsSeveral = session !== undefined && severalPlaces.test(said);
  if (!wantsSeveral && !ofUs.test(said) && !isForThem(said)) return undefined;
  return { verb: 'book-colleagues', ask: { text: typed, data: session ? { session } : {}, values: {} } };
}

/** "His name's …", "it's for …", "she is called …": a name alone, or what says that one follows. */
const name =
  /^(?:(?:so|ok|and|oh|sorry)[\s,]+)*(?<lead>(?:it['’]?s|it is|(?:it['’]?s )?(?:for )?(?:me|myself) and|that['’]?s|s?he['’]?s|s?he is)(?: called| for| named)? |(?:his|her|their|the) name(?:['’]?s| is|:)? |(?:called|named|name:?) )?(?<name>\p{L}[\p{L}'’-]+(?: \p{L}[\p{L}'’-]+){0,2})\W*$/iu;

/** "She is my deputy", "it's our clerk". */
const role = /^(?:(?:it|he|she|that|THAT) is )(?:for )?(?:(?:my|our|the|an?) )?(?:ROLE|head|headteacher) $/;

/** "Jo Field our deputy": names, and what they are. */
const nameAndRole = /^(?:UNKNOWN|PERSON) (?:UNKNOWN )?(?:my|our|the) (?:ROLE|head|headteacher) $/;

/** "My assistant head Jo Field": what they are, and the name. */
const roleAndName =
  /^(?:(?:so|ok|and|it is|THAT is|send|maybe) )*(?:(?:my|our|the) )?(?:ROLE|head|headteacher) (?:UNKNOWN|PERSON)(?: UNKNOWN)?(?: (?:please|then|can|will|could))* $/;

const isPersonAlone =
  /^(?:(?:ok|yes|send|it is|THAT is|make it|maybe|try|then) )*PERSON (?:(?:please|then|can|will|thanks) )*$/;

/** Asked whose place it is to be, they say who: the form with that name, or the same question. */
function whoIsMeant(
  { again, choosing, session }: Subject,
  { words, mentions }: Pick<ReadClause, 'words' | 'mentions'>,
  typed: string,
): Asked | undefined {
  const isRoleFirst = roleAndName.test(`${words.join(' ')} `);
  if (again?.verb === 'substitute' && (isRoleFirst || isPersonAlone.test(`${words.join(' ')} `)))
    return { verb: 'substitute', ask: { text: typed, data: { named: typed }, values: {} } };
  const isAsked = choosing ? choosing.verb === 'book-colleagues' : again?.verb === 'book-colleagues';
  if (!isAsked || mentions.some(({ kind }) => !['ROLE', 'PERSON', 'THAT'].includes(kind))) return undefined;
  const found = name.exec(typed.trim())?.groups;
  const isOnRecord = isPersonAlone.test(`${words.join(' ')} `);
  const isNamed = found?.name !== undefined && isNameAlone(found.name, found.lead !== undefined);
  const isBoth = nameAndRole.test(`${words.join(' ')} `);
  if (!isNamed && !isOnRecord && !isBoth && !isRoleFirst && !role.test(`${words.join(' ')} `)) return undefined;
  const data: Record<string, string> = {
    ...(choosing ? { among: choosing.sessions.join(' ') } : session && { session }),
    ...(isNamed && { named: found?.name ?? '' }),
    ...(isRoleFirst && !isNamed && { named: typed.trim().split(/\s+/).slice(-2).join(' ') }),
    ...(isBoth && { named: typed.replace(/,?\s+(?:my|our|the)\b.*$/i, '') }),
  };
  return { verb: 'book-colleagues', ask: { text: typed, data, values: {} } };
}

/** Each word begins as names do, or is no word of the language. */
function isNameAlone(said: string, isLed: boolean): boolean {
  const words = said.split(' ');
  const isName = (word: string) => {
    const small = word.toLowerCase();
    const isStrange = !ordinaryWords.has(small) && !isEnglish(small);
    return isStrange || (/^\p{Lu}/u.test(word) && (isLed || words.length > 1) && !ordinaryWords.has(small));
  };
  return (isLed || words.length > 1) && words.every(isName);
}

function isForThem(said: string): boolean {
  const begun = begins.exec(said)?.[0];
  return (
    begun !== undefined &&
    said
      .slice(begun.length)
      .split(' ')
      .filter(Boolean)
      .every((word) => goesOn.has(word))
  );
}
