import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns';
import type { Db, Tx } from '../../../db/database.js';
import { Prisma } from '../../../db/generated/client.js';
import type { Actor } from '../../../domain/actor.js';
import { isUuid } from '../../../domain/uuid.js';
import { recordAct } from '../../audit/audit.js';
import { commit } from '../../commit.js';
import type { Core } from '../../core.js';
import { type Reach, reachOf } from '../../messages/reach.js';
import { type NewDelivery, scheduleDeliveries } from '../../messages/schedule-delivery.js';
import { holdSending, takeBack } from '../../organising/held-sendings.js';
import { lockCohort } from '../cohorts.js';
import { runsProjects } from '../organised-projects.js';
import { toldAtSchool } from '../told-at-school.js';
import { lockSurvey } from './plan-survey.js';
import { readQuestions } from './survey-shapes.js';

/** Whom a survey reaches: one person for each school. */
export interface SurveyReach {
  readonly reach: Reach;
  /** Schools that are asked, or reminded. */
  readonly schools: number;
  /** Schools where nobody is reached, by name. */
  readonly without: readonly string[];
}

export type AskOutcome =
  | ({ readonly kind: 'sent'; readonly held: string } & SurveyReach)
  /** They were asked before, or all of them were reminded today. */
  | { readonly kind: 'already' }
  | {
      readonly kind: 'refused';
      readonly reason: 'not-allowed' | 'not-found' | 'no-questions' | 'closed' | 'not-asked' | 'not-running' | 'nobody';
    };

interface Asked {
  readonly enrolmentId: string;
  readonly school: string;
  readonly personId: string | null;
}

/** Whom it would reach: the schools that take part, or those of them that have not answered. */
export async function reachOfSurvey(
  core: Core,
  actor: Actor,
  id: string,
  which: 'all' | 'unanswered',
): Promise<SurveyReach | undefined> {
  if (!runsProjects(actor) || !isUuid(id)) return undefined;
  return countReach(core, core.prisma, await readAsked(core, core.prisma, id, which));
}

async function countReach(core: Core, db: Db | Tx, asked: readonly Asked[]): Promise<SurveyReach> {
  const people = asked.flatMap(({ personId }) => personId ?? []);
  return {
    reach: await reachOf(core, db, people, 'own'),
    schools: people.length,
    without: asked.filter(({ personId }) => personId === null).map(({ school }) => school),
  };
}

/** Whoever wants no reminders is asked once, and not reminded. */
export async function readAsked(core: Core, db: Db | Tx, id: string, which: 'all' | 'unanswered'): Promise<Asked[]> {
  const unless = which === 'unanswered' ? Prisma.sql`p."remindersMuted"` : Prisma.sql`false`;
  const open =
    which === 'unanswered'
      ? Prisma.sql`AND NOT EXISTS (SELECT 1 FROM "SurveyAnswer" a WHERE a."surveyId" = v.id AND a."enrolmentId" = n.id)`
      : Prisma.empty;
  return db.$queryRaw<Asked[]>`
    SELECT n.id AS "enrolmentId", s.name AS school, who."personId"
      FROM "Survey" v JOIN "Enrolment" n ON n."cohortId" = v."cohortId" AND n.state = 'registered'
      JOIN "School" s ON s.urn = n.urn
      LEFT JOIN LATERAL (${toldAtSchool(core, unless)}) who ON true
     WHERE v.id = ${id}::uuid ${open} ORDER BY s.name COLLATE "und-x-icu", n.id`;
}

/**
 * Asks the schools that take part: whoever leads it there, the contact or the head. Nobody is told for half a minute, in which it
 * can be undone. From then on the questions stay.
 */
