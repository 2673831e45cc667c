import {
  any,
  at,
  isRecord,
  list,
  matching,
  number,
  oneOf,
  type Rule,
  repeated,
  shape,
  text,
} from '../house/wire-rules.js';

/**
 * Slack's limits on what it is sent, as its reference gives them (docs.slack.dev/reference/block-kit), strictly: an
 * element or a property that is not in the reference is a fault as well. Give it what goes over the wire.
 */

/** Of all texts of one message: Slack's own limit is not documented; messages of 11,300 characters were refused. */
const MESSAGE_LENGTH = 11_000;

/** What Slack would refuse in a `chat.postMessage` or `chat.update` of these texts and blocks; empty when it is fine. */
export function messageFaults(message: { readonly text?: unknown; readonly blocks?: unknown }): string[] {
  const length = lengthOfTexts(message.blocks);
  return [
    ...at('text', text(1, 40_000)(message.text)),
    ...blockFaults(message.blocks, 'message'),
    ...(length > MESSAGE_LENGTH ? [`msg_blocks_too_long: ${length} characters in all`] : []),
  ];
}

/** What Slack would refuse in a `views.open` or `views.publish` of this view. */
export function viewFaults(view: unknown): string[] {
  if (!isRecord(view)) return ['is no view'];
  if (view.type === 'home')
    return [
      ...shape({ type: any }, { private_metadata: text(0, 3000), blocks: any })(view),
      ...blockFaults(view.blocks, 'home'),
    ];
  const hasInputs =
    Array.isArray(view.blocks) && view.blocks.some((block) => isRecord(block) && block.type === 'input');
  return [
    ...shape(
      { type: oneOf('modal'), title: plainText(24), blocks: any, ...(hasInputs && { submit: plainText(24) }) },
      {
        submit: plainText(24),
        close: plainText(24),
        private_metadata: text(0, 3000),
        callback_id: text(0, 255),
        notify_on_close: any,
        clear_on_close: any,
        external_id: text(0, 255),
      },
    )(view),
    ...blockFaults(view.blocks, 'modal'),
  ];
}

/** What Slack would refuse in these blocks on this surface. */
export function blockFaults(blocks: unknown, surface: 'message' | 'modal' | 'home'): string[] {
  if (!Array.isArray(blocks)) return ['blocks are no list'];
  const most = surface === 'message' ? 50 : 100;
  return [
    ...(blocks.length > most ? [`${blocks.length} blocks, at most ${most}`] : []),
    ...blocks.flatMap((block, index) => at(`blocks[${index}]`, oneBlock(block))),
    ...repeated(
      blocks.flatMap((block) => (isRecord(block) ? [block.block_id] : [])),
      'block_id',
    ),
    ...repeated(actionIds(blocks), 'action_id'),
    ...tableFaults(blocks, surface),
    ...(surface === 'message' && blocks.some((block) => isRecord(block) && block.type === 'input')
      ? ['an input in a message']
      : []),
  ];
}

/** A table is for messages only, and once in each. */
function tableFaults(blocks: readonly unknown[], surface: string): string[] {
  const tables = blocks.filter((block) => isRecord(block) && block.type === 'table').length;
  if (tables > 0 && surface !== 'message') return [`a table in a ${surface}`];
  return tables > 1 ? ['only_one_table_allowed'] : [];
}

const BLOCKS: Readonly<Record<string, Rule>> = {
  header: shape({ type: any, text: plainText(150) }, { block_id: id }),
  section: (value) => [
    ...shape(
      { type: any },
      {
        text: anyText(3000),
        fields: list(1, 10, anyText(2000)),
        accessory: element(['button', 'static_select', 'overflow']),
        block_id: id,
        expand: any,
      },
    )(value),
    ...(isRecord(value) && value.text === undefined && value.fields === undefined ? ['neither text nor fields'] : []),
  ],
  context: shape({ type: any, elements: list(1, 10, anyText(3000)) }, { block_id: id }),
  divider: shape({ type: any }, { block_id: id }),
  image: shape({ type: any, image_url: webAddress, alt_text: text(1, 2000) }, { title: plainText(2000), block_id: id }),
  actions: shape(
    { type: any, elements: list(1, 25, element(['button', 'static_select', 'datepicker', 'overflow'])) },
    { block_id: id },
  ),
  rich_text: shape({ type: any, elements: list(1, 100, richPart) }, { block_id: id }),
  table: shape(
    { type: any, rows: list(1, 100, list(1, 20, shape({ type: oneOf('raw_text'), text: text(1, 2000) }, {}))) },
    {
      block_id: id,
      column_settings: list(1, 20, shape({}, { align: oneOf('left', 'center', 'right'), is_wrapped: any })),
    },
  ),
  input: shape(
    {
      type: any,
      label: plainText(2000),
      element: element([
        'plain_text_input',
        'static_select',
        'external_select',
        'users_select',
        'multi_users_select',
        'multi_static_select',
        'radio_buttons',
        'checkboxes',
        'number_input',
        'datepicker',
        'timepicker',
      ]),
    },
    { hint: plainText(2000), optional: any, block_id: id, dispatch_action: any },
  ),
};

function oneBlock(block: unknown): string[] {
  const rule = isRecord(block) && typeof block.type === 'string' ? BLOCKS[block.type] : undefined;
  return rule ? rule(block) : ['is no block we know'];
}

