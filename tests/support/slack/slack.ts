import { viewFaults } from './block-kit-limits.js';
import type { FakeSlack } from './slack-api.js';
import { buttonIn, fillModal, hasButton, type Typed } from './slack-form.js';
import { signedRequest, slackPayload, type Wire } from './slack-payloads.js';
import { type Seen, seenSince, snapshot } from './slack-seen.js';
import { type Message, nameOfChannel, type View } from './slack-state.js';
import { botUser, chatOf, signingSecret, team } from './slack-workspace.js';

export interface SlackChatOptions {
  /** Of the service, such as `http://127.0.0.1:3978`. */
  readonly baseUrl: string;
  readonly slack: FakeSlack;
  /** Slack user id, beginning with U. */
  readonly user: string;
  /** The person's workspace; ours when left out. */
  readonly team?: string;
  /** A channel, where the bot is mentioned; the person's own chat when left out. */
  readonly channel?: string;
  /** Waits for an answer that came too late for its request, as on a busy machine: resolves when the service has none left. */
  readonly settled?: () => Promise<void>;
}

type Json = Record<string, unknown>;

/** Someone in Slack, at one place. */
export interface SlackChat {
  /** Says it; in a channel with a mention of the bot. @param more of the event */
  say(text: string, more?: Json): Promise<Seen>;
  /** `/staffroom` and these words, typed here. */
  command(text: string): Promise<Seen>;
  shortcut(verb: string): Promise<Seen>;
  /** Presses a button. @param beside words near it, where several have the same label */
  click(on: Message | View, label: string, beside?: string): Promise<Seen>;
  /** Presses the button of this element. */
  press(on: Message | View, action: Readonly<Json>): Promise<Seen>;
  /** Types into a field that looks things up. @returns the labels and values of what is offered */
  suggest(modal: View | undefined, field: string, typed: string): Promise<ReadonlyArray<readonly [string, string]>>;
  /** Fills in a modal and sends it, as the client does it. */
  submit(modal: View | undefined, typed?: Typed): Promise<Seen>;
  openHome(tab?: 'home' | 'messages'): Promise<Seen>;
  /** Sends any payload, signed. */
  send(wire: Wire, payload: Json, retry?: number): Promise<Seen>;
  /** Delivers the last request once more. @param retry how many times it was delivered before */
  again(retry?: number): Promise<Seen>;
}

/** A person in Slack, who sees what the service answers. */
export function slackChat(options: SlackChatOptions): SlackChat {
  const { slack, user, baseUrl } = options;
  const { state } = slack;
  const here = options.channel ?? chatOf(user);
  const who = { id: user, username: user.toLowerCase(), name: user.toLowerCase(), team_id: options.team ?? team };
  let last: [Wire, Json] | undefined;
  const send: SlackChat['send'] = async (wire, payload, retry) => {
    last = [wire, payload];
    const before = snapshot(state, user);
    const started = performance.now();
    const { body, headers } = signedRequest(wire, payload, { secret: signingSecret, ...(retry && { retry }) });
    const response = await fetch(`${baseUrl}/slack/events`, { method: 'POST', headers, body });
    const text = await response.text();
    const answer = { status: response.status, body: parse(text), ms: performance.now() - started };
    if (response.ok && payload.type === 'view_submission') endSubmission(slack, payload, answer.body);
    await options.settled?.();
    return seenSince(state, before, { user, here }, answer);
  };
  const interact = (name: string, changes: Json) =>
    send('interaction', slackPayload(name, { user: who, trigger_id: state.trigger(user), ...changes }));
  const press: SlackChat['press'] = (on, { action_id, text, value }) => {
    const action = { action_id, block_id: 'b1', text, value, type: 'button', action_ts: state.nextTs() };
    const [name, changes] = 'shown' in on ? pressInView(on) : pressInChat(slack, on, user);
    return interact(name, { ...changes, actions: [action] });
  };
  return {
    send,
    again: (retry) => {
      if (!last) throw new Error('Nothing was sent yet');
      return send(...last, retry);
    },
    say: (text, more = {}) => {
      const ts = state.nextTs();
      const own = options.channel === undefined;
      const words = own ? text : `<@${botUser}> ${text}`;
      const event = { user, team: who.team_id, ts, event_ts: ts, channel: here, text: words, ...more };
      return send('event', slackPayload(own ? 'message-im' : 'app-mention', { event, event_id: `Ev${ts}` }));
    },
    command: (text) => send('command', commandPayload(slack, who, here, text)),
    shortcut: (verb) => interact('shortcut', { callback_id: verb }),
    click: async (on, label, beside) => {
      let shown = on;
      // Whoever looks for a button pages on until it comes.
      while (!hasButton(blocksOf(shown), label, beside) && hasButton(blocksOf(shown), 'More')) {
        const next = await press(shown, buttonIn(blocksOf(shown), 'More'));
        shown = 'shown' in shown ? (next.modal ?? next.message) : next.message;
      }
      return press(shown, buttonIn(blocksOf(shown), label, beside));
    },
    press,
    suggest: async (modal, field, typed) => {
      const block = modal && blocksOf(modal).find((one) => (one as Json).block_id === field);
      const { action_id, type } = ((block as Json | undefined)?.element ?? {}) as Json;
      if (type !== 'external_select') throw new Error(`${field} looks nothing up`);
      const { body } = await send('interaction', {
        ...slackPayload('block-suggestion', { user: who, value: typed, block_id: field, action_id: String(action_id) }),
      });
      const options = (body?.options ?? []) as ReadonlyArray<{ text: { text: string }; value: string }>;
      if (options.length > 100) throw new Error('Slack takes 100 options at most');
      return options.map(({ text: { text }, value }) => [text, value] as const);
    },
    submit: (modal, typed = {}) => {
      if (!modal) throw new Error('No modal is open');
      const values = fillModal(blocksOf(modal), typed, modal.typed);
      modal.typed = values;
      const { view, ...sent } = slackPayload('view-submission', { user: who, trigger_id: state.trigger(user) });
      // All that was typed is in this modal, and nothing of the recorded one.
      const shown = { ...(view as Json), ...modal.shown, id: modal.id, hash: modal.hash, state: { values } };
      return send('interaction', { ...sent, view: shown });
    },
    openHome: (tab = 'home') => {
      const event = { user, channel: chatOf(user), tab };
      return send('event', slackPayload('app-home-opened', { event, event_id: `Ev${state.nextTs()}` }));
    },
  };
}

