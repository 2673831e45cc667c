import { actData, submitData } from './action-data.js';
import { isShown, shownActions } from './actions.js';
import { renderField } from './adaptive-field.js';
import { type AdaptiveElement, isPlain, richText, type TextLook } from './adaptive-text.js';
import type { Action, Block, Card, Form, ListItem, Tone } from './card.js';
import { columnWidths } from './column-widths.js';
import { isFigures } from './figures.js';
import { fitCard, fitForm, renderFitted } from './fit.js';
import { caption, clean, clip, oneLine, opens, PUT_RIGHT, toned } from './text.js';

export { type ActionData, readActionData } from './action-data.js';

/** An Adaptive Card, ready to be the content of an `application/vnd.microsoft.card.adaptive` attachment. */
export interface AdaptiveCard {
  readonly $schema: string;
  readonly type: 'AdaptiveCard';
  readonly version: '1.5';
  readonly fallbackText: string;
  readonly body: readonly AdaptiveElement[];
  readonly actions?: readonly AdaptiveElement[];
  readonly msteams?: { readonly width: 'Full' };
}

/** Teams shows six buttons in a row. */
const BUTTONS_SHOWN = 6;

/** In UTF-8. Teams takes messages of 25 kB; the rest is for the activity around the card. */
const CARD_BYTES = 22_000;

/**
 * A card as Adaptive Card 1.5, cut as `fitCard` says when it is too large for a message. Text is never interpreted; buttons
 * are `Action.Execute` with the data of `actData`.
 */
export function renderCard(card: Card<string>): AdaptiveCard {
  return renderFitted(fitCard, card, wholeCard, fullness);
}

function wholeCard(card: Card<string>): AdaptiveCard {
  return assemble(card.fallback, renderBlocks(card.blocks), renderActions(card.actions ?? []), isWide(card.blocks));
}

/**
 * A form as a card: its fields with the values typed before, each fault beside its field, then submit and cancel. The
 * inputs come back merged into the submit's data; `readActionData` separates them again. Cut as `fitForm` says when it is too
 * large for a message.
 * @param asks whether the client asks for choices while somebody types; see `renderField`
 */
export function renderForm(form: Form<string>, asks = false): AdaptiveCard {
  return renderFitted(fitForm, form, (cut) => wholeForm(cut, asks), fullness);
}

function fullness(card: AdaptiveCard): number {
  return Buffer.byteLength(JSON.stringify(card)) / CARD_BYTES;
}

function wholeForm(form: Form<string>, asks: boolean): AdaptiveCard {
  const faults = form.faults ?? {};
  const known = new Set(form.fields.map((field) => field.id));
  const loose = Object.entries(faults).filter(([id]) => !known.has(id));
  const body = [
    ...renderBlocks([{ kind: 'heading', text: form.title }, ...(form.intro ?? [])]),
    ...(Object.keys(faults).length > 0 ? richText(toned(PUT_RIGHT, 'warning'), ATTENTION) : []),
    ...loose.flatMap(([, fault]) => richText(toned(fault, 'warning'), ATTENTION)),
    ...form.fields.flatMap((field) => renderField(field, form.values?.[field.id], faults[field.id], asks)),
  ];
  const submit = {
    type: 'Action.Execute',
    title: caption(form.submit.label, 75),
    verb: form.submit.verb,
    data: submitData(form),
    style: 'positive',
  };
  const cancel = form.cancel ? [renderAction(form.cancel)] : [];
  return assemble(form.fallback, body, [submit, ...cancel], isWide(form.intro ?? []));
}

const ATTENTION: TextLook = { color: 'Attention', weight: 'Bolder' };

function assemble(fallback: string, body: AdaptiveElement[], actions: AdaptiveElement[], wide: boolean): AdaptiveCard {
  return {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.5',
    fallbackText: clip(clean(fallback), 2000),
    body,
    ...(actions.length > 0 && { actions }),
    ...(wide && { msteams: { width: 'Full' as const } }),
  };
}

/** A table of more than three columns is cramped in a card of the usual width. */
function isWide(blocks: readonly Block<string>[]): boolean {
  return blocks.some((block) => block.kind === 'table' && block.columns.length > 3);
}

/** Adaptive Cards have no divider, so it becomes a separator above the next element. */
function renderBlocks(blocks: readonly Block<string>[]): AdaptiveElement[] {
  const elements: AdaptiveElement[] = [];
  let divided = false;
  for (const block of blocks) {
    if (block.kind === 'divider') {
      divided = elements.length > 0;
      continue;
    }
    const [first, ...rest] = renderBlock(block);
    if (first === undefined) continue;
    elements.push(divided ? { ...first, separator: true, spacing: 'Medium' } : first, ...rest);
    divided = false;
  }
  return elements;
}

const TONES: Readonly<Record<Tone, TextLook>> = {
  normal: {},
  strong: { weight: 'Bolder' },
  subtle: { isSubtle: true, size: 'Small' },
  good: { color: 'Good', weight: 'Bolder' },
  warning: { color: 'Attention', weight: 'Bolder' },
};

