import type { EventRecord, EventsFile, UnreadableFile } from '../../app/imports/import-file-format.js';
import { mendPostcode } from '../../domain/event-plan.js';
import type { Phase, Position } from '../../domain/person.js';
import { linksOfEvent, listsOfEvent, venueFields, wordsOfEvent } from '../../domain/programme/event-details.js';
import { instantAt, readDay } from '../days.js';
import type { Column } from '../heading-row.js';
import { readPositions, sayPositions } from '../positions.js';
import { type Cell, readTable, sortRows, type Table } from '../table.js';
import { readTime } from '../times.js';
import { isNothing, isToCome, partsOf, readPence, readPhases, readWhole } from '../words.js';
import { eventFileWords } from './event-file-words.js';
import { readTimes } from './event-times.js';

/** A row a session; rows of one reference are one event. */
export const eventColumns = {
  reference: {
    heading: 'reference',
    also: ['event reference', 'slug', 'id'],
    example: 'spring-leadership-briefing-2027',
  },
  series: { heading: 'series', required: true, example: 'leadership-briefing' },
  title: {
    heading: 'title',
    also: ['event', 'event title', 'name', 'event name', 'session title', 'name of event'],
    required: true,
    example: eventFileWords.exampleTitle,
  },
  description: { heading: 'description', also: ['summary'], example: eventFileWords.exampleDescription },
  session: { heading: 'session', also: ['session name', 'label'], example: 'Northgate' },
  date: {
    heading: 'date',
    also: ['day', 'start date', 'event date', 'date of event', 'when'],
    required: true,
    example: '04/03/2027',
  },
  start: {
    heading: 'start',
    also: ['starts', 'start time', 'from', 'begins', 'starting', 'time from'],
    required: true,
    unless: ['time'],
    example: '09:30',
  },
  end: {
    heading: 'end',
    also: ['ends', 'end time', 'to', 'finish', 'finishes', 'finish time', 'until', 'ending'],
    required: true,
    unless: ['start', 'time'],
    example: '12:00',
  },
  time: { heading: 'time', also: ['times', 'timing', 'timings', 'start and end'], example: '' },
  endDate: { heading: 'end date', also: ['last day'], example: '' },
  venue: { heading: 'venue', also: ['place', 'location', 'where'], example: 'Castle Hall' },
  address: { heading: 'address', example: '1 High Street' },
  town: { heading: 'town', example: 'Northgate' },
  postcode: { heading: 'postcode', also: ['post code'], example: 'ZZ1 1AA' },
  link: { heading: 'link', also: ['online link', 'url', 'meeting link'], example: '' },
  places: { heading: 'places', also: ['capacity', 'max places', 'maximum', 'number of places', 'max'], example: '120' },
  cost: { heading: 'cost', also: ['price', 'fee', 'charge'], example: '0' },
  audience: { heading: 'audience', also: ['for', 'positions'], example: 'Headteacher; Chair of governors' },
  phases: { heading: 'phases', also: ['phase'], example: 'primary; secondary' },
  opens: { heading: 'booking opens', also: ['opens'], example: '11/01/2027' },
  closes: { heading: 'booking closes', also: ['closes'], example: '01/03/2027 17:00' },
  theme: { heading: 'theme', example: eventFileWords.exampleTheme },
  agenda: { heading: 'agenda', example: '9:30 Coffee; 9:45 What is new; 11:50 Dates' },
  speakers: { heading: 'speakers', also: ['speaker'], example: eventFileWords.exampleSpeakers },
  lunch: { heading: 'lunch', also: ['refreshments', 'catering'], example: eventFileWords.exampleLunch },
  bring: { heading: 'what to bring', also: ['bring', 'please bring'], example: eventFileWords.exampleBring },
  joining: { heading: 'joining notes', also: ['joining instructions'], example: eventFileWords.exampleJoining },
  contact: { heading: 'contact', also: ['contact details'], example: eventFileWords.exampleContact },
  picture: { heading: 'picture', also: ['image'], example: '' },
  slides: { heading: 'slides', also: ['presentation'], example: '' },
  recording: { heading: 'recording', also: ['video'], example: '' },
  parking: { heading: 'parking', also: ['car park'], example: eventFileWords.exampleParking },
  stepFree: {
    heading: 'step-free access',
    also: ['step free', 'step-free', 'access', 'accessibility'],
    example: eventFileWords.exampleStepFree,
  },
  travel: { heading: 'nearest station or bus', also: ['public transport', 'station', 'travel'], example: '' },
  status: { heading: 'status', example: 'draft' },
} as const satisfies Record<string, Column>;
type EventKey = keyof typeof eventColumns;

const longestReference = 140;

/**
 * Reads events with their sessions. Days are ISO or day before month; times are on the wall clock of `zone`; what is empty is
 * unlimited, free, for everybody, a draft.
 */
export function readEvents(bytes: Uint8Array, zone: string): EventsFile | UnreadableFile {
  const table = readTable<EventKey>(bytes, eventColumns);
  if (table.kind === 'unreadable') return table;
  const sorted = sortRows(
    table,
    (cell) => cell('title') || cell('reference'),
    (cell, line, faults) => {
      const event = readEvent(cell, line, zone, faults);
      return event && withDetails(event, cell, table.has);
    },
  );
  return { kind: 'events', ...sorted, remarks: table.remarks, source: table.source };
}

