import type { Db, Tx } from '../db/database.js';
import type { Actor } from '../domain/actor.js';
import { recordAct } from './audit.js';
import type { Core } from './core.js';
import { tellOrganisers } from './organiser-notices.js';
import { isUuid } from './programme.js';
import { isLiving } from './registration-reads.js';

/** What somebody answered, by question id. An empty text is no answer. */
export type Answers = Readonly<Record<string, string>>;

export interface AskedQuestion {
  readonly id: string;
  readonly kind: 'dietary' | 'access' | 'choice' | 'text';
  readonly prompt: string;
  readonly options: readonly string[];
  readonly required: boolean;
}

/** In characters; more helps nobody in a kitchen. */
export const longestAnswer = 500;

/** What the organisers ask at booking, in their order. */
export async function questionsOfEvent(db: Db | Tx, eventId: string): Promise<AskedQuestion[]> {
  if (!isUuid(eventId)) return [];
  return db.bookingQuestion.findMany({
    where: { eventId },
    orderBy: { order: 'asc' },
    select: { id: true, kind: true, prompt: true, options: true, required: true },
  });
}

/** What is wrong with an answer, if anything. */
export function answerFault(question: AskedQuestion, answer: string): 'missing' | 'no-such-option' | undefined {
  const given = answer.trim();
  if (given === '') return question.required ? 'missing' : undefined;
  if (question.kind === 'choice' && !question.options.includes(given)) return 'no-such-option';
  return undefined;
}

/** Whether a required question has no good answer. */
export async function lacksRequired(tx: Tx, eventId: string, answers: Answers | undefined): Promise<boolean> {
  const questions = await questionsOfEvent(tx, eventId);
  return questions.some((question) => answerFault(question, answers?.[question.id] ?? '') !== undefined);
}

/** Writes the answers to questions of this event; what was answered before and is empty now is deleted. */
export async function keepAnswers(tx: Tx, eventId: string, registrationId: string, answers: Answers): Promise<boolean> {
  const before = new Map(
    (await tx.bookingAnswer.findMany({ where: { registrationId } })).map((row) => [row.questionId, row.answer]),
  );
  let changed = false;
  for (const question of await questionsOfEvent(tx, eventId)) {
    const answer = (answers[question.id] ?? '').trim().slice(0, longestAnswer);
    if (answerFault(question, answer) !== undefined || answer === (before.get(question.id) ?? '')) continue;
    changed = true;
    const key = { registrationId, questionId: question.id };
    if (answer === '') await tx.bookingAnswer.deleteMany({ where: key });
    else
      await tx.bookingAnswer.upsert({
        where: { registrationId_questionId: key },
        create: { ...key, answer },
        update: { answer },
      });
  }
  return changed;
}

export type AnswerOutcome =
  | { readonly kind: 'kept'; readonly late: boolean }
  | { readonly kind: 'faulty'; readonly faults: Readonly<Record<string, 'missing' | 'no-such-option'>> }
  | { readonly kind: 'past' }
  | { readonly kind: 'not-found' };

/**
 * Answers, or changes the answers, for a booking of one's own. A change after the catering cut-off is told to the
 * organisers, without what it says: they look it up.
 */
export async function answerQuestions(
  core: Core,
  actor: Actor,
  registrationId: string,
  answers: Answers,
): Promise<AnswerOutcome> {
  const { personId } = actor;
  if (personId === null || !isUuid(registrationId)) return { kind: 'not-found' };
  const outcome = await core.prisma.$transaction(async (tx): Promise<AnswerOutcome> => {
    const found = await tx.registration.findFirst({
      where: { id: registrationId, personId },
      select: { state: true, session: { select: { startsAt: true, event: true } } },
    });
    if (!found || !isLiving(found.state)) return { kind: 'not-found' };
    const now = core.clock.now();
    if (found.session.startsAt <= now) return { kind: 'past' };
    const { event } = found.session;
    const faults = await faultsOf(tx, event.id, answers);
    if (Object.keys(faults).length > 0) return { kind: 'faulty', faults };
    const changed = await keepAnswers(tx, event.id, registrationId, answers);
    const late = changed && event.cateringCutOff !== null && event.cateringCutOff <= now;
    if (changed)
      await recordAct(
        tx,
        actor,
        { act: 'answer', subject: 'registration', subjectId: registrationId, outcome: 'kept' },
        now,
      );
    if (late) {
      const key = `answers-late:${registrationId}:${now.getTime()}`;
      await tellOrganisers(core, tx, { key, kind: 'answers-late', payload: { registrationId } });
    }
    return { kind: 'kept', late };
  });
  core.queue.nudge();
  return outcome;
}

async function faultsOf(tx: Tx, eventId: string, answers: Answers) {
  const faults: Record<string, 'missing' | 'no-such-option'> = {};
  for (const question of await questionsOfEvent(tx, eventId)) {
    const fault = answerFault(question, answers[question.id] ?? '');
    if (fault) faults[question.id] = fault;
  }
  return faults;
}

/** What a person answered for a booking of their own. */
export async function answersOf(db: Db | Tx, registrationId: string): Promise<Record<string, string>> {
  if (!isUuid(registrationId)) return {};
  const rows = await db.bookingAnswer.findMany({ where: { registrationId } });
  return Object.fromEntries(rows.map(({ questionId, answer }) => [questionId, answer]));
}
