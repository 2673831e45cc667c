import { isUnproven } from '../../app/people/school-standing.js';
import { applicationsOfSchool } from '../../app/projects/applications.js';
import { openCohorts } from '../../app/projects/cohorts.js';
import { type EnrolmentView, enrolmentsOfSchool, findEnrolment } from '../../app/projects/enrolment-views.js';
import { nominationsOf } from '../../app/projects/nominations.js';
import { academicYearOf } from '../../domain/academic-year.js';
import { dayMs } from '../../domain/durations.js';
import { sayDate } from '../../domain/when.js';
import type { ActAction } from '../../rendering/card.js';
import { provenOrAsked } from '../people/belonging.js';
import { askWho } from '../people/people.js';
import { isPrivate } from '../talk/turn.js';
import type { Answer, TurnContext, TurnRequest } from '../talk/turn-context.js';
import { capitalise } from '../talk/wording.js';
import { applicationLine } from './applications-cards.js';
import {
  cohortTitle,
  enrolmentAction,
  enrolmentCard,
  myProjectsAction,
  myProjectsCard,
  openProjectsCard,
  sayStanding,
} from './enrolments-cards.js';
import { nominationLine } from './nominations-cards.js';
import { say } from './say.js';

/** "Which projects can we join?" */
export async function answerOpenProjects(context: TurnContext): Promise<Answer> {
  const { core } = context.services;
  const cohorts = await openCohorts(core.prisma, context.now);
  if (cohorts.length === 0) return say('No project can be joined just now.', [allProjects]);
  const own = isPrivate(context.turn) ? await enrolmentsOfSchool(core, context.actor, 0) : [];
  const slugs = [...new Set(cohorts.map(({ projectSlug }) => projectSlug))].slice(0, 10);
  return {
    replies: [{ kind: 'card', card: openProjectsCard(cohorts, own, context) }],
    subject: { events: [], choices: slugs.map((slug) => ({ kind: 'project' as const, slug })) },
  };
}

const allProjects: ActAction = { kind: 'act', label: 'All projects', verb: 'projects', keepsCard: true };

/**
 * "My projects": the school's projects and applications, and nominations about the user. What was asked for by its name
 * comes first.
 */
export async function answerMyProjects(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const { actor } = context;
  if (actor.personId === null || actor.post === null) {
    return askWho(context, 'Tell me your school, and I will show you its projects.', { verb: 'my-projects', data: {} });
  }
  const year = academicYearOf(context.now, context.zone);
  const enrolments = await enrolmentsOfSchool(core, actor, year - 1);
  const isOver = (one: EnrolmentView) => hasEnded(one, context);
  const applications = await applicationsOfSchool(core, actor, year);
  const nominations = await nominationsOf(core, actor, year);
  if (isUnproven(actor) && nominations.length === 0) {
    const passed = await provenOrAsked(context);
    if ('answer' in passed) return passed.answer;
    if (!isUnproven(passed.actor)) return answerMyProjects({ ...context, actor: passed.actor }, request);
  }
  const sections = [
    {
      title: 'Projects',
      items: enrolments.filter((one) => !isOver(one)).map((one) => enrolmentLine(one, context.now)),
    },
    { title: 'Applications', items: applications.map((one) => applicationLine(one, cohortTitle(one), context)) },
    { title: 'Nominations', items: nominations.map((one) => nominationLine(one, context)) },
    { title: 'Ended', items: enrolments.filter(isOver).toReversed().map(endedLine) },
  ];
  const first = request.data.aspect ?? /nomination|application/i.exec(request.text)?.[0].toLowerCase() ?? '';
  const named = ({ title }: { readonly title: string }) => first !== '' && title.toLowerCase().startsWith(first);
  const card = myProjectsCard(
    actor.post.school ?? actor.name,
    [...sections.filter(named), ...sections.filter((one) => !named(one))],
    first,
  );
  return { replies: [{ kind: 'card', card }], subject: { events: [] } };
}

function enrolmentLine(enrolment: EnrolmentView, now: Date) {
  const lead = enrolment.lead ? [`lead: ${enrolment.lead.name}`] : [];
  return {
    title: cohortTitle(enrolment),
    detail: [capitalise(sayStanding(enrolment)), ...enrolment.strands, ...lead, ...toAnswer(enrolment, now)].join(
      ' · ',
    ),
    action: enrolmentAction(enrolment.id),
  };
}

function toAnswer({ surveys, state }: EnrolmentView, now: Date): string[] {
  const waits = state === 'registered' && surveys.some(({ closesAt, answered }) => closesAt > now && !answered);
  return waits ? ['a survey to answer'] : [];
}

/** The last day has passed, or the academic year has where no day is set. */
function hasEnded({ endsOn, academicYear }: EnrolmentView, { now, zone }: TurnContext): boolean {
  return endsOn === null ? academicYear < academicYearOf(now, zone) : endsOn.getTime() + dayMs <= now.getTime();
}

function endedLine(enrolment: EnrolmentView) {
  const { state, endsOn } = enrolment;
  const took = state === 'registered' ? 'Took part' : `Was ${sayStanding({ state, position: null })}`;
  const ended = endsOn ? `ended ${sayDate(endsOn)}` : 'ended';
  return { title: cohortTitle(enrolment), detail: `${took} · ${ended}`, action: enrolmentAction(enrolment.id) };
}

/** One enrolment by its button; another school's does not exist for the user. */
export async function answerEnrolment(context: TurnContext, request: TurnRequest): Promise<Answer> {
  return showEnrolment(context, request.data.enrolment ?? '', undefined);
}

/** Shows the present status of a school. @param lead what has just happened; otherwise its status */
export async function showEnrolment(context: TurnContext, id: string, lead: string | undefined): Promise<Answer> {
  const found = await findEnrolment(context.services.core, context.actor, id);
  if (!found) return say('I cannot find that registration for your school.', [myProjectsAction]);
  const words = lead ?? `${found.school} is ${sayStanding(found)}.`;
  return {
    replies: [{ kind: 'card', card: enrolmentCard(found, words, context) }],
    subject: { events: [], about: { kind: 'project', slug: found.projectSlug } },
  };
}
