import type { CohortProgress } from '../../../app/projects/cohort-progress.js';
import { sayDate, sayDay } from '../../../domain/when.js';
import type { Action, Block, Card } from '../../../rendering/card.js';
import { sayNumber } from '../../talk/source-cards.js';
import type { TurnContext } from '../../talk/turn-context.js';
import { listWords, plural } from '../../talk/wording.js';
import { cohortTitle } from '../enrolments-cards.js';

/** How far the schools of a year are: each milestone with how many have done it, as a chart and a list. Counts alone. */
export function progressCard(context: TurnContext, progress: CohortProgress, before: string | undefined): Card {
  const { schools, milestones, strands, waiting, withLead } = progress;
  const title = cohortTitle(progress);
  const lead = leadOf(progress, context.now);
  const lines = milestones.map(({ title: name, dueOn, done }) => ({
    title: name,
    detail: [`${done} of ${plural(schools, 'school')}`, dueOn ? dueWords(dueOn, context.now) : '']
      .filter(Boolean)
      .join(' · '),
  }));
  const more = [
    strands.length > 0
      ? `${strands.length === 1 ? 'Strand' : 'Strands'}: ${strands.map((strand) => `${strand.name} ${strand.schools}`).join(', ')}.`
      : '',
    withLead < schools ? `${plural(schools - withLead, 'school has', 'schools have')} not named a lead.` : '',
    waiting > 0 ? `${plural(waiting, 'school is', 'schools are')} on the waiting list.` : '',
  ].filter(Boolean);
  const counted =
    progress.applications || progress.nominations
      ? 'what was decided'
      : 'schools that take part, and what they ticked off';
  const note = `Counted: ${counted}. From our own records as of ${sayDay(context.now, context.zone)}.`;
  const blocks: Block[] = [
    { kind: 'heading', text: `${title}: how far it is` },
    { kind: 'text', text: lead, tone: 'strong' },
    ...chartOf(context, progress),
    ...(lines.length > 0 ? [{ kind: 'list', items: lines } as const] : []),
    ...more.map((text) => ({ kind: 'text', text }) as const),
    { kind: 'context', text: note },
  ];
  const actions: Action[] = before
    ? [{ kind: 'act', label: 'The year before', verb: 'project-progress', data: { cohort: before }, keepsCard: true }]
    : [];
  return {
    fallback: [title, lead, ...lines.map((line) => `${line.title}: ${line.detail}`), ...more, note].join('\n'),
    blocks,
    actions,
  };
}

function leadOf(progress: CohortProgress, now: Date): string {
  const { schools, milestones, endsOn, applications, nominations } = progress;
  if (applications) {
    const open =
      applications.asked > 0
        ? ` ${plural(applications.asked, 'application waits', 'applications wait')} for a decision.`
        : '';
    return `${plural(applications.approved, 'application')} approved, £${sayNumber(applications.pounds)} in all.${open}`;
  }
  if (nominations) {
    const open =
      nominations.asked > 0
        ? ` ${plural(nominations.asked, 'nomination waits', 'nominations wait')} for a decision.`
        : '';
    return `${plural(nominations.approved, 'person has', 'people have')} a place.${open}`;
  }
  const over = endsOn !== null && endsOn.getTime() < now.getTime();
  const part = `${plural(schools, 'school')} ${over ? 'took' : schools === 1 ? 'takes' : 'take'} part${over ? '; it is over' : ''}.`;
  if (milestones.length === 0 || schools === 0)
    return milestones.length === 0 ? `${part} No milestones are set.` : part;
  const late = milestones.filter(({ dueOn, done }) => dueOn !== null && dueOn < now && done < schools);
  if (late.length === 0) return `${part} Nothing is overdue.`;
  const worst = late.map(({ title, done }) => `${title} (${schools - done})`);
  return `${part} Overdue at some: ${listWords(worst)}.`;
}

function dueWords(dueOn: Date, now: Date): string {
  return `${dueOn < now ? 'was due' : 'due'} ${sayDate(dueOn)}`;
}

function chartOf({ services }: TurnContext, { cohortId, milestones, schools }: CohortProgress): Block[] {
  if (milestones.length < 2 || schools === 0) return [];
  const url = services.pictures?.cohortChart(cohortId);
  const alt = `Bar chart of how many of ${plural(schools, 'school')} have done each milestone: ${milestones.map(({ title, done }) => `${title} ${done}`).join(', ')}`;
  return url ? [{ kind: 'image', url, alt }] : [];
}

/** Of which project. */
export function chooseCohortCard(cohorts: ReadonlyArray<{ readonly id: string; readonly title: string }>): Card {
  const lead = 'How far is which project?';
  return {
    fallback: [lead, ...cohorts.map(({ title }) => title)].join('\n'),
    blocks: [
      { kind: 'text', text: lead, tone: 'strong' },
      {
        kind: 'list',
        items: cohorts.map(({ id, title }) => ({
          title,
          action: { kind: 'act', label: 'Show', verb: 'project-progress', data: { cohort: id }, keepsCard: true },
        })),
      },
    ],
    again: { verb: 'project-progress' },
  };
}
