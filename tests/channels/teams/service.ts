import type { AuthenticationOverrides } from '../../../src/channels/teams/authentication.js';
import { type TeamsChannel, teamsChannel } from '../../../src/channels/teams/channel.js';
import type { TeamsDestinations } from '../../../src/channels/teams/port.js';
import type { Reply, Turn } from '../../../src/conversation/talk/turn.js';
import { createServer } from '../../../src/http/server.js';
import { createLogTo } from '../../../src/service/log.js';
import type { TeamsSettings } from '../../../src/settings/config.js';

export interface TestService {
  readonly baseUrl: string;
  readonly channel: TeamsChannel;
  /** What reached the conversation, in order. */
  readonly turns: readonly Turn[];
  /** The log's lines. */
  readonly lines: ReadonlyArray<Readonly<Record<string, unknown>>>;
  stop(): Promise<void>;
}

/** The Teams channel on a real port, with a conversation that says what the test wants. */
export async function teamsService(options: {
  say?: (turn: Turn) => Promise<readonly Reply[]> | readonly Reply[];
  settings?: TeamsSettings;
  overrides?: AuthenticationOverrides;
  destinations?: TeamsDestinations;
  /** Whose answers could not be posted, and of which turn. */
  lost?: string[];
}): Promise<TestService> {
  const turns: Turn[] = [];
  const lines: Record<string, unknown>[] = [];
  const log = createLogTo({ write: (line) => void lines.push(JSON.parse(line)) }, 'debug');
  const channel = teamsChannel({
    settings: options.settings,
    ...(options.overrides && { overrides: options.overrides }),
    destinations: options.destinations ?? {
      conversation: async () => undefined,
      personal: async () => undefined,
      anyOf: async () => undefined,
    },
    lost: async (account, turnId) => {
      options.lost?.push(`${account.user} ${turnId}`);
    },
    suggest: async () => [],
    sharing: { find: async () => [], preview: async () => undefined },
    places: async () => undefined,
    log,
    respond: async (turn) => {
      turns.push(turn);
      return options.say?.(turn) ?? [{ kind: 'text', text: 'Heard.' }];
    },
  });
  const server = createServer({
    log,
    ready: async () => ({ ready: true }),
    routes: (app) => void app.use(channel.router),
    settled: channel.settled,
  });
  const { port } = await server.listen(0, '127.0.0.1');
  return { baseUrl: `http://127.0.0.1:${port}`, channel, turns, lines, stop: () => server.stop() };
}
