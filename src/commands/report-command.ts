import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { Records } from './open-records.js';

interface ReportOptions {
  readonly from?: string;
  readonly to?: string;
  readonly out?: string;
  readonly again?: string;
  readonly committee?: string;
  readonly meeting?: string;
  readonly author?: string;
  readonly purpose?: string;
  readonly recommend: readonly string[];
}

/** Adds `report committee` to the commands. */
export function addReportCommand(
  program: Command,
  withRecords: (run: (records: Records) => Promise<void>) => Promise<void>,
) {
  program
    .command('report')
    .description('papers made from the records')
    .command('committee')
    .description('the committee paper as a Word document and a spreadsheet; its quotes count as printed')
    .option('--from <day>', 'its first day, as 2026-09-01')
    .option('--to <day>', 'its last day, as 2027-08-31')
    .option('--committee <name>', 'for which committee')
    .option('--meeting <day>', 'the day of its meeting, as 2026-12-08')
    .option('--author <name>', 'who writes it')
    .option('--purpose <words>', 'what it is for')
    .option('--recommend <words>', 'what the committee is asked to do; may be repeated', gather, [])
    .option('--out <name>', 'where the files go, without their ending')
    .option('--again <id>', 'make a paper that was drafted before again, as it was')
    .action((options: ReportOptions) => withRecords((records) => writeReport(records, options)));
}

function gather(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

async function writeReport(records: Records, options: ReportOptions): Promise<void> {
  const { from = '', to = '', out, again, recommend, ...front } = options;
  if (!again && (!from || !to)) throw new Error('Say which days: --from 2026-09-01 --to 2027-08-31');
  const outcome = await records.run('report-committee', {
    from,
    to,
    again,
    ...front,
    recommendations: recommend.join('\n'),
  });
  if (outcome.kind === 'refused') {
    process.stdout.write(`${outcome.words}\n`);
    process.exitCode = 1;
    return;
  }
  const name = (out ?? `committee-paper-${again ?? `${from}-to-${to}`}`).replace(/\.(docx|xlsx)$/, '');
  for (const format of ['docx', 'xlsx'] as const) {
    await writeFile(`${name}.${format}`, Buffer.from(outcome[format], 'base64'));
  }
  process.stdout.write(`${outcome.words}\nWritten: ${name}.docx and ${name}.xlsx\n`);
}
