import { cohortsOfProject, findCohort } from '../../app/projects/cohorts.js';
import { type CohortSchool, type CohortSchools, schoolsOfCohorts } from '../../app/projects/enrolment-views.js';
import { sayDay } from '../../domain/when.js';
import type { Block, Card } from '../../rendering/card.js';
import type { Answer, TurnContext, TurnRequest } from '../talk/turn-context.js';
import { plural } from '../talk/wording.js';
import { cohortTitle, enrolmentAction } from './enrolments-cards.js';
import { say } from './say.js';

const sections: ReadonlyArray<readonly [CohortSchool['state'], string]> = [
  ['awaiting_head', 'Waiting for the headteacher to confirm'],
  ['interested', 'Interested'],
  ['waiting', 'On the waiting list'],
  ['registered', 'Taking part'],
];

/** Schools that want to join, of all projects; of the cohort that a button refers to, those that take part too. */
export async function answerWantingSchools(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const cohortId = request.data.cohort ?? (await cohortTalkedOf(context, request));
  const found = await schoolsOfCohorts(core, context.actor, cohortId);
  if (!found) return say('Only organisers can see which schools want to join.');
  const cohort = cohortId === undefined ? undefined : await findCohort(core.prisma, cohortId);
  const title = cohort ? `Schools of ${cohortTitle(cohort)}` : 'Schools that want to join a project';
  const card = schoolsCard(title, found, cohort === undefined, context.zone);
  const data: Readonly<Record<string, string>> = cohortId === undefined ? {} : { cohort: cohortId };
  const again = { verb: 'project-schools', data } as const;
  return { replies: [{ kind: 'card', card: { ...card, again } }] };
}

/** "and who is interested in it?": the present year of the project mentioned before. */
async function cohortTalkedOf(context: TurnContext, { text }: TurnRequest): Promise<string | undefined> {
  const { about } = context.subject;
  if (about?.kind !== 'project' || !/\b(it|this|that|the project)\b/i.test(text)) return undefined;
  return (await cohortsOfProject(context.services.core.prisma, about.slug, context.now))[0]?.id;
}

function schoolsCard(title: string, { schools, count }: CohortSchools, named: boolean, zone: string): Card {
  const blocks = sections.flatMap(([state, heading]): Block[] => {
    const items = schools
      .filter((school) => school.state === state)
      .map((school) => ({
        title: school.school,
        detail: [
          ...(named ? [cohortTitle(school)] : []),
          ...(school.askedBy ? [`asked by ${school.askedBy}`] : []),
          `since ${sayDay(school.since, zone)}`,
        ].join(' · '),
        action: enrolmentAction(school.enrolmentId),
      }));
    return items.length === 0
      ? []
      : [
          { kind: 'text', text: heading, tone: 'strong' },
          { kind: 'list', items },
        ];
  });
  const none = 'No schools are waiting at the moment.';
  const rest = count - schools.length;
  const more: Block[] = rest > 0 ? [{ kind: 'context', text: `And ${plural(rest, 'more school')}.` }] : [];
  return {
    fallback: [title, ...(count === 0 ? [none] : schools.map((one) => `${one.school}, ${cohortTitle(one)}`))].join(
      '\n',
    ),
    blocks: [
      { kind: 'heading', text: title },
      ...(count === 0 ? [{ kind: 'text', text: none } as const] : [...blocks, ...more]),
    ],
  };
}
