import {
  type AnswerOutcome,
  type Answers,
  answerFault,
  answerQuestions,
  answersOf,
  questionsOfEvent,
} from '../../app/booking-questions.js';
import { findSession, type ProgrammeSession } from '../../app/programme.js';
import { findRegistration } from '../../app/registration-reads.js';
import type { FormValues } from '../../rendering/card.js';
import { questionForm } from '../cards/booking-questions.js';
import { type Answer, type Ask, type Talk, text } from '../talk.js';
import { bookingsOf, refusal, showBooking } from './bookings.js';

/** What a form brought, as answers; undefined when it was no form of questions. */
export function answersIn(ask: Ask): Answers | undefined {
  if (ask.data.answering === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(ask.values).map(([id, value]) => [id, typeof value === 'string' ? value : value.join(', ')]),
  );
}

/** Asks the organisers' questions before a place is booked; again with what was typed when an answer is missing. */
export async function askBeforeBooking(
  talk: Talk,
  session: ProgrammeSession,
  verb: 'book' | 'wait',
  answers: Answers | undefined,
): Promise<Answer> {
  const questions = await questionsOfEvent(talk.desk.core.prisma, session.eventId);
  const faults = Object.fromEntries(
    questions.flatMap((question) => {
      const fault = answers ? answerFault(question, answers[question.id] ?? '') : undefined;
      return fault ? [[question.id, fault] as const] : [];
    }),
  );
  const submit = { label: 'Book my place', verb, data: { session: session.id, answering: 'yes' } };
  const form = questionForm({ session, questions, values: answers ?? {}, faults, submit });
  return { replies: [{ kind: 'form', form }], subject: { events: [session.eventId], session: session.id } };
}

/** Opens the questions of a booking, with what was answered. */
export async function openAnswers(talk: Talk, ask: Ask): Promise<Answer> {
  const bookings = await bookingsOf(talk);
  const byButton = ask.data.registration ?? talk.subject.registration;
  const found = bookings.find(({ registration }) => registration.id === byButton) ?? bookings[0];
  if (!found) return refusal(talk, 'You have no booking to answer questions for.');
  const values = await answersOf(talk.desk.core.prisma, found.registration.id);
  return showQuestions(talk, found.session, found.registration.id, values, {});
}

async function showQuestions(
  talk: Talk,
  session: ProgrammeSession,
  registrationId: string,
  values: FormValues,
  faults: Extract<AnswerOutcome, { kind: 'faulty' }>['faults'],
): Promise<Answer> {
  const questions = await questionsOfEvent(talk.desk.core.prisma, session.eventId);
  if (questions.length === 0) return refusal(talk, 'The organisers ask nothing for this one.');
  const submit = { label: 'Save', verb: 'save-answers', data: { registration: registrationId, answering: 'yes' } };
  return { replies: [{ kind: 'form', form: questionForm({ session, questions, values, faults, submit }) }] };
}

/** Keeps the answers of a booking. */
export async function saveAnswers(talk: Talk, ask: Ask): Promise<Answer> {
  const registrationId = ask.data.registration ?? '';
  const answers = answersIn(ask) ?? {};
  const { core } = talk.desk;
  const outcome = await answerQuestions(core, talk.actor, registrationId, answers);
  const registration = await findRegistration(core.prisma, registrationId);
  const session = registration && (await findSession(core.prisma, registration.sessionId));
  if (!session || outcome.kind === 'not-found') return refusal(talk, 'You no longer have that booking.');
  if (outcome.kind === 'past') return refusal(talk, 'It has started, so the answers stay as they are.');
  if (outcome.kind === 'faulty') return showQuestions(talk, session, registrationId, answers, outcome.faults);
  const mine = (await bookingsOf(talk)).find((booking) => booking.registration.id === registrationId);
  if (!mine) return { replies: [text('Thank you, that is noted.')] };
  const late = outcome.late ? ' The food is ordered already, so the organisers have been told of the change.' : '';
  return showBooking(talk, session, mine.registration, `Thank you, that is noted.${late}`, true);
}
