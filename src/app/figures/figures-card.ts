import { TZDate } from '@date-fns/tz';
import { subYears } from 'date-fns';
import { Prisma } from '../../db/generated/client.js';
import { academicYearOf } from '../../domain/academic-year.js';
import { academicStretch } from '../../domain/figures/academic-stretch.js';
import type { FiguresQuery, Measure, Stretch, Times } from '../../domain/figures/figures-query.js';
import { sayDay } from '../../domain/when.js';
import type { Core } from '../core.js';
import type { Cell } from './cells.js';
import { ofSchools, schoolScopeOf } from './count-rounds.js';
import { evaluateFigures } from './evaluate-figures.js';

/** One figure of a year, and the same of the year before, up to the same day. */
export interface YearFigure {
  readonly now: Cell;
  /** Undefined where nothing was held then. */
  readonly before: Cell | undefined;
}

/** What happened in an academic year, beside the year before. */
export interface FiguresOfYear {
  readonly year: number;
  /** It is not over: both years are counted up to the same day. */
  readonly isUnderWay: boolean;
  readonly beforeSaid: string;
  readonly held: YearFigure;
  readonly attended: YearFigure;
  readonly schools: YearFigure;
  readonly absent: YearFigure;
  /** Of the events of the year that asked for feedback; null where none did. */
  readonly feedback: { readonly asked: number; readonly answered: number; readonly rating: number | null } | null;
  /** The question for its chart: by term, this year and the one before. */
  readonly chart: FiguresQuery;
}

/**
 * The figures of one academic year: who came, which schools, how many did not; and the same of the year before, of which as
 * much is counted as has passed of this one.
 * @param scope its subjects, phases and areas count; its first time says which year, else it is the present one
 */
export async function readFiguresOfYear(core: Core, scope: FiguresQuery): Promise<FiguresOfYear> {
  const now = core.clock.now();
  const [first] = scope.times;
  const present = academicYearOf(now, core.timeZone);
  const year = first?.kind === 'stretch' ? academicYearOf(first.stretch.from, core.timeZone) : present;
  const isUnderWay = year >= present;
  const whole = academicStretch(year, core.timeZone);
  const earlier = academicStretch(year - 1, core.timeZone);
  const sameDay = new Date(subYears(new TZDate(now, core.timeZone), 1).getTime());
  const before: Stretch = isUnderWay
    ? { from: earlier.from, to: sameDay, said: `by ${sayDay(sameDay, core.timeZone)}` }
    : earlier;
  const times: Times[] = [whole, before].map((stretch) => ({ kind: 'stretch', stretch }));
  const of = async (measure: Measure): Promise<YearFigure> => {
    const { sides } = await evaluateFigures(core, { ...scope, measure, operation: 'sum', times });
    const [mine, other] = sides;
    if (!mine) throw new Error('A year has no figures: the times of its question were lost');
    return { now: mine, before: other && other.rounds.length > 0 && other.value !== undefined ? other : undefined };
  };
  const [held, attended, schools, absent, feedback] = await Promise.all([
    of('held'),
    of('attended'),
    of('schools'),
    of('absent'),
    readFeedback(core, scope, whole),
  ]);
  const chart: FiguresQuery = { ...scope, measure: 'attended', operation: 'value', by: 'term', times };
  return { year, isUnderWay, beforeSaid: before.said, held, attended, schools, absent, feedback, chart };
}

async function readFeedback(
  core: Core,
  scope: FiguresQuery,
  { from, to }: Stretch,
): Promise<FiguresOfYear['feedback']> {
  const slugs = scope.subjects.map(({ slug }) => slug);
  const ofSubjects =
    slugs.length > 0 ? Prisma.sql`(r.slug = ANY(${slugs}) OR e.slug = ANY(${slugs}))` : Prisma.sql`true`;
  const schools = schoolScopeOf(scope);
  const narrowed = schools.areas.length + schools.phases.length > 0 || schools.academies;
  const fromSchools = narrowed
    ? Prisma.sql`EXISTS (SELECT 1 FROM "Post" o JOIN "School" c ON c.urn = o.urn
        WHERE o."personId" = q."personId" AND o.until IS NULL AND ${ofSchools(schools)})`
    : Prisma.sql`true`;
  const [row] = await core.prisma.$queryRaw<Array<{ asked: number; answered: number; rating: number | null }>>`
    SELECT count(*)::int AS asked, count(f."requestId")::int AS answered, avg(f.rating)::float AS rating
      FROM "FeedbackRequest" q JOIN "Event" e ON e.id = q."eventId" JOIN "Series" r ON r.id = e."seriesId"
      LEFT JOIN "FeedbackResponse" f ON f."requestId" = q.id
     WHERE ${ofSubjects} AND ${fromSchools}
       AND (SELECT min(s."startsAt") FROM "Session" s WHERE s."eventId" = e.id) >= ${from}
       AND (SELECT min(s."startsAt") FROM "Session" s WHERE s."eventId" = e.id) < ${to}`;
  return row && row.asked > 0 ? row : null;
}
