import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { sayMoment } from '../../domain/when.js';
import type { ActAction } from '../../rendering/card.js';
import type { Verb } from '../../rendering/verbs.js';
import { ownSessions, ownSessionsMeant } from '../programme/own-sessions-meant.js';
import { whichOne } from '../programme/which-one.js';
import type { Answer, TurnContext } from '../talk/turn-context.js';
import { plainWords } from '../talk/wording.js';

/** Which of their events to come an organiser means. */
export type EventChoice =
  | { readonly kind: 'one'; readonly event: string }
  /** They run none that is still to come. */
  | { readonly kind: 'none' }
  /** @param title the question above the list */
  | { readonly kind: 'several'; readonly answer: (title: string) => Answer };

/**
 * The event to come that the words name, or that is talked about, of those the asker runs; where that is none or several, a list
 * to choose from. @param act what is offered beside each event, by its id @param again what lists the same ones again, and which
 */
export async function chooseEvent(
  context: TurnContext,
  words: string,
  act: (eventId: string) => ActAction,
  again: {
    readonly verb: Verb;
    readonly data?: Readonly<Record<string, string>>;
    readonly among?: ReadonlySet<string>;
  },
): Promise<EventChoice> {
  const { among, ...same } = again;
  const toCome = (await ownSessions(context)).filter(({ eventId }) => !among || among.has(eventId));
  if (among) return listed(toCome);
  const named = withTheirTitle(toCome, words);
  const meant = named.length > 0 ? named : await ownSessionsMeant(context, words, false);
  const [only, ...others] = new Set(meant.map(({ eventId }) => eventId));
  if (only !== undefined && others.length === 0) return { kind: 'one', event: only };
  return listed(meant.length > 0 ? meant : toCome);

  function listed(sessions: readonly ProgrammeSession[]): EventChoice {
    const several = [...new Set(sessions.map(({ eventId }) => eventId))].flatMap((id) => {
      const first = sessions.find(({ eventId }) => eventId === id);
      return first
        ? [{ id, title: first.title, detail: sayMoment(first.startsAt, context.zone), action: act(id) }]
        : [];
    });
    return several.length === 0
      ? { kind: 'none' }
      : { kind: 'several', answer: (title) => whichOne(title, several, same) };
  }
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
