import {
  type PlannedQuestions,
  planQuestionsAfterEvent,
  planQuestionsAfterSeries,
  questionsAfterEvent,
  questionsAfterSeries,
} from '../../app/feedback/plan-questions.js';
import { type OrganisedSeries, seriesToRun } from '../../app/organising/plan-series.js';
import { longest, type PlanFaults } from '../../domain/event-plan.js';
import { mostFeedbackQuestions, wordsOfQuestion } from '../../domain/feedback-questions.js';
import { unreachable } from '../../domain/unreachable.js';
import type { Field, Form, FormValues } from '../../rendering/card.js';
import { openQuestions } from '../organising/event-audiences.js';
import { faultWords } from '../organising/event-forms.js';
import { afterChange, eventNotFound } from '../organising/organising.js';
import { organiserAct, sayAsked } from '../organising/organising-cards.js';
import { afterSeriesChange, answerSeriesToRun, seriesNotFound } from '../organising/organising-series.js';
import { amongIn, listedAgain, whichOne } from '../programme/which-one.js';
import { chosen, readLines } from '../talk/read-form.js';
import { seriesInWords, seriesLike } from '../talk/series-in-words.js';
import type { Answer, TurnContext, TurnRequest } from '../talk/turn-context.js';
import { plural } from '../talk/wording.js';

/** To tick; each is something that one agrees with or not. */
const starters: ReadonlyArray<{ readonly value: string; readonly label: string }> = [
  { value: 'useful', label: 'It was useful for my school' },
  { value: 'use', label: 'I can use something from it straight away' },
  { value: 'venue', label: 'The venue was easy to reach' },
  { value: 'time', label: 'The time of day suited me' },
  { value: 'questions', label: 'There was enough time for questions' },
  { value: 'recommend', label: 'I would recommend it to a colleague' },
];

/** What the questions are for, as buttons say it. */
type Target = { readonly event: string } | { readonly series: string };

/** The form: for the event or series in the button, or the series that the words name. */
export async function openFeedbackQuestions(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const target = targetOf(request);
  if (!target) return whichSeries(context, request);
  const planned = await plannedOf(context, target);
  return planned ? form(feedbackQuestionsForm(target, planned, valuesOf(planned))) : notFound(context, target);
}

const form = (shown: Form): Answer => ({ replies: [{ kind: 'form', form: shown }] });

function targetOf({ data }: TurnRequest): Target | undefined {
  if (data.event) return { event: data.event };
  return data.series ? { series: data.series } : undefined;
}

function plannedOf({ services: { core }, actor }: TurnContext, target: Target): Promise<PlannedQuestions | undefined> {
  return 'event' in target
    ? questionsAfterEvent(core, actor, target.event)
    : questionsAfterSeries(core, actor, target.series);
}

function notFound(context: TurnContext, target: Target): Promise<Answer> {
  return 'event' in target ? eventNotFound(context, target) : seriesNotFound(context, target.series);
}

async function whichSeries(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const run = (await seriesToRun(context.services.core, context.actor)).filter(isRunning);
  const among = amongIn(request);
  const named = seriesInWords(run, request.text);
  const meant = named.length > 0 ? named : seriesLike(run, request.text);
  const several = among ? run.filter(({ id }) => among.has(id)) : meant.length > 0 ? meant : run;
  const [only, ...others] = several;
  if (!only) return answerSeriesToRun(context);
  if (!among && others.length === 0) return openFeedbackQuestions(context, { ...request, data: { series: only.id } });
  const listed = several.map(({ id, name, feedbackQuestions }) => ({
    id,
    title: name,
    detail: sayAsked(feedbackQuestions.length),
    action: organiserAct('Choose', 'organise-feedback', { series: id }, { opensForm: true }),
  }));
  return whichOne('Questions after the events of which series?', listed, listedAgain('organise-feedback', request));
}

function isRunning({ status }: OrganisedSeries): boolean {
  return status === 'draft' || status === 'published';
}

