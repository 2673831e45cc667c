import { buttonsOf } from '../support/teams/adaptive-card.js';
import { cardsOf, type Seen } from '../support/teams/teams.js';
import type { ChatItem } from './items.js';
import type { Stage } from './stage.js';

/** What came of an item. */
export interface Played {
  readonly item: ChatItem;
  /** All that could be read at the end. */
  readonly text: string;
  /** Buttons of the last card. */
  readonly buttons: readonly string[];
  /** What is otherwise in the database. */
  readonly changed: readonly string[];
  /** What failed of what was expected; none when all held. */
  readonly faults: readonly string[];
}

/** Says and presses all of an item in a chat of its own, looks, and makes the database as it was. */
export async function play(stage: Stage, item: ChatItem): Promise<Played> {
  const chat = await stage.open(item.as);
  let seen: Seen | undefined;
  let fault: string | undefined;
  for (const step of item.say) {
    try {
      seen = step.startsWith('>>') && seen ? await chat.click(seen.card, step.slice(2)) : await chat.say(step);
    } catch (error) {
      fault = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
      break;
    }
  }
  const changed = await stage.changes.read();
  await stage.changes.putBack();
  const text = seen?.text ?? '';
  const buttons = seen ? buttonsIn(seen) : [];
  const faults = [...(fault ? [fault] : []), ...faultsOf(item, { text, buttons, changed })];
  return { item, text, buttons, changed, faults };
}

function faultsOf({ expect }: ChatItem, came: Pick<Played, 'text' | 'buttons' | 'changed'>): string[] {
  const { text, changed } = came;
  const said = (pattern: string) => new RegExp(pattern, 'is').test(text);
  const changes = changed.join('\n');
  return [
    ...(expect.has ?? []).filter((pattern) => !said(pattern)).map((pattern) => `it does not say ${pattern}`),
    ...(expect.not ?? []).filter(said).map((pattern) => `it says ${pattern}`),
    ...(expect.change === undefined || holds(expect.change, changes) ? [] : [`it changed ${changes || 'nothing'}`]),
    ...(expect.offers === undefined || isOffered(expect.offers, came) ? [] : [`it offers no ${expect.offers}`]),
  ];
}

const taking = /\b(book|place|reserve|join|register|wait)/i;

/** Done already, or one tap away with nothing done. */
function isOffered(what: string, { text, buttons, changed }: Pick<Played, 'text' | 'buttons' | 'changed'>): boolean {
  const wanted = new RegExp(what, 'i');
  if (changed.length > 0) return changed.some((line) => /^\+R:(confirmed|waiting) /.test(line) && wanted.test(line));
  return wanted.test(text) && buttons.some((label) => taking.test(label) && label !== 'My bookings');
}

function holds(expected: string, changes: string): boolean {
  return expected === '' ? changes === '' : new RegExp(expected, 'is').test(changes);
}

function buttonsIn(seen: Seen): string[] {
  const cards = [...seen.messages.flatMap(cardsOf), ...(seen.replaced ? [seen.replaced] : [])];
  return cards.flatMap(buttonsOf);
}
