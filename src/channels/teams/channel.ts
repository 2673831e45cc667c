import { Application } from '@microsoft/teams-ai/lib/Application.js';
import type { InvokeResponse, TurnContext } from 'botbuilder';
import type { Router } from 'express';
import type { Respond } from '../../conversation/talk/turn.js';
import type { Log } from '../../service/log.js';
import type { TeamsSettings } from '../../settings/config.js';
import type { AnswerLost, PlatformPort } from '../port.js';
import { StaffroomTeamsAdapter } from './adapter.js';
import { answer } from './answer.js';
import type { AuthenticationOverrides } from './authentication.js';
import { createChannelNames } from './channel-names.js';
import { inboundOf, messagesRoute } from './ingress.js';
import { notImplemented } from './invoke.js';
import { answerExtension, answerTyping, type Sharing, type SuggestChoices } from './message-extension.js';
import { type PlaceChange, readPlaceChange } from './place-changes.js';
import { type TeamsDestinations, teamsPort } from './port.js';
import { vouchedEmail } from './vouched-email.js';

export interface TeamsChannel {
  /** Serves `POST /api/messages`; mount it at the root. Has its own body parser. */
  readonly router: Router;
  readonly port: PlatformPort;
  /** The verified address of an account that has a chat with the bot; undefined when there is none, or Teams does not answer. */
  emailOf(accountId: string): Promise<string | undefined>;
  /** Resolves when no work is in progress, including answers that outlasted their request. */
  settled(): Promise<void>;
}

interface TeamsChannelOptions {
  /** Undefined for playground mode: no authentication, and only this machine is served. */
  readonly settings: TeamsSettings | undefined;
  readonly respond: Respond;
  readonly destinations: TeamsDestinations;
  readonly lost: AnswerLost;
  readonly sharing: Sharing;
  readonly suggest: SuggestChoices;
  /** Keeps what became of a chat, a channel or a team. */
  readonly places: (change: PlaceChange) => Promise<void>;
  readonly log: Log;
  /** Replaces Microsoft as the authority in tests. */
  readonly overrides?: AuthenticationOverrides;
}

/** Passes what people do in Teams to `respond`, and posts its replies. @throws on empty credentials */
export function teamsChannel(options: TeamsChannelOptions): TeamsChannel {
  const { settings, respond, destinations, lost, sharing, suggest, places, log, overrides } = options;
  const adapter = new StaffroomTeamsAdapter(settings, overrides);
  const names = createChannelNames(adapter, log);
  const trailing = new Set<Promise<unknown>>();
  const track = (work: Promise<unknown>) => {
    trailing.add(work);
    const done = () => trailing.delete(work);
    work.then(done, done);
  };
  const application = routes(async (context) => {
    const inbound = inboundOf(context);
    const change = readPlaceChange(inbound.activity);
    if (change) await places(change);
    const team = change && inbound.activity.channelData?.team?.id;
    if (team) names.forget(team);
    const asked = (await answerExtension(sharing, inbound.activity)) ?? (await answerTyping(suggest, inbound.activity));
    return asked ?? answer({ adapter, respond, settings, track, lost, names }, inbound);
  });
  return {
    router: messagesRoute({ settings, adapter, application, log, ...(overrides ? { overrides } : {}) }),
    port: teamsPort(adapter, destinations, log),
    emailOf: async (accountId) => {
      const chat = await destinations.personal(accountId);
      if (!chat || !('externalId' in chat) || !chat.owner || !chat.reference.serviceUrl) return undefined;
      const member = { conversation: chat.externalId, id: chat.owner.transportId, tenant: chat.owner.tenant };
      return vouchedEmail(await adapter.connector(chat.reference.serviceUrl), member, settings, log);
    },
    settled: async () => {
      while (trailing.size > 0) await Promise.allSettled(trailing);
    },
  };
}

/** One catch-all route for each kind of activity; the conversation works out what is meant. */
function routes(take: (context: TurnContext) => Promise<InvokeResponse | undefined>): Application {
  // We remove mentions by their entities; the framework goes by the name.
  const application = new Application({ removeRecipientMention: false });
  // The option to switch off the typing timer is ignored in 1.7.4, and the timer outlives the turn.
  application.startTypingTimer = () => {};
  const hear = async (context: TurnContext) => {
    await take(context);
  };
  application.activity('message', hear);
  application.activity('messageUpdate', hear);
  application.activity('installationUpdate', hear);
  application.activity('conversationUpdate', hear);
  application.addRoute(
    async (context) => context.activity.type === 'invoke',
    async (context) => {
      const value = (await take(context)) ?? notImplemented;
      await context.sendActivity({ type: 'invokeResponse', value });
    },
    true,
  );
  return application;
}
