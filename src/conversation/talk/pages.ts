import type { ActAction, Action, Block, Card, ListItem } from '../../rendering/card.js';

/** The most buttons that a card has: Teams hides more of them, and nobody reads them. */
export const mostButtons = 6;

/** Two screens of a telephone, in lines of about forty characters. */
const mostLines = 52;

/** What of a request says which page of a list is wanted, from 0. */
const pageKey = 'sheet';

/** Which page is wanted: the first, unless a button asked for another. */
export function pageWanted(data: Readonly<Record<string, string>>): number {
  const page = Number(data[pageKey] ?? 0);
  return Number.isInteger(page) && page > 0 && page < 1_000 ? page : 0;
}

/**
 * The page of a card that is wanted, with a button for the next. A card that fits is left as it is, and one that nothing
 * shows again (`again`) as well. The heading stands on every page, the first of the buttons below on the first.
 */
export function pageOf(card: Card, page: number): Card {
  const { again } = card;
  if (!again || fits(card)) return card;
  const pages = pagesOf(card);
  if (pages.length === 1) return card;
  const at = Math.min(page, pages.length - 1);
  const isLast = at === pages.length - 1;
  const next: ActAction = {
    kind: 'act',
    label: isLast ? 'From the start' : 'More',
    verb: again.verb,
    data: { ...again.data, [pageKey]: String(isLast ? 0 : at + 1) },
  };
  const { blocks, actions } = pages[at] ?? { blocks: card.blocks, actions: card.actions ?? [] };
  const place: Block = { kind: 'context', text: `Page ${at + 1} of ${pages.length}` };
  return { ...card, blocks: [...blocks, place], actions: [...actions, next] };
}

function fits({ blocks, actions = [] }: Card): boolean {
  const parts = blocks.flatMap(partsOf);
  return (
    sum(parts.map(({ buttons }) => buttons)) + actions.length <= mostButtons && sum(parts.map(linesOf)) <= mostLines
  );
}

/** As little of a block as can stand on a page of its own. */
interface Part {
  readonly block: Block;
  readonly buttons: number;
}

function partsOf(block: Block): Part[] {
  switch (block.kind) {
    case 'list':
      return block.items.map((item) => ({ block: { kind: 'list', items: [item] }, buttons: item.action ? 1 : 0 }));
    case 'table':
      return block.rows.map((row) => ({ block: { ...block, rows: [row] }, buttons: 0 }));
    default:
      return [{ block, buttons: 0 }];
  }
}

interface Page {
  readonly blocks: readonly Block[];
  readonly actions: readonly Action[];
}

/** So many of a list are on the first page, whatever buttons stand below it. */
const leastOfList = 3;

/** The first buttons below, with what fits beside them; then whatever else there is. */
function pagesOf({ blocks, actions = [] }: Card): Page[] {
  const parts = blocks.flatMap(partsOf);
  const at = parts.findIndex(({ block }) => block.kind === 'heading');
  const [lead, flow] = at < 0 ? [[], parts] : [parts.slice(0, at + 1), parts.slice(at + 1)];
  const head = lead.slice(-1);
  const inList = sum(flow.map(({ buttons }) => buttons));
  const below = actions.slice(0, mostButtons - 1 - Math.min(inList, leastOfList));
  const pages: Page[] = fill(lead, head, flow, mostButtons - 1 - below.length).map((shown, index) => ({
    blocks: joined(shown),
    actions: index === 0 ? below : [],
  }));
  for (let from = below.length; from < actions.length; from += mostButtons - 1)
    pages.push({ blocks: joined(head), actions: actions.slice(from, from + mostButtons - 1) });
  return pages;
}

/** @param room for buttons on the first page; all are for the parts on the others */
function fill(lead: readonly Part[], head: readonly Part[], flow: readonly Part[], room: number): Part[][] {
  const pages: Part[][] = [[...lead]];
  for (const part of flow) {
    const page = pages.at(-1) ?? [];
    const most = pages.length === 1 ? room : mostButtons - 1;
    const full =
      sum(page.map(({ buttons }) => buttons)) + part.buttons > most || sum([...page, part].map(linesOf)) > mostLines;
    // The title of a section goes with what it is the title of.
    const title = full && page.length > 1 ? page.splice(-1, isTitle(page.at(-1)) ? 1 : 0) : [];
    if (full) pages.push([...head, ...title, part]);
    else page.push(part);
  }
  return pages;
}

function isTitle(part: Part | undefined): boolean {
  return part?.block.kind === 'text' && part.block.tone === 'strong';
}

/** Neighbours of one list or table are one again. */
function joined(parts: readonly Part[]): Block[] {
  const blocks: Block[] = [];
  for (const { block } of parts) {
    const last = blocks.at(-1);
    if (block.kind === 'list' && last?.kind === 'list')
      blocks.splice(-1, 1, { ...last, items: [...last.items, ...block.items] });
    else if (block.kind === 'table' && last?.kind === 'table' && last.columns === block.columns)
      blocks.splice(-1, 1, { ...last, rows: [...last.rows, ...block.rows] });
    else blocks.push(block);
  }
  return blocks;
}

const lineLength = 42;

/** About how many lines it takes on a telephone, buttons and the space between included. */
function linesOf({ block }: Part): number {
  switch (block.kind) {
    case 'heading':
      return 1.5 * textLines(block.text, 30);
    case 'text':
    case 'context':
      return textLines(block.text, lineLength) + 0.5;
    case 'facts':
      return sum(block.facts.map(({ label, value }) => Math.max(textLines(label, 12), textLines(value, 26)) + 0.2));
    case 'list':
      return sum(block.items.map(itemLines));
    case 'table':
      return (
        1.2 * Math.max(...block.rows.flatMap((row) => row.map((cell) => textLines(cell, lineLength / row.length))))
      );
    case 'quote':
      return textLines(block.words, lineLength) + textLines(block.by, lineLength) + 1;
    case 'image':
      return 10;
    case 'divider':
      return 0.5;
  }
}

function itemLines({ title, detail = '', action }: ListItem): number {
  const width = action ? 24 : lineLength;
  return Math.max(textLines(title, width) + (detail ? textLines(detail, width) : 0), action ? 2 : 0) + 0.6;
}

function textLines(text: string, width: number): number {
  return sum(text.split('\n').map((line) => Math.max(1, Math.ceil(line.length / width))));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
