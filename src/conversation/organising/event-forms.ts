import type { OrganisedEvent, OrganisedSession } from '../../app/organising/organised-events.js';
import { longest, mostOptions, mostPlaces, type PlanFault } from '../../domain/event-plan.js';
import type { Phase } from '../../domain/person.js';
import { mostLines } from '../../domain/programme/event-details.js';
import { mostAliases } from '../../domain/series-plan.js';
import { longestHold } from '../../domain/working-hours.js';
import type { Field, Form, FormValues, Option } from '../../rendering/card.js';
import { localDate, localTime } from '../talk/local-time.js';
import { sayPhase } from '../talk/person-words.js';
import { capitalise } from '../talk/wording.js';

export const phases: readonly Phase[] = ['nursery', 'primary', 'secondary', 'all_through', 'special', 'post_16'];

/** The kinds of school to tick or choose. */
export const phaseOptions: readonly Option[] = phases.map((value) => ({ value, label: capitalise(sayPhase(value)) }));

/** A sentence for each field's fault that says what to do. */
export function faultWords(faults: Readonly<Record<string, PlanFault>>): Record<string, string> {
  return Object.fromEntries(Object.entries(faults).map(([field, fault]) => [field, sayFault(field, fault)]));
}

function sayFault(field: string, fault: PlanFault): string {
  switch (fault) {
    case 'missing':
      return 'Please fill this in.';
    case 'too-long':
      if (field === 'aliases')
        return `At most ${mostAliases} names, one per line, each of at most ${longest.aliases} characters.`;
      return `This is too long: at most ${longest[field as keyof typeof longest] ?? 120} characters.`;
    case 'past':
      return 'This is in the past. Give a day and time that are still to come.';
    case 'before-start':
      return 'It has to end after it starts, on the same day.';
    case 'too-far':
      return 'This is more than three years away. Check the year.';
    case 'not-a-number':
      if (field === 'hold') return `Give a whole number of hours from 1 to ${longestHold}, or leave it empty.`;
      return field === 'cost'
        ? 'Give an amount in pounds, such as 20 or 12.50, up to 5,000; 0 is free.'
        : `Give a whole number from 1 to ${mostPlaces.toLocaleString('en-GB')}, or leave it empty for no limit.`;
    case 'not-a-link':
      return 'Give the whole address, beginning with https://.';
    case 'not-a-picture':
      return 'Give the address of a picture: it begins with https:// and ends in .png, .jpg or .gif.';
    case 'not-an-address':
      return 'This e-mail address is not right. Check it, or leave it out.';
    case 'not-a-postcode':
      return 'This is no postcode such as AB1 2CD. Check it, or leave it empty.';
    case 'too-many-lines':
      return `At most ${mostLines} lines, each of at most ${longest.line} characters.`;
    case 'no-place':
      return 'Say where: a venue, or a link to join online.';
    case 'before-opening':
      return 'Booking has to close after it opens.';
    case 'taken':
      return 'There is already one with this name. Please choose another.';
    case 'in-use':
      return 'Somebody has already answered or joined, so this stays as it is.';
    case 'too-many':
      return 'There are already too many. Remove one first.';
    case 'no-choices':
      return `Give two to ${mostOptions} choices, one per line, each of at most ${longest.option} characters.`;
    case 'unknown':
      return 'Choose one from the list.';
  }
}

/** The form for an event. @param event undefined creates a new one */
export function eventForm(
  series: ReadonlyArray<{ readonly id: string; readonly name: string }>,
  event: { readonly id: string; readonly title: string } | undefined,
  values: FormValues,
  faults: Form['faults'] = {},
): Form {
  return {
    title: event ? 'Change the event' : 'A new event',
    intro: [
      {
        kind: 'text',
        text: event
          ? 'Change the time and place in each session.'
          : 'This makes a draft that only organisers see. Add the sessions next, and publish it when it is ready.',
      },
    ],
    fields: eventFields(series, event === undefined),
    values,
    faults,
    submit: {
      label: event ? 'Save' : 'Create the draft',
      verb: 'organise-save',
      ...(event ? { data: { event: event.id } } : {}),
    },
    ...(event
      ? { cancel: { kind: 'act', label: 'Back', verb: 'organise-event', data: { event: event.id } } as const }
      : {}),
    fallback: event ? `Change ${event.title}.` : 'A new event: series, title, for whom, cost, booking.',
  };
}

/** The series that an event can belong to. */
export function seriesOptions(series: ReadonlyArray<{ readonly id: string; readonly name: string }>): Option[] {
  return series.slice(0, mostListed).map(({ id, name }) => ({ value: id, label: name }));
}

