import type { AskedQuestion } from '../../app/booking-questions.js';
import { longestAnswer } from '../../app/booking-questions.js';
import type { ProgrammeSession } from '../../app/programme.js';
import type { Field, Form, FormValues } from '../../rendering/card.js';
import { sessionTitle } from './programme.js';

export interface QuestionForm {
  readonly session: ProgrammeSession;
  readonly questions: readonly AskedQuestion[];
  /** What was answered, or typed when the form comes back refused. */
  readonly values: FormValues;
  readonly faults: Readonly<Record<string, 'missing' | 'no-such-option'>>;
  readonly submit: Form['submit'];
}

/** What the organisers ask of whoever comes, with why. */
export function questionForm({ session, questions, values, faults, submit }: QuestionForm): Form {
  const personal = questions.some(({ kind }) => kind === 'dietary' || kind === 'access');
  return {
    title: 'A few questions',
    intro: [
      { kind: 'text', text: `The organisers of ${sessionTitle(session)} ask:` },
      ...(personal
        ? [
            {
              kind: 'context',
              text: 'What you say about food and access is seen only by those who see to it, and is deleted 14 days after the event.',
            } as const,
          ]
        : []),
    ],
    fields: questions.map(fieldOf),
    values,
    faults: Object.fromEntries(
      Object.entries(faults).map(([id, fault]) => [
        id,
        fault === 'missing' ? 'Please answer this: the organisers need it.' : 'Please choose one of the list.',
      ]),
    ),
    submit,
    fallback: `The organisers of ${sessionTitle(session)} ask a few questions: ${questions.map(({ prompt }) => prompt).join(' ')}`,
  };
}

function fieldOf(question: AskedQuestion): Field {
  const base = { id: question.id, label: question.prompt, required: question.required };
  if (question.kind !== 'choice') return { ...base, kind: 'text', multiline: true, maxLength: longestAnswer };
  return { ...base, kind: 'choice', options: question.options.map((option) => ({ value: option, label: option })) };
}
