import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import { findPaper, makePaper, type Paper } from '../app/board/papers.js';
import type { Core } from '../app/core.js';
import { sayDays, sayPaperRefusal } from '../conversation/board/papers-cards.js';
import { makePaperFile } from '../service/paper-files.js';
import type { Records } from './open-records.js';

export const reportInput = z.object({
  from: z.string().max(40),
  to: z.string().max(40),
  /** The id of a paper that was drafted before, to be made again. */
  again: z.string().max(40).optional(),
});

export type ReportOutcome =
  | { readonly kind: 'made'; readonly words: string; readonly docx: string; readonly xlsx: string }
  | { readonly kind: 'refused'; readonly words: string };

/** Drafts a committee paper, or makes one again, with its files in base64. */
export async function reportCommittee(core: Core, input: z.infer<typeof reportInput>): Promise<ReportOutcome> {
  const found = input.again ? await findPaper(core, undefined, input.again) : undefined;
  if (input.again && !found) return { kind: 'refused', words: 'There is no paper of that id.' };
  const outcome = found ? ({ kind: 'made', paper: found } as const) : await makePaper(core, undefined, input);
  if (outcome.kind === 'refused') return { kind: 'refused', words: sayPaperRefusal(outcome.reason) };
  const { paper } = outcome;
  const file = async (format: 'docx' | 'xlsx') => (await makePaperFile(paper.data, format)).toString('base64');
  return { kind: 'made', words: sayMade(paper), docx: await file('docx'), xlsx: await file('xlsx') };
}

function sayMade({ id, data, withdrawnSince }: Paper): string {
  const again = `To make the same again: report committee --again ${id}`;
  const lines = [`Committee paper, ${sayDays(data)}.`, again];
  if (withdrawnSince > 0) {
    lines.push(`Withdrawn since it was drafted: ${withdrawnSince} of its quotes. Do not send it out again.`);
  }
  return lines.join('\n');
}

interface ReportOptions {
  readonly from?: string;
  readonly to?: string;
  readonly out?: string;
  readonly again?: string;
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
    .option('--out <name>', 'where the files go, without their ending')
    .option('--again <id>', 'make a paper that was drafted before again, as it was')
    .action((options: ReportOptions) => withRecords((records) => writeReport(records, options)));
}

async function writeReport(records: Records, { from = '', to = '', out, again }: ReportOptions): Promise<void> {
  if (!again && (!from || !to)) throw new Error('Say which days: --from 2026-09-01 --to 2027-08-31');
  const outcome = await records.run('report-committee', { from, to, again });
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
