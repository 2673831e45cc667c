import type { OrganisedEvent, OrganisedSession } from '../../app/organising/organised-events.js';
import { longest } from '../../domain/event-plan.js';
import {
  type EventDetails,
  eventDetailFields,
  linksOfEvent,
  listsOfEvent,
  type VenueDetails,
  venueFields,
  wordsOfEvent,
} from '../../domain/programme/event-details.js';
import type { Field, Form, FormValues } from '../../rendering/card.js';
import { fieldOf, readLines } from '../talk/read-form.js';
import type { TurnRequest } from '../talk/turn-context.js';
import { capitalise, listWords } from '../talk/wording.js';

const lines = { kind: 'text', multiline: true } as const;
const line = { kind: 'text' } as const;

/** The fields of *More details*, with what each is called; none of them must be filled in. */
const fieldsOfEvent = {
  theme: { ...line, label: 'Theme', maxLength: longest.theme },
  agenda: { ...lines, label: 'Agenda', hint: 'One line each, with its time, such as 9:45 What is new.' },
  speakers: { ...lines, label: 'Speakers', hint: 'One line each: name, and what they do.' },
  lunch: {
    ...line,
    label: 'Lunch and refreshments',
    hint: 'What there is and when, or that there is none.',
    maxLength: longest.lunch,
  },
  bring: { ...line, label: 'What to bring', maxLength: longest.bring },
  joining: {
    ...lines,
    label: 'Joining notes',
    hint: 'Only for people with a place: in their booking, reminder and calendar.',
    maxLength: longest.joining,
  },
  contact: {
    ...line,
    label: 'Contact',
    hint: 'Whom to ask about it: a name, with an e-mail address or a telephone number.',
    maxLength: longest.contact,
  },
  picture: {
    ...line,
    label: 'Picture',
    hint: 'The address of a PNG, JPEG or GIF that anybody can open.',
    placeholder: 'https://',
    maxLength: longest.link,
  },
  slides: { ...line, label: 'Slides, afterwards', placeholder: 'https://', maxLength: longest.link },
  recording: { ...line, label: 'Recording, afterwards', placeholder: 'https://', maxLength: longest.link },
} as const satisfies Record<keyof EventDetails, Omit<Extract<Field, { kind: 'text' }>, 'id'>>;

const fieldsOfVenue = {
  parking: { ...line, label: 'Parking', hint: 'Where, and what it costs; or that there is none.' },
  stepFree: { ...line, label: 'Step-free access', hint: 'Such as Yes, with a lift; or No, six steps at the door.' },
  travel: { ...line, label: 'Nearest station or bus' },
} as const satisfies Record<keyof VenueDetails, Omit<Extract<Field, { kind: 'text' }>, 'id'>>;

/** *More details*: what people want to know of an event, on demand. */
export function detailsForm(event: OrganisedEvent, values: FormValues, faults: Form['faults'] = {}): Form {
  const order = Object.keys(fieldsOfEvent) as Array<keyof EventDetails>;
  return {
    title: 'More details',
    intro: [
      { kind: 'text', text: event.title, tone: 'strong' },
      { kind: 'text', text: 'Leave empty what you do not know yet. What is here, I answer questions from.' },
    ],
    fields: order.map((id): Field => ({ id, ...fieldsOfEvent[id] })),
    values,
    faults,
    submit: { label: 'Save', verb: 'organise-details-save', data: { event: event.id } },
    cancel: { kind: 'act', label: 'Back', verb: 'organise-event', data: { event: event.id } },
    fallback: `More details of ${event.title}.`,
  };
}

export function detailValues({ details }: OrganisedEvent): FormValues {
  return Object.fromEntries(
    eventDetailFields.map((field) => {
      const value = details[field];
      return [field, typeof value === 'string' ? value : value.join('\n')];
    }),
  );
}

export function readDetails(request: TurnRequest): EventDetails {
  const words = Object.fromEntries([...wordsOfEvent, ...linksOfEvent].map((field) => [field, fieldOf(request, field)]));
  const lists = Object.fromEntries(listsOfEvent.map((field) => [field, readLines(request, field)]));
  return { ...words, ...lists } as unknown as EventDetails;
}

/** `Theme, agenda and lunch`, or what could be said. */
export function detailsSaid({ details }: OrganisedEvent): string {
  const said = eventDetailFields.filter((field) => details[field].length > 0);
  if (said.length === 0) return 'none yet: agenda, speakers, lunch, joining notes, contact …';
  const names = said.map((field) => fieldsOfEvent[field].label.replace(/,.*$/, '').toLowerCase());
  return capitalise(listWords(names));
}

/** *Getting there*: what people want to know of a venue. */
export function venueForm(
  event: OrganisedEvent,
  session: OrganisedSession,
  values: FormValues,
  faults: Form['faults'] = {},
): Form {
  const where = [session.venue, session.town].filter(Boolean).join(', ');
  return {
    title: 'Getting there',
    intro: [
      { kind: 'text', text: [event.title, where].filter(Boolean).join(': '), tone: 'strong' },
      { kind: 'text', text: 'Later sessions at this venue start with the same. Leave empty what you do not know.' },
    ],
    fields: venueFields.map((id): Field => ({ id, ...fieldsOfVenue[id], maxLength: longest[id] })),
    values,
    faults,
    submit: { label: 'Save', verb: 'organise-venue-save', data: { event: event.id, session: session.id } },
    cancel: { kind: 'act', label: 'Back', verb: 'organise-session', data: { session: session.id } },
    fallback: `Getting to ${event.title}.`,
  };
}

export function venueValues(session: OrganisedSession): FormValues {
  return Object.fromEntries(venueFields.map((field) => [field, session[field] ?? '']));
}

export function readVenueDetails(request: TurnRequest): VenueDetails {
  const [parking, stepFree, travel] = venueFields.map((field) => fieldOf(request, field));
  return { parking: parking ?? '', stepFree: stepFree ?? '', travel: travel ?? '' };
}

/** `Parking and step-free access`, or what could be said. */
export function venueSaid(session: OrganisedSession): string {
  const said = venueFields.filter((field) => session[field]);
  if (said.length === 0) return 'nothing yet: parking, step-free access, nearest station or bus';
  return capitalise(listWords(said.map((field) => fieldsOfVenue[field].label.toLowerCase())));
}
