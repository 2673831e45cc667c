import { readSlack } from '../readable-text.js';

type Json = Readonly<Record<string, unknown>>;

/** What is typed, by field id; choices by value or by label. */
export type Typed = Readonly<Record<string, string | readonly string[]>>;

/**
 * The button with this label, as a press of it carries it.
 * @param beside words that stand in the same block, where several buttons have the same label
 */
export function buttonIn(blocks: readonly unknown[], label: string, beside?: string): Json {
  const parts = blocks.filter((block) => beside === undefined || readSlack([block]).join('\n').includes(beside));
  const found = parts.flatMap(buttonsOf).find((button) => labelOf(button) === label);
  if (!found) {
    const labels = blocks.flatMap(buttonsOf).map(labelOf).join(', ') || 'none';
    throw new Error(`No button "${label}"${beside ? ` beside "${beside}"` : ''}; there are: ${labels}`);
  }
  return found;
}

/** Whether such a button is there. */
export function hasButton(blocks: readonly unknown[], label: string, beside?: string): boolean {
  const parts = blocks.filter((block) => beside === undefined || readSlack([block]).join('\n').includes(beside));
  return parts.flatMap(buttonsOf).some((button) => labelOf(button) === label);
}

function buttonsOf(part: unknown): Json[] {
  if (Array.isArray(part)) return part.flatMap(buttonsOf);
  if (!isRecord(part)) return [];
  return part.type === 'button' ? [part] : [...buttonsOf(part.elements), ...buttonsOf(part.accessory)];
}

function labelOf(button: Json): string {
  return String((button.text as Json).text);
}

/**
 * `view.state.values` of a modal filled in so, on top of what stood in it.
 * @param kept what was typed in it before
 * @throws when a field is unknown, or Slack's client would not send it
 */
export function fillModal(
  blocks: readonly unknown[],
  typed: Typed,
  kept: Readonly<Record<string, Readonly<Record<string, Json>>>> = {},
): Record<string, Record<string, Json>> {
  const inputs = blocks.filter(isRecord).filter((block) => block.type === 'input');
  const ids = inputs.map((input) => String(input.block_id));
  const unknown = Object.keys(typed).filter((id) => !ids.includes(id));
  if (unknown.length > 0) throw new Error(`No field ${unknown}; there are: ${ids}`);
  return Object.fromEntries(
    inputs.map((input) => {
      const id = String(input.block_id);
      const element = input.element as Json;
      const stays = typed[id] === undefined ? kept[id]?.[String(element.action_id)] : undefined;
      const state = stays ?? stateOf(element, typed[id]);
      if (input.optional !== true && isEmpty(state)) throw new Error(`The client does not send: ${id} is missing`);
      return [id, { [String(element.action_id)]: state }];
    }),
  );
}

function isEmpty(state: Json): boolean {
  return Object.entries(state).every(
    ([key, value]) => key === 'type' || value === null || (Array.isArray(value) && value.length === 0),
  );
}

function stateOf(element: Json, typed: string | readonly string[] | undefined): Json {
  const { type } = element;
  const one = typed === undefined ? undefined : String(typed);
  switch (type) {
    case 'plain_text_input':
    case 'number_input':
      return { type, value: (one ?? element.initial_value ?? null) || null };
    case 'datepicker':
      return { type, selected_date: one ?? element.initial_date ?? null };
    case 'timepicker':
      return { type, selected_time: one ?? element.initial_time ?? null };
    case 'static_select':
    case 'radio_buttons':
      return { type, selected_option: one === undefined ? (element.initial_option ?? null) : optionIn(element, one) };
    case 'users_select': {
      const [user] = typed === undefined ? [element.initial_user] : [typed].flat();
      if (user && !/^[UW][A-Z0-9]+$/.test(String(user))) throw new Error(`No person: ${user}`);
      return { type, selected_user: user || null };
    }
    case 'multi_users_select': {
      const users = typed === undefined ? (element.initial_users ?? []) : [typed].flat().filter(Boolean);
      if (![users].flat().every((user) => /^[UW][A-Z0-9]+$/.test(String(user)))) throw new Error(`No people: ${users}`);
      return { type, selected_users: users };
    }
    // What is typed can be chosen as it is: the service offers it last.
    case 'external_select':
      return {
        type,
        selected_option: one
          ? { text: { type: 'plain_text', text: one }, value: one }
          : (element.initial_option ?? null),
      };
    default: {
      const chosen =
        typed === undefined ? undefined : [typed].flat().filter((value) => value !== '' && value !== 'false');
      const options = chosen?.map((value) => optionIn(element, value)) ?? element.initial_options ?? [];
      return { type, selected_options: options };
    }
  }
}

function optionIn(element: Json, wanted: string): Json {
  const groups = (element.option_groups ?? []) as ReadonlyArray<{ options: Json[] }>;
  const options = [...((element.options ?? []) as Json[]), ...groups.flatMap((group) => group.options)];
  const found = options.find((option) => option.value === wanted || (option.text as Json).text === wanted);
  if (!found)
    throw new Error(`No choice "${wanted}"; there are: ${options.map((option) => (option.text as Json).text)}`);
  return found;
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
