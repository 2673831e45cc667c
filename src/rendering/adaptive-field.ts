import { toListValue } from './action-data.js';
import { type AdaptiveElement, isPlain, richText, unfunction, withoutMarkup } from './adaptive-text.js';
import type { Field, Lookup, Option } from './card.js';
import { lookedUpBy, shownFirst, usableOptions } from './options.js';
import { renderingWords } from './rendering-words.js';
import { caption, clean, toned } from './text.js';

type Value = string | readonly string[] | undefined;

/** With this many options, a list with a filter is quicker to use. */
const OPTIONS_TO_FILTER = 15;

/**
 * One field: its input with what was typed before, and below it the fault, else the hint.
 * @param value what was typed or is suggested; invalid values (a word in a number field) are left out.
 * @param asks whether the client asks for choices while somebody types, which it does in a chat with the bot alone
 */
export function renderField(field: Field, value: Value, fault: string | undefined, asks: boolean): AdaptiveElement[] {
  if (field.kind === 'people' && !asks) return [];
  return [
    { ...((asks && typeahead(field, value)) || inputOf(field, value)), spacing: 'Medium' },
    ...richText(toned(fault ?? '', 'warning'), { color: 'Attention', weight: 'Bolder' }, { spacing: 'Small' }),
    // The fault says what to do; a form full of both would be taller than two screens of a telephone.
    ...richText(
      clean(fault ?? '').trim() ? '' : (field.hint ?? ''),
      { isSubtle: true, size: 'Small' },
      { spacing: 'Small' },
    ),
  ];
}

function inputOf(field: Field, value: Value): AdaptiveElement {
  const label = unfunction(caption(field.label, 500));
  const typed = typeof value === 'string' ? value : '';
  const base: InputBase = { id: field.id, label, isRequired: field.required === true, errorMessage: complaint(field) };
  switch (field.kind) {
    case 'text':
      return {
        type: 'Input.Text',
        ...base,
        isMultiline: field.multiline === true,
        ...(field.maxLength !== undefined && { maxLength: field.maxLength }),
        ...(field.placeholder !== undefined && { placeholder: caption(field.placeholder, 150) }),
        ...(typed !== '' && { value: clean(typed) }),
      };
    case 'number':
      return {
        type: 'Input.Number',
        ...base,
        ...(field.min !== undefined && { min: field.min }),
        ...(field.max !== undefined && { max: field.max }),
        ...(typed.trim() !== '' && Number.isFinite(Number(typed)) && { value: Number(typed) }),
      };
    case 'date':
      return { type: 'Input.Date', ...base, ...(/^\d{4}-\d{2}-\d{2}$/.test(typed) && { value: typed }) };
    case 'time':
      return { type: 'Input.Time', ...base, ...(/^\d{2}:\d{2}$/.test(typed) && { value: typed }) };
    case 'tick':
      return { ...tick(base), value: typed === 'true' ? 'true' : 'false' };
    case 'choice':
      return {
        ...choice(usableOptions(field.options), field.expanded === true),
        ...base,
        ...(typed !== '' && { value: typed }),
      };
    case 'people': {
      const chosen = typeof value === 'string' ? [value] : (value ?? []);
      return {
        type: 'Input.ChoiceSet',
        ...base,
        isMultiSelect: field.one !== true,
        choices: [],
        'choices.data': everybody,
        ...(chosen.length > 0 && { value: chosen.join(',') }),
      };
    }
    case 'choices': {
      const chosen = typeof value === 'string' ? [value] : (value ?? []);
      return {
        ...choices(usableOptions(field.options)),
        ...base,
        ...(chosen.length > 0 && { value: chosen.map(toListValue).join(',') }),
      };
    }
  }
}

/**
 * A field with choices of ours, for what is typed; undefined for any other. In a text field what was typed before stands there as it
 * was.
 * "Typeahead search in Adaptive Cards", https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search
 */
function typeahead(field: Field, value: Value): AdaptiveElement | undefined {
  const typed = typeof value === 'string' ? clean(value).trim() : '';
  const query = (dataset: Lookup, placeholder: string = renderingWords.typeToSearch) => ({
    style: 'filtered',
    'choices.data': { type: 'Data.Query', dataset },
    placeholder: caption(placeholder, 150),
  });
  if (field.kind === 'choice') {
    const lookup = lookedUpBy(field);
    const shown = shownFirst(field.options, typed);
    return lookup && { ...inputOf({ ...field, options: shown }, value), ...query(lookup) };
  }
  if (field.kind !== 'text' || field.lookup === undefined) return undefined;
  const { lookup, ...text } = field;
  const options = typed === '' ? [] : [{ value: typed, label: typed }];
  return {
    ...inputOf({ ...text, kind: 'choice', options: [] }, value),
    choices: listed(options),
    ...query(lookup, field.placeholder),
  };
}

function listed(options: readonly Option[]): object[] {
  return options.map(({ value, label }) => ({ title: caption(label, 200), value }));
}

/** "People Picker in Adaptive Cards": what comes back are ids of the directory, joined by commas. */
const everybody = { type: 'Data.Query', dataset: 'graph.microsoft.com/users' } as const;

function choice(options: readonly Option[], expanded: boolean): AdaptiveElement {
  // Radio buttons read Markdown and drop-down lists do not, so any label with markup means a list.
  const asButtons = expanded && options.every((option) => isPlain(caption(option.label, 200)));
  const style = asButtons ? 'expanded' : options.length > OPTIONS_TO_FILTER ? 'filtered' : 'compact';
  return { type: 'Input.ChoiceSet', style, isMultiSelect: false, wrap: true, choices: listed(options) };
}

function choices(options: readonly Option[]): AdaptiveElement {
  const ticked = options.map((option) => ({
    title: withoutMarkup(caption(option.label, 200)),
    value: toListValue(option.value),
  }));
  return { type: 'Input.ChoiceSet', style: 'expanded', isMultiSelect: true, wrap: true, choices: ticked };
}

interface InputBase {
  readonly id: string;
  readonly label: string;
  readonly isRequired: boolean;
  readonly errorMessage: string;
}

/** The label is beside the box, or above it when it has markup or the field is required. */
function tick({ label, ...base }: InputBase): AdaptiveElement {
  const box = { type: 'Input.Toggle', ...base, valueOn: 'true', valueOff: 'false', wrap: true };
  return isPlain(label) && !base.isRequired ? { ...box, title: label } : { ...box, label, title: 'Yes' };
}

/** The validation message of the client. It is read as Markdown, so it contains only our own text. */
function complaint(field: Field): string {
  switch (field.kind) {
    case 'text':
      return field.maxLength === undefined ? renderingWords.fillIn : renderingWords.fillInAtMost(field.maxLength);
    case 'number':
      return renderingWords.giveNumber(range(field.min, field.max));
    case 'date':
      return renderingWords.giveDate;
    case 'time':
      return renderingWords.giveTime;
    case 'tick':
      return renderingWords.tickToGoOn;
    case 'choice':
      return renderingWords.chooseOne;
    case 'people':
    case 'choices':
      return renderingWords.chooseAtLeastOne;
  }
}

function range(min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  if (min !== undefined) return ` of at least ${min}`;
  return max === undefined ? '' : ` of at most ${max}`;
}
