import type { Block, Card, Field, Form, Option } from './card.js';
import { renderingWords } from './rendering-words.js';
import { clip } from './text.js';

/** Size relative to the platform's limit: more than 1 does not fit. */
type Fullness<T> = (shown: T) => number;

/** Maximum text lengths, tried in order. */
const TEXT_LENGTHS = [4000, 1000, 300, 100];

/**
 * The card cut to the platform's limit, if necessary. Lists and tables are cut first, longest first, with a last line that
 * says how many more there are; then long texts, which end in "…"; then the last blocks and buttons are dropped.
 */
export function fitCard(card: Card<string>, fullness: Fullness<Card<string>>): Card<string> {
  if (fullness(card) <= 1) return card;
  const listsCut = cutLists(card, fullness);
  const textsCut = cutTexts(listsCut, fullness);
  if (fullness(textsCut) <= 1) return textsCut;
  return cutEnd(textsCut, fullness);
}

/**
 * The form cut to the platform's limit: options first (the hint says how many there are), then its introduction,
 * then what was typed in it. The fields themselves stay.
 */
export function fitForm(form: Form<string>, fullness: Fullness<Form<string>>): Form<string> {
  let cut = form;
  for (const most of [100, 50, 25, 10]) {
    if (fullness(cut) <= 1) return cut;
    cut = { ...cut, fields: form.fields.map((field) => withOptions(field, most, form.values?.[field.id] ?? [])) };
  }
  for (const length of TEXT_LENGTHS) {
    if (fullness(cut) <= 1) return cut;
    cut = { ...cut, intro: (form.intro ?? []).map((block) => clipBlock(block, length)) };
  }
  if (fullness(cut) > 1) cut = { ...cut, intro: [] };
  for (const length of TEXT_LENGTHS) {
    if (fullness(cut) <= 1) return cut;
    cut = { ...cut, values: clipValues(form.values ?? {}, length) };
  }
  return cut;
}

/**
 * Renders a card or form, cut by `fitCard` or `fitForm` only if it is too large, so that most are rendered only once.
 * @param fullness of what is rendered
 */
export function renderFitted<Shown, Rendered>(
  cut: (shown: Shown, fullness: Fullness<Shown>) => Shown,
  shown: Shown,
  render: (shown: Shown) => Rendered,
  fullness: Fullness<Rendered>,
): Rendered {
  let last: { readonly shown: Shown; readonly rendered: Rendered } | undefined;
  const whole = (some: Shown) => {
    if (last?.shown !== some) last = { shown: some, rendered: render(some) };
    return last.rendered;
  };
  return whole(cut(shown, (some) => fullness(whole(some))));
}

type Cuttable = Extract<Block<string>, { kind: 'list' | 'table' }>;

function lengthOf(block: Cuttable): number {
  return block.kind === 'list' ? block.items.length : block.rows.length;
}

function isCuttable(block: Block<string> | undefined): block is Cuttable {
  return (block?.kind === 'list' || block?.kind === 'table') && lengthOf(block) > 1;
}

/** The first `count` of a list or a table, then how many more there are. */
export function firstOf(block: Cuttable, count: number): Block<string>[] {
  const more = lengthOf(block) - count;
  if (more <= 0) return [block];
  const shown: Block<string> =
    block.kind === 'list'
      ? { ...block, items: block.items.slice(0, count) }
      : { ...block, rows: block.rows.slice(0, count) };
  return [shown, { kind: 'context', text: renderingWords.moreNotShown(more) }];
}

function cutLists(card: Card<string>, fullness: Fullness<Card<string>>): Card<string> {
  let cut = card;
  const done = new Set<Block<string>>();
  while (fullness(cut) > 1) {
    const longest = cut.blocks
      .filter(isCuttable)
      .filter((block) => !done.has(block))
      .sort((one, other) => lengthOf(other) - lengthOf(one))[0];
    if (longest === undefined) return cut;
    const current = cut;
    const withFirst = (count: number): Card<string> => ({
      ...current,
      blocks: current.blocks.flatMap((block) => (block === longest ? firstOf(longest, count) : [block])),
    });
    cut = withFirst(
      Math.max(
        1,
        mostThat(lengthOf(longest) - 1, (count) => fullness(withFirst(count)) <= 1),
      ),
    );
    for (const block of cut.blocks) if (!current.blocks.includes(block)) done.add(block);
  }
  return cut;
}

function cutTexts(card: Card<string>, fullness: Fullness<Card<string>>): Card<string> {
  let cut = card;
  for (const length of TEXT_LENGTHS) {
    if (fullness(cut) <= 1) return cut;
    cut = { ...cut, blocks: card.blocks.map((block) => clipBlock(block, length)) };
  }
  return cut;
}

function cutEnd(card: Card<string>, fullness: Fullness<Card<string>>): Card<string> {
  const note: Block<string> = { kind: 'context', text: renderingWords.tooLong };
  const withFirst = (count: number): Card<string> => ({ ...card, blocks: [...card.blocks.slice(0, count), note] });
  const cut = withFirst(mostThat(card.blocks.length, (count) => fullness(withFirst(count)) <= 1));
  if (fullness(cut) <= 1) return cut;
  const actions = card.actions ?? [];
  const withActions = (count: number): Card<string> => ({ ...cut, actions: actions.slice(0, count) });
  return withActions(mostThat(actions.length, (count) => fullness(withActions(count)) <= 1));
}

/** The largest number from 0 to `most` that still fits, for a test that is true up to a point; 0 when none does. */
function mostThat(most: number, fits: (count: number) => boolean): number {
  let low = 0;
  let high = most;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

function clipBlock(block: Block<string>, length: number): Block<string> {
  switch (block.kind) {
    case 'heading':
    case 'text':
    case 'context':
      return { ...block, text: clip(block.text, length) };
    case 'quote':
      return { ...block, words: clip(block.words, length), by: clip(block.by, length) };
    case 'image':
      return { ...block, alt: clip(block.alt, length) };
    case 'facts':
      return {
        ...block,
        facts: block.facts.map(({ label, value }) => ({ label: clip(label, length), value: clip(value, length) })),
      };
    case 'list':
      return {
        ...block,
        items: block.items.map((item) => ({
          ...item,
          title: clip(item.title, length),
          ...(item.detail !== undefined && { detail: clip(item.detail, length) }),
        })),
      };
    case 'table':
      return {
        ...block,
        columns: block.columns.map((name) => clip(name, length)),
        rows: block.rows.map((row) => row.map((cell) => clip(cell, length))),
      };
    case 'divider':
      return block;
  }
}

/** The first options, and those that are chosen wherever they are. */
function withOptions(field: Field, most: number, chosen: string | readonly string[]): Field {
  if (field.kind !== 'choice' && field.kind !== 'choices') return field;
  const { length } = field.options;
  if (length <= most) return field;
  const isChosen = (value: string) => (typeof chosen === 'string' ? chosen === value : chosen.includes(value));
  const options = field.options.filter((option, index) => index < most || isChosen(option.value));
  const hint = [field.hint, renderingWords.firstListed(most, length)].filter(Boolean).join(' ');
  return { ...field, hint, options: options.map(shortLabel) };
}

function shortLabel(option: Option): Option {
  return { ...option, label: clip(option.label, 75) };
}

function clipValues(values: NonNullable<Form<string>['values']>, length: number): NonNullable<Form<string>['values']> {
  return Object.fromEntries(
    Object.entries(values).map(([id, value]) => [
      id,
      typeof value === 'string' ? clip(value, length) : value.slice(0, 100),
    ]),
  );
}
