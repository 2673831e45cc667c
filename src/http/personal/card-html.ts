import { verbOnPage } from '../../conversation/talk/page-acts.js';
import type { Action, Block, Card, ListItem, Tone } from '../../rendering/card.js';
import { wideTable } from '../branded-page.js';
import { escapeHtml } from '../html.js';

/** What is needed to draw a card on somebody's own page. */
export interface PageDrawing {
  /** Where its buttons are sent to. */
  readonly path: string;
  /** Whether the page offers an act; a button for any other is left out. */
  readonly offers: (verb: string) => boolean;
}

/** A card as HTML, in which all text is escaped. @param titled its first heading is already the title of the page */
export function cardHtml(card: Card, drawing: PageDrawing, titled: boolean): string {
  const first = titled ? card.blocks.findIndex(({ kind }) => kind === 'heading') : -1;
  const blocks = card.blocks.filter((_block, index) => index !== first).map((block) => blockHtml(block, drawing));
  const buttons = (card.actions ?? []).map((action) => actionHtml(action, drawing)).filter(Boolean);
  const acts = buttons.length > 0 ? `\n<p class="acts">\n${buttons.join('\n')}\n</p>` : '';
  return `<form method="post" action="${escapeHtml(drawing.path)}">\n${blocks.join('\n')}${acts}\n</form>`;
}

export function blockHtml(block: Block, drawing: PageDrawing): string {
  switch (block.kind) {
    case 'heading':
      return `<h2>${escapeHtml(block.text)}</h2>`;
    case 'text':
      return textHtml(block.text, block.tone ?? 'normal');
    case 'context':
      return textHtml(block.text, 'subtle');
    case 'facts':
      return `<dl>\n${block.facts.map(({ label, value }) => `<dt>${escapeHtml(label)}</dt><dd>${linked(value)}</dd>`).join('\n')}\n</dl>`;
    case 'list':
      return `<ul class="items">\n${block.items.map((item) => itemHtml(item, drawing)).join('\n')}\n</ul>`;
    case 'table':
      return wideTable(block.columns, block.rows);
    case 'quote':
      return `<blockquote>${escapeHtml(block.words)}<footer>${escapeHtml(block.by)}</footer></blockquote>`;
    case 'image':
      return `<p>${escapeHtml(block.alt)}</p>`;
    case 'divider':
      return '<hr>';
  }
}

function textHtml(text: string, tone: Tone): string {
  const lines = text.split('\n').map(linked).join('<br>');
  switch (tone) {
    case 'good':
      return `<p role="status" class="standing">${lines}</p>`;
    case 'warning':
      return `<p role="status" class="standing warning">${lines}</p>`;
    case 'strong':
      return `<p><strong>${lines}</strong></p>`;
    case 'subtle':
      return `<p class="note">${lines}</p>`;
    case 'normal':
      return `<p>${lines}</p>`;
  }
}

/** A text that is nothing but an address can be followed. */
function linked(text: string): string {
  const escaped = escapeHtml(text);
  return /^https:\/\/\S+$/.test(text) ? `<a href="${escaped}">${escaped}</a>` : escaped;
}

function itemHtml({ title, detail, action }: ListItem, drawing: PageDrawing): string {
  const button = action ? actionHtml(action, drawing) : '';
  const second = detail ? `<span class="note">${escapeHtml(detail)}</span>` : '';
  return `<li><div><span>${escapeHtml(title)}</span>${second}</div>${button}</li>`;
}

/** A button or a link; empty for an act that the page does not offer. */
export function actionHtml(action: Action, { offers }: PageDrawing, attributes = ''): string {
  const label = escapeHtml(action.label);
  if (action.kind === 'link') return `<a class="button" href="${escapeHtml(action.url)}">${label}</a>`;
  const verb = verbOnPage(action.verb);
  if (!offers(verb)) return '';
  const style = action.style === 'primary' ? ' class="first"' : action.style === 'danger' ? ' class="danger"' : '';
  return `<button name="do" value="${escapeHtml(pressed(verb, action.data ?? {}))}"${style}${attributes}>${label}</button>`;
}

/** What a button sends: its verb and the ids it carries. */
export function pressed(verb: string, data: Readonly<Record<string, string>>): string {
  return JSON.stringify({ verb, data });
}
