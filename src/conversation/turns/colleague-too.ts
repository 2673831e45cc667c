import type { ReadClause } from '../../understanding/reading.js';
import type { Subject, TurnRequest } from '../talk/turn-context.js';

/** How people begin who want the same for somebody else: "and my deputy", "same again for our clerk", "book me and Sam", "me and Sam". */
const begins =
  /^(?:(?:and|also|plus|ok|yes|no|sorry|please|then|so|can you|could you|can i|can we) )*(?:(?:me|myself) (?:and|plus|with) |(?:and|also|plus|same|same again|the same|another|another one|one more|one)(?: (?:for|with|place for))? |(?:book|add|put|sign|bring|register|reserve)(?: (?:in|up|down|on|a place|one|one more))?(?: (?:me|myself))?(?: (?:and|for|with|plus))? )(?:(?:my|our|the|a|and|for) )*(?:ROLE|PERSON|head|headteacher) /;

/** What may follow: whatever names nothing else. */
const goesOn = new Set(
  'ROLE PERSON THAT and my our the too also as well please on in up down it for both of us instead then thanks i mean meant is that ok'.split(
    ' ',
  ),
);

/** "Both of us", "for the two of us". */
const ofUs =
  /^(?:(?:and|ok|yes|no|please|then|so|can|could|may|book|put|add|sign|for|a|place|sorry|i|mean|it|is|on|in|that|THAT) )*(?:both of us|us both|the (?:two|NUMBER) of us|NUMBER of us|us (?:two|NUMBER)|(?<=(?:book|put|add|sign) )us)(?: (?:please|then|thanks|i|mean|too|go|come|attend|on|to|in|onto|down|up|the|list|waiting|it|that|THAT))* $/;

/**
 * "And my deputy too", when an event was just shown or booked: a place for them at the same one. It opens the form, which says
 * who and where.
 * @returns undefined when they name another event, or nobody
 */
export function colleagueToo(
  { subject }: { readonly subject: Subject },
  { words, mentions }: ReadClause,
  typed: string,
): { readonly verb: string; readonly ask: TurnRequest } | undefined {
  const { events, session } = subject;
  if (!session && events.length === 0) return undefined;
  if (mentions.some(({ kind }) => !['ROLE', 'PERSON', 'THAT', 'NUMBER'].includes(kind))) return undefined;
  const said = `${words.join(' ')} `;
  if (!ofUs.test(said) && !isForThem(said)) return undefined;
  return { verb: 'book-colleagues', ask: { text: typed, data: session ? { session } : {}, values: {} } };
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
