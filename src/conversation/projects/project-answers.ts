import { approvedQuotes } from '../../app/feedback/approved-quotes.js';
import { figuresOfProject } from '../../app/figures/figures.js';
import { isUnproven } from '../../app/people/school-standing.js';
import {
  countProject,
  findProject,
  listProjects,
  type ProjectAbout,
  schoolInProject,
} from '../../app/projects/project-facts.js';
import { academicYearOf } from '../../domain/academic-year.js';
import type { ActAction } from '../../rendering/card.js';
import { wantedCount } from '../figures/wanted-count.js';
import { askTeamAction, quotesCard } from '../knowledge/answer-cards.js';
import type { Aspect } from '../knowledge/aspects.js';
import type { RecordQuestion } from '../knowledge/record-question.js';
import { unprovenWords } from '../people/belonging-cards.js';
import { askWho } from '../people/people.js';
import { sayFigure, sayPapersOf } from '../talk/source-cards.js';
import { isPrivate } from '../talk/turn.js';
import { type Answer, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { listWords } from '../talk/wording.js';
import { joinAction } from './enrolments-cards.js';
import { projectGroupsCard } from './participation-cards.js';
import { projectCountCard } from './project-counts-cards.js';
import {
  canBeJoined,
  projectCard,
  projectsCard,
  sayJoining,
  sayMilestone,
  schoolInProjectCard,
} from './projects-cards.js';

/** Answers a question about a project; undefined when it is no longer published. */
export async function answerAboutProject(context: TurnContext, asked: RecordQuestion): Promise<Answer | undefined> {
  const { core } = context.services;
  const project = await findProject(core, asked.about.slug);
  if (!project) return undefined;
  const { aspect } = asked;
  const subject = { events: [], about: asked.about, ...(aspect ? { aspect } : {}) };
  const actions = projectActions(project, asked);
  if (aspect === 'said' || aspect === 'rated') {
    const privately = isPrivate(context.turn);
    const quotes = await approvedQuotes(core, context.actor, { project: project.slug }, privately);
    const card = quotesCard(project.name, quotes, actions);
    return { replies: [{ kind: 'card', card }], subject, quoted: quotes.map(({ id }) => id) };
  }
  if (aspect === 'schools' || aspect === 'attendance' || aspect === 'trend') {
    const counted = await countProject(core, project);
    const view = { now: context.now, zone: context.zone, presentYear: academicYearOf(context.now, context.zone) };
    const card =
      projectGroupsCard({ ...counted, slug: project.slug }, `${asked.words} ${asked.question}`, context, actions) ??
      projectCountCard(counted, wantedCount(asked.words || asked.question, context.now, context.zone), view, actions);
    return { replies: [{ kind: 'card', card }], subject };
  }
  const lead = aspect === 'results' ? await sayResults(context, project) : leadFor(context, project, aspect);
  const card = projectCard(project, context, actions, lead);
  return { replies: [{ kind: 'card', card }], subject };
}

/** What was published of its effect. */
async function sayResults(context: TurnContext, project: ProjectAbout): Promise<string> {
  const figures = await figuresOfProject(context.services.core.prisma, project.slug);
  const effects = figures.filter(({ kind }) => kind === 'change' || kind === 'share');
  if (effects.length === 0) return `No figures on the effect of ${project.name} were published.`;
  return `Published: ${effects.map(sayFigure).join('; ')}. Source: ${sayPapersOf(effects)}.`;
}

/** The one thing that was asked, before the rest. */
function leadFor(context: TurnContext, project: ProjectAbout, aspect: Aspect | undefined): string | undefined {
  const { cohort, name } = project;
  switch (aspect) {
    case 'runs':
      return `${name} is run by ${project.runBy}.`;
    case 'audience':
      return `${name} is for ${project.forWhom.charAt(0).toLowerCase()}${project.forWhom.slice(1)}.`;
    case 'strands':
      return project.strands.length > 0
        ? `${name} has ${project.strands.length} strands: ${listWords(project.strands.map((strand) => strand.name))}.${cohort?.strandsEach ? ` A school chooses up to ${cohort.strandsEach}.` : ''}`
        : `${name} has no strands to choose from.`;
    case 'when':
    case 'deadline':
      return cohort && canBeJoined(project)
        ? `Joining ${name}: ${sayJoining(cohort, context)}.`
        : `${name} cannot be joined just now.`;
    case 'milestones':
      return cohort && cohort.milestones.length > 0
        ? `This year in ${name}: ${cohort.milestones.map(sayMilestone).join('; ')}.`
        : `No milestones are set for ${name} this year.`;
    case 'web':
      return project.link ? `${name} has its own web page: ${project.link}` : `No web page is on record for ${name}.`;
    case 'cost':
      return `What ${name} costs is not on record.`;
    case 'places':
      return cohort?.places
        ? `${name} takes ${cohort.places} ${project.joins} this year.`
        : `${name} has no limit of places.`;
    default:
      return undefined;
  }
}

function projectActions(project: ProjectAbout, asked: RecordQuestion): ActAction[] {
  const ask = (label: string, aspect?: Aspect): ActAction => ({
    kind: 'act',
    label,
    verb: 'answer',
    data: { kind: 'project', slug: project.slug, ...(aspect ? { aspect } : {}) },
    keepsCard: true,
  });
  const mine: ActAction = {
    kind: 'act',
    label: 'Is my school in it?',
    verb: 'project-mine',
    data: { project: project.slug },
    keepsCard: true,
  };
  const about = ask('What is it?');
  const counts = ask('How many take part?', 'schools');
  const others = asked.aspect === 'schools' ? [about] : [counts];
  return [
    ...(project.joins === 'schools' ? [mine] : []),
    ...(canBeJoined(project) ? [joinAction(project.joinBy, { project: project.slug })] : []),
    ...others,
    ask('What people said', 'said'),
    askTeamAction(asked.question),
  ];
}

/** "Is my school in it?": for the user's own school and no other. */
export async function answerMySchoolInProject(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const slug = request.data.project ?? (context.subject.about?.kind === 'project' ? context.subject.about.slug : '');
  const project = await findProject(core, slug);
  if (!project) return { replies: [text('Which project do you mean? Ask me “what projects are there?” to see them.')] };
  const { post, personId } = context.actor;
  if (personId === null || post === null) {
    return askWho(context, 'Tell me your school, and I will look it up.', {
      verb: 'project-mine',
      data: { project: slug },
    });
  }
  if (post.urn === null || post.school === null) {
    return { replies: [text('I have no school on record for you, so there is none to look up.')] };
  }
  if (isUnproven(context.actor)) return { replies: [text(unprovenWords(post.school))] };
  const presentYear = academicYearOf(context.now, context.zone);
  const standing = await schoolInProject(core, project.id, post.urn);
  const asked: RecordQuestion = {
    about: { kind: 'project', slug },
    aspect: 'mine',
    words: '',
    question: `${project.name}: `,
  };
  const view = { now: context.now, zone: context.zone, presentYear };
  const card = schoolInProjectCard(project, post.school, standing, view, projectActions(project, asked).slice(1));
  return { replies: [{ kind: 'card', card }], subject: { events: [], about: asked.about } };
}

/** "What projects are there?" */
export async function answerProjects(context: TurnContext): Promise<Answer> {
  const projects = await listProjects(context.services.core);
  if (projects.length === 0) return { replies: [text('No projects are published just now.')] };
  return {
    replies: [{ kind: 'card', card: projectsCard(projects, context) }],
    subject: { events: [], choices: projects.slice(0, 10).map(({ slug }) => ({ kind: 'project' as const, slug })) },
  };
}
