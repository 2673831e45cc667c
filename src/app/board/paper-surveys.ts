import { reportOfSurvey } from '../../domain/survey.js';
import type { Core } from '../core.js';
import type { Period } from '../figures/coverage.js';
import { readAllAnswers } from '../projects/survey/survey-report.js';
import { surveyOf, surveySelect } from '../projects/survey/surveys.js';
import type { PaperData } from './paper-data.js';

type PaperSurvey = NonNullable<PaperData['surveys']>[number];

/** Surveys of schools that closed in the period, as figures without any school; the earliest first. */
export async function readPaperSurveys(core: Core, { since, until }: Period): Promise<PaperSurvey[]> {
  const now = core.clock.now();
  const rows = await core.prisma.survey.findMany({
    where: { askedAt: { not: null }, closesAt: { gte: since, lt: until < now ? until : now } },
    orderBy: [{ closesAt: 'asc' }, { id: 'asc' }],
    select: surveySelect,
  });
  const read: PaperSurvey[] = [];
  for (const row of rows) {
    const survey = surveyOf(row);
    const { schools, answers } = await readAllAnswers(core.prisma, survey.id);
    const { title, projectName: project, academicYear: year } = survey;
    const questions = reportOfSurvey(survey.questions, answers).map(({ question, answered, all }) => ({
      prompt: question.prompt,
      kind: question.kind,
      answered,
      mean: all?.mean ?? null,
      counts: question.options.flatMap((answer, at) => (all ? [{ answer, count: all.counts[at] ?? 0 }] : [])),
    }));
    read.push({ title, project, year, schools, answered: answers.length, questions });
  }
  return read;
}
