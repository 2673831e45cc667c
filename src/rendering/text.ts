import type { Tone } from './card.js';
import { renderingWords } from './rendering-words.js';

/**
 * Cleaning of text, common to all renderers. Nothing here interprets markup.
 */

/** Control characters except newline and tab: no platform shows them and Slack refuses some. */
const CONTROLS = /[^\P{Cc}\n\t]/gu;
/** Unpaired surrogates, which are not valid in UTF-8. */
const LONE_SURROGATES = /\p{Cs}/gu;
/** Direction embeddings, overrides and isolates, which could reorder the rest of the line. Plain marks (U+200E/F) stay. */
const DIRECTION_OVERRIDES = /[\u202A-\u202E\u2066-\u2069]/g;

/** Quick check for any of the above, and line ends, which few texts have. */
const UNUSUAL = /[\p{Cc}\p{Cs}\u2028-\u202E\u2066-\u2069]/u;

/** Text that is safe to show: well-formed Unicode, `\n` for line ends, no controls, no direction overrides. */
export function clean(text: string): string {
  if (!UNUSUAL.test(text)) return text;
  return text
    .replace(LONE_SURROGATES, '\uFFFD')
    .replace(/\r\n?/g, '\n')
    .replace(/[\u2028\u2029]/g, '\n')
    .replace(CONTROLS, '')
    .replace(DIRECTION_OVERRIDES, '');
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * At most `max` UTF-16 units (what both platforms count); a cut text ends in "…" and never in half a character, which
 * for an emoji means the whole family.
 */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  let end = 0;
  // Cut first, because the text may be a megabyte.
  for (const { segment, index } of graphemes.segment(text.slice(0, max + 64))) {
    if (index + segment.length > max - 1) break;
    end = index + segment.length;
  }
  return `${text.slice(0, end).trimEnd()}…`;
}

/** Cleaned, on one line, at most `max` long: a button, a label, a title. */
export function oneLine(text: string, max: number): string {
  return clip(clean(text).replace(/\s+/g, ' ').trim(), max);
}

/** As `oneLine`, but never empty: a blank button or label becomes a dash. */
export function caption(text: string, max: number): string {
  return oneLine(text, max) || '–';
}

/**
 * The text in pieces of at most `max` units, split at a paragraph, line or space where possible.
 */
export function pieces(text: string, max: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > max) {
    const head = rest.slice(0, max);
    const at = ['\n\n', '\n', ' '].map((mark) => head.lastIndexOf(mark)).find((index) => index > max / 2);
    // Never split a surrogate pair.
    const end = at ?? (/[\uD800-\uDBFF]$/.test(head) ? max - 1 : max);
    parts.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return rest === '' ? parts : [...parts, rest];
}

/** Above a form that was refused. */
export const PUT_RIGHT = renderingWords.putRightMarked;

/** Good and bad news also have a symbol, because colour alone is not accessible. */
export function toned(text: string, tone: Tone = 'normal'): string {
  if (text.trim() === '') return '';
  if (tone === 'good') return `✓ ${text}`;
  return tone === 'warning' ? `⚠️ ${text}` : text;
}

/** Whether a button may open it: only web and mail addresses, never `javascript:`. */
export function opens(url: string): boolean {
  return url.length <= 3000 && /^(https?:\/\/|mailto:)[^\s"<>\\^`{|}]+$/i.test(url) && URL.canParse(url);
}