function readEvent(cell: Cell<EventKey>, line: number, zone: string, faults: string[]): EventRecord | undefined {
  const times = readTimes(cell, zone, faults);
  const title = cell('title');
  if (title === '') faults.push(eventFileWords.titleEmpty);
  if (cell('series') === '') faults.push(eventFileWords.seriesEmpty);
  const day = times ? times.day : '';
  const reference = cell('reference') === '' ? slugOf(`${title} ${day}`) : cell('reference').toLowerCase();
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(reference) || reference.length > longestReference) {
    faults.push('reference: use small letters, digits and single hyphens, such as spring-briefing-2027.');
  }
  const status = cell('status').toLowerCase() || 'draft';
  if (status !== 'draft' && status !== 'published') faults.push(eventFileWords.noSuchStatus);
  const costPence = readCost(cell('cost'), faults);
  const capacity = readCapacity(cell('places'), faults);
  const audience = readList(cell('audience'), readPositions, `audience: use ${sayPositions()}`, faults);
  const phases = readList(
    cell('phases'),
    readPhases,
    'phases: use nursery, primary, secondary, all-through, special',
    faults,
  );
  const opensAt = readMoment(cell('opens'), 0, 'booking opens', zone, faults);
  const closesAt = readMoment(cell('closes'), 23 * 60 + 59, 'booking closes', zone, faults);
  if (!times || faults.length > 0) return undefined;
  return {
    line,
    reference,
    series: cell('series'),
    title,
    description: cell('description'),
    status: status === 'published' ? 'published' : 'draft',
    audience,
    phases,
    costPence,
    opensAt,
    closesAt,
    session: {
      label: cell('session'),
      startsAt: times.startsAt,
      endsAt: times.endsAt,
      ...venueAndLink(cell),
      address: whereabouts(cell('address')),
      town: whereabouts(cell('town')),
      postcode: mendPostcode(whereabouts(cell('postcode'))),
      capacity,
    },
  };
}

/** What the file has columns for of the details. Lines are separated by semicolons or line breaks. */
function withDetails(event: EventRecord, cell: Cell<EventKey>, has: Table<EventKey>['has']): EventRecord {
  const ofFile = <Key extends EventKey, T>(keys: readonly Key[], read: (text: string) => T) =>
    Object.fromEntries(keys.filter(has).map((key) => [key, read(isToCome(cell(key)) ? '' : cell(key))]));
  const details = {
    ...ofFile([...wordsOfEvent, ...linksOfEvent], (text) => text),
    ...ofFile(listsOfEvent, linesOf),
  };
  return { ...event, details, session: { ...event.session, details: ofFile(venueFields, (text) => text) } };
}

function linesOf(text: string): string[] {
  return text
    .split(/[;\r\n]+/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter(Boolean);
}

/** A day, with a time or without. @param otherwise minutes since midnight when there is no time */
function readMoment(text: string, otherwise: number, heading: string, zone: string, faults: string[]): string | null {
  if (text === '') return null;
  const day = readDay(text);
  const [, time] = /[,T\s]\s*(\d{1,2}(?:[:.]\d{2}(?::\d{2})?)?\s*(?:[ap]m)?)$/i.exec(text) ?? [];
  const minutes = time === undefined ? undefined : readTime(time);
  const midnight = /00:00:00$/.test(text);
  const instant = day ? instantAt(day, midnight ? otherwise : (minutes ?? otherwise), zone) : undefined;
  if (!instant) faults.push(`${heading}: “${text}” is no day such as 11/01/2027 or 11/01/2027 17:00.`);
  return instant?.toISOString() ?? null;
}

function readCost(text: string, faults: string[]): number {
  const pence = isToCome(text) ? undefined : readPence(text);
  if (pence === undefined) faults.push(eventFileWords.noSum(text));
  return pence ?? 0;
}

function readCapacity(text: string, faults: string[]): number | null {
  if (/^(unlimited|no limit|)$/i.test(text) || /^(n\/?a|[-–—])$/i.test(text)) return null;
  const places = readWhole(text);
  if (places === undefined || places < 1) faults.push(eventFileWords.noPlaces(text));
  return places ?? null;
}

/** Online, many write the link where the venue goes. */
function venueAndLink(cell: Cell<EventKey>): { venue: string; link: string } {
  const [venue, link] = [whereabouts(cell('venue')), whereabouts(cell('link'))];
  return link === '' && /^https?:\/\/\S+$/i.test(venue) ? { venue: '', link: venue } : { venue, link };
}

/** Where it is, when that is known. */
function whereabouts(cell: string): string {
  return isNothing(cell) || isToCome(cell) ? '' : cell;
}

function readList<T extends Position | Phase>(
  text: string,
  read: (part: string) => T[] | undefined,
  remedy: string,
  faults: string[],
): T[] {
  if (/^(everybody|everyone|all)$/i.test(text)) return [];
  return partsOf(text).flatMap((part) => {
    const found = read(part);
    if (found === undefined) faults.push(eventFileWords.noneOfThem(remedy, part));
    return found ?? [];
  });
}

function slugOf(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
