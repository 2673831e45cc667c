import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { refusalOf } from './teams-limits.js';

/** What the service sends to Teams, as far as tests look at it. */
export interface SentActivity {
  readonly type: string;
  readonly text?: string;
  readonly textFormat?: string;
  readonly summary?: string;
  readonly suggestedActions?: { readonly actions: ReadonlyArray<{ readonly type: string; readonly value: string }> };
  readonly from?: { readonly id: string };
  readonly attachments?: ReadonlyArray<{ readonly contentType: string; readonly content: unknown }>;
}

/** A message in a chat or channel. `id` is what the connector answered, or the id of the message that was replaced. */
export interface SentMessage {
  readonly id: string;
  /** With `;messageid=…` when it went to a thread. */
  readonly conversationId: string;
  readonly activity: SentActivity;
  readonly authorization: string | undefined;
}

export interface Member {
  readonly id: string;
  readonly email?: string;
  readonly userPrincipalName?: string;
}

/** A team and the names of its channels, by id; `null` is the one that every team has. */
export interface Team {
  name: string;
  readonly channels: Map<string, string | null>;
}

export type Trouble =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }
  /** Takes the request and never answers. */
  | 'silence'
  /** Ends the connection without an answer. */
  | 'hang-up'
  /** Does what is asked, and says so after so many milliseconds. */
  | { readonly slowMs: number };

/** A Bot Connector on this machine: what Teams looks like from the service. */
export interface FakeConnector {
  /** What activities carry as `serviceUrl`. */
  readonly url: string;
  readonly posted: readonly SentMessage[];
  readonly updated: readonly SentMessage[];
  /** Personal chats that were opened, by user id. */
  readonly opened: ReadonlyMap<string, string>;
  /** All requests, failed ones included. */
  readonly requests: number;
  /** What `getMember` tells, by user id; others are 404. */
  readonly members: Map<string, Member>;
  /** Teams that the bot is in, by id; of others their names are 404, their channels are as messages say. */
  readonly teams: Map<string, Team>;
  /** Chats and channels that take nothing, by id without a thread, with the code that Teams gives for it. */
  readonly shut: Map<string, string>;
  /** The next requests end so, one each, before all is well again. */
  fail(...troubles: readonly Trouble[]): void;
  /** From now on every request ends so; undefined: all is well again. */
  outage(trouble: Trouble | undefined): void;
  close(): Promise<void>;
}

/** Starts one on a free port. */
export async function fakeConnector(): Promise<FakeConnector> {
  const state = new ConnectorState();
  const server = createServer((request, response) => {
    void state.serve(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    posted: state.posted,
    updated: state.updated,
    opened: state.opened,
    members: state.members,
    teams: state.teams,
    shut: state.shut,
    get requests() {
      return state.requests;
    },
    fail: (...troubles) => {
      state.troubles.push(...troubles);
    },
    outage: (trouble) => {
      state.outage = trouble;
    },
    close: () => closeServer(server),
  };
}

/** Closes at once, connections that are kept alive included. */
export function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeAllConnections();
  return closed;
}

class ConnectorState {
  readonly posted: SentMessage[] = [];
  readonly updated: SentMessage[] = [];
  readonly opened = new Map<string, string>();
  readonly members = new Map<string, Member>();
  readonly teams = new Map<string, Team>();
  readonly troubles: Trouble[] = [];
  outage: Trouble | undefined;
  requests = 0;
  #ids = 1_800_000_000_000;

  /** Chats and channels that take nothing, by id without a thread, with the code that Teams gives for it. */
  readonly shut = new Map<string, string>();

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requests += 1;
    const body = await readJson(request);
    // Questions about a team come beside what a test is about.
    const isAside = request.url?.startsWith('/v3/teams/') === true;
    const trouble = (isAside ? undefined : this.troubles.shift()) ?? this.outage;
    if (trouble === 'silence') return;
    if (trouble === 'hang-up') {
      request.socket.destroy();
      return;
    }
    if (trouble && 'status' in trouble)
      return send(response, trouble.status, trouble.body ?? { error: { code: 'Trouble' } }, trouble.headers);
    const [status, answer] = this.#answer(request, body);
    if (trouble) await new Promise((resolve) => setTimeout(resolve, trouble.slowMs));
    send(response, status, answer);
  }

  #answer(request: IncomingMessage, body: unknown): [number, unknown] {
    const [, version, collection, conversation, what, item] = (request.url ?? '').split('/').map(decodeURIComponent);
    if (version === 'v3' && collection === 'teams') return this.#team(conversation ?? '', what);
    if (version !== 'v3' || collection !== 'conversations') return [404, { error: { code: 'NotFound' } }];
    const message = (id: string): SentMessage => ({
      id,
      conversationId: conversation ?? '',
      activity: body as SentActivity,
      authorization: request.headers.authorization,
    });
    const closed = this.shut.get((conversation ?? '').split(';')[0] ?? '');
    if (closed) return [closed === 'ConversationNotFound' ? 404 : 403, { error: { code: closed, message: closed } }];
    if (request.method === 'POST' && conversation === undefined) return [201, { id: this.#open(body) }];
    const refused = what === 'activities' ? refusalOf(body) : undefined;
    if (refused) return [refused.status, { error: { code: refused.code, message: refused.faults.join('; ') } }];
    if (request.method === 'POST' && what === 'activities') {
      this.#ids += 1;
      this.posted.push(message(String(this.#ids)));
      return [201, { id: String(this.#ids) }];
    }
    if (request.method === 'PUT' && what === 'activities' && item) {
      this.updated.push(message(item));
      return [200, { id: item }];
    }
    const member = what === 'members' && item ? this.members.get(item) : undefined;
    return member ? [200, member] : [404, { error: { code: 'MemberNotFoundInConversation' } }];
  }

  /** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context */
  #team(id: string, what: string | undefined): [number, unknown] {
    const team = this.teams.get(id);
    if (!team) return [404, { error: { code: 'NotFound', message: 'The bot is not in this team' } }];
    if (what !== 'conversations')
      return [200, { id, name: team.name, aadGroupId: 'a0000000-0000-4000-8000-00000000000a' }];
    return [200, { conversations: [...team.channels].map(([channel, name]) => ({ id: channel, name })) }];
  }

  #open(body: unknown): string {
    const user = (body as { members?: Array<{ id?: string }> }).members?.[0]?.id ?? '';
    const known = this.opened.get(user) ?? `a:opened-for-${user}`;
    this.opened.set(user, known);
    return known;
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text === '' ? undefined : JSON.parse(text);
}

function send(response: ServerResponse, status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
