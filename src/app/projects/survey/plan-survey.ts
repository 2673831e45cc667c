import type { Tx } from '../../../db/database.js';
import { newId } from '../../../db/new-id.js';
import type { Actor } from '../../../domain/actor.js';
import { collectFaults, longest, type PlanFaults } from '../../../domain/event-plan.js';
import { mostSurveyQuestions, type SurveyQuestion, surveyQuestionFaults } from '../../../domain/survey.js';
import { isUuid } from '../../../domain/uuid.js';
import { recordAct } from '../../audit/audit.js';
import type { AuditAct } from '../../audit/audit-acts.js';
import { commit } from '../../commit.js';
import type { Core } from '../../core.js';
import { lockCohort } from '../cohorts.js';
import { runsProjects } from '../organised-projects.js';
import { readQuestions } from './survey-shapes.js';

/** A survey as entered by an organiser. */
interface SurveyPlan {
  readonly title: string;
  readonly closesAt: Date;
  /** Schools that have not answered are reminded once before the last day. */
  readonly lastReminder: boolean;
}

export type SurveyRefusal =
  | 'not-allowed'
  | 'not-found'
  /** Schools were asked, so its questions stay. */
  | 'asked'
  /** Its year is a draft, over or cancelled. */
  | 'not-running';

export type SurveyOutcome =
  | { readonly kind: 'saved'; readonly surveyId: string }
  /** The draft was deleted. */
  | { readonly kind: 'gone'; readonly cohortId: string }
  | { readonly kind: 'faulty'; readonly faults: PlanFaults }
  | { readonly kind: 'refused'; readonly reason: SurveyRefusal };

function planFaults({ title, closesAt }: SurveyPlan, now: Date): PlanFaults {
  return collectFaults([
    ['title', title === '' ? 'missing' : title.length > longest.title ? 'too-long' : undefined],
    ['closes', closesAt <= now ? 'past' : undefined],
  ]);
}

/** Begins a survey of the schools of a published year of a project, as a draft without questions. */
export async function addSurvey(core: Core, actor: Actor, cohortId: string, plan: SurveyPlan): Promise<SurveyOutcome> {
  if (!runsProjects(actor)) return { kind: 'refused', reason: 'not-allowed' };
  if (!isUuid(cohortId)) return { kind: 'refused', reason: 'not-found' };
  const faults = planFaults(plan, core.clock.now());
  if (Object.keys(faults).length > 0) return { kind: 'faulty', faults };
  return commit(core, async (tx): Promise<SurveyOutcome> => {
    const cohort = await lockCohort(tx, cohortId);
    if (!cohort) return { kind: 'refused', reason: 'not-found' };
    if (cohort.cohortStatus !== 'published' || cohort.projectStatus !== 'published')
      return { kind: 'refused', reason: 'not-running' };
    const at = core.clock.now();
    const { title, closesAt, lastReminder } = plan;
    const data = { cohortId, title, closesAt, lastReminder, createdAt: at };
    const { id } = await tx.survey.create({ data, select: { id: true } });
    await recordAct(tx, actor, { act: 'save-survey', subject: 'survey', subjectId: id, outcome: 'draft' }, at);
    return { kind: 'saved', surveyId: id };
  });
}

/** Changes the title, the last day and whether schools are reminded of it; all can change while schools answer. */
export async function changeSurvey(core: Core, actor: Actor, id: string, plan: SurveyPlan): Promise<SurveyOutcome> {
  const faults = planFaults(plan, core.clock.now());
  if (Object.keys(faults).length > 0) return { kind: 'faulty', faults };
  return changeLocked(core, actor, id, 'save-survey', async (tx) => {
    const { title, closesAt, lastReminder } = plan;
    const data = { title, closesAt, lastReminder };
    await tx.survey.update({ where: { id }, data, select: { id: true } });
    return { kind: 'saved', surveyId: id };
  });
}

