import { type Actor, holds } from '../../domain/actor.js';
import { isUuid } from '../../domain/uuid.js';
import { orderWaiting } from '../../domain/waiting-list.js';
import type { Core } from '../core.js';
import { type AskedQuestion, questionsOfEvent } from './booking-questions.js';
import { readStandings } from './session-lock.js';

export interface Waiter {
  readonly registrationId: string;
  readonly name: string;
  readonly school: string | null;
  /** An organiser put them ahead, for this reason. */
  readonly jumpReason: string | null;
}

/** Who waits for a session, next one first. Undefined for anybody but an organiser of its series. */
export async function waitingListOf(core: Core, actor: Actor, sessionId: string): Promise<Waiter[] | undefined> {
  const seriesId = await seriesOf(core, sessionId);
  if (seriesId === undefined || !holds(actor, 'organiser', seriesId)) return undefined;
  const order = orderWaiting(await readStandings(core.prisma, sessionId)).map(({ id }) => id);
  const rows = await core.prisma.registration.findMany({
    where: { id: { in: order } },
    select: { id: true, jumpReason: true, person: { select: { name: true } }, school: { select: { name: true } } },
  });
  const found = new Map(rows.map((row) => [row.id, row]));
  return order.flatMap((id) => {
    const row = found.get(id);
    if (!row) return [];
    return [
      { registrationId: id, name: row.person.name, school: row.school?.name ?? null, jumpReason: row.jumpReason },
    ];
  });
}

async function seriesOf(core: Core, sessionId: string): Promise<string | undefined> {
  if (!isUuid(sessionId)) return undefined;
  const session = await core.prisma.session.findUnique({
    where: { id: sessionId },
    select: { event: { select: { seriesId: true } } },
  });
  return session?.event.seriesId;
}

export interface AnsweredQuestion {
  readonly prompt: string;
  readonly kind: AskedQuestion['kind'];
  /** How many of those with a place answered; for a choice, how many chose each. */
  readonly counts: ReadonlyArray<{ readonly answer: string; readonly count: number }>;
  /** Who answered what: only for those who see to it. */
  readonly named: ReadonlyArray<{ readonly name: string; readonly answer: string }>;
  readonly required: boolean;
  /** How many of those with a place have not answered; who, where it is required and only for those who see to it. */
  readonly unanswered: { readonly count: number; readonly names: readonly string[] };
}

/**
 * What those with a place answered. Organisers of the series see to food and access, so they see who said what; board
 * members get counts. Undefined for anybody else.
 */
export async function answersOfSession(
  core: Core,
  actor: Actor,
  sessionId: string,
): Promise<AnsweredQuestion[] | undefined> {
  const seriesId = await seriesOf(core, sessionId);
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
  if (question.kind !== 'choice') return [{ answer: 'answered', count: answers.length }];
  return question.options.map((option) => ({
    answer: option,
    count: answers.filter((answer) => answer === option).length,
  }));
}
