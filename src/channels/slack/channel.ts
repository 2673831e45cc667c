import type { Router } from 'express';
import type { Core } from '../../app/core.js';
import { createChatLinks } from '../../app/operations/chat-links.js';
import type { ReadHome } from '../../conversation/everyday/home.js';
import type { PreviewLink } from '../../conversation/sharing/link-preview.js';
import type { Respond } from '../../conversation/talk/turn.js';
import type { Log } from '../../service/log.js';
import type { SlackSettings } from '../../settings/config.js';
import type { AnswerLost, PlatformPort } from '../port.js';
import type { Slack } from './answer.js';
import { createThreads } from './assistant/threads.js';
import { createBolt } from './bolt.js';
import { createClient } from './client.js';
import { createDirectory } from './directory.js';
import { describeFault } from './faults.js';
import { createFetchFile } from './files.js';
import { createRequestHandler } from './handle-request.js';
import { createHomeTabs } from './home-tabs.js';
import { createMessenger } from './messenger.js';
import { mendLinksTo } from './own-files/file-buttons.js';
import { createSendFile } from './own-files/send-file.js';
import { slackPort } from './port.js';
import { connectSocket, httpIngress, type SlackIngress, socketIngress } from './receivers.js';
import { checkToken, createWorkspace, readAppLink } from './workspace.js';

export interface SlackChannel {
  /** Serves `POST /slack/events`; mount it at the root. Has its own body parser. Empty in Socket Mode. */
  readonly router: Router;
  readonly port: PlatformPort;
  /** Checks the token, and connects in Socket Mode. @throws when Slack refuses a token, with the remedy */
  start(): Promise<void>;
  /** Once a minute: recovers events of dead processes and refreshes Home tabs. */
  tick(): Promise<void>;
  /** Stops receiving. */
  stop(): Promise<void>;
  /** Resolves when no work is in progress, including answers that outlasted their request. */
  settled(): Promise<void>;
}

interface SlackChannelOptions {
  readonly settings: SlackSettings;
  readonly respond: Respond;
  readonly readHome: ReadHome;
  /** What a link to one of our pages is about. */
  readonly preview: PreviewLink;
  readonly core: Core;
  /** The address that our links begin with. */
  readonly ownUrl: string;
  readonly lost: AnswerLost;
  readonly log: Log;
}

/** Passes what people do in Slack to `respond`, and posts its replies. */
export function slackChannel(options: SlackChannelOptions): SlackChannel {
  const { settings, core, lost, log, respond, readHome } = options;
  const client = createClient(settings, log);
  const workspace = createWorkspace(client);
  const mend = mendLinksTo(options.ownUrl);
  const messenger = createMessenger(client, log, mend);
  const { track, settled } = createTracker();
  const homes = createHomeTabs({ core, readHome, messenger, log, track });
  const directory = createDirectory(client, workspace, log);
  const sendFile = createSendFile(client, options.ownUrl);
  const threads = createThreads(client, log, track);
  const slack: Slack = { core, respond, messenger, directory, workspace, homes, threads, sendFile, lost, log };
  const handler = createRequestHandler(slack, track);
  const { receiver, router } = ingressFor(settings, log);
  const bolt = createBolt({
    receiver,
    settings,
    slack,
    handler,
    fetchFile: createFetchFile(settings),
    preview: options.preview,
    log,
  });
  const again = (body: unknown) =>
    bolt.processEvent({
      body: body as Record<string, unknown>,
      ack: async () => undefined,
      customProperties: { recovered: true },
    });
  return {
    router,
    port: slackPort({ core, client, workspace, log, mend }),
    start: async () => {
      await checkToken(core, workspace, log);
      track(
        readAppLink(client, workspace).then(
          (link) => {
            core.memory.of(createChatLinks).slack = link;
          },
          (error: unknown) => log.warn({ fault: describeFault(error) }, 'Slack does not say which app the bot is'),
        ),
      );
      if (settings.transport.kind === 'socket') await connectSocket(bolt, log);
    },
    tick: async () => {
      await handler.recover(again);
      homes.refreshAllSoon();
    },
    stop: async () => {
      if (settings.transport.kind === 'socket') await bolt.stop();
    },
    settled,
  };
}

function ingressFor(settings: SlackSettings, log: Log): SlackIngress {
  const { transport } = settings;
  return transport.kind === 'socket'
    ? socketIngress({ ...settings, transport }, log)
    : httpIngress(transport.signingSecret, log);
}

/** Tracks work that may outlast its request. */
function createTracker() {
  const trailing = new Set<Promise<unknown>>();
  return {
    track: (work: Promise<unknown>) => {
      trailing.add(work);
      const done = () => trailing.delete(work);
      work.then(done, done);
    },
    settled: async () => {
      while (trailing.size > 0) await Promise.allSettled(trailing);
    },
  };
}