const mostListed = 95;

function eventFields(
  series: ReadonlyArray<{ readonly id: string; readonly name: string }>,
  isNew: boolean,
): readonly Field[] {
  return [
    ...(isNew
      ? [
          {
            id: 'series',
            kind: 'choice',
            label: 'Series',
            required: true,
            options: seriesOptions(series),
            lookup: 'series',
          } as const,
        ]
      : []),
    { id: 'title', kind: 'text', label: 'Title', required: true, maxLength: longest.title },
    { id: 'description', kind: 'text', label: 'What it is about', multiline: true, maxLength: longest.description },
    {
      id: 'cost',
      kind: 'text',
      label: 'Cost for each person in pounds',
      hint: 'Leave empty or enter 0 if it is free.',
      maxLength: 10,
    },
    { id: 'opens', kind: 'date', label: 'Booking opens', hint: 'At 8am. Leave empty to open once it is published.' },
    { id: 'closes', kind: 'date', label: 'Booking closes', hint: 'At 5pm. Leave empty to close when it starts.' },
    {
      id: 'hold',
      kind: 'number',
      label: 'Hours that an offered place is held',
      hint: 'Working hours. Leave empty for the partnership’s setting.',
      min: 1,
      max: longestHold,
    },
  ];
}

/** The event as the form shows it. */
export function eventValues(event: OrganisedEvent, zone: string): FormValues {
  return {
    title: event.title,
    description: event.description,
    cost: event.costPence === 0 ? '' : (event.costPence / 100).toFixed(2),
    opens: event.opensAt ? localDate(event.opensAt, zone) : '',
    closes: event.closesAt ? localDate(event.closesAt, zone) : '',
    hold: event.holdHours === null ? '' : String(event.holdHours),
  };
}

interface SessionForm {
  readonly event: { readonly id: string; readonly title: string };
  /** Undefined adds one. */
  readonly session: { readonly id: string } | undefined;
  /** In what is published the number of places has a form of its own. */
  readonly withPlaces: boolean;
  readonly values: FormValues;
  readonly faults?: Form['faults'];
}

/** One session: where, when, how many. */
export function sessionForm({ event, session, withPlaces, values, faults = {} }: SessionForm): Form {
  return {
    title: session ? 'Change the session' : 'Add a session',
    intro: [{ kind: 'text', text: event.title, tone: 'strong' }],
    fields: sessionFields(withPlaces),
    values,
    faults,
    submit: {
      label: session ? 'Continue' : 'Add it',
      verb: 'organise-session-save',
      data: { event: event.id, ...(session ? { session: session.id } : {}) },
    },
    cancel: { kind: 'act', label: 'Back', verb: 'organise-event', data: { event: event.id } },
    fallback: session ? `Change a session of ${event.title}.` : `Add a session to ${event.title}.`,
  };
}

function sessionFields(withPlaces: boolean): readonly Field[] {
  return [
    {
      id: 'label',
      kind: 'text',
      label: 'Name of the session',
      hint: 'Such as a town, or Workshop A.',
      maxLength: longest.label,
    },
    { id: 'venue', kind: 'text', label: 'Venue', maxLength: longest.venue },
    { id: 'address', kind: 'text', label: 'Street', maxLength: longest.address },
    { id: 'town', kind: 'text', label: 'Town', maxLength: longest.town },
    { id: 'postcode', kind: 'text', label: 'Postcode', maxLength: longest.postcode },
    { id: 'link', kind: 'text', label: 'Link, when it is online', placeholder: 'https://', maxLength: longest.link },
    { id: 'date', kind: 'date', label: 'Day', required: true },
    { id: 'start', kind: 'time', label: 'Starts', required: true },
    { id: 'end', kind: 'time', label: 'Ends', required: true },
    ...(withPlaces
      ? [
          {
            id: 'capacity',
            kind: 'number',
            label: 'Places',
            hint: 'Leave empty for no limit.',
            min: 1,
            max: mostPlaces,
          } as const,
        ]
      : []),
  ];
}

/** The session as the form shows it. */
export function sessionValues(session: OrganisedSession, zone: string): FormValues {
  const { label, venue, address, town, postcode, link, startsAt, endsAt, capacity } = session;
  return {
    label,
    venue: venue ?? '',
    address: address ?? '',
    town: town ?? '',
    postcode: postcode ?? '',
    link: link ?? '',
    date: localDate(startsAt, zone),
    start: localTime(startsAt, zone),
    end: localTime(endsAt, zone),
    capacity: capacity === null ? '' : String(capacity),
  };
}
