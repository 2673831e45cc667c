import type { AskedQuestion } from '../../app/bookings/booking-questions.js';
import { isPersonal, longestAnswer } from '../../app/bookings/booking-questions.js';
import { questionFaultWords } from '../../app/bookings/place-words.js';
import type { ProgrammeSession } from '../../app/programme/sessions.js';
import type { Block, Field, Form, FormValues } from '../../rendering/card.js';
import { sessionTitle } from '../programme/programme-cards.js';

export interface QuestionForm {
  readonly session: ProgrammeSession;
  readonly questions: readonly AskedQuestion[];
  /** What was answered, or typed when the form comes back refused. */
  readonly values: FormValues;
  readonly faults: Readonly<Record<string, 'missing' | 'no-such-option'>>;
  readonly submit: Form['submit'];
  /** Whose answers they are, when somebody else gives them. */
  readonly forWhom?: string;
  /** Questions that are answered already, which whoever fills this in may not read. */
  readonly hidden?: readonly string[];
}

/** What the organisers ask of whoever comes, with why. */
export function questionForm(form: QuestionForm): Form {
  const { session, questions, values, faults, submit, forWhom, hidden = [] } = form;
  const who = forWhom ? ` about ${forWhom}` : '';
  return {
    title: 'A few questions',
    intro: [
      { kind: 'text', text: `The organisers of ${sessionTitle(session)} ask${who}:` },
      ...privacyNote(questions),
      ...(hidden.length > 0
        ? [
            {
              kind: 'context',
              text: 'What was answered about food and access is not shown to you. What you leave empty stays as it is.',
            } as const,
          ]
        : []),
    ],
    fields: questions.map((question) => questionField(question, hidden)),
    values,
    faults: faultsOfQuestions(faults),
    submit,
    fallback: `The organisers of ${sessionTitle(session)} ask a few questions: ${questions.map(({ prompt }) => prompt).join(' ')}`,
  };
}

/** Who sees what is said about food and access, where it is asked. */
export function privacyNote(questions: readonly AskedQuestion[]): Block[] {
  if (!questions.some(({ kind }) => isPersonal(kind))) return [];
  const text =
    'What you say about food and access is seen only by those who see to it, and is deleted 14 days after the event.';
  return [{ kind: 'context', text }];
}

/** What is wrong with answers, beside their questions. */
export function faultsOfQuestions(
  faults: Readonly<Record<string, 'missing' | 'no-such-option'>>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(faults).map(([id, fault]) => [id, questionFaultWords[fault]]));
}

/** @param hidden ids of those that are answered already and not shown */
export function questionField(question: AskedQuestion, hidden: readonly string[] = []): Field {
  const answered = hidden.includes(question.id);
  const base = {
    id: question.id,
    label: question.prompt,
    required: question.required && !answered,
    ...(answered ? { hint: 'Answered already.' } : {}),
  };
  if (question.kind !== 'choice') return { ...base, kind: 'text', multiline: true, maxLength: longestAnswer };
  return { ...base, kind: 'choice', options: question.options.map((option) => ({ value: option, label: option })) };
}
