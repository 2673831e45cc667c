import type { Tone } from './card.js';

/**
 * What both renderers do to any text before it meets a platform. Kept literal: nothing here interprets markup.
 */

/** Controls but newline and tab: no platform shows them and Slack refuses some. */
const CONTROLS = /[^\P{Cc}\n\t]/gu;
/** Half a character: not valid in UTF-8. */
const LONE_SURROGATES = /\p{Cs}/gu;
/** Embeddings, overrides and isolates: they could turn round what follows on the line. The plain marks (U+200E/F) stay. */
const DIRECTION_OVERRIDES = /[\u202A-\u202E\u2066-\u2069]/g;

/** Whatever of the above there may be in a text, and line ends: few texts have any. */
const UNUSUAL = /[\p{Cc}\p{Cs}\u2028-\u202E\u2066-\u2069]/u;

/** The text as it may be shown: well-formed Unicode, `\n` for line ends, no controls, no direction overrides. */
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
  // Looked at no further than the limit: the text may be a megabyte.
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

/** As `oneLine`, for a place that may not be empty: a button or a label of nothing but blanks is a dash. */
export function caption(text: string, max: number): string {
  return oneLine(text, max) || '–';
}

/**
 * The text in pieces of at most `max` units, cut at a paragraph, line or space where there is one, so that nothing of
 * it is lost when a platform takes only so much in one place.
 */
export function pieces(text: string, max: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > max) {
    const head = rest.slice(0, max);
    const at = ['\n\n', '\n', ' '].map((mark) => head.lastIndexOf(mark)).find((index) => index > max / 2);
    // A pair of surrogates is one character: never cut between its halves.
    const end = at ?? (/[\uD800-\uDBFF]$/.test(head) ? max - 1 : max);
    parts.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return rest === '' ? parts : [...parts, rest];
}

/** Above a form that was refused. */
export const PUT_RIGHT = 'Please put right what is marked, then send it again.';

/** Good and bad news carry a mark as well: colour alone says nothing to many readers. */
export function toned(text: string, tone: Tone = 'normal'): string {
  if (text.trim() === '') return '';
  if (tone === 'good') return `✓ ${text}`;
  return tone === 'warning' ? `⚠️ ${text}` : text;
}

/** Whether a button may open it: web and mail addresses only, so that a `javascript:` somebody typed is never a button. */
export function opens(url: string): boolean {
  return url.length <= 3000 && /^(https?:\/\/|mailto:)[^\s"<>\\^`{|}]+$/i.test(url) && URL.canParse(url);
}
