import type { Router } from 'express';
import type { Core } from '../../app/core.js';
import type { ReadHome } from '../../conversation/everyday/home.js';
import type { Respond } from '../../conversation/talk/turn.js';
import type { Log } from '../../service/log.js';
import type { SlackSettings } from '../../settings/config.js';
import type { PlatformPort } from '../port.js';
import type { Slack } from './answer.js';
import { createBolt } from './bolt.js';
import { createClient } from './client.js';
import { createDirectory } from './directory.js';
import { createFetchFile } from './files.js';
import { createRequestHandler } from './handle-request.js';
import { createHomes } from './homes.js';
import { createMessenger } from './messenger.js';
import { slackPort } from './port.js';
import { connectSocket, type Entrance, openEntrance, openSocket } from './receivers.js';
import { checkToken, createWorkspace } from './workspace.js';

export interface SlackChannel {
  /** Takes `POST /slack/events`; mount it at the root. Brings its own body parser. Empty in Socket Mode. */
  readonly router: Router;
  readonly port: PlatformPort;
  /** Checks the token, and calls Slack in Socket Mode. @throws when Slack refuses a token, with the remedy */
  start(): Promise<void>;
  /** Once a minute: takes up what a dead process left, and shows on Home tabs what changed elsewhere. */
  tick(): Promise<void>;
  /** Takes no more by itself. */
  stop(): Promise<void>;
  /** Resolves when nothing is being worked on any more, answers that came too late for their request included. */
  settled(): Promise<void>;
}

export interface SlackChannelOptions {
  readonly settings: SlackSettings;
  readonly respond: Respond;
  readonly readHome: ReadHome;
  readonly core: Core;
  readonly log: Log;
}

/** Slack: what people do there goes to `respond`, and what it says goes back. */
export function slackChannel(options: SlackChannelOptions): SlackChannel {
  const { settings, core, log, respond, readHome } = options;
  const client = createClient(settings, log);
  const workspace = createWorkspace(client);
  const messenger = createMessenger(client);
  const { track, settled } = createTracker();
  const homes = createHomes({ core, readHome, mouth: messenger, log, track });
  const directory = createDirectory(client, workspace, log);
  const slack: Slack = { core, respond, mouth: messenger, directory, workspace, homes, log };
  const taking = createRequestHandler(slack, track);
  const { receiver, router } = entranceOf(settings, log);
  const bolt = createBolt({ receiver, settings, slack, taking, fetchFile: createFetchFile(settings), log });
  const again = (body: unknown) =>
    bolt.processEvent({
      body: body as Record<string, unknown>,
      ack: async () => undefined,
      customProperties: { leftOver: true },
    });
  return {
    router,
    port: slackPort({ core, client, workspace }),
    start: async () => {
      await checkToken(workspace, log);
      if (settings.transport.kind === 'socket') await connectSocket(bolt, log);
    },
    tick: async () => {
      await taking.recover(again);
      homes.refreshAllSoon();
    },
    stop: async () => {
      if (settings.transport.kind === 'socket') await bolt.stop();
    },
    settled,
  };
}

function entranceOf(settings: SlackSettings, log: Log): Entrance {
  const { transport } = settings;
  return transport.kind === 'socket'
    ? openSocket({ ...settings, transport }, log)
    : openEntrance(transport.signingSecret, log);
}

/** Remembers work until it is done, whoever waits for it. */
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
