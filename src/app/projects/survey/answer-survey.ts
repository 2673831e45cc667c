import type { Tx } from '../../../db/database.js';
import type { Actor } from '../../../domain/actor.js';
import type { PlanFault } from '../../../domain/event-plan.js';
import { longestSurveyAnswer, type SurveyAnswers, type SurveyQuestion } from '../../../domain/survey.js';
import { isUuid } from '../../../domain/uuid.js';
import { recordAct } from '../../audit/audit.js';
import { commit } from '../../commit.js';
import type { Core } from '../../core.js';
import { ownSchool } from '../../people/school-standing.js';
import { findEnrolment, lockEnrolment, type Viewer } from '../enrolment-views.js';
import { lockSurvey } from './plan-survey.js';
import { readAnswers, readQuestions } from './survey-shapes.js';
import { type Survey, surveyOf, surveySelect } from './surveys.js';

/** A survey as a school that takes part sees it. */
export interface SchoolSurvey extends Survey {
  readonly enrolmentId: string;
  readonly school: string;
  /** It can be answered, or its answers changed. */
  readonly open: boolean;
  /** The reader may answer for the school. */
  readonly mayAnswer: boolean;
  readonly answer: SchoolAnswer | undefined;
}

interface SchoolAnswer extends SurveyAnswers {
  readonly by: string | null;
  readonly editedAt: Date;
}

/** Undefined where it was not asked, the school does not take part, or is not the reader's. */
export async function findSchoolSurvey(
  core: Core,
  who: Viewer,
  surveyId: string,
  enrolmentId: string,
): Promise<SchoolSurvey | undefined> {
  const enrolment = isUuid(surveyId) ? await findEnrolment(core, who, enrolmentId) : undefined;
  if (enrolment?.state !== 'registered') return undefined;
  const row = await core.prisma.survey.findFirst({
    where: { id: surveyId, cohortId: enrolment.cohortId, askedAt: { not: null } },
    select: {
      ...surveySelect,
      answers: {
        where: { enrolmentId },
        select: { figures: true, words: true, editedAt: true, by: { select: { name: true } } },
      },
    },
  });
  if (!row) return undefined;
  const { answers, ...survey } = row;
  const [given] = answers;
  return {
    ...surveyOf(survey),
    enrolmentId: enrolment.id,
    school: enrolment.school,
    open: row.closesAt > core.clock.now(),
    mayAnswer: enrolment.rights.answer,
    answer: given && { ...readAnswers(given), by: given.by?.name ?? null, editedAt: given.editedAt },
  };
}

