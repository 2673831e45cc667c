import { messageFaults, viewFaults } from './block-kit-limits.js';
import { methodScopes } from './slack-scopes.js';
import { botId, botToken, botUser, chatOf, team } from './slack-workspace.js';

type Json = Readonly<Record<string, unknown>>;

export interface Call {
  readonly method: string;
  readonly args: Json;
  readonly token: string | undefined;
  readonly at: number;
}

/** A message as it stands now. */
export interface Message {
  readonly channel: string;
  readonly ts: string;
  readonly thread?: string;
  /** The only one who sees it. */
  readonly only?: string;
  text: string;
  blocks: readonly unknown[];
  readonly metadata?: unknown;
  /** How often it was replaced. */
  edits: number;
  deleted?: true;
}

export interface View {
  readonly id: string;
  readonly user: string;
  shown: Json;
  hash: string;
  /** Every state that it had, in order. */
  readonly history: Json[];
  /** What was typed, by block and element: it stays in an element that has both ids after a change. */
  typed?: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  closed?: true;
}

export type Answer = { readonly ok: boolean; readonly error?: string } & Json;

/** Slack's trigger ids last three seconds. */
const triggerLastsMs = 3_000;

/** What a workspace holds, and how it changes by what the bot asks for. */
export class SlackState {
  origin = '';
  readonly granted: Set<string>;
  readonly messages: Message[] = [];
  readonly views = new Map<string, View>();
  readonly homes = new Map<string, View>();
  /** As `users.info` tells them. Others are made up, as members of our team. */
  readonly users = new Map<string, Json>();
  /** Channels that are not simply there with the bot in them: why not. */
  readonly shut = new Map<string, string>();
  readonly files = new Map<string, string>();
  /** What is shown below messages, by the link in them. */
  readonly unfurled = new Map<string, readonly unknown[]>();
  /** What is said below threads just now, by `channel:thread`, and all that was ever said there. */
  readonly statuses = new Map<string, string>();
  readonly statusesSaid: string[] = [];
  /** Words offered to say first, by `channel`, or `channel:thread` of an assistant. */
  readonly prompts = new Map<string, readonly { readonly title: string; readonly message: string }[]>();
  /** Files of ours, by id. */
  readonly uploads = new Map<string, { readonly name: string; readonly length: number; body?: Buffer }>();
  /** Channels that are not as they seem by their id: as `conversations.info` tells them. */
  readonly channels = new Map<string, Json>();
  /** The Enterprise Grid organisation that the workspace belongs to. */
  enterprise: string | undefined;
  /** The app is installed in the whole organisation. */
  isOrgWide = false;
  /** What every call is refused with, such as `invalid_auth`. */
  refusesAll: string | undefined;
  /** Addresses of pictures that Slack cannot fetch. */
  readonly lostPictures = new Set<string>();
  /** What the app-level token opens. */
  socketUrl = '';
  appToken = '';
  readonly #triggers = new Map<string, { at: number; user: string; used: boolean }>();
  readonly #responses = new Map<string, { channel: string; user: string; used?: Message; times: number }>();
  #count = 0;

  constructor(scopes: readonly string[]) {
    this.granted = new Set(scopes);
  }

  /** A new one; @param at when it was given out */
  trigger(user: string, at = Date.now()): string {
    const id = `${this.#next()}.${at}.trigger`;
    this.#triggers.set(id, { at, user, used: false });
    return id;
  }

  /** @param used the message whose button was pressed */
  responseUrl(channel: string, user: string, used?: Message): string {
    const id = `r${this.#next()}`;
    this.#responses.set(id, { channel, user, times: 0, ...(used && { used }) });
    return `${this.origin}/response/${id}`;
  }

  /** What stands in a channel now, oldest first; for one person with what only they see. */
  in(channel: string, reader?: string): Message[] {
    return this.messages.filter(
      (message) => message.channel === channel && !message.deleted && (!message.only || message.only === reader),
    );
  }

