import { setTimeout as delay } from 'node:timers/promises';
import { type Core, createCore } from '../app/core.js';
import { openLinkSigner } from '../app/links.js';
import { openFirstAdministrator } from '../app/people/first-administrator.js';
import { applySettingsAdministrators } from '../app/people/settings-administrators.js';
import type { Persona } from '../app/playground.js';
import { missingOf, readNoticeSettings } from '../app/privacy/notice-settings.js';
import { noteRecordsBegan } from '../app/privacy/retention.js';
import type { MailChannel } from '../channels/mail/port.js';
import { isThisMachine } from '../channels/public-addresses.js';
import type { AuthenticationOverrides } from '../channels/teams/authentication.js';
import { standIns } from '../conversation/talk/stand-ins.js';
import type { Services } from '../conversation/talk/turn-context.js';
import type { Database } from '../db/database.js';
import { tidyUp } from '../db/maintenance.js';
import type { Clock } from '../domain/clock.js';
import { type HeldPort, holdPort } from '../http/held-port.js';
import { createMetrics, type Metrics } from '../http/metrics.js';
import type { Outbox } from '../http/outbox-page.js';
import { outboxRoute } from '../http/outbox-route.js';
import { createServer, type ServerOptions } from '../http/server.js';
import { deliver, type Ports } from '../jobs/deliver.js';
import { probePlatforms } from '../jobs/probe-platforms.js';
import { rateLimitedMail, rateLimitedPorts } from '../jobs/rate-limited-ports.js';
import { refresh } from '../jobs/refresh.js';
import { release } from '../jobs/release.js';
import { runTick } from '../jobs/tick.js';
import type { Handlers } from '../queue/jobs.js';
import { startQueue, type Ticks } from '../queue/queue.js';
import type { Config } from '../settings/config.js';
import type { MailSettings } from '../settings/mail.js';
import { createFigures } from '../telemetry/figures.js';
import { type Channels, openChannels } from './channels.js';
import { addCollected } from './collected.js';
import { composeServices, pageRoutes } from './compose.js';
import type { Log } from './log.js';
import { teamsTabRoutes } from './teams-tab.js';
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
  /** What is due is looked for each minute, unless whoever started the service says when. */
  readonly ticks?: Ticks;
  /** The port, if it is held already. */
  readonly held?: HeldPort;
  /** Shows whoever started the service what must not be in the log; without it nothing secret is made. */
  readonly print?: (words: string) => void;
  /** The playground's own mail server, which takes every mail in place of one in the settings. */
  readonly outbox?: Outbox & { readonly settings: MailSettings };
}

/** Composes the service and starts it. @throws PortFault when the port is taken, before anything is done */
export async function startService(parts: ServiceParts): Promise<Service> {
  const { config, log, database, clock, personas, authentication } = parts;
  const held = parts.held ?? (await holdPort(config.port, config.host));
  const applied = await applySettingsAdministrators(database.prisma, clock, config.administrators);
  if (applied.raised + applied.lowered > 0) log.info(applied, 'administrators of the settings');
  // Beside the demonstration's people the playground has its own administrator to act as.
  if (parts.print && !(config.playground && config.demoData)) await offerFirstAdministrator(database, log, parts.print);
  const queue = await startQueue(database, log);
  const mail = parts.outbox?.settings ?? config.mail;
  const core = createCore({
    database,
    queue,
    clock,
    timeZone: config.timeZone,
    standIns,
    mailConnected: mail !== undefined,
  });
  await noteRecordsBegan(core);
  const missing = missingOf(await readNoticeSettings(core.prisma));
  if (missing.length > 0 && !config.playground)
    log.warn({ missing }, 'the privacy notice is not complete: an administrator says “privacy notice” to the bot');
  if (config.slack && !config.playground && isThisMachine(new URL(config.publicUrl).hostname))
    log.warn(
      'PUBLIC_URL is not set, so links in messages lead nowhere: in Slack files are sent in their place, and pages are left out',
    );
  const signer = await openLinkSigner(database.prisma);
  const services = composeServices(config, core, signer, { personas, mail, outbox: parts.outbox !== undefined });
  const mails = mail && (await openMail(mail));
  const channels = await openChannels(config, services, signer, log, authentication);
  const vitals = watchVitals(database, log);
  const serving: ServerOptions = {
    log,
    ready: vitals.ready,
    alive: vitals.alive,
    ...(config.metricsToken ? { metrics: { figures: metricsOf(core, database), token: config.metricsToken } } : {}),
    settled: channels.settled,
    routes: (app) => {
      const tab = teamsTabRoutes(config, services, channels.emailInTeams, authentication);
      for (const route of [...channels.routers, ...pageRoutes(config, services, signer), ...tab]) app.use(route);
      if (parts.outbox) app.use(outboxRoute(parts.outbox, config.timeZone));
    },
  };
  const server = createServer(serving, held);
  const ports = rateLimitedPorts({
    ...channels.ports,
    ...(mail && mails ? { mail: rateLimitedMail(mails.port, mail.perMinute) } : {}),
  });
  await queue.work(handlersOf(parts, services, { channels, ports }, vitals), parts.ticks);
  const stop = async (drainMs = 0) => {
    server.drain();
    const queueStopped = queue.stop(drainMs + jobsGraceMs);
    await channels.stop();
    if (drainMs > 0) await delay(drainMs);
    await server.stop();
    await queueStopped;
    mails?.stop();
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
    `\n  Nobody administers this service yet. Say to the bot in its chat:  administrator code ${code}\n  It works once, for the first administrator only.\n\n`,
  );
}

/** Loaded only where a mail server is connected. */
async function openMail(settings: MailSettings): Promise<MailChannel> {
  const { mailChannel } = await import('../channels/mail/port.js');
  return mailChannel(settings);
}

function metricsOf(core: Core, database: Database): Metrics {
  const { registry } = core.memory.of(createFigures);
  addCollected(registry, core, database);
  return createMetrics(registry);
}

/** A message that is being sent has so long to be taken, when the service stops. Milliseconds. */
const jobsGraceMs = 2_000;

function handlersOf(
  { log, clock, database }: ServiceParts,
  services: Services,
  { channels, ports }: { readonly channels: Channels; readonly ports: Ports },
  vitals: Vitals,
): Handlers {
  return {
    deliver: ({ deliveryId }) => deliver(services, ports, log, deliveryId),
    release: ({ heldId }) => release(services.core, heldId),
    refresh: ({ deliveryId }) => refresh(services, ports, log, deliveryId),
    tick: async () => {
      await runTick(services.core, log);
      await tidyUpNightly(clock, database);
      await vitals.noteTick();
      await probePlatforms(services.core, ports, log);
      await channels.tick();
    },
  };
}

async function tidyUpNightly(clock: Clock, database: Database): Promise<void> {
  const now = clock.now();
  if (now.getUTCHours() === 3 && now.getUTCMinutes() === 30) await tidyUp(database);
}
