import type { ActAction, Form, FormValues } from './card.js';
import { clean } from './text.js';
import { isRecord, onlyStrings } from './unknown.js';

/**
 * How ids are stored in the data of an `Action.Execute`. Teams merges the inputs of the card into the same object, so ours
 * are all under the reserved key `$`, and everything else was typed:
 *
 *     { "$": { "verb": "book", "data": { "session": "…" }, "keepsCard": true, "opensForm": true,
 *              "fields": { "diet": "text", "days": "choices", "agree": "tick" } },
 *       "diet": "vegan", "days": "mon,tue", "agree": "true" }
 *
 * `fields` is set only for a submit. Inputs arrive as strings, multiple choices joined by commas, and empty inputs are
 * missing.
 */
const RESERVED = '$';

/** A click or a submit. `values` is set when a form was submitted. */
export interface ActionData {
  readonly verb: string;
  readonly data: Readonly<Record<string, string>>;
  readonly keepsCard: boolean;
  readonly opensForm: boolean;
  readonly values?: FormValues;
  /** Those who were chosen in fields for people, by the directory's ids. */
  readonly people?: readonly string[];
}

/** The data of a button; see `RESERVED` for its shape. */
export function actData(action: ActAction<string>): Record<string, unknown> {
  const { verb, data = {}, keepsCard, opensForm } = action;
  return { [RESERVED]: { verb, data, ...(keepsCard && { keepsCard }), ...(opensForm && { opensForm }) } };
}

/** The data of a form's submit, to which Teams adds the inputs. @throws when a field has our reserved name. */
export function submitData(form: Form<string>): Record<string, unknown> {
  const { verb, data = {} } = form.submit;
  const fields = Object.fromEntries(form.fields.map((field) => [field.id, field.kind]));
  if (RESERVED in fields) throw new Error(`A field may not be called "${RESERVED}": give it another id`);
  return { [RESERVED]: { verb, data, fields } };
}

/**
 * Splits the data of an `Action.Execute` invoke (`activity.value.action.data`) into our ids and what was typed; the
 * shape is described at `RESERVED`. It is not trusted: a client can send anything.
 * @returns undefined when it is not one of ours.
 */
export function readActionData(data: unknown): ActionData | undefined {
  if (!isRecord(data)) return undefined;
  const ours = data[RESERVED];
  if (!isRecord(ours) || typeof ours.verb !== 'string') return undefined;
  return {
    verb: ours.verb,
    data: onlyStrings(ours.data),
    keepsCard: ours.keepsCard === true,
    opensForm: ours.opensForm === true,
    ...(isRecord(ours.fields) && readSubmitted(onlyStrings(ours.fields), data)),
  };
}

function readSubmitted(
  kinds: Readonly<Record<string, string>>,
  data: Readonly<Record<string, unknown>>,
): Pick<ActionData, 'values' | 'people'> {
  const values = readSubmittedValues(kinds, data);
  const ofPeople = Object.keys(kinds).filter((id) => kinds[id] === 'people');
  return { values, ...(ofPeople.length > 0 && { people: ofPeople.flatMap((id) => values[id] ?? []) }) };
}

/**
 * The inputs of a submitted Adaptive Card as form values: `tick` is always there ('true' or 'false'), `choices` always
 * a list, everything else absent when it was left empty. Texts are cleaned; what is not a field of the form is dropped.
 * @param kinds field id to the field's kind.
 */
function readSubmittedValues(
  kinds: Readonly<Record<string, string>>,
  data: Readonly<Record<string, unknown>>,
): FormValues {
  const values: Array<[string, string | readonly string[]]> = [];
  for (const [id, kind] of Object.entries(kinds)) {
    const typed = asText(Object.hasOwn(data, id) ? data[id] : undefined);
    if (kind === 'tick') values.push([id, typed === 'true' ? 'true' : 'false']);
    else if (kind === 'choices' || kind === 'people')
      values.push([id, typed === '' ? [] : typed.split(',').map(fromListValue)]);
    else if (typed !== '') values.push([id, typed]);
  }
  return Object.fromEntries(values);
}

/** Escapes a value for a list joined by commas. */
export function toListValue(value: string): string {
  return value.replaceAll('%', '%25').replaceAll(',', '%2C');
}

function fromListValue(value: string): string {
  return value.replaceAll('%2C', ',').replaceAll('%25', '%');
}

/** Some clients send numbers and booleans instead of strings. */
function asText(value: unknown): string {
  if (typeof value === 'string') return clean(value);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
