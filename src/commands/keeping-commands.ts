import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Log } from '../service/log.js';
import type { Config } from '../settings/config.js';
import { backUp } from './back-up.js';
import { moveToServer } from './move-to-server.js';
import { restore } from './restore.js';
import type { Say } from './say.js';

/** Adds `backup`, `restore` and `move`, which are about the embedded database. */
export function addKeepingCommands(program: Command, settings: () => { readonly config: Config; readonly log: Log }) {
  const say: Say = (line) => void process.stdout.write(`${line}\n`);
  const end = (done: boolean) => {
    if (!done) process.exitCode = 1;
  };

  program
    .command('backup')
    .description('copy the embedded database into a file, while the service runs or not')
    .argument('<file>', 'where nothing is yet, for example staffroom-2026-11-29.tar.gz')
    .action(async (file: string) => {
      const { config, log } = settings();
      end(await backUp(config, log, resolve(file), say));
    });

  program
    .command('restore')
    .description('put a backup of the embedded database into DATA_DIR, where there must be none')
    .argument('<file>', 'what “staffroom backup” wrote')
    .action(async (file: string) => {
      const { config, log } = settings();
      end(await restore(config, log, resolve(file), say));
    });

  program
    .command('move')
    .description('move the data of the embedded database to an empty database on a PostgreSQL server')
    .requiredOption('--to <url>', 'postgresql://user@host:5432/database; the password may be in PGPASSWORD')
    .action(async ({ to }: { to: string }) => {
      const { config, log } = settings();
      await moveToServer(config, log, to, say);
    });
}
