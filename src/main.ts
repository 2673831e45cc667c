import { existsSync } from 'node:fs';
import { FolderLockFault } from './db/embedded/folder-lock.js';
import { beginEmbedded, EmbeddedFault } from './db/embedded/open.js';
import { MigrationFault } from './db/migrations/migrate.js';
import { ServerFault } from './db/server.js';
import { createLog } from './service/log.js';
import { readConfig, SettingsFault } from './settings/config.js';

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const embedded = config.databaseUrl ? undefined : await beginEmbedded(config.dataDir, log);
  // Loaded late: the embedded database opens in its own thread meanwhile.
  const { run } = await import('./service/run.js');
  await run(config, log, embedded);
}

const explained = [SettingsFault, EmbeddedFault, FolderLockFault, MigrationFault, ServerFault];

main().catch((fault: unknown) => {
  const known = explained.some((kind) => fault instanceof kind);
  process.stderr.write(
    `${fault instanceof Error ? (known ? fault.message : (fault.stack ?? fault.message)) : fault}\n`,
  );
  process.exit(1);
});
