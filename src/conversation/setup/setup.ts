import { publishSeries, saveSeries, seriesToRun } from '../../app/organising/plan-series.js';
import { type PartnershipFault, readPartnership, savePartnership } from '../../app/setup/partnership.js';
import { isSetupStep, readSetup, skipSetupStep } from '../../app/setup/setup-progress.js';
import { makeStarterSeries } from '../../app/setup/starter-series.js';
import { chosen, fieldOf, readLines, readList } from '../talk/read-form.js';
import { type Answer, refuse, type TurnContext, type TurnRequest } from '../talk/turn-context.js';
import { listWords } from '../talk/wording.js';
import { nameForm, nameValues, progressCard, seriesSetForm, stepCard, stepsForm } from './setup-cards.js';
import { isStarterKey, starterSeries } from './starter-series-words.js';

export const setupRefusal = 'Only the partnership’s administrators can set it up. Please ask one of them.';

/** "Set up": what is done, what is left, and the next step. */
export async function answerSetup(context: TurnContext): Promise<Answer> {
  return showProgress(context, 'setup');
}

/** How far the set-up is. @param act what was asked for, should it be refused */
export async function showProgress(context: TurnContext, act: string, lead?: string): Promise<Answer> {
  const progress = await readSetup(context.services.core, context.actor);
  return progress ? oneCard(progressCard(progress, lead)) : refuse(act, setupRefusal);
}

/** Any step, by its button or from the list of all. */
export async function openSetupStep(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const step = request.data.step ?? fieldOf(request, 'step');
  const progress = await readSetup(context.services.core, context.actor);
  if (!progress) return refuse('setup-step', setupRefusal);
  if (!isSetupStep(step)) return oneCard(progressCard(progress));
  await skipSetupStep(context.services.core, context.actor, step, false);
  return oneCard(stepCard(step, progress, context.services.personas !== undefined));
}

export async function chooseSetupStep(context: TurnContext): Promise<Answer> {
  const progress = await readSetup(context.services.core, context.actor);
  return progress ? { replies: [{ kind: 'form', form: stepsForm(progress) }] } : refuse('setup-steps', setupRefusal);
}

/** "Skip for now": the next step, or what is left when there is none. */
export async function skipStep(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const step = request.data.step;
  if (isSetupStep(step)) await skipSetupStep(core, context.actor, step, true);
  const progress = await readSetup(core, context.actor);
  if (!progress) return refuse('setup-skip', setupRefusal);
  return oneCard(
    progress.next ? stepCard(progress.next, progress, context.services.personas !== undefined) : progressCard(progress),
  );
}

export async function openNameForm(context: TurnContext): Promise<Answer> {
  const values = nameValues(await readPartnership(context.services.core));
  return { replies: [{ kind: 'form', form: nameForm(values) }] };
}

export async function saveNameForm(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const given = {
    name: fieldOf(request, 'name').replace(/\s+/g, ' '),
    alsoCalled: readList(request, 'alsoCalled'),
    areas: readList(request, 'areas'),
    member: wordOf(request, 'member'),
    cluster: wordOf(request, 'cluster'),
    locality: wordOf(request, 'locality'),
  };
  const outcome = await savePartnership(context.services.core, context.actor, given);
  switch (outcome.kind) {
    case 'saved':
      return nextStep(context, 'setup-name-save', 'Saved.');
    case 'refused':
      return refuse('setup-name-save', setupRefusal);
    case 'faulty': {
      const faults = Object.entries(outcome.faults).map(([field, fault]) => [field, sayFault(fault)]);
      return { replies: [{ kind: 'form', form: nameForm(request.values, Object.fromEntries(faults)) }] };
    }
  }
}

/** Words stand within a sentence. */
function wordOf(request: TurnRequest, field: string): string {
  return fieldOf(request, field).replace(/\s+/g, ' ').toLowerCase();
}

function sayFault(fault: PartnershipFault): string {
  switch (fault) {
    case 'missing':
      return 'Please fill this in.';
    case 'too-long':
      return 'This is too long.';
    case 'too-many':
      return 'Twelve at most, please.';
  }
}

export async function openSeriesSet(context: TurnContext): Promise<Answer> {
  const series = await seriesToRun(context.services.core, context.actor);
  const taken = series.filter(({ status }) => status === 'draft' || status === 'published');
  const names = new Set(taken.map(({ name }) => name.toLowerCase()));
  return { replies: [{ kind: 'form', form: seriesSetForm(names) }] };
}

/** Makes the ticked series and those typed, and says which. */
export async function saveSeriesSet(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const ticked = chosen(request, 'series').filter(isStarterKey);
  const outcome = await makeStarterSeries(
    core,
    context.actor,
    ticked.map((key) => starterSeries[key]),
  );
  if (outcome.kind === 'refused') return refuse('setup-series-save', setupRefusal);
  const names = [...outcome.names, ...(await makeOwnSeries(context, readLines(request, 'own')))];
  const lead = names.length > 0 ? `Made: ${listWords(names)}.` : 'Nothing new was ticked, so nothing was made.';
  return nextStep(context, 'setup-series-save', lead);
}

const ownAtMost = 12;

/** Series by their names alone; those whose name is taken or too long are left out. */
async function makeOwnSeries({ services: { core }, actor }: TurnContext, names: readonly string[]): Promise<string[]> {
  const made: string[] = [];
  for (const name of names.slice(0, ownAtMost)) {
    const plan = { name, summary: name, description: '', aliases: [], audience: [], costPence: 0 };
    const saved = await saveSeries(core, actor, plan, undefined);
    if (saved.kind !== 'saved') continue;
    await publishSeries(core, actor, saved.seriesId);
    made.push(name);
  }
  return made;
}

async function nextStep(context: TurnContext, act: string, lead: string): Promise<Answer> {
  return showProgress(context, act, lead);
}

function oneCard(card: ReturnType<typeof progressCard>): Answer {
  return { replies: [{ kind: 'card', card }] };
}
