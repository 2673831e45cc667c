import { type SlackChannel, slackChannel } from '../../../src/channels/slack/channel.js';
import type { HomePage } from '../../../src/conversation/everyday/home.js';
import type { Reply, Turn } from '../../../src/conversation/talk/turn.js';
import type { Database } from '../../../src/db/database.js';
import { systemClock } from '../../../src/domain/clock.js';
import { createServer } from '../../../src/http/server.js';
import { createLogTo } from '../../../src/service/log.js';
import type { SlackSettings } from '../../../src/settings/config.js';
import { openTestDatabase } from '../../support/database/database.js';
import { idleQueue } from '../../support/database/idle-queue.js';
import { type SlackChat, type SlackChatOptions, slackChat } from '../../support/slack/slack.js';
import { type FakeSlack, fakeSlack } from '../../support/slack/slack-api.js';
import { botToken, signingSecret } from '../../support/slack/slack-workspace.js';
import { coreOf } from '../../support/worlds/programme.js';

export interface SlackTestService {
  readonly baseUrl: string;
  readonly slack: FakeSlack;
  readonly channel: SlackChannel;
  readonly database: Database;
  /** What reached the conversation, in order. */
  readonly turns: readonly Turn[];
  /** The log's lines. */
  readonly lines: ReadonlyArray<Readonly<Record<string, unknown>>>;
  chat(options?: Partial<SlackChatOptions>): SlackChat;
  stop(): Promise<void>;
}

export interface SlackTestOptions {
  readonly say?: (turn: Turn) => Promise<readonly Reply[]> | readonly Reply[];
  readonly home?: () => HomePage;
  readonly settings?: Partial<SlackSettings>;
  readonly slack?: FakeSlack;
  /** The address that our links begin with. */
  readonly ownUrl?: string;
}

/** The Slack channel on a real port and a real database, with a conversation that says what the test wants. */
export async function slackService(options: SlackTestOptions = {}): Promise<SlackTestService> {
  const turns: Turn[] = [];
  const lines: Record<string, unknown>[] = [];
  const log = createLogTo({ write: (line) => void lines.push(JSON.parse(line)) }, 'debug');
  const slack = options.slack ?? (await fakeSlack());
  const database = await openTestDatabase();
  const settings: SlackSettings = {
    botToken,
    apiUrl: slack.url,
    transport: { kind: 'http', signingSecret },
    ...options.settings,
  };
  const channel = slackChannel({
    settings,
    preview: async () => undefined,
    ownUrl: options.ownUrl ?? 'https://staffroom.example',
    core: coreOf(database, idleQueue, systemClock),
    lost: async () => undefined,
    log,
    readHome: async () => options.home?.() ?? { accountId: undefined, cards: [] },
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
  await channel.start();
  const baseUrl = `http://127.0.0.1:${port}`;
  return {
    baseUrl,
    slack,
    channel,
    database,
    turns,
    lines,
    chat: (more = {}) => slackChat({ baseUrl, slack, user: 'U0SAM', settled: channel.settled, ...more }),
    stop: async () => {
      await channel.stop();
      await server.stop();
      await database.close();
      if (!options.slack) await slack.close();
    },
  };
}
