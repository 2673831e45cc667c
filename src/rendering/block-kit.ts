import { isShown } from './actions.js';
import type { Action, Block, Card, ListItem } from './card.js';
import { fitCard, renderFitted } from './fit.js';
import { actionBlocks, button, withNumberedActions } from './slack-actions.js';
import type { RichTextPart, RichTextSection, SlackBlock, SlackHome, SlackMessage } from './slack-blocks.js';
import { nativeTable, slackTable } from './slack-table.js';
import { escapeMrkdwn, plain, run, TEXT_LENGTH, titled } from './slack-text.js';
import { caption, clean, clip, oneLine, opens, pieces, toned } from './text.js';

const MESSAGE_BLOCKS = 50;
const HOME_BLOCKS = 100;
/**
 * Of all texts of a message together. Not in Slack's reference: it answers `msg_blocks_too_long`, for some messages
 * from 11,300 characters on (github.com/slackapi/bolt-js/issues/2867).
 */
const MESSAGE_LENGTH = 9000;
const HOME_LENGTH = 20_000;
const HEADER_LENGTH = 150;

/**
 * A card as a Slack message, cut as `fitCard` says when it is too large for one. Text is never interpreted: it goes into
 * plain text and rich text runs, and into mrkdwn only when it has no markup.
 */
export function renderMessage(card: Card<string>): SlackMessage {
  const blocks = renderFitted(fitCard, card, renderInMessage, (whole) =>
    fullness(whole, MESSAGE_BLOCKS, MESSAGE_LENGTH),
  );
  return { text: fallbackOf(card.fallback), blocks: withNumberedActions(blocks) };
}

/** A sentence as a message. */
export function renderText(text: string): SlackMessage {
  return renderMessage({ fallback: text, blocks: [{ kind: 'text', text }] });
}

/** Several cards below each other as an App Home tab. Each is limited to an equal share. */
export function renderHome(cards: readonly Card<string>[]): SlackHome {
  const share = Math.floor(HOME_BLOCKS / Math.max(1, cards.length)) - 1;
  const blocks = cards.flatMap((card, index): SlackBlock[] => {
    const fitted = renderFitted(fitCard, card, renderCard, (whole) =>
      fullness(whole, share, HOME_LENGTH / cards.length),
    );
    return index === 0 ? fitted : [{ type: 'divider' }, ...fitted];
  });
  return { type: 'home', blocks: withNumberedActions(blocks.slice(0, HOME_BLOCKS)) };
}

function renderCard({ blocks, actions = [] }: Card<string>): SlackBlock[] {
  return [...renderBlocks(blocks), ...actionBlocks(actions)];
}

/** The first table is Slack's own, which comes once in a message and nowhere else. */
function renderInMessage({ blocks, actions = [] }: Card<string>): SlackBlock[] {
  const first = blocks.find((block) => block.kind === 'table');
  const table = first?.kind === 'table' ? nativeTable(first.columns, first.rows) : undefined;
  const rendered = blocks.flatMap((block) => (table && block === first ? [table] : renderBlock(block)));
  return [...rendered, ...actionBlocks(actions)];
}

function fallbackOf(text: string): string {
  return escapeMrkdwn(clip(clean(text), TEXT_LENGTH)) || '–';
}

/** How full a message is, as `fitCard` wants it. */
export function fullness(blocks: readonly SlackBlock[], mostBlocks: number, mostText: number): number {
  return Math.max(blocks.length / mostBlocks, lengthOfTexts(blocks) / mostText);
}

/** Every text, value and address in it. */
function lengthOfTexts(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  let sum = 0;
  if (Array.isArray(value)) for (const inner of value) sum += lengthOfTexts(inner);
  else for (const [key, inner] of Object.entries(value)) if (key !== 'type') sum += lengthOfTexts(inner);
  return sum;
}

export function renderBlocks(blocks: readonly Block<string>[]): SlackBlock[] {
  return blocks.flatMap(renderBlock);
}

