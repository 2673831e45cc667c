import type { ProgrammeSession } from '../../app/programme/sessions.js';
import type { Action, Block, Card, ListItem } from '../../rendering/card.js';

/** Sessions of one event, soonest first. */
type EventSessions = readonly [ProgrammeSession, ...ProgrammeSession[]];

interface Fact {
  readonly label: string;
  readonly value: string;
}

/** What people want to know before they set off, as far as the organiser has said it. @param holds they have a place */
export function practicalFacts(session: ProgrammeSession, holds: boolean): Fact[] {
  return said([
    ['Joining notes', holds ? session.joining : null],
    ['Lunch', session.lunch],
    ['What to bring', session.bring],
    ...venueFacts(session),
    ['Contact', session.contact],
  ]);
}

function venueFacts({ parking, stepFree, travel }: ProgrammeSession): ReadonlyArray<readonly [string, string | null]> {
  return [
    ['Parking', parking],
    ['Step-free access', stepFree],
    ['Station or bus', travel],
  ];
}

function said(facts: ReadonlyArray<readonly [string, string | null]>): Fact[] {
  return facts.flatMap(([label, value]) => (value ? [{ label, value }] : []));
}

/** Whether there is more to tell of an event than its card does. */
export function hasDetails(event: EventSessions): boolean {
  const [first] = event;
  return (
    first.agenda.length > 0 || first.speakers.length > 0 || event.some((one) => practicalFacts(one, true).length > 0)
  );
}

/** *Details* of an event: agenda, speakers, and what to know before setting off. */
export function detailsCard(event: EventSessions, holds: boolean): Card {
  const [first, ...others] = event;
  const common = others.length === 0 ? practicalFacts(first, holds) : practicalFacts(withoutVenue(first), holds);
  const venues = others.length === 0 ? [] : event.filter(({ venue }) => venue).map(venueItem);
  const blocks: Block[] = [
    { kind: 'heading', text: first.title },
    ...(first.theme ? [{ kind: 'text', text: first.theme, tone: 'strong' } as const] : []),
    ...lines('Agenda', first.agenda),
    ...lines('Speakers', first.speakers),
    ...(common.length > 0 ? [{ kind: 'facts', facts: common } as const] : []),
    ...(venues.length > 0
      ? [{ kind: 'text', text: 'Getting there', tone: 'strong' } as const, { kind: 'list', items: venues } as const]
      : []),
  ];
  return {
    fallback: detailWords(event, holds).join('\n'),
    blocks,
    actions: [
      ...linksOf(event),
      { kind: 'act', label: 'Back to the event', verb: 'event', data: { event: first.eventId } },
    ],
  };
}

function lines(title: string, items: readonly string[]): Block[] {
  if (items.length === 0) return [];
  return [
    { kind: 'text', text: title, tone: 'strong' },
    { kind: 'list', items: items.map((item) => ({ title: item })) },
  ];
}

function withoutVenue(session: ProgrammeSession): ProgrammeSession {
  return { ...session, parking: null, stepFree: null, travel: null };
}

function venueItem(session: ProgrammeSession): ListItem {
  const facts = said(venueFacts(session)).map(({ label, value }) => `${label}: ${value}`);
  const map = mapLink(session);
  return {
    title: [session.label, session.venue].filter(Boolean).join(', '),
    detail: facts.join(' · ') || 'The organiser has not said anything of parking or access yet.',
    ...(map ? { action: { kind: 'link', label: 'Map', url: map } as const } : {}),
  };
}

/** Slides and recording of what has been, and the map of where it is. */
export function linksOf(event: EventSessions): Action[] {
  const [first, ...others] = event;
  const map = others.length === 0 ? mapLink(first) : undefined;
  const links: ReadonlyArray<readonly [string, string | null | undefined]> = [
    ['Map', map],
    ['Slides', first.slides],
    ['Recording', first.recording],
  ];
  return links.flatMap(([label, url]) => (url ? [{ kind: 'link', label, url }] : []));
}

/**
 * A map of the venue, found by its postcode and name; undefined for what is online or has no address yet.
 * See https://developers.google.com/maps/documentation/urls/get-started, "Search action".
 */
export function mapLink({ venue, address, town, postcode }: ProgrammeSession): string | undefined {
  if (!venue || !(address || town || postcode)) return undefined;
  const query = [venue, address, town, postcode].filter(Boolean).join(', ');
  return `https://www.google.com/maps/search/?${new URLSearchParams({ api: '1', query })}`;
}

/** The same in plain lines, for calendars and for whoever has no cards. @param holds they have a place */
export function detailWords(event: EventSessions, holds: boolean): string[] {
  const [first, ...others] = event;
  const facts = practicalFacts(others.length === 0 ? first : withoutVenue(first), holds);
  const venues = others.length === 0 ? [] : event.filter(({ venue }) => venue);
  return [
    first.title,
    ...(first.theme ? [first.theme] : []),
    ...(first.agenda.length > 0 ? ['Agenda:', ...first.agenda] : []),
    ...(first.speakers.length > 0 ? ['Speakers:', ...first.speakers] : []),
    ...facts.map(({ label, value }) => `${label}: ${value}`),
    ...venues.map(venueItem).map(({ title, detail }) => `${title}: ${detail}`),
  ];
}
