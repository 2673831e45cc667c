import type { Field, FormValues, Lookup, Option } from './card.js';
import { lookedUpBy, lookupNamed, usableOptions } from './options.js';
import { renderingWords } from './rendering-words.js';
import type { InputElement, SlackBlock, SlackOption, SlackOptionGroup } from './slack-blocks.js';
import { plain } from './slack-text.js';
import { caption, clean, clip, toned } from './text.js';
import { isRecord } from './unknown.js';

type Value = string | readonly string[] | undefined;

/** Radio buttons and ticks. */
const BUTTONS = 10;
/** Of a drop-down list, or of one group in it. */
const OPTIONS = 100;
const TYPED_LENGTH = 3000;
const PLACEHOLDER = plain('Choose');

/**
 * One field as an input block. The element's `action_id` begins with the field's kind, which is needed to read it back. In a modal that
 * stands open Slack keeps what was typed in an element of the same ids, whatever stands in it now
 * (github.com/slackapi/bolt-js/issues/290): so the id is another for another form or value.
 * @param form which one it belongs to
 */
export function renderInput(field: Field, value: Value, fault: string | undefined, form: string): SlackBlock {
  const hint = toned(clean(fault ?? '').trim(), 'warning') || clean(field.hint ?? '').trim();
  return {
    type: 'input',
    block_id: field.id,
    label: plain(caption(field.label, 2000)),
    ...(hint !== '' && { hint: plain(hint, 2000) }),
    optional: field.required !== true,
    element: elementOf(field, value, `-${digestOf([form, value])}`),
  };
}

/** Short, and another for something else. */
function digestOf(value: unknown): string {
  const text = JSON.stringify(value);
  let sum = 0;
  for (let at = 0; at < text.length; at += 1) sum = (Math.imul(sum, 31) + text.charCodeAt(at)) | 0;
  return (sum >>> 0).toString(36);
}

function elementOf(field: Field, value: Value, mark: string): InputElement {
  const action_id = `${`${field.kind}-${field.id}`.slice(0, 240)}${mark}`;
  const typed = typeof value === 'string' ? value : '';
  switch (field.kind) {
    case 'text':
      return textElement(field, typed, action_id, mark);
    case 'number':
      return {
        type: 'number_input',
        action_id,
        is_decimal_allowed: true,
        ...(field.min !== undefined && { min_value: String(field.min) }),
        ...(field.max !== undefined && { max_value: String(field.max) }),
        ...(isNumber(typed) && { initial_value: typed.trim() }),
      };
    case 'date':
      return { type: 'datepicker', action_id, ...(/^\d{4}-\d{2}-\d{2}$/.test(typed) && { initial_date: typed }) };
    case 'time':
      return { type: 'timepicker', action_id, ...(/^\d{2}:\d{2}$/.test(typed) && { initial_time: typed }) };
    case 'tick': {
      const yes: SlackOption = { text: plain('Yes'), value: 'true' };
      return { type: 'checkboxes', action_id, options: [yes], ...(typed === 'true' && { initial_options: [yes] }) };
    }
    case 'choice':
      return choiceElement(field, typed, action_id, mark);
    case 'people':
      return peopleElement(field, severalOf(value), action_id);
    case 'choices':
      return choices(action_id, usableOptions(field.options), severalOf(value));
  }
}

type FieldOf<Kind extends Field['kind']> = Extract<Field, { readonly kind: Kind }>;

function severalOf(value: Value): readonly string[] {
  return typeof value === 'string' ? [value] : (value ?? []);
}

function textElement(field: FieldOf<'text'>, typed: string, action_id: string, mark: string): InputElement {
  if (field.lookup) {
    const chosen = clean(typed).trim() === '' ? undefined : { value: typed, label: typed };
    const placeholder = field.placeholder?.trim() || 'Choose';
    return lookupElement(`lookup-${field.lookup}-${field.id}`, mark, { placeholder, letters: LOOKUP_LETTERS, chosen });
  }
  const most = Math.min(field.maxLength ?? TYPED_LENGTH, TYPED_LENGTH);
  const shown = clip(clean(typed), most);
  return {
    type: 'plain_text_input',
    action_id,
    multiline: field.multiline === true,
    max_length: most,
    ...(shown !== '' && { initial_value: shown }),
    ...(field.placeholder?.trim() && { placeholder: plain(caption(field.placeholder, 150)) }),
  };
}

function choiceElement(field: FieldOf<'choice'>, typed: string, action_id: string, mark: string): InputElement {
  const options = usableOptions(field.options);
  const lookup = lookedUpBy(field);
  if (lookup === undefined) return choice(action_id, options, field.expanded === true, typed);
  const chosen = options.find((option) => option.value === typed);
  const placeholder = renderingWords.typeToSearch;
  return lookupElement(`choice-${lookup}-${field.id}`, mark, { placeholder, letters: 0, chosen });
}

function peopleElement({ one }: FieldOf<'people'>, chosen: readonly string[], action_id: string): InputElement {
  const [first] = chosen;
  if (one) return { type: 'users_select', action_id, placeholder: PLACEHOLDER, ...(first && { initial_user: first }) };
  return {
    type: 'multi_users_select',
    action_id,
    placeholder: PLACEHOLDER,
    ...(chosen.length > 0 && { initial_users: [...chosen] }),
  };
}

