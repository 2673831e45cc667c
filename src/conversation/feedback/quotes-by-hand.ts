import { longestFeedback } from '../../app/feedback/feedback.js';
import { addQuote, type QuotedOf, type QuoteOutcome } from '../../app/feedback/quotes-by-hand.js';
import { organisedEvent } from '../../app/organising/organised-events.js';
import { findProjectToRun } from '../../app/projects/organised-projects.js';
import { isPosition, type Position, positions } from '../../domain/person.js';
import { consents } from '../../domain/quote.js';
import { unreachable } from '../../domain/unreachable.js';
import type { Action, Form, FormValues } from '../../rendering/card.js';
import { phaseOptions, phases } from '../organising/event-forms.js';
import { organiserAct } from '../organising/organising-cards.js';
import { sayAttribution, sayPosition } from '../talk/person-words.js';
import { chosen, fieldOf } from '../talk/read-form.js';
import { type Answer, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { consentField } from './feedback-cards.js';

/** What a quote is of, and where one goes afterwards. */
interface Quoted {
  readonly of: QuotedOf;
  readonly name: string;
  /** Of the submitted form. */
  readonly submit: Pick<Form['submit'], 'verb' | 'data'>;
  readonly back: Action;
}

/** The form for what somebody said of a project. */
export async function openProjectQuote(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const project = await projectOf(context, request);
  return project ? asForm(project, {}) : projectGone;
}

/** The form for what somebody said of an event, other than in their feedback. */
export async function openEventQuote(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const event = await eventOf(context, request);
  return event ? asForm(event, {}) : eventGone;
}

async function projectOf({ services, actor }: TurnContext, { data }: TurnRequest): Promise<Quoted | undefined> {
  const project = await findProjectToRun(services.core.prisma, actor, data.project ?? '');
  if (!project) return undefined;
  const of = { project: project.slug };
  return {
    of,
    name: project.name,
    submit: { verb: 'project-quote-save', data: of },
    back: organiserAct('Back to the project', 'run-project', of),
  };
}

async function eventOf({ services, actor }: TurnContext, { data }: TurnRequest): Promise<Quoted | undefined> {
  const event = await organisedEvent(services.core.prisma, actor, data.event ?? '');
  if (!event || event.status === 'draft') return undefined;
  const of = { event: event.id };
  return {
    of,
    name: event.title,
    submit: { verb: 'event-quote-save', data: of },
    back: organiserAct('Back to the event', 'organise-event', of),
  };
}

const projectGone: Answer = {
  replies: [text('That project no longer exists. Say “manage projects” to see those there are.')],
};
const eventGone: Answer = {
  replies: [text('I cannot find that event among those you organise. Say “manage events” to see them.')],
};

function asForm({ name, submit }: Quoted, values: FormValues, faults: Form['faults'] = {}): Answer {
  const form: Form = {
    title: 'What somebody said',
    intro: [
      { kind: 'text', text: name, tone: 'strong' },
      { kind: 'text', text: 'Ask them first. Nobody sees it until an organiser has moderated it.' },
    ],
    fields: [
      { kind: 'text', id: 'words', label: 'Their words', multiline: true, required: true, maxLength: longestFeedback },
      {
        kind: 'choice',
        id: 'position',
        label: 'Named as',
        hint: 'No names: only their role, if they agreed to it.',
        options: [
          { value: unnamed, label: 'Not at all' },
          ...roles.map((role) => ({ value: role, label: sayPosition(role) })),
        ],
      },
      {
        kind: 'choice',
        id: 'phase',
        label: 'At what kind of school',
        options: [{ value: unnamed, label: 'Not said' }, ...phaseOptions],
      },
      { ...consentField, label: 'They agreed to be quoted', required: true },
    ],
    values: { position: unnamed, phase: unnamed, ...values },
    faults,
    submit: { label: 'Save', ...submit },
    fallback: `What did somebody say of ${name}, and where may it be quoted?`,
  };
  return { replies: [{ kind: 'form', form }] };
}

const unnamed = 'none';
/** "Other" says nothing beside a quote. */
const roles: readonly Position[] = positions.filter((position) => position !== 'other');

/** Keeps what was entered of a project for moderation, or shows the form again with what is wrong. */
export async function saveProjectQuote(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const project = await projectOf(context, request);
  return project ? save(context, request, project) : projectGone;
}

/** The same for an event. */
export async function saveEventQuote(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const event = await eventOf(context, request);
  return event ? save(context, request, event) : eventGone;
}

async function save(context: TurnContext, request: TurnRequest, quoted: Quoted): Promise<Answer> {
  const position = fieldOf(request, 'position');
  const plan = {
    words: fieldOf(request, 'words').replace(/\s+/g, ' '),
    position: isPosition(position) ? position : null,
    phase: phases.find((phase) => phase === fieldOf(request, 'phase')) ?? null,
    consents: consents.filter((consent) => chosen(request, 'consent').includes(consent)),
  };
  const outcome = await addQuote(context.services.core, context.actor, quoted.of, plan, sayAttribution);
  switch (outcome.kind) {
    case 'waiting':
      return savedQuote(quoted);
    case 'faulty':
      return asForm(quoted, request.values, sayFault(outcome.fault));
    case 'refused':
      return 'project' in quoted.of ? projectGone : eventGone;
    default:
      return unreachable(outcome);
  }
}

function savedQuote({ name, back }: Quoted): Answer {
  const words = `Saved. Nobody sees it until it has been moderated; then it is an answer to what people said of ${name}.`;
  const actions = [organiserAct('Moderate', 'moderate', {}, { style: 'primary' }), back];
  return { replies: [{ kind: 'card', card: { fallback: words, blocks: [{ kind: 'text', text: words }], actions } }] };
}

function sayFault(fault: Extract<QuoteOutcome, { kind: 'faulty' }>['fault']): Record<string, string> {
  switch (fault) {
    case 'no-words':
      return { words: 'Please write what they said.' };
    case 'too-long':
      return { words: `This is too long: at most ${longestFeedback} characters.` };
    case 'no-consent':
      return { consent: 'Tick what they agreed to. Without it their words cannot be kept.' };
    case 'known':
      return { words: 'These words are there already.' };
    default:
      return unreachable(fault);
  }
}
