import { organisedEvents } from '../../app/organising/organised-events.js';
import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { sayMoment } from '../../domain/when.js';
import type { ActAction } from '../../rendering/card.js';
import { ownSessionsMeant } from '../programme/own-sessions-meant.js';
import { programmeOf } from '../programme/programme-of-turn.js';
import type { Answer, TurnContext } from '../talk/turn-context.js';
import { plainWords } from '../talk/wording.js';

const listedAtMost = 10;

/** Which of their events to come an organiser means. */
export type EventChoice =
  | { readonly kind: 'one'; readonly event: string }
  /** They run none that is still to come. */
  | { readonly kind: 'none' }
  /** @param title the question above the list */
  | { readonly kind: 'several'; readonly answer: (title: string) => Answer };

/**
 * The event to come that the words name, or that is talked about, of those the asker runs; where that is none or several, a list
 * to choose from. @param act what is offered beside each event, by its id
 */
export async function chooseEvent(
  context: TurnContext,
  words: string,
  act: (eventId: string) => ActAction,
): Promise<EventChoice> {
  const mine = new Set((await organisedEvents(context.services.core, context.actor)).map(({ id }) => id));
  const toCome = (await programmeOf(context)).filter(({ eventId }) => mine.has(eventId));
  const named = withTheirTitle(toCome, words);
  const meant = named.length > 0 ? named : await ownSessionsMeant(context, words, false);
  const [only, ...others] = new Set(meant.map(({ eventId }) => eventId));
  if (only !== undefined && others.length === 0) return { kind: 'one', event: only };
  const sessions = meant.length > 0 ? meant : toCome;
  const events = [...new Set(sessions.map(({ eventId }) => eventId))].slice(0, listedAtMost);
  if (events.length === 0) return { kind: 'none' };
  const items = events.flatMap((id) => {
    const first = sessions.find(({ eventId }) => eventId === id);
    return first ? [{ title: first.title, detail: sayMoment(first.startsAt, context.zone), action: act(id) }] : [];
  });
  return {
    kind: 'several',
    answer: (title) => {
      const fallback = [title, ...items.map((item) => `${item.title}, ${item.detail}`)].join('\n');
      const blocks = [{ kind: 'heading', text: title } as const, { kind: 'list', items } as const];
      return { replies: [{ kind: 'card', card: { fallback, blocks } }] };
    },
  };
}

/** Those whose whole title is in the words; of titles that contain each other, the longest. */
function withTheirTitle(sessions: readonly ProgrammeSession[], words: string): readonly ProgrammeSession[] {
  const plain = (text: string) =>
    ` ${plainWords(text)
      .replace(/[^\p{L}\p{N}']+/gu, ' ')
      .trim()} `;
  const said = plain(words);
  const found = sessions.filter(({ title }) => said.includes(plain(title)));
  const longest = Math.max(...found.map(({ title }) => title.length));
  return found.filter(({ title }) => title.length === longest);
}
