import type { Db, Tx } from '../../db/database.js';
import type { Actor } from '../../domain/actor.js';
import {
  type AudiencePlan,
  audienceFaults,
  mostQuestions,
  type QuestionPlan,
  questionFaults,
} from '../../domain/event-plan.js';
import { isUuid } from '../../domain/uuid.js';
import type { Core } from '../core.js';
import { changeEvent, type PlanOutcome } from './plan-event.js';

const localitiesAtMost = 90;

/** Localities of the partnership's schools, by name. */
export async function localitiesOfSchools(db: Db | Tx): Promise<string[]> {
  const rows = await db.school.findMany({
    where: { inPartnership: true, locality: { not: '' } },
    distinct: ['locality'],
    orderBy: { locality: 'asc' },
    take: localitiesAtMost,
    select: { locality: true },
  });
  return rows.map(({ locality }) => locality);
}

/** Sets who an event is for and how places are allocated. Places already held are kept. */
export async function saveAudience(
  core: Core,
  actor: Actor,
  eventId: string,
  plan: AudiencePlan,
): Promise<PlanOutcome> {
  return changeEvent(core, actor, eventId, 'edit-audience', async (tx, event) => {
    if (event.status === 'cancelled') return { kind: 'refused', reason: 'cancelled' };
    const faults = audienceFaults(plan, await localitiesOfSchools(tx));
    if (Object.keys(faults).length > 0) return { kind: 'faulty', faults };
    const { audience, phases, localities, ...places } = plan;
    const data = { ...places, audience: [...audience], phases: [...phases], localities: [...localities] };
    await tx.event.update({ where: { id: event.id }, data, select: { id: true } });
    return { kind: 'saved', eventId: event.id };
  });
}

/**
 * Adds or changes a question asked at booking. An option that somebody chose cannot be removed.
 * @param questionId undefined makes a new one
 */
export async function saveQuestion(
  core: Core,
  actor: Actor,
  eventId: string,
  plan: QuestionPlan,
  questionId: string | undefined,
): Promise<PlanOutcome> {
  const faults = questionFaults(plan);
  if (Object.keys(faults).length > 0) return { kind: 'faulty', faults };
  return changeEvent(core, actor, eventId, 'save-question', async (tx, event): Promise<PlanOutcome> => {
    if (event.status === 'cancelled') return { kind: 'refused', reason: 'cancelled' };
    const known = await tx.bookingQuestion.findMany({ where: { eventId: event.id } });
    const data = { ...plan, options: [...plan.options] };
    if (questionId === undefined) {
      if (known.length >= mostQuestions) return { kind: 'faulty', faults: { prompt: 'too-many' } };
      const order = Math.max(-1, ...known.map((one) => one.order)) + 1;
      await tx.bookingQuestion.create({ data: { ...data, eventId: event.id, order }, select: { id: true } });
      return { kind: 'saved', eventId: event.id };
    }
    const before = known.find(({ id }) => id === questionId);
    if (!before) return { kind: 'refused', reason: 'not-found' };
    const answers = await tx.bookingAnswer.findMany({
      where: { questionId },
      distinct: ['answer'],
      select: { answer: true },
    });
    if (answers.length > 0 && before.kind !== plan.kind) return { kind: 'faulty', faults: { kind: 'in-use' } };
    const lost = plan.kind === 'choice' && answers.some(({ answer }) => !plan.options.includes(answer));
    if (lost) return { kind: 'faulty', faults: { options: 'in-use' } };
    await tx.bookingQuestion.update({ where: { id: questionId }, data, select: { id: true } });
    return { kind: 'saved', eventId: event.id };
  });
}

/** Deletes a question with its answers. */
export async function removeQuestion(
  core: Core,
  actor: Actor,
  eventId: string,
  questionId: string,
): Promise<PlanOutcome> {
  return changeEvent(core, actor, eventId, 'remove-question', async (tx, event): Promise<PlanOutcome> => {
    if (!isUuid(questionId)) return { kind: 'refused', reason: 'not-found' };
    const gone = await tx.bookingQuestion.deleteMany({ where: { id: questionId, eventId: event.id } });
    return gone.count > 0 ? { kind: 'saved', eventId: event.id } : { kind: 'refused', reason: 'not-found' };
  });
}
