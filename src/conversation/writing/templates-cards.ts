import { longestMessage } from '../../app/organising/write-to-attendees.js';
import type { MessageTemplate, TemplateFaults } from '../../app/writing/message-templates.js';
import { longestSavedName } from '../../domain/writing/saved-name.js';
import type { Card, Form, FormValues } from '../../rendering/card.js';
import { organiserAct as act } from '../organising/organising-cards.js';
import { sayNameFault } from './audience-cards.js';
import { sayFields, sayUnknown } from './message-words.js';
import { removeSavedCard, savedCard } from './saved-cards.js';
import { type SeriesChoice, seriesField } from './saved-series.js';

const shownWords = 90;

/** The templates that somebody saved. */
export function templatesCard(templates: readonly MessageTemplate[], lead?: string): Card {
  const title = 'Message templates';
  const empty = `There is none yet. Save the words that you send again and again, with ${sayFields()} where they differ.`;
  const items = templates.map(({ id, name, words, seriesName }) => ({
    title: name,
    detail: [words.length > shownWords ? `${words.slice(0, shownWords - 1)}…` : words, seriesName]
      .filter(Boolean)
      .join(' · ')
      .replace(/\s+/g, ' '),
    action: act('Open', 'template', { template: id }),
  }));
  return savedCard(
    {
      title,
      empty,
      items,
      actions: [
        act('New template', 'template-form', {}, { opensForm: true, style: 'primary' }),
        act('Saved audiences', 'audiences', {}),
        act('Events you run', 'organise', {}),
      ],
      again: { verb: 'templates' },
    },
    lead,
  );
}

/** One template with all its actions. */
export function templateCard({ id, name, words, seriesName }: MessageTemplate, lead?: string): Card {
  const data = { template: id };
  const series = seriesName ? `For the organisers of ${seriesName}.` : 'For organisers of everything.';
  return {
    fallback: [lead, name, words, series].filter(Boolean).join('\n'),
    blocks: [
      ...(lead ? [{ kind: 'text', text: lead, tone: 'good' } as const] : []),
      { kind: 'heading', text: name },
      { kind: 'text', text: words },
      { kind: 'context', text: `${series} It can be chosen whenever you write to people.` },
    ],
    actions: [
      act('Write with it', 'template-use', data, { style: 'primary' }),
      act('Change', 'template-form', data, { opensForm: true }),
      act('Delete', 'template-remove-ask', data, { style: 'danger' }),
      act('All templates', 'templates', {}),
    ],
    again: { verb: 'template', data },
  };
}

/** The form for a template. @param template undefined makes a new one */
export function templateForm(
  template: Pick<MessageTemplate, 'id' | 'name'> | undefined,
  series: SeriesChoice,
  values: FormValues,
  faults: TemplateFaults = {},
): Form {
  return {
    title: template ? 'Change the template' : 'A new template',
    fields: [
      {
        id: 'name',
        kind: 'text',
        label: 'Name',
        required: true,
        maxLength: longestSavedName,
        placeholder: 'What to bring',
      },
      ...seriesField(series),
      {
        id: 'words',
        kind: 'text',
        label: 'Message',
        hint: `Filled in for each reader: ${sayFields()}.`,
        required: true,
        multiline: true,
        maxLength: longestMessage,
      },
    ],
    values,
    faults: sayFaults(faults),
    submit: { label: 'Save', verb: 'template-save', data: template ? { template: template.id } : {} },
    fallback: template ? `What shall change in ${template.name}?` : 'What does the new template say?',
  };
}

function sayFaults({ name, words }: TemplateFaults): Record<string, string> {
  return {
    ...(name ? { name: sayNameFault(name, 'template') } : {}),
    ...(words ? { words: sayWordsFault(words) } : {}),
  };
}

function sayWordsFault(fault: Exclude<TemplateFaults['words'], undefined>): string {
  if (fault === 'empty') return 'Write what it says.';
  return fault === 'too-long' ? `At most ${longestMessage} characters.` : sayUnknown(fault.unknown);
}

/** Before it is deleted. */
export function removeTemplateCard({ id, name }: MessageTemplate): Card {
  const words = `Delete the template ${name}? What was sent with it stays as it is.`;
  return removeSavedCard(words, 'template', id);
}
