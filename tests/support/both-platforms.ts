import type { Core } from '../../src/app/core.js';
import type { Database } from '../../src/db/database.js';
import type { Role } from '../../src/domain/actor.js';
import { createLogTo } from '../../src/service/log.js';
import { startService } from '../../src/service/service.js';
import { readConfig } from '../../src/settings/config.js';
import { clockAt, type MovableClock } from './clock.js';
import { openDemonstration } from './database/demonstration.js';
import { type SlackChat, type SlackChatOptions, slackChat } from './slack/slack.js';
import { type FakeSlack, fakeSlack } from './slack/slack-api.js';
import { memberOf } from './slack/slack-state.js';
import { botToken, signingSecret, team } from './slack/slack-workspace.js';
import { type ChatOptions, type TeamsChat, teamsChat, transportIdOf } from './teams/teams.js';
import { fakeAuthority, type TabClaims } from './teams/teams-authority.js';
import { type FakeConnector, fakeConnector } from './teams/teams-connector.js';

export const teamsTenant = 'aaaaaaaa-0000-4000-8000-000000000001';

/** The whole service with both Teams and Slack, on a test database with the demonstration data. */
export interface BothPlatforms {
  readonly core: Core;
  readonly database: Database;
  readonly clock: MovableClock;
  readonly slack: FakeSlack;
  readonly connector: FakeConnector;
  readonly baseUrl: string;
  /** Lines of the log, as JSON. */
  readonly logged: readonly string[];
  /** What the service printed for whoever started it. */
  readonly printed: readonly string[];
  /** A token of the directory, as Teams gives it to the tab. */
  tabToken(claims: TabClaims): Promise<string>;
  inTeams(user: string, more?: Partial<ChatOptions>): Promise<TeamsChat>;
  inSlack(user: string, more?: Partial<SlackChatOptions>): SlackChat;
  /** Sets the address that the platforms' directories return for somebody. */
  vouch(user: { readonly teams?: string; readonly slack?: string }, email: string): void;
  /** Gives the account a role, as an administrator would. */
  grant(account: { readonly platform: 'teams' | 'slack'; readonly user: string }, role: Role): Promise<void>;
  /** Runs the minute tasks. */
  tick(): Promise<void>;
  /** Jobs that were put off are due now. */
  hurry(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * @param rateLimit turns per minute of one account; unlimited by default, because tests are faster than people
 * @param logLevel level of `logged`
 * @param more settings besides
 */
export async function startBothPlatforms(
  at = '2026-11-22T10:00:00Z',
  rateLimit = 0,
  logLevel = 'info',
  more: Readonly<Record<string, string>> = {},
): Promise<BothPlatforms> {
  const clock = clockAt(at);
  const database = await openDemonstration(clock);
  const [slack, connector, authority] = await Promise.all([fakeSlack(), fakeConnector(), fakeAuthority(teamsTenant)]);
  const logged: string[] = [];
  const printed: string[] = [];
  const log = createLogTo({ write: (line) => logged.push(line) }, logLevel);
  const settings = { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret, SLACK_API_URL: slack.url };
  const config = {
    ...readConfig({ ...settings, ...more, PUBLIC_URL: 'https://staffroom.example' }),
    rateLimit,
    port: 0,
    host: '127.0.0.1',
  };
  const service = await startService({
    config: { ...config, teams: authority.settings },
    log,
    database,
    clock,
    personas: [],
    print: (words) => void printed.push(words),
    authentication: authority.overrides,
    // What is due comes with `tick`: the machine's minutes would put messages between a question and its answer.
    ticks: 'from elsewhere',
  });
  const baseUrl = `http://127.0.0.1:${service.port}`;
  return {
    core: service.services.core,
    database,
    clock,
    slack,
    connector,
    baseUrl,
    logged,
    printed,
    tabToken: (claims) => authority.tabToken(claims, clock.now()),
    inTeams: (user, more = {}) =>
      teamsChat({ baseUrl, user, tenant: teamsTenant, connector, token: (url) => authority.token(url), ...more }),
    inSlack: (user, more = {}) => slackChat({ baseUrl, slack, user, settled: service.settled, ...more }),
    vouch: (user, email) => {
      if (user.teams) connector.members.set(transportIdOf(user.teams), { id: user.teams, email });
      if (user.slack)
        slack.state.users.set(user.slack, memberOf(user.slack, { profile: { real_name: 'Sam Okafor', email } }));
    },
    grant: async ({ platform, user }, role) => {
      const key = { platform, tenant: platform === 'teams' ? teamsTenant : team, user };
      const account = await database.prisma.account.upsert({
        where: { platform_tenant_user: key },
        create: { ...key, seenAt: clock.now() },
        update: {},
      });
      await database.prisma.grant.create({ data: { accountId: account.id, role } });
    },
    tick: async () => {
      const { prisma, queue } = service.services.core;
      await prisma.$transaction((tx) => queue.enqueue(tx, { name: 'tick', data: {} }));
      queue.nudge();
    },
    hurry: async () => {
      await database.pool.query("UPDATE pgboss.job SET start_after = now() WHERE state IN ('created', 'retry')");
      service.services.core.queue.nudge();
    },
    stop: async () => {
      await service.stop();
      await Promise.all([slack.close(), connector.close(), authority.close()]);
      await database.close();
    },
  };
}
