import { shownActions } from './actions.js';
import type { Action, Card } from './card.js';
import { blockText } from './plain-text.js';
import { caption, clean, oneLine } from './text.js';

/** A card as an e-mail has it. An e-mail has no buttons: links are shown, and any other action is left out. */
export interface Letter {
  /** `Dear Ada Marsh,` */
  readonly greeting: string;
  readonly card: Card<string>;
  /** Who writes, below the card. */
  readonly signature: string;
  /** Small print: why it was sent, how to stop it. */
  readonly notes: readonly LetterNote[];
}

export interface LetterNote {
  readonly text: string;
  readonly link?: { readonly label: string; readonly url: string };
}

type LinkAction = Extract<Action<string>, { kind: 'link' }>;

/** The actions that an e-mail can have, those with a valid address. */
export function linksOf(actions: readonly Action<string>[]): LinkAction[] {
  return shownActions(actions).filter((action): action is LinkAction => action.kind === 'link');
}

/** The letter as complete plain text, with every link written out. */
export function letterText({ greeting, card, signature, notes }: Letter): string {
  const blocks = card.blocks.map((block) => blockText(block, linksText));
  const parts = [
    oneLine(greeting, 300),
    ...blocks,
    linksText(card.actions ?? []),
    oneLine(signature, 300),
    ['-- ', ...notes.map(noteText)].join('\n'),
  ];
  return `${parts.filter((part) => part.trim() !== '').join('\n\n')}\n`;
}

function linksText(actions: readonly Action<string>[]): string {
  return linksOf(actions)
    .map(({ label, url }) => `${caption(label, 200)}: ${url}`)
    .join('\n');
}

function noteText({ text, link }: LetterNote): string {
  return [clean(text), link ? `${caption(link.label, 200)}: ${link.url}` : ''].filter(Boolean).join('\n');
}
