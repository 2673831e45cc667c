import { type Actor, holds } from '../../domain/actor.js';
import type { Core } from '../core.js';
import { seriesOfSession } from '../programme/event-rights.js';
import { type AskedQuestion, optionsOf, questionsOfEvent } from './booking-questions.js';

export interface AnsweredQuestion {
  readonly prompt: string;
  readonly kind: AskedQuestion['kind'];
  /** Number of answers among confirmed attendees; for a choice, the number for each option. */
  readonly counts: ReadonlyArray<{ readonly answer: string; readonly count: number }>;
  /** Who answered what, for organisers only. */
  readonly named: ReadonlyArray<{ readonly name: string; readonly answer: string }>;
  readonly required: boolean;
  /** How many confirmed attendees have not answered. Names only for a required question, and only for organisers. */
  readonly unanswered: { readonly count: number; readonly names: readonly string[] };
}

/**
 * Answers of confirmed attendees. Organisers of the series arrange food and access, so they see names; board members
 * see counts. Undefined for anyone else.
 */
export async function answersOfSession(
  core: Core,
  actor: Actor,
  sessionId: string,
): Promise<AnsweredQuestion[] | undefined> {
  const seriesId = await seriesOfSession(core, sessionId);
  if (seriesId === undefined || !holds(actor, 'board', seriesId)) return undefined;
  const seesNames = holds(actor, 'organiser', seriesId);
  const session = await core.prisma.session.findUniqueOrThrow({ where: { id: sessionId }, select: { eventId: true } });
  const rows = await core.prisma.bookingAnswer.findMany({
    where: { registration: { sessionId, state: 'confirmed' } },
    orderBy: [{ registration: { person: { name: 'asc' } } }, { registrationId: 'asc' }],
    select: {
      questionId: true,
      registrationId: true,
      answer: true,
      registration: { select: { person: { select: { name: true } } } },
    },
  });
  const holders = await core.prisma.registration.findMany({
    where: { sessionId, state: 'confirmed' },
    orderBy: [{ person: { name: 'asc' } }, { id: 'asc' }],
    select: { id: true, person: { select: { name: true } } },
  });
  return (await questionsOfEvent(core.prisma, session.eventId)).map((question) => {
    const given = rows.filter(({ questionId }) => questionId === question.id);
    const answered = new Set(given.map(({ registrationId }) => registrationId));
    const silent = holders.filter(({ id }) => !answered.has(id));
    return {
      prompt: question.prompt,
      kind: question.kind,
      required: question.required,
      unanswered: {
        count: silent.length,
        names: seesNames && question.required ? silent.map(({ person }) => person.name) : [],
      },
      counts: countsOf(
        question,
        given.map(({ answer }) => answer),
      ),
      named: seesNames ? given.map(({ answer, registration }) => ({ name: registration.person.name, answer })) : [],
    };
  });
}

function countsOf(question: AskedQuestion, answers: readonly string[]) {
  const options = optionsOf(question);
  if (!options) return [{ answer: 'answered', count: answers.length }];
  return options.map((option) => ({
    answer: option,
    count: answers.filter((answer) => answer === option).length,
  }));
}