/** The submitted form: what is asked from now on. */
export async function saveFeedbackQuestions(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const target = targetOf(request);
  const planned = target && (await plannedOf(context, target));
  if (!target || !planned) return target ? notFound(context, target) : answerSeriesToRun(context);
  const ticked = chosen(request, 'starters');
  const prompts = [
    ...starters.flatMap(({ value, label }) => (ticked.includes(value) ? [label] : [])),
    ...readLines(request, 'own'),
  ];
  const outcome =
    'event' in target
      ? await planQuestionsAfterEvent(core, context.actor, target.event, prompts)
      : await planQuestionsAfterSeries(core, context.actor, target.series, prompts);
  switch (outcome.kind) {
    case 'faulty':
      return form(feedbackQuestionsForm(target, planned, request.values, sayFaults(outcome.faults)));
    case 'saved':
      return 'eventId' in outcome
        ? openQuestions(context, { ...request, data: { event: outcome.eventId } }, 'Saved.')
        : afterSeriesChange(context, 'organise-feedback-save', outcome, 'Saved.');
    case 'gone':
      return answerSeriesToRun(context);
    case 'refused':
      return outcome.reason === 'in-use' || 'series' in target
        ? seriesNotFound(context, 'series' in target ? target.series : undefined)
        : afterChange(context, 'organise-feedback-save', { kind: 'refused', reason: outcome.reason }, '');
    default:
      return unreachable(outcome);
  }
}

function sayFaults(faults: PlanFaults): Record<string, string> {
  const tooMany = `At most ${mostFeedbackQuestions} questions in all, ticked and your own.`;
  const tooLong = `Each question has at most ${longest.prompt} characters.`;
  const words = faultWords(faults);
  if (faults.own === 'too-many') words.own = tooMany;
  if (faults.own === 'too-long') words.own = tooLong;
  return words;
}

function valuesOf({ questions }: PlannedQuestions): FormValues {
  const starterOf = (prompt: string) =>
    starters.find(({ label }) => wordsOfQuestion(label) === wordsOfQuestion(prompt))?.value;
  return {
    starters: questions.flatMap((prompt) => starterOf(prompt) ?? []),
    own: questions.filter((prompt) => !starterOf(prompt)).join('\n'),
  };
}

function feedbackQuestionsForm(
  target: Target,
  planned: PlannedQuestions,
  values: FormValues,
  faults: Form['faults'] = {},
): Form {
  const { title } = planned;
  return {
    title: 'Asked afterwards',
    intro: [
      { kind: 'text', text: title, tone: 'strong' },
      ...notesOf(planned).map((text) => ({ kind: 'text', text }) as const),
    ],
    fields: questionFields,
    values,
    faults,
    submit: { label: 'Save', verb: 'organise-feedback-save', data: target },
    cancel:
      'event' in target ? organiserAct('Back', 'organise-event', target) : organiserAct('Back', 'series-open', target),
    fallback: `What is asked after ${title}, besides how it was?`,
  };
}

function notesOf({ series, asked }: PlannedQuestions): string[] {
  return [
    'Whoever was there is asked “How was it?”, in one tap. What else? Each is rated from 1 to 5, and may be left out.',
    ...(series ? [`With the same questions as ${series.name} it follows the series.`] : []),
    ...(asked > 0
      ? [`${plural(asked, 'person has', 'people have')} been asked already; what they were asked stays.`]
      : []),
  ];
}

const questionFields: readonly Field[] = [
  {
    id: 'starters',
    kind: 'choices',
    label: 'Do they agree?',
    hint: `At most ${mostFeedbackQuestions} in all.`,
    options: starters,
  },
  {
    id: 'own',
    kind: 'text',
    label: 'Your own, one per line',
    hint: 'Something to agree with, such as: I met somebody new.',
    multiline: true,
    maxLength: (mostFeedbackQuestions + 1) * (longest.prompt + 1),
  },
];
