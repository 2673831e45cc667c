import { clean } from './text.js';

/** Any element or action of an Adaptive Card. */
export interface AdaptiveElement {
  readonly type: string;
  readonly [property: string]: unknown;
}

export interface TextLook {
  readonly size?: 'Small' | 'Default' | 'Medium' | 'Large' | 'ExtraLarge';
  readonly weight?: 'Bolder';
  readonly color?: 'Good' | 'Warning' | 'Attention';
  readonly isSubtle?: true;
  readonly italic?: true;
}

/**
 * Text that no client interprets. `TextBlock` and `FactSet` take Markdown, each client in its own
 * way and with its own escapes (Teams for desktop, Android and iOS differ), so text goes into the runs of a
 * `RichTextBlock`, which take none. Only date functions are still interpreted there, so they are broken up.
 */
export function richText(text: string, look: TextLook = {}, block: Record<string, unknown> = {}): AdaptiveElement[] {
  return clean(text)
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => ({
      type: 'RichTextBlock',
      inlines: [{ type: 'TextRun', text: unfunction(paragraph), ...look }],
      ...block,
    }));
}

/** Disables `{{DATE(…)}}` and `{{TIME(…)}}` with an invisible character between the braces. */
export function unfunction(text: string): string {
  return text.replace(/\{(?=\{)/g, '{\u200B');
}

/** An ampersand with a letter or `#` after it could begin an entity. */
const PLAIN = /^(?:[\p{L}\p{M}\p{N} .,;:'’‘“”"!?()/%£€–—…·•×✓@+=-]|&(?= ))*$/u;
/** The start of a Markdown list, numbered list, heading rule or indented code. */
const BLOCK_START = /^(\s|[-+=]|\d+[.)])/;

/** Whether Markdown shows the text unchanged. */
export function isPlain(text: string): boolean {
  return PLAIN.test(text) && !BLOCK_START.test(text);
}

const LOOKALIKES: Readonly<Record<string, string>> = { '*': '∗', _: '＿', '~': '∼', '`': 'ˋ' };

/**
 * For labels of ticks and radio buttons, which are always Markdown. Text without markup is unchanged; in other text the
 * markup characters are replaced by ones that look like them.
 */
export function withoutMarkup(text: string): string {
  if (isPlain(text)) return text;
  const inert = unfunction(text)
    .replace(/[*_~`]/g, (mark) => LOOKALIKES[mark] ?? mark)
    .replace(/[<&\\\]!]/g, (mark) => `${mark}\u200B`);
  // A line that begins with an invisible character begins no list, heading or quotation.
  return `\u200B${inert}`;
}
