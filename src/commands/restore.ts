import { restoreBackup } from '../db/embedded/restore.js';
import type { Log } from '../service/log.js';
import type { Config } from '../settings/config.js';
import type { Say } from './say.js';

/** @param file an absolute path @returns whether the backup is in its place */
export async function restore(config: Config, log: Log, file: string, say: Say): Promise<boolean> {
  if (config.databaseUrl) {
    say('DATABASE_URL names a server: restore that with pg_restore, as manifests/README.md says');
    return false;
  }
  const outcome = await restoreBackup(config.dataDir, file, log);
  if (outcome.kind === 'refused') {
    say(outcome.words);
    return false;
  }
  say(`The backup is in ${config.dataDir}: ${outcome.schools} schools, ${outcome.people} people. Start the service.`);
  say('Whoever asked to be forgotten after it was made must be forgotten again.');
  return true;
}
