import { invitationFile } from '../app/bookings/calendar.js';
import type { MessageKind } from '../app/messages/message-kinds.js';
import { isMessageKind } from '../app/messages/message-kinds.js';
import type { MailSort } from '../app/messages/ways.js';
import { placeInTheMail } from '../app/organising/clear-calendars.js';
import type { Action, Block, Card } from '../rendering/card.js';
import { calendarWords } from './bookings/calendar-words.js';
import { openCalendarFile } from './bookings/session-messages.js';
import { cardForMessage, type QueuedMessage, sayMessageKind } from './messages.js';
import { pageOfAction } from './talk/page-links.js';
import type { Services } from './talk/turn-context.js';

/** A queued message as an e-mail to one person. */
export interface MessageMail {
  readonly subject: string;
  readonly letter: {
    readonly greeting: string;
    readonly card: Card;
    readonly signature: string;
    readonly notes: ReadonlyArray<{
      readonly text: string;
      readonly link?: { readonly label: string; readonly url: string };
    }>;
  };
  readonly calendar?: { readonly method: 'REQUEST' | 'CANCEL'; readonly name: string; readonly body: string };
  readonly unsubscribe?: string;
}

/** Who is written to. */
interface Addressee {
  readonly personId: string;
  readonly name: string;
  readonly address: string;
}

/** Messages that put a place into the reader's calendar, change it there or take it out. */
const withInvitation: ReadonlySet<MessageKind> = new Set<MessageKind>([
  'booked',
  'cancelled-by-you',
  'booked-for-you',
  'moved-for-you',
  'place-given',
  'session-moved',
  'session-cancelled',
  'cancelled-for-you',
  'event-cancelled',
  'series-cancelled',
  'calendar-cleared',
  'substituted',
]);

/**
 * The e-mail of a queued message, from the records at the moment of sending: the card of the chat, whose buttons are links to
 * the reader's own pages where there is one.
 * @returns undefined when there is no longer anything to tell
 * @throws what `cardForMessage` throws
 */
export async function mailForMessage(
  services: Services,
  message: QueuedMessage,
  to: Addressee,
  sort: MailSort,
): Promise<MessageMail | undefined> {
  const card = await cardForMessage(services, message);
  if (!card) return undefined;
  const { links, mail } = services;
  const mails = links.page(to.personId, { kind: 'mails' });
  const calendar = await calendarOf(services, message, to);
  return {
    subject: subjectOf(message.kind, card),
    letter: {
      greeting: `Dear ${to.name},`,
      card: withPages(services, to.personId, calendar ? withoutCalendarFile(card) : card),
      signature: mail?.from.name || 'Staffroom',
      notes: [
        {
          text: whyNote(message.kind, sort),
          link: {
            label: sort === 'news' ? 'Unsubscribe, or choose what you get' : 'Choose which e-mails you get',
            url: mails,
          },
        },
        { text: '', link: { label: 'What is held about you, and why', url: links.notice } },
      ],
    },
    ...(calendar ? { calendar } : {}),
    ...(sort === 'news' ? { unsubscribe: mails } : {}),
  };
}

/** Why somebody gets it, which is true of each kind. */
function whyNote(kind: string, sort: MailSort): string {
  if (kind === 'digest') return 'You get this because an organiser has the weekly digest sent to you.';
  if (kind === 'first-notice') return 'You get this once, because you are on record with the partnership.';
  if (kind === 'held-link') return 'You get this because it was asked for on a page of yours.';
  return sort === 'news'
    ? 'You get this because you are on record with the partnership.'
    : 'You get this because it is about a place, a project or a question of yours.';
}

/** Programs show about so much of it; what is longer is cut after its first sentence. */
const longestSubject = 90;

/** `Offer of a place: Leadership briefing`, or what the card says first. */
function subjectOf(kind: string, { blocks, fallback }: Card): string {
  const label = sayMessageKind(kind);
  const heading = blocks.find((block) => block.kind === 'heading');
  if (heading?.kind === 'heading') return `${label}: ${heading.text}`;
  const first = blocks.find((block) => block.kind === 'text');
  const words = (first?.kind === 'text' ? first.text : fallback).split('\n')[0] ?? '';
  return (words.length > longestSubject ? words.split(/(?<=[.?!]) /)[0] : words)?.replace(/[.:]\s*$/, '') || label;
}

async function calendarOf(
  { core, mail }: Services,
  { kind, payload }: QueuedMessage,
  attendee: Addressee,
): Promise<MessageMail['calendar']> {
  if (!mail || !isMessageKind(kind) || !withInvitation.has(kind)) return undefined;
  const { registrationId, eventId, events }: Readonly<Record<string, unknown>> = Object(payload);
  const cancelled =
    typeof events === 'string' ? events.split(' ') : typeof eventId === 'string' ? [eventId] : undefined;
  const id = cancelled ? await placeInTheMail(core, cancelled, attendee.personId) : registrationId;
  if (typeof id !== 'string') return undefined;
  const view = { now: core.clock.now(), zone: core.timeZone, words: calendarWords };
  const found = await invitationFile(core.prisma, id, view, { organiser: mail.replyTo ?? mail.from, attendee });
  // A colleague who passes the message on does not get the holder's invitation.
  return found && found.personId === attendee.personId
    ? { method: found.method, name: found.name, body: found.body }
    : undefined;
}

/** The invitation does what the link to the calendar file would, and what is said of it. */
function withoutCalendarFile(card: Card): Card {
  const isFile = (action: Action) => action.kind === 'link' && /^https?:\/\/[^/]+\/calendar\//.test(action.url);
  const blocks = card.blocks
    .filter((block) => !(block.kind === 'context' && block.text === openCalendarFile))
    .map((block): Block => {
      if (block.kind !== 'list') return block;
      const items = block.items.map(({ action, ...item }) => (action && !isFile(action) ? { ...item, action } : item));
      return { ...block, items };
    });
  return { ...card, blocks, actions: (card.actions ?? []).filter((action) => !isFile(action)) };
}

/** Buttons as links; those without a page are left out. Several that open the same page are one. */
function withPages({ links }: Services, personId: string, card: Card): Card {
  const linked = (action: Action): Action[] => {
    if (action.kind === 'link') return [action];
    // The page of the place offers every calendar.
    if (action.verb === 'calendar') return [];
    const url = pageOfAction(links, personId, action);
    if (url === undefined) return [];
    return [{ kind: 'link', label: action.label, url, ...(action.style === 'primary' && { isMain: true as const }) }];
  };
  const blocks = card.blocks.map((block): Block => {
    if (block.kind !== 'list') return block;
    const items = block.items.map(({ action, ...item }) => {
      const [link] = action ? linked(action) : [];
      return link ? { ...item, action: link } : item;
    });
    return { ...block, items };
  });
  return { ...card, blocks, actions: together((card.actions ?? []).flatMap(linked)) };
}

/** `Accept or decline` */
function together(actions: readonly Action[]): Action[] {
  const byUrl = new Map<string, Action>();
  for (const action of actions) {
    if (action.kind !== 'link') continue;
    const same = byUrl.get(action.url);
    const label = same
      ? `${same.label} or ${action.label.charAt(0).toLowerCase()}${action.label.slice(1)}`
      : action.label;
    byUrl.set(action.url, { ...same, ...action, label });
  }
  return [...byUrl.values()];
}
