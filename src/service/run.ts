import { loadDemonstrationData } from '../../prisma/demo/load.js';
import type { Core } from '../app/core.js';
import { nextToBook } from '../app/programme/named-examples.js';
import { type LocalEndpoint, serveLocalCalls } from '../commands/local-rpc.js';
import type { Database } from '../db/database.js';
import { backUpOpen } from '../db/embedded/backup.js';
import type { EmbeddedOpening } from '../db/embedded/open.js';
import { openDatabase } from '../db/open-database.js';
import { systemClock } from '../domain/clock.js';
import type { HeldPort } from '../http/held-port.js';
import { hasDesktop, type Playground, startPlayground } from '../playground/chat-page.js';
import type { OutboxServer } from '../playground/outbox.js';
import type { Config } from '../settings/config.js';
import { exitCodes } from '../settings/exit-codes.js';
import type { OpenTelemetry } from '../telemetry/open-telemetry.js';
import type { Log } from './log.js';
import { peopleToActAs } from './people-to-act-as.js';
import { type Service, startService } from './service.js';

/** What the process began with. */
interface Beginnings {
  /** The port, on which nothing is answered yet. */
  readonly held: HeldPort;
  /** The embedded database, when the settings use it. */
  readonly embedded: EmbeddedOpening | undefined;
  readonly telemetry: OpenTelemetry | undefined;
}

/**
 * Serves until a signal arrives.
 * @throws what `openDatabase` and `startService` throw
 */
export async function run(config: Config, log: Log, begun: Beginnings): Promise<void> {
  const { embedded } = begun;
  const database = await openDatabase({ url: config.databaseUrl, dataDir: config.dataDir, log, embedded });
  try {
    await serve(config, log, database, begun);
  } catch (fault) {
    await database.close();
    throw fault;
  }
}

async function serve(config: Config, log: Log, database: Database, { held, telemetry }: Beginnings): Promise<void> {
  if (config.demoData) {
    const outcome = await loadDemonstrationData(database.prisma, systemClock, { timeZone: config.timeZone });
    log.info({ outcome }, 'demonstration data');
  }
  const outbox = config.playground && !config.mail ? await openOwnOutbox() : undefined;
  const personas = config.playground ? await peopleToActAs(database.prisma) : [];
  const print = (words: string) => process.stdout.write(words);
  const parts = { config, log, database, clock: systemClock, personas, held, print };
  const service = await startService({ ...parts, ...(outbox ? { outbox } : {}) });
  log.info({ port: service.port, host: config.host, database: database.kind }, 'ready');
  // Without a database server, the command line reaches the database through this process.
  const endpoint =
    database.kind === 'embedded' ? await serveCommandLine(config, log, database, service.services.core) : undefined;
  let playground: Playground | undefined;
  // Set before the chat page is ready, which takes a while; it ends with this process anyway.
  stopOnSignal(
    async (drainMs) => {
      await Promise.all([playground?.stop(), service.stop(drainMs), endpoint?.close()]);
      await outbox?.stop();
      await database.close();
    },
    config.drainMs,
    log,
    async () => telemetry?.stop(),
  );
  if (!config.playground) return;
  playground = await openPlayground(config.playground.port, service, log);
  const examples = await examplesOf(service);
  if (playground) process.stdout.write(greeting(playground.url, examples, outbox && `${config.publicUrl}/outbox`));
}

/** Loaded only in the playground. */
async function openOwnOutbox(): Promise<OutboxServer> {
  const { openOutbox } = await import('../playground/outbox.js');
  return openOutbox();
}

function serveCommandLine({ dataDir }: Config, log: Log, { pool }: Database, core: Core): Promise<LocalEndpoint> {
  return serveLocalCalls({ core, backUp: (out) => backUpOpen(pool, dataDir, out) }, dataDir, log);
}

/** The bot works without its chat page (tests call it directly), so a failure is logged, not fatal. */
async function openPlayground(port: number, service: Service, log: Log): Promise<Playground | undefined> {
  try {
    const endpoint = `http://127.0.0.1:${service.port}/api/messages`;
    return await startPlayground({ port, endpoint, log, openBrowser: hasDesktop(process.env) });
  } catch (fault) {
    log.warn({ reason: fault instanceof Error ? fault.message : 'unknown' }, 'no chat in the browser');
    return undefined;
  }
}

/** What to say first: the next event by its name; or the set-up, while nothing is on. */
async function examplesOf({ services: { core } }: Service): Promise<readonly string[]> {
  const next = await nextToBook(core);
  return next ? ["what's on", `book me on the ${next}`, 'act as organiser'] : ['act as administrator', 'set up'];
}

function greeting(url: string, examples: readonly string[], outbox: string | undefined): string {
  return [
    '',
    '  Staffroom is ready.',
    `  Chat:        ${url}`,
    ...(outbox ? [`  E-mails:     ${outbox} shows what would be sent; none leaves this machine`] : []),
    '  Who you are: somebody the bot has not met; say "act as" to see as whom you can try it',
    `  Try:         ${examples.map((words) => `"${words}"`).join('   ')}`,
    '  Stop:        Ctrl-C. Everything stays in the database for the next start.',
    '',
    '',
  ].join('\n');
}

/** Longest time to stop, without the draining: Ctrl-C must stop the service within five seconds. Milliseconds. */
const stopWithinMs = 4_800;

/**
 * SIGTERM comes from whoever runs services: this one drains first, because requests go on arriving until the news has
 * spread. Ctrl-C comes from a person, who waits; a second signal ends it at once.
 */
function stopOnSignal(
  stop: (drainMs: number) => Promise<void>,
  drainMs: number,
  log: Log,
  sendLastLines: () => Promise<void>,
): void {
  let stopping = false;
  const end = async (drain: number) => {
    if (stopping) process.exit(exitCodes.cutShort);
    stopping = true;
    // Nothing that was confirmed is lost by this, because it is in the database already.
    setTimeout(() => {
      log.warn('stopped with work still under way');
      process.exit(exitCodes.cutShort);
    }, drain + stopWithinMs).unref();
    await stop(drain);
    log.info('stopped');
    await sendLastLines();
    process.exit(0);
  };
  const failed = (fault: unknown) => {
    log.error({ err: fault }, 'could not stop in order');
    process.exit(exitCodes.cutShort);
  };
  process.on('SIGINT', () => void end(0).catch(failed));
  process.on('SIGTERM', () => void end(drainMs).catch(failed));
}
