import { loadDemonstrationData } from '../../prisma/demo/load.js';
import { nextToBook } from '../app/programme/named-examples.js';
import { serveLocalCalls } from '../commands/local-rpc.js';
import type { Database } from '../db/database.js';
import type { EmbeddedOpening } from '../db/embedded/open.js';
import { openDatabase } from '../db/open-database.js';
import { systemClock } from '../domain/clock.js';
import type { HeldPort } from '../http/held-port.js';
import { hasDesktop, type Playground, startPlayground } from '../playground/chat-page.js';
import type { Config } from '../settings/config.js';
import { exitCodes } from '../settings/exit-codes.js';
import type { Log } from './log.js';
import { peopleToActAs } from './people-to-act-as.js';
import { type Service, startService } from './service.js';

/**
 * Serves until a signal arrives.
 * @param held the port, on which nothing is answered yet
 * @param embedded the embedded database, when the settings use it
 * @throws what `openDatabase` and `startService` throw
 */
export async function run(
  config: Config,
  log: Log,
  held: HeldPort,
  embedded: EmbeddedOpening | undefined,
): Promise<void> {
  const database = await openDatabase({ url: config.databaseUrl, dataDir: config.dataDir, log, embedded });
  try {
    await serve(config, log, database, held);
  } catch (fault) {
    await database.close();
    throw fault;
  }
}

async function serve(config: Config, log: Log, database: Database, held: HeldPort): Promise<void> {
  if (config.demoData) {
    const outcome = await loadDemonstrationData(database.prisma, systemClock, { timeZone: config.timeZone });
    log.info({ outcome }, 'demonstration data');
  }
  const personas = config.playground ? await peopleToActAs(database.prisma) : [];
  const print = (words: string) => process.stdout.write(words);
  const service = await startService({ config, log, database, clock: systemClock, personas, held, print });
  log.info({ port: service.port, host: config.host, database: database.kind }, 'ready');
  // Without a database server, the command line reaches the database through this process.
  const endpoint =
    database.kind === 'embedded' ? await serveLocalCalls(service.services.core, config.dataDir, log) : undefined;
  let playground: Playground | undefined;
  // Set before the chat page is ready, which takes a while; it ends with this process anyway.
  stopOnSignal(
    async (drainMs) => {
      await Promise.all([playground?.stop(), service.stop(drainMs), endpoint?.close()]);
      await database.close();
    },
    config.drainMs,
    log,
  );
  if (!config.playground) return;
  playground = await openPlayground(config.playground.port, service, log);
  if (playground) process.stdout.write(greeting(playground.url, await examplesOf(service)));
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

function greeting(url: string, examples: readonly string[]): string {
  return [
    '',
    '  Staffroom is ready.',
    `  Chat:        ${url}`,
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
function stopOnSignal(stop: (drainMs: number) => Promise<void>, drainMs: number, log: Log): void {
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
    process.exit(0);
  };
  const failed = (fault: unknown) => {
    log.error({ err: fault }, 'could not stop in order');
    process.exit(exitCodes.cutShort);
  };
  process.on('SIGINT', () => void end(0).catch(failed));
  process.on('SIGTERM', () => void end(drainMs).catch(failed));
}
