import { setTimeout as delay } from 'node:timers/promises';
import { loadDemonstrationData } from '../../prisma/demo/load.js';
import { type Core, createCore } from '../app/core.js';
import type { Watch } from '../app/imports/import-plan.js';
import { standIns } from '../conversation/talk/stand-ins.js';
import type { Database } from '../db/database.js';
import { FolderLockFault } from '../db/embedded/folder-lock.js';
import { openDatabase } from '../db/open-database.js';
import { systemClock } from '../domain/clock.js';
import type { Queue } from '../queue/queue.js';
import type { Log } from '../service/log.js';
import type { Config } from '../settings/config.js';
import { type InputOf, type LocalCommand, type OutputOf, runLocalCommand } from './local-commands.js';
import { callRunningService } from './local-rpc.js';

/** Access to the records for the command line: through the running service, or by opening the database. */
export interface Records {
  /** IANA name of the zone of times in files. */
  readonly timeZone: string;
  /** @param watch receives the progress, unless the running service executes the command */
  run<Name extends LocalCommand>(name: Name, input: InputOf<Name>, watch?: Watch): Promise<OutputOf<Name>>;
  close(): Promise<void>;
}

/** A starting service locks the folder before its endpoint answers: wait this long, in milliseconds. */
const startingMs = 15_000;

/**
 * A database server can be used beside the service; the embedded database is reached through the service while that is
 * running.
 */
export function openRecords(config: Config, log: Log): Records {
  let opened: Promise<Database> | undefined;
  const own = async (): Promise<Core> => {
    opened ??= openOwn(config, log);
    return createCore({
      database: await opened,
      queue: noQueue,
      clock: systemClock,
      timeZone: config.timeZone,
      standIns,
    });
  };
  return {
    timeZone: config.timeZone,
    run: async <Name extends LocalCommand>(
      name: Name,
      input: InputOf<Name>,
      watch?: Watch,
    ): Promise<OutputOf<Name>> => {
      for (const deadline = Date.now() + startingMs; ; await delay(300)) {
        const answer = config.databaseUrl || opened ? undefined : await callRunningService(config.dataDir, name, input);
        if (answer) return answer.output;
        try {
          const output: OutputOf<Name> = await runLocalCommand(await own(), name, input, watch);
          return output;
        } catch (fault) {
          if (!(fault instanceof FolderLockFault) || Date.now() > deadline) throw fault;
          opened = undefined;
        }
      }
    },
    close: async () => {
      const database = await opened;
      await database?.close();
    },
  };
}

async function openOwn(config: Config, log: Log): Promise<Database> {
  const database = await openDatabase({ url: config.databaseUrl, dataDir: config.dataDir, log });
  try {
    if (config.demoData) await loadDemonstrationData(database.prisma, systemClock, { timeZone: config.timeZone });
    return database;
  } catch (fault) {
    await database.close();
    throw fault;
  }
}

const refuse = async (): Promise<never> => {
  throw new Error('The command line sends no messages: do it in the chat');
};
const noQueue: Queue = {
  enqueue: refuse,
  enqueueAll: refuse,
  nudge: () => undefined,
  work: refuse,
  stop: async () => undefined,
};