function renderBlock(block: Block<string>): SlackBlock[] {
  switch (block.kind) {
    case 'heading':
      return header(block.text);
    case 'text':
      return text(toned(block.text, block.tone), block.tone ?? 'normal');
    case 'context':
      return context(block.text);
    case 'facts':
      return facts(block.facts);
    case 'list':
      return list(block.items);
    case 'table':
      return slackTable(block.columns, block.rows);
    case 'quote':
      return quote(block.words, block.by);
    case 'image':
      return image(block.url, block.alt);
    case 'divider':
      return [{ type: 'divider' }];
  }
}

function header(words: string): SlackBlock[] {
  const line = oneLine(words, TEXT_LENGTH);
  if (line === '') return [];
  return line.length <= HEADER_LENGTH
    ? [{ type: 'header', text: plain(line) }]
    : rich([{ type: 'rich_text_section', elements: run(line, { bold: true }) }]);
}

function text(words: string, tone: string): SlackBlock[] {
  const parts = pieces(clean(words), TEXT_LENGTH).filter((part) => part.trim() !== '');
  if (tone === 'subtle') return parts.flatMap(context);
  if (tone === 'normal') return parts.map((part) => ({ type: 'section', text: plain(part) }));
  return parts.flatMap((part) => rich([{ type: 'rich_text_section', elements: run(part, { bold: true }) }]));
}

function context(words: string): SlackBlock[] {
  const parts = pieces(clean(words), TEXT_LENGTH).filter((part) => part.trim() !== '');
  return parts.map((part) => ({ type: 'context', elements: [plain(part)] }));
}

/** One line each, the label bold. */
function facts(all: ReadonlyArray<{ readonly label: string; readonly value: string }>): SlackBlock[] {
  const lines = all.map(({ label, value }, index) => [
    ...run(`${index > 0 ? '\n' : ''}${caption(label, 200)}: `, { bold: true }),
    ...run(value),
  ]);
  return rich(lines.length === 0 ? [] : [{ type: 'rich_text_section', elements: lines.flat() }]);
}

/** Items with a button are a row each; neighbours without one share a block as bullets. */
function list(items: readonly ListItem<string>[]): SlackBlock[] {
  const blocks: SlackBlock[] = [];
  let bullets: RichTextSection[] = [];
  const endBullets = () => {
    if (bullets.length > 0) blocks.push(...rich([{ type: 'rich_text_list', style: 'bullet', elements: bullets }]));
    bullets = [];
  };
  for (const item of items) {
    const { action } = item;
    if (action && isShown(action)) {
      endBullets();
      blocks.push(row(item, action));
    } else {
      bullets.push(bullet(item));
    }
  }
  endBullets();
  return blocks;
}

function row(item: ListItem<string>, action: Action<string>): SlackBlock {
  const title = caption(item.title, 1000);
  return {
    type: 'section',
    text: titled(title, clip(clean(item.detail ?? '').trim(), 1900)),
    accessory: button(action),
  };
}

function bullet(item: ListItem<string>): RichTextSection {
  const title = caption(item.title, 1000);
  const detail = clean(item.detail ?? '').trim();
  const elements = detail === '' ? run(title) : [...run(title, { bold: true }), ...run(`\n${detail}`)];
  return { type: 'rich_text_section', elements };
}

function quote(words: string, by: string): SlackBlock[] {
  const said: RichTextPart = { type: 'rich_text_quote', elements: run(`“${clean(words).trim()}”`, { italic: true }) };
  return [...rich([said]), ...context(`— ${clean(by).trim()}`)];
}

/** Without an address that Slack could fetch, its words stand in for the picture. */
function image(url: string, alt: string): SlackBlock[] {
  if (!opens(url) || !/^https?:/i.test(url)) return text(alt, 'normal');
  return [{ type: 'image', image_url: url, alt_text: caption(alt, 2000) }];
}

/** Slack refuses a rich text with nothing in it. */
function rich(parts: RichTextPart[]): SlackBlock[] {
  const full = parts.filter((part) => part.elements.length > 0);
  return full.length > 0 ? [{ type: 'rich_text', elements: full }] : [];
}
