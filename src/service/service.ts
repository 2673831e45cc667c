import { setTimeout as delay } from 'node:timers/promises';
import { createCore } from '../app/core.js';
import { openLinkSigner } from '../app/links.js';
import { openFirstAdministrator } from '../app/people/first-administrator.js';
import { applySettingsAdministrators } from '../app/people/settings-administrators.js';
import type { Persona } from '../app/playground.js';
import { missingOf, readNoticeSettings } from '../app/privacy/notice-settings.js';
import { noteRecordsBegan } from '../app/privacy/retention.js';
import type { AuthenticationOverrides } from '../channels/teams/authentication.js';
import type { Services } from '../conversation/talk/turn-context.js';
import type { Database } from '../db/database.js';
import { tidyUp } from '../db/maintenance.js';
import type { Clock } from '../domain/clock.js';
import { type HeldPort, holdPort } from '../http/held-port.js';
import { createMetrics } from '../http/metrics.js';
import { createServer, type ServerOptions } from '../http/server.js';
import { deliver } from '../jobs/deliver.js';
import { rateLimitedPorts } from '../jobs/rate-limited-ports.js';
import { refresh } from '../jobs/refresh.js';
import { runTick } from '../jobs/tick.js';
import type { Handlers } from '../queue/jobs.js';
import { startQueue } from '../queue/queue.js';
import type { Config } from '../settings/config.js';
import { type Channels, openChannels } from './channels.js';
import { composeServices, pageRoutes } from './compose.js';
import type { Log } from './log.js';
import { type Vitals, watchVitals } from './vitals.js';

export interface Service {
  readonly port: number;
  readonly services: Services;
  /** Resolves when everything received has been answered, including postponed work. */
  settled(): Promise<void>;
  /**
   * Accepts nothing more and finishes what is running. The database stays open: whoever opened it closes it.
   * @param drainMs goes on answering for so long, while `/readyz` says that no more should be sent here; no job is begun
   */
  stop(drainMs?: number): Promise<void>;
}

interface ServiceParts {
  readonly config: Config;
  readonly log: Log;
  readonly database: Database;
  readonly clock: Clock;
  /** People a newcomer can act as; ignored unless the bot runs without credentials. */
  readonly personas: readonly Persona[];
  readonly authentication?: AuthenticationOverrides;
  /** The port, if it is held already. */
  readonly held?: HeldPort;
  /** Shows whoever started the service what must not be in the log; without it nothing secret is made. */
  readonly print?: (words: string) => void;
}

/** Composes the service and starts it. @throws PortFault when the port is taken, before anything is done */
export async function startService(parts: ServiceParts): Promise<Service> {
  const { config, log, database, clock, personas, authentication } = parts;
  const held = parts.held ?? (await holdPort(config.port, config.host));
  const applied = await applySettingsAdministrators(database.prisma, clock, config.administrators);
  if (applied.raised + applied.lowered > 0) log.info(applied, 'administrators of the settings');
  if (!config.playground && parts.print) await offerFirstAdministrator(database, log, parts.print);
  const queue = await startQueue(database, log);
  const core = createCore({ database, queue, clock, timeZone: config.timeZone });
  await noteRecordsBegan(core);
  const missing = missingOf(await readNoticeSettings(core.prisma));
  if (missing.length > 0 && !config.playground)
    log.warn({ missing }, 'the privacy notice is not complete: an administrator says “privacy notice” to the bot');
  const signer = await openLinkSigner(database.prisma);
  const services = composeServices(config, core, signer, personas);
  const channels = await openChannels(config, services, log, authentication);
  const vitals = watchVitals(database, log);
  const serving: ServerOptions = {
    log,
    ready: vitals.ready,
    alive: vitals.alive,
    ...(config.metricsToken ? { metrics: { figures: createMetrics(), token: config.metricsToken } } : {}),
    settled: channels.settled,
    routes: (app) => {
      for (const route of [...channels.routers, ...pageRoutes(config, services, signer)]) app.use(route);
    },
  };
  const server = createServer(serving, held);
  await queue.work(handlersOf(parts, services, channels, vitals));
  const stop = async (drainMs = 0) => {
    server.drain();
    const queueStopped = queue.stop(drainMs + jobsGraceMs);
    await channels.stop();
    if (drainMs > 0) await delay(drainMs);
    await server.stop();
    await queueStopped;
    vitals.stop();
  };
  await channels.start().catch(async (fault: unknown) => {
    await stop();
    throw fault;
  });
  return { port: held.port, services, settled: channels.settled, stop };
}

/** Whoever reads what the service prints may become its first administrator. The code is printed, never logged. */
async function offerFirstAdministrator(database: Database, log: Log, print: (words: string) => void): Promise<void> {
  const code = await openFirstAdministrator(database.prisma);
  if (!code) return;
  log.info('no administrator yet: say the printed code to the bot, or name an account in ADMINISTRATORS');
  print(
    `\n  Nobody administers this service yet. Say to the bot in Teams or Slack:  administrator code ${code}\n  It works once, for the first administrator only.\n\n`,
  );
}

/** A message that is being sent has so long to be taken, when the service stops. Milliseconds. */
const jobsGraceMs = 2_000;

function handlersOf(
  { log, clock, database }: ServiceParts,
  services: Services,
  channels: Channels,
  vitals: Vitals,
): Handlers {
  const ports = rateLimitedPorts(channels.ports);
  return {
    deliver: ({ deliveryId }) => deliver(services, ports, log, deliveryId),
    refresh: ({ deliveryId }) => refresh(services, ports, log, deliveryId),
    tick: async () => {
      await runTick(services.core, log);
      await tidyUpNightly(clock, database);
      await vitals.noteTick();
      await channels.tick();
    },
  };
}

async function tidyUpNightly(clock: Clock, database: Database): Promise<void> {
  const now = clock.now();
  if (now.getUTCHours() === 3 && now.getUTCMinutes() === 30) await tidyUp(database);
}
