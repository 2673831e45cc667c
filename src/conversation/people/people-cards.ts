import type { SchoolChoice } from '../../app/schools/schools.js';
import type { Post } from '../../domain/actor.js';
import { type Position, positions } from '../../domain/person.js';
import type { Card, Form } from '../../rendering/card.js';
import { sayPhase, sayPosition, sayPost } from '../talk/person-words.js';
import { capitalise } from '../talk/wording.js';

/** Asks for school and role. @param typed what was typed, when the form is shown again */
export function whoForm(lead: string, typed: { school?: string; position?: string } = {}, fault?: string): Form {
  return {
    title: 'Which school are you from?',
    intro: [{ kind: 'text', text: lead }],
    fields: [
      {
        kind: 'text',
        id: 'school',
        label: 'School',
        placeholder: 'Name, town, postcode or URN',
        hint: 'A few letters are enough. Leave it empty if you work for a trust or the council.',
        maxLength: 100,
        lookup: 'schools',
      },
      {
        kind: 'choice',
        id: 'position',
        label: 'I am',
        required: true,
        options: positions.map((position) => ({ value: position, label: sayPosition(position) })),
      },
    ],
    values: { school: typed.school ?? '', position: typed.position ?? '' },
    ...(fault ? { faults: { school: fault } } : {}),
    submit: { label: 'Find my school', verb: 'find-school' },
    fallback: `${lead} Say "my school is" and its name, town, postcode or URN.`,
  };
}

/** Schools that fit; one tap confirms. */
export function schoolsCard(schools: readonly SchoolChoice[], position: Position): Card {
  const title = schools.length === 1 ? 'Is this your school?' : 'Which one is yours?';
  return {
    fallback: [title, ...schools.map((school) => `${school.name}, ${school.town} (URN ${school.urn})`)].join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      {
        kind: 'list',
        items: schools.map((school) => ({
          title: school.name,
          detail: `${school.town} · ${capitalise(sayPhase(school.phase))} · URN ${school.urn}`,
          action: {
            kind: 'act',
            label: "That's mine",
            verb: 'choose-school',
            data: { urn: String(school.urn), position },
          } as const,
        })),
      },
    ],
    actions: [{ kind: 'act', label: 'Search again', verb: 'who-am-i', opensForm: true }],
  };
}

/** Says who the bot thinks somebody is, and how to change it. */
export function whoCard(name: string, post: Post): Card {
  const { school, urn, proven, unconfirmed } = post;
  const place = school ? `${sayPost(post)}, ${school}` : sayPost(post);
  const words = unconfirmed || (urn !== null && !proven) ? `${place} (not confirmed yet)` : place;
  return {
    fallback: `You are ${name}: ${words}. Say "change my school" to change it.`,
    blocks: [
      { kind: 'heading', text: name },
      { kind: 'text', text: words },
    ],
    actions: [
      { kind: 'act', label: 'My bookings', verb: 'my-bookings', keepsCard: true },
      { kind: 'act', label: 'Change my school', verb: 'change-school', opensForm: true },
    ],
  };
}
