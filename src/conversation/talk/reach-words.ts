import type { Reach, Unreached } from '../../app/messages/reach.js';
import type { Block } from '../../rendering/card.js';
import type { PlainReply } from './turn.js';
import type { Answer } from './turn-context.js';
import { capitalise, listWords, plural } from './wording.js';

/** Longer lists are cut, so that a card stays short: the rest is in the file of attendees. */
const listedAtMost = 8;

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

/** `12 people will be told, each once: 9 with a place, 3 waiting. 7 in their own chat, …` @param of what they are */
export function sayWillBeTold(reach: Reach, of: string): string {
  const told = countTold(reach);
  if (told === 0) return `Nobody can be told: I reach none of them (${of}).`;
  return `${plural(told, 'person', 'people')} will be told, each once: ${of}. ${capitalise(sayWays(reach))}.`;
}

/** `12 people are being told: 7 in their own chat and 5 by e-mail.` */
export function sayBeingTold(reach: Reach): string {
  const told = countTold(reach);
  if (told === 0) return reach.neither.length > 0 ? 'Nobody could be told.' : 'Nobody had to be told.';
  return `${plural(told, 'person is', 'people are')} being told${joined(reach)}.`;
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

/** Those whom nothing reaches, with what is needed to tell them by other means; empty where there are none. */
export function unreachedBlocks({ neither }: Reach): Block[] {
  if (neither.length === 0) return [];
  const shown = neither.slice(0, listedAtMost);
  const rest = neither.length - shown.length;
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
    ...(rest > 0
      ? [{ kind: 'context', text: `And ${rest} more: they are in the file of who is coming.` } as const]
      : []),
  ];
}

/** The same as a message of its own, after the receipt. */
export function unreachedReply(reach: Reach): PlainReply[] {
  const blocks = unreachedBlocks(reach);
  if (blocks.length === 0) return [];
  const names = reach.neither.map(({ name, address }) => [name, address].filter(Boolean).join(', '));
  return [{ kind: 'card', card: { fallback: `I cannot reach: ${names.join('; ')}`, blocks } }];
}

/** An answer with, after it, those whom the message just sent did not reach. */
export function withUnreached(answer: Answer, reach: Reach): Answer {
  return { ...answer, replies: [...answer.replies, ...unreachedReply(reach)] };
}
