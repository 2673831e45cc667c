import type { Reach, Unreached } from '../../app/messages/reach.js';
import type { Block } from '../../rendering/card.js';
import { listWords, plural } from './wording.js';

/** Longer lists are cut: the rest is in the file of attendees. */
const listedAtMost = 20;

/**
 * How many people a message reaches, and by which way: the truth, in previews and receipts alike.
 * `12 people: 7 in their own chat, 3 by e-mail, 1 through the colleague who booked for them, 1 by neither`
 */
export function sayReach(reach: Reach): string {
  const { chat, mail, passedOn, neither } = reach;
  const total = countOf(reach);
  if (total === 0) return 'nobody';
  const ways = [
    ...(chat > 0 ? [{ count: chat, words: 'in their own chat' }] : []),
    ...(mail > 0 ? [{ count: mail, words: 'by e-mail' }] : []),
    ...(passedOn.length > 0 ? [{ count: passedOn.length, words: 'through the colleague who booked for them' }] : []),
    ...(neither.length > 0 ? [{ count: neither.length, words: 'by neither' }] : []),
  ];
  const people = plural(total, 'person', 'people');
  const [only, ...others] = ways;
  if (only && others.length === 0)
    return neither.length > 0 ? `${people}, whom I cannot reach` : `${people}, ${only.words}`;
  return `${people}: ${listWords(ways.map(({ count, words }) => `${count} ${words}`))}`;
}

/** Everybody whom a message concerns. */
export function countOf({ chat, mail, passedOn, neither }: Reach): number {
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
