import type { Mrkdwn, PlainText, RichTextRun } from './slack-blocks.js';
import { clean, clip } from './text.js';

/** Slack's limit for one text. */
export const TEXT_LENGTH = 3000;

/** Text that Slack shows unchanged: no markup, mentions or `:emoji:`. */
export function plain(text: string, max: number = TEXT_LENGTH): PlainText {
  return { type: 'plain_text', text: clip(clean(text), max), emoji: false };
}

/** Of a rich text, whose runs are never interpreted. Slack refuses empty runs: there are none for an empty text. */
export function run(text: string, style?: RichTextRun['style']): RichTextRun[] {
  const shown = clip(clean(text), TEXT_LENGTH);
  return shown === '' ? [] : [{ type: 'text', text: shown, ...(style && { style }) }];
}

/** `*`, `_`, `~` and backquotes format, `>` begins a quotation, `:name:` is an emoji; escaping takes none of that away. */
const MEANS_SOMETHING = /[*_~`>]|:\S+:/;

/**
 * A bold line with a second line below it, where Slack does not allow rich text. Text with markup characters cannot be made
 * bold safely, so then both lines are plain.
 */
export function titled(title: string, detail: string): PlainText | Mrkdwn {
  const lines = detail === '' ? title : `${title}\n${detail}`;
  if (MEANS_SOMETHING.test(lines)) return plain(lines);
  const text = [`*${escapeMrkdwn(title)}*`, escapeMrkdwn(detail)].filter(Boolean).join('\n');
  return text.length <= TEXT_LENGTH ? { type: 'mrkdwn', text, verbatim: true } : plain(lines);
}

/**
 * The three characters that Slack wants escaped in text it interprets, so that nothing becomes a link, a mention or a
 * date. `@here` and the like are broken up by an invisible character.
 * @see https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export function escapeMrkdwn(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/@(?=here|channel|everyone)/gi, '@\u200B');
}
