import { applicationsOfSchool } from '../../app/projects/applications.js';
import { openCohorts } from '../../app/projects/cohorts.js';
import { type EnrolmentView, enrolmentsOfSchool, findEnrolment } from '../../app/projects/enrolment-views.js';
import { nominationsOf } from '../../app/projects/nominations.js';
import { academicYearOf } from '../../domain/academic-year.js';
import type { ActAction } from '../../rendering/card.js';
import { askWho } from '../people/people.js';
import { say } from '../talk/replies.js';
import type { Answer, Ask, Talk } from '../talk/turn-context.js';
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

/** "Which projects can we join?" */
export async function answerOpenProjects(talk: Talk): Promise<Answer> {
  const { core } = talk.desk;
  const cohorts = await openCohorts(core.prisma, talk.now);
  if (cohorts.length === 0) return say('No project can be joined just now.', [allProjects]);
  const own = talk.turn.place.kind === 'personal' ? await enrolmentsOfSchool(core, talk.actor, 0) : [];
  const slugs = [...new Set(cohorts.map(({ projectSlug }) => projectSlug))].slice(0, 10);
  return {
    replies: [{ kind: 'card', card: openProjectsCard(cohorts, own, talk) }],
    subject: { events: [], choices: slugs.map((slug) => ({ kind: 'project' as const, slug })) },
  };
}

const allProjects: ActAction = { kind: 'act', label: 'All projects', verb: 'projects', keepsCard: true };

/** "My projects": what the asker's school is in and has applied for, and nominations that concern the asker. */
export async function answerMyProjects(talk: Talk): Promise<Answer> {
  const { core } = talk.desk;
  const { actor } = talk;
  if (actor.personId === null || actor.post === null) {
    return askWho(talk, 'Tell me your school, and I show you its projects.', { verb: 'my-projects', data: {} });
  }
  const year = academicYearOf(talk.now, talk.zone);
  const enrolments = await enrolmentsOfSchool(core, actor, year);
  const applications = await applicationsOfSchool(core, actor, year);
  const nominations = await nominationsOf(core, actor, year);
  const card = myProjectsCard(actor.post.school ?? actor.name, [
    { title: 'Projects', items: enrolments.map(enrolmentLine) },
    { title: 'Applications', items: applications.map((one) => applicationLine(one, cohortTitle(one), talk)) },
    { title: 'Nominations', items: nominations.map((one) => nominationLine(one, talk)) },
  ]);
  return { replies: [{ kind: 'card', card }], subject: { events: [] } };
}

function enrolmentLine(enrolment: EnrolmentView) {
  const lead = enrolment.lead ? [`lead: ${enrolment.lead.name}`] : [];
  return {
    title: cohortTitle(enrolment),
    detail: [capitalise(sayStanding(enrolment)), ...enrolment.strands, ...lead].join(' · '),
    action: enrolmentAction(enrolment.id),
  };
}

/** One enrolment by its button; another school's does not exist for the asker. */
export async function answerEnrolment(talk: Talk, ask: Ask): Promise<Answer> {
  return showEnrolment(talk, ask.data.enrolment ?? '', undefined);
}

/** Shows how a school stands now. @param lead what has just happened; its standing when there is nothing to say */
export async function showEnrolment(talk: Talk, id: string, lead: string | undefined): Promise<Answer> {
  const found = await findEnrolment(talk.desk.core, talk.actor, id);
  if (!found) return say('I find no such registration of your school.', [myProjectsAction]);
  const words = lead ?? `${found.school} is ${sayStanding(found)}.`;
  return {
    replies: [{ kind: 'card', card: enrolmentCard(found, words, talk) }],
    subject: { events: [], about: { kind: 'project', slug: found.projectSlug } },
  };
}
