import type { Action, Card, ListItem } from '../../rendering/card.js';
import { organiserAct as act } from '../organising/organising-cards.js';

interface SavedList {
  readonly title: string;
  /** Said when there is none. */
  readonly empty: string;
  readonly items: readonly ListItem[];
  /** Said below them. */
  readonly note?: string;
  readonly actions: readonly Action[];
  readonly again: NonNullable<Card['again']>;
}

/** What an organiser saved of one kind. @param lead what has just happened to one of them */
export function savedCard({ title, empty, items, note, actions, again }: SavedList, lead?: string): Card {
  const lines = items.length > 0 ? items.map((item) => `${item.title}: ${item.detail}`) : [empty];
  return {
    fallback: [lead, title, ...lines].filter(Boolean).join('\n'),
    blocks: [
      ...(lead ? [{ kind: 'text', text: lead, tone: 'good' } as const] : []),
      { kind: 'heading', text: title },
      ...(items.length > 0 ? [{ kind: 'list', items } as const] : [{ kind: 'text', text: empty } as const]),
      ...(note ? [{ kind: 'context', text: note } as const] : []),
    ],
    actions,
    again,
  };
}

/** Asks before one of them is deleted. @param words the question @param id of the audience or template */
export function removeSavedCard(words: string, of: 'audience' | 'template', id: string): Card {
  return {
    fallback: words,
    blocks: [{ kind: 'text', text: words, tone: 'strong' }],
    actions: [act('Delete it', `${of}-remove`, { [of]: id }, { style: 'danger' }), act('Keep it', of, { [of]: id })],
  };
}