export function blocksOf(thing: Message | View): readonly unknown[] {
  return 'shown' in thing ? (thing.shown.blocks as unknown[]) : thing.blocks;
}

function commandPayload(
  { state }: FakeSlack,
  who: { id: string; username: string; team_id: string },
  here: string,
  text: string,
) {
  return slackPayload('slash-command', {
    user_id: who.id,
    user_name: who.username,
    team_id: who.team_id,
    channel_id: here,
    text,
    response_url: state.responseUrl(here, who.id),
    trigger_id: state.trigger(who.id),
  });
}

function pressInView(view: View): [string, Json] {
  const name = view.shown.type === 'home' ? 'block-actions-home' : 'block-actions-modal';
  const { shown, id, hash } = view;
  return [name, { view: { ...shown, id, hash }, container: { type: 'view', view_id: id } }];
}

function pressInChat({ state }: FakeSlack, message: Message, user: string): [string, Json] {
  const { channel, ts, thread, only } = message;
  const name = only ? 'block-actions-ephemeral' : thread ? 'block-actions-thread' : 'block-actions-message';
  const container = { message_ts: ts, channel_id: channel, ...(thread && { thread_ts: thread }) };
  const shown = { ts, blocks: message.blocks, ...(thread && { thread_ts: thread }) };
  const named = { id: channel, name: channel.startsWith('D') ? 'directmessage' : nameOfChannel(channel) };
  const response_url = state.responseUrl(channel, user, message);
  return [name, { container, channel: named, response_url, ...(only ? {} : { message: shown }) }];
}

/** What Slack's client does with the answer to a sent modal. @throws when it would refuse the answer */
function endSubmission({ state }: FakeSlack, payload: Json, answer: Json | undefined): void {
  const { id, blocks } = payload.view as { id: string; blocks: Array<{ block_id?: string; type: string }> };
  const view = state.views.get(id);
  // A recorded payload, of a modal that was never opened here.
  if (!view) return;
  if (answer === undefined) {
    view.closed = true;
  } else if (answer.response_action === 'update') {
    const faults = viewFaults(answer.view);
    if (faults.length > 0) throw new Error(`Slack does not take this modal: ${faults.join('; ')}`);
    state.changeView(view, answer.view as Json);
  } else {
    const inputs = blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id);
    const strange = Object.keys((answer.errors as object | undefined) ?? {}).filter((block) => !inputs.includes(block));
    if (answer.response_action !== 'errors' || strange.length > 0) {
      throw new Error(`Slack does not take this answer: ${JSON.stringify(answer)}`);
    }
  }
}

function parse(text: string): Json | undefined {
  return text === '' ? undefined : JSON.parse(text);
}
