import type { Reach, Unreached } from '../../app/messages/reach.js';
import { unreachable } from '../../domain/unreachable.js';
import type { Block } from '../../rendering/card.js';
import type { PlainReply } from './turn.js';
import type { Answer } from './turn-context.js';
import { capitalise, listWords, plural } from './wording.js';

/** Longer lists are cut, so that a card stays short. */
const listedAtMost = 8;

/** Where those are who are not listed. */
export type RestOfUnreached =
  /** In the file of who is coming to the event. */
  | 'in-file'
  /** The same, of each event of a series. */
  | 'in-files'
  /** Announced to and not reached, they are shown whenever it is announced again. */
  | 'announced-again'
  /** On the card of the saved audience that was written to. */
  | 'in-audience'
  /** Nowhere else: by name in a line below the list. */
  | 'named';

/** `2 in their own chat, 3 by e-mail and 1 by neither`; `in their own chat` where that is all */
function sayWays({ chat, mail, passedOn, neither }: Reach): string {
  const ways = [
    ...(chat > 0 ? [{ count: chat, words: 'in their own chat' }] : []),
    ...(mail > 0 ? [{ count: mail, words: 'by e-mail' }] : []),
    ...(passedOn.length > 0 ? [{ count: passedOn.length, words: 'through the colleague who booked for them' }] : []),
    ...(neither.length > 0 ? [{ count: neither.length, words: 'by neither' }] : []),
  ];
  const [only, ...others] = ways;
  if (only && others.length === 0) return only.words;
  return listWords(ways.map(({ count, words }) => `${count} ${words}`));
}

/**
 * How many people a message reaches, and by which way: the truth, in previews and receipts alike.
 * `12 people: 7 in their own chat, 3 by e-mail and 2 by neither`; `1 person, in their own chat`
 */
export function sayReach(reach: Reach): string {
  const total = countOf(reach);
  if (total === 0) return 'nobody';
  const people = plural(total, 'person', 'people');
  if (reach.neither.length === total) return `${people}, whom I cannot reach`;
  return `${people}${joined(reach)}`;
}

/**
 * `12 people will be told, each once: 9 with a place, 3 waiting. 7 in their own chat, …`; where some cannot be reached,
 * `Of 12 people (9 with a place, 3 waiting), 10 will be told, each once: …` @param of what they are
 */
export function sayWillBeTold(reach: Reach, of: string): string {
  const told = countTold(reach);
  if (told === 0) return `Nobody can be told: I reach none of them (${of}).`;
  if (reach.neither.length > 0)
    return `Of ${plural(countOf(reach), 'person', 'people')} (${of}), ${told} will be told, each once${joined(onlyTold(reach))}.`;
  return `${plural(told, 'person', 'people')} will be told, each once: ${of}. ${capitalise(sayWays(reach))}.`;
}

/** `10 people are being told: 7 in their own chat and 3 by e-mail. I cannot reach 2.` */
export function sayBeingTold(reach: Reach): string {
  const told = countTold(reach);
  if (told === 0) return reach.neither.length > 0 ? 'Nobody could be told.' : 'Nobody had to be told.';
  return `${plural(told, 'person is', 'people are')} being told${joined(onlyTold(reach))}.${lacking(reach)}`;
}

/** `It is on its way to 10 people: 7 in their own chat and 3 by e-mail. I cannot reach 2.` @param lead all before the number */
export function sayOnItsWay(lead: string, reach: Reach): string {
  return `${lead} ${sayReach(onlyTold(reach))}.${lacking(reach)}`;
}

function onlyTold(reach: Reach): Reach {
  return { ...reach, neither: [] };
}

function lacking({ neither }: Reach): string {
  return neither.length > 0 ? ` I cannot reach ${neither.length}.` : '';
}

function joined(reach: Reach): string {
  const ways = [reach.chat, reach.mail, reach.passedOn.length, reach.neither.length].filter((count) => count > 0);
  return `${ways.length > 1 ? ':' : ','} ${sayWays(reach)}`;
}

/** Those whom it reaches by some way. */
export function countTold(reach: Reach): number {
  return countOf(reach) - reach.neither.length;
}

/** Everybody whom a message concerns. */
function countOf({ chat, mail, passedOn, neither }: Reach): number {
  return chat + mail + passedOn.length + neither.length;
}

const whyWords: Readonly<Record<Unreached['why'], string>> = {
  'no-mail': 'the service sends no e-mail',
  'no-address': 'no e-mail address on record',
  refused: 'the address refuses mail',
  stopped: 'wants no e-mail',
};

/**
 * Those whom nothing reaches, with what is needed to tell them by other means; empty where there are none.
 * @param rest where those are whom a long list leaves out; `paged`: it lists them all, because its card has pages
 */
export function unreachedBlocks({ neither }: Reach, rest: RestOfUnreached | 'paged'): Block[] {
  if (neither.length === 0) return [];
  const shown = rest === 'paged' ? neither : neither.slice(0, listedAtMost);
  const others = neither.slice(shown.length);
  const lead =
    neither.length === 1
      ? 'I cannot reach this person. Please tell them yourself:'
      : `I cannot reach these ${neither.length} people. Please tell them yourself:`;
  return [
    { kind: 'text', text: lead, tone: 'warning' },
    {
      kind: 'list',
      items: shown.map(({ name, school, address, why }) => ({
        title: [name, school].filter(Boolean).join(', '),
        detail: [address, whyWords[why]].filter(Boolean).join(' · '),
      })),
    },
    ...(others.length > 0 && rest !== 'paged' ? [{ kind: 'context', text: sayRest(others, rest) } as const] : []),
  ];
}

function sayRest(others: readonly Unreached[], rest: RestOfUnreached): string {
  switch (rest) {
    case 'in-file':
      return `And ${others.length} more: they are in the file of who is coming.`;
    case 'in-files':
      return `And ${others.length} more: they are in the file of who is coming to each event.`;
    case 'announced-again':
      return `And ${others.length} more. “Announce” it again to see them all: nobody is told twice.`;
    case 'in-audience':
      return `And ${others.length} more: open the audience to see them all.`;
    case 'named':
      return `And ${listWords(others.map(({ name, school }) => [name, school].filter(Boolean).join(', ')).sort())}.`;
    default:
      return unreachable(rest);
  }
}

/** The same as a message of its own, after the receipt. */
export function unreachedReply(reach: Reach, rest: RestOfUnreached): PlainReply[] {
  const blocks = unreachedBlocks(reach, rest);
  if (blocks.length === 0) return [];
  const names = reach.neither.map(({ name, address }) => [name, address].filter(Boolean).join(', '));
  return [{ kind: 'card', card: { fallback: `I cannot reach: ${names.join('; ')}`, blocks } }];
}

/** An answer with, after it, those whom the message just sent did not reach. */
export function withUnreached(answer: Answer, reach: Reach, rest: RestOfUnreached): Answer {
  return { ...answer, replies: [...answer.replies, ...unreachedReply(reach, rest)] };
}
