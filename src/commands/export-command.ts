import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Records } from './open-records.js';

/** Adds `staffroom export`. */
export function addExportCommand(
  program: Command,
  withRecords: (run: (records: Records) => Promise<void>) => Promise<void>,
) {
  program
    .command('export')
    .description('write everything that is held into CSV tables, described by a datapackage.json')
    .option('--out <path>', 'a .zip file, or a folder that is empty or not there yet')
    .action((options: { out?: string }) =>
      withRecords(async (records) => {
        const out = resolve(options.out ?? `staffroom-${new Date().toISOString().slice(0, 10)}.zip`);
        const outcome = await records.run('export', { out });
        const written = outcome.kind === 'written';
        process.stdout.write(
          written
            ? `Everything is in ${outcome.path}. It has personal data in it: only you may read it, keep it so.\n`
            : `${outcome.words}\n`,
        );
        if (!written) process.exitCode = 1;
      }),
    );
}
