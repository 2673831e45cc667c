import { randomUUID } from 'node:crypto';
import { fillIn, findButton, findSubmit, hasButton, type ShownCard, visibleText } from './adaptive-card.js';
import { type FakeConnector, fakeConnector, type SentActivity, type SentMessage } from './teams-connector.js';
import { faultsOfCard } from './teams-limits.js';

export interface ChatOptions {
  /** Of the service, such as `http://127.0.0.1:3978`. */
  readonly baseUrl: string;
  /** AAD object id. */
  readonly user: string;
  readonly tenant: string;
  /** The name that Teams shows. */
  readonly name?: string;
  readonly place?: ChatPlace;
  /** Shared, so that two chats see the same platform; without it the chat has its own. */
  readonly connector?: FakeConnector;
  /** Makes the token of each activity; without it none is sent, which playground mode takes. */
  readonly token?: (serviceUrl: string) => Promise<string>;
  /** The bot's id on the platform. */
  readonly bot?: string;
}

export type ChatPlace =
  | { readonly kind: 'personal' }
  | { readonly kind: 'group'; readonly id: string }
  | { readonly kind: 'channel'; readonly id: string; readonly team: string; readonly name?: string };

/** What the person sees after doing something. */
export interface Seen {
  /** Of the HTTP answer. */
  readonly status: number;
  /** Messages that came to this conversation. */
  readonly messages: readonly SentActivity[];
  /** Messages that came elsewhere: to the person's own chat, when this is not it. */
  readonly elsewhere: readonly SentMessage[];
  /** What the pressed card became. */
  readonly replaced?: ShownCard;
  /** The line below the pressed card. */
  readonly notice?: string;
  /** The red line below the pressed card. */
  readonly fault?: string;
  /** The card to go on with: what the pressed card became, else the last that came. @throws when there is none */
  readonly card: ShownCard;
  /** Everything that can be read, a line each. */
  readonly text: string;
}

/** Someone in Teams, at one place. */
export interface TeamsChat {
  readonly connector: FakeConnector;
  /** Says it; in a group or channel with a mention of the bot. */
  say(text: string): Promise<Seen>;
  /** Presses a button. @param beside words near it, where several have the same label */
  click(card: ShownCard, label: string, beside?: string): Promise<Seen>;
  /** Fills in a form and sends it, as the client does it. @param typed by input id; choices by value or label */
  submit(form: ShownCard, typed?: Readonly<Record<string, string | readonly string[]>>): Promise<Seen>;
  /** Installs the bot here: both activities that Teams sends. */
  install(): Promise<Seen>;
  /** Sends any activity; what a person's client sets is set when it is missing. */
  send(activity: Readonly<Record<string, unknown>>): Promise<Seen>;
  /** Sends an invoke, and tells what was answered. */
  invoke(name: string, value: unknown): Promise<{ readonly status: number; readonly body: unknown }>;
  /** Delivers the last activity once more, as Teams does when it had no answer. */
  again(): Promise<Seen>;
  /** All that can be read on the last card of these, page by page. */
  readOn(seen: Seen): Promise<string>;
  /** Ends its own connector. */
  close(): Promise<void>;
}

export const personalChatOf = (user: string): string => `a:chat-of-${user}`;
export const transportIdOf = (user: string): string => `29:${user}`;

/** A person in Teams (or in the Playground), who sees what the service answers. */
export async function teamsChat(options: ChatOptions): Promise<TeamsChat> {
  const connector = options.connector ?? (await fakeConnector());
  const base = commonFields(options, connector.url);
  let last: object | undefined;
  const deliver = async (activity: object): Promise<Seen> => {
    last = activity;
    const before = connector.posted.length;
    const started = performance.now();
    const response = await postActivity(options, connector.url, activity);
    refuseLate(activity, performance.now() - started);
    return seen(response.status, await readBody(response), connector.posted.slice(before), base.conversation.id);
  };
  const send = (activity: object) =>
    deliver({ ...base, id: nextId(), timestamp: new Date().toISOString(), ...activity });
  const press = (action: Readonly<Record<string, unknown>>, typed: object) => {
    const { title, verb, data } = action;
    const pressed = { type: 'Action.Execute', title, verb, data: { ...(data as object), ...typed } };
    return send({ type: 'invoke', name: 'adaptiveCard/action', value: { action: pressed, trigger: 'manual' } });
  };
  return {
    connector,
    say: (text) => send(message(options, text, base.recipient)),
    click: async (card, label, beside) => {
      let shown = card;
      // Whoever looks for a button pages on until it comes.
      while (!hasButton(shown, label, beside) && hasButton(shown, 'More')) {
        const next = (await press(findButton(shown, 'More'), {})).card;
        if (!next) break;
        shown = next;
      }
      return press(findButton(shown, label, beside), {});
    },
    submit: (form, typed = {}) => press(findSubmit(form), fillIn(form, typed)),
    install: async () => {
      const first = await send({ type: 'installationUpdate', action: 'add' });
      const second = await send({ type: 'conversationUpdate', membersAdded: [base.from, base.recipient] });
      return second.messages.length === 0 ? first : { ...first, messages: [...first.messages, ...second.messages] };
    },
    send,
    invoke: async (name, value) => {
      const response = await postActivity(options, connector.url, {
        ...base,
        id: nextId(),
        type: 'invoke',
        name,
        value,
      });
      return { status: response.status, body: await readBody(response) };
    },
    again: () => {
      if (!last) throw new Error('Nothing was sent yet');
      return deliver(last);
    },
    readOn: async (seen) => {
      const read = [seen.text];
      let { card } = seen;
      while (hasButton(card, 'More')) {
        const next = await press(findButton(card, 'More'), {});
        read.push(next.text);
        card = next.card;
      }
      return read.join('\n');
    },
    close: () => connector.close(),
  };
}

