import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { sayTime } from '../../domain/when.js';
import type { EventSessions, View } from './programme-cards.js';

/** What people ask of an event besides its time, place and cost. */
export const askedDetails = [
  'parking',
  'stepFree',
  'lunch',
  'bring',
  'speakers',
  'travel',
  'slides',
  'recording',
  'joining',
  'contact',
  'agenda',
  'other',
] as const;
export type AskedDetail = (typeof askedDetails)[number];

/** The words that ask for each; the first that fits is meant. */
const words: ReadonlyArray<readonly [AskedDetail, RegExp]> = [
  ['parking', /\b(park|parking|car ?parks?|blue badge)\b/],
  [
    'stepFree',
    /\b(step.?free|wheel ?chairs?|accessib\w+|(disabled|level) access|lifts?|ramps?|stairs|any steps|hearing loop|toilets?|on one level)\b/,
  ],
  ['bring', /\b(bring|laptops?|packed lunch)\b/],
  [
    'lunch',
    /\b((?<!\b(?:before|by|after|until) )lunch(es)?|food|fed|feed|coffee|tea|breakfast|refreshments?|sandwich(es)?|catering|cater(ed)? for|eat|meal)\b/,
  ],
  ['speakers', /\b(speakers?|speaking|keynote|presenting|presenters?|who('s| is| are) (talking|on the platform))\b/],
  ['travel', /\b((train )?stations?|trains?|bus stops?|bus|buses|public transport|without a car)\b/],
  ['slides', /\b(slides?|powerpoint|presentations?|hand ?outs?)\b/],
  ['recording', /\b(recordings?|recorded|watch (it|that|this|the \w+) (again|back|later))\b/],
  ['joining', /\bjoining (notes?|instructions?|details)\b/],
  ['contact', /\b(contact|who (do|should|can|could) (i|we) (ring|call|e-?mail|ask|speak to))\b/],
  [
    'agenda',
    /\b(agenda|running order|timetable|order of the day|plan for the (day|morning|afternoon|evening)|theme|break|registration|(what|who)\b.*\b(in the|this) (morning|afternoon)|(workshops?|sessions?|talks?)(?= (\w+ ){0,4}(at|of|during) (the|this|that|our)\b)|what (do|will|would|shall) (we|you|i|they|people) (do|cover|learn|hear|talk about)|what (happens|goes on|gets covered)|what (is|'s|s|will be|are|gets) (being )?covered|what (is|'s|s) the (content|format))\b/,
  ],
];

/** "What are the workshops", of an event whose agenda has some: they are a part of it. */
export const asksOfParts =
  /^(?:(?:so|and|ok|oh) )*(?:what|which) (?:are |(?=workshop|talk|session|choice|option))(?:the |those |these )?(workshop|talk|session|choice|option|stor(?=ies))(?:s|ies)?(?: (?:are|is))?(?: (?:there|on|on offer|it|at it|at that|to choose from|do they have|do you have|like|about))*\W*$/;

/** What is asked for in the words, and the words themselves, which name no event. */
export function detailInWords(said: string): { readonly detail: AskedDetail; readonly rest: string } | undefined {
  const text = said.toLowerCase();
  const found = words.find(([, pattern]) => pattern.test(text));
  if (!found) return undefined;
  const rest = words.reduce((left, [, pattern]) => left.replace(new RegExp(pattern, 'g'), ' '), text);
  return { detail: found[0], rest };
}

/** What there is to tell; undefined where the organiser has not said. */
export interface Told {
  readonly sentence: string;
  readonly lines?: readonly string[];
  readonly link?: { readonly label: string; readonly url: string };
}

const ofVenue = { parking: 'Parking', stepFree: 'Step-free access', travel: 'Station or bus' } as const;

/**
 * The answer from what the organiser has said of an event. @param holds whether they have a place; joining notes are for
 * those who have
 * @param said what was asked, in small letters
 * @returns undefined when nobody has said
 */
export function tellDetail(
  event: EventSessions,
  detail: AskedDetail,
  { said, holds, view }: { readonly said: string; readonly holds: boolean; readonly view: View },
): Told | undefined {
  const [first] = event;
  switch (detail) {
    case 'parking':
    case 'stepFree':
    case 'travel':
      return tellVenue(event, detail);
    case 'lunch':
      return tellLunch(event, said, view);
    case 'bring':
      return first.bring ? { sentence: `What to bring to ${first.title}: ${first.bring}` } : undefined;
    case 'speakers':
      return listed(`Speaking at ${first.title}:`, first.speakers);
    case 'agenda':
      return tellAgenda(first);
    case 'slides':
      return linked(first, 'slides', 'Slides');
    case 'recording':
      return linked(first, 'recording', 'Recording');
    case 'joining':
      return tellJoining(first, holds);
    case 'contact':
      return first.contact ? { sentence: `For ${first.title}, ask: ${first.contact}` } : undefined;
    case 'other':
      return undefined;
  }
}

function listed(sentence: string, lines: readonly string[]): Told | undefined {
  return lines.length > 0 ? { sentence, lines } : undefined;
}

function linked(session: ProgrammeSession, field: 'slides' | 'recording', label: string): Told | undefined {
  const url = session[field];
  return url ? { sentence: `${label} of ${session.title}:`, link: { label, url } } : undefined;
}

/** Of one venue in a sentence, of several each by its name, with what is not known said as well. */
function tellVenue(event: EventSessions, field: keyof typeof ofVenue): Told | undefined {
  const venues = event.filter(({ venue }) => venue);
  if (venues.length === 0) {
    return { sentence: `${event[0].title} is online, so there is nowhere to get to.` };
  }
  const known = venues.filter((session) => session[field]);
  const [only] = known;
  if (!only) return undefined;
  if (venues.length === 1) return { sentence: `${ofVenue[field]} at ${whereIs(only)}: ${only[field]}` };
  const lines = venues.map((session) => `${whereIs(session)}: ${session[field] ?? 'the organiser has not said'}`);
  return { sentence: `${ofVenue[field]}, by venue:`, lines };
}

function whereIs(session: ProgrammeSession): string {
  return [session.venue, session.town].filter(Boolean).join(', ');
}

/** What is said of lunch, and when it is by the agenda: until the next item, or the end. */
function tellLunch([first]: EventSessions, said: string, view: View): Told | undefined {
  const meal = /\b(lunch|coffee|breakfast|tea)\b/.exec(said)?.[1] ?? 'lunch';
  const at = first.agenda.findIndex((line) => new RegExp(`\\b${meal}\\b`, 'i').test(line));
  const item = first.agenda[at];
  const next = first.agenda[at + 1];
  const asksWhen = /\b(when|what time|how long|finish\w*|end|ends|over|start\w*|begin\w*)\b/.test(said);
  const agenda = item && (asksWhen || !first.lunch) ? `On the agenda: ${item}${untilWords(next, first, view)}.` : '';
  const sentence = [first.lunch ? `Lunch at ${first.title}: ${first.lunch}` : '', agenda].filter(Boolean).join(' ');
  return sentence ? { sentence } : undefined;
}

function untilWords(next: string | undefined, session: ProgrammeSession, { zone }: View): string {
  return next ? `; then ${next}` : `; it ends at ${sayTime(session.endsAt, zone)}`;
}

function tellAgenda(first: ProgrammeSession): Told | undefined {
  const theme = first.theme ? ` The theme: ${first.theme}.` : '';
  if (first.agenda.length > 0) return { sentence: `The agenda of ${first.title}.${theme}`, lines: first.agenda };
  return theme ? { sentence: `${first.title} has no agenda yet.${theme}` } : undefined;
}

function tellJoining(first: ProgrammeSession, holds: boolean): Told | undefined {
  if (!first.joining) return undefined;
  if (!holds) return { sentence: `The joining notes of ${first.title} come with a place.` };
  return { sentence: `Joining notes of ${first.title}: ${first.joining}` };
}

/** What nobody has said, in words. */
export const notSaid: Readonly<Record<AskedDetail, string>> = {
  parking: 'anything about parking',
  stepFree: 'whether there is step-free access',
  lunch: 'anything about food',
  bring: 'what to bring',
  speakers: 'who is speaking',
  travel: 'anything about stations or buses',
  slides: 'where to find the slides',
  recording: 'whether there is a recording',
  joining: 'anything more about joining',
  contact: 'whom to ask',
  agenda: 'what is on the agenda',
  other: 'anything about that',
};
