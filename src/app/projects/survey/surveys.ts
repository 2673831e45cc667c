import type { Db, Tx } from '../../../db/database.js';
import type { Prisma } from '../../../db/generated/client.js';
import { type Actor, holds } from '../../../domain/actor.js';
import { lastReminderOf, type SurveyQuestion } from '../../../domain/survey.js';
import { isUuid } from '../../../domain/uuid.js';
import type { Core } from '../../core.js';
import { readWorkingCalendar } from '../../programme/working-calendar.js';
import { runsProjects } from '../organised-projects.js';
import { readQuestions } from './survey-shapes.js';

/** A survey of the schools that take part in one year of a project. */
export interface Survey {
  readonly id: string;
  readonly title: string;
  readonly questions: readonly SurveyQuestion[];
  readonly closesAt: Date;
  /** Null is a draft. */
  readonly askedAt: Date | null;
  readonly remindedAt: Date | null;
  /** Schools that have not answered are reminded once before the last day. */
  readonly lastReminder: boolean;
  readonly lastRemindedAt: Date | null;
  readonly cohortId: string;
  readonly projectSlug: string;
  readonly projectName: string;
  readonly academicYear: number;
  readonly label: string;
}

/** The same as organisers see it. */
export interface OrganisedSurvey extends Survey {
  /** When those who have not answered will be reminded; of a draft as if it were sent now. Null where they will not be. */
  readonly remindsAt: Date | null;
  /** The schools that take part, by name; where they have answered, since when. */
  readonly schools: ReadonlyArray<{
    readonly enrolmentId: string;
    readonly name: string;
    readonly cluster: string | null;
    readonly answeredAt: Date | null;
  }>;
}

export const surveySelect = {
  id: true,
  title: true,
  questions: true,
  closesAt: true,
  askedAt: true,
  remindedAt: true,
  lastReminder: true,
  lastRemindedAt: true,
  cohort: {
    select: { id: true, academicYear: true, label: true, project: { select: { slug: true, name: true } } },
  },
} satisfies Prisma.SurveySelect;

/** A row as a survey. */
export function surveyOf(row: Prisma.SurveyGetPayload<{ select: typeof surveySelect }>): Survey {
  const { cohort, questions, ...survey } = row;
  return {
    ...survey,
    questions: readQuestions(questions),
    cohortId: cohort.id,
    projectSlug: cohort.project.slug,
    projectName: cohort.project.name,
    academicYear: cohort.academicYear,
    label: cohort.label,
  };
}

const listedAtMost = 60;

/** Surveys, those that close last first: drafts for organisers only. Undefined for anyone but organisers and the board. */
export async function listSurveys(core: Core, actor: Actor): Promise<Survey[] | undefined> {
  if (!holds(actor, 'board')) return undefined;
  const rows = await core.prisma.survey.findMany({
    where: runsProjects(actor) ? {} : { askedAt: { not: null } },
    orderBy: [{ closesAt: 'desc' }, { id: 'asc' }],
    take: listedAtMost,
    select: surveySelect,
  });
  return rows.map(surveyOf);
}

/** One survey with who has answered it, for its organisers only. */
export async function findSurvey(core: Core, actor: Actor, id: string): Promise<OrganisedSurvey | undefined> {
  if (!runsProjects(actor) || !isUuid(id)) return undefined;
  const row = await core.prisma.survey.findUnique({ where: { id }, select: surveySelect });
  if (!row) return undefined;
  const survey = surveyOf(row);
  return { ...survey, remindsAt: await remindsAt(core, survey), schools: await schoolsOf(core.prisma, id) };
}

async function remindsAt(core: Core, survey: Survey): Promise<Date | null> {
  const { lastReminder, lastRemindedAt, closesAt } = survey;
  if (!lastReminder || lastRemindedAt !== null || closesAt <= core.clock.now()) return null;
  const askedAt = survey.askedAt ?? core.clock.now();
  return lastReminderOf({ ...survey, askedAt }, await readWorkingCalendar(core.prisma, core.timeZone));
}

async function schoolsOf(db: Db | Tx, surveyId: string): Promise<OrganisedSurvey['schools']> {
  return db.$queryRaw<Array<OrganisedSurvey['schools'][number]>>`
    SELECT n.id AS "enrolmentId", s.name, s.cluster, a."givenAt" AS "answeredAt"
      FROM "Survey" v JOIN "Enrolment" n ON n."cohortId" = v."cohortId" AND n.state = 'registered'
      JOIN "School" s ON s.urn = n.urn
      LEFT JOIN "SurveyAnswer" a ON a."surveyId" = v.id AND a."enrolmentId" = n.id
     WHERE v.id = ${surveyId}::uuid ORDER BY s.name COLLATE "und-x-icu", n.id`;
}