/** The open surveys of the actor's school, the one that closes first at the head, those without answers before the others. */
export async function surveysToAnswer(core: Core, actor: Actor): Promise<SchoolSurvey[]> {
  const urn = ownSchool(actor);
  if (urn === null) return [];
  const rows = await core.prisma.survey.findMany({
    where: {
      askedAt: { not: null },
      closesAt: { gt: core.clock.now() },
      cohort: { enrolments: { some: { urn, state: 'registered' } } },
    },
    orderBy: [{ closesAt: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      cohort: { select: { enrolments: { where: { urn, state: 'registered' }, select: { id: true } } } },
    },
  });
  const found = await Promise.all(
    rows.flatMap(({ id, cohort }) =>
      cohort.enrolments.map((enrolment) => findSchoolSurvey(core, actor, id, enrolment.id)),
    ),
  );
  const open = found.flatMap((survey) => survey ?? []);
  return [...open.filter(({ answer }) => !answer), ...open.filter(({ answer }) => answer)];
}

type GiveAnswersOutcome =
  | { readonly kind: 'given' | 'changed' }
  | { readonly kind: 'faulty'; readonly faults: Readonly<Record<string, PlanFault>> }
  /** A colleague answered after the form was opened: nothing of theirs is overwritten unseen. */
  | { readonly kind: 'answered-since' }
  | { readonly kind: 'refused'; readonly reason: 'not-found' | 'not-yours' | 'closed' | 'empty' };

/**
 * Answers for the actor's school, or changes its answers while the survey is open.
 * @param seen the answers that the form was filled with, by the moment of their last change; empty for none
 */
export async function giveSurveyAnswers(
  core: Core,
  actor: Actor,
  asked: { readonly surveyId: string; readonly enrolmentId: string },
  answers: SurveyAnswers,
  seen: string,
): Promise<GiveAnswersOutcome> {
  const { surveyId, enrolmentId } = asked;
  return commit(core, async (tx): Promise<GiveAnswersOutcome> => {
    const survey = await lockSurvey(tx, surveyId);
    const found = survey && (await lockEnrolment(tx, actor, enrolmentId));
    if (!survey?.askedAt || !found?.rights.see || found.cohort.id !== survey.cohortId || found.state !== 'registered')
      return { kind: 'refused', reason: 'not-found' };
    if (!found.rights.answer) return { kind: 'refused', reason: 'not-yours' };
    if (survey.closesAt <= core.clock.now()) return { kind: 'refused', reason: 'closed' };
    const questions = readQuestions(survey.questions);
    const faults = answerFaults(questions, answers);
    if (Object.keys(faults).length > 0) return { kind: 'faulty', faults };
    const { figures, words } = onlyAsked(questions, answers);
    if (Object.keys(figures).length + Object.keys(words).length === 0) return { kind: 'refused', reason: 'empty' };
    return keep(core, tx, actor, asked, { figures, words }, seen);
  });
}

async function keep(
  core: Core,
  tx: Tx,
  actor: Actor,
  key: { readonly surveyId: string; readonly enrolmentId: string },
  { figures, words }: SurveyAnswers,
  seen: string,
): Promise<GiveAnswersOutcome> {
  const before = await tx.surveyAnswer.findUnique({
    where: { surveyId_enrolmentId: key },
    select: { editedAt: true, byId: true },
  });
  // Their own second form is a correction; a colleague's answers are looked at first.
  if (before && before.byId !== actor.personId && before.editedAt.toISOString() !== seen)
    return { kind: 'answered-since' };
  const at = core.clock.now();
  const data = { figures: { ...figures }, words: { ...words }, byId: actor.personId, editedAt: at };
  await tx.surveyAnswer.upsert({
    where: { surveyId_enrolmentId: key },
    create: { ...key, ...data, givenAt: at },
    update: data,
    select: { surveyId: true },
  });
  const outcome = before ? 'changed' : 'given';
  const line = { act: 'answer-survey', subject: 'survey', subjectId: key.surveyId, outcome } as const;
  await recordAct(tx, actor, line, at);
  return { kind: outcome };
}

function answerFaults(
  questions: readonly SurveyQuestion[],
  { figures, words }: SurveyAnswers,
): Record<string, PlanFault> {
  return Object.fromEntries(
    questions.flatMap(({ id, kind, options }): Array<[string, PlanFault]> => {
      if (kind === 'words') return (words[id]?.length ?? 0) > longestSurveyAnswer ? [[id, 'too-long']] : [];
      const value = figures[id];
      const [least, most] = kind === 'rating' ? [1, 5] : [0, options.length - 1];
      return value === undefined || (Number.isInteger(value) && value >= least && value <= most)
        ? []
        : [[id, 'unknown']];
    }),
  );
}

function onlyAsked(questions: readonly SurveyQuestion[], answers: SurveyAnswers): SurveyAnswers {
  const ids = (kinds: readonly string[]) => questions.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id);
  return {
    figures: Object.fromEntries(
      ids(['rating', 'choice']).flatMap((id) => (answers.figures[id] === undefined ? [] : [[id, answers.figures[id]]])),
    ),
    words: Object.fromEntries(ids(['words']).flatMap((id) => (answers.words[id] ? [[id, answers.words[id]]] : []))),
  };
}
