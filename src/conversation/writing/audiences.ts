import { localitiesOfSchools } from '../../app/organising/event-audience.js';
import { readPartnership } from '../../app/setup/partnership.js';
import {
  type AudiencePlan,
  clustersOfSchools,
  findSavedAudience,
  projectsWithLeads,
  removeAudience,
  type SavedAudience,
  saveAudiencePlan,
} from '../../app/writing/saved-audiences.js';
import { invitedSchools } from '../../domain/invitations/invitations.js';
import { isPosition } from '../../domain/person.js';
import type { FormValues } from '../../rendering/card.js';
import { phases } from '../organising/event-forms.js';
import { chosen, fieldOf, readList } from '../talk/read-form.js';
import { type Answer, refuse, type TurnContext, type TurnRequest } from '../talk/turn-context.js';
import { type AudienceChoices, audienceForm, noProject, removeAudienceCard } from './audience-cards.js';
import { audienceNotFound, listAudiences, showAudience } from './audiences-shown.js';
import { firstSeries, readSeries, seriesChoice, seriesValue } from './saved-series.js';

/** "Saved audiences": the list. */
export async function answerAudiences(context: TurnContext): Promise<Answer> {
  return listAudiences(context);
}

/** One of them. */
export async function answerAudience(context: TurnContext, { data }: TurnRequest): Promise<Answer> {
  return showAudience(context, data.audience ?? '');
}

/** The form for a new audience, or for one that is there. */
export async function openAudienceForm(context: TurnContext, { data }: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const audience = data.audience ? await findSavedAudience(core.prisma, context.actor, data.audience) : undefined;
  if (data.audience && !audience) return audienceNotFound(context);
  const choices = await choicesOf(context);
  const values = audience ? valuesOf(audience) : valuesOfNew(choices);
  return { replies: [{ kind: 'form', form: audienceForm(audience, choices, values) }] };
}

/** What can be chosen in the form. */
export async function choicesOf(context: TurnContext): Promise<AudienceChoices> {
  const { core } = context.services;
  const [series, localities, clusters, projects, words] = await Promise.all([
    seriesChoice(context),
    localitiesOfSchools(core.prisma),
    clustersOfSchools(core.prisma),
    projectsWithLeads(core),
    readPartnership(core),
  ]);
  return { series, localities, clusters, projects, words };
}

/** What the form for a new one begins with. */
export function valuesOfNew({ series }: AudienceChoices): FormValues {
  return { series: firstSeries(series), schools: 'any', project: noProject };
}

function valuesOf(audience: SavedAudience): FormValues {
  return {
    name: audience.name,
    series: seriesValue(audience.seriesId),
    audience: audience.positions,
    phases: audience.phases,
    localities: audience.localities.join(', '),
    clusters: audience.clusters.join(', '),
    schools: audience.schools,
    project: audience.projectId ?? noProject,
  };
}

function readPlan(request: TurnRequest, choices: AudienceChoices): AudiencePlan {
  const among = (field: string, known: readonly string[]) =>
    readList(request, field).map((name) => known.find((one) => isSame(one, name)) ?? name);
  const project = fieldOf(request, 'project');
  return {
    name: fieldOf(request, 'name').replace(/\s+/g, ' '),
    seriesId: readSeries(request, choices.series),
    positions: chosen(request, 'audience').filter(isPosition),
    phases: phases.filter((phase) => chosen(request, 'phases').includes(phase)),
    localities: among('localities', choices.localities),
    clusters: among('clusters', choices.clusters),
    schools: invitedSchools.find((one) => one === fieldOf(request, 'schools')) ?? 'any',
    projectId: project === '' || project === noProject ? null : project,
  };
}

function isSame(one: string, other: string): boolean {
  return one.localeCompare(other, 'en', { sensitivity: 'base' }) === 0;
}

/** Saves the submitted form, and shows who is in it. */
export async function saveAudienceForm(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const id = request.data.audience;
  const choices = await choicesOf(context);
  const plan = readPlan(request, choices);
  const outcome = await saveAudiencePlan(core, context.actor, plan, id);
  switch (outcome.kind) {
    case 'saved':
      return showAudience(context, outcome.id, 'Saved.');
    case 'faulty': {
      const audience = id ? await findSavedAudience(core.prisma, context.actor, id) : undefined;
      return { replies: [{ kind: 'form', form: audienceForm(audience, choices, request.values, outcome.faults) }] };
    }
    case 'refused':
      return outcome.reason === 'not-found'
        ? audienceNotFound(context)
        : refuse('audience-save', 'Only the organisers of that series can save an audience for it.');
  }
}

/** Asks before it is deleted. */
export async function askToRemoveAudience(context: TurnContext, { data }: TurnRequest): Promise<Answer> {
  const audience = await findSavedAudience(context.services.core.prisma, context.actor, data.audience ?? '');
  return audience ? { replies: [{ kind: 'card', card: removeAudienceCard(audience) }] } : audienceNotFound(context);
}

/** "Delete it". */
export async function removeAudienceNow(context: TurnContext, { data }: TurnRequest): Promise<Answer> {
  const outcome = await removeAudience(context.services.core, context.actor, data.audience ?? '');
  return outcome.kind === 'removed'
    ? listAudiences(context, `The audience ${outcome.name} has been deleted.`)
    : audienceNotFound(context);
}
