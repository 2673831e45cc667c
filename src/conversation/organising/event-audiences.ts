import {
  localitiesOfSchools,
  removeQuestion,
  saveAudience,
  saveQuestion,
} from '../../app/organising/event-audience.js';
import { organisedEvent } from '../../app/organising/organised-events.js';
import type { PlanOutcome } from '../../app/organising/plan-event.js';
import { unreachable } from '../../domain/unreachable.js';
import { localDate } from '../talk/local-time.js';
import { isTicked } from '../talk/read-form.js';
import type { Answer, Ask, Talk } from '../talk/turn-context.js';
import { audienceForm, audienceValues, questionForm, questionsCard, questionValues } from './audience-forms.js';
import { faultWords } from './event-forms.js';
import { afterChange, goneEvent, refusedPlan } from './organising.js';
import { readAudiencePlan, readQuestionPlan } from './read-event-form.js';

const eventOf = (talk: Talk, ask: Ask) => organisedEvent(talk.desk.core.prisma, talk.actor, ask.data.event ?? '');

/** "Audience and places": the form. */
export async function openAudience(talk: Talk, ask: Ask): Promise<Answer> {
  const event = await eventOf(talk, ask);
  if (!event) return goneEvent(talk, ask.data);
  const localities = await localitiesOfSchools(talk.desk.core.prisma);
  return { replies: [{ kind: 'form', form: audienceForm(event, localities, audienceValues(event, talk.zone)) }] };
}

/** The form came back. */
export async function saveAudienceForm(talk: Talk, ask: Ask): Promise<Answer> {
  const { core } = talk.desk;
  const event = await eventOf(talk, ask);
  if (!event) return goneEvent(talk, ask.data);
  const { plan, faults } = readAudiencePlan(ask, talk.zone);
  const known = await localitiesOfSchools(core.prisma);
  const localities = plan.localities.map((name) => known.find((one) => sameName(one, name)) ?? name);
  const before = event.cateringCutOff;
  const after = plan.cateringCutOff;
  // A form knows days only: an hour that was set otherwise stays when its day does.
  const same = before && after && localDate(before, talk.zone) === localDate(after, talk.zone);
  const outcome: PlanOutcome =
    Object.keys(faults).length > 0
      ? { kind: 'faulty', faults }
      : await saveAudience(core, talk.actor, event.id, {
          ...plan,
          localities,
          cateringCutOff: same ? before : after,
        });
  if (outcome.kind === 'faulty') {
    const words = faultWords(outcome.faults);
    if (outcome.faults.localities) words.localities = 'I do not know one of them. Use the names below.';
    const form = audienceForm(event, known, ask.values, words);
    return { replies: [{ kind: 'form', form }] };
  }
  return afterChange(talk, 'organise-audience-save', outcome, 'Saved.');
}

function sameName(one: string, other: string): boolean {
  return one.localeCompare(other, 'en', { sensitivity: 'base' }) === 0;
}

/** What is asked at booking. */
export async function openQuestions(talk: Talk, ask: Ask, lead?: string): Promise<Answer> {
  const event = await eventOf(talk, ask);
  return event ? { replies: [{ kind: 'card', card: questionsCard(event, lead) }] } : goneEvent(talk, ask.data);
}

/** A question: a new one, or one to change. */
export async function openQuestion(talk: Talk, ask: Ask): Promise<Answer> {
  const event = await eventOf(talk, ask);
  const question = event?.questions.find(({ id }) => id === ask.data.question);
  if (!event || (ask.data.question && !question)) return goneEvent(talk, ask.data);
  const values = question ? questionValues(question) : { kind: 'dietary' };
  return { replies: [{ kind: 'form', form: questionForm(event, question, values) }] };
}

/** The form came back: the question is added, changed or taken out. */
export async function saveQuestionForm(talk: Talk, ask: Ask): Promise<Answer> {
  const { core } = talk.desk;
  const event = await eventOf(talk, ask);
  const question = event?.questions.find(({ id }) => id === ask.data.question);
  if (!event || (ask.data.question && !question)) return goneEvent(talk, ask.data);
  const removing = question !== undefined && isTicked(ask, 'remove');
  const { plan, faults } = readQuestionPlan(ask);
  const outcome: PlanOutcome = removing
    ? await removeQuestion(core, talk.actor, event.id, question.id)
    : Object.keys(faults).length > 0
      ? { kind: 'faulty', faults }
      : await saveQuestion(core, talk.actor, event.id, plan, question?.id);
  switch (outcome.kind) {
    case 'faulty': {
      const form = questionForm(event, question, ask.values, faultWords(outcome.faults));
      return { replies: [{ kind: 'form', form }] };
    }
    case 'saved': {
      const done = removing ? 'The question is taken out.' : question ? 'Saved.' : 'The question is added.';
      return openQuestions(talk, ask, done);
    }
    case 'refused':
      return refusedPlan('organise-question-save', outcome.reason);
    default:
      return unreachable(outcome);
  }
}
