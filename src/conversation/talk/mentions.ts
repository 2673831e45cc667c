import { type MentionedPerson, markOf, type Turn } from './turn.js';

/** Whom the message mentions, or who was chosen in the form. */
export function mentionedIn({ input }: Turn): readonly MentionedPerson[] {
  return ((input.kind === 'said' || input.kind === 'submitted') && input.mentioned) || [];
}

/** What was said, with the names of those whom it mentions: for the forms and records that people read. */
export function sayNames(text: string, mentioned: readonly MentionedPerson[]): string {
  // From the last: the mark of the first is the beginning of the eleventh's.
  return mentioned.reduceRight((said, { name }, at) => said.replaceAll(markOf(at), () => name), text);
}

/** Without these names: they may sound like a town or an event. */
export function withoutNames(text: string, names: readonly string[]): string {
  return names.reduce((rest, name) => (name === '' ? rest : rest.replace(new RegExp(escaped(name), 'giu'), ' ')), text);
}

function escaped(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
