import { longestMessage } from '../../app/organising/write-to-attendees.js';
import type { MessageTemplate } from '../../app/writing/message-templates.js';
import { eventFieldsIn, fieldsIn, messageFields } from '../../domain/organising/message-fields.js';
import type { Field } from '../../rendering/card.js';
import { fieldOf } from '../talk/read-form.js';
import type { TurnRequest } from '../talk/turn-context.js';
import { listWords } from '../talk/wording.js';

/** In the form: own words. */
const noTemplate = 'none';

/** What can be filled in, as it is typed. */
export function sayFields(fields: readonly string[] = messageFields): string {
  return listWords(fields.map((field) => `{${field}}`));
}

/** What is written; where templates are saved, one of them can be sent as it is. */
export function wordsFields(templates: readonly MessageTemplate[]): Field[] {
  const hint = `Filled in for each reader: ${messageFields.map((field) => `{${field}}`).join(', ')}.`;
  const words = { id: 'words', kind: 'text', label: 'Message', multiline: true, maxLength: longestMessage } as const;
  if (templates.length === 0) return [{ ...words, hint, required: true }];
  const options = templates.slice(0, 90).map(({ id, name }) => ({ value: id, label: name }));
  return [
    { id: 'template', kind: 'choice', label: 'Template', options: [{ value: noTemplate, label: 'None' }, ...options] },
    { ...words, hint: `Leave it empty to send the template as it is. ${hint}` },
  ];
}

/**
 * The words to send: those typed, or else those of the chosen template.
 * @param hasEvent whether there is an event to fill in
 * @returns what is wrong, by field, where they cannot be sent
 */
export function readWords(
  request: TurnRequest,
  templates: readonly MessageTemplate[],
  hasEvent: boolean,
): { readonly words: string } | { readonly faults: Record<string, string> } {
  const typed = fieldOf(request, 'words');
  const chosen = fieldOf(request, 'template');
  const template = templates.find(({ id }) => id === chosen);
  if (typed === '' && !template && chosen !== '' && chosen !== noTemplate)
    return { faults: { template: 'That template has been deleted. Choose another, or write your message.' } };
  const words = typed || (template?.words ?? '');
  if (words === '')
    return {
      faults: { words: templates.length > 0 ? 'Write your message, or choose a template.' : 'Write your message.' },
    };
  if (words.length > longestMessage) return { faults: { words: `At most ${longestMessage} characters.` } };
  const { unknown } = fieldsIn(words);
  if (unknown.length > 0) return { faults: { words: sayUnknown(unknown) } };
  const needed = hasEvent ? [] : eventFieldsIn(words);
  if (needed.length > 0)
    return { faults: { event: `Choose the event for ${sayFields(needed)}, or write it without.` } };
  return { words };
}

/** `I cannot fill in {frist name}. You can use …` */
export function sayUnknown(unknown: readonly string[]): string {
  return `I cannot fill in ${listWords([...unknown])}. You can use ${sayFields()}, or write it without the brackets.`;
}