function renderBlock(block: Exclude<Block<string>, { kind: 'divider' }>): AdaptiveElement[] {
  switch (block.kind) {
    case 'heading':
      return heading(block.text);
    case 'text':
      return richText(toned(block.text, block.tone), TONES[block.tone ?? 'normal']);
    case 'context':
      return richText(block.text, TONES.subtle, { spacing: 'Small' });
    case 'facts':
      return renderFacts(block.facts);
    case 'list':
      return block.items.flatMap(renderItem);
    case 'table':
      return block.columns.length === 0 ? [] : [table(block.columns, block.rows)];
    case 'quote':
      return [quote(block.words, block.by)];
    case 'image':
      return image(block.url, block.alt);
  }
}

/** Only a `TextBlock` can be a heading for screen readers, but it reads Markdown, so text with markup cannot be one. */
function heading(text: string): AdaptiveElement[] {
  const line = oneLine(text, 500);
  const look = { size: 'Large', weight: 'Bolder' } as const;
  if (line !== '' && isPlain(line)) return [{ type: 'TextBlock', text: line, style: 'heading', wrap: true, ...look }];
  return richText(line, look);
}

/** A `FactSet` aligns best but reads Markdown, so text with markup goes into columns instead. */
function renderFacts(facts: ReadonlyArray<{ readonly label: string; readonly value: string }>): AdaptiveElement[] {
  const cleaned = facts.map(({ label, value }) => ({ label: caption(label, 200), value: clean(value) }));
  if (cleaned.length === 0) return [];
  if (cleaned.every(({ label, value }) => isPlain(label) && isPlain(value)))
    return [{ type: 'FactSet', facts: cleaned.map(({ label, value }) => ({ title: label, value })) }];
  return cleaned.map(({ label, value }, index) => ({
    type: 'ColumnSet',
    spacing: index === 0 ? 'Default' : 'Small',
    columns: [
      { type: 'Column', width: 1, items: richText(label, { weight: 'Bolder' }) },
      { type: 'Column', width: 2, items: richText(value) },
    ],
  }));
}

/** A plain item is a line; an item with a second line or a button is a row. */
function renderItem(item: ListItem<string>, index: number): AdaptiveElement[] {
  if (!item.detail && !item.action) return richText(`•  ${caption(item.title, 1000)}`, {}, { spacing: 'Small' });
  return [row(item, index)];
}

/** A button with more letters leaves the words beside it a column of single words on a phone of 320 pixels. */
const widestBeside = 14;

function row(item: ListItem<string>, index: number): AdaptiveElement {
  const words = [
    ...richText(caption(item.title, 1000), { weight: 'Bolder' }),
    ...richText(item.detail ?? '', { isSubtle: true }, { spacing: 'None' }),
  ];
  const button =
    item.action && isShown(item.action) ? [{ type: 'ActionSet', actions: [renderAction(item.action)] }] : [];
  const isBeside = (item.action?.label.length ?? 0) <= widestBeside;
  const [below, beside] = isBeside ? [[], button] : [button, []];
  return {
    type: 'ColumnSet',
    separator: index > 0,
    spacing: index > 0 ? 'Small' : 'Default',
    columns: [
      { type: 'Column', width: 'stretch', verticalContentAlignment: 'Center', items: [...words, ...below] },
      ...beside.map((set) => ({ type: 'Column', width: 'auto', verticalContentAlignment: 'Center', items: [set] })),
    ],
  };
}

function table(columns: readonly string[], rows: ReadonlyArray<readonly string[]>): AdaptiveElement {
  const figures = columns.map((_, column) => isFigures(rows, column));
  const tableRow = (cells: readonly string[], look: TextLook = {}) => ({
    type: 'TableRow',
    cells: columns.map((_, column) => ({
      type: 'TableCell',
      // A cell without items is left out by the client, and the rest of its row moves.
      items: richText(cells[column]?.trim() || '–', look, figures[column] ? { horizontalAlignment: 'Right' } : {}),
    })),
  });
  return {
    type: 'Table',
    firstRowAsHeader: true,
    showGridLines: true,
    columns: columnWidths(columns, rows).map((width) => ({ width })),
    rows: [tableRow(columns, { weight: 'Bolder' }), ...rows.map((cells) => tableRow(cells))],
  };
}

function quote(words: string, by: string): AdaptiveElement {
  return {
    type: 'Container',
    style: 'emphasis',
    items: [...richText(`“${words}”`, { italic: true }), ...richText(`— ${by}`, TONES.subtle, { spacing: 'Small' })],
  };
}

/** Without an address that can be shown, its words stand in for the picture. */
function image(url: string, alt: string): AdaptiveElement[] {
  if (!opens(url)) return richText(alt);
  return [{ type: 'Image', url, altText: oneLine(alt, 1000), size: 'Stretch', msteams: { allowExpand: true } }];
}

/** From the seventh on behind "…". */
function renderActions(actions: readonly Action<string>[]): AdaptiveElement[] {
  return shownActions(actions).map((action, index) =>
    index < BUTTONS_SHOWN ? renderAction(action) : { ...renderAction(action), mode: 'secondary' },
  );
}

/** `associatedInputs: 'none'`: what was typed in a form goes with its submit only, and cancel is not held up by a fault. */
function renderAction(action: Action<string>): AdaptiveElement {
  const title = caption(action.label, 75);
  if (action.kind === 'link') return { type: 'Action.OpenUrl', title, url: action.url };
  const style = action.style && { style: action.style === 'primary' ? 'positive' : 'destructive' };
  return {
    type: 'Action.Execute',
    title,
    verb: action.verb,
    data: actData(action),
    associatedInputs: 'none',
    ...style,
  };
}
