import { setTimeout as delay } from 'node:timers/promises';
import { type BackupOutcome, backUpClosed } from '../db/embedded/backup.js';
import { FolderLockFault } from '../db/embedded/folder-lock.js';
import type { Log } from '../service/log.js';
import type { Config } from '../settings/config.js';
import { backUpInService } from './local-rpc.js';
import type { Say } from './say.js';

/** A service that starts or stops holds the folder and does not answer: wait this long, in milliseconds. */
const waitMs = 15_000;

/** @param out an absolute path @returns whether a backup was written */
export async function backUp(config: Config, log: Log, out: string, say: Say): Promise<boolean> {
  if (config.databaseUrl) {
    say('DATABASE_URL names a server: back that up with pg_dump, as manifests/README.md says');
    return false;
  }
  const outcome = await backUpEitherWay(config.dataDir, out, log);
  if (outcome.kind === 'refused') {
    say(outcome.words);
    return false;
  }
  const megabytes = (outcome.bytes / 1_048_576).toFixed(1);
  say(`The backup is in ${outcome.path} (${megabytes} MB). Everything that was confirmed before is in it.`);
  say('It has personal data in it: only you may read it, keep it so.');
  return true;
}

/** By the service, while that has the database open; otherwise from its folder. */
async function backUpEitherWay(dataDir: string, out: string, log: Log): Promise<BackupOutcome> {
  for (const deadline = Date.now() + waitMs; ; await delay(300)) {
    const byService = await backUpInService(dataDir, out);
    if (byService) return byService;
    try {
      return await backUpClosed(dataDir, out, log);
    } catch (fault) {
      if (!(fault instanceof FolderLockFault) || Date.now() > deadline) throw fault;
    }
  }
}