  call(method: string, args: Json, token: string | undefined): Answer {
    if (!token) return refuse('not_authed');
    if (method === 'apps.connections.open') {
      return token === this.appToken ? { ok: true, url: this.socketUrl } : refuse('invalid_auth');
    }
    if (token !== botToken) return refuse('invalid_auth');
    if (this.refusesAll) return refuse(this.refusesAll);
    const needed = methodScopes[method];
    if (!needed) return refuse('unknown_method');
    const missing = this.#scopesFor(method, args, needed).find((scope) => !this.granted.has(scope));
    if (missing) return { ...refuse('missing_scope'), needed: missing, provided: [...this.granted].join(',') };
    return this.#methods[method]?.(args) ?? refuse('unknown_method');
  }

  #scopesFor(method: string, args: Json, needed: readonly string[]): readonly string[] {
    if (method === 'users.info') return ['users:read'];
    if (method !== 'conversations.history') return needed;
    return String(args.channel).startsWith('D') ? ['im:history'] : ['channels:history'];
  }

  readonly #methods: Readonly<Record<string, (args: Json) => Answer>> = {
    'auth.test': () => ({
      ok: true,
      url: 'https://partners.slack.com/',
      // A token of the whole organisation is of no workspace.
      ...(this.isOrgWide ? {} : { team_id: team }),
      ...(this.enterprise ? { enterprise_id: this.enterprise, is_enterprise_install: this.isOrgWide } : {}),
      user_id: botUser,
      bot_id: botId,
    }),
    // With a token of the whole organisation Slack asks for the team: https://docs.slack.dev/reference/methods/bots.info
    'bots.info': ({ bot, team_id }) =>
      this.isOrgWide && !team_id
        ? refuse('missing_argument')
        : { ok: true, bot: { id: bot, app_id: 'A0STAFFROOM', user_id: botUser } },
    'files.getUploadURLExternal': ({ filename, length }) => {
      const id = `F${this.#next()}`;
      if (!(Number(length) > 0)) return refuse('missing_argument');
      this.uploads.set(id, { name: String(filename), length: Number(length) });
      return { ok: true, upload_url: `${this.origin}/upload/${id}`, file_id: id };
    },
    'files.completeUploadExternal': ({ files, channel_id }) => {
      const found = (files as ReadonlyArray<{ id: string }>).map(({ id }) => this.uploads.get(id));
      if (found.some((file) => file?.body === undefined || file.body.length !== file.length))
        return refuse('file_not_found');
      for (const file of found) this.#postFile(String(channel_id), file?.name ?? '');
      return { ok: true, files: [] };
    },
    'users.info': ({ user }) => this.#userInfo(String(user)),
    'conversations.open': ({ users }) => {
      const user = String(users);
      const shut = this.shut.get(user);
      return shut ? refuse(shut) : { ok: true, channel: { id: chatOf(user) } };
    },
    'conversations.info': ({ channel }) => this.#channelInfo(String(channel)),
    'conversations.history': ({ channel, oldest, include_all_metadata, limit }) => {
      const found = this.in(String(channel)).filter((message) => !message.thread && message.ts > String(oldest ?? '0'));
      const messages = found.reverse().slice(0, Number(limit ?? 100));
      const shown = messages.map(({ ts, text, metadata }) => ({
        type: 'message',
        ts,
        text,
        bot_id: botId,
        ...(include_all_metadata === 'true' && metadata ? { metadata } : {}),
      }));
      return { ok: true, messages: shown, has_more: false };
    },
    'assistant.threads.setStatus': ({ channel_id, thread_ts, status }) => {
      if (typeof status !== 'string') return invalid('invalid_arguments', ['missing required field: status']);
      if (!/^\d+\.\d{6}$/.test(String(thread_ts))) return refuse('invalid_thread_ts');
      this.statusesSaid.push(status);
      if (status === '') this.statuses.delete(`${channel_id}:${thread_ts}`);
      else this.statuses.set(`${channel_id}:${thread_ts}`, status);
      return { ok: true };
    },
    'assistant.threads.setSuggestedPrompts': ({ channel_id, thread_ts, prompts }) => {
      const given = (Array.isArray(prompts) ? prompts : []) as ReadonlyArray<{ title: string; message: string }>;
      if (given.length === 0 || given.length > 4 || given.some(({ title, message }) => !title || !message))
        return invalid('invalid_arguments', ['one to four prompts, each with a title and a message']);
      this.prompts.set(thread_ts === undefined ? String(channel_id) : `${channel_id}:${thread_ts}`, given);
      return { ok: true };
    },
    'chat.postMessage': (args) => this.#post(args, undefined),
    'chat.postEphemeral': (args) => {
      const posted = this.#post(args, String(args.user));
      return posted.ok ? { ok: true, message_ts: posted.ts } : posted;
    },
    'chat.update': (args) => this.#update(args),
    'chat.unfurl': ({ unfurls }) => {
      for (const [url, { blocks }] of Object.entries(unfurls as Record<string, { blocks: unknown[] }>)) {
        const faults = messageFaults({ text: url, blocks });
        if (faults.length > 0) return invalid('cannot_unfurl_message', faults);
        this.unfurled.set(url, blocks);
      }
      return { ok: true };
    },
    'views.open': (args) => this.#openView(args),
    'views.update': (args) => this.#updateView(args),
    'views.publish': (args) => this.#publish(args),
  };

  #channelInfo(channel: string): Answer {
    const shut = this.shut.get(channel);
    if (shut === 'channel_not_found') return refuse(shut);
    const known = { is_member: shut === undefined, is_archived: shut === 'is_archived', ...this.channels.get(channel) };
    return { ok: true, channel: { id: channel, name: nameOfChannel(channel), ...known } };
  }

  /** A picture that Slack cannot fetch, as it says so. */
  #pictureFaults(blocks: unknown): string[] {
    const pictures = (Array.isArray(blocks) ? blocks : []).map((block: Json) => String(block.image_url));
    return pictures.flatMap((url, index) =>
      this.lostPictures.has(url) ? [`downloading image failed [json-pointer:/blocks/${index}/image_url]`] : [],
    );
  }

  #userInfo(user: string): Answer {
    const known = this.users.get(user) ?? memberOf(user);
    const { profile, ...rest } = known;
    const { email, ...shown } = (profile ?? {}) as Record<string, unknown>;
    const withEmail = this.granted.has('users:read.email') ? { ...shown, email } : shown;
    return { ok: true, user: { ...rest, profile: withEmail } };
  }

  #post(args: Json, only: string | undefined): Answer {
    const channel = String(args.channel);
    const shut = this.shut.get(channel);
    if (shut) return refuse(shut);
    const faults = [...messageFaults(args), ...this.#pictureFaults(args.blocks)];
    if (faults.length > 0) return invalid('invalid_blocks', faults);
    const thread = args.thread_ts === undefined ? {} : { thread: String(args.thread_ts) };
    const ts = this.nextTs();
    const { text, blocks, metadata } = args;
    // An answer in the thread takes away what was said below it.
    if (!only) this.statuses.delete(`${channel}:${args.thread_ts}`);
    this.messages.push({
      channel,
      ts,
      ...thread,
      ...(only && { only }),
      text: String(text),
      blocks: blocks as unknown[],
      edits: 0,
      ...(metadata ? { metadata } : {}),
    });
    return { ok: true, channel, ts, message: { text, ts } };
  }

  #postFile(channel: string, name: string): void {
    const text = `file ${name}`;
    this.messages.push({ channel, ts: this.nextTs(), text, blocks: [], edits: 0 });
  }

  #update(args: Json): Answer {
    const faults = messageFaults(args);
    if (faults.length > 0) return invalid('invalid_blocks', faults);
    const found = this.in(String(args.channel)).find(({ ts, only }) => ts === args.ts && !only);
    if (!found) return refuse('message_not_found');
    Object.assign(found, { text: args.text, blocks: args.blocks, edits: found.edits + 1 });
    return { ok: true, channel: found.channel, ts: found.ts };
  }

  #openView({ trigger_id, view }: Json): Answer {
    const trigger = this.#triggers.get(String(trigger_id));
    if (!trigger) return refuse('invalid_trigger_id');
    if (trigger.used) return refuse('exchanged_trigger_id');
    if (Date.now() - trigger.at > triggerLastsMs) return refuse('expired_trigger_id');
    const faults = viewFaults(view);
    if (faults.length > 0) return invalid('invalid_arguments', faults);
    trigger.used = true;
    // A person has one modal before them at most.
    for (const other of this.views.values()) if (other.user === trigger.user) other.closed = true;
    const opened: View = {
      id: `V${this.#next()}`,
      user: trigger.user,
      shown: view as Json,
      hash: this.#hash(),
      history: [],
    };
    opened.history.push(opened.shown);
    this.views.set(opened.id, opened);
    return { ok: true, view: { ...opened.shown, id: opened.id, hash: opened.hash } };
  }

  #updateView({ view_id, view }: Json): Answer {
    const found = this.views.get(String(view_id));
    if (!found || found.closed) return refuse('not_found');
    const faults = viewFaults(view);
    if (faults.length > 0) return invalid('invalid_arguments', faults);
    this.changeView(found, view as Json);
    return { ok: true, view: { ...found.shown, id: found.id, hash: found.hash } };
  }

  changeView(view: View, shown: Json): void {
    view.shown = shown;
    view.hash = this.#hash();
    view.history.push(shown);
  }

  #publish({ user_id, view }: Json): Answer {
    const faults = viewFaults(view);
    if (faults.length > 0) return invalid('invalid_arguments', faults);
    const user = String(user_id);
    const home = this.homes.get(user) ?? { id: `V${this.#next()}`, user, shown: {}, hash: '', history: [] };
    this.homes.set(user, home);
    this.changeView(home, view as Json);
    return { ok: true, view: { ...home.shown, id: home.id, hash: home.hash } };
  }

  /** A post to a response address: five times within half an hour. */
  respond(id: string, body: Json): Answer {
    const address = this.#responses.get(id);
    if (!address || address.times >= 5) return refuse('used_url');
    address.times += 1;
    const faults = messageFaults(body);
    if (faults.length > 0) return invalid('invalid_blocks', faults);
    const { used } = address;
    if (body.replace_original === true && used) {
      Object.assign(used, { text: body.text, blocks: body.blocks, edits: used.edits + 1 });
      return { ok: true };
    }
    this.messages.push({
      channel: address.channel,
      ts: this.nextTs(),
      ...(body.response_type === 'in_channel' ? {} : { only: address.user }),
      text: String(body.text),
      blocks: body.blocks as unknown[],
      edits: 0,
    });
    return { ok: true };
  }

  nextTs(): string {
    return `${Math.floor(Date.now() / 1000)}.${String(this.#next()).padStart(6, '0')}`;
  }

  #hash(): string {
    return `${Date.now()}.${this.#next()}`;
  }

  #next(): number {
    this.#count += 1;
    return this.#count;
  }
}

/** `C0HEADS` is #heads. */
export function nameOfChannel(channel: string): string {
  return channel.slice(2).toLowerCase();
}

/** A whole member of our workspace, with a confirmed address. */
export function memberOf(user: string, given: Json = {}): Json {
  const name = user.replace(/^U0?/, '').toLowerCase();
  const profile = { real_name: `${name} Slack`, display_name: name, email: `${name}@school.example`, team };
  return { id: user, team_id: team, name, deleted: false, is_bot: false, is_email_confirmed: true, profile, ...given };
}

function refuse(error: string): Answer {
  return { ok: false, error };
}

function invalid(error: string, faults: readonly string[]): Answer {
  return { ok: false, error, response_metadata: { messages: faults.map((fault) => `[ERROR] ${fault}`) } };
}