/** A plain decimal number, as Slack accepts it. */
function isNumber(typed: string): boolean {
  return /^-?\d{1,15}(\.\d{1,10})?$/.test(typed.trim());
}

function choice(action_id: string, options: readonly Option[], expanded: boolean, typed: string): InputElement {
  const chosen = options.find((option) => option.value === typed);
  const initial = chosen && { initial_option: slackOption(chosen) };
  if (expanded && options.length <= BUTTONS)
    return { type: 'radio_buttons', action_id, options: options.map(slackOption), ...initial };
  return { type: 'static_select', action_id, placeholder: PLACEHOLDER, ...listed(options), ...initial };
}

function choices(action_id: string, options: readonly Option[], typed: readonly string[]): InputElement {
  const chosen = options.filter((option) => typed.includes(option.value)).map(slackOption);
  const initial = chosen.length > 0 && { initial_options: chosen };
  if (options.length <= BUTTONS)
    return { type: 'checkboxes', action_id, options: options.map(slackOption), ...initial };
  return { type: 'multi_static_select', action_id, placeholder: PLACEHOLDER, ...listed(options), ...initial };
}

/** Letters after which choices are offered. */
const LOOKUP_LETTERS = 2;

function lookupElement(
  name: string,
  mark: string,
  of: { readonly placeholder: string; readonly letters: number; readonly chosen: Option | undefined },
): InputElement {
  return {
    type: 'external_select',
    action_id: `${name.slice(0, 240)}${mark}`,
    placeholder: plain(caption(of.placeholder, 150)),
    min_query_length: of.letters,
    ...(of.chosen && { initial_option: optionOf(of.chosen) }),
  };
}

/** What the element of this `action_id` looks up; undefined when it looks nothing up. */
export function readLookup(actionId: string): Lookup | undefined {
  return lookupNamed(/^(?:lookup|choice)-([A-Za-z]+)-/.exec(actionId)?.[1]);
}

/** A choice for a field that looks things up. */
export function optionOf({ value, label }: Option): SlackOption {
  return { text: plain(caption(label, 75)), value: clip(clean(value), 150) };
}

function slackOption(option: Option): SlackOption {
  return { text: plain(caption(option.label, 75)), value: option.value };
}

/** Options beyond the limit of a list are grouped; each group is named by its first and last option. */
function listed(options: readonly Option[]): { options: SlackOption[] } | { option_groups: SlackOptionGroup[] } {
  if (options.length <= OPTIONS) return { options: options.map(slackOption) };
  const groups: SlackOptionGroup[] = [];
  for (let from = 0; from < options.length; from += OPTIONS) {
    const group = options.slice(from, from + OPTIONS);
    const name = `${caption(group[0]?.label ?? '', 34)} to ${caption(group.at(-1)?.label ?? '', 34)}`;
    groups.push({ label: plain(name, 75), options: group.map(slackOption) });
  }
  return { option_groups: groups };
}

/**
 * What was typed in a modal, from `view.state.values`: ticks and `choices` always, any other field when it is not
 * empty. It is not trusted: texts are cleaned, and invalid data is ignored.
 */
export function readModalValues(values: unknown): FormValues {
  const read: Array<[string, string | readonly string[]]> = [];
  for (const [id, elements] of Object.entries(isRecord(values) ? values : {})) {
    for (const [actionId, state] of Object.entries(isRecord(elements) ? elements : {})) {
      if (!isRecord(state)) continue;
      const value = valueOfState(actionId.slice(0, actionId.indexOf('-')), state);
      if (value !== undefined) read.push([id, value]);
    }
  }
  return Object.fromEntries(read);
}

/** The people chosen in a modal, by their ids. Not trusted either. */
export function readModalPeople(values: unknown): string[] {
  const read = readModalValues(values);
  const fields = Object.entries(isRecord(values) ? values : {}).filter(([, elements]) =>
    Object.keys(isRecord(elements) ? elements : {}).some((actionId) => actionId.startsWith('people-')),
  );
  return fields.flatMap(([id]) => read[id] ?? []);
}

function valueOfState(kind: string, state: Record<string, unknown>): string | readonly string[] | undefined {
  const chosen = Array.isArray(state.selected_options) ? state.selected_options.map(valueOfOption) : [];
  switch (kind) {
    case 'text':
    case 'number':
      return filled(state.value);
    case 'date':
      return filled(state.selected_date);
    case 'time':
      return filled(state.selected_time);
    case 'choice':
    case 'lookup':
      return filled(valueOfOption(state.selected_option));
    case 'people':
      return [state.selected_user ?? state.selected_users ?? []].flat().flatMap((id) => filled(id) ?? []);
    case 'choices':
      return chosen.filter((value) => value !== undefined);
    case 'tick':
      return chosen.includes('true') ? 'true' : 'false';
    default:
      return undefined;
  }
}

function valueOfOption(option: unknown): string | undefined {
  return isRecord(option) ? filled(option.value) : undefined;
}

function filled(value: unknown): string | undefined {
  return typeof value === 'string' ? clean(value) || undefined : undefined;
}
