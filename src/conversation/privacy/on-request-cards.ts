import type { OnRequest } from '../../app/privacy/on-request.js';
import { positions } from '../../domain/person.js';
import type { Card, Form, FormValues } from '../../rendering/card.js';
import { sayPosition, sayPost } from '../talk/person-words.js';
import { plural } from '../talk/wording.js';

/** Whom an organiser was asked by. */
export function onRequestForm(values: FormValues, fault?: string): Form {
  return {
    title: 'Who asked?',
    intro: [
      {
        kind: 'text',
        text: 'For people who have no chat with me: what is held about them, a correction, or their erasure, at their own request.',
      },
    ],
    fields: [{ kind: 'text', id: 'name', label: 'Name or address', required: true, maxLength: 120 }],
    values,
    ...(fault ? { faults: { name: fault } } : {}),
    submit: { label: 'Find them', verb: 'on-request-find' },
    fallback: 'Who asked for what is held about them?',
  };
}

function sayOf({ position, title, school }: OnRequest): string {
  return [position ? sayPost({ position, title }) : '', school ?? ''].filter(Boolean).join(', ');
}

/** People whose name fits. */
export function foundOnRequestCard(people: readonly OnRequest[]): Card {
  const title = 'Which one is it?';
  const items = people.map((person) => ({
    title: person.name,
    detail: [sayOf(person), person.email].filter(Boolean).join(' · '),
    action: { kind: 'act', label: 'Open', verb: 'on-request-person', data: { person: person.personId } } as const,
  }));
  return {
    fallback: [title, ...items.map((item) => `${item.title}, ${item.detail}`)].join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      { kind: 'list', items },
    ],
    actions: [{ kind: 'act', label: 'Search again', verb: 'on-request', opensForm: true }],
  };
}

/** One person, and what can be done for them. @param file a link to all that is held */
export function onRequestCard(person: OnRequest, file: string, lead?: string): Card {
  const data = { person: person.personId };
  const facts = [
    { label: 'Role', value: sayOf(person) || 'none' },
    { label: 'Address', value: person.email ?? 'none' },
    { label: 'Bookings', value: plural(person.bookings, 'booking') },
  ];
  return {
    fallback: [lead, person.name, ...facts.map(({ label, value }) => `${label}: ${value}`)].filter(Boolean).join('\n'),
    blocks: [
      ...(lead ? [{ kind: 'text', text: lead, tone: 'good' } as const] : []),
      { kind: 'heading', text: person.name },
      { kind: 'facts', facts },
      { kind: 'context', text: 'Act only at their own request. The audit trail notes what you do.' },
    ],
    actions: [
      { kind: 'link', label: 'All that is held, as a file', url: file },
      { kind: 'act', label: 'Correct it', verb: 'on-request-correct', data, opensForm: true },
      { kind: 'act', label: 'Erase them', verb: 'on-request-erase-ask', data, style: 'danger' },
    ],
  };
}

export function correctionForm(person: OnRequest, values: FormValues, faults: Form['faults'] = {}): Form {
  return {
    title: 'Correct what is held',
    intro: [{ kind: 'text', text: person.name, tone: 'strong' }],
    fields: [
      { kind: 'text', id: 'name', label: 'Name', required: true, maxLength: 200 },
      { kind: 'text', id: 'email', label: 'E-mail address', hint: 'Leave it empty for none.', maxLength: 254 },
      {
        kind: 'choice',
        id: 'position',
        label: 'Role',
        required: true,
        options: positions.map((position) => ({ value: position, label: sayPosition(position) })),
      },
      {
        kind: 'text',
        id: 'school',
        label: 'School',
        hint: 'Its name or URN. Leave it empty for none.',
        maxLength: 100,
      },
    ],
    values,
    faults,
    submit: { label: 'Save', verb: 'on-request-save', data: { person: person.personId } },
    fallback: `Correct what is held about ${person.name}.`,
  };
}

/** What goes and what stays, before it does. */
export function eraseOnRequestCard(person: OnRequest): Card {
  const question = `Erase ${person.name}?`;
  const lines = [
    'Only at their own request. Upcoming places are given back; name, address, role, answers and what they wrote are erased.',
    'Attendance stays as a number, without their name. This cannot be undone.',
  ];
  const data = { person: person.personId };
  return {
    fallback: [question, ...lines].join('\n'),
    blocks: [
      { kind: 'text', text: question, tone: 'strong' },
      ...lines.map((text) => ({ kind: 'text', text }) as const),
    ],
    actions: [
      {
        kind: 'act',
        label: 'Yes, erase them',
        verb: 'on-request-erase',
        data: { ...data, sure: 'yes' },
        style: 'danger',
      },
      { kind: 'act', label: 'No', verb: 'on-request-person', data },
    ],
  };
}
