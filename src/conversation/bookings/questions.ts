import {
  type AnswerOutcome,
  type Answers,
  answerFault,
  answerQuestions,
  answersById,
  questionsOfEvent,
  requiredQuestions,
  visibleAnswers,
} from '../../app/bookings/booking-questions.js';
import type { ProgrammeSession } from '../../app/programme/sessions.js';
import type { FormValues } from '../../rendering/card.js';
import { refusal } from '../talk/replies.js';
import { type Answer, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { questionForm } from './booking-questions-cards.js';
import { editableBookings, type HeldBooking, requestedBookings } from './held-bookings.js';
import { showBookingWithExtras, whichBooking } from './my-bookings.js';

/** The answers in a submitted form; undefined when it was not a form of questions. */
export function parseAnswers(request: TurnRequest): Answers | undefined {
  if (request.data.answering === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(request.values).map(([id, value]) => [id, typeof value === 'string' ? value : value.join(', ')]),
  );
}

/** Asks the organisers' questions before booking; asks again, keeping what was typed, when an answer is missing. */
export async function askBeforeBooking(
  context: TurnContext,
  session: ProgrammeSession,
  {
    verb,
    answers,
    instead,
  }: {
    readonly verb: 'book' | 'wait';
    readonly answers: Answers | undefined;
    /** The booking that is given up for it. */
    readonly instead: string | undefined;
  },
): Promise<Answer> {
  const questions = await questionsOfEvent(context.services.core.prisma, session.eventId);
  const faults = Object.fromEntries(
    questions.flatMap((question) => {
      const fault = answers ? answerFault(question, answers[question.id] ?? '') : undefined;
      return fault ? [[question.id, fault] as const] : [];
    }),
  );
  const label = verb === 'wait' ? 'Join the waiting list' : 'Book my place';
  const submit = { label, verb, data: { session: session.id, answering: 'yes', ...(instead ? { instead } : {}) } };
  const form = questionForm({ session, questions, values: answers ?? {}, faults, submit });
  return { replies: [{ kind: 'form', form }], subject: { events: [session.eventId], session: session.id } };
}

/** Opens the questions of a booking with its answers; a colleague's confidential answers are hidden. */
export async function openAnswers(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const found = await askableBooking(context, request);
  if ('replies' in found) return found;
  const { registration, session, forWhom } = found;
  const { prisma } = context.services.core;
  if (forWhom === undefined)
    return showQuestions(context, found, { values: await answersById(prisma, registration.id) });
  const { shown, hidden } = await visibleAnswers(prisma, session.eventId, registration.id);
  return showQuestions(context, found, { values: shown, hidden });
}

/** The booking meant: of several, the only one with questions or with one still to answer. */
async function askableBooking(context: TurnContext, request: TurnRequest): Promise<HeldBooking | Answer> {
  const meant = await requestedBookings(context, request, () => true);
  if (meant.length === 0) return refusal(context, 'You have no booking to answer questions for.');
  const ids = meant.map(({ registration }) => registration.id);
  const asked = await requiredQuestions(context.services.core.prisma, ids);
  const askable = meant.filter(({ registration }) => asked.get(registration.id)?.asks);
  const open = askable.filter(({ registration }) => (asked.get(registration.id)?.missing ?? []).length > 0);
  const [only] = [open, askable].find((list) => list.length === 1) ?? [];
  if (only) return only;
  if (askable.length === 0) return refusal(context, 'The organisers have no questions for this one.');
  return whichBooking(context, 'answer');
}

interface Filled {
  readonly values: FormValues;
  readonly hidden?: readonly string[];
  readonly faults?: Extract<AnswerOutcome, { kind: 'faulty' }>['faults'];
}

async function showQuestions(
  context: TurnContext,
  { session, registration, forWhom }: HeldBooking,
  filled: Filled,
): Promise<Answer> {
  const questions = await questionsOfEvent(context.services.core.prisma, session.eventId);
  if (questions.length === 0) return refusal(context, 'The organisers have no questions for this one.');
  const submit = {
    label: 'Save',
    verb: 'save-answers',
    data: { registration: registration.id, answering: 'yes' },
  } as const;
  const form = questionForm({ session, questions, submit, faults: {}, ...filled, ...(forWhom ? { forWhom } : {}) });
  return { replies: [{ kind: 'form', form }] };
}

/** Saves the answers of a booking. */
export async function saveAnswers(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const registrationId = request.data.registration ?? '';
  const answers = parseAnswers(request) ?? {};
  const { core } = context.services;
  const outcome = await answerQuestions(core, context.actor, registrationId, answers);
  if (outcome.kind === 'not-found') return refusal(context, 'You no longer have that booking.');
  if (outcome.kind === 'past') return refusal(context, 'It has started, so the answers stay as they are.');
  const held = (await editableBookings(context)).find(({ registration }) => registration.id === registrationId);
  if (!held) return { replies: [text('Thank you, that is noted.')] };
  if (outcome.kind === 'faulty') {
    const { hidden } = await visibleAnswers(core.prisma, held.session.eventId, registrationId);
    const kept = held.forWhom === undefined ? {} : { hidden };
    return showQuestions(context, held, { values: answers, faults: outcome.faults, ...kept });
  }
  const late = outcome.late
    ? ' The food has already been ordered, so the organisers have been told about the change.'
    : '';
  return showBookingWithExtras(context, held, `Thank you, that is noted.${late}`);
}
