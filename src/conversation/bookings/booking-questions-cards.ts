import { type AskedQuestion, longestAnswer, optionsOf } from '../../app/bookings/booking-questions.js';
import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { isPersonal } from '../../domain/event-plan.js';
import type { Block, Field, Form, FormValues } from '../../rendering/card.js';
import { sessionTitle } from '../programme/programme-cards.js';
import { questionFaultWords } from './place-words.js';

interface QuestionForm {
  readonly session: ProgrammeSession;
  readonly questions: readonly AskedQuestion[];
  /** Saved answers, or what was typed. */
  readonly values: FormValues;
  readonly faults: Readonly<Record<string, 'missing' | 'no-such-option'>>;
  readonly submit: Form['submit'];
  /** The person the answers are about, if somebody else gives them. */
  readonly forWhom?: string;
  /** Ids of questions whose existing answers must not be shown to this user. */
  readonly hidden?: readonly string[];
}

/** The organisers' questions, with a privacy note. */
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
              text: 'Answers about food and access are not shown to you. Anything you leave empty stays as it is.',
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

/** Explains who sees answers about food and access, if such a question is asked. */
export function privacyNote(questions: readonly AskedQuestion[]): Block[] {
  if (!questions.some(({ kind }) => isPersonal(kind))) return [];
  const text =
    'Only the people who arrange food and access see what you say about them. It is deleted 14 days after the event.';
  return [{ kind: 'context', text }];
}

/** Faults by question. */
export function faultsOfQuestions(
  faults: Readonly<Record<string, 'missing' | 'no-such-option'>>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(faults).map(([id, fault]) => [id, questionFaultWords[fault]]));
}

/** @param hidden ids of answered questions that are not shown */
export function questionField(question: AskedQuestion, hidden: readonly string[] = []): Field {
  const answered = hidden.includes(question.id);
  const base = {
    id: question.id,
    label: question.prompt,
    required: question.required && !answered,
    ...(answered ? { hint: 'Already answered.' } : {}),
  };
  const options = optionsOf(question);
  if (!options) return { ...base, kind: 'text', multiline: true, maxLength: longestAnswer };
  return { ...base, kind: 'choice', options: options.map((option) => ({ value: option, label: option })) };
}
