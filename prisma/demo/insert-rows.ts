import type { Tx } from '../../src/db/database.js';
import type { Prisma } from '../../src/db/generated/client.js';

/** The tables of the demonstration data with the type of their rows. */
interface Tables {
  Source: Prisma.SourceCreateManyInput;
  Trust: Prisma.TrustCreateManyInput;
  School: Prisma.SchoolCreateManyInput;
  SchoolLink: Prisma.SchoolLinkCreateManyInput;
  Person: Prisma.PersonCreateManyInput;
  Post: Prisma.PostCreateManyInput;
  SchoolHoliday: Prisma.SchoolHolidayCreateManyInput;
  Series: Prisma.SeriesCreateManyInput;
  Event: Prisma.EventCreateManyInput;
  Session: Prisma.SessionCreateManyInput;
  BookingQuestion: Prisma.BookingQuestionCreateManyInput;
  Registration: Prisma.RegistrationCreateManyInput;
  BookingAnswer: Prisma.BookingAnswerCreateManyInput;
  Attendance: Prisma.AttendanceCreateManyInput;
  Figure: Prisma.FigureCreateManyInput;
  FeedbackRequest: Prisma.FeedbackRequestCreateManyInput;
  FeedbackResponse: Prisma.FeedbackResponseCreateManyInput;
  Quote: Prisma.QuoteCreateManyInput;
  Project: Prisma.ProjectCreateManyInput;
  Strand: Prisma.StrandCreateManyInput;
  Cohort: Prisma.CohortCreateManyInput;
  CohortStrand: Prisma.CohortStrandCreateManyInput;
  Enrolment: Prisma.EnrolmentCreateManyInput;
  EnrolmentStrand: Prisma.EnrolmentStrandCreateManyInput;
  EnrolmentLead: Prisma.EnrolmentLeadCreateManyInput;
  Milestone: Prisma.MilestoneCreateManyInput;
  MilestoneTick: Prisma.MilestoneTickCreateManyInput;
  Application: Prisma.ApplicationCreateManyInput;
  Nomination: Prisma.NominationCreateManyInput;
  Participation: Prisma.ParticipationCreateManyInput;
  Article: Prisma.ArticleCreateManyInput;
  ArticleAlias: Prisma.ArticleAliasCreateManyInput;
  ArticleRevision: Prisma.ArticleRevisionCreateManyInput;
}

/**
 * Inserts rows in order with one statement and one JSON parameter, which is ten times as fast as `createMany`. All rows
 * must have the columns of the first; other columns get their default.
 */
export async function insertRows<T extends keyof Tables>(tx: Tx, table: T, rows: readonly Tables[T][]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first)
    .map((column) => `"${column}"`)
    .join(', ');
  const from = `json_populate_recordset(null::"${table}", $1::json)`;
  await tx.$executeRawUnsafe(
    `INSERT INTO "${table}" (${columns}) SELECT ${columns} FROM ${from}`,
    JSON.stringify(rows),
  );
}
