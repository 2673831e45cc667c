import {
  localitiesOfSchools,
  removeQuestion,
  saveAudience,
  saveQuestion,
} from '../../app/organising/event-audience.js';
import { organisedEvent } from '../../app/organising/organised-events.js';
import type { PlanOutcome } from '../../app/organising/plan-event.js';
import { readPartnership } from '../../app/setup/partnership.js';
import { unreachable } from '../../domain/unreachable.js';
import { localDate } from '../talk/local-time.js';
import { isTicked } from '../talk/read-form.js';
import type { Answer, TurnContext, TurnRequest } from '../talk/turn-context.js';
import { audienceForm, audienceValues, questionForm, questionsCard, questionValues } from './audience-forms.js';
import { faultWords } from './event-forms.js';
import { afterChange, eventNotFound, refusedPlan } from './organising.js';
import { readAudiencePlan, readQuestionPlan } from './read-event-form.js';

const eventOf = (context: TurnContext, request: TurnRequest) =>
  organisedEvent(context.services.core.prisma, context.actor, request.data.event ?? '');

/** "Audience and places": the form. */
export async function openAudience(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const event = await eventOf(context, request);
  if (!event) return eventNotFound(context, request.data);
  const localities = await namedLocalities(context);
  return { replies: [{ kind: 'form', form: audienceForm(event, localities, audienceValues(event, context.zone)) }] };
}

/** The localities, and what the partnership calls one. */
async function namedLocalities({ services: { core } }: TurnContext) {
  const [names, { locality }] = await Promise.all([localitiesOfSchools(core.prisma), readPartnership(core)]);
  return { names, word: locality };
}

/** Handles the submitted form. */
export async function saveAudienceForm(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const event = await eventOf(context, request);
  if (!event) return eventNotFound(context, request.data);
  const { plan, faults } = readAudiencePlan(request, context.zone);
  const known = await namedLocalities(context);
  const localities = plan.localities.map((name) => known.names.find((one) => sameName(one, name)) ?? name);
  const before = event.cateringCutOff;
  const after = plan.cateringCutOff;
  // The form has only dates, so a custom time is kept if its date is unchanged.
  const same = before && after && localDate(before, context.zone) === localDate(after, context.zone);
  const outcome: PlanOutcome =
    Object.keys(faults).length > 0
      ? { kind: 'faulty', faults }
      : await saveAudience(core, context.actor, event.id, {
          ...plan,
          localities,
          cateringCutOff: same ? before : after,
        });
  if (outcome.kind === 'faulty') {
    const words = faultWords(outcome.faults);
    if (outcome.faults.localities) words.localities = 'I do not know one of them. Use the names below.';
    const form = audienceForm(event, known, request.values, words);
    return { replies: [{ kind: 'form', form }] };
  }
  return afterChange(context, 'organise-audience-save', outcome, 'Saved.');
}

function sameName(one: string, other: string): boolean {
  return one.localeCompare(other, 'en', { sensitivity: 'base' }) === 0;
}

/** The questions asked at booking. */
export async function openQuestions(context: TurnContext, request: TurnRequest, lead?: string): Promise<Answer> {
  const event = await eventOf(context, request);
  return event
    ? { replies: [{ kind: 'card', card: questionsCard(event, lead) }] }
    : eventNotFound(context, request.data);
}

/** The form for a new or existing question. */
export async function openQuestion(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const event = await eventOf(context, request);
  const question = event?.questions.find(({ id }) => id === request.data.question);
  if (!event || (request.data.question && !question)) return eventNotFound(context, request.data);
  const values = question ? questionValues(question) : { kind: 'dietary' };
  return { replies: [{ kind: 'form', form: questionForm(event, question, values) }] };
}

/** Adds, changes or removes the question from the submitted form. */
export async function saveQuestionForm(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const event = await eventOf(context, request);
  const question = event?.questions.find(({ id }) => id === request.data.question);
  if (!event || (request.data.question && !question)) return eventNotFound(context, request.data);
  const removing = question !== undefined && isTicked(request, 'remove');
  const { plan, faults } = readQuestionPlan(request);
  const outcome: PlanOutcome = removing
    ? await removeQuestion(core, context.actor, event.id, question.id)
    : Object.keys(faults).length > 0
      ? { kind: 'faulty', faults }
      : await saveQuestion(core, context.actor, event.id, plan, question?.id);
  switch (outcome.kind) {
    case 'faulty': {
      const form = questionForm(event, question, request.values, faultWords(outcome.faults));
      return { replies: [{ kind: 'form', form }] };
    }
    case 'saved': {
      const done = removing ? 'The question has been removed.' : question ? 'Saved.' : 'The question has been added.';
      return openQuestions(context, request, done);
    }
    case 'refused':
      return refusedPlan('organise-question-save', outcome.reason);
    default:
      return unreachable(outcome);
  }
}
