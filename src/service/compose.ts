import type { RequestHandler } from 'express';
import type { Core } from '../app/core.js';
import type { LinkSigner } from '../app/links.js';
import type { Persona } from '../app/playground.js';
import { createHttpRates } from '../app/turns/rates.js';
import type { Services } from '../conversation/talk/turn-context.js';
import { attendanceChecklistRoute } from '../http/attendance-checklist-route.js';
import { attendeesRoute } from '../http/attendees-route.js';
import { bouncesRoute } from '../http/bounces-route.js';
import { calendarRoute } from '../http/calendar-route.js';
import { limitPages } from '../http/limits.js';
import { ownDataRoute } from '../http/own-data-route.js';
import { pagesRoute } from '../http/pages-route.js';
import { ownPageRoute } from '../http/personal/own-page-route.js';
import { placeRoute } from '../http/place-route.js';
import { readAttendanceApart } from '../importers/reading/reading-apart.js';
import { createLanguageModel, type LanguageModel } from '../knowledge/model/language-model.js';
import type { Config } from '../settings/config.js';
import type { MailSettings } from '../settings/mail.js';
import { createFigures, type Figures } from '../telemetry/figures.js';
import { inSpan } from '../telemetry/spans.js';
import { administrationRoutes } from './administration.js';
import { afterEventRoutes } from './after-event.js';
import { makeAttendeeFile } from './files.js';
import { fileReaders, importRoutes } from './importing.js';
import { signedLinks } from './links.js';
import { checkPaperTemplate } from './paper-files.js';

/** What the conversation is told besides the settings. */
interface Surroundings {
  /** People a newcomer can act as. */
  readonly personas: readonly Persona[];
  readonly mail: MailSettings | undefined;
  /** Mails can be looked at in the browser. */
  readonly outbox: boolean;
}

/** Creates what the conversation needs. */
export function composeServices(
  config: Config,
  core: Core,
  signer: LinkSigner,
  { personas, mail, outbox }: Surroundings,
): Services {
  const { publicUrl } = config;
  // Slack fetches images over the internet, and refuses the whole message when it cannot reach one.
  const pictures = config.slack === undefined || publicUrl.startsWith('https://');
  const { imports, ...links } = signedLinks({ signer, clock: core.clock, publicUrl, pictures });
  return {
    core,
    ...links,
    imports: { ...imports, ...fileReaders(core.timeZone) },
    readAttendanceFile: readAttendanceApart,
    readPaperTemplate: checkPaperTemplate,
    personas: config.playground ? personas : undefined,
    ...(mail ? { mail: { from: mail.from, replyTo: mail.replyTo } } : {}),
    ...(outbox ? { outbox: `${publicUrl}/outbox` } : {}),
    ...(config.model ? { model: counted(createLanguageModel(config.model), core.memory.of(createFigures)) } : {}),
  };
}

/** Counts the calls, by what came of them. */
function counted(model: LanguageModel, figures: Figures): LanguageModel {
  const count = <Reply extends { readonly kind: string; readonly fault?: string }>(call: () => Promise<Reply>) =>
    inSpan(
      'language model',
      {},
      async (span) => {
        const started = performance.now();
        const reply = await call();
        const outcome = reply.fault ?? reply.kind;
        figures.modelCall(outcome, (performance.now() - started) / 1_000);
        span.setAttribute('staffroom.outcome', outcome);
        return reply;
      },
      'CLIENT',
    );
  return {
    answer: (question, passages, spellings) => count(() => model.answer(question, passages, spellings)),
    read: (message, readings, spellings) => count(() => model.read(message, readings, spellings)),
    suggestQuestions: (passage) => count(() => model.suggestQuestions(passage)),
  };
}

/**
 * Routes of pages and files behind links, in the order in which they are matched; those of the platforms come before.
 */
export function pageRoutes(config: Config, services: Services, signer: LinkSigner): readonly RequestHandler[] {
  const { core, links } = services;
  const rates = createHttpRates();
  const files = { core, signer, rates };
  return [
    limitPages(rates),
    pagesRoute(core, config.securityContact, {
      model: config.model !== undefined,
      platforms: [...(config.teams ? ['Microsoft Teams'] : []), ...(config.slack ? ['Slack'] : [])],
    }),
    calendarRoute(core, signer),
    attendanceChecklistRoute(core, signer),
    ownDataRoute(files),
    attendeesRoute(files, makeAttendeeFile(core.timeZone)),
    ...afterEventRoutes(config, files),
    ...administrationRoutes(files),
    ...importRoutes(files),
    ...(config.mail?.bouncesToken ? [bouncesRoute(core, config.mail.bouncesToken)] : []),
    placeRoute(core, signer, links.calendar),
    ownPageRoute(services, signer),
  ];
}
