import { type Actor, holds } from '../../domain/actor.js';
import { distinctQuestions, feedbackQuestionFaults } from '../../domain/feedback-questions.js';
import { isUuid } from '../../domain/uuid.js';
import type { Core } from '../core.js';
import { changeEvent, type PlanOutcome } from '../organising/plan-event.js';
import { changeSeries, type SeriesOutcome } from '../organising/plan-series.js';

/** What is asked after an event, or after the events of a series, besides how it was. */
export interface PlannedQuestions {
  readonly title: string;
  readonly questions: readonly string[];
  /** Of an event: what its series asks, and whether the event asks the same because it does. */
  readonly series?: { readonly name: string; readonly questions: readonly string[]; readonly followed: boolean };
  /** How many have been asked after the event; they keep what they were asked. */
  readonly asked: number;
}

/** For the organisers of the event only. */
export async function questionsAfterEvent(core: Core, actor: Actor, id: string): Promise<PlannedQuestions | undefined> {
  if (!isUuid(id)) return undefined;
  const event = await core.prisma.event.findUnique({
    where: { id },
    select: {
      ...{ title: true, seriesId: true, feedbackQuestions: true, ownFeedbackQuestions: true },
      series: { select: { name: true, feedbackQuestions: true } },
      _count: { select: { feedbackRequests: true } },
    },
  });
  if (!event || !holds(actor, 'organiser', event.seriesId)) return undefined;
  const { title, series, ownFeedbackQuestions: own } = event;
  return {
    title,
    questions: own ? event.feedbackQuestions : series.feedbackQuestions,
    series: { name: series.name, questions: series.feedbackQuestions, followed: !own },
    asked: event._count.feedbackRequests,
  };
}

/** For the organisers of the series only. */
export async function questionsAfterSeries(
  core: Core,
  actor: Actor,
  id: string,
): Promise<PlannedQuestions | undefined> {
  if (!isUuid(id) || !holds(actor, 'organiser', id)) return undefined;
  const series = await core.prisma.series.findUnique({
    where: { id },
    select: { name: true, feedbackQuestions: true },
  });
  return series ? { title: series.name, questions: series.feedbackQuestions, asked: 0 } : undefined;
}

/**
 * Sets what is asked after an event; whoever has been asked keeps what they were asked. With the questions of its series it follows
 * the series, whatever that asks later.
 */
export async function planQuestionsAfterEvent(
  core: Core,
  actor: Actor,
  eventId: string,
  prompts: readonly string[],
): Promise<PlanOutcome> {
  const questions = distinctQuestions(prompts);
  const faults = feedbackQuestionFaults(questions);
  if (Object.keys(faults).length > 0) return { kind: 'faulty', faults };
  return changeEvent(core, actor, eventId, 'edit-feedback-questions', async (tx, event): Promise<PlanOutcome> => {
    if (event.status === 'cancelled') return { kind: 'refused', reason: 'cancelled' };
    const where = { id: event.seriesId };
    const series = await tx.series.findUniqueOrThrow({ where, select: { feedbackQuestions: true } });
    const own = JSON.stringify(questions) !== JSON.stringify(series.feedbackQuestions);
    const data = { feedbackQuestions: own ? questions : [], ownFeedbackQuestions: own };
    await tx.event.update({ where: { id: event.id }, data, select: { id: true } });
    return { kind: 'saved', eventId: event.id };
  });
}

/** Sets what is asked after the events of a series that have no questions of their own. */
export async function planQuestionsAfterSeries(
  core: Core,
  actor: Actor,
  seriesId: string,
  prompts: readonly string[],
): Promise<SeriesOutcome> {
  const questions = distinctQuestions(prompts);
  const faults = feedbackQuestionFaults(questions);
  if (Object.keys(faults).length > 0) return { kind: 'faulty', faults };
  return changeSeries(core, actor, seriesId, 'edit-feedback-questions', async (tx): Promise<SeriesOutcome> => {
    await tx.series.update({ where: { id: seriesId }, data: { feedbackQuestions: questions }, select: { id: true } });
    return { kind: 'saved', seriesId };
  });
}