export async function askSurvey(core: Core, actor: Actor, id: string): Promise<AskOutcome> {
  if (!runsProjects(actor)) return { kind: 'refused', reason: 'not-allowed' };
  return commit(core, async (tx): Promise<AskOutcome> => {
    const survey = await lockSurvey(tx, id);
    if (!survey) return { kind: 'refused', reason: 'not-found' };
    if (survey.askedAt !== null) return { kind: 'already' };
    const at = core.clock.now();
    if (readQuestions(survey.questions).length === 0) return { kind: 'refused', reason: 'no-questions' };
    if (survey.closesAt <= at) return { kind: 'refused', reason: 'closed' };
    const cohort = await lockCohort(tx, survey.cohortId);
    // Its last day may be over: schools are often asked at the end.
    if (cohort?.cohortStatus !== 'published' || cohort.projectStatus !== 'published')
      return { kind: 'refused', reason: 'not-running' };
    const asked = await readAsked(core, tx, id, 'all');
    const reached = await countReach(core, tx, asked);
    if (asked.length === 0) return { kind: 'refused', reason: 'nobody' };
    await tx.survey.update({ where: { id }, data: { askedAt: at }, select: { id: true } });
    const hold = await holdSending(core, tx, { act: 'ask-survey', subjectId: id });
    await scheduleDeliveries(core, tx, deliveriesOf('survey-asked', id, asked), hold);
    const detail = { count: reached.schools };
    await recordAct(tx, actor, { act: 'ask-survey', subject: 'survey', subjectId: id, outcome: 'asked', detail }, at);
    return { kind: 'sent', held: hold.id, ...reached };
  });
}

/** Reminds the schools that have not answered: each at most once a day, and with the same half minute to undo it. */
export async function remindOfSurvey(core: Core, actor: Actor, id: string): Promise<AskOutcome> {
  if (!runsProjects(actor)) return { kind: 'refused', reason: 'not-allowed' };
  return commit(core, async (tx): Promise<AskOutcome> => {
    const survey = await lockSurvey(tx, id);
    if (!survey) return { kind: 'refused', reason: 'not-found' };
    if (survey.askedAt === null) return { kind: 'refused', reason: 'not-asked' };
    const at = core.clock.now();
    if (survey.closesAt <= at) return { kind: 'refused', reason: 'closed' };
    const day = dayOf(at, core.timeZone);
    // The last reminder goes by itself, in the morning.
    if (survey.lastRemindedAt && dayOf(survey.lastRemindedAt, core.timeZone) === day) return { kind: 'already' };
    const asked = await readAsked(core, tx, id, 'unanswered');
    const reached = await countReach(core, tx, asked);
    if (reached.schools === 0) return { kind: 'refused', reason: 'nobody' };
    const before = { remindedAt: survey.remindedAt?.toISOString() ?? null };
    const hold = await holdSending(core, tx, { act: 'remind-survey', subjectId: id, before });
    const told = await scheduleDeliveries(core, tx, deliveriesOf('survey-reminder', id, asked, day), hold);
    if (told === 0) {
      await takeBack(tx, hold.id);
      return { kind: 'already' };
    }
    await tx.survey.update({ where: { id }, data: { remindedAt: at }, select: { id: true } });
    const line = { act: 'remind-survey', subject: 'survey', subjectId: id, outcome: 'reminded' } as const;
    await recordAct(tx, actor, { ...line, detail: { count: told } }, at);
    return { kind: 'sent', held: hold.id, ...reached };
  });
}

function dayOf(at: Date, zone: string): string {
  return format(new TZDate(at, zone), 'yyyy-MM-dd');
}

/** @param day what tells one reminder from another */
export function deliveriesOf(
  kind: 'survey-asked' | 'survey-reminder',
  surveyId: string,
  asked: readonly Asked[],
  day = '',
): NewDelivery[] {
  return asked.flatMap(({ enrolmentId, personId }): NewDelivery[] =>
    personId === null
      ? []
      : [
          {
            key: `${kind}:${surveyId}:${enrolmentId}${day && `:${day}`}`,
            kind,
            to: { personId },
            payload: { surveyId, enrolmentId },
          },
        ],
  );
}
