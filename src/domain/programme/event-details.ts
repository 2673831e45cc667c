import { collectFaults, isWebLink, longest, type PlanFault, type PlanFaults } from '../event-plan.js';
import { readMailAddress } from '../mail-address.js';

/** What people want to know of an event besides its time and place. Empty where the organiser has not said. */
export interface EventDetails {
  readonly theme: string;
  /** A line each, with its time. */
  readonly agenda: readonly string[];
  /** A line each: name, and what they do. */
  readonly speakers: readonly string[];
  readonly bring: string;
  readonly lunch: string;
  /** For those with a place only. */
  readonly joining: string;
  /** Whom to ask about it, as members read it. */
  readonly contact: string;
  /** Addresses, over https. */
  readonly picture: string;
  readonly slides: string;
  readonly recording: string;
}

/** What people want to know of a venue. Empty where the organiser has not said. */
export interface VenueDetails {
  readonly parking: string;
  readonly stepFree: string;
  /** The nearest station or bus. */
  readonly travel: string;
}

export const venueFields = ['parking', 'stepFree', 'travel'] as const satisfies ReadonlyArray<keyof VenueDetails>;
export const wordsOfEvent = ['theme', 'bring', 'lunch', 'joining', 'contact'] as const;
export const listsOfEvent = ['agenda', 'speakers'] as const;
export const linksOfEvent = ['picture', 'slides', 'recording'] as const;
export const eventDetailFields = [...wordsOfEvent, ...listsOfEvent, ...linksOfEvent] as const;

/** Lines of an agenda, or speakers. */
export const mostLines = 40;

/** What is wrong with the details of an event, by field; empty when they are valid. Fields left out are not looked at. */
export function eventDetailFaults(details: Partial<EventDetails>): PlanFaults {
  return collectFaults([
    ...wordsOfEvent.map((field): Fault => [field, tooLong(details[field], longest[field])]),
    ...listsOfEvent.map((field): Fault => [field, faultOfLines(details[field] ?? [])]),
    ...linksOfEvent.map((field): Fault => [field, faultOfLink(field, details[field] ?? '')]),
    ['contact', faultOfContact(details.contact ?? '')],
  ]);
}

/** What is wrong with the details of a venue, by field; empty when they are valid. */
export function venueDetailFaults(details: Partial<VenueDetails>): PlanFaults {
  return collectFaults(venueFields.map((field): Fault => [field, tooLong(details[field], longest[field])]));
}

type Fault = [string, PlanFault | undefined];

function tooLong(text = '', most: number): PlanFault | undefined {
  return text.length > most ? 'too-long' : undefined;
}

function faultOfLines(lines: readonly string[]): PlanFault | undefined {
  return lines.length > mostLines || lines.some((line) => line.length > longest.line) ? 'too-many-lines' : undefined;
}

function faultOfLink(field: (typeof linksOfEvent)[number], link: string): PlanFault | undefined {
  if (link === '') return undefined;
  if (link.length > longest.link) return 'too-long';
  if (field === 'picture') return isPicture(link) ? undefined : 'not-a-picture';
  return isWebLink(link) ? undefined : 'not-a-link';
}

/**
 * A picture that both platforms can show: over https, of a public host, in a format that Slack's image block takes (PNG,
 * JPEG or GIF). What is at the address is read by the platforms, never by us.
 */
function isPicture(link: string): boolean {
  if (!isWebLink(link)) return false;
  const { hostname, pathname, username, port } = new URL(link);
  const isPublic = /\.[a-z]/i.test(hostname) && !/^[\d.]+$|:|\.(local|internal|localhost)$/i.test(hostname);
  return isPublic && username === '' && port === '' && /\.(png|jpe?g|gif)$/i.test(pathname);
}

/** A contact may be a name or a telephone number alone; an e-mail address in it must be one. */
function faultOfContact(contact: string): PlanFault | undefined {
  if (!contact.includes('@')) return undefined;
  return contact
    .split(/[,;\s]+/)
    .filter((part) => part.includes('@'))
    .every((part) => readMailAddress(part).kind === 'address')
    ? undefined
    : 'not-an-address';
}
