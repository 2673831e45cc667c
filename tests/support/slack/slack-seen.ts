import { readSlack } from '../readable-text.js';
import type { Message, SlackState, View } from './slack-state.js';

type Json = Readonly<Record<string, unknown>>;

/**
 * What the person sees after doing something: what is new or has changed, and only what they can see. What the bot sends
 * of its own accord (it carries the key of its delivery) comes when it does, and is no part of the answer.
 */
export interface Seen {
  /** Of the HTTP answer. */
  readonly status: number;
  /** Of the HTTP answer; undefined when it is empty. */
  readonly body: Json | undefined;
  /** Until the HTTP answer, in milliseconds. */
  readonly ms: number;
  /** New in this chat or channel, or changed there. */
  readonly messages: readonly Message[];
  /** New or changed elsewhere. */
  readonly elsewhere: readonly Message[];
  /** The modal that stands open. */
  readonly modal: View | undefined;
  /** Beside the fields of a modal that was refused. */
  readonly errors: Readonly<Record<string, string>> | undefined;
  /** The Home tab, when it was published. */
  readonly home: View | undefined;
  /** The last message, here if one came here. @throws when nothing came */
  readonly message: Message;
  /** Everything new that can be read, a line each: here, elsewhere, in a modal, in the Home tab. */
  readonly text: string;
}

export type Snapshot = ReadonlyMap<object, number>;

/** How far everything is that this person sees. */
export function snapshot(state: SlackState, user: string): Snapshot {
  const messages = state.messages.filter(({ only }) => !only || only === user);
  const views = [...state.views.values(), ...state.homes.values()].filter((view) => view.user === user);
  return new Map<object, number>([
    ...messages.map((message): [object, number] => [message, message.edits]),
    ...views.map((view): [object, number] => [view, view.history.length]),
  ]);
}

/** @param here the chat or channel where it was done */
export function seenSince(
  state: SlackState,
  before: Snapshot,
  at: { readonly user: string; readonly here: string },
  answer: Pick<Seen, 'status' | 'body' | 'ms'>,
): Seen {
  const changed = [...snapshot(state, at.user)]
    .filter(([thing, edits]) => before.get(thing) !== edits)
    .map(([thing]) => thing);
  const messages = state.messages.filter(
    (message) => changed.includes(message) && (message.metadata === undefined || before.has(message)),
  );
  const here = messages.filter(({ channel }) => channel === at.here);
  const elsewhere = messages.filter(({ channel }) => channel !== at.here);
  const modal = [...state.views.values()].findLast((view) => view.user === at.user && !view.closed);
  const home = [...state.homes.values()].find((view) => changed.includes(view));
  const errors = answer.body?.response_action === 'errors' ? (answer.body.errors as Record<string, string>) : undefined;
  return {
    ...answer,
    messages: here,
    elsewhere,
    modal,
    errors,
    home,
    get message() {
      const found = here.at(-1) ?? elsewhere.at(-1);
      if (!found) throw new Error(`No message came; what can be read: ${this.text || 'nothing'}`);
      return found;
    },
    text: [
      ...[...here, ...elsewhere].flatMap(({ blocks }) => readSlack(blocks)),
      ...(modal && changed.includes(modal) ? readSlack(modal.shown) : []),
      ...Object.values(errors ?? {}),
      ...(home ? readSlack(home.shown.blocks) : []),
    ].join('\n'),
  };
}
