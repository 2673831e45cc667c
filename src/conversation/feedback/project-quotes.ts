import { longestFeedback } from '../../app/feedback/feedback.js';
import { addProjectQuote, type ProjectQuoteOutcome } from '../../app/feedback/project-quotes.js';
import { findProjectToRun, type OrganisedProject } from '../../app/projects/organised-projects.js';
import { isPosition, type Position, positions } from '../../domain/person.js';
import { consents } from '../../domain/quote.js';
import { unreachable } from '../../domain/unreachable.js';
import type { Form, FormValues } from '../../rendering/card.js';
import { phases } from '../organising/event-forms.js';
import { organiserAct } from '../organising/organising-cards.js';
import { sayAttribution, sayPhase, sayPosition } from '../talk/person-words.js';
import { chosen, fieldOf } from '../talk/read-form.js';
import { type Answer, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { consentField } from './feedback-cards.js';

/** The form for what somebody said of a project. */
export async function openProjectQuote(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const project = await projectOf(context, request);
  return project ? asForm(project, {}) : gone;
}

function projectOf(context: TurnContext, request: TurnRequest): Promise<OrganisedProject | undefined> {
  return findProjectToRun(context.services.core.prisma, context.actor, request.data.project ?? '');
}

const gone: Answer = {
  replies: [text('That project no longer exists. Say “manage projects” to see those there are.')],
};

function asForm(project: OrganisedProject, values: FormValues, faults: Form['faults'] = {}): Answer {
  const form: Form = {
    title: 'What somebody said',
    intro: [
      { kind: 'text', text: project.name, tone: 'strong' },
      { kind: 'text', text: 'Ask them first. It is shown once it has been moderated.' },
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
        options: [
          { value: unnamed, label: 'Not said' },
          ...phases.map((phase) => ({ value: phase, label: sayPhase(phase) })),
        ],
      },
      { ...consentField, label: 'They agreed to be quoted', required: true },
    ],
    values: { position: unnamed, phase: unnamed, ...values },
    faults,
    submit: { label: 'Save', verb: 'project-quote-save', data: { project: project.slug } },
    fallback: `What did somebody say of ${project.name}, and where may it be quoted?`,
  };
  return { replies: [{ kind: 'form', form }] };
}

const unnamed = 'none';
/** "Other" says nothing beside a quote. */
const roles: readonly Position[] = positions.filter((position) => position !== 'other');

/** Keeps what was entered for moderation, or shows the form again with what is wrong. */
export async function saveProjectQuote(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const project = await projectOf(context, request);
  if (!project) return gone;
  const position = fieldOf(request, 'position');
  const plan = {
    words: fieldOf(request, 'words').replace(/\s+/g, ' '),
    position: isPosition(position) ? position : null,
    phase: phases.find((phase) => phase === fieldOf(request, 'phase')) ?? null,
    consents: consents.filter((consent) => chosen(request, 'consent').includes(consent)),
  };
  const { core } = context.services;
  const outcome = await addProjectQuote(core, context.actor, project.slug, plan, sayAttribution);
  switch (outcome.kind) {
    case 'waiting':
      return savedQuote(project);
    case 'faulty':
      return asForm(project, request.values, sayFault(outcome.fault));
    case 'refused':
      return gone;
    default:
      return unreachable(outcome);
  }
}

function savedQuote({ name, slug }: OrganisedProject): Answer {
  const words = `Saved. Nobody sees it until it has been moderated; then it is an answer to what people said of ${name}.`;
  const actions = [
    organiserAct('Moderate', 'moderate', {}, { style: 'primary' }),
    organiserAct('Back to the project', 'run-project', { project: slug }),
  ];
  return { replies: [{ kind: 'card', card: { fallback: words, blocks: [{ kind: 'text', text: words }], actions } }] };
}

function sayFault(fault: Extract<ProjectQuoteOutcome, { kind: 'faulty' }>['fault']): Record<string, string> {
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
