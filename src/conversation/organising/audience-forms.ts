import type { OrganisedEvent, OrganisedQuestion } from '../../app/organising/organised-events.js';
import {
  longest,
  mostOptions,
  mostPlaces,
  mostQuestions,
  type QuestionKind,
  questionKinds,
} from '../../domain/event-plan.js';
import { positions } from '../../domain/person.js';
import { pluralOf } from '../../domain/plural-of.js';
import type { Card, Field, Form, FormValues } from '../../rendering/card.js';
import { localDate } from '../talk/local-time.js';
import { sayPosition } from '../talk/person-words.js';
import { plural } from '../talk/wording.js';
import { phaseOptions } from './event-forms.js';
import { organiserAct as act } from './organising-cards.js';

/** The form for the audience of an event and its places. @param localities to choose from, and what one is called */
export function audienceForm(
  event: Pick<OrganisedEvent, 'id' | 'title'>,
  localities: { readonly names: readonly string[]; readonly word: string },
  values: FormValues,
  faults: Form['faults'] = {},
): Form {
  return {
    title: 'Audience and places',
    intro: [
      { kind: 'text', text: event.title, tone: 'strong' },
      { kind: 'text', text: 'Anybody who has a place keeps it. Set the number of places in each session.' },
    ],
    fields: audienceFields(localities),
    values,
    faults,
    submit: { label: 'Save', verb: 'organise-audience-save', data: { event: event.id } },
    cancel: { kind: 'act', label: 'Back', verb: 'organise-event', data: { event: event.id } },
    fallback: `For whom is ${event.title}, and how are its places given?`,
  };
}

function audienceFields({ names, word }: { readonly names: readonly string[]; readonly word: string }): Field[] {
  return [
    {
      id: 'audience',
      kind: 'choices',
      label: 'For whom',
      hint: 'Tick none for everybody.',
      options: positions.map((position) => ({ value: position, label: sayPosition(position) })),
    },
    {
      id: 'phases',
      kind: 'choices',
      label: 'For which schools',
      hint: 'Tick none for all.',
      options: phaseOptions,
    },
    ...(names.length > 0
      ? [
          {
            id: 'localities',
            kind: 'text',
            label: `Only in these ${pluralOf(word)}`,
            // Each as a box to tick would make the form twice as long.
            hint: `Separate them with commas, or leave it empty for all: ${names.join(', ')}.`,
            maxLength: 1_000,
          } as const,
        ]
      : []),
    { id: 'membersOnly', kind: 'tick', label: 'Only for schools of the partnership' },
    {
      id: 'perSchool',
      kind: 'number',
      label: 'People from one school, at most',
      hint: 'Leave empty for any number.',
      min: 1,
      max: mostPlaces,
    },
    {
      id: 'cutOff',
      kind: 'date',
      label: 'Catering cut-off',
      hint: 'At 5pm. After that I tell you about free places instead of offering them.',
    },
  ];
}

/** The audience as the form shows it. */
export function audienceValues(event: OrganisedEvent, zone: string): FormValues {
  const { audience, phases: chosen, localities, membersOnly, placesPerSchool, cateringCutOff } = event;
  return {
    audience,
    phases: chosen,
    localities: localities.join(', '),
    membersOnly: String(membersOnly),
    perSchool: String(placesPerSchool ?? ''),
    cutOff: cateringCutOff ? localDate(cateringCutOff, zone) : '',
  };
}

interface QuestionWords {
  /** As organisers choose it. */
  readonly label: string;
  /** What is asked when the organiser types nothing; empty where they must say. */
  readonly usualPrompt: string;
}

export const questionWords: Readonly<Record<QuestionKind, QuestionWords>> = {
  dietary: { label: 'Food', usualPrompt: 'Is there anything that you cannot eat?' },
  access: {
    label: 'Access needs',
    usualPrompt: 'Is there anything that you need to take part, such as step-free access or a hearing loop?',
  },
  choice: { label: 'A choice, such as of a workshop', usualPrompt: '' },
  text: { label: 'Free text', usualPrompt: '' },
  yes_no: { label: 'Yes or no', usualPrompt: '' },
};

