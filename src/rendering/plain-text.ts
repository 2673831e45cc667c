import { shownActions } from './actions.js';
import type { Action, Block, Card, Field, Form } from './card.js';
import { caption, clean, oneLine, PUT_RIGHT, toned } from './text.js';

/**
 * A card as complete plain text: each block on its own lines, then the buttons in brackets.
 */
export function cardText(card: Card<string>): string {
  return lines([...card.blocks.map((block) => blockText(block)), actionsText(card.actions ?? [])]);
}

/** A form as complete plain text, with values and faults. */
export function formText(form: Form<string>): string {
  const faults = form.faults ?? {};
  const known = new Set(form.fields.map((field) => field.id));
  const loose = Object.entries(faults).filter(([id]) => !known.has(id));
  return lines([
    oneLine(form.title, 1000),
    ...(form.intro ?? []).map((block) => blockText(block)),
    Object.keys(faults).length > 0 ? toned(PUT_RIGHT, 'warning') : '',
    ...loose.map(([, fault]) => toned(clean(fault), 'warning')),
    ...form.fields.map((field) => fieldText(field, form.values?.[field.id], faults[field.id])),
    `[${caption(form.submit.label, 75)}]${form.cancel ? ` [${caption(form.cancel.label, 75)}]` : ''}`,
  ]);
}

/** A block as plain text. @param sayActions how the buttons of a list's lines are written */
export function blockText(block: Block<string>, sayActions: typeof actionsText = actionsText): string {
  switch (block.kind) {
    case 'heading':
      return oneLine(block.text, 1000);
    case 'text':
      return clean(toned(block.text, block.tone));
    case 'context':
      return clean(block.text);
    case 'facts':
      return lines(block.facts.map(({ label, value }) => `${caption(label, 200)}: ${clean(value)}`));
    case 'list':
      return lines(
        block.items.map((item) =>
          lines([
            `• ${caption(item.title, 1000)}`,
            clean(item.detail ?? ''),
            item.action ? sayActions([item.action]) : '',
          ]),
        ),
      );
    case 'table':
      return lines([block.columns, ...block.rows].map((row) => row.map((cell) => oneLine(cell, 200)).join(' | ')));
    case 'quote':
      return `“${clean(block.words).trim()}”\n— ${clean(block.by).trim()}`;
    case 'image':
      return oneLine(block.alt, 2000);
    case 'divider':
      return '';
  }
}

function actionsText(actions: readonly Action<string>[]): string {
  return shownActions(actions)
    .map(({ label }) => `[${caption(label, 75)}]`)
    .join(' ');
}

function fieldText(field: Field, value: string | readonly string[] | undefined, fault: string | undefined): string {
  if (field.kind === 'people') return '';
  const typed = typeof value === 'string' ? value : (value ?? []).join(', ');
  const options = field.kind === 'choice' || field.kind === 'choices' ? field.options : [];
  return lines([
    `${oneLine(field.label, 1000)}: ${clean(typed)}`.trim(),
    options.map((option) => `( ) ${oneLine(option.label, 200)}`).join('\n'),
    toned(clean(fault ?? '').trim(), 'warning') || clean(field.hint ?? ''),
  ]);
}

function lines(parts: readonly string[]): string {
  return parts.filter((part) => part.trim() !== '').join('\n');
}
