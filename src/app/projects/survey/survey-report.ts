import type { Db, Tx } from '../../../db/database.js';
import { type Actor, holds } from '../../../domain/actor.js';
import { type AnswersOfSchool, type QuestionReport, reportOfSurvey } from '../../../domain/survey.js';
import { isUuid } from '../../../domain/uuid.js';
import { recordAct } from '../../audit/audit.js';
import { commit } from '../../commit.js';
import type { Core } from '../../core.js';
import { runsProjects } from '../organised-projects.js';
import { readAnswers } from './survey-shapes.js';
import { type Survey, surveyOf, surveySelect } from './surveys.js';

/** What the schools said, as figures. No school is named in it. */
export interface SurveyReport {
  readonly survey: Survey;
  /** Schools that take part. */
  readonly schools: number;
  readonly answered: number;
  /** It is closed. The board gets figures only then: from two reports with one answer between them that answer could be read. */
  readonly closed: boolean;
  readonly questions: readonly QuestionReport[];
  /** What was written, by id of the question; undefined for anyone but organisers. */
  readonly words: Readonly<Record<string, readonly string[]>> | undefined;
}

/** Undefined for anyone but organisers and the board, and for a survey that was not sent. */
export async function readSurveyReport(core: Core, actor: Actor, id: string): Promise<SurveyReport | undefined> {
  if (!holds(actor, 'board') || !isUuid(id)) return undefined;
  const row = await core.prisma.survey.findUnique({ where: { id }, select: surveySelect });
  if (!row || row.askedAt === null) return undefined;
  const survey = surveyOf(row);
  const closed = survey.closesAt <= core.clock.now();
  const organises = runsProjects(actor);
  const { schools, answers } = await readAllAnswers(core.prisma, id);
  const report = reportOfSurvey(survey.questions, answers);
  return {
    survey,
    schools,
    answered: answers.length,
    closed,
    questions: closed || organises ? report : [],
    words: organises ? wordsOf(survey, answers) : undefined,
  };
}

/** In the order of the words themselves, which says nothing about who wrote them. */
function wordsOf(survey: Survey, answers: readonly AnswersOfSchool[]): Record<string, string[]> {
  const asked = survey.questions.filter(({ kind }) => kind === 'words');
  return Object.fromEntries(
    asked.map(({ id }) => [
      id,
      answers.flatMap(({ words }) => words[id] ?? []).sort((a, b) => a.localeCompare(b, 'en')),
    ]),
  );
}

/** The answers of schools that take part now; whoever left is not counted. */
export async function readAllAnswers(
  db: Db | Tx,
  surveyId: string,
): Promise<{ readonly schools: number; readonly answers: AnswersOfSchool[] }> {
  const rows = await db.$queryRaw<Array<{ cluster: string | null; figures: unknown; words: unknown }>>`
    SELECT s.cluster, a.figures, a.words
      FROM "Survey" v JOIN "Enrolment" n ON n."cohortId" = v."cohortId" AND n.state = 'registered'
      JOIN "School" s ON s.urn = n.urn
      LEFT JOIN "SurveyAnswer" a ON a."surveyId" = v.id AND a."enrolmentId" = n.id
     WHERE v.id = ${surveyId}::uuid`;
  const answers = rows.flatMap(({ cluster, figures, words }) =>
    figures === null ? [] : [{ cluster: cluster || null, ...readAnswers({ figures, words }) }],
  );
  return { schools: rows.length, answers };
}

/** Notes that somebody took the report as a file. */
export async function noteSurveyTaken(core: Core, actor: Actor, id: string): Promise<void> {
  const line = { act: 'export-survey', subject: 'survey', subjectId: id, outcome: 'xlsx' } as const;
  await commit(core, (tx) => recordAct(tx, actor, line, core.clock.now()));
}
