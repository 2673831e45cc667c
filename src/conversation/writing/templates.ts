import { readDraft } from '../../app/messages/form-drafts.js';
import {
  findMessageTemplate,
  messageTemplates,
  removeMessageTemplate,
  saveMessageTemplate,
} from '../../app/writing/message-templates.js';
import { chooseEvent } from '../organising/choose-event.js';
import { organiserAct } from '../organising/organising-cards.js';
import { fieldOf } from '../talk/read-form.js';
import { type Answer, refuse, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { firstSeries, readSeries, seriesChoice, seriesValue } from './saved-series.js';
import { removeTemplateCard, templateCard, templateForm, templatesCard } from './templates-cards.js';
import { openWriting } from './writing.js';

/** "Message templates": the list. */
export async function answerTemplates(context: TurnContext): Promise<Answer> {
  return listTemplates(context);
}

async function listTemplates(context: TurnContext, lead?: string): Promise<Answer> {
  const templates = await messageTemplates(context.services.core, context.actor);
  return { replies: [{ kind: 'card', card: templatesCard(templates, lead) }] };
}

const templateOf = (context: TurnContext, id: string | undefined) =>
  findMessageTemplate(context.services.core.prisma, context.actor, id ?? '');

/** One of them. */
export async function answerTemplate(context: TurnContext, { data }: TurnRequest): Promise<Answer> {
  return showTemplate(context, data.template ?? '');
}

async function showTemplate(context: TurnContext, id: string, lead?: string): Promise<Answer> {
  const template = await templateOf(context, id);
  return template ? { replies: [{ kind: 'card', card: templateCard(template, lead) }] } : templateNotFound(context);
}

/** The same answer whether it is gone or of another series. */
async function templateNotFound(context: TurnContext): Promise<Answer> {
  const list = await listTemplates(context);
  const words = 'That template has been deleted, or it is of a series that you do not organise. Here are yours.';
  return { ...list, replies: [text(words), ...list.replies] };
}

/** The form: for a new one, for one that is there, or with the words of a message that was just written. */
export async function openTemplateForm(context: TurnContext, { data }: TurnRequest): Promise<Answer> {
  const series = await seriesChoice(context);
  if (!data.template) {
    const values = { series: firstSeries(series), words: await wordsOfDraft(context, data.draft) };
    return { replies: [{ kind: 'form', form: templateForm(undefined, series, values) }] };
  }
  const template = await templateOf(context, data.template);
  if (!template) return templateNotFound(context);
  const { name, words, seriesId } = template;
  const values = { name, words, series: seriesValue(seriesId) };
  return { replies: [{ kind: 'form', form: templateForm(template, series, values) }] };
}

async function wordsOfDraft(context: TurnContext, draft: string | undefined): Promise<string> {
  if (!draft) return '';
  const kept = await readDraft(context.services.core, context.turn.account, draft);
  return typeof kept === 'object' && kept !== null && 'words' in kept && typeof kept.words === 'string'
    ? kept.words
    : '';
}

/** Saves the submitted form. */
export async function saveTemplateForm(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const series = await seriesChoice(context);
  const id = request.data.template;
  const plan = {
    name: fieldOf(request, 'name').replace(/\s+/g, ' '),
    seriesId: readSeries(request, series),
    words: fieldOf(request, 'words'),
  };
  const outcome = await saveMessageTemplate(context.services.core, context.actor, plan, id);
  switch (outcome.kind) {
    case 'saved':
      return showTemplate(context, outcome.id, 'Saved.');
    case 'faulty': {
      const template = id ? await templateOf(context, id) : undefined;
      return { replies: [{ kind: 'form', form: templateForm(template, series, request.values, outcome.faults) }] };
    }
    case 'refused':
      return outcome.reason === 'not-found'
        ? templateNotFound(context)
        : refuse('template-save', 'Only the organisers of that series can save a template for it.');
  }
}

/** "Write with it": the form of an event with its words, or a choice of events. */
export async function useTemplate(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const template = await templateOf(context, request.data.template);
  if (!template) return templateNotFound(context);
  const data = { template: template.id };
  const choice = await chooseEvent(
    context,
    '',
    (event) => organiserAct('Write to them', 'organise-write', { event, ...data }, { opensForm: true }),
    { verb: 'template-use', data },
  );
  switch (choice.kind) {
    case 'one':
      return openWriting(context, { ...request, data: { event: choice.event, ...data } });
    case 'several':
      return choice.answer('To those registered for which event?');
    case 'none':
      return showTemplate(
        context,
        template.id,
        'No event of yours is published and still to come. It can be sent to a saved audience.',
      );
  }
}

/** Asks before it is deleted. */
export async function askToRemoveTemplate(context: TurnContext, { data }: TurnRequest): Promise<Answer> {
  const template = await templateOf(context, data.template);
  return template ? { replies: [{ kind: 'card', card: removeTemplateCard(template) }] } : templateNotFound(context);
}

/** "Delete it". */
export async function removeTemplateNow(context: TurnContext, { data }: TurnRequest): Promise<Answer> {
  const outcome = await removeMessageTemplate(context.services.core, context.actor, data.template ?? '');
  return outcome.kind === 'removed'
    ? listTemplates(context, `The template ${outcome.name} has been deleted.`)
    : templateNotFound(context);
}