function commonFields(options: ChatOptions, serviceUrl: string) {
  const { user, tenant, place = { kind: 'personal' }, name = 'Sam Okafor', bot = '28:staffroom' } = options;
  return {
    channelId: 'msteams',
    serviceUrl,
    from: { id: transportIdOf(user), name, aadObjectId: user },
    recipient: { id: bot, name: 'Staffroom' },
    conversation: { ...conversationAt(place, user), tenantId: tenant },
    channelData: {
      tenant: { id: tenant },
      ...(place.kind === 'channel' && { team: { id: place.team }, channel: { id: place.id, name: place.name } }),
    },
    locale: 'en-GB',
    entities: [{ type: 'clientInfo', locale: 'en-GB', country: 'GB', platform: 'Web', timezone: 'Europe/London' }],
  };
}

function conversationAt(place: ChatPlace, user: string): { id: string; conversationType: string; isGroup?: true } {
  switch (place.kind) {
    case 'personal':
      return { id: personalChatOf(user), conversationType: 'personal' };
    case 'group':
      return { id: place.id, conversationType: 'groupChat', isGroup: true };
    case 'channel':
      return { id: `${place.id};messageid=${nextId()}`, conversationType: 'channel', isGroup: true };
  }
}

function message(options: ChatOptions, text: string, bot: { id: string; name: string }) {
  const common = { type: 'message', textFormat: 'plain' };
  if ((options.place?.kind ?? 'personal') === 'personal') return { ...common, text };
  const mark = `<at>${bot.name}</at>`;
  return { ...common, text: `${mark} ${text}`, entities: [{ type: 'mention', mentioned: bot, text: mark }] };
}

/**
 * Teams gives up on an invoke after five seconds, and on a message after fifteen. Tests share their machine with each other: four
 * times as long is not a slow machine any more.
 */
function refuseLate(activity: object, ms: number): void {
  const most = 4 * (Reflect.get(activity, 'type') === 'invoke' ? 5_000 : 15_000);
  if (ms > most) throw new Error(`Teams had given up: the answer took ${Math.round(ms)} ms`);
}

let ids = 1_700_000_000_000;

function nextId(): string {
  ids += 1;
  return `${ids}-${randomUUID().slice(0, 8)}`;
}

async function postActivity(options: ChatOptions, serviceUrl: string, activity: object): Promise<Response> {
  const token = await options.token?.(serviceUrl);
  return fetch(`${options.baseUrl}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(activity),
  });
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
}

function seen(status: number, body: unknown, posted: readonly SentMessage[], conversationId: string): Seen {
  const messages = posted.filter((sent) => sent.conversationId === conversationId).map(({ activity }) => activity);
  const below = readInvokeAnswer(body);
  const cards = [...messages.flatMap(cardsOf), ...(below.replaced ? [below.replaced] : [])];
  return {
    status,
    messages,
    elsewhere: posted.filter((sent) => sent.conversationId !== conversationId),
    ...below,
    get card() {
      const card = below.replaced ?? cards.at(-1);
      if (!card) throw new Error(`No card came; what can be read: ${this.text || 'nothing'}`);
      return card;
    },
    text: [
      ...(below.replaced ? [visibleText(below.replaced)] : []),
      ...messages.flatMap((activity) => [activity.text ?? '', ...cardsOf(activity).map(visibleText)]),
      below.notice ?? '',
      below.fault ?? '',
    ]
      .filter(Boolean)
      .join('\n'),
  };
}

/** The Adaptive Cards of a message. */
export function cardsOf(activity: SentActivity): ShownCard[] {
  return (activity.attachments ?? [])
    .filter(({ contentType }) => contentType === 'application/vnd.microsoft.card.adaptive')
    .map(({ content }) => content as ShownCard);
}

function readInvokeAnswer(body: unknown): Pick<Seen, 'replaced' | 'notice' | 'fault'> {
  const { type, value } = (body ?? {}) as { type?: string; value?: unknown };
  if (type === 'application/vnd.microsoft.card.adaptive') {
    const faults = faultsOfCard(value);
    if (faults.length > 0) throw new Error(`Teams does not show this card: ${faults.join('; ')}`);
    return { replaced: value as ShownCard };
  }
  if (type === 'application/vnd.microsoft.activity.message') return { notice: String(value) };
  if (type === 'application/vnd.microsoft.error') return { fault: (value as { message: string }).message };
  return {};
}
