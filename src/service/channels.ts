import type { Router } from 'express';
import type { Core } from '../app/core.js';
import type { LinkSigner } from '../app/links.js';
import { findAccount, findConversation, latestChat } from '../app/messages/destinations.js';
import { tellOfLostAnswer } from '../app/messages/lost-answers.js';
import type { AnswerLost } from '../channels/port.js';
import type { AuthenticationOverrides } from '../channels/teams/authentication.js';
import { type TeamsChannel, teamsChannel } from '../channels/teams/channel.js';
import type { Sharing } from '../channels/teams/message-extension.js';
import type { TeamsDestinations } from '../channels/teams/port.js';
import { createHome } from '../conversation/everyday/home.js';
import { createPreviewLink, type PreviewLink } from '../conversation/sharing/link-preview.js';
import { createFindShareable } from '../conversation/sharing/shareable.js';
import type { Respond } from '../conversation/talk/turn.js';
import type { Services } from '../conversation/talk/turn-context.js';
import { limitedAnswering } from '../conversation/turns/limited.js';
import { suggest } from '../conversation/turns/lookups.js';
import { createAnswering } from '../conversation/turns/respond.js';
import { watchedRespond } from '../conversation/turns/watched.js';
import type { Db } from '../db/database.js';
import type { Ports } from '../jobs/deliver.js';
import type { Config } from '../settings/config.js';
import type { Log } from './log.js';
import { keepPlaceChange } from './teams-places.js';

/** The connected platforms. */
export interface Channels {
  /** Their endpoints, to be mounted before all others. */
  readonly routers: readonly Router[];
  readonly ports: Ports;
  /** The verified address of an account of Teams, as far as Teams tells it. */
  readonly emailInTeams: (accountId: string) => Promise<string | undefined>;
  /** @throws when a platform rejects the settings, with the remedy */
  start(): Promise<void>;
  /** Runs once a minute. */
  tick(): Promise<void>;
  /** Accepts no more work by itself. */
  stop(): Promise<void>;
  /** Resolves when everything received has been answered. */
  settled(): Promise<void>;
}

/** The platforms in the settings; Teams without credentials in the playground. */
export async function openChannels(
  config: Config,
  services: Services,
  signer: LinkSigner,
  log: Log,
  authentication?: AuthenticationOverrides,
): Promise<Channels> {
  const answering = limitedAnswering(createAnswering(services, log), config.rateLimit, log);
  const respond = watchedRespond(answering, services.core);
  const sharing: Sharing = {
    find: createFindShareable(services),
    preview: createPreviewLink(services, signer, config.publicUrl),
  };
  const teams = openTeams(config, services, { respond, sharing }, log, authentication);
  const slack = await openSlack(config, services, { respond, preview: sharing.preview }, log);
  const opened = [teams, slack].filter((channel) => channel !== undefined);
  return {
    routers: opened.map(({ router }) => router),
    ports: { ...(teams ? { teams: teams.port } : {}), ...(slack ? { slack: slack.port } : {}) },
    emailInTeams: async (accountId) => teams?.emailOf(accountId),
    start: async () => slack?.start(),
    tick: async () => slack?.tick(),
    stop: async () => slack?.stop(),
    settled: async () => {
      await Promise.all(opened.map((channel) => channel.settled()));
    },
  };
}

function openTeams(
  config: Config,
  { core }: Services,
  conversation: { readonly respond: Respond; readonly sharing: Sharing },
  log: Log,
  overrides: AuthenticationOverrides | undefined,
): TeamsChannel | undefined {
  if (!config.teams && !config.playground) return undefined;
  const destinations = teamsDestinations(core.prisma);
  const lost = answersLost(core);
  return teamsChannel({
    settings: config.teams,
    ...conversation,
    places: (change) => keepPlaceChange(core, change),
    destinations,
    suggest: (typing) => suggest(core, typing, (err) => log.warn({ err }, 'nothing could be suggested')),
    lost,
    log,
    ...(overrides ? { overrides } : {}),
  });
}

/** Loaded only where Slack is connected: its SDK takes half a second and 30 MB. */
async function openSlack(
  config: Config,
  services: Services,
  conversation: { readonly respond: Respond; readonly preview: PreviewLink },
  log: Log,
) {
  if (!config.slack) return undefined;
  const { slackChannel } = await import('../channels/slack/channel.js');
  const { core } = services;
  const readHome = createHome(services);
  const ownUrl = config.publicUrl;
  return slackChannel({
    settings: config.slack,
    ...conversation,
    readHome,
    core,
    ownUrl,
    lost: answersLost(core),
    log,
  });
}

function answersLost(core: Core): AnswerLost {
  return async (account, turnId) => {
    await tellOfLostAnswer(core, account, turnId);
  };
}

function teamsDestinations(prisma: Db): TeamsDestinations {
  return {
    conversation: async (id) => findConversation(prisma, id),
    personal: async (id) => {
      const account = await findAccount(prisma, id);
      if (account?.platform !== 'teams') return undefined;
      const { chat, tenant, transportId } = account;
      if (chat) return { ...chat, ...(transportId ? { owner: { tenant, transportId } } : {}) };
      if (!transportId || !account.neighbour) return undefined;
      return { tenant, transportId, reference: account.neighbour.reference };
    },
    anyOf: async (tenant) => {
      const chat = await latestChat(prisma, { platform: 'teams', tenant });
      return chat && { ...chat, owner: { tenant, transportId: chat.transportId } };
    },
  };
}