/** Deletes a draft. */
export async function removeSurvey(core: Core, actor: Actor, id: string): Promise<SurveyOutcome> {
  return changeLocked(core, actor, id, 'remove-survey', async (tx, { askedAt, cohortId }) => {
    if (askedAt !== null) return { kind: 'refused', reason: 'asked' };
    await tx.survey.delete({ where: { id }, select: { id: true } });
    return { kind: 'gone', cohortId };
  });
}

/** Adds or changes a question of a draft. @param questionId undefined adds it at the end */
export async function saveSurveyQuestion(
  core: Core,
  actor: Actor,
  id: string,
  question: Omit<SurveyQuestion, 'id'>,
  questionId: string | undefined,
): Promise<SurveyOutcome> {
  const faults = surveyQuestionFaults(question);
  if (Object.keys(faults).length > 0) return { kind: 'faulty', faults };
  return changeQuestions(core, actor, id, (known) => {
    if (questionId === undefined) return [...known, { ...question, id: newId() }];
    return known.some((one) => one.id === questionId)
      ? known.map((one) => (one.id === questionId ? { ...question, id: questionId } : one))
      : undefined;
  });
}

/** Takes a question out of a draft; one that is there no more is not missed. */
export async function removeSurveyQuestion(
  core: Core,
  actor: Actor,
  id: string,
  questionId: string,
): Promise<SurveyOutcome> {
  return changeQuestions(core, actor, id, (known) => known.filter((one) => one.id !== questionId));
}

/** @param change what the questions become; undefined where there is no such question */
async function changeQuestions(
  core: Core,
  actor: Actor,
  id: string,
  change: (known: readonly SurveyQuestion[]) => SurveyQuestion[] | undefined,
): Promise<SurveyOutcome> {
  return changeLocked(core, actor, id, 'save-survey', async (tx, { askedAt, questions }) => {
    if (askedAt !== null) return { kind: 'refused', reason: 'asked' };
    const changed = change(readQuestions(questions));
    if (!changed) return { kind: 'refused', reason: 'not-found' };
    if (changed.length > mostSurveyQuestions) return { kind: 'faulty', faults: { prompt: 'too-many' } };
    const data = { questions: changed.map((question) => ({ ...question, options: [...question.options] })) };
    await tx.survey.update({ where: { id }, data, select: { id: true } });
    return { kind: 'saved', surveyId: id };
  });
}

/** A survey under its lock. */
interface LockedSurvey {
  readonly id: string;
  readonly cohortId: string;
  readonly questions: unknown;
  readonly closesAt: Date;
  readonly askedAt: Date | null;
  readonly remindedAt: Date | null;
  readonly lastRemindedAt: Date | null;
}

/** Locks a survey: whatever is decided about it is decided one after the other. */
export async function lockSurvey(tx: Tx, id: string): Promise<LockedSurvey | undefined> {
  if (!isUuid(id)) return undefined;
  const [row] = await tx.$queryRaw<LockedSurvey[]>`
    SELECT id, "cohortId", questions, "closesAt", "askedAt", "remindedAt", "lastRemindedAt"
      FROM "Survey" WHERE id = ${id}::uuid FOR UPDATE`;
  return row;
}

async function changeLocked(
  core: Core,
  actor: Actor,
  id: string,
  act: AuditAct,
  change: (tx: Tx, survey: LockedSurvey) => Promise<SurveyOutcome>,
): Promise<SurveyOutcome> {
  if (!runsProjects(actor)) return { kind: 'refused', reason: 'not-allowed' };
  return commit(core, async (tx): Promise<SurveyOutcome> => {
    const survey = await lockSurvey(tx, id);
    if (!survey) return { kind: 'refused', reason: 'not-found' };
    const outcome = await change(tx, survey);
    if (outcome.kind === 'saved' || outcome.kind === 'gone') {
      const said = outcome.kind === 'gone' ? 'discarded' : 'done';
      await recordAct(tx, actor, { act, subject: 'survey', subjectId: id, outcome: said }, core.clock.now());
    }
    return outcome;
  });
}
