import type { Express } from 'express';
import { openLinkSigner } from '../app/links.js';
import { findAccount, findConversation } from '../app/messages/destinations.js';
import { applySettingsAdministrators } from '../app/people/settings-administrators.js';
import type { Persona } from '../app/playground.js';
import { createHttpRates } from '../app/turns/rates.js';
import type { AuthenticationOverrides } from '../channels/teams/authentication.js';
import { teamsChannel } from '../channels/teams/channel.js';
import type { TeamsDestinations } from '../channels/teams/port.js';
import { createHome } from '../conversation/everyday/home.js';
import type { Services } from '../conversation/talk/turn-context.js';
import { limitedRespond } from '../conversation/turns/limited.js';
import { createRespond } from '../conversation/turns/respond.js';
import type { Database, Db } from '../db/database.js';
import { tidyUp } from '../db/maintenance.js';
import type { Clock } from '../domain/clock.js';
import { attendeesRoute } from '../http/attendees-route.js';
import { calendarRoute } from '../http/calendar-route.js';
import { doorListRoute } from '../http/door-list-route.js';
import { limitPages } from '../http/limits.js';
import { createMetrics } from '../http/metrics.js';
import { ownDataRoute } from '../http/own-data-route.js';
import { pagesRoute } from '../http/pages-route.js';
import { placeRoute } from '../http/place-route.js';
import { createServer } from '../http/server.js';
import { deliver } from '../jobs/deliver.js';
import { patientPorts } from '../jobs/patient-ports.js';
import { refresh } from '../jobs/refresh.js';
import { runTick } from '../jobs/tick.js';
import { createAnswerModel } from '../knowledge/model-client.js';
import { startQueue } from '../queue/queue.js';
import type { Config } from '../settings/config.js';
import { administration } from './administration.js';
import { afterEvent } from './after-event.js';
import { makeAttendeeFile } from './files.js';
import { importing } from './importing.js';
import { organiserLinks } from './links.js';
import type { Log } from './log.js';

export interface Service {
  readonly port: number;
  readonly services: Services;
  /** Resolves when everything that was taken is answered, what was put off included. */
  settled(): Promise<void>;
  /** Takes no more, finishes what runs, and leaves the database open: whoever opened it closes it. */
  stop(): Promise<void>;
}

export interface ServiceParts {
  readonly config: Config;
  readonly log: Log;
  readonly database: Database;
  readonly clock: Clock;
  /** Whom a newcomer can act as; ignored unless the bot runs without credentials. */
  readonly personas: readonly Persona[];
  readonly authentication?: AuthenticationOverrides;
}

/** Calendar links stay good for a year and a bit: they sit in calendars and chats. */
const calendarLinkMs = 400 * 24 * 60 * 60_000;

/** Puts the rooms together and begins to serve. @throws when the port is taken, with the remedy */
export async function startService(parts: ServiceParts): Promise<Service> {
  const { config, log, database, clock } = parts;
  const applied = await applySettingsAdministrators(database.prisma, clock, config.administrators);
  if (applied.raised + applied.lowered > 0) log.info(applied, 'administrators of the settings');
  const queue = await startQueue(database, log);
  const core = { prisma: database.prisma, queue, clock, timeZone: config.timeZone };
  const signer = await openLinkSigner(database.prisma);
  const rates = createHttpRates();
  const files = { core, signer, rates };
  const after = afterEvent(config, files);
  const administering = administration(files, config.publicUrl);
  const imports = importing(files, config.publicUrl);
  const calendar = (id: string) =>
    `${config.publicUrl}/calendar/${signer.sign('calendar', id, new Date(clock.now().getTime() + calendarLinkMs))}.ics`;
  const place = (id: string, until: Date) => `${config.publicUrl}/place/${signer.sign('place', id, until)}`;
  const feed = (secret: string) => `${config.publicUrl}/feed/${secret}.ics`;
  const services: Services = {
    core,
    links: { calendar, place, feed, ...organiserLinks(signer, clock, config.publicUrl) },
    ...after.services,
    administration: administering.links,
    imports: imports.services,
    personas: config.playground ? parts.personas : undefined,
    ...(config.model ? { model: createAnswerModel(config.model) } : {}),
  };
  const teams =
    config.teams || config.playground
      ? teamsChannel({
          settings: config.teams,
          respond: limitedRespond(createRespond(services, log), config.rateLimit, log),
          destinations: teamsDestinations(database.prisma),
          log,
          ...(parts.authentication ? { overrides: parts.authentication } : {}),
        })
      : undefined;
  const slack = await openSlack(parts, services);
  const settled = async () => {
    await Promise.all([teams?.settled(), slack?.settled()]);
  };
  const server = createServer({
    log,
    ready: () => readiness(database.prisma),
    metrics: createMetrics(),
    settled,
    routes: (app: Express) => {
      if (teams) app.use(teams.router);
      if (slack) app.use(slack.router);
      app.use(limitPages(rates));
      app.use(pagesRoute());
      app.use(calendarRoute(core, signer));
      app.use(doorListRoute(core, signer));
      app.use(ownDataRoute(files));
      app.use(attendeesRoute(files, makeAttendeeFile(core.timeZone)));
      for (const route of [...after.routes, ...administering.routes, ...imports.routes]) app.use(route);
      app.use(placeRoute(core, signer));
    },
  });
  const ports = patientPorts({ ...(teams ? { teams: teams.port } : {}), ...(slack ? { slack: slack.port } : {}) });
  await queue.work({
    deliver: ({ deliveryId }) => deliver(services, ports, log, deliveryId),
    refresh: ({ deliveryId }) => refresh(services, ports, log, deliveryId),
    tick: async () => {
      await runTick(core, log);
      await tidyUpNightly(clock, database);
      await slack?.tick();
    },
  });
  const { port } = await server.listen(config.port, config.host);
  const stop = async () => {
    await slack?.stop();
    await server.stop();
    await queue.stop();
  };
  await slack?.start().catch(async (fault: unknown) => {
    await stop();
    throw fault;
  });
  return { port, services: services, settled, stop };
}

/** Loaded only where Slack is connected: its SDK takes half a second and 30 MB. */
async function openSlack({ config, log }: ServiceParts, services: Services) {
  if (!config.slack) return undefined;
  const { slackChannel } = await import('../channels/slack/channel.js');
  const { core } = services;
  const respond = limitedRespond(createRespond(services, log), config.rateLimit, log);
  const readHome = createHome(services);
  return slackChannel({ settings: config.slack, respond, readHome, core, log });
}

async function readiness(prisma: Db) {
  // The migrations ran before this could be asked; what can be missing now is the database itself.
  await prisma.$queryRaw`SELECT 1 AS one FROM "_prisma_migrations" WHERE finished_at IS NOT NULL LIMIT 1`;
  return { ready: true, checks: { database: true, migrations: true } };
}

async function tidyUpNightly(clock: Clock, database: Database): Promise<void> {
  const now = clock.now();
  if (now.getUTCHours() === 3 && now.getUTCMinutes() === 30) await tidyUp(database);
}

function teamsDestinations(prisma: Db): TeamsDestinations {
  return {
    conversation: async (id) => findConversation(prisma, id),
    personal: async (id) => {
      const account = await findAccount(prisma, id);
      if (account?.platform !== 'teams') return undefined;
      if (account.chat) return account.chat;
      if (!account.transportId || !account.neighbour) return undefined;
      return { tenant: account.tenant, transportId: account.transportId, reference: account.neighbour.reference };
    },
  };
}