/** The questions of the booking form, and what is asked afterwards. */
export function questionsCard(event: OrganisedEvent, lead?: string): Card {
  const data = { event: event.id };
  const items = event.questions.map((question) => ({
    title: question.prompt,
    detail: questionDetail(question),
    action: act('Change', 'organise-question', { ...data, question: question.id }, { opensForm: true }),
  }));
  const afterwards = ['How was it?', ...event.questionsAfter];
  const none = 'There are no questions yet.';
  return {
    fallback: [
      lead,
      `Asked at booking: ${event.title}`,
      ...items.map((item) => `${item.title} (${item.detail})`),
      `Asked afterwards: ${afterwards.join(' · ')}`,
    ]
      .filter(Boolean)
      .join('\n'),
    blocks: [
      ...(lead ? [{ kind: 'text', text: lead, tone: 'good' } as const] : []),
      { kind: 'heading', text: 'Asked at booking' },
      { kind: 'text', text: event.title, tone: 'strong' },
      ...(items.length > 0 ? [{ kind: 'list', items } as const] : [{ kind: 'text', text: none } as const]),
      { kind: 'heading', text: 'Asked afterwards' },
      { kind: 'list', items: afterwards.map((title) => ({ title })) },
    ],
    actions: [
      ...(event.questions.length < mostQuestions
        ? [act('Add a question', 'organise-question', data, { opensForm: true, style: 'primary' })]
        : []),
      act('Change what is asked afterwards', 'organise-feedback', data, { opensForm: true }),
      act('Back to the event', 'organise-event', data),
    ],
    again: { verb: 'organise-questions', data },
  };
}

/** `A choice, such as of a workshop · required · 12 answered`, of a choice what there is to choose */
function questionDetail({ kind, options, required, answered }: OrganisedQuestion): string {
  return [
    kind === 'choice' ? options.join(', ') : questionWords[kind].label,
    ...(required ? ['required'] : []),
    ...(answered > 0 ? [`${answered} answered`] : []),
  ].join(' · ');
}

/** One question. @param question undefined makes a new one */
export function questionForm(
  event: Pick<OrganisedEvent, 'id' | 'title'>,
  question: OrganisedQuestion | undefined,
  values: FormValues,
  faults: Form['faults'] = {},
): Form {
  const answered = question?.answered ?? 0;
  const note = `${plural(answered, 'person has', 'people have')} answered it. If you remove it, their answers go too.`;
  return {
    title: question ? 'Change the question' : 'Add a question',
    intro: [
      { kind: 'text', text: event.title, tone: 'strong' },
      ...(answered > 0 ? [{ kind: 'text', text: note } as const] : []),
    ],
    fields: [
      ...questionFields,
      ...(question ? [{ id: 'remove', kind: 'tick', label: 'Remove this question' } as const] : []),
    ],
    values,
    faults,
    submit: {
      label: question ? 'Save' : 'Add it',
      verb: 'organise-question-save',
      data: { event: event.id, ...(question ? { question: question.id } : {}) },
    },
    cancel: { kind: 'act', label: 'Back', verb: 'organise-event', data: { event: event.id } },
    fallback: `A question for whoever books ${event.title}.`,
  };
}

const questionFields: readonly Field[] = [
  {
    id: 'kind',
    kind: 'choice',
    label: 'About',
    required: true,
    expanded: true,
    options: questionKinds.map((kind) => ({ value: kind, label: questionWords[kind].label })),
  },
  {
    id: 'prompt',
    kind: 'text',
    label: 'Question',
    hint: 'Such as: Which workshop? For food and access it may stay empty.',
    maxLength: longest.prompt,
  },
  {
    id: 'options',
    kind: 'text',
    label: 'Choices, one per line',
    hint: 'Only for a choice.',
    multiline: true,
    maxLength: mostOptions * (longest.option + 1),
  },
  { id: 'required', kind: 'tick', label: 'An answer is required' },
];

/** The question as the form shows it. */
export function questionValues({ kind, prompt, options, required }: OrganisedQuestion): FormValues {
  return { kind, prompt, options: options.join('\n'), required: String(required) };
}