const ELEMENTS: Readonly<Record<string, Rule>> = {
  button: shape(
    { type: any, text: plainText(75), action_id: id },
    {
      url: webAddress,
      value: text(1, 2000),
      style: oneOf('primary', 'danger'),
      confirm: any,
      accessibility_label: text(1, 75),
    },
  ),
  plain_text_input: shape(
    { type: any, action_id: id },
    {
      multiline: any,
      min_length: number(0, 3000),
      max_length: number(1, 3000),
      initial_value: text(1, 3000),
      placeholder: plainText(150),
      focus_on_load: any,
    },
  ),
  static_select: selection({ placeholder: plainText(150) }, 100),
  external_select: shape(
    { type: any, action_id: id, placeholder: plainText(150) },
    { min_query_length: any, initial_option: option, focus_on_load: any },
  ),
  users_select: shape(
    { type: any, action_id: id },
    { placeholder: plainText(150), initial_user: text(1, 30), focus_on_load: any },
  ),
  multi_users_select: shape(
    { type: any, action_id: id },
    {
      placeholder: plainText(150),
      initial_users: list(1, 100, text(1, 30)),
      max_selected_items: any,
      focus_on_load: any,
    },
  ),
  multi_static_select: selection({ placeholder: plainText(150) }, 100),
  radio_buttons: selection({}, 10),
  checkboxes: selection({}, 10),
  number_input: shape(
    { type: any, action_id: id, is_decimal_allowed: any },
    { min_value: decimal, max_value: decimal, initial_value: decimal, placeholder: plainText(150) },
  ),
  datepicker: shape(
    { type: any, action_id: id },
    { initial_date: matching(/^\d{4}-\d{2}-\d{2}$/), placeholder: plainText(150) },
  ),
  timepicker: shape(
    { type: any, action_id: id },
    { initial_time: matching(/^\d{2}:\d{2}$/), placeholder: plainText(150), timezone: any },
  ),
};

function element(kinds: readonly string[]): Rule {
  return (value) => {
    if (!isRecord(value) || typeof value.type !== 'string' || !kinds.includes(value.type))
      return [`is none of ${kinds.join(', ')}`];
    return ELEMENTS[value.type]?.(value) ?? [`${value.type} is not checked`];
  };
}

function option(value: unknown): string[] {
  return shape({ text: plainText(75), value: text(1, 150) }, { description: plainText(75) })(value);
}

function selection(required: Readonly<Record<string, Rule>>, most: number): Rule {
  const group = shape({ label: plainText(75), options: list(1, 100, option) }, {});
  return (value) => {
    if (!isRecord(value)) return ['is no selection'];
    const groups: readonly unknown[] = Array.isArray(value.option_groups) ? value.option_groups : [];
    const inGroups = groups.flatMap((one) => (isRecord(one) && Array.isArray(one.options) ? one.options : []));
    const options: readonly unknown[] = Array.isArray(value.options) ? value.options : inGroups;
    const initial = Array.isArray(value.initial_options)
      ? value.initial_options
      : [value.initial_option].filter(Boolean);
    const known = new Set(options.map((one) => JSON.stringify(one)));
    return [
      ...shape(
        { type: any, action_id: id, ...required },
        {
          options: list(1, most, option),
          option_groups: list(1, 100, group),
          initial_option: option,
          initial_options: list(1, 100, option),
        },
      )(value),
      ...(options.length === 0 ? ['neither options nor groups'] : []),
      ...(initial.every((one: unknown) => known.has(JSON.stringify(one)))
        ? []
        : ['an initial option is none of the options']),
      ...repeated(
        options.map((one) => (isRecord(one) ? one.value : undefined)),
        'value',
      ),
    ];
  };
}

const textRun = shape(
  { type: oneOf('text'), text: text(1, 3000) },
  { style: shape({}, { bold: any, italic: any, strike: any, code: any }) },
);
const richSection = shape({ type: oneOf('rich_text_section'), elements: list(1, 1000, textRun) }, {});

function richPart(value: unknown): string[] {
  if (!isRecord(value)) return ['is no rich text'];
  const runs = list(1, 1000, textRun);
  switch (value.type) {
    case 'rich_text_section':
      return richSection(value);
    case 'rich_text_list':
      return shape(
        { type: any, style: oneOf('bullet', 'ordered'), elements: list(1, 1000, richSection) },
        { indent: any, border: any },
      )(value);
    case 'rich_text_quote':
    case 'rich_text_preformatted':
      return shape({ type: any, elements: runs }, { border: any })(value);
    default:
      return ['is no rich text element'];
  }
}

function plainText(most: number): Rule {
  return shape({ type: oneOf('plain_text'), text: text(1, most) }, { emoji: any });
}

function anyText(most: number): Rule {
  return (value) => {
    if (isRecord(value) && value.type === 'plain_text') return plainText(most)(value);
    return shape({ type: oneOf('mrkdwn'), text: text(1, most) }, { verbatim: any })(value);
  };
}

function decimal(value: unknown): string[] {
  return matching(/^-?\d+(\.\d+)?$/)(value);
}

function id(value: unknown): string[] {
  return text(1, 255)(value);
}

function webAddress(value: unknown): string[] {
  return [...text(1, 3000)(value), ...matching(/^(https?|mailto):\S+$/i)(value)];
}

function actionIds(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(actionIds);
  if (!isRecord(value)) return [];
  return [...(value.action_id === undefined ? [] : [value.action_id]), ...Object.values(value).flatMap(actionIds)];
}

function lengthOfTexts(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, inner) => sum + lengthOfTexts(inner), 0);
  if (!isRecord(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [key, inner]) => sum + (typeof inner === 'string' && key !== 'type' ? inner.length : lengthOfTexts(inner)),
    0,
  );
}
