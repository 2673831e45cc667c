import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import pino from 'pino';
import { sayImport } from './commands/article-import-report.js';
import { askLines, askPrompt } from './commands/ask.js';
import { addExportCommand } from './commands/export-command.js';
import { addDataImports } from './commands/import-commands.js';
import { addKeepingCommands } from './commands/keeping-commands.js';
import { openRecords, type Records } from './commands/open-records.js';
import { addReportCommand } from './commands/report-command.js';
import { sayFileReport } from './importers/attendance/import-file.js';
import type { Log } from './service/log.js';
import { isExplained } from './settings/exit-codes.js';
import { readSettings } from './settings/read-settings.js';

interface AttendanceOptions {
  readonly event: string;
  readonly session?: string;
  readonly dryRun?: true;
  readonly anyDay?: true;
}

/** `npm run -s staffroom -- <command>`: what is done from the command line rather than in the chat. */
const program = new Command('staffroom').description('Staffroom from the command line');

program
  .command('ask')
  .description('ask a question as in the chat, at a prompt or line by line')
  .option('--json', 'read lines {"question": "…"} from standard input and write one JSON line for each')
  .action((options: { json?: true }) =>
    withRecords((records) =>
      options.json
        ? askLines(records, process.stdin, (line) => process.stdout.write(line))
        : askPrompt(records, process.stdin, process.stdout),
    ),
  );

const importing = program.command('import').description('take a file into the records, all of it or nothing');

importing
  .command('knowledge')
  .description('articles of the knowledge base, from CSV (columns by heading) or Markdown (a "## question" each)')
  .argument('<file>', 'a .csv, .xlsx or .md file')
  .action((file: string) =>
    withRecords(async (records) => {
      const base64 = (await readFile(file)).toString('base64');
      const report = await records.run('import-knowledge', { name: file, base64 });
      process.stdout.write(`${sayImport(report)}\n`);
      if (!report.stored) process.exitCode = 1;
    }),
  );

importing
  .command('attendance')
  .description('who was there: an attendance report of Teams, or a CSV or XLSX list with headings')
  .argument('<file>', 'the file as it was downloaded')
  .requiredOption('--event <slug>', 'the event it is of, by the name in its address')
  .option('--session <label>', 'the session, where several were on the same day')
  .option('--dry-run', 'show what would be done, and count nothing')
  .option('--any-day', 'take a file of another day than the event')
  .action((file: string, { dryRun, anyDay, ...of }: AttendanceOptions) =>
    withRecords(async (records) => {
      const base64 = (await readFile(file)).toString('base64');
      const outcome = await records.run('import-attendance', {
        ...of,
        apply: dryRun !== true,
        anyDay: anyDay === true,
        base64,
      });
      const done = outcome.kind === 'done';
      process.stdout.write(`${done ? sayFileReport(outcome.title, outcome.report) : outcome.words}\n`);
      if (!done) process.exitCode = 1;
    }),
  );

addReportCommand(program, withRecords);

addDataImports(importing, withRecords);

addExportCommand(program, withRecords);

addKeepingCommands(program, () => ({ config: readSettings(), log: warnings() }));

/** Standard output is the command's own: warnings go to standard error. */
function warnings(): Log {
  return pino({ level: 'warn', base: null }, pino.destination(2));
}

async function withRecords(run: (records: Records) => Promise<void>): Promise<void> {
  const records = openRecords(readSettings(), warnings());
  try {
    await run(records);
  } finally {
    await records.close();
  }
}

try {
  await program.parseAsync(process.argv);
} catch (fault) {
  const known = !(fault instanceof Error) || isExplained(fault);
  const message = fault instanceof Error ? fault.message : String(fault);
  process.stderr.write(`${message}\n${known || !process.env.DEBUG ? '' : `${(fault as Error).stack}\n`}`);
  process.exitCode = 1;
}
